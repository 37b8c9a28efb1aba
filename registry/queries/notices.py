"""Who is told what: the people behind an event, a person's inbox, what an office's weekly digest
holds, and which deadlines have come. The words are in notice_words.py. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import models

from registry import policy
from registry.choices import ActState, NoticeKind, OfficeLevel, ReviewStepCode, Role
from registry.models import Mandate, Notice, Office, OutboxEvent, SubmissionAct
from registry.queries.duties import (
    CAMPAIGN,
    TASK,
    VERIFICATION,
    YEARLY,
    Duty,
    duties,
    n_of,
)
from registry.queries.review import deciding_people
from sentra.lib.dates import WIB, today_wib

KEY_LENGTH = 120
# After so many days beyond its deadline a proposal is brought before the ministry's admins.
ESCALATED_AFTER = timedelta(days=7)
TO_DECIDERS = frozenset(
    {NoticeKind.RECEIVED, NoticeKind.FORWARDED, NoticeKind.DUE, NoticeKind.OVERDUE}
)

OF_AN_OFFICE = frozenset({NoticeKind.DIGEST, NoticeKind.TASK_DUE, NoticeKind.TASK_OVERDUE})
# So long before its last day an office is reminded of what it has to do.
REMINDED_BEFORE = timedelta(days=14)


@dataclass(frozen=True)
class Digest:
    """One office's week in numbers."""

    n_waiting_here: int
    n_returned: int
    n_sent: int
    n_approved: int
    n_overdue: int
    n_yearly: int = 0
    n_campaign: int = 0
    n_verification: int = 0
    n_task: int = 0

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(vars(self).values())


def recipients(event: OutboxEvent) -> set[int]:
    """The accounts an event is for: whoever decides next, or the office that sent the proposal.
    Nobody is told what he did himself at the very step."""
    if event.kind in OF_AN_OFFICE:
        return _people(Mandate.objects.filter(office_id=event.office_id or 0))
    act = event.act
    if act is None:
        return set()
    if event.kind == NoticeKind.ESCALATED:
        return _people(Mandate.objects.filter(role=Role.MINISTRY_ADMIN))
    if event.kind in TO_DECIDERS:
        step = event.payload.get("step", "")
        return deciding_people(act, step) if step else set()
    told = {act.sender_id}
    if act.submission.office.level != OfficeLevel.MINISTRY:
        told |= _people(
            Mandate.objects.filter(office_id=act.submission.office_id, role__in=policy.DINAS)
        )
    return told


def _people(mandates: models.QuerySet[Mandate]) -> set[int]:
    in_force = mandates & Mandate.objects.in_force(today_wib())
    return set(in_force.filter(user__is_active=True).values_list("user_id", flat=True))


def inbox(user: Any) -> models.QuerySet[Notice]:
    """What a person was told, newest first, with everything a line of it names."""
    return (
        Notice.objects.filter(user_id=user.pk)
        .select_related(
            "event__act__submission__office__province", "event__act__sentra", "event__office"
        )
        .order_by("-id")
    )


def n_unread(user: Any) -> int:
    """How much of it is new."""
    return Notice.objects.filter(user_id=user.pk, read_at__isnull=True).count()


def deadline_events(now: datetime) -> list[tuple[str, str, int, str]]:
    """Key, kind, proposal and step of every deadline that has come: tomorrow's, those that passed,
    and those that passed long ago. The key holds the step and its deadline, so that each is told
    once however often this is asked."""
    found = []
    waiting = SubmissionAct.objects.filter(state=ActState.RECEIVED, due_at__isnull=False)
    rows: Any = waiting.order_by("pk").values_list("pk", "step", "due_at")
    for pk, step, due_at in rows:
        day = due_at.astimezone(WIB).date()
        for kind in _come(due_at, now):
            found.append((f"{kind}:{pk}:{step}:{day}", str(kind), pk, step))
    return found


def _come(due_at: datetime, now: datetime) -> list[NoticeKind]:
    if now > due_at + ESCALATED_AFTER:
        return [NoticeKind.OVERDUE, NoticeKind.ESCALATED]
    if now > due_at:
        return [NoticeKind.OVERDUE]
    tomorrow = now.astimezone(WIB).date() + timedelta(days=1)
    return [NoticeKind.DUE] if due_at.astimezone(WIB).date() <= tomorrow else []


def duty_events(today: date) -> list[tuple[str, str, int, dict[str, Any]]]:
    """Key, kind, office and payload of everything an office has to do soon or had to do by now. The
    key holds the last day, so that each is told once."""
    found = []
    for office, owed in duties(today).items():
        for duty in owed:
            if duty.due_on is None or duty.due_on > today + REMINDED_BEFORE:
                continue
            is_over = duty.due_on < today
            kind = NoticeKind.TASK_OVERDUE if is_over else NoticeKind.TASK_DUE
            key = f"{kind}:{office}:{duty.what}:{duty.key}:{duty.due_on}"[:KEY_LENGTH]
            payload = {
                "what": duty.what,
                "title": duty.title,
                "n": duty.n,
                "due_on": duty.due_on.isoformat(),
            }
            found.append((key, str(kind), office, payload))
    return found


def digests(now: datetime) -> Iterable[tuple[Office, Digest]]:
    """Every office that has people and something to be told about the last seven days, or still
    has something to do."""
    since = now - timedelta(days=7)
    owed = duties(today_wib())
    staffed = Mandate.objects.in_force(today_wib()).values("office_id")
    for office in Office.objects.filter(pk__in=staffed).order_by("pk"):
        digest = digest_of(office, since, now, owed.get(office.pk, ()))
        if not digest.is_empty:
            yield office, digest


def digest_of(office: Office, since: datetime, now: datetime, owed: Iterable[Duty] = ()) -> Digest:
    """What happened to an office's proposals, what waits for it, and what it still has to do."""
    owed = list(owed)
    here = _waits_at(office)
    own = SubmissionAct.objects.filter(submission__office=office)
    return Digest(
        n_waiting_here=here.count(),
        n_returned=own.filter(state=ActState.RETURNED, decided_at__gte=since).count(),
        n_sent=own.filter(submission__received_at__gte=since).count(),
        n_approved=own.filter(state=ActState.APPROVED, decided_at__gte=since).count(),
        n_overdue=here.filter(due_at__lt=now).count(),
        n_yearly=n_of(YEARLY, owed),
        n_campaign=n_of(CAMPAIGN, owed),
        n_verification=n_of(VERIFICATION, owed),
        n_task=n_of(TASK, owed),
    )


def _waits_at(office: Office) -> models.QuerySet[SubmissionAct]:
    """The proposals an office has to decide."""
    waiting = SubmissionAct.objects.filter(state=ActState.RECEIVED)
    head = models.Q(step=ReviewStepCode.HEAD, submission__office=office)
    if office.level == OfficeLevel.MINISTRY:
        return waiting.filter(step__in=[ReviewStepCode.MINISTRY, ReviewStepCode.DIRECTORATE])
    if office.level == OfficeLevel.PROVINCE:
        province = models.Q(
            step=ReviewStepCode.PROVINCE, submission__province_id=office.province_id
        )
        return waiting.filter(head | province)
    return waiting.filter(head)


def week_of(day: date) -> str:
    """2026-W48, the name of a week in a digest's key."""
    year, week, _weekday = day.isocalendar()
    return f"{year}-W{week:02d}"
