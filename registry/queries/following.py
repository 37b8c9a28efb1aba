"""Where a submission stands on its way: the steps it passes, which of them are behind it, by when
the present one is due, and what was decided. For the office that sent it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from registry.choices import ActState, Verdict
from registry.models import Decision, SubmissionAct
from registry.queries.review import Step


@dataclass(frozen=True)
class Stop:
    """One step of the way, in words an office reads."""

    name: str
    is_here: bool
    is_agreed: bool
    verdict: str
    due_at: datetime | None
    decided_at: datetime | None


def decisions_about(acts: Iterable[SubmissionAct]) -> dict[int, list[Decision]]:
    """What was decided about each act, oldest first; one statement."""
    rows = Decision.objects.filter(act__in=list(acts)).select_related("office").order_by("number")
    found: dict[int, list[Decision]] = defaultdict(list)
    for row in rows:
        found[row.act_id].append(row)
    return found


def stops(steps: Sequence[Step], act: SubmissionAct, decisions: Sequence[Decision]) -> list[Stop]:
    """The steps of this act, with what became of each."""
    last = {one.step: one for one in decisions}
    is_open = act.state == ActState.RECEIVED
    return [
        Stop(
            name=step.name,
            is_here=is_open and act.step == step.code,
            is_agreed=step.code in last and last[step.code].verdict == Verdict.APPROVED,
            verdict=last[step.code].get_verdict_display() if step.code in last else "",
            due_at=act.due_at if is_open and act.step == step.code else None,
            decided_at=last[step.code].decided_at if step.code in last else None,
        )
        for step in steps
    ]
