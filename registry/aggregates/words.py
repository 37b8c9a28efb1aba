"""A published number in words: value and unit apart for a headline, together for a table."""

from registry.aggregates.cell import Cell
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import format_number
from sentra.lib.rupiah_range import rupiah_words

RUPIAH, PERCENT = "rupiah", "persen"
Value = int | str | Figure | None


def value_words(cell: Cell | None) -> str:
    """A cell in one word for a table: `6.629`, `9–12 miliar rupiah`; empty when there is none."""
    if cell is None or (cell.low is None and cell.high is None):
        return ""
    value, unit = cell_words(cell)
    if isinstance(value, Figure):
        return format_figure(value)
    words = value if isinstance(value, str) else format_number(value or 0)
    return f"{words} {unit}" if cell.unit in (RUPIAH, PERCENT) else words


def cell_words(cell: Cell) -> tuple[Value, str]:
    """Value and unit; None where nobody reported."""
    if cell.unit == RUPIAH:
        return rupiah_words(cell.low, cell.high) if _reported(cell) else (None, "")
    if not _reported(cell):
        return None, ""
    if cell.unit == PERCENT:
        return _percent(cell), "%"
    if cell.value is not None:
        return int(cell.value), cell.unit
    if cell.low is None:
        return Figure.at_most(cell.high or 0), cell.unit
    if cell.high is None:
        return Figure.at_least(cell.low), cell.unit
    return Figure.between(cell.low, cell.high), cell.unit


def _percent(cell: Cell) -> str:
    """Two decimals, as the published percentages have."""
    ends = ["" if end is None else format_number(end, 2) for end in (cell.low, cell.high)]
    if cell.high is None or cell.low is None:
        return f"≥ {ends[0]}" if cell.high is None else f"≤ {ends[1]}"
    return ends[0] if cell.low == cell.high else "–".join(ends)


def _reported(cell: Cell) -> bool:
    return cell.low is not None or cell.high is not None
