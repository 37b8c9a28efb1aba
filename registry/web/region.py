"""The public pages of regions: all provinces, one province, one kabupaten or kota."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.aggregates.definitions import HEADLINE
from registry.aggregates.engine import NATION
from registry.aggregates.publish import Cell, cells
from registry.aggregates.words import value_words
from registry.filters.population import counted
from registry.models import Province, Regency, RegionSuccession
from registry.queries.region_page import (
    Quality,
    provinces_today,
    quality,
    regencies_by_province,
    regencies_of,
    successions_of,
)
from registry.web.listing import region_list
from registry.web.number import Number, number, of_other_applications, only
from registry.web.panels import Panel, region_panels
from registry.web.shares import Share, shares
from registry.web.tilemap import Tile, tiles
from sentra.lib.paging import FilteredPage

COUNT = "sentra.count"
FIGURES = ("sentra.unit_count", "sentra.worker_count", "sentra.production_value_idr")
PAGE_SIZE = 25


@dataclass(frozen=True)
class RegionLine:
    """One region of a table; `count` None means nothing on record, never zero."""

    code: str
    name: str
    count: int | None
    top: int
    units: str
    workers: str
    regencies: int = 0
    regencies_with: int = 0


@dataclass(frozen=True)
class RegionPage:
    """Everything the template prints about one province or regency."""

    region: Province | Regency
    province: Province
    is_province: bool
    numbers: list[Number]
    lines: list[RegionLine]
    sectors: list[Share]
    sector_total: int
    quality: Quality
    listing: FilteredPage
    panels: list[Panel]
    successions: list[RegionSuccession]
    stale: bool
    as_of: object


@dataclass(frozen=True)
class NationPage:
    """The table of all provinces beside their map."""

    tiles: list[Tile]
    lines: list[RegionLine]
    total: Number
    stale: bool
    as_of: object


@require_safe
def province_list(request: HttpRequest) -> HttpResponse:
    """All provinces of today with what is on record."""
    return render(request, "registry/region/list.html", {"page": nation_page()})


@require_safe
def province_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One province by its Kemendagri code."""
    province = get_object_or_404(Province, code=code)
    listed = region_list(request.GET, code, PAGE_SIZE)
    page = region_page(province, province, listed)
    return render(request, "registry/region/detail.html", {"page": page})


@require_safe
def regency_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One kabupaten or kota; a code that has ended says what it became."""
    regency = Regency.objects.select_related("province").filter(code=code).first()
    if regency is None:
        raise Http404(_("Tidak ada kabupaten/kota dengan kode %(code)s.") % {"code": code})
    if regency.valid_to is not None:
        context = {"region": regency, "successions": successions_of(code)}
        return render(request, "registry/region/ended.html", context)
    listed = region_list(request.GET, code, PAGE_SIZE)
    page = region_page(regency, regency.province, listed)
    return render(request, "registry/region/detail.html", {"page": page})


def region_page(region: Province | Regency, province: Province, listed: FilteredPage) -> RegionPage:
    """Read the published numbers of one region and what stands beside them."""
    code, is_province = region.code, isinstance(region, Province)
    level = "province" if is_province else "regency"
    count = only(cells(COUNT, level=level, region=code))
    sectors = shares(cells(COUNT, level=level, region=code, dimension="sector"))
    lines = regency_lines(code) if is_province else []
    return RegionPage(
        region=region,
        province=province,
        is_province=is_province,
        numbers=[
            _count_number(count, code, lines),
            *(
                number(only(cells(figure, level=level, region=code)), figure, region=code)
                for figure in FIGURES
            ),
            *(
                number(
                    only(cells(what.code, level=level, region=code)),
                    what.code,
                    region=code,
                    what=_("baris bernilai"),
                )
                for what in of_other_applications()
            ),
        ],
        lines=lines,
        sectors=sectors,
        sector_total=sum(share.count for share in sectors),
        quality=quality(counted({**HEADLINE, level: code})),
        listing=listed,
        panels=region_panels(code),
        successions=successions_of(code),
        stale=bool(count and count.is_stale),
        as_of=count.data_as_of if count else None,
    )


def _count_number(cell: Cell | None, code: str, lines: list[RegionLine]) -> Number:
    plain = number(cell, COUNT, region=code)
    if not lines:
        return plain
    with_sentra = sum(1 for line in lines if line.count)
    return replace(
        plain, part=with_sentra, whole=len(lines), what=_("kabupaten/kota punya catatan")
    )


def regency_lines(province: str) -> list[RegionLine]:
    """The kabupaten and kota of a province, those with the most sentra first; without anything on
    record they are still there."""
    by_code = {
        code: {cell.region_code: cell for cell in cells(code, level="regency", province=province)}
        for code in (COUNT, "sentra.unit_count", "sentra.worker_count")
    }
    counts = by_code[COUNT]
    top = max((cell.value or 0 for cell in counts.values()), default=0)
    ordered = sorted(regencies_of(province), key=lambda r: (-_counted(counts.get(r.code)), r.code))
    return [
        RegionLine(
            code=regency.code,
            name=regency.name,
            count=counts[regency.code].value if regency.code in counts else None,
            top=top,
            units=value_words(by_code["sentra.unit_count"].get(regency.code)),
            workers=value_words(by_code["sentra.worker_count"].get(regency.code)),
        )
        for regency in ordered
    ]


def _counted(cell: Cell | None) -> int:
    return -1 if cell is None or cell.value is None else cell.value


def nation_page() -> NationPage:
    """Every province with its sentra, units and workers."""
    counts = {cell.region_code: cell for cell in cells(COUNT, level="province")}
    units = {cell.region_code: cell for cell in cells("sentra.unit_count", level="province")}
    workers = {cell.region_code: cell for cell in cells("sentra.worker_count", level="province")}
    with_sentra: dict[str, int] = {}
    for cell in cells(COUNT, level="regency"):
        with_sentra[cell.region_code[:2]] = with_sentra.get(cell.region_code[:2], 0) + 1
    regencies = regencies_by_province()
    national = only(cells(COUNT))
    top = max((cell.value or 0 for cell in counts.values()), default=0)
    lines = [
        RegionLine(
            code=province.code,
            name=province.name,
            count=counts[province.code].value if province.code in counts else None,
            top=top,
            units=value_words(units.get(province.code)),
            workers=value_words(workers.get(province.code)),
            regencies=regencies.get(province.code, 0),
            regencies_with=with_sentra.get(province.code, 0),
        )
        for province in provinces_today()
    ]
    total = number(national, COUNT, region=NATION)
    return NationPage(
        tiles=tiles(counts, _("sentra")),
        lines=lines,
        total=replace(total, part=len(counts), whole=len(lines), what=_("provinsi punya catatan")),
        stale=bool(national and national.is_stale),
        as_of=national.data_as_of if national else None,
    )
