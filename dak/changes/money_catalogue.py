"""Kinds of change of a grant's money, its shares, the spans of years, and proposals, as data.

A row of money has five kinds: recorded, corrected until it is approved, withdrawn and restored, and
superseded afterwards: a new row that points to the approved one. Whatever touches an approved row
needs two people."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.changes.gravity import takes_back_money, touches_approved
from dak.changes.proposal import asked_of_unregistered, region_of_proposal
from dak.choices import RECORD_NEED_PACK
from dak.rules import approval, component, menu, proposal
from dak.rules.money import chain_holds
from registry.changes.kinds import PROPOSED, STAFF, Kind, Rule, noun_kinds
from registry.choices import ChangeSource
from registry.rules import withdrawal

Words = tuple[str | Promise, str | Promise, str | Promise]
APPROVAL = ("approved_on", "approval_words", "source")


def part_kinds(
    noun: str,
    model: str,
    words: tuple[str | Promise, str | Promise],
    fields: Sequence[str],
    *,
    parent: str,
    rules: Sequence[Rule],
    surfaces: frozenset[str] = STAFF,
) -> Iterator[Kind]:
    """The kinds of a part of a grant or proposal; a withdrawal is judged like any other change,
    since a sum may break by it."""
    for kind in noun_kinds(
        noun,
        f"dak.{model}",
        words,
        fields,
        is_part=True,
        only_on_creation=(parent,),
        rules=rules,
        surfaces=surfaces,
    ):
        if kind.code.endswith(".withdraw"):
            kind = replace(kind, rules=tuple(rules))
        yield kind


def money_kinds(
    noun: str,
    model: str,
    words: Words,
    fields: Sequence[str],
    *,
    rules: Sequence[Rule] = (),
    on_correction: Sequence[Rule] = (),
) -> Iterator[Kind]:
    """The kinds of a row of the money chain."""
    every = (approval.happened, approval.approved_is_fixed, *rules, chain_holds)
    whole = (*fields, *APPROVAL)
    for kind in part_kinds(noun, model, words[:2], whole, parent="grant", rules=every):
        yield kind if kind.creates else replace(kind, weigh_stored=touches_approved)
    yield Kind(
        f"{noun}.supersede",
        f"dak.{model}",
        words[2],
        ("grant", "corrects", *whole),
        creates=True,
        rules=(approval.corrects_an_approved_row, *on_correction, *every),
        gravity=takes_back_money,
    )


MONEY: tuple[Kind, ...] = (
    *money_kinds(
        "component",
        "GrantComponent",
        (
            _("Mencatat komponen hibah"),
            _("Memperbaiki komponen hibah"),
            _("Mengoreksi komponen yang sudah disetujui"),
        ),
        (
            "name",
            "menu_code",
            "component_code",
            "sentra",
            "need",
            "volume",
            "unit_words",
            "amount_idr",
        ),
        rules=(component.sentra_of_grant, menu.menu_of_year),
    ),
    Kind(
        "component.operate",
        "dak.GrantComponent",
        _("Menyatakan komponen beroperasi"),
        ("operates_on",),
        rules=(approval.happened, component.need_is_closed),
        # A dinas that confirms a use proposes it with the asset's state.
        surfaces=PROPOSED,
    ),
    *money_kinds(
        "work_plan",
        "WorkPlan",
        (
            _("Mencatat rencana kegiatan"),
            _("Memperbaiki rencana kegiatan"),
            _("Mengoreksi rencana kegiatan yang sudah disetujui"),
        ),
        ("number", "amount_idr"),
    ),
    *money_kinds(
        "contract",
        "Contract",
        (
            _("Mencatat kontrak"),
            _("Memperbaiki kontrak"),
            _("Mengoreksi kontrak yang sudah disetujui"),
        ),
        (
            "number",
            "kind",
            "subject",
            "provider_words",
            "component",
            "amount_idr",
            "signed_on",
            "other_date_words",
            "starts_on",
            "ends_on",
            "calendar_day_count",
            "handed_over_on",
        ),
    ),
    *money_kinds(
        "addendum",
        "ContractAddendum",
        (
            _("Mencatat adendum kontrak"),
            _("Memperbaiki adendum kontrak"),
            _("Mengoreksi adendum yang sudah disetujui"),
        ),
        ("contract", "number", "signed_on", "amount_idr", "ends_on"),
    ),
    *money_kinds(
        "disbursement",
        "Disbursement",
        (
            _("Mencatat penyaluran"),
            _("Memperbaiki penyaluran"),
            _("Mengoreksi penyaluran yang sudah disetujui"),
        ),
        ("tranche_number", "amount_idr", "requested_on", "paid_on"),
        on_correction=(approval.tranche_is_kept,),
    ),
    *money_kinds(
        "absorption",
        "Absorption",
        (
            _("Mencatat penyerapan"),
            _("Memperbaiki penyerapan"),
            _("Mengoreksi penyerapan yang sudah disetujui"),
        ),
        ("as_of_on", "amount_idr"),
    ),
    *money_kinds(
        "leftover",
        "LeftoverFunds",
        (
            _("Mencatat sisa dana"),
            _("Memperbaiki sisa dana"),
            _("Mengoreksi sisa dana yang sudah disetujui"),
        ),
        ("declared_on", "amount_idr"),
    ),
    *part_kinds(
        "share",
        "GrantShare",
        (_("Mencatat bagian sentra"), _("Memperbaiki bagian sentra")),
        ("sentra", "share_percent", "source"),
        parent="grant",
        rules=(component.on_receivers_soil, chain_holds),
    ),
    *noun_kinds(
        "grant_span",
        "dak.GrantSpan",
        (_("Mencatat rentang tahun penerimaan"), _("Memperbaiki rentang tahun penerimaan")),
        ("fund", "level", "province", "regency", "year_from", "year_to", "words", "source"),
        is_part=True,
        only_on_creation=("is_sample",),
    ),
)

PROPOSALS: tuple[Kind, ...] = (
    *(
        replace(
            kind,
            surfaces=kind.surfaces | {ChangeSource.WEB},
            rules=(*kind.rules, proposal.not_the_same_again),
        )
        if kind.code == RECORD_NEED_PACK
        else kind
        for kind in noun_kinds(
            "need_pack",
            "dak.NeedPack",
            (_("Membuat paket kebutuhan"), _("Memperbaiki keterangan paket kebutuhan")),
            ("words",),
            is_part=True,
            only_on_creation=("sentra", "made_on", "snapshot"),
            rules=(approval.happened,),
        )
    ),
    *(
        # A dinas proposes for itself; that a proposal never should have been recorded, staff says.
        replace(kind, surfaces=STAFF)
        if kind.code in ("proposal.withdraw", "proposal.restore")
        else replace(kind, about=region_of_proposal, asks=asked_of_unregistered)
        for kind in noun_kinds(
            "proposal",
            "dak.Proposal",
            (_("Mencatat usulan DAK"), _("Memperbaiki usulan DAK")),
            (
                "fiscal_year",
                "level",
                "province",
                "regency",
                "sentra",
                "sentra_words",
                "district_words",
                "village_words",
                "menu",
                "need_pack",
                "reference_words",
                "budget_words",
                "land_status",
                "land_words",
                "asked_idr",
                "source",
            ),
            is_part=True,
            only_on_creation=("code",),
            derive=(proposal.give_code,),
            rules=(proposal.sentra_of_proposer, proposal.lines_add_up, menu.menus_of_new_year),
            withdraw_rules=(withdrawal.nobody_names_it,),
            surfaces=PROPOSED,
        )
    ),
    *part_kinds(
        "proposal_line",
        "ProposalLine",
        (_("Mencatat rincian usulan"), _("Memperbaiki rincian usulan")),
        (
            "fund",
            "name",
            "menu_code",
            "component_code",
            "need",
            "volume",
            "unit_words",
            "amount_idr",
        ),
        parent="proposal",
        rules=(proposal.need_of_sentra, menu.menu_of_year, proposal.lines_add_up),
        surfaces=PROPOSED,
    ),
    *part_kinds(
        "proposal_stage",
        "ProposalStage",
        (_("Mencatat tahap usulan"), _("Memperbaiki tahap usulan")),
        ("stage", "happened_on", "office_words", "verdict", "words", "source"),
        parent="proposal",
        rules=(approval.happened, proposal.stages_in_order),
    ),
)

KINDS: tuple[Kind, ...] = (*MONEY, *PROPOSALS)
