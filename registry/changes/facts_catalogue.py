"""Kinds of change, continued: what became of a sentra, and what sources say about a fact."""

from django.utils.translation import gettext_lazy as _

from registry.changes.gravity import became_another, becomes_another
from registry.changes.kinds import PROPOSED, Kind, noun_kinds
from registry.rules import fact_claim, succession

KINDS: tuple[Kind, ...] = (
    *noun_kinds(
        "sentra_succession",
        "registry.SentraSuccession",
        (_("Mencatat perubahan sentra"), _("Memperbaiki perubahan sentra")),
        (
            "kind",
            "successor",
            "happened_on",
            "happened_precision",
            "old_name",
            "old_region_code",
            "reason_words",
            "source",
        ),
        is_part=True,
        only_on_creation=("sentra",),
        derive=(succession.keep_what_was,),
        rules=(
            succession.clean_old_name,
            succession.not_in_the_future,
            succession.ends_once,
            succession.nothing_newer,
            succession.no_circle,
        ),
        surfaces=PROPOSED,
        gravity=(becomes_another, becomes_another),
        weigh_stored=became_another,
    ),
    *noun_kinds(
        "fact_claim",
        "registry.FactClaim",
        (_("Mencatat klaim fakta"), _("Memperbaiki klaim fakta")),
        (
            "stated",
            "source_words",
            "source",
            "said_on",
            "said_precision",
            "is_published",
            "published_reason",
        ),
        is_part=True,
        only_on_creation=("sentra", "fact", "year"),
        figures=("claimed",),
        rules=(fact_claim.not_in_the_future,),
    ),
)
