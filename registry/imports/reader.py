"""A file of rows: headings checked against the columns an import knows, cells as text with the
number of their row. What a cell means is each noun's own module."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from registry.imports.plan import Plan
from sentra.lib.problems import problem_code
from sentra.lib.tabular import read_csv
from sentra.lib.text import nearest

HEADING_ROW = 1

COLUMN_UNKNOWN = problem_code(
    "import.column_unknown", _("Kolom “{value}” tidak dikenal.{hint} Hapus atau betulkan judulnya.")
)
COLUMN_MEANT = _(" Mungkin maksudnya “%s”.")


@dataclass(frozen=True)
class SheetRow:
    """One row of a file: its number (the heading is row 1) and its cells, without blanks around."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        """A cell; empty where the file has no such column."""
        return self.cells.get(column, "")


def read_rows(path: Path, *, required: Collection[str]) -> list[SheetRow]:
    """Every row of a CSV file. `TabularProblem` for a file that is none, or lacks a heading."""
    rows = read_csv(path, required=required)
    return [
        SheetRow(number, {name: cell.strip() for name, cell in row.items()})
        for number, row in enumerate(rows, start=HEADING_ROW + 1)
        if any(cell.strip() for cell in row.values())
    ]


def refuse_unknown_columns(plan: Plan, rows: Iterable[SheetRow], known: Collection[str]) -> None:
    """A misspelt heading is an error: its cells would silently mean nothing."""
    for row in rows:
        for heading in row.cells:
            if heading not in known:
                meant = nearest(heading, known)
                hint = str(COLUMN_MEANT) % meant if meant else ""
                problem = COLUMN_UNKNOWN.problem("", heading, hint=hint)
                plan.refuse(HEADING_ROW, heading, problem)
        return
