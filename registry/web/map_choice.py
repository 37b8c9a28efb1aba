"""Which number the tile map shows, and the classes that colour it."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class MapChoice:
    """One number for the map: its address word, label, unit, and class limits."""

    code: str
    label: str | Promise
    definition: str
    unit: str | Promise
    steps: str
    is_current: bool = False


CHOICES = (
    MapChoice("sentra", _("Sentra"), "sentra.count", _("sentra"), "2 5 10 20"),
    MapChoice("unit", _("Unit usaha"), "sentra.unit_count", _("unit"), "50 100 500 1000"),
    MapChoice(
        "tenaga-kerja",
        _("Tenaga kerja"),
        "sentra.worker_count",
        _("orang"),
        "50 100 500 1000",
    ),
)


def map_choices(chosen: str) -> list[MapChoice]:
    """Every choice, one of them current; an unknown word means the first."""
    known = {choice.code for choice in CHOICES}
    current = chosen if chosen in known else CHOICES[0].code
    return [replace(choice, is_current=choice.code == current) for choice in CHOICES]
