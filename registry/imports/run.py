"""Carrying out what an import has planned: the dry run, the act, and the one transaction around a
set of writes that are worth nothing alone."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager

from django.db import transaction

from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch, check_batch
from registry.changes.verdict import STALE
from registry.choices import ChangeSource, ReasonCode
from registry.imports.plan import Plan, RowProblem
from registry.policy import Actor
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem


@contextmanager
def all_or_nothing() -> Iterator[None]:
    """One transaction around an import that also writes what is no registry record (an account)."""
    with transaction.atomic():
        yield


def problems_of(plan: Plan, actor: Actor) -> list[RowProblem]:
    """Every problem of a plan, the reader's and the engine's, in order of the file; writes nothing.

    Where a cell could not be read, what the engine says about the same cell is left out."""
    found = list(plan.problems)
    if plan.planned:
        found += plan.located(_told_once(plan, check_batch(_act(plan, actor, "-"))))
    unreadable = {problem.cell for problem in plan.problems}
    seen: set[tuple[int, str, str]] = set()
    kept = []
    for problem in found:
        key = (*problem.cell, problem.problem.code)
        is_echo = problem not in plan.problems and problem.cell in unreadable
        if key not in seen and not is_echo:
            seen.add(key)
            kept.append(problem)
    return sorted(kept, key=lambda problem: problem.row)


def carry_out(plan: Plan, actor: Actor, reason: str) -> Applied | None:
    """Apply a plan as one act; None when there is nothing to change.

    Raises `ChangeRejected` or `ChangeConflict`; nothing is half-written."""
    if not plan.planned:
        return None
    return apply_batch(_act(plan, actor, reason))


def problems_of_refusal(plan: Plan, refused: ChangeRejected) -> list[RowProblem]:
    """The refusal of `carry_out` with its rows, when somebody was faster than the dry run."""
    if isinstance(refused, ChangeConflict):
        stale = [STALE.problem(c.field).at(c.position) for c in refused.conflicts]
        return plan.located(_told_once(plan, stale))
    return plan.located(refused.problems)


def _act(plan: Plan, actor: Actor, reason: str) -> Act:
    changes: Sequence[Change] = [planned.change for planned in plan.planned]
    return Act(tuple(changes), actor, ChangeSource.IMPORT, reason, ReasonCode.NEW_REPORT.value)


def _told_once(plan: Plan, problems: Iterable[Problem]) -> Iterator[Problem]:
    """A row that moved since the file was made is one problem, at its version, not one a field."""
    told = set()
    for problem in problems:
        if problem.code != STALE.code or problem.position is None:
            yield problem
        elif problem.position not in told:
            told.add(problem.position)
            version = plan.planned[problem.position].change.base_version
            yield STALE.problem("base_version", version).at(problem.position)
