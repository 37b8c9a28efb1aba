"""Sending and deciding, tried against the ways to get them wrong: a retry, a stale page, a second
decider, a refused field, a notice, a photo, a stranger. Each scenario yields what is wrong and
takes back what it wrote; on sound code nothing is wrong."""

import os
import signal
import smtplib
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from pathlib import Path
from uuid import uuid4

from django.core import mail as outgoing
from django.db import connection, transaction
from django.test import override_settings

from registry import policy
from registry.changes import notices, review
from registry.changes.attachment import FormTarget, Upload, attach
from registry.changes.drafts import Begun, save_draft
from registry.changes.review import Judgement, approve, pass_over
from registry.changes.submission import Proposal, send_list, send_submission
from registry.models import Notice, OutboxEvent, Submission, SubmissionAct, YearlyProfile
from registry.policy import Actor
from registry.queries.attachments import content_of
from sentra.accounts.models import User
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.cast import Cast, make_cast
from tests.factories import make_profile, make_status
from tests.factories.attachments import jpeg
from tests.faults import processes
from tests.faults.mutations import replaced, run_sql
from tests.faults.visitors import browser_of, plain_pages
from tests.registry.proposals import YEAR, closure, in_bandung, recorded_anew, sent, yearly
from tests.sentra.lib.test_images import gps

Rounds = Iterator[list[str]]
MEMORY = "django.core.mail.backends.locmem.EmailBackend"


class Died(BaseException):
    """The process is gone as far as its code can tell."""


def with_cast(check: Callable[[Cast], list[str]]) -> Callable[[], Rounds]:
    """A check with everybody on stage as a scenario of one round; nothing of it stays."""

    @wraps(check)
    def scenario() -> Rounds:
        with transaction.atomic():
            wrong = check(make_cast())
            transaction.set_rollback(True)
        yield wrong

    return scenario


def is_refused(verb: Callable[[], object]) -> bool:
    """Whether it is refused as every other change is."""
    try:
        with transaction.atomic():
            verb()
    except (ChangeRejected, ChangeConflict):
        return True
    return False


def decides(who: User | Actor, act: SubmissionAct, version: int | None = None) -> None:
    """Somebody approves what he was shown, by default the proposal as it is now."""
    actor = who if isinstance(who, Actor) else policy.actor_for(who)
    act.refresh_from_db()
    approve(act, actor=actor, version_shown=act.version if version is None else version)
    act.refresh_from_db()


@with_cast
def a_retry_is_the_same(cast: Cast) -> list[str]:
    """The same form twice, and another body under its token."""
    proposal, token = yearly(in_bandung(), worker_count=34), uuid4()
    actor = policy.actor_for(cast.regency_operator)

    def send(what: Proposal) -> str:
        return send_submission(what, actor=actor, token=token).receipt_number

    first, wrong = send(proposal), []
    try:
        with transaction.atomic():
            again = send(proposal)
        wrong += [] if again == first else [f"a retry is told {again}, not {first}"]
    except ChangeRejected as refusal:
        wrong.append(f"a retry is refused: {refusal.problems[0].code}")
    other = replace(proposal, typed={"worker_count": "35"})
    wrong += [] if is_refused(lambda: send(other)) else ["another body is taken"]
    stored = Submission.objects.filter(token=token).count()
    return wrong + ([] if stored == 1 else [f"{stored} submissions of one token"])


@with_cast
def a_page_that_is_old(cast: Cast) -> list[str]:
    """A decision about a version that is no longer the one on record."""
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    shown = act.version
    decides(cast.province_officer, act)
    late = is_refused(lambda: decides(cast.ministry_staff, act, shown))
    return [] if late else [f"version {shown} is decided while {act.version} stands there"]


@with_cast
def a_record_that_moved(cast: Cast) -> list[str]:
    """An approval of an update after somebody reported another state."""
    sentra = in_bandung()
    act = sent(cast.province_officer, yearly(sentra, worker_count=34))
    make_status(sentra, status="dormant")
    refused = is_refused(lambda: decides(cast.ministry_staff, act))
    return [] if refused else ["an overtaken proposal is applied"]


