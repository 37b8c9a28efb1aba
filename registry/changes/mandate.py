"""Verbs of mandates: end one, hand the office of a head on. Each is one act."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.drafting import NOT_ALLOWED
from registry.changes.engine import apply_batch
from registry.changes.invitation import Offer, offer_problems, store
from registry.choices import ChangeSource, Role
from registry.models import Invitation, Mandate
from registry.policy import Actor
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Succession:
    """How an office passes on: the last day of the head who leaves, and who follows the day after,
    an account or whoever comes with the invitation (to `email`, or on paper)."""

    last_day: date
    reason: str
    token: UUID
    successor: User | None = None
    email: str = ""
    valid_to: date | None = None

    @property
    def first_day(self) -> date:
        """The new head's first day."""
        return self.last_day + ONE_DAY


def end_mandate(
    mandate: Mandate,
    *,
    actor: Actor,
    version_shown: int,
    reason: str,
    first_day_without: date | None = None,
    source: ChangeSource = ChangeSource.WEB,
) -> None:
    """End a mandate, at once without a day; one that begins later is over before it began. When
    somebody else ends the mandate of a head, the invitations he left open are revoked with it."""
    end = first_day_without or max(today_wib(), mandate.valid_from)
    with transaction.atomic():
        apply_batch(Act((_ending(mandate, end, version_shown),), actor, source, reason))
        if mandate.role == Role.OFFICE_HEAD and mandate.user_id != actor.user_id:
            _open_invitations(mandate).update(
                revoked_at=timezone.now(), revoked_by_id=actor.user_id
            )


def hand_over(
    leaving: Mandate,
    succession: Succession,
    *,
    actor: Actor,
    version_shown: int,
    source: ChangeSource = ChangeSource.WEB,
) -> tuple[Invitation, str] | None:
    """End the mandate of a head and let the next one begin the day after, all or none. Returns the
    invitation and its code where the new head has no account here yet.

    Rights, tasks, drafts and submissions belong to the office, so nothing has to be moved."""
    proposed = Mandate(office=leaving.office, role=Role.OFFICE_HEAD, user=leaving.user)
    if not policy.can(actor, "mandate.succeed", proposed):
        raise ChangeRejected([NOT_ALLOWED.problem("office", leaving.office.code)])
    ending = _ending(leaving, succession.first_day, version_shown)
    if succession.successor is not None:
        changes = (ending, _following(leaving, succession, succession.successor))
        apply_batch(Act(changes, actor, source, succession.reason))
        return None
    offer = Offer(
        office=leaving.office,
        role=Role.OFFICE_HEAD,
        token=succession.token,
        email=succession.email,
        valid_from=succession.first_day,
        valid_to=succession.valid_to,
    )
    problems = offer_problems(offer)
    if problems:
        raise ChangeRejected(problems)
    with transaction.atomic():
        invited = store(offer, actor=actor)
        apply_batch(Act((ending,), actor, source, succession.reason))
    return invited


def _ending(mandate: Mandate, end: date, version_shown: int) -> Change:
    values = {"valid_to": end.isoformat()}
    return Change("mandate.end", values, str(mandate.pk), version_shown)


def _following(leaving: Mandate, succession: Succession, successor: User) -> Change:
    values = {
        "user": successor.email,
        "office": leaving.office.code,
        "valid_from": succession.first_day.isoformat(),
        "valid_to": succession.valid_to.isoformat() if succession.valid_to else None,
    }
    return Change("mandate.succeed", values)


def _open_invitations(mandate: Mandate) -> models.QuerySet[Invitation]:
    return Invitation.objects.filter(
        office_id=mandate.office_id, invited_by_id=mandate.user_id, used_at=None, revoked_at=None
    )
