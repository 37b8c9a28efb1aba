"""The grants of one sentra over the years: each fiscal year once, with its grants, the years
between them without any, and the running sum as a range. What belongs together is said by the
sentra, by a share, or by a grant that says which one it continues."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from dak.models import Grant, GrantShare
from dak.queries.grants import GrantRow, grant_rows, on_record
from registry.models import Sentra
from sentra.lib.figures import Figure


@dataclass(frozen=True)
class YearOfSentra:
    """One fiscal year of a sentra; without grants it lies between two that have some."""

    year: int
    grants: tuple[GrantRow, ...]
    total: Figure | None

    @property
    def is_gap(self) -> bool:
        """Whether no grant of this year is on record."""
        return not self.grants


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


def years_of(sentra: Sentra) -> list[YearOfSentra]:
    """Every fiscal year from the first grant to the last, with the sum of the counted ceilings up
    to it. A grant that is split enters with its whole ceiling: the shares stand on its page."""
    rows = grant_rows(on_record().filter(grant__in=grants_of(sentra)), with_claims=True)
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
        counted += [row for row in grants if row.is_counted]
        years.append(YearOfSentra(year, tuple(grants), _sum(counted)))
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
