"""Curves of progress as places in a picture: percent across the time, pixels down. Nothing is read
here; the template writes the SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

HEIGHT, HEAD, FOOT = 220, 14, 24
BASE = HEIGHT - FOOT
# Room left and right of the time axis, in percent of the width, for dots and words.
LEFT, RIGHT = 9.0, 97.0
TICKS = (0, 25, 50, 75, 100)
# Words of two dates may not lie nearer than this, in percent of the width.
APART = 14.0

Points = Sequence[tuple[date, Decimal]]


@dataclass(frozen=True)
class Place:
    """One dot: x as a percentage, y in pixels, both as an SVG writes them, and what it says."""

    x: str
    y: str
    on: date
    percent: Decimal


@dataclass(frozen=True)
class Segment:
    """One piece of a line."""

    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Mark:
    """One mark of an axis; words lie beside it."""

    at: str
    words: str


@dataclass(frozen=True)
class Line:
    """A line with its dots, and the place of its own name at the end."""

    segments: tuple[Segment, ...]
    dots: tuple[Place, ...]


@dataclass(frozen=True)
class Curve:
    """Four lines over one time axis: work and money, and the plan of each."""

    physical: Line
    financial: Line
    planned: Line
    planned_money: Line
    ticks: tuple[Mark, ...]
    months: tuple[Mark, ...]
    height: int = HEIGHT
    base: int = BASE


def draw(
    *,
    physical: Points,
    financial: Points,
    planned: Points,
    year: int | None,
    planned_money: Points = (),
) -> Curve | None:
    """The picture of these points; None where nothing was reported.

    The axis runs over the fiscal year and as far beyond it as any point lies."""
    if not physical:
        return None
    days = [on for on, _percent in (*physical, *financial, *planned, *planned_money)]
    first = min([*days, date(year, 1, 1)] if year else days)
    last = max([*days, date(year, 12, 31)] if year else days)
    axis = _Axis(first, last)
    return Curve(
        physical=axis.line(physical),
        financial=axis.line(financial),
        planned=axis.line(planned),
        planned_money=axis.line(planned_money),
        ticks=tuple(Mark(axis.down(Decimal(tick)), str(tick)) for tick in TICKS),
        months=tuple(axis.months()),
    )


class _Axis:
    """Dates across, percent down."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def across(self, day: date) -> float:
        return LEFT + (RIGHT - LEFT) * (day - self.first).days / self.days

    def down(self, percent: Decimal) -> str:
        return f"{BASE - (BASE - HEAD) * float(percent) / 100:.1f}"

    def line(self, points: Points) -> Line:
        dots = tuple(
            Place(f"{self.across(on):.2f}", self.down(percent), on, percent)
            for on, percent in points
        )
        pairs = pairwise(dots)
        return Line(tuple(Segment(a.x, a.y, b.x, b.y) for a, b in pairs), dots)

    def months(self) -> list[Mark]:
        """The first days of quarters, as far as their words have room."""
        found: list[Mark] = []
        taken = -APART
        for year in range(self.first.year, self.last.year + 1):
            for month in (1, 4, 7, 10):
                day = date(year, month, 1)
                if not self.first <= day <= self.last or self.across(day) - taken < APART:
                    continue
                taken = self.across(day)
                found.append(Mark(f"{taken:.2f}", f"{month:02d}/{year % 100:02d}"))
        return found
