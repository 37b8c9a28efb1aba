"""A province on one sheet of A4 for a folder: how many by which definition, what they make, how
sure we are, DAK on record, open needs, date and sources. Numbers are the published ones."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from registry.aggregates.definitions import HEADLINE, definitions
from registry.aggregates.explain import Excluded, explain
from registry.aggregates.publish import SUPPRESSED, Cell, cells
from registry.filters.population import counted
from registry.models import Province, Source
from registry.queries.brief import OpenNeeds, open_needs, sources_of
from registry.queries.region_page import Quality, quality, regencies_of
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import format_number
from sentra.lib.rupiah_range import rupiah_words

COUNT, RECORDS = "sentra.count", "sentra.records"
FIGURES = ("sentra.unit_count", "sentra.worker_count", "sentra.production_value_idr")
RUPIAH = "rupiah"
MOST_LINES, MOST_PLACES, MOST_SOURCES = 6, 6, 5


@dataclass(frozen=True)
class BriefLine:
    """One word with its number, and what stands beside it."""

    label: str
    words: str
    note: str = ""


@dataclass(frozen=True)
class BriefTable:
    """The first lines of one dimension, and how many are left out."""

    lines: tuple[BriefLine, ...]
    left_out: int


@dataclass(frozen=True)
class Brief:
    """Everything the sheet prints."""

    province: Province
    printed_at: datetime
    as_of: datetime | None
    is_stale: bool
    count: str
    definition: str
    beside: tuple[Excluded, ...]
    records: str
    figures: tuple[BriefLine, ...]
    places: BriefTable
    n_places: int
    n_places_with: int
    sectors: BriefTable
    commodities: BriefTable
    statuses: BriefTable
    verification: BriefTable
    quality: Quality
    panels: tuple[dict[str, Any], ...]
    needs: tuple[OpenNeeds, ...]
    sources: tuple[Source, ...]
    n_sources: int


def brief_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """The sheet, on the screen and on paper."""
    province = get_object_or_404(Province, code=code, valid_to__isnull=True)
    context = {
        **site.each_context(request),
        "title": _("Ringkasan %(name)s") % {"name": province.name},
        "brief": brief_of(province),
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/brief.html", context)


def brief_of(province: Province) -> Brief:
    """Read the published cells of one province and what stands beside them."""
    code = province.code
    headline = _cell(COUNT, code)
    why = explain(COUNT, code)
    sources, n_sources = sources_of(code, MOST_SOURCES)
    places = cells(COUNT, level="regency", province=code)
    return Brief(
        province=province,
        printed_at=timezone.now(),
        as_of=headline.data_as_of if headline else None,
        is_stale=bool(headline and headline.is_stale),
        count=_words(headline),
        definition=why.sentence,
        beside=tuple(line for line in why.excluded if line.n_records),
        records=_words(_cell(RECORDS, code)),
        figures=tuple(_figure(figure, code) for figure in FIGURES),
        places=_table((one.region_name, one) for one in places),
        n_places=len(regencies_of(code)),
        n_places_with=sum(1 for one in places if one.value),
        sectors=_dimension(code, "sector"),
        commodities=_dimension(code, "commodity"),
        statuses=_dimension(code, "status"),
        verification=_dimension(code, "verification"),
        quality=quality(counted({**HEADLINE, "province": code})),
        panels=tuple(import_string(path)(code) for path in settings.BRIEF_PANELS),
        needs=tuple(open_needs(code, MOST_LINES)),
        sources=tuple(sources),
        n_sources=n_sources,
    )


def _cell(definition: str, code: str) -> Cell | None:
    return next(iter(cells(definition, level="province", region=code)), None)


def _dimension(code: str, dimension: str) -> BriefTable:
    found = cells(COUNT, level="province", region=code, dimension=dimension)
    return _table((one.member_label or _("belum tercatat"), one) for one in found)


def _table(labelled: Iterable[tuple[str, Cell]]) -> BriefTable:
    """The largest first."""
    rows = sorted(labelled, key=lambda pair: (-(pair[1].value or 0), pair[0]))
    lines = tuple(BriefLine(label, _words(cell)) for label, cell in rows[:MOST_LINES])
    return BriefTable(lines, max(0, len(rows) - MOST_LINES))


def _figure(code: str, province: str) -> BriefLine:
    what, cell = definitions()[code], _cell(code, province)
    if cell is None:
        return BriefLine(str(what.label), "")
    note = _("%(part)s dari %(whole)s sentra melaporkan") % {
        "part": format_number(cell.n_reporting or 0),
        "whole": format_number(cell.n_records),
    }
    if cell.year_from and cell.year_to:
        years = {cell.year_from, cell.year_to}
        note += f", {_('data')} {'–'.join(str(year) for year in sorted(years))}"
    return BriefLine(str(what.label), _words(cell), note)


def _words(cell: Cell | None) -> str:
    """Number and unit; empty when nothing is on record or nobody reported."""
    if cell is None:
        return ""
    if cell.state == SUPPRESSED:
        return _("dirahasiakan (kurang dari 3 sentra melaporkan)")
    if cell.low is None and cell.high is None and cell.value is None:
        return ""
    if cell.unit == RUPIAH:
        return " ".join(rupiah_words(cell.low, cell.high))
    if cell.value is not None:
        return f"{format_number(cell.value)} {cell.unit}"
    if cell.low is None:
        figure = Figure.at_most(cell.high or 0)
    elif cell.high is None:
        figure = Figure.at_least(cell.low)
    else:
        figure = Figure.between(cell.low, cell.high)
    return f"{format_figure(figure)} {cell.unit}"
