"""A published cell as a page shows it: value and unit in words, date, coverage, and the door that
opens its definition, its rows and its file. What is counted is decided in registry.aggregates."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TypedDict
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registry.aggregates.definitions import DEFINITIONS as OWN_DEFINITIONS
from registry.aggregates.definitions import Definition, definitions
from registry.aggregates.engine import NATION
from registry.aggregates.publish import SUPPRESSED, Cell, rows_query
from registry.aggregates.words import Value, cell_words
from sentra.lib.number_format import format_number


@dataclass(frozen=True)
class Number:
    """Everything `components/figure.html` writes about one number; `value` None is *belum ada*."""

    label: str
    value: Value
    unit: str = ""
    as_of: datetime | str | None = None
    part: int | None = None
    whole: int | None = None
    what: str = ""
    note: str = ""
    definition: str = ""
    rows_url: str = ""
    rows_text: str = ""
    approved: str = ""
    download_url: str = ""
    api_url: str = ""
    big: bool = False
    suppressed: bool = False
    stale: bool = False
    unknown: str = ""


class Door(TypedDict):
    """What opens a number."""

    definition: str
    rows_url: str
    rows_text: str
    api_url: str
    download_url: str


def number(
    cell: Cell | None, code: str, *, region: str = NATION, what: str = "", label: str = ""
) -> Number:
    """The number of one cell, or what stands in its place when nothing is on record.

    `what` names the rows that may report ("sentra melaporkan")."""
    definition = definitions()[code]
    shown = label or str(definition.label)
    if cell is None:
        empty = Number(label=shown, value=None, unknown=_("belum ada catatan"))
        return replace(empty, **_door(definition, region, 0))
    value, unit = cell_words(cell)
    return Number(
        label=shown,
        value=value,
        unit=unit,
        as_of=cell.data_as_of,
        part=cell.n_reporting if definition.measure or what else None,
        whole=cell.n_records,
        what=what or _("sentra melaporkan"),
        note=_years(cell, definition),
        approved=_approved(cell),
        suppressed=cell.state == SUPPRESSED,
        stale=cell.is_stale,
        **_door(definition, cell.region_code, cell.n_records, cell),
    )


def only(cells: Iterable[Cell]) -> Cell | None:
    """The one cell of a region without a dimension, or None."""
    return next(iter(cells), None)


def of_other_applications() -> list[Definition]:
    """Published numbers that other applications bring (settings.AGGREGATES)."""
    own = {definition.code for definition in OWN_DEFINITIONS}
    return [w for code, w in definitions().items() if code not in own and w.on_region_page]


def rows_url(code: str, region: str = NATION, dimension: str = "", member: str = "") -> str:
    """The list that shows exactly the rows of a cell of the latest period."""
    what = definitions()[code]
    return list_url(what.noun, rows_query(what, region, "latest", dimension, member))


def list_url(noun: str, query: str) -> str:
    """The web list of a noun, filtered."""
    return f"{reverse(f'{noun}-list')}?{query}" if query else reverse(f"{noun}-list")


def _years(cell: Cell, definition: Definition) -> str:
    """Which years the figures are of; a count of rows is of today and says nothing."""
    if cell.year_from is None or cell.year_to is None:
        return ""
    if cell.year_from == cell.year_to:
        return _("data tahun %(year)s") % {"year": cell.year_from}
    return _("data tahun %(first)s–%(last)s") % {"first": cell.year_from, "last": cell.year_to}


def _approved(cell: Cell) -> str:
    if not cell.n_verified:
        return _("Belum ada barisnya yang diverifikasi dinas.")
    return _("%(part)s dari %(whole)s barisnya sudah diverifikasi dinas.") % {
        "part": format_number(cell.n_verified),
        "whole": format_number(cell.n_records),
    }


def _door(definition: Definition, region: str, n_records: int, cell: Cell | None = None) -> Door:
    query = cell.query if cell else rows_query(definition, region, "latest")
    explain = {"region": region}
    if cell and cell.dimension:
        explain |= {"dimension": cell.dimension, "member": cell.member}
    return {
        "definition": str(definition.sentence),
        "rows_url": list_url(definition.noun, query),
        "rows_text": _("Lihat %(count)s barisnya") % {"count": format_number(n_records)}
        if n_records
        else _("Buka daftarnya"),
        "api_url": f"{reverse('api-aggregate-explain', args=[definition.code])}"
        f"?{urlencode(explain)}",
        "download_url": _download(definition.noun, query),
    }


def _download(noun: str, query: str) -> str:
    """The same rows as a file, where the noun has a list in the API."""
    try:
        return f"{reverse(f'api-{noun}-list-csv')}?{query}"
    except NoReverseMatch:
        return ""
