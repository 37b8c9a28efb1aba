"""A percentage from two stored numbers, low and high. It is divided once, from sums; percentages
are never added, neither over regions nor over years."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

from registry.aggregates.cell import Amount, Bounds, Cell
from registry.aggregates.definitions import Definition

HUNDREDTH = Decimal("0.01")


def divided(what: Definition, above: Sequence[Cell], below: Sequence[Cell]) -> list[Cell]:
    """The cells of a ratio, one for each of its numerator's; `below` is empty where the rows that
    report are the denominator."""
    ratio = what.ratio
    assert ratio is not None
    under = {_key(cell): (cell.low, cell.high) for cell in below}
    found: list[Cell] = []
    for cell in above:
        n_reporting = cell.n_reporting or 0
        counted: Bounds = (n_reporting, n_reporting)
        denominator = under.get(_key(cell), (None, None)) if ratio.denominator else counted
        low, high = percent_bounds((cell.low, cell.high), denominator, ratio.units)
        found.append(
            replace(
                cell,
                definition=what.code,
                label=str(what.label),
                unit=str(what.unit),
                value=low if low == high else None,
                low=low,
                high=high,
                numerator=(cell.low, cell.high),
                denominator=denominator,
            )
        )
    return found


def percent_bounds(above: Bounds, below: Bounds, units: int = 1) -> Bounds:
    """The lowest and the highest percentage the bounds allow, to a hundredth; an open end of the
    one opens the other end of the result."""
    return _percent(above[0], below[1], units), _percent(above[1], below[0], units)


def _percent(above: Amount, below: Amount, units: int) -> Decimal | None:
    if above is None or not below:
        return None
    share = Decimal(100) * Decimal(above) / (Decimal(below) * units)
    return share.quantize(HUNDREDTH, rounding=ROUND_HALF_UP)


def _key(cell: Cell) -> tuple[str, str, str, str]:
    return (cell.region_code, cell.period, cell.dimension, cell.member)
