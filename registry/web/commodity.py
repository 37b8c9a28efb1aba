"""The public pages of commodities: all of them by sector, and one with where it is made."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.aggregates.publish import cells
from registry.models import Commodity
from registry.queries.commodity_page import all_commodities, commodity_parts
from registry.web.number import list_url, number
from registry.web.scheme_shares import PARAMETER, scheme_choice
from registry.web.shares import Share

COUNT = "sentra.count"


@dataclass(frozen=True)
class CommodityLine:
    """One commodity of the list; `count` None means nothing on record."""

    commodity: Commodity
    count: int | None
    top: int


@require_safe
def commodity_list(request: HttpRequest) -> HttpResponse:
    """Every commodity with the sentra whose primary one it is."""
    counts = {cell.member: cell.value for cell in cells(COUNT, dimension="commodity")}
    top = max((value or 0 for value in counts.values()), default=0)
    lines = [CommodityLine(row, counts.get(row.code), top) for row in all_commodities()]
    choice = scheme_choice(request.GET.get(PARAMETER, ""))
    return render(request, "registry/commodity/list.html", {"lines": lines, "choice": choice})


@require_safe
def commodity_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One commodity: how many sentra make it first of all, and in which provinces."""
    try:
        parts = commodity_parts(code)
    except Commodity.DoesNotExist as missing:
        raise Http404(_("Tidak ada komoditas dengan kode %(code)s.") % {"code": code}) from missing
    national = [cell for cell in cells(COUNT, dimension="commodity") if cell.member == code]
    context = {
        "parts": parts,
        "commodity": parts.commodity,
        "number": number(national[0] if national else None, COUNT),
        "provinces": provinces_making(code),
        "stale": any(cell.is_stale for cell in national),
    }
    return render(request, "registry/commodity/detail.html", context)


def provinces_making(code: str) -> list[Share]:
    """The provinces with sentra of this commodity, the most first."""
    found = [
        cell
        for cell in cells(COUNT, level="province", dimension="commodity")
        if cell.member == code and cell.value
    ]
    found.sort(key=lambda cell: (-(cell.value or 0), cell.region_code))
    top = found[0].value if found else 0
    return [
        Share(cell.region_name, cell.value or 0, top or 0, list_url("sentra", cell.query))
        for cell in found
    ]
