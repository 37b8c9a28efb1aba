"""The task list of a dinas: its own sentra, and what became of this year's update of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce

from registry import policy
from registry.choices import ActState, ExistenceStatus, SubmissionKind
from registry.models import Office, Sentra, SentraPeriod, SubmissionAct
from registry.policy import Actor
from registry.queries.submission import proposals
from sentra.lib.dates import WIB


class TaskState(StrEnum):
    """What an office has to do about one sentra this year; RETURNED and DUE are its turn."""

    DUE = "due"
    RETURNED = "returned"
    WAITING = "waiting"
    DONE = "done"


# In the list, what is the office's turn comes first.
ORDER = (TaskState.RETURNED, TaskState.DUE, TaskState.WAITING, TaskState.DONE)

# The kinds that answer whether a sentra is still there; corrections and needs answer no task.
CONFIRMING = (SubmissionKind.YEARLY, SubmissionKind.EXISTENCE, SubmissionKind.LIST)
GONE = (ExistenceStatus.CLOSED, ExistenceStatus.MERGED, ExistenceStatus.SPLIT)


@dataclass(frozen=True)
class Task:
    """One sentra in the task list. `proposal` is this year's newest one; `is_readable` says whether
    this actor may open its receipt (a province's proposal is not a regency's to read)."""

    sentra: Sentra
    state: TaskState
    status: str
    verification: str
    data_year: int | None
    proposal: SubmissionAct | None
    is_readable: bool

    @property
    def is_unsure(self) -> bool:
        """Whether the office answered "tidak tahu": sent, but the question is still open."""
        return self.proposal is not None and is_unsure(self.proposal)


@dataclass(frozen=True)
class Progress:
    """How far this year's updates are."""

    n_sentra: int
    n_sent: int
    n_open: int


def is_unsure(proposal: SubmissionAct) -> bool:
    """Whether a proposal leaves open if the sentra exists."""
    return "unknown" in (proposal.answer, (proposal.shown or {}).get("answer"))


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """The year's first moment and the next one's, WIB."""
    return datetime(year, 1, 1, tzinfo=WIB), datetime(year + 1, 1, 1, tzinfo=WIB)


def sent_about(year: int) -> models.QuerySet[SubmissionAct]:
    """What answers for a year. A form says which year it is about, and may come in the next one;
    where it does not say, the year it came in counts."""
    start, end = year_bounds(year)
    _start, last = year_bounds(year + 1)
    came = models.Q(submission__received_at__gte=start, submission__received_at__lt=last)
    in_it = models.Q(submission__received_at__lt=end)
    return (
        SubmissionAct.objects.filter(came, kind__in=CONFIRMING)
        .annotate(said_year=KeyTextTransform("year", "shown"))
        .filter(models.Q(said_year=str(year)) | models.Q(said_year__isnull=True) & in_it)
    )


def own_tasks(actor: Actor, year: int) -> models.QuerySet[Sentra]:
    """The sentra an office answers for, annotated with the state of this year's update, what is the
    office's turn first. What is closed, merged or split asks for no update any more."""
    newest = sent_about(year).filter(sentra=models.OuterRef("pk"))
    newest = newest.order_by("-submission__received_at", "-pk")
    gone = SentraPeriod.objects.filter(
        sentra=models.OuterRef("pk"), period="latest", status__in=GONE
    )
    sure = ~models.Q(answer="unknown") & (models.Q(said__isnull=True) | ~models.Q(said="unknown"))
    return (
        policy.own_sentra(actor)
        .filter(~models.Exists(gone))
        .select_related("province", "regency")
        .annotate(
            proposal_id=models.Subquery(newest.values("pk")[:1]),
            act_state=models.Subquery(newest.values("state")[:1]),
            answer=Coalesce(models.Subquery(newest.values("answer")[:1]), models.Value("")),
            # In the words of the form, where the column is empty: what was sent before it was kept.
            said=models.Subquery(
                newest.annotate(words=KeyTextTransform("answer", "shown")).values("words")[:1]
            ),
        )
        .annotate(
            task_state=models.Case(
                models.When(act_state=ActState.RETURNED, then=models.Value(TaskState.RETURNED)),
                models.When(
                    sure, act_state=ActState.RECEIVED, then=models.Value(TaskState.WAITING)
                ),
                models.When(sure, act_state=ActState.APPROVED, then=models.Value(TaskState.DONE)),
                default=models.Value(TaskState.DUE),
                output_field=models.CharField(),
            )
        )
        .annotate(
            turn=models.Case(
                *(
                    models.When(task_state=state, then=models.Value(number))
                    for number, state in enumerate(ORDER)
                ),
                output_field=models.IntegerField(),
            )
        )
        .order_by("turn", "name_key", "pk")
    )


def tasks(actor: Actor, rows: Iterable[Sentra]) -> list[Task]:
    """One page of `own_tasks` with status, verification and data year; three statements."""
    page = list(rows)
    periods = {
        period.sentra_id: period
        for period in SentraPeriod.objects.filter(
            sentra__in=[sentra.pk for sentra in page], period="latest"
        ).select_related("profile")
    }
    ids = [sentra.proposal_id for sentra in page if sentra.proposal_id]  # type: ignore[attr-defined]
    sent = proposals().in_bulk(ids)
    readable = set(
        policy.scope(actor, SubmissionAct.objects.filter(pk__in=ids)).values_list("pk", flat=True)
    )
    found = []
    for sentra in page:
        period = periods.get(sentra.pk)
        proposal = sent.get(sentra.proposal_id)  # type: ignore[attr-defined]
        found.append(
            Task(
                sentra=sentra,
                state=TaskState(sentra.task_state),  # type: ignore[attr-defined]
                status=period.status if period else "unknown",
                verification=period.verification if period else "never",
                data_year=period.profile.year if period and period.profile else None,
                proposal=proposal,
                is_readable=proposal is not None and proposal.pk in readable,
            )
        )
    return found


def progress(rows: models.QuerySet[Any]) -> Progress:
    """How many sentra, how many of them sent this year, how many are the office's turn."""
    counted = dict(
        rows.order_by()
        .values_list("task_state")
        .annotate(n=models.Count("pk"))
        .values_list("task_state", "n")
    )
    n_open = counted.get(TaskState.DUE, 0) + counted.get(TaskState.RETURNED, 0)
    n_sentra = sum(counted.values())
    return Progress(n_sentra=n_sentra, n_sent=n_sentra - n_open, n_open=n_open)


def offices_of(actor: Actor) -> list[Office]:
    """The offices an actor speaks for, with their provinces (for the clock), oldest first."""
    ids = {reach.office_id for reach in actor.reaches if reach.role in policy.DINAS}
    return list(Office.objects.filter(pk__in=ids).select_related("province").order_by("pk"))


def zone_of(office: Office | None) -> ZoneInfo:
    """The clock an office lives by: WIB, WITA or WIT of its province; WIB for the ministry."""
    return ZoneInfo(office.province.time_zone) if office and office.province else WIB
