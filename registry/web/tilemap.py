"""The tile map of the 38 provinces: where each tile stands (registry/data/tilemap.json) and what
it says. The drawing is in sentra.lib.templatetags.charts."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.aggregates.publish import Cell
from sentra.lib.number_format import format_number

TILEMAP = Path(__file__).resolve().parent.parent / "data" / "tilemap.json"


@dataclass(frozen=True)
class Tile:
    """One province on the map; `value` None means nothing on record, never zero."""

    code: str
    name: str
    short: str
    iso: str
    col: float
    row: float
    value: int | None
    url: str
    label: str


@cache
def layout() -> tuple[dict[str, str | float], ...]:
    """The tiles as the file has them."""
    rows: list[dict[str, str | float]] = json.loads(TILEMAP.read_text(encoding="utf-8"))
    return tuple(rows)


def tiles(cells: Mapping[str, Cell], unit: str) -> list[Tile]:
    """One tile per province with the number of its cell; spoken labels name the unit."""
    return [_tile(row, cells.get(str(row["kemendagri_code"])), unit) for row in layout()]


def _tile(row: dict[str, str | float], cell: Cell | None, unit: str) -> Tile:
    code, name = str(row["kemendagri_code"]), str(row["name"])
    # A range stands on the map with its lower end; the table beside it has both.
    value = None if cell is None else cell.low
    words = f"{format_number(value)} {unit}" if value is not None else _("belum ada catatan")
    return Tile(
        code=code,
        name=name,
        short=str(row["short"]),
        iso=str(row["iso"]),
        col=float(row["col"]),
        row=float(row["row"]),
        value=value,
        url=reverse("province-detail", args=[code]),
        label=f"{name}: {words}",
    )