@with_cast
def a_closure_needs_two(cast: Cast) -> list[str]:
    """The province reports a closure; one person of the ministry agrees, twice."""
    act = sent(cast.province_officer, closure(in_bandung()))
    if is_refused(lambda: decides(cast.ministry_staff, act)):
        return ["the first of two people may not agree"]
    wrong = [] if act.state == "received" else ["one person closes a sentra"]
    if not wrong and not is_refused(lambda: decides(cast.ministry_staff, act)):
        wrong.append("the second decider is the first once more")
    return wrong


@with_cast
def the_engine_counts_deciders_itself(cast: Cast) -> list[str]:
    """A closure is applied through the engine by one person, past the verb that counts."""
    act = sent(cast.province_officer, closure(in_bandung()))
    with replaced(review, DECIDERS_NEEDED=1):
        refused = is_refused(lambda: decides(cast.ministry_staff, act))
    return [] if refused else ["one person closes a sentra past the verb"]


@with_cast
def a_figure_is_not_replaced_by_one(cast: Cast) -> list[str]:
    """An approved year is withdrawn and recorded anew in one proposal, with another figure."""
    sentra = in_bandung()
    profile = make_profile(sentra, year=YEAR, worker_count=10)
    act = sent(cast.province_officer, recorded_anew(profile, worker_count=99))
    decides(cast.ministry_staff, act)
    return [] if act.state == "received" else ["one person replaces an approved figure"]


def overdue(act: SubmissionAct) -> None:
    """Its deadline has passed."""
    run_sql("SELECT registry_act('dba:uji', 'tenggat')")
    run_sql(
        f"UPDATE registry_submissionact SET due_at = now() - interval '1 day' WHERE id = {act.pk}"
    )


def passes_over(who: User, act: SubmissionAct) -> None:
    """The ministry takes it past the step where it waits."""
    act.refresh_from_db()
    actor = policy.actor_for(who)
    pass_over(act, actor=actor, version_shown=act.version, words="Tidak ada petugas")
    act.refresh_from_db()


@with_cast
def a_living_step_stays(cast: Cast) -> list[str]:
    """The ministry takes a proposal past a province that still has its days."""
    act = sent(cast.regency_operator, closure(in_bandung()))
    refused = is_refused(lambda: passes_over(cast.ministry_staff, act))
    return [] if refused else ["a step that decides is passed over"]


@with_cast
def passing_over_is_no_consent(cast: Cast) -> list[str]:
    """One of the ministry passes a closure on, another one agrees: that is one who agreed."""
    act = sent(cast.regency_operator, closure(in_bandung()))
    overdue(act)
    passes_over(cast.ministry_admin, act)
    if is_refused(lambda: decides(cast.ministry_staff, act)):
        return ["whoever passed it on is counted with those who agreed"]
    return [] if act.state == "received" else ["one person closes a sentra"]


@with_cast
def a_list_is_told_once(cast: Cast) -> list[str]:
    """Three lines of one list, and what the reviewer's inbox holds."""
    actor = policy.actor_for(cast.regency_operator)
    office = cast.regency_operator.mandates.get().office
    lines = [replace(closure(in_bandung()), kind="list") for _number in range(3)]
    send_list(lines, actor=actor, office=office, token=uuid4(), typed={"a": "tutup"})
    notices.tell()
    n = Notice.objects.filter(user=cast.province_officer).count()
    return [] if n == 1 else [f"{n} notices of one list"]


@with_cast
def a_bad_address_holds_nothing_up(cast: Cast) -> list[str]:
    """The first letter of a run is refused for its address."""
    sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    notices.tell()
    waiting = Notice.objects.filter(mail_state="pending").count()
    plain, refused = notices._letter, []

    def letter(notice: Notice) -> outgoing.EmailMessage:
        if not refused:
            refused.append(notice.pk)
            raise smtplib.SMTPRecipientsRefused({})
        return plain(notice)

    with override_settings(EMAIL_BACKEND=MEMORY), replaced(notices, _letter=letter):
        outgoing.outbox = []
        n = notices.mail()
    return [] if n == waiting - 1 else [f"{n} of {waiting - 1} other letters leave"]


@with_cast
def nobody_decides_his_own(cast: Cast) -> list[str]:
    """The operator with the mandate of the province approves what he sent."""
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    officer = policy.actor_for(cast.province_officer)
    both = replace(officer, user_id=cast.regency_operator.pk)
    refused = is_refused(lambda: decides(both, act))
    return [] if refused else ["somebody decides his own proposal"]


