"""Telling people: events become notices, notices become letters, deadlines become events. Every
step is repeatable and each letter goes out at most once; none of these tables is a record."""

import smtplib
import socket
from datetime import timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.choices import MailState, NoticeKind
from registry.models import Notice, OutboxEvent
from registry.queries.notices import (
    deadline_events,
    digests,
    recipients,
    sentence,
    week_of,
)
from sentra.accounts.models import User
from sentra.lib.dates import WIB

BATCH = 200
MOST_ATTEMPTS = 5
# A letter that has been "sending" for so long was under way when its process died.
UNSURE_AFTER = timedelta(minutes=10)
# Refusals after which nothing was accepted for certain; after any other error nobody can know.
NOT_SENT = (
    ConnectionRefusedError,
    socket.gaierror,
    smtplib.SMTPConnectError,
    smtplib.SMTPHeloError,
    smtplib.SMTPAuthenticationError,
    smtplib.SMTPSenderRefused,
    smtplib.SMTPRecipientsRefused,
    smtplib.SMTPDataError,
)


def tell() -> int:
    """Turn every event not yet told into notices; the number of events.

    One transaction an event: notices and `told_at` together, so that a process killed anywhere
    leaves the event either told or untouched."""
    told = 0
    while told < BATCH:
        with transaction.atomic():
            event = _next_event()
            if event is None:
                break
            people = sorted(recipients(event))
            Notice.objects.bulk_create(
                [Notice(event=event, user_id=pk) for pk in people], ignore_conflicts=True
            )
            event.told_at = timezone.now()
            event.save(update_fields=["told_at"])
        told += 1
    return told


def _next_event() -> OutboxEvent | None:
    waiting = OutboxEvent.objects.filter(told_at__isnull=True).order_by("id")
    locked = waiting.select_for_update(skip_locked=True, of=("self",))
    return locked.select_related("act__submission__office").first()


def mail() -> int:
    """Send the letters that wait; the number sent.

    "sending" is committed before the letter leaves and "sent" after it, so that nobody gets it
    twice. A server that refuses is asked again later, at most five times."""
    _give_up_on_the_unsure()
    sent = 0
    for _turn in range(BATCH):
        notice = _claim()
        if notice is None:
            break
        state = _post(notice)
        notice.mail_state = state
        notice.save(update_fields=["mail_state"])
        if state != MailState.SENT:
            break
        sent += 1
    return sent


def _post(notice: Notice) -> MailState:
    """What became of one letter."""
    try:
        _letter(notice).send()
    except NOT_SENT:
        is_last = notice.mail_attempts >= MOST_ATTEMPTS
        return MailState.FAILED if is_last else MailState.PENDING
    except OSError:
        return MailState.UNSURE
    return MailState.SENT


def _claim() -> Notice | None:
    with transaction.atomic():
        waiting = Notice.objects.filter(mail_state=MailState.PENDING).order_by("id")
        locked = waiting.select_for_update(skip_locked=True, of=("self",))
        notice = locked.select_related(
            "user", "event__act__submission__office", "event__act__sentra"
        ).first()
        if notice is None:
            return None
        notice.mail_state = MailState.SENDING
        notice.mail_attempts += 1
        notice.mailed_at = timezone.now()
        notice.save(update_fields=["mail_state", "mail_attempts", "mailed_at"])
        return notice


def _give_up_on_the_unsure() -> None:
    stuck = Notice.objects.filter(
        mail_state=MailState.SENDING, mailed_at__lt=timezone.now() - UNSURE_AFTER
    )
    stuck.update(mail_state=MailState.UNSURE)


def _letter(notice: Notice) -> EmailMessage:
    """A short text: the sentence, and where to read on. No figures, no names."""
    kind = NoticeKind(notice.event.kind)
    address = settings.SITE_ADDRESS.rstrip("/") + reverse("notices")
    body = _("%(sentence)s\n\nBuka di registri: %(address)s\n") % {
        "sentence": sentence(notice.event),
        "address": address,
    }
    subject = _("[Registri Sentra IKM] %(kind)s") % {"kind": kind.label}
    return EmailMessage(subject, body, to=[notice.user.email])


def remind() -> int:
    """Write an event for every deadline that has come; those that are there already stay one."""
    now = timezone.now()
    events = [
        OutboxEvent(key=key, kind=kind, act_id=act, payload={"step": step}, created_at=now)
        for key, kind, act, step in deadline_events(now)
    ]
    return _once(events)


def send_digests() -> int:
    """One event per office and week."""
    now = timezone.now()
    week = week_of(now.astimezone(WIB).date())
    events = [
        OutboxEvent(
            key=f"digest:{office.pk}:{week}",
            kind=NoticeKind.DIGEST,
            office=office,
            payload=vars(digest),
            created_at=now,
        )
        for office, digest in digests(now)
    ]
    return _once(events)


def _once(events: list[OutboxEvent]) -> int:
    known = set(
        OutboxEvent.objects.filter(key__in=[event.key for event in events]).values_list(
            "key", flat=True
        )
    )
    new = [event for event in events if event.key not in known]
    OutboxEvent.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def mark_read(user: User, pks: list[int]) -> int:
    """Take notices of one's own out of the new ones."""
    own = Notice.objects.filter(user=user, pk__in=pks, read_at__isnull=True)
    return own.update(read_at=timezone.now())


def mark_all_read(user: User) -> int:
    """The whole inbox is read."""
    own = Notice.objects.filter(user=user, read_at__isnull=True)
    return own.update(read_at=timezone.now())
