"""Groups of one dimension as lines of a table with a bar: label, count, link to the rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from registry.aggregates.definitions import definitions
from registry.aggregates.publish import Cell
from registry.web.number import list_url


@dataclass(frozen=True)
class Share:
    """One group; `top` is the largest of its table, for the bar."""

    label: str
    count: int
    top: int
    url: str


def shares(cells: Iterable[Cell], *, keep_order: bool = False) -> list[Share]:
    """The groups, the largest first unless they come in an order of their own."""
    reported = [cell for cell in cells if cell.value is not None]
    if not keep_order:
        reported.sort(key=lambda cell: (-(cell.value or 0), cell.member_label))
    top = max((cell.value or 0 for cell in reported), default=0)
    return [
        Share(
            label=cell.member_label,
            count=cell.value or 0,
            top=top,
            url=list_url(definitions()[cell.definition].noun, cell.query),
        )
        for cell in reported
    ]
