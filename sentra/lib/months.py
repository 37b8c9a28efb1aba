"""The months as people write them, and a day in words. Partial dates and what reads typed ones live
in sentra.lib.dates; this module stands below the refusals, which name days in their sentences."""

from datetime import date

from django.utils.translation import gettext_lazy as _

MONTHS = (
    _("Januari"),
    _("Februari"),
    _("Maret"),
    _("April"),
    _("Mei"),
    _("Juni"),
    _("Juli"),
    _("Agustus"),
    _("September"),
    _("Oktober"),
    _("November"),
    _("Desember"),
)
SHORT_MONTHS = (
    _("Jan"),
    _("Feb"),
    _("Mar"),
    _("Apr"),
    _("Mei"),
    _("Jun"),
    _("Jul"),
    _("Agu"),
    _("Sep"),
    _("Okt"),
    _("Nov"),
    _("Des"),
)


def written_day(on: date) -> str:
    """Return `21 November 2026`."""
    return f"{on.day} {MONTHS[on.month - 1]} {on.year}"
