"""The outbox: events with the act that made them, one notice a person, one letter a notice."""

import smtplib
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail as outgoing
from django.db import transaction
from django.utils import timezone

from registry import policy
from registry.changes import notices
from registry.changes.review import approve, return_for_correction
from registry.models import Notice, OutboxEvent, SubmissionAct
from sentra.accounts.models import User
from tests.cast import Cast
from tests.footprint import execute
from tests.registry.chain import at_the_ministry
from tests.registry.proposals import in_bandung, sent, yearly

pytestmark = pytest.mark.django_db


def received(cast: Cast) -> SubmissionAct:
    return sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))


def told() -> set[tuple[str, str]]:
    """(event, account by role) of every notice."""
    notices.tell()
    rows = Notice.objects.values_list("event__kind", "user__label")
    return {(kind, label) for kind, label in rows}


def test_what_was_sent_is_told_to_whoever_decides_next(cast: Cast) -> None:
    act = received(cast)

    first = told()
    assert first == {
        ("received", "province_officer"),
        ("sent", "regency_operator"),
        ("sent", "office_head"),
    }

    at_the_ministry(act, cast)
    assert told() - first == {
        ("forwarded", "ministry_staff"),
        ("forwarded", "ministry_admin"),
    }


@pytest.mark.parametrize("verb", [approve, return_for_correction])
def test_the_outcome_is_told_to_the_office_that_sent_it(cast: Cast, verb: Any) -> None:
    act = at_the_ministry(received(cast), cast)
    told()

    staff = policy.actor_for(cast.ministry_staff)
    verb(act, actor=staff, version_shown=act.version, words="Sudah dilihat")

    kind = "approved" if verb is approve else "returned"
    assert {pair for pair in told() if pair[0] == kind} == {
        (kind, "regency_operator"),
        (kind, "office_head"),
    }


def test_an_event_is_written_with_its_act_or_not_at_all(cast: Cast) -> None:
    class Broken(Exception):
        pass

    with pytest.raises(Broken), transaction.atomic():
        received(cast)
        assert OutboxEvent.objects.count() == 2
        raise Broken

    assert not OutboxEvent.objects.exists()


def test_telling_twice_tells_once(cast: Cast) -> None:
    received(cast)

    assert (notices.tell(), notices.tell()) == (2, 0)
    OutboxEvent.objects.update(told_at=None)
    notices.tell()

    assert Notice.objects.count() == 3


def the_letter(cast: Cast) -> SubmissionAct:
    """One letter that waits: the reviewer's."""
    act = received(cast)
    OutboxEvent.objects.filter(kind="sent").delete()
    notices.tell()
    return act


def test_a_letter_goes_out_once_and_names_no_person(cast: Cast) -> None:
    act = the_letter(cast)

    assert (notices.mail(), notices.mail()) == (1, 0)

    (letter,) = outgoing.outbox
    assert letter.to == [cast.province_officer.email]
    assert act.submission.receipt_number in letter.body
    assert "/tugas/kabar/" in letter.body
    assert Notice.objects.get().mail_state == "sent"


@pytest.mark.parametrize(
    ("error", "state"),
    [
        (ConnectionRefusedError(), "pending"),
        (smtplib.SMTPServerDisconnected(), "unsure"),
        (TimeoutError(), "unsure"),
    ],
)
def test_a_letter_is_sent_again_only_where_nothing_was_accepted(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, error: Exception, state: str
) -> None:
    the_letter(cast)

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise error

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    notices.mail()

    assert Notice.objects.get().mail_state == state


def test_a_server_that_keeps_refusing_is_left_alone_after_five_times(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    the_letter(cast)

    def refuse(*args: Any, **kwargs: Any) -> int:
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", refuse)
    for _turn in range(6):
        notices.mail()

    assert (Notice.objects.get().mail_state, Notice.objects.get().mail_attempts) == ("failed", 5)


def test_a_letter_whose_process_died_is_not_sent_again(cast: Cast) -> None:
    the_letter(cast)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Notice.objects.update(mail_state="sending", mailed_at=an_hour_ago)

    assert notices.mail() == 0

    assert Notice.objects.get().mail_state == "unsure"
    assert outgoing.outbox == []


def deadline(act: SubmissionAct, when: Any) -> None:
    """Move the deadline, as the passing of days would."""
    from_now = timezone.now() + when
    with transaction.atomic():
        execute("SELECT registry_act('dba:uji', 'tenggat')")
        execute("UPDATE registry_submissionact SET due_at = %s WHERE id = %s", [from_now, act.pk])


@pytest.mark.parametrize(
    ("when", "kinds"),
    [
        (timedelta(days=5), set()),
        (timedelta(hours=1), {"due"}),
        (timedelta(days=-1), {"overdue"}),
        (timedelta(days=-8), {"overdue", "escalated"}),
    ],
)
def test_each_deadline_is_told_once(cast: Cast, when: timedelta, kinds: set[str]) -> None:
    act = received(cast)
    deadline(act, when)

    assert notices.remind() == len(kinds)
    assert notices.remind() == 0

    assert {k for k, _who in told()} - {"received", "sent"} == kinds
    escalated = {who for kind, who in told() if kind == "escalated"}
    assert escalated == ({"ministry_admin"} if "escalated" in kinds else set())


def test_the_weekly_digest_is_told_once_an_office_and_holds_its_week(cast: Cast) -> None:
    received(cast)

    assert notices.send_digests() == 2
    assert notices.send_digests() == 0

    digests = OutboxEvent.objects.filter(kind="digest").select_related("office")
    found = {event.office.name: event.payload for event in digests if event.office}
    assert found["Dinas Kab. Bandung"]["n_sent"] == 1
    assert found["Dinas Provinsi Jawa Barat"]["n_waiting_here"] == 1
    assert ("digest", "regency_operator") in told()


def test_an_account_without_a_mandate_in_force_is_told_nothing(cast: Cast) -> None:
    User.objects.filter(pk=cast.province_officer.pk).update(is_active=False)
    received(cast)

    assert not {who for kind, who in told() if kind != "sent"}
