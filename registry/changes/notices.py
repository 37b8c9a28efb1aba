"""Telling people: events become notices, notices become letters, deadlines become events. Every
step is repeatable and each letter goes out at most once; none of these tables is a record."""

import smtplib
import socket
from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from registry.choices import MailState, NoticeKind
from registry.models import Notice, OutboxEvent, Submission
from registry.queries.notice_words import sentence
from registry.queries.notices import (
    deadline_events,
    digests,
    duty_events,
    recipients,
    week_of,
)
from sentra.accounts.models import User
from sentra.lib.dates import WIB, today_wib

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

# Of these the ones that speak of the one letter, and not of the server.
ABOUT_ONE_LETTER = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError)


def tell() -> int:
    """Turn every event not yet told into notices; the number of events.

    One transaction for each group of events: notices and `told_at` together, so that a process
    killed anywhere leaves them either told or untouched. What happened to many lines of one
    submission at the same step is told in one notice, of the first, with their number."""
    told = 0
    while told < BATCH:
        with transaction.atomic():
            group = _next_events()
            if group is None:
                break
            if not group:
                continue
            first, now = group[0], timezone.now()
            people = sorted(recipients(first))
            Notice.objects.bulk_create(
                [Notice(event=first, user_id=pk) for pk in people], ignore_conflicts=True
            )
            if len(group) > 1:
                first.payload = {**first.payload, "n": len(group)}
            for event in group:
                event.told_at = now
            OutboxEvent.objects.bulk_update(group, ["told_at", "payload"])
        told += len(group)
    return told


def _next_events() -> list[OutboxEvent] | None:
    """The oldest event that nobody was told, with those of its kind and step about other lines of
    the same submission; None where all are told, nothing where somebody else just tells these.

    The submission is locked first, so that two who tell at one moment do not share its lines."""
    waiting = OutboxEvent.objects.filter(told_at__isnull=True).order_by("id")
    first = waiting.select_related("act").first()
    if first is None:
        return None
    group = waiting.filter(pk=first.pk)
    if first.act is not None:
        number = first.act.submission_id
        Submission.objects.select_for_update(no_key=True).get(pk=number)
        if "step" in first.payload:
            step = first.payload["step"]
            group = waiting.filter(act__submission=number, kind=first.kind, payload__step=step)
    locked = group.select_for_update(of=("self",))
    return list(locked.select_related("act__submission__office"))


def mail() -> int:
    """Send the letters that wait; the number sent.

    "sending" is committed before the letter leaves and "sent" after it, so that nobody gets it
    twice. What is refused is tried again later, at most five times: where the refusal is about the
    one letter the others still go out, where the server itself refuses they wait with it."""
    _give_up_on_the_unsure()
    sent, tried = 0, set[int]()
    for _turn in range(BATCH):
        notice = _claim(tried)
        if notice is None:
            break
        tried.add(notice.pk)
        posted = _post(notice)
        notice.mail_state = posted.state
        notice.save(update_fields=["mail_state"])
        sent += posted.state == MailState.SENT
        if not posted.goes_on:
            break
    return sent


class Posted(NamedTuple):
    """What became of one letter, and whether the server takes others."""

    state: MailState
    goes_on: bool


def _post(notice: Notice) -> Posted:
    try:
        _letter(notice).send()
    except NOT_SENT as refusal:
        is_last = notice.mail_attempts >= MOST_ATTEMPTS
        state = MailState.FAILED if is_last else MailState.PENDING
        return Posted(state, isinstance(refusal, ABOUT_ONE_LETTER))
    except OSError:
        return Posted(MailState.UNSURE, goes_on=False)
    return Posted(MailState.SENT, goes_on=True)


def _claim(tried: Collection[int]) -> Notice | None:
    """The next letter that was not tried in this run, the least often tried first."""
    with transaction.atomic():
        waiting = Notice.objects.filter(mail_state=MailState.PENDING).exclude(pk__in=tried)
        waiting = waiting.order_by("mail_attempts", "id")
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
    """Write an event for every deadline of a decision or of an office's own work that has come;
    those that are there already stay one."""
    now = timezone.now()
    events = [
        OutboxEvent(key=key, kind=kind, act_id=act, payload={"step": step}, created_at=now)
        for key, kind, act, step in deadline_events(now)
    ]
    events += [
        OutboxEvent(key=key, kind=kind, office_id=office, payload=payload, created_at=now)
        for key, kind, office, payload in duty_events(today_wib())
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
