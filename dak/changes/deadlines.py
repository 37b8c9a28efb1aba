"""Keeping stored deadlines right: when the calendar or a published date changes, every tranche
whose stored moment no longer follows from them is corrected, as an act of its own."""

from datetime import date

from django.db.models import QuerySet

from dak.models import DeadlineOverride, Tranche
from dak.queries.year_rules import holidays
from dak.rules.deadline import effective_deadline
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource, ReasonCode
from registry.policy import Actor

REASON = "Batas penyaluran dihitung ulang dari kalender dan batas yang diumumkan"


def stale_tranches() -> list[Tranche]:
    """Tranches in force whose stored deadline differs from what date, calendar and publication say;
    three statements."""
    days, published = holidays(), _published()
    return [
        tranche
        for tranche in _dated()
        if tranche.nominal_on
        and tranche.deadline_at
        != effective_deadline(tranche.nominal_on, days, published.get(tranche.pk))
    ]


def refresh_deadlines(actor: Actor, source: ChangeSource = ChangeSource.SYSTEM) -> int:
    """Correct what is stale; how many. A correction without values derives the deadline anew."""
    changes = tuple(
        Change("tranche.correct", {}, tranche.code, tranche.version) for tranche in stale_tranches()
    )
    if changes:
        apply_batch(Act(changes, actor, source, REASON, ReasonCode.CORRECTION.value))
    return len(changes)


def _dated() -> QuerySet[Tranche]:
    return Tranche.objects.filter(is_withdrawn=False, nominal_on__isnull=False).order_by("id")


def _published() -> dict[int, date]:
    rows = DeadlineOverride.objects.filter(is_withdrawn=False)
    return dict(rows.values_list("tranche_id", "effective_on"))
