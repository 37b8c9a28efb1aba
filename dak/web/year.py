"""The page of one fiscal year: what others published about DAK beside the registry's own numbers.
What is compared with what is decided in dak.aggregates.reconcile."""

from dataclasses import dataclass
from decimal import Decimal

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.aggregates.reconcile import Comparison, as_of_words, compare, disputed_ceilings
from dak.models import RuleSet
from dak.queries.grants import MILLIARD, milliards
from dak.queries.synthetic import made_up_in
from dak.web.years import grant_years, known_years
from registry.models import Source, Statistic
from registry.models.statistic import StatisticUnit
from sentra.lib.dates import today_wib
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import format_number

FIRST, LAST = 2010, 2100


@dataclass(frozen=True)
class Line:
    """One published figure in words beside ours."""

    comparison: Comparison
    when: str
    published: str
    own: str
    n_records: str
    difference: str

    @property
    def statistic(self) -> Statistic:
        """The published figure itself."""
        return self.comparison.statistic

    @property
    def place(self) -> str:
        """Where, by its name of today."""
        place = self.statistic.regency or self.statistic.province
        return place.name if place else self.statistic.area_words or _("Indonesia")


@require_safe
def year_detail(request: HttpRequest, year: int) -> HttpResponse:
    """One fiscal year; 404 where nobody knows anything about it."""
    comparisons = compare(year) if FIRST <= year <= LAST else []
    has_rules = RuleSet.objects.filter(fiscal_year=year).exists()
    if not (comparisons or has_rules or year in grant_years()):
        raise Http404(_("Belum ada catatan DAK untuk tahun %(year)s.") % {"year": year})
    lines = [line_of(comparison) for comparison in comparisons]
    context = {
        "year": year,
        "today": today_wib(),
        "has_rules": has_rules,
        "made_up": made_up_in(year),
        "money": [line for line in lines if _is_nation(line) and line.comparison.is_money],
        "shares": [line for line in lines if _is_nation(line) and _is_percent(line)],
        "counts": [line for line in lines if _is_nation(line) and _is_count(line)],
        "places": [line for line in lines if not _is_nation(line)],
        "disputed": [line_of(one) for one in disputed_ceilings(comparisons)],
        "sources": _sources(lines),
        "years": known_years(),
    }
    return render(request, "dak/year.html", context)


def line_of(comparison: Comparison) -> Line:
    """A comparison in words: money in miliar rupiah, counts as they are."""
    own = comparison.own
    return Line(
        comparison=comparison,
        when=as_of_words(comparison.statistic),
        published=_words(comparison, comparison.published),
        own=_words(comparison, own.figure if own else None),
        n_records=format_number(own.n_records) if own else "",
        difference=_difference(comparison),
    )


def _words(comparison: Comparison, figure: Figure | None) -> str:
    if figure is None:
        return ""
    if _is_flag(comparison):
        return _("ya") if figure.low else _("tidak")
    if not comparison.is_money:
        return format_figure(figure)
    words = milliards(figure)
    return f"± {words}" if figure.qualifier == "~" else words


def _difference(comparison: Comparison) -> str:
    """`175,3`, `170,1 sampai 173,1`, `≤ 102,2` where our own upper end is open; a minus where the
    registry has more than was published."""
    if _is_flag(comparison):
        return ""
    low, high = comparison.difference or (None, None)
    scale, places = (MILLIARD, 1) if comparison.is_money else (Decimal(1), 0)
    if comparison.statistic.unit == StatisticUnit.PERCENT:
        places = 2
    ends = ["" if end is None else format_number(end / scale, places) for end in (low, high)]
    if not all(ends):
        signs = zip(("≥", "≤"), ends, strict=True)
        return " ".join(f"{sign} {end}" for sign, end in signs if end)
    if ends[0] == ends[1]:
        return ends[0]
    return _("%(low)s sampai %(high)s") % {"low": ends[0], "high": ends[1]}


def _is_flag(comparison: Comparison) -> bool:
    return comparison.statistic.unit == StatisticUnit.FLAG


def _is_nation(line: Line) -> bool:
    return line.comparison.is_national


def _is_percent(line: Line) -> bool:
    return line.statistic.unit == StatisticUnit.PERCENT


def _is_count(line: Line) -> bool:
    return not _is_percent(line) and not line.comparison.is_money


def _sources(lines: list[Line]) -> list[Source]:
    """Each source once, in order of appearance."""
    return list({line.statistic.source_id: line.statistic.source for line in lines}.values())
