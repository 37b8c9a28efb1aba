"""Where a submission stands on its way: the steps it passes, which of them are behind it, by when
the present one is due, and what was decided. For the office that sent it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from registry.choices import ActState, Verdict
from registry.models import Decision, Submission, SubmissionAct
from registry.queries.review import chain


@dataclass(frozen=True)
class Stop:
    """One step of the way, in words an office reads."""

    name: str
    is_done: bool
    is_here: bool
    due_at: datetime | None
    decided_at: datetime | None


def decisions_about(acts: Iterable[SubmissionAct]) -> dict[int, list[Decision]]:
    """What was decided about each act, oldest first; one statement."""
    rows = Decision.objects.filter(act__in=list(acts)).select_related("office").order_by("number")
    found: dict[int, list[Decision]] = defaultdict(list)
    for row in rows:
        found[row.act_id].append(row)
    return found


def stops(submission: Submission, act: SubmissionAct, decisions: Sequence[Decision]) -> list[Stop]:
    """The steps of this act, with what became of each."""
    agreed = {one.step: one.decided_at for one in decisions if one.verdict == Verdict.APPROVED}
    is_open = act.state == ActState.RECEIVED
    return [
        Stop(
            name=step.name,
            is_done=step.code in agreed and not (is_open and act.step == step.code),
            is_here=is_open and act.step == step.code,
            due_at=act.due_at if is_open and act.step == step.code else None,
            decided_at=agreed.get(step.code),
        )
        for step in chain(submission.office)
    ]
