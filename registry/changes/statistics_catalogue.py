"""Kinds of change of figures that others published, as data."""

from django.utils.translation import gettext_lazy as _

from registry.changes.kinds import Kind, noun_kinds
from registry.rules import statistic

KINDS: tuple[Kind, ...] = noun_kinds(
    "statistic",
    "registry.Statistic",
    (_("Mencatat angka terbitan"), _("Memperbaiki angka terbitan")),
    (
        "scheme",
        "indicator",
        "label",
        "stated",
        "unit",
        "province",
        "regency",
        "district",
        "area_words",
        "reference_on",
        "reference_precision",
        "since_year",
        "stage",
        "scope_note",
        "note",
        "source",
    ),
    is_part=True,
    only_on_creation=("code",),
    figures=("amount",),
    derive=(statistic.give_code,),
    rules=(statistic.not_in_the_future, statistic.whole_things),
)
