"""Kinds of change of assets, what became of them, objections to it, and what changed for the
sentra, as data. A dinas proposes them inside a submission."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from dak.changes.asset import asset_of_dispute
from dak.rules import asset, outcome
from registry.changes.kinds import PROPOSED, Kind, noun_kinds
from registry.rules import code_list, naming, parts, withdrawal

STATE_RULES = (
    asset.state_has_come,
    asset.confirmed_on_the_spot,
    asset.use_closes_the_need,
)

ASSETS: tuple[Kind, ...] = (
    *noun_kinds(
        "asset",
        "dak.Asset",
        (_("Mencatat aset DAK"), _("Memperbaiki aset DAK")),
        (
            "name",
            "facility_kind",
            "province",
            "regency",
            "sentra",
            "sentra_words",
            "district_words",
            "village_words",
            "facility",
            "completed_on",
            "completed_precision",
            "handed_over_on",
            "handed_over_precision",
            "inaugurated_on",
            "inaugurated_precision",
            "operates_on",
            "operates_precision",
            "source",
        ),
        is_part=True,
        only_on_creation=("code", "is_sample"),
        derive=(asset.give_code,),
        rules=(
            naming.clean_names,
            code_list.still_used,
            asset.stands_at_sentra,
            asset.days_have_come,
        ),
        withdraw_rules=(withdrawal.nobody_names_it,),
        surfaces=PROPOSED,
    ),
    *noun_kinds(
        "asset_funding",
        "dak.AssetFunding",
        (_("Mencatat dana aset"), _("Memperbaiki dana aset")),
        ("grant", "component", "source"),
        is_part=True,
        only_on_creation=("asset",),
        rules=(asset.grant_reaches,),
    ),
    *noun_kinds(
        "asset_state",
        "dak.AssetState",
        (_("Mencatat keadaan aset"), _("Memperbaiki keadaan aset")),
        (
            "state",
            "state_on",
            "state_precision",
            "basis",
            "words",
            "reason_words",
            "source",
            "confirmed_by",
            "confirmed_on",
        ),
        is_part=True,
        only_on_creation=("asset",),
        rules=STATE_RULES,
        surfaces=PROPOSED,
    ),
    *(
        replace(kind, about=asset_of_dispute) if kind.code == "asset_dispute.record" else kind
        for kind in noun_kinds(
            "asset_dispute",
            "dak.AssetDispute",
            (_("Menyanggah penilaian aset"), _("Menjawab sanggahan")),
            ("verdict", "answered_on", "answer_words"),
            is_part=True,
            only_on_creation=("asset", "state", "office", "disputed_on", "words"),
            rules=(asset.answered_once, asset.dispute_of_place),
            surfaces=PROPOSED,
        )
    ),
)

OUTCOMES: tuple[Kind, ...] = (
    *noun_kinds(
        "outcome_indicator",
        "dak.OutcomeIndicator",
        (_("Mencatat indikator hasil"), _("Memperbaiki indikator hasil")),
        ("name", "position", "is_active", "unit_words", "profile_figure", "is_money"),
        only_on_creation=("code",),
        derive=(naming.give_code,),
        rules=(naming.clean_names, outcome.names_a_figure),
    ),
    *noun_kinds(
        "outcome",
        "dak.OutcomeReading",
        (_("Mencatat angka hasil"), _("Memperbaiki angka hasil")),
        ("indicator", "grant", "unit", "as_of_on", "as_of_precision", "told_as", "source"),
        is_part=True,
        only_on_creation=("sentra",),
        figures=("amount",),
        rules=(
            parts.not_in_the_future,
            code_list.still_used,
            outcome.of_its_grant,
            outcome.unit_is_known,
        ),
        surfaces=PROPOSED,
    ),
)

KINDS: tuple[Kind, ...] = (*ASSETS, *OUTCOMES)
