"""The plan of a grant's money: the targets that name an amount, and the newest reported amount held
against them. The physical plan is in dak.queries.progress."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from django.utils.translation import gettext as _

from dak.models import ProgressReport, ProgressTarget
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_exact

# Nearer to the plan than this part of it is on plan: one in two hundred.
ON_PLAN = 200


@dataclass(frozen=True)
class MoneyPlan:
    """How much should be spent: cumulative rupiah in the order of their dates."""

    points: tuple[tuple[date, int], ...]

    def at(self, day: date) -> int:
        """The rupiah planned for a day; between two targets on the straight line, whole rupiah."""
        for (first, low), (then, high) in pairwise(self.points):
            if first <= day < then:
                return low + (high - low) * (day - first).days // (then - first).days
        first, _low = self.points[0]
        return 0 if day < first else self.points[-1][1]


@dataclass(frozen=True)
class MoneyStanding:
    """Spent against planned on the day of the newest report that names an amount, in rupiah."""

    on: date
    actual: int
    planned: int

    @property
    def difference(self) -> int:
        """Above zero more is spent than planned."""
        return self.actual - self.planned

    @property
    def is_on_plan(self) -> bool:
        """Whether the difference is too small to speak of."""
        return abs(self.difference) * ON_PLAN < max(self.planned, 1)

    @property
    def is_behind(self) -> bool:
        """Whether less is spent than planned."""
        return self.difference < 0 and not self.is_on_plan

    @property
    def sentence(self) -> str:
        """In words, with the date."""
        words = {
            "day": format_date(self.on),
            "actual": format_exact(self.actual),
            "planned": format_exact(self.planned),
            "difference": format_exact(abs(self.difference)),
        }
        if self.is_on_plan:
            return _("Keuangan sesuai rencana per %(day)s: Rp%(actual)s.") % words
        if self.is_behind:
            said = _("Keuangan tertinggal Rp%(difference)s dari rencana per %(day)s") % words
        else:
            said = _("Keuangan mendahului rencana Rp%(difference)s per %(day)s") % words
        return said + _(" (rencana Rp%(planned)s, nyata Rp%(actual)s).") % words


def money_plan(targets: Iterable[ProgressTarget], begin: date | None) -> MoneyPlan | None:
    """The targets that name an amount, oldest first, from nothing on the first day of the plan;
    None where no target names one."""
    points = [(row.due_on, row.amount_idr) for row in targets if row.amount_idr is not None]
    if not points:
        return None
    if begin is not None and begin < points[0][0]:
        points = [(begin, 0), *points]
    return MoneyPlan(tuple(points))


def money_standing(
    reports: Sequence[ProgressReport], plan: MoneyPlan | None
) -> MoneyStanding | None:
    """The newest reported amount against the plan; None where either is missing."""
    told = [row for row in reports if row.amount_idr is not None]
    if plan is None or not told:
        return None
    newest = told[-1]
    assert newest.amount_idr is not None
    return MoneyStanding(newest.as_of_on, newest.amount_idr, plan.at(newest.as_of_on))
