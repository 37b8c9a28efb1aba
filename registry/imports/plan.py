"""From rows to changes: what a plan holds, and where in the file a problem stands. Which rows
become which changes is each noun's own module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from registry.changes.change import Change
from sentra.lib.problems import Problem


@dataclass(frozen=True)
class Planned:
    """One change, the row of the file it comes from, and the column of each of its fields."""

    row: int
    change: Change
    columns: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class RowProblem:
    """A problem with its place in the file; the heading is row 1."""

    row: int
    column: str
    problem: Problem

    @property
    def cell(self) -> tuple[int, str]:
        """Row and column."""
        return (self.row, self.column)

    @property
    def line(self) -> str:
        """`baris 4, kolom unit_count: … (number.ambiguous), nilai “5,748”`."""
        where = _("baris {row}").format(row=self.row)
        if self.column:
            where += ", " + _("kolom {column}").format(column=self.column)
        line = f"{where}: {self.problem.message} ({self.problem.code})"
        value: Any = self.problem.value
        return line if value is None or value == "" else line + ", " + _("nilai “%s”") % value


@dataclass
class Plan:
    """What a file asks for: the changes in order, what could not be read, and the rows seen."""

    planned: list[Planned] = field(default_factory=list)
    problems: list[RowProblem] = field(default_factory=list)
    n_rows: int = 0
    n_new: int = 0

    @property
    def n_changes(self) -> int:
        """How many changes the file asks for."""
        return len(self.planned)

    @property
    def n_rows_changed(self) -> int:
        """How many of its rows ask for one."""
        return len({planned.row for planned in self.planned})

    def refuse(self, row: int, column: str, problem: Problem) -> None:
        """Remember a cell that cannot be read."""
        self.problems.append(RowProblem(row, column, problem))

    def located(self, problems: Iterable[Problem]) -> list[RowProblem]:
        """The engine's problems at their rows and columns."""
        found = []
        for problem in problems:
            if problem.position is None:
                found.append(RowProblem(0, problem.field, problem))
                continue
            planned = self.planned[problem.position]
            column = planned.columns.get(problem.field, problem.field)
            found.append(RowProblem(planned.row, column, problem))
        return found
