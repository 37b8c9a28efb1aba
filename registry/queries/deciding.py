"""In which roles a decision was taken: the mandates as history has them at that moment, not those
of today. What is decided, and by whom, is in registry.changes.review."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from registry import policy
from registry.choices import Verdict
from registry.models import Decision, Mandate
from registry.queries.as_of import event_model
from sentra.lib.dates import WIB


def roles_then(decisions: Collection[Decision]) -> dict[int, frozenset[str]]:
    """By decision, every role its decider held at its office when it was written; two statements.

    Both moments are the database's own clock, and of each mandate the newest version of that moment
    counts: one that was given, ended or mended later changes nothing."""
    if not decisions:
        return {}
    keys = [one.pk for one in decisions]
    written = dict(
        event_model(Decision)
        ._default_manager.filter(pgh_obj_id__in=keys, version=0)
        .values_list("pgh_obj_id", "pgh_created_at")
    )
    people = {one.decided_by_id for one in decisions}
    mandates = list(
        event_model(Mandate)
        ._default_manager.filter(user_id__in=people)
        .order_by("pgh_obj_id", "version", "pgh_id")
    )
    return {one.pk: _held(one, written.get(one.pk), mandates) for one in decisions}


def deciding_role(decision: Decision, held: Iterable[str]) -> str | None:
    """The role that decides at the decision's step, of several the first by name; a step is passed
    over by the ministry."""
    is_skipped = decision.verdict == Verdict.SKIPPED
    deciding = policy.MINISTRY if is_skipped else policy.DECIDING_ROLES[decision.step]
    return min(deciding.intersection(held), default=None)


def _held(decision: Decision, moment: Any, mandates: Iterable[Any]) -> frozenset[str]:
    newest = {
        event.pgh_obj_id: event
        for event in mandates
        if moment is not None and event.pgh_created_at <= moment
    }
    day = decision.decided_at.astimezone(WIB).date()
    return frozenset(
        event.role
        for event in newest.values()
        if event.user_id == decision.decided_by_id
        and event.office_id == decision.office_id
        and event.pgh_label != "delete"
        and _is_in_force(event, day)
    )


def _is_in_force(event: Any, day: date) -> bool:
    return bool(event.valid_from <= day and (event.valid_to is None or event.valid_to > day))
