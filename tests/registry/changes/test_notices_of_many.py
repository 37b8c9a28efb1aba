"""Lists are told in one notice a person, one bad address stops no other letter, and an office hears
what it has to do."""

import smtplib
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail as outgoing
from django.core.mail.backends.locmem import EmailBackend

from registry import policy
from registry.aggregates.recompute import drain
from registry.changes import notices
from registry.changes.review import return_for_correction
from registry.changes.submission import send_list
from registry.models import Notice, OutboxEvent, Submission
from registry.queries.notice_words import sentence
from registry.queries.office_work import OfficeTask
from sentra.lib.dates import WIB, format_date, today_wib
from tests.cast import Cast
from tests.factories import make, make_status, make_verification
from tests.factories.campaigns import make_campaign, opened
from tests.registry.changes.test_notices import deadline, received, told
from tests.registry.proposals import YEAR, closure, in_bandung

pytestmark = pytest.mark.django_db


def of_a_list(cast: Cast, n_lines: int = 3) -> Submission:
    """The closures of so many sentra in one list of the regency."""
    lines = [replace(closure(in_bandung()), kind="list") for _n in range(n_lines)]
    office = cast.regency_operator.mandates.get().office
    actor = policy.actor_for(cast.regency_operator)
    return send_list(lines, actor=actor, office=office, token=uuid4(), typed={"a": "tutup"})


def test_a_list_is_one_notice_and_one_letter_a_person_whatever_its_length(cast: Cast) -> None:
    sent_list = of_a_list(cast)

    assert notices.tell() == 4
    notices.mail()

    officer = Notice.objects.get(user=cast.province_officer)
    assert sentence(officer.event) == (
        f"{sent_list.receipt_number} dari Dinas Kab. Bandung: 3 baris menunggu putusan Anda."
    )
    own = Notice.objects.get(user=cast.regency_operator).event
    assert sentence(own).endswith(f"tanda terima {sent_list.receipt_number}: 3 baris.")
    addressed = [address for letter in outgoing.outbox for address in letter.to]
    assert len(addressed) == len(set(addressed)) == 3


def test_deadlines_and_outcomes_of_a_list_are_told_together_too(cast: Cast) -> None:
    acts = list(of_a_list(cast).acts.all())
    notices.tell()
    for act in acts:
        deadline(act, timedelta(days=-1))
        act.refresh_from_db()

    assert notices.remind() == 3
    notices.tell()
    officer = policy.actor_for(cast.province_officer)
    for act in acts[:2]:
        return_for_correction(act, actor=officer, version_shown=act.version, words="Bukti?")
    notices.tell()

    whose = {"overdue": cast.province_officer, "returned": cast.regency_operator}
    for kind, n in (("overdue", 3), ("returned", 2)):
        (notice,) = Notice.objects.filter(event__kind=kind, user=whose[kind])
        assert f": {n} baris " in sentence(notice.event)


def test_one_bad_address_stops_no_other_letter(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    received(cast)
    notices.tell()
    bad = Notice.objects.order_by("id")[0].user.email
    plain = EmailBackend.send_messages

    def refuse(backend: Any, letters: Any) -> int:
        if letters[0].to == [bad]:
            raise smtplib.SMTPRecipientsRefused({bad: (550, b"unknown")})
        return plain(backend, letters)

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)

    assert (notices.mail(), notices.mail()) == (2, 0)

    found = set(Notice.objects.values_list("user__email", "mail_state", "mail_attempts"))
    assert {one for one in found if one[0] == bad} == {(bad, "pending", 2)}
    assert {one[1:] for one in found if one[0] != bad} == {("sent", 1)}


def test_a_letter_that_was_refused_comes_after_those_never_tried(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    received(cast)
    notices.tell()
    first = Notice.objects.order_by("id")[0]
    Notice.objects.filter(pk=first.pk).update(mail_attempts=1)
    notices.mail()

    assert outgoing.outbox[-1].to == [first.user.email]


def promised(cast: Cast, day: date) -> None:
    """One sentra whose yearly update is due on a day, and nothing was sent."""
    make_status(in_bandung())
    drain()
    office = cast.regency_operator.mandates.get().office
    make("reporting_deadline.record", year=YEAR, office=office.code, due_on=day.isoformat())


@pytest.mark.parametrize(
    ("days", "kinds"), [(15, set()), (14, {"task_due"}), (0, {"task_due"}), (-1, {"task_overdue"})]
)
def test_an_office_is_told_once_that_its_yearly_update_is_due(
    cast: Cast, days: int, kinds: set[str]
) -> None:
    day = today_wib() + timedelta(days=days)
    promised(cast, day)

    notices.remind()
    assert notices.remind() == 0

    rows = {(kind, who) for kind, who in told() if kind.startswith("task")}
    people = ("regency_operator", "office_head")
    assert rows == {(kind, who) for kind in kinds for who in people}
    for event in OutboxEvent.objects.filter(kind__in=kinds):
        assert sentence(event).startswith(f"1 sentra belum dimutakhirkan untuk {YEAR}; hari")
        assert format_date(day) in sentence(event)


def test_an_office_is_told_of_its_campaign_and_its_verifications(cast: Cast) -> None:
    sentra, today = in_bandung(), today_wib()
    ends = today + timedelta(days=7)
    looked = (today - timedelta(days=300)).isoformat()
    make_verification(sentra, verified_on=looked, valid_to=ends.isoformat())
    days = {"opens_on": today.isoformat(), "deadline_on": ends.isoformat()}
    campaign = opened(make_campaign(year=YEAR, **days))

    notices.remind()

    office = cast.regency_operator.mandates.get().office
    events = OutboxEvent.objects.filter(kind="task_due", office=office).order_by("key")
    assert [sentence(event) for event in events] == [
        f"{campaign}: 1 sentra belum dijawab; hari terakhir {format_date(ends)}.",
        f"Verifikasi 1 sentra berakhir pada {format_date(ends)}.",
    ]


def asked(actor: policy.Actor, today: date) -> list[OfficeTask]:
    """What an application might ask of every office, once with and once without a last day."""
    due_at = datetime.combine(today + timedelta(days=3), time(23, 59), WIB)
    return [
        OfficeTask("Laporkan kemajuan gedung", "", "tasks", "G-1", due_at),
        OfficeTask("Pastikan keadaan mesin", "", "tasks", "M-1"),
    ]


def test_an_office_is_told_of_what_other_applications_ask(cast: Cast, settings: Any) -> None:
    settings.OFFICE_TASKS = [f"{__name__}.asked"]

    notices.remind()
    notices.send_digests()

    office = cast.regency_operator.mandates.get().office
    (event,) = OutboxEvent.objects.filter(kind="task_due", office=office)
    day = format_date(today_wib() + timedelta(days=3))
    assert sentence(event) == f"Laporkan kemajuan gedung; hari terakhir {day}."
    assert OutboxEvent.objects.get(kind="digest", office=office).payload["n_task"] == 2


def test_the_digest_says_what_an_office_still_owes(cast: Cast) -> None:
    promised(cast, today_wib() + timedelta(days=20))

    notices.send_digests()

    office = cast.regency_operator.mandates.get().office
    event = OutboxEvent.objects.get(kind="digest", office=office)
    assert event.payload["n_yearly"] == 1
    assert "Yang masih harus dikerjakan: 1 pemutakhiran tahunan, 0 pertanyaan" in sentence(event)
