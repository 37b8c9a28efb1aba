"""What an act would do, row by row and in words, before anybody applies it: old, new, and what
stands in the way of each row. Writes nothing, locks nothing."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.changes.change import Act
from registry.changes.drafting import Drafting
from registry.changes.engine import check_batch
from registry.queries.history import FieldChange
from registry.queries.words import Reader, items
from registry.rules.draft import Draft
from sentra.lib.problems import Problem


@dataclass(frozen=True)
class PreviewRow:
    """One row of an act as it would stand; `problems` are those of this row alone."""

    position: int
    noun: str
    line: str
    verb: str
    changes: tuple[FieldChange, ...]
    problems: tuple[Problem, ...] = ()
    is_new: bool = False

    @property
    def is_unchanged(self) -> bool:
        """Whether the row already says what the act wants."""
        return not self.is_new and not self.changes and self.verb == _("diperbaiki")


@dataclass(frozen=True)
class Preview:
    """An act before it is applied: its rows, and the problems of the act as a whole."""

    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...] = ()

    @property
    def is_fit(self) -> bool:
        """Whether it could be applied now."""
        return not self.problems and not any(row.problems for row in self.rows)


def preview(act: Act) -> Preview:
    """The act's rows in words; a constant number of statements per noun."""
    drafts = Drafting(act).draft(lock=False)
    reader = Reader(
        ((d.model, row) for d in drafts for row in (d.before, d.row)),
        unwritten=[(d.model, d.row) for d in drafts if d.is_new],
    )
    by_row: dict[int | None, list[Problem]] = defaultdict(list)
    for problem in check_batch(act):
        by_row[problem.position].append(problem)
    rows = tuple(
        _row(reader, draft, tuple(by_row.pop(draft.position, ())))
        for draft in sorted(drafts, key=lambda draft: draft.position)
    )
    return Preview(rows, tuple(problem for group in by_row.values() for problem in group))


def _row(reader: Reader, draft: Draft, problems: tuple[Problem, ...]) -> PreviewRow:
    changes = []
    for item in items(draft.model):
        old, new = reader.words(item, draft.before), reader.words(item, draft.row)
        if old != new:
            changes.append(FieldChange(item.name, item.label, item.unit, old, new))
    return PreviewRow(
        position=draft.position,
        noun=capfirst(str(draft.model._meta.verbose_name)),
        line=reader.line(draft.model, draft.row),
        verb=_verb(draft),
        changes=tuple(changes),
        problems=problems,
        is_new=draft.is_new,
    )


def _verb(draft: Draft) -> str:
    if draft.is_new:
        return _("dicatat")
    was, becomes = draft.before.get("is_withdrawn"), draft.row.get("is_withdrawn")
    if was == becomes:
        return _("diperbaiki")
    return _("ditarik") if becomes else _("dipulihkan")
