"""What lies on the desk of an office beside the yearly task of each sentra: what came back, what
waits and at which step, what lapses soon. Whose turn a yearly task is stands in tasks.py."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from registry import policy
from registry.choices import ActState, SubmissionKind
from registry.models import Decision, ReviewStep, Sentra, SentraVerification, SubmissionAct
from registry.policy import Actor
from registry.queries.submission import proposals
from registry.queries.tasks import year_bounds
from sentra.lib.dates import WIB

# Verifications that end within this many days are shown as lapsing.
SOON_DAYS = 60


@dataclass(frozen=True)
class CameBack:
    """A proposal that was returned and not sent again, with the words and the labels of fields."""

    act: SubmissionAct
    words: str
    n_fields: int


@dataclass(frozen=True)
class Waiting:
    """A proposal that waits: at which step, and until when."""

    act: SubmissionAct
    step: str
    is_late: bool


@dataclass(frozen=True)
class Lapsing:
    """A sentra whose newest verification ends soon, or has ended."""

    sentra: Sentra
    ends_on: date
    is_over: bool


@dataclass(frozen=True)
class OfficeTask:
    """Something else an office has to do, brought by another application: its words, the form it
    is done in, and until when."""

    title: str
    words: str
    url_name: str
    code: str
    due_at: datetime | None = None
    is_late: bool = False
    waits: SubmissionAct | None = None


def office_tasks(actor: Actor, today: date) -> list[OfficeTask]:
    """What other applications ask of the actor's offices, in the order of the setting."""
    return [task for path in settings.OFFICE_TASKS for task in import_string(path)(actor, today)]


def came_back_rows(actor: Actor) -> models.QuerySet[SubmissionAct]:
    """What was returned to the actor's offices and is not mended yet: nothing newer of that kind
    about that sentra or matter from the same office, and no next try."""
    newer = SubmissionAct.objects.filter(
        submission__office=models.OuterRef("submission__office"),
        kind=models.OuterRef("kind"),
        submission__received_at__gt=models.OuterRef("submission__received_at"),
    ).filter(
        models.Q(sentra=models.OuterRef("sentra"))
        | models.Q(matter_code=models.OuterRef("matter_code")) & ~models.Q(matter_code="")
    )
    return (
        proposals()
        .filter(submission__office_id__in=_offices(actor), state=ActState.RETURNED)
        .filter(submission__next_tries__isnull=True)
        .filter(~models.Exists(newer))
        .order_by("-decided_at", "-pk")
    )


def came_back(rows: Iterable[SubmissionAct]) -> list[CameBack]:
    """Some of them with the words; two statements."""
    acts = list(rows)
    said: dict[int, Mapping[str, str]] = dict(
        Decision.objects.filter(act__in=acts, verdict="returned")
        .order_by("number")
        .values_list("act_id", "field_words")
    )
    return [CameBack(act, act.decision_reason, len(said.get(act.pk, {}))) for act in acts]


def waiting_rows(actor: Actor) -> models.QuerySet[SubmissionAct]:
    """What the actor's offices sent and nobody has decided, oldest deadline first."""
    rows = proposals().filter(submission__office_id__in=_offices(actor), state=ActState.RECEIVED)
    return rows.order_by(models.F("due_at").asc(nulls_last=True), "pk")


def waiting(rows: Iterable[SubmissionAct], now: datetime) -> list[Waiting]:
    """Some of them with their step; two statements."""
    names = step_names()
    return [
        Waiting(act, names.get(act.step, act.step), bool(act.due_at and act.due_at < now))
        for act in rows
    ]


def _offices(actor: Actor) -> set[int]:
    return {reach.office_id for reach in actor.reaches if reach.role in policy.DINAS}


def step_names() -> dict[str, str]:
    """What each step of the chain is called."""
    return dict(ReviewStep.objects.values_list("code", "name"))


def lapsing_rows(actor: Actor, today: date) -> models.QuerySet[Sentra]:
    """The actor's sentra whose newest verification ends within sixty days or has ended."""
    newest = (
        SentraVerification.objects.in_force()
        .filter(sentra=models.OuterRef("pk"))
        .order_by("-verified_on", "-pk")
    )
    return (
        policy.own_sentra(actor)
        .annotate(ends_on=models.Subquery(newest.values("valid_to")[:1]))
        .filter(ends_on__lte=today + timedelta(days=SOON_DAYS))
        .select_related("regency", "province")
        .order_by("ends_on", "pk")
    )


def lapsing(rows: Iterable[Sentra], today: date) -> list[Lapsing]:
    """Some of them with the day on which they lapse; one statement."""
    found: Iterable[Any] = rows
    return [Lapsing(row, row.ends_on, row.ends_on < today) for row in found]


def latest_of_kinds(sentra: Sentra, year: int) -> dict[str, SubmissionAct]:
    """The newest proposal of each kind about a sentra for a year: the one it says, else the one it
    came in."""
    start = year_bounds(year)[0]
    rows = proposals().filter(sentra=sentra, submission__received_at__gte=start)
    found: dict[str, SubmissionAct] = {}
    for act in rows.order_by("submission__received_at", "pk"):
        came = act.submission.received_at.astimezone(WIB).year
        if (act.shown or {}).get("year", came) == year:
            found[SubmissionKind(act.kind).value] = act
    return found
