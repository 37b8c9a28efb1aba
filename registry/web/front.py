"""The front page: how many, where, since when, how sure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry.aggregates.engine import NATION
from registry.aggregates.publish import Cell, cells
from registry.aggregates.words import value_words
from registry.models import Province
from registry.queries.region_page import provinces_today, regencies_by_province
from registry.web import number as numbers
from registry.web.map_choice import MapChoice, map_choices
from registry.web.number import Number, number, only, rows_url
from registry.web.panels import Panel, region_panels
from registry.web.shares import Share, shares
from registry.web.tilemap import Tile, tiles

COUNT, RECORDS = "sentra.count", "sentra.records"
# What stands beside the headline: the dimension and member of sentra.records.
BESIDE = (
    ("recognition", "candidate"),
    ("recognition", "planned"),
    ("kind", "craft_group"),
    ("kind", "service_unit"),
)


@dataclass(frozen=True)
class ProvinceRow:
    """One line of the table beside the map; empty words mean nothing on record."""

    code: str
    name: str
    value: str
    regencies_with: int
    regencies: int


@dataclass(frozen=True)
class FrontPage:
    """Everything the template prints."""

    headline: Number
    verified: Number
    numbers: list[Number]
    beside: list[Share]
    map: MapChoice
    choices: list[MapChoice]
    tiles: list[Tile]
    provinces: list[ProvinceRow]
    sectors: list[Share]
    sector_total: int
    panels: list[Panel]
    stale: bool
    as_of: object


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """National and provincial numbers with their dates and coverage."""
    return render(
        request, "registry/front/front.html", {"page": front_page(request.GET.get("peta", ""))}
    )


def front_page(chosen: str) -> FrontPage:
    """Read the published numbers and put them into words."""
    national = only(cells(COUNT))
    by_province = {cell.region_code: cell for cell in cells(COUNT, level="province")}
    by_regency = cells(COUNT, level="regency")
    provinces, regencies = provinces_today(), regencies_by_province()
    choices = map_choices(chosen)
    mapped = next(choice for choice in choices if choice.is_current)
    on_map = (
        by_province
        if mapped.definition == COUNT
        else {cell.region_code: cell for cell in cells(mapped.definition, level="province")}
    )
    sectors = shares(cells(COUNT, dimension="sector"))
    return FrontPage(
        headline=headline(national, len(by_province), len(provinces)),
        verified=verified_share(national),
        numbers=[
            regencies_with_sentra(national, len(by_regency), sum(regencies.values())),
            number(only(cells("sentra.unit_count")), "sentra.unit_count"),
            number(only(cells("sentra.worker_count")), "sentra.worker_count"),
            *(
                number(only(cells(what.code)), what.code, what=_("baris bernilai"))
                for what in numbers.of_other_applications()
            ),
        ],
        beside=records_beside(),
        map=mapped,
        choices=choices,
        tiles=tiles(on_map, str(mapped.unit)),
        provinces=province_rows(provinces, on_map, by_regency, regencies),
        sectors=sectors,
        sector_total=sum(share.count for share in sectors),
        panels=region_panels(NATION),
        stale=bool(national and national.is_stale),
        as_of=national.data_as_of if national else None,
    )


def headline(cell: Cell | None, provinces_with: int, provinces: int) -> Number:
    """The one big number, with how many provinces have anything on record."""
    plain = number(cell, COUNT)
    return replace(
        plain, big=True, part=provinces_with, whole=provinces, what=_("provinsi punya catatan")
    )


def verified_share(cell: Cell | None) -> Number:
    """How many of the counted sentra an office vouches for; none is an honest answer."""
    label = _("Sudah diverifikasi dinas")
    if cell is None:
        return Number(label=label, value=None, unknown=_("belum ada catatan"))
    return Number(
        label=label,
        value=cell.n_verified,
        unit=_("sentra"),
        as_of=cell.data_as_of,
        part=cell.n_verified,
        whole=cell.n_records,
        what=_("sentra"),
        note="" if cell.n_verified else _("belum ada yang diperiksa dinas"),
        definition=_(
            "Sentra yang diperiksa dinas dan masa berlaku pemeriksaannya belum lewat. Berita dan"
            " dokumen publik bukan verifikasi."
        ),
        rows_url=numbers.list_url("sentra", f"{cell.query}&verification__in=current,due"),
        rows_text=_("Buka daftarnya"),
        stale=cell.is_stale,
    )


def regencies_with_sentra(cell: Cell | None, part: int, whole: int) -> Number:
    """How many kabupaten and kota have at least one counted sentra."""
    return Number(
        label=_("Kabupaten/kota dengan sentra"),
        value=part or None,
        as_of=cell.data_as_of if cell else None,
        part=part,
        whole=whole,
        what=_("kabupaten/kota"),
        unknown=_("belum ada catatan"),
        definition=_(
            "Kabupaten dan kota yang punya paling sedikit satu sentra tercatat. Yang lain belum"
            " punya catatan; itu bukan berarti tidak ada sentra."
        ),
        api_url=f"{reverse('api-aggregate-detail', args=[COUNT])}?level=regency",
        rows_url=rows_url(COUNT),
        rows_text=_("Buka daftar sentranya"),
    )


def records_beside() -> list[Share]:
    """What is on record and not counted in the headline."""
    by_member = {
        (cell.dimension, cell.member): cell
        for dimension in ("kind", "recognition")
        for cell in cells(RECORDS, dimension=dimension)
    }
    found = [by_member[key] for key in BESIDE if key in by_member]
    return shares(found, keep_order=True)


def province_rows(
    provinces: list[Province],
    on_map: Mapping[str, Cell],
    by_regency: list[Cell],
    regencies: Mapping[str, int],
) -> list[ProvinceRow]:
    """Every province of today, those with the most first."""
    with_sentra: dict[str, int] = {}
    for cell in by_regency:
        with_sentra[cell.region_code[:2]] = with_sentra.get(cell.region_code[:2], 0) + 1
    ordered = sorted(provinces, key=lambda p: (-_low(on_map.get(p.code)), p.code))
    return [
        ProvinceRow(
            code=province.code,
            name=province.name,
            value=value_words(on_map.get(province.code)),
            regencies_with=with_sentra.get(province.code, 0),
            regencies=regencies.get(province.code, 0),
        )
        for province in ordered
    ]


def _low(cell: Cell | None) -> int:
    return -1 if cell is None or cell.low is None else cell.low
