"""A small map for a reviewer, as numbers: where the sentra stands, where a proposal would put it,
and the other sentra of its region. The drawing is a template's."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from sentra.lib.number_format import format_number

Point = tuple[float, float]
# Size of the drawing, and the least half width of what it shows in degrees (some 11 km).
SIDE, LEAST = 240, 0.1
KM_PER_DEGREE = 111


@dataclass(frozen=True)
class Mark:
    """One point on the drawing."""

    x: float
    y: float
    kind: str
    name: str


@dataclass(frozen=True)
class SmallMap:
    """Marks within a square of `SIDE`; `width_km` says how far it is from edge to edge, `apart_km`
    how far a proposed point lies from the stored one."""

    marks: tuple[Mark, ...]
    width_km: str
    stored: str
    proposed: str
    apart_km: str
    side: int = SIDE

    @property
    def is_drawn(self) -> bool:
        """Whether there is a point to show."""
        return bool(self.stored or self.proposed)


def small_map(
    stored: Point | None, proposed: Point | None, others: Sequence[tuple[float, float, str]]
) -> SmallMap:
    """Points are (longitude, latitude). North is up; a degree is as long either way, which is near
    enough between 11° south and 6° north."""
    centre = proposed or stored
    if centre is None:
        return SmallMap((), "", "", "", "")
    known = [point for point in (stored, proposed) if point is not None]
    half = max(LEAST, *(1.3 * _reach(centre, point) for point in known))
    near = [one for one in others if _reach(centre, one[:2]) <= max(half, 0.5)]
    half = max([half, *(1.15 * _reach(centre, one[:2]) for one in near)])

    def mark(point: Point, kind: str, name: str) -> Mark:
        x = SIDE / 2 * (1 + (point[0] - centre[0]) / half)
        y = SIDE / 2 * (1 - (point[1] - centre[1]) / half)
        return Mark(round(x, 1), round(y, 1), kind, name)

    marks = [mark(one[:2], "other", one[2]) for one in near]
    if stored is not None:
        marks.append(mark(stored, "stored", ""))
    if proposed is not None:
        marks.append(mark(proposed, "proposed", ""))
    apart = math.dist(stored, proposed) * KM_PER_DEGREE if stored and proposed else None
    return SmallMap(
        marks=tuple(marks),
        width_km=format_number(round(2 * half * KM_PER_DEGREE)),
        stored=degrees(stored),
        proposed=degrees(proposed),
        apart_km="" if apart is None else format_number(Decimal(apart), 1),
    )


def degrees(point: Point | None) -> str:
    """Latitude and longitude as people write them; empty where there is no point."""
    if point is None:
        return ""
    east, north = point
    side = "LU" if north >= 0 else "LS"
    return f"{_four(abs(north))}° {side}, {_four(east)}° BT"


def _four(degree: float) -> str:
    """Four decimals: some eleven metres."""
    return format_number(Decimal(degree), 4)


def _reach(centre: Point, point: Sequence[float]) -> float:
    return max(abs(point[0] - centre[0]), abs(point[1] - centre[1]))
