"""The DAK page of one province or regency: published numbers by year, fund and stage, the grants
behind them, spans, and what others published beside it."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from dak.aggregates.reconcile import compare_in
from dak.choices import Locus
from dak.models import GrantSpan
from dak.queries.grants import GrantRow, grant_rows, milliards, on_record
from dak.queries.proposals import SHOWN, ProposalRow, listed, proposal_rows
from dak.queries.region import RegencyLine, of_locus, regency_lines, spans_in
from dak.web.number import Number, number
from dak.web.year import Line, line_of
from registry.aggregates.cell import Cell
from registry.aggregates.publish import by_period, cells
from registry.aggregates.words import RUPIAH, value_words
from registry.models import Province, Regency
from registry.queries.periods import LATEST
from sentra.lib.figures import Figure

CODES = (
    "dak.ceiling",
    "dak.contracted",
    "dak.disbursed",
    "dak.absorbed",
    "dak.absorption_weighted",
    "dak.absorption_simple_mean",
    "dak.grants",
    "sentra.with_dak",
    "dak.assets",
    "dak.idle_assets",
)
YEARLY = CODES[:7]
MONEY, PERCENT = gettext_lazy("miliar Rp"), gettext_lazy("persen")
HEADS = (
    (gettext_lazy("Pagu"), MONEY),
    (gettext_lazy("Kontrak"), MONEY),
    (gettext_lazy("Penyaluran"), MONEY),
    (gettext_lazy("Penyerapan"), MONEY),
    (gettext_lazy("Terserap, tertimbang"), PERCENT),
    (gettext_lazy("Terserap, rata-rata per hibah"), PERCENT),
    (gettext_lazy("Hibah"), ""),
)
DIMENSIONS = (
    ("fund", gettext_lazy("Jenis dana")),
    ("stage", gettext_lazy("Tahap")),
    ("menu_kind", gettext_lazy("Menu")),
    ("commodity", gettext_lazy("Komoditas")),
)


@dataclass(frozen=True)
class Opened:
    """One number of a table in words, and the list of exactly its rows."""

    words: str
    query: str


@dataclass(frozen=True)
class YearLine:
    """One fiscal year: every number of `YEARLY`, None where there is no cell."""

    year: str
    numbers: tuple[Opened | None, ...]

    @property
    def labelled(self) -> list[tuple[str, str, Opened | None]]:
        """Each number with the head and the unit of its column, for phones."""
        heads = zip(HEADS, self.numbers, strict=True)
        return [(str(head), str(unit), number) for (head, unit), number in heads]


@dataclass(frozen=True)
class Group:
    """The grants of a region by one dimension: label and number."""

    title: str
    lines: tuple[tuple[str, Opened], ...]


@dataclass(frozen=True)
class RegionPage:
    """Everything the page prints."""

    region: Province | Regency
    province: Province
    is_province: bool
    numbers: tuple[Number, ...]
    heads: tuple[tuple[str, str], ...]
    years: tuple[YearLine, ...]
    groups: tuple[Group, ...]
    rows: tuple[GrantRow, ...]
    unmatched: tuple[GrantRow, ...]
    region_only: tuple[GrantRow, ...]
    spans: tuple[GrantSpan, ...]
    proposals: tuple[ProposalRow, ...]
    more_proposals: bool
    regencies: tuple[RegencyLine, ...]
    published: tuple[Line, ...]

    @property
    def made_up(self) -> tuple[GrantRow, ...]:
        """The grants here of which nothing is a fact."""
        return tuple(row for row in self.rows if row.is_made_up)

    @property
    def only_spans(self) -> tuple[Regency, ...]:
        """Regencies without a grant on record of which a source tells a span of years."""
        return tuple(line.regency for line in self.regencies if not line.grants and line.spans)

    @property
    def silent(self) -> tuple[Regency, ...]:
        """Regencies of which nothing is on record."""
        return tuple(line.regency for line in self.regencies if line.is_silent)


@require_safe
def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One province or regency by its Kemendagri code."""
    page = region_page(region_of(code))
    return render(request, "dak/region.html", {"page": page})


def region_of(code: str) -> Province | Regency:
    """The region with a code; Http404 for anything else."""
    if re.fullmatch(r"\d{2}", code):
        province = Province.objects.filter(code=code).first()
        if province is not None:
            return province
    elif re.fullmatch(r"\d{2}\.\d{2}", code):
        regency = Regency.objects.select_related("province").filter(code=code).first()
        if regency is not None:
            return regency
    raise Http404(
        _("Tidak ada provinsi atau kabupaten/kota dengan kode %(code)s.") % {"code": code}
    )


def region_page(region: Province | Regency) -> RegionPage:
    """Read the numbers of a region and everything beside them; a constant number of statements."""
    code, province = region.code, region if isinstance(region, Province) else region.province
    series = {what: {cell.period: cell for cell in by_period(what, code)} for what in CODES}
    rows = grant_rows(on_record(code))
    spans = spans_in(code)
    level = "regency" if "." in code else "province"
    proposals = list(listed().filter(**{level: code})[: SHOWN + 1])
    return RegionPage(
        region=region,
        province=province,
        is_province=isinstance(region, Province),
        numbers=tuple(number(series[what].get(LATEST), what, code) for what in CODES),
        heads=tuple((str(head), str(unit)) for head, unit in HEADS),
        years=tuple(_years(series)),
        groups=tuple(_groups(code)),
        rows=tuple(rows),
        unmatched=tuple(of_locus(rows, Locus.UNREGISTERED)),
        region_only=tuple(of_locus(rows, Locus.REGION_ONLY)),
        spans=tuple(spans),
        proposals=tuple(proposal_rows(proposals[:SHOWN])),
        more_proposals=len(proposals) > SHOWN,
        regencies=tuple(regency_lines(region, spans)) if isinstance(region, Province) else (),
        published=tuple(line_of(comparison) for comparison in compare_in(code)),
    )


def _years(series: dict[str, dict[str, Cell]]) -> list[YearLine]:
    """Fiscal years with a grant on record, the newest first."""
    years = sorted(series["dak.grants"].keys() - {LATEST}, reverse=True)
    return [
        YearLine(year, tuple(_opened(series[what].get(year)) for what in YEARLY)) for year in years
    ]


def _groups(code: str) -> list[Group]:
    level = "regency" if "." in code else "province"
    groups: list[Group] = []
    for dimension, title in DIMENSIONS:
        found = cells("dak.grants", level=level, region=code, dimension=dimension)
        found.sort(key=lambda cell: (-cell.n_records, cell.member_label))
        lines = [(cell.member_label, Opened(value_words(cell), cell.query)) for cell in found]
        groups.append(Group(str(title), tuple(lines)))
    return groups


def _opened(cell: Cell | None) -> Opened | None:
    """Money in miliar rupiah and percentages bare: their unit stands in the head of the column."""
    if cell is None:
        return None
    if cell.unit == RUPIAH:
        return Opened(milliards(figure_of(cell)), cell.query)
    return Opened(value_words(cell).removesuffix(" %"), cell.query)


def figure_of(cell: Cell) -> Figure | None:
    """The bounds of a cell as a figure; None where nobody reported."""
    if cell.low is None:
        return None if cell.high is None else Figure.at_most(cell.high)
    return Figure.at_least(cell.low) if cell.high is None else Figure.between(cell.low, cell.high)