@with_cast
def a_refused_field_stays_out(cast: Cast) -> list[str]:
    """Approved but for one field."""
    sentra = in_bandung()
    act = sent(cast.province_officer, yearly(sentra, worker_count=34, unit_count=12))
    field = "2.worker_count"
    said = Judgement(field_words={field: "Belum ada buktinya"}, refused=(field,))
    staff = policy.actor_for(cast.ministry_staff)
    approve(act, actor=staff, version_shown=act.version, judgement=said)
    workers = YearlyProfile.objects.get(sentra=sentra).worker_count
    return [] if workers is None else [f"the refused field is applied: {workers}"]


@with_cast
def one_letter_a_notice(cast: Cast) -> list[str]:
    """The process dies after the letter has left and before it could say so."""
    sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    notices.tell()
    plain = notices._post

    def post_and_die(notice: Notice) -> notices.Posted:
        plain(notice)
        raise Died

    with override_settings(EMAIL_BACKEND=MEMORY):
        outgoing.outbox = []
        notices._post = post_and_die  # type: ignore[assignment]
        try:
            notices.mail()
        except Died:
            pass
        finally:
            notices._post = plain
        notices.mail()
    letters = [to for letter in outgoing.outbox for to in letter.to]
    twice = sorted({to for to in letters if letters.count(to) > 1})
    return [] if letters and not twice else [f"{letters} are sent for one notice each"]


@with_cast
def a_photo_tells_nothing(cast: Cast) -> list[str]:
    """A photo with the camera's notes, and what is kept of it."""
    office = cast.regency_operator.mandates.get().office
    with tempfile.TemporaryDirectory() as folder, override_settings(PRIVATE_ROOT=Path(folder)):
        kept = attach(
            Upload(jpeg(exif=gps()), "photo"),
            FormTarget(office, uuid4()),
            actor=policy.actor_for(cast.regency_operator),
        )
        content = content_of(kept)
    return [mark.decode() + " is kept" for mark in (b"Exif", b"Kamera Uji") if mark in content]


@with_cast
def strangers_find_nothing(cast: Cast) -> list[str]:
    """Another regency's operator, and another province's officer, ask for a draft and a receipt."""
    sentra = in_bandung()
    act = sent(cast.regency_operator, yearly(sentra, worker_count=34))
    office = cast.regency_operator.mandates.get().office
    operator = policy.actor_for(cast.regency_operator)
    begun = Begun(office, uuid4(), "yearly", sentra, 2026)
    draft = save_draft(begun, {"evidence": "rahasia"}, actor=operator, revision=0)
    receipt = f"/tugas/tanda-terima/{act.submission.receipt_number}/"
    paths = (f"/tugas/draf/{draft.reference}/", receipt, f"{receipt}lampiran/")
    wrong = []
    with plain_pages():
        for path in paths:
            own = browser_of(cast.regency_operator).get(path).status_code
            foreign = browser_of(cast.stranger).get(path).status_code
            if own >= 400 or foreign != 404:
                wrong.append(f"{path}: the owner gets {own}, a stranger {foreign}")
    return wrong


def told_whatever_dies() -> Rounds:
    """A process sends a proposal and dies right after COMMIT; people hear of it all the same."""
    cast = make_cast()
    proposal, token = yearly(in_bandung(), worker_count=34), uuid4()

    def die_once_it_is_stored() -> None:
        # The check before the write commits a transaction too; that one is survived.
        if Submission.objects.filter(token=token).exists():
            os.kill(os.getpid(), signal.SIGKILL)

    def send_and_die() -> None:
        connection.run_and_clear_commit_hooks = die_once_it_is_stored
        actor = policy.actor_for(cast.regency_operator)
        send_submission(proposal, actor=actor, token=token)

    if processes.run_to_end(send_and_die) != -signal.SIGKILL:
        yield ["the sender did not die"]
    stored = SubmissionAct.objects.filter(submission__token=token).count()
    told = OutboxEvent.objects.filter(act__submission__token=token, kind="received").count()
    yield [] if (stored, told) == (1, 1) else [f"{stored} stored, {told} events"]
