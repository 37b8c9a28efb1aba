"""Kinds of change of DAK grants, as data; the registry's engine applies them unchanged."""

from django.utils.translation import gettext_lazy as _

from dak.changes.gravity import changes_money
from dak.rules import grant
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
    "menu",
)

KINDS: tuple[Kind, ...] = (
    *noun_kinds(
        "grant",
        "dak.Grant",
        (_("Mencatat hibah DAK"), _("Memperbaiki hibah DAK")),
        GRANT_FIELDS,
        is_part=True,
        only_on_creation=("code", "is_sample"),
        derive=(grant.give_code, grant.keep_region_of_year),
        rules=(grant.sentra_in_receiver,),
        gravity=(plain, changes_money),
        withdraw_rules=(withdrawal.nobody_names_it,),
    ),
    *noun_kinds(
        "claim",
        "dak.GrantClaim",
        (_("Mencatat klaim nilai"), _("Memperbaiki klaim nilai")),
        (
            "source",
            "stage",
            "is_official",
            "activity",
            "status_words",
            "realised_idr",
            "physical_percent",
        ),
        is_part=True,
        only_on_creation=("grant",),
        figures=("amount_idr",),
        gravity=(plain, changes_money),
    ),
)
