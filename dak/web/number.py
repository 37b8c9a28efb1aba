"""A published number of the grants as a page shows it: value, date, coverage, and the door to its
definition, its rows and its file; for the template registry/number.html."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from registry.aggregates.cell import Cell
from registry.aggregates.definitions import definitions
from registry.aggregates.publish import rows_query
from registry.aggregates.words import Value, cell_words
from sentra.lib.number_format import format_number
from sentra.lib.rupiah_range import rupiah_words


@dataclass(frozen=True)
class Number:
    """Everything the template prints; `value` None is *belum dilaporkan*."""

    label: str
    value: Value
    unit: str
    as_of: datetime | None
    part: int | None
    whole: int | None
    what: str
    note: str
    definition: str
    rows_url: str
    rows_text: str
    api_url: str
    download_url: str
    stale: bool
    unknown: str
    approved: str = ""
    big: bool = False
    suppressed: bool = False


def number(cell: Cell | None, code: str, region: str, period: str = "latest") -> Number:
    """The number of one cell, or what stands in its place when nothing is on record."""
    what = definitions()[code]
    value, unit = cell_words(cell) if cell else (None, "")
    query = cell.query if cell else rows_query(what, region, period)
    n_records = cell.n_records if cell else 0
    is_part = bool(cell and what.measure)
    return Number(
        label=str(what.label),
        value=value,
        unit=unit,
        as_of=cell.data_as_of if cell else None,
        part=cell.n_reporting if cell and is_part else None,
        whole=n_records if is_part else None,
        what=_("hibah melaporkan"),
        note=_divided(cell) if cell else "",
        definition=str(what.sentence),
        rows_url=f"{rows_address(what.noun)}?{query}",
        rows_text=_("Lihat %(count)s barisnya") % {"count": format_number(n_records)}
        if n_records
        else _("Buka daftarnya"),
        api_url=f"{reverse('api-aggregate-explain', args=[code])}?"
        + urlencode({"region": region, "year": period}),
        download_url=f"{reverse(f'api-{what.noun}-list-csv')}?{query}",
        stale=bool(cell and cell.is_stale),
        unknown=_("belum dilaporkan") if cell else _("belum ada catatan"),
    )


def rows_address(noun: str) -> str:
    """The page that lists the rows of a noun; the list of the API where there is no page."""
    try:
        return reverse(f"{noun}-list")
    except NoReverseMatch:
        return reverse(f"api-{noun}-list")


def _divided(cell: Cell) -> str:
    """What a percentage was divided from, where both are sums of rupiah."""
    ratio = definitions()[cell.definition].ratio
    if ratio is None or not ratio.denominator or cell.low is None:
        return ""
    above, below = (" ".join(rupiah_words(*ends)) for ends in (cell.numerator, cell.denominator))
    return _("%(part)s dari %(whole)s") % {"part": above, "whole": below}
