"""The grants of one sentra over the years: each fiscal year once, with its grants, the years
between them without any, and the running sum as a range. What belongs together is said by the
sentra, by a share, or by a grant that says which one it continues."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from dak.models import Grant, GrantShare
from dak.queries.grants import GrantRow, grant_rows, milliards, on_record
from registry.models import Sentra
from sentra.lib.figures import Figure


@dataclass(frozen=True)
class YearOfSentra:
    """One fiscal year of a sentra; without grants it lies between two that have some. `figure` sums
    the counted ceilings of the year, `total` those up to it."""

    year: int
    grants: tuple[GrantRow, ...]
    figure: Figure | None
    total: Figure | None

    @property
    def is_gap(self) -> bool:
        """Whether no grant of this year is on record."""
        return not self.grants

    @property
    def counted(self) -> tuple[GrantRow, ...]:
        """The grants whose ceilings are summed."""
        return tuple(row for row in self.grants if row.is_counted)

    @property
    def milliards(self) -> str:
        """The year's own sum in miliar rupiah; empty where nobody names an amount."""
        return milliards(self.figure)

    @property
    def total_milliards(self) -> str:
        """The sum up to the year in miliar rupiah; empty as long as nobody names an amount."""
        return milliards(self.total)


def grants_of(sentra: Sentra) -> QuerySet[Grant]:
    """The grants that name the sentra or give it a share."""
    shared = GrantShare.objects.filter(sentra=sentra, is_withdrawn=False).values("grant")
    return Grant.objects.filter(sentra=sentra) | Grant.objects.filter(pk__in=shared)


def line_of(grant: Grant) -> list[Grant]:
    """The grants this one continues, oldest first, and itself; one statement a step."""
    line, seen = [grant], {grant.pk}
    while (earlier := line[0].continues) is not None and earlier.pk not in seen:
        seen.add(earlier.pk)
        line.insert(0, earlier)
    return line


def continued_by(grant: Grant) -> list[Grant]:
    """The grants that go on from this one, and those that go on from them, the oldest first; one
    statement a step. Several may go on from one; withdrawn ones do not."""
    found: list[Grant] = []
    seen, last = {grant.pk}, [grant.pk]
    while last:
        step = list(Grant.objects.in_force().filter(continues__in=last).exclude(pk__in=seen))
        last = [later.pk for later in step]
        seen.update(last)
        found += step
    return sorted(found, key=lambda later: (later.fiscal_year or later.year_from or 0, later.code))


def whole_line(grant: Grant) -> list[Grant]:
    """The years of one building or sentra as its grants tell them: what this one continues, itself,
    and what continues it."""
    earlier = [one for one in line_of(grant) if one.pk == grant.pk or not one.is_withdrawn]
    return [*earlier, *continued_by(grant)]


def years_of(sentra: Sentra) -> list[YearOfSentra]:
    """Every fiscal year of a sentra from its first grant to its last."""
    rows = on_record().filter(grant__in=grants_of(sentra))
    return years_in(grant_rows(rows, with_claims=True))


def year_rows(sentra: Sentra, asked: Mapping[str, Sequence[int]]) -> list[dict[str, Any]]:
    """The years of a sentra as plain rows, the oldest first, between what was asked for."""
    first = min(asked.get("fiscal_year__gte", ()), default=0)
    last = min(asked.get("fiscal_year__lte", ()), default=9999)
    only = asked.get("fiscal_year", ())
    return [
        _plain(line)
        for line in years_of(sentra)
        if first <= line.year <= last and (not only or line.year in only)
    ]


def _plain(year: YearOfSentra) -> dict[str, Any]:
    return {
        "year": year.year,
        "is_gap": year.is_gap,
        "grant_count": len(year.grants),
        "counted_count": len(year.counted),
        "grant_codes": " ".join(row.grant.code for row in year.grants),
        "ceiling_low": year.figure and year.figure.low,
        "ceiling_high": year.figure and year.figure.high,
        "total_low": year.total and year.total.low,
        "total_high": year.total and year.total.high,
    }


def years_in(rows: Iterable[GrantRow]) -> list[YearOfSentra]:
    """Every fiscal year from the first grant to the last, with the sum of the counted ceilings up
    to it. A grant that is split enters with its whole ceiling: the shares stand on its page."""
    by_year: dict[int, list[GrantRow]] = {}
    for row in rows:
        if row.grant.fiscal_year:
            by_year.setdefault(row.grant.fiscal_year, []).append(row)
    if not by_year:
        return []
    years: list[YearOfSentra] = []
    counted: list[GrantRow] = []
    for year in range(min(by_year), max(by_year) + 1):
        grants = by_year.get(year, [])
        own = [row for row in grants if row.is_counted]
        counted += own
        years.append(YearOfSentra(year, tuple(grants), _sum(own), _sum(counted)))
    return years


def _sum(rows: Iterable[GrantRow]) -> Figure | None:
    """Bounds added apart; an open upper end stays open."""
    figures = [row.figure for row in rows if row.figure is not None]
    if not figures:
        return None
    low = sum(int(figure.low or 0) for figure in figures)
    if any(figure.high is None for figure in figures):
        return Figure.at_least(low)
    return Figure.between(low, sum(int(figure.high or 0) for figure in figures))
