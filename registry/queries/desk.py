"""What a person's dashboard lists: the oldest proposals, one's own filters, and mandates that end
soon."""

from datetime import timedelta

from registry import policy
from registry.choices import ActState
from registry.models import Mandate, SavedFilter, SubmissionAct
from registry.policy import Actor
from sentra.lib.dates import today_wib

MOST = 5
SOON = timedelta(days=60)


def oldest_proposals(actor: Actor) -> list[SubmissionAct]:
    """The proposals that wait longest, as far as the actor may see them."""
    waiting = SubmissionAct.objects.filter(state=ActState.RECEIVED)
    rows = policy.scope(actor, waiting).select_related("sentra", "submission__office")
    return list(rows.order_by("submission__received_at", "pk")[:MOST])


def saved_filters(actor: Actor) -> list[SavedFilter]:
    """One's own."""
    return list(SavedFilter.objects.filter(user_id=actor.user_id or 0))


def ending_mandates() -> list[Mandate]:
    """Mandates in force that end within sixty days, the next first."""
    today = today_wib()
    rows = Mandate.objects.in_force(today).filter(valid_to__lte=today + SOON)
    return list(rows.select_related("user", "office").order_by("valid_to", "pk")[:MOST])
