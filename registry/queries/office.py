"""The people of an office: who holds what until when, with what protection; open invitations; and
mandates that end soon."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from registry import policy
from registry.choices import Role
from registry.models import Invitation, Mandate, Office
from registry.policy import Actor
from sentra.accounts.models import User
from sentra.lib.dates import today_wib

SOON = timedelta(days=30)


@dataclass(frozen=True)
class Colleague:
    """One mandate of an office, with what may be done about it by whoever looks."""

    mandate: Mandate
    has_second_factor: bool
    holds_several: bool
    ends_soon: bool
    may_end: bool
    may_reset: bool
    may_hand_over: bool

    @property
    def last_seen_on(self) -> date | None:
        """The day of the last sign-in (WIB)."""
        seen = self.mandate.user.last_login
        return timezone.localtime(seen).date() if seen else None

    @property
    def begins_later(self) -> bool:
        """Whether the mandate is not in force yet."""
        return self.mandate.valid_from > today_wib()


def offices_led(actor: Actor) -> QuerySet[Office]:
    """The offices whose people the actor looks after as their head."""
    rows = Office.objects.filter(pk__in=actor.headed_offices)
    return rows.select_related("province", "regency").order_by("name")


def colleagues(actor: Actor, office: Office) -> list[Colleague]:
    """Everybody with a mandate of today or later at an office, heads first."""
    today = today_wib()
    rows = Mandate.objects.lasting(today).filter(office=office).select_related("user", "office")
    mandates = sorted(rows, key=lambda m: (m.role != Role.OFFICE_HEAD, str(m.user), m.valid_from))
    people = [mandate.user_id for mandate in mandates]
    protected = set(with_second_factor(User.objects.filter(pk__in=people)))
    in_force = Counter(m.user_id for m in mandates if m.valid_from <= today)
    resettable = policy.resettable(actor, people)
    return [
        Colleague(
            mandate=mandate,
            has_second_factor=mandate.user_id in protected,
            holds_several=in_force[mandate.user_id] > 1,
            ends_soon=ends_soon(mandate, today),
            may_end=policy.can(actor, "mandate.end", mandate) and mandate.user_id != actor.user_id,
            may_reset=mandate.user_id in resettable,
            may_hand_over=mandate.role == Role.OFFICE_HEAD
            and policy.can(actor, "mandate.succeed", mandate),
        )
        for mandate in mandates
    ]


def open_invitations(office: Office) -> QuerySet[Invitation]:
    """Invitations somebody may still come with."""
    rows = Invitation.objects.filter(
        office=office, used_at=None, revoked_at=None, expires_at__gt=timezone.now()
    )
    return rows.select_related("invited_by")


def members(office: Office) -> QuerySet[User]:
    """Accounts with a mandate of today or later at an office."""
    lasting = Mandate.objects.lasting(today_wib()).filter(office=office)
    return User.objects.filter(pk__in=lasting.values("user_id"))


def successors(office: Office, leaving: Mandate) -> QuerySet[User]:
    """Accounts with a mandate of today at an office, without its head: who may follow him."""
    today = Mandate.objects.in_force(today_wib()).filter(office=office)
    rows = User.objects.filter(pk__in=today.values("user_id"), is_active=True)
    return rows.exclude(pk=leaving.user_id).order_by("label", "email")


def ending_mandates(actor: Actor) -> list[Mandate]:
    """The actor's own mandates that end within thirty days and that no later one continues."""
    today = today_wib()
    own = Mandate.objects.filter(user_id=actor.user_id or 0).select_related("office")
    continued = Mandate.objects.filter(
        user_id=OuterRef("user_id"),
        office_id=OuterRef("office_id"),
        role=OuterRef("role"),
        valid_from=OuterRef("valid_to"),
    )
    rows = own.in_force(today).filter(~Exists(continued), valid_to__lte=today + SOON)
    return list(rows.order_by("valid_to"))


def ends_soon(mandate: Mandate, today: date) -> bool:
    """Whether a mandate ends within thirty days."""
    return mandate.valid_to is not None and mandate.valid_to <= today + SOON


def with_second_factor(users: QuerySet[User]) -> QuerySet[User, int]:
    """Those of `users` with a second factor, by id."""
    return users.filter(authenticator__type="totp").values_list("pk", flat=True).distinct()
