"""Problems as values: codes, sentences and the only errors the surfaces translate.

What a problem is about (a rule, a constraint, an unreadable number) lives with its noun; this
module only knows how a refusal is named, worded, collected and carried.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.lib.months import written_day

# Longest piece of a seen value that is repeated in a sentence; the full value is in Problem.value.
SEEN_LENGTH = 100

_CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")

# Every registered code with its sentence; docs/rules.md and an architecture test read this.
PROBLEM_CODES: dict[str, str | Promise] = {}


@dataclass(frozen=True)
class Problem:
    """One refusal: what is wrong (code), where (field), in words (message) and with which value.

    `position` is the index of the change within its act, None outside an act.
    """

    code: str
    field: str
    message: str
    value: Any = dataclasses.field(default=None, hash=False)
    params: Mapping[str, Any] = dataclasses.field(default_factory=dict, hash=False)
    position: int | None = None

    def at(self, position: int) -> Problem:
        """Return a copy that names the change of an act it belongs to."""
        return dataclasses.replace(self, position=position)

    def as_dict(self) -> dict[str, Any]:
        """Return plain JSON types; a decimal becomes its text and a date its ISO form."""
        return {
            "code": self.code,
            "field": self.field,
            "message": self.message,
            "value": _plain(self.value),
            "params": _plain(self.params),
            "position": self.position,
        }


@dataclass(frozen=True)
class ProblemCode:
    """A registered code and its sentence; `{value}` and named params are filled in."""

    code: str
    template: str | Promise

    def sentence(self, value: Any = None, **params: Any) -> str:
        """Return the sentence in the active language with the value seen in it."""
        shown = {name: _seen(param) for name, param in params.items()}
        return str(self.template).format(value=_seen(value), **shown)

    def problem(self, field: str, value: Any = None, **params: Any) -> Problem:
        """Return the problem of this code on `field`."""
        return Problem(
            code=self.code,
            field=field,
            message=self.sentence(value, **params),
            value=value,
            params=params,
        )


def problem_code(code: str, sentence_template: str | Promise) -> ProblemCode:
    """Register a code with its Indonesian sentence and return it.

    Raises ValueError when the code is not `noun.fact` or is registered already: one code has one
    sentence everywhere.
    """
    if not _CODE.fullmatch(code):
        raise ValueError(f"A problem code is written noun.fact, not {code!r}.")
    if code in PROBLEM_CODES:
        raise ValueError(f"The problem code {code!r} is registered twice.")
    PROBLEM_CODES[code] = sentence_template
    return ProblemCode(code, sentence_template)


def registered(code: str) -> ProblemCode:
    """Return the registered code; KeyError when nobody registered it."""
    return ProblemCode(code, PROBLEM_CODES[code])


class UnreadableValue(ValueError):
    """A typed value that a parser of sentra.lib refuses: code, sentence and the value seen."""

    def __init__(self, problem_code: ProblemCode, value: Any, **params: Any) -> None:
        self.problem_code = problem_code
        self.code = problem_code.code
        self.value = value
        self.params = params
        self.sentence = problem_code.sentence(value, **params)
        super().__init__(self.sentence)

    def problem(self, field: str) -> Problem:
        """Return the refusal as a problem on `field`."""
        return self.problem_code.problem(field, self.value, **self.params)


@dataclass(frozen=True)
class Conflict:
    """One field that moved under an editor: what they started from, what it is, what they want.

    `position` is the index of the change within its act; `noun` and `target` name the row.
    """

    position: int
    noun: str
    target: str
    field: str
    base: Any = dataclasses.field(hash=False)
    theirs: Any = dataclasses.field(hash=False)
    ours: Any = dataclasses.field(hash=False)


CHANGE_CONFLICT = problem_code(
    "change.conflict",
    _(
        "Isian ini sudah diubah orang lain menjadi {theirs} sejak Anda membukanya. "
        "Pilih nilai yang benar, lalu simpan lagi."
    ),
)


class RecordGone(Exception):
    """The record of an address was withdrawn; carries the problem that says when and why (410)."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class ChangeRejected(Exception):
    """Nothing was written; `problems` says everything that stands in the way, in field order."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(self.problems)

    def __str__(self) -> str:
        return " ".join(problem.message for problem in self.problems)


class ChangeConflict(ChangeRejected):
    """Somebody was faster; `conflicts` feeds the conflict page field by field.

    Without problems of its own it carries one `change.conflict` for each conflict.
    """

    def __init__(self, conflicts: Iterable[Conflict], problems: Iterable[Problem] = ()) -> None:
        self.conflicts: tuple[Conflict, ...] = tuple(conflicts)
        super().__init__(tuple(problems) or tuple(map(_conflict_problem, self.conflicts)))
        self.args = (self.conflicts, self.problems)


def _conflict_problem(conflict: Conflict) -> Problem:
    problem = CHANGE_CONFLICT.problem(conflict.field, conflict.ours, theirs=conflict.theirs)
    return problem.at(conflict.position)


def _seen(value: Any) -> Any:
    """A value as a sentence shows it: a day in words, and a text shortened, since a pasted page
    must not become the error message."""
    if value == "":
        return _("(kosong)")
    if type(value) is date:
        return written_day(value)
    if isinstance(value, str) and len(value) > SEEN_LENGTH:
        return value[: SEEN_LENGTH - 1] + "…"
    return value


def _plain(value: Any) -> Any:
    """Turn a value into plain JSON types, never through a binary float."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, Mapping):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(part) for part in value]
    return str(value)
