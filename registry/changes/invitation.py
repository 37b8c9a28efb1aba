"""Verbs of invitations: invite, revoke, accept. An invitation is no record; accepting one gives the
mandate by an act of the engine.

The actor of that act is the system, named "invitation", and its reason names the invitation and the
inviter: the inviter is not acting at that moment, may have left his office since, and must not
appear to have signed something on a day he was gone. The office's invitation stands until somebody
revokes it or its inviter loses his office by force (`registry.changes.mandate`)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.drafting import NOT_ALLOWED
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource, Role
from registry.models import Invitation, Mandate, Office
from registry.policy import Actor
from registry.rules.mandate import DINAS, ENDS_IN_THE_PAST, LEVELS, ROLE_AT_OFFICE, default_end
from sentra.accounts.models import User
from sentra.accounts.one_time import CODE_REFUSED, fresh_code
from sentra.accounts.recovery import CODE_SHOWN_BEFORE
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected, Problem, problem_code

OTHER_ADDRESS = problem_code(
    "invitation.other_address",
    gettext_lazy(
        "Undangan ini untuk alamat surel lain. Keluar dahulu, lalu buka lagi undangannya dengan"
        " akun yang diundang."
    ),
)
ADDRESS_TAKEN = problem_code(
    "invitation.address_taken",
    gettext_lazy(
        "Alamat {value} sudah mempunyai akun. Bila itu akun Anda, masuk dahulu, lalu terima"
        " undangan ini dengan akun itu."
    ),
)


@dataclass(frozen=True)
class Offer:
    """What an invitation offers. Without an address the code goes on paper; `valid_to` is the first
    day without the mandate, None for the usual term (none, for the ministry's own)."""

    office: Office
    role: str
    token: UUID
    email: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class NewAccount:
    """What somebody writes at the first sign-in: named by the role, never by a person's name."""

    email: str
    label: str
    password: str


def roles_to_give(actor: Actor, office: Office) -> list[Role]:
    """The roles an actor may give at an office, as far as they exist at its level."""
    return [
        role
        for role in Role
        if office.level in LEVELS[role]
        and policy.can(actor, "mandate.record", Mandate(office=office, role=role))
    ]


def invite(offer: Offer, *, actor: Actor) -> tuple[Invitation, str]:
    """Store an invitation and return it with its code, which nobody can show again.

    Raises `ChangeRejected` without the right to give that mandate, for a role the office does not
    have, a day in the past, an account that holds an incompatible role, or a form sent before."""
    if not policy.can(actor, "mandate.record", Mandate(office=offer.office, role=offer.role)):
        raise ChangeRejected([NOT_ALLOWED.problem("role", offer.role)])
    problems = [*offer_problems(offer), *_account_problems(offer)]
    if problems:
        raise ChangeRejected(problems)
    return store(offer, actor=actor)


def store(offer: Offer, *, actor: Actor) -> tuple[Invitation, str]:
    """Write the row of an offer that was judged; once per form."""
    code = fresh_code()
    try:
        with transaction.atomic():
            invitation = Invitation.objects.create(
                office=offer.office,
                role=offer.role,
                valid_from=offer.valid_from,
                valid_to=offer.valid_to or _usual_end(offer.role, offer.valid_from),
                email=offer.email.lower(),
                invited_by_id=actor.user_id or 0,
                token=offer.token,
                **code.columns,
            )
    except IntegrityError as error:
        if Invitation.objects.filter(token=offer.token).exists():
            raise ChangeRejected([CODE_SHOWN_BEFORE.problem("token")]) from error
        raise
    return invitation, code.shown


def revoke(invitation: Invitation, *, actor: Actor) -> None:
    """Take an open invitation back; one that was used, revoked or has run out stays as it is."""
    proposed = Mandate(office=invitation.office, role=invitation.role)
    if not policy.can(actor, "mandate.record", proposed) and invitation.invited_by_id != (
        actor.user_id
    ):
        raise ChangeRejected([NOT_ALLOWED.problem("invitation", invitation.pk)])
    Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_by_id=actor.user_id
    )


def accept(invitation_id: int, account: User | NewAccount) -> User:
    """Use an invitation once: an account, where there is none yet, and its mandate, all or none.

    Raises `ChangeRejected` with the one sentence of every unusable code when somebody was faster,
    and with the rule's own sentence where the mandate is refused."""
    with transaction.atomic():
        invitation = Invitation.objects.select_for_update().get(pk=invitation_id)
        if not invitation.is_usable:
            raise ChangeRejected([CODE_REFUSED.problem("code")])
        user = _account(invitation, account)
        apply_batch(_acceptance(invitation, user))
        if invitation.role in policy.MINISTRY and not user.is_staff:
            user.is_staff = True
            user.save(update_fields=["is_staff"])
        invitation.used_at, invitation.accepted_by = timezone.now(), user
        invitation.save(update_fields=["used_at", "accepted_by"])
    return user


def _account(invitation: Invitation, account: User | NewAccount) -> User:
    if isinstance(account, User):
        if invitation.email and invitation.email != account.email:
            raise ChangeRejected([OTHER_ADDRESS.problem("email", account.email)])
        return account
    email = invitation.email or account.email.lower()
    if User.objects.filter(email=email).exists():
        raise ChangeRejected([ADDRESS_TAKEN.problem("email", email)])
    return User.objects.create_user(email, account.password, label=account.label)


def _acceptance(invitation: Invitation, user: User) -> Act:
    """The act that brings the mandate into force."""
    reason = _("Undangan %(number)s oleh %(inviter)s (user:%(pk)s)") % {
        "number": invitation.selector,
        "inviter": invitation.invited_by,
        "pk": invitation.invited_by_id,
    }
    change = _mandate(
        invitation.office,
        invitation.role,
        user.email,
        max(today_wib(), invitation.valid_from or today_wib()),
        invitation.valid_to,
    )
    return Act((change,), policy.system("invitation"), ChangeSource.WEB, reason, "other")


def _mandate(office: Office, role: str, email: str, start: date, end: date | None) -> Change:
    values = {
        "user": email,
        "office": office.code,
        "role": role,
        "valid_from": start.isoformat(),
        "valid_to": end.isoformat() if end else None,
    }
    return Change("mandate.record", values)


def offer_problems(offer: Offer) -> list[Problem]:
    """What stands against an offer, whoever accepts it."""
    problems = []
    if offer.role not in LEVELS or offer.office.level not in LEVELS[offer.role]:
        problems.append(ROLE_AT_OFFICE.problem("role", offer.role))
    if offer.valid_to is not None and offer.valid_to <= today_wib():
        problems.append(ENDS_IN_THE_PAST.problem("last_day", offer.valid_to))
    return problems


def _account_problems(offer: Offer) -> list[Problem]:
    """What stands against the mandate already today, where the address has an account."""
    if not offer.email or not User.objects.filter(email=offer.email.lower()).exists():
        return []
    start = offer.valid_from or today_wib()
    change = _mandate(offer.office, offer.role, offer.email.lower(), start, offer.valid_to)
    checker = policy.system("invitation_check")
    return check_batch(Act((change,), checker, ChangeSource.SYSTEM, reason="check"))


def _usual_end(role: str, start: date | None) -> date | None:
    return default_end(max(start or today_wib(), today_wib())) if role in DINAS else None
