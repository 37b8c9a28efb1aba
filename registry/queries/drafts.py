"""Reads of drafts: the one a form continues, and those an office has open. What was sent already is
a draft no more, even if its row is still there."""

from uuid import UUID

from django.db import models

from registry import policy
from registry.models import Draft, Office, Submission
from registry.policy import Actor


def open_drafts(actor: Actor) -> models.QuerySet[Draft]:
    """The drafts of the actor's offices that were not sent, last saved first."""
    sent = Submission.objects.filter(
        office=models.OuterRef("office"), token=models.OuterRef("token")
    )
    rows = policy.scope(actor, Draft.objects.all()).filter(~models.Exists(sent))
    return rows.select_related("office__province", "sentra", "saved_by").order_by("-saved_at")


def draft_with_token(office: Office, token: UUID) -> Draft | None:
    """The draft of one form."""
    rows = Draft.objects.filter(office=office, token=token)
    return rows.select_related("saved_by", "sentra").first()
