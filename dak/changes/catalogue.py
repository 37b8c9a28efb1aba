"""Kinds of change of DAK grants, as data; the registry's engine applies them unchanged."""

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from dak.changes.gravity import changes_money, marks_official, touches_official
from dak.rules import approval, grant
from dak.rules.menu import menus_of_new_year
from dak.rules.money import chain_holds
from dak.rules.proposal import grant_of_proposal, rejected_is_not_granted
from registry.changes.kinds import Kind, noun_kinds, plain
from registry.rules import withdrawal

GRANT_FIELDS = (
    "fund",
    "stage",
    "fiscal_year",
    "year_from",
    "year_to",
    "level",
    "province",
    "regency",
    "sentra",
    "sentra_words",
    "district_words",
    "village_words",
    "menu",
    "unspecified_idr",
    "continues",
    "proposal",
)

CLAIM_RULES = (grant.unreadable_is_unreadable, approval.official_is_fixed, chain_holds)


def _claim_kinds() -> Iterator[Kind]:
    """The kinds of a claim. Without it the ceiling is another one, so its withdrawal is judged,
    too; an official one never leaves or comes back by one person alone."""
    for kind in noun_kinds(
        "claim",
        "dak.GrantClaim",
        (_("Mencatat klaim nilai"), _("Memperbaiki klaim nilai")),
        (
            "source",
            "stage",
            "is_official",
            "official_reason",
            "unreadable_amount",
            "activity",
            "status_words",
            "realised_idr",
            "physical_percent",
        ),
        is_part=True,
        only_on_creation=("grant",),
        figures=("amount_idr",),
        rules=CLAIM_RULES,
        gravity=(marks_official, changes_money),
    ):
        if kind.code.endswith(".withdraw"):
            kind = replace(kind, rules=CLAIM_RULES)
        yield kind if kind.creates else replace(kind, weigh_stored=touches_official)


KINDS: tuple[Kind, ...] = (
    *noun_kinds(
        "grant",
        "dak.Grant",
        (_("Mencatat hibah DAK"), _("Memperbaiki hibah DAK")),
        GRANT_FIELDS,
        is_part=True,
        only_on_creation=("code", "is_sample"),
        derive=(grant.give_code, grant.keep_region_of_year),
        rules=(
            grant.sentra_in_receiver,
            grant.continues_an_earlier_one,
            grant_of_proposal,
            rejected_is_not_granted,
            menus_of_new_year,
            chain_holds,
        ),
        gravity=(plain, changes_money),
        withdraw_rules=(withdrawal.nobody_names_it,),
    ),
    *_claim_kinds(),
)
