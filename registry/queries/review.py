"""Reads around the chain: which steps a proposal passes, what was decided about it so far, and what
waits for whom. Nothing is written here."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import models

from registry import policy
from registry.choices import ActState, OfficeLevel, PassedOver, ReviewStepCode, Role
from registry.models import Decision, Mandate, Office, OfficeStep, ReviewStep, SubmissionAct
from registry.policy import Actor
from sentra.lib.dates import WIB, today_wib

# Steps at or below the sender's own level are behind him.
SKIPPED = {
    OfficeLevel.REGENCY: frozenset[str](),
    OfficeLevel.PROVINCE: frozenset({ReviewStepCode.PROVINCE}),
    OfficeLevel.MINISTRY: frozenset({ReviewStepCode.HEAD, ReviewStepCode.PROVINCE}),
}


@dataclass(frozen=True)
class Step:
    """One step of a chain: its code, what it is called, and how many days it may take."""

    code: str
    name: str
    days: int

    def due_at(self, since: datetime) -> datetime:
        """The last moment (WIB) of the last day."""
        last = since.astimezone(WIB).date() + timedelta(days=self.days)
        return datetime.combine(last, time(23, 59, 59), WIB)


def chain(office: Office, actor: Actor | None = None) -> list[Step]:
    """The steps a proposal of this office passes, in order; two statements.

    The ministry is always the last. A head who sends himself is no step of his own chain, and what
    a province sends skips the province."""
    own = dict(OfficeStep.objects.filter(office=office).values_list("step_id", "is_on"))
    behind = set(SKIPPED[OfficeLevel(office.level)])
    if actor is not None and actor.reach_of(office.pk, Role.OFFICE_HEAD) is not None:
        behind.add(ReviewStepCode.HEAD)
    return [
        Step(row.code, row.name, row.days)
        for row in _in_order()
        if own.get(row.pk, row.is_active) and row.code not in behind
    ]


def _in_order() -> models.QuerySet[ReviewStep]:
    """All steps as a proposal meets them. Where it is applied is the end, whatever its position."""
    rows = ReviewStep.objects.alias(is_last=models.Q(code=ReviewStepCode.MINISTRY))
    return rows.order_by("is_last", "position")


def next_step(office: Office, current: str) -> Step | None:
    """The step after this one; None after the last. What was switched off is passed over."""
    order = [row.code for row in _in_order()]
    done = set(order[: order.index(current) + 1])
    return next((step for step in chain(office) if step.code not in done), None)


def deciding_people(act: SubmissionAct, step: str) -> set[int]:
    """The accounts that hold a step today for this proposal; its sender is never one of them."""
    submission = act.submission
    mandates = Mandate.objects.in_force(today_wib()).filter(user__is_active=True)
    if step == ReviewStepCode.HEAD:
        holding = mandates.filter(office_id=submission.office_id, role=Role.OFFICE_HEAD)
    elif step == ReviewStepCode.PROVINCE:
        holding = mandates.filter(
            region_code=submission.province_id or "-", role__in=policy.REVIEWERS
        )
    else:
        holding = mandates.filter(role__in=policy.MINISTRY)
    return set(holding.values_list("user_id", flat=True)) - {act.sender_id}


def why_passed_over(act: SubmissionAct, now: datetime) -> PassedOver | None:
    """Why the step where a proposal waits may be passed over; None where it may not. The ministry's
    own step never is: there a proposal is applied."""
    if act.state != ActState.RECEIVED or act.step == ReviewStepCode.MINISTRY:
        return None
    if act.step not in {step.code for step in chain(act.submission.office)}:
        return PassedOver.OFF
    if act.due_at is not None and act.due_at < now:
        return PassedOver.OVERDUE
    return None if deciding_people(act, act.step) else PassedOver.NOBODY


def way_of(act: SubmissionAct, steps: Iterable[Step], passed: Iterable[Decision]) -> list[Step]:
    """The steps of one proposal: those of its chain, and those that were switched off after it came
    there."""
    known = {step.code: step for step in steps}
    met = {one.step for one in passed} | {act.step} - {""}
    if met <= known.keys():
        return list(known.values())
    rows = _in_order()
    return [
        known.get(row.code) or Step(row.code, row.name, row.days)
        for row in rows
        if row.code in known or row.code in met
    ]


def decisions_of(act: SubmissionAct) -> list[Decision]:
    """What was decided about a proposal so far, oldest first."""
    rows = Decision.objects.filter(act=act).select_related("decided_by", "office")
    return list(rows.order_by("number"))


def waiting_for(actor: Actor, acts: models.QuerySet[SubmissionAct]) -> models.QuerySet:
    """The proposals this actor could decide now; his own are not among them."""
    waiting = acts.filter(state=ActState.RECEIVED)
    if actor.is_system:
        return waiting
    rows = models.Q(pk__in=[])
    if actor.roles & policy.MINISTRY:
        rows |= models.Q(step__in=[ReviewStepCode.MINISTRY, ReviewStepCode.DIRECTORATE])
    for reach in actor.reaches:
        if reach.role == Role.OFFICE_HEAD:
            rows |= models.Q(step=ReviewStepCode.HEAD, submission__office_id=reach.office_id)
        at_province = reach.role in policy.REVIEWERS
        if at_province and reach.region_code and "." not in reach.region_code:
            rows |= models.Q(
                step=ReviewStepCode.PROVINCE, submission__province_id=reach.region_code
            )
    return waiting.filter(rows).exclude(sender_id=actor.user_id)


def deciders(decisions: Iterable[Decision]) -> set[int]:
    """The accounts that approved so far, each once."""
    return {one.decided_by_id for one in decisions if one.verdict == ActState.APPROVED}
