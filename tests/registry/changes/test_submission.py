"""Sending a submission exactly once, and deciding a proposal exactly as it was shown."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.review import approve, reject, return_for_correction
from registry.changes.submission import Proposal, check_proposal, send_submission
from registry.choices import ChangeSource
from registry.models import (
    DirtyEvent,
    Sentra,
    SentraStatus,
    Source,
    Submission,
    SubmissionAct,
    YearlyProfile,
)
from registry.models.status import SentraStatusEvent
from registry.models.submission import SubmissionActEvent, SubmissionEvent
from registry.policy import Actor
from registry.queries.submission import standing
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.cast import Cast, make_cast
from tests.factories import ACTOR, make_profile, make_sentra, make_status
from tests.registry.chain import at_the_ministry

pytestmark = pytest.mark.django_db

YEAR = today_wib().year
PARALLEL = 20


def in_bandung(**values: Any) -> Sentra:
    return make_sentra(**{"province": "32", "regency": "32.04", **values})


def proposal(sentra: Sentra, *, workers: int = 34, **typed: str) -> Proposal:
    """Still there, with workers of this year."""
    source = Change(
        "source.record",
        {"publisher": "Dinas Kab. Bandung", "title": "Isian dinas", "office": "dinas-kab-bandung"},
        ref="form",
    )
    whose = {"sentra": sentra.public_code, "source": "@form"}
    there = {"status": "active", "status_on": today_wib().isoformat(), **whose}
    changes = [source, Change("status.record", there)]
    if workers:
        figures = {"year": YEAR, "worker_count": workers, **whose}
        changes.append(Change("profile.record", figures))
    now = standing(sentra.pk, YEAR)
    return Proposal(
        sentra=sentra,
        changes=changes,
        shown={"answer": "changed", "year": YEAR, "basis": now.basis, "old": now.words()},
        typed={"worker_count": str(workers), **typed},
    )


def sent_by(user: User, sentra: Sentra, **values: Any) -> SubmissionAct:
    submission = send_submission(
        proposal(sentra, **values), actor=policy.actor_for(user), token=uuid4()
    )
    return submission.acts.get()


def everything() -> tuple[int, ...]:
    """Counts of all that a submission or an approval could write."""
    nouns = (Submission, SubmissionAct, Source, SentraStatus, YearlyProfile, DirtyEvent)
    events = (SubmissionEvent, SubmissionActEvent, SentraStatusEvent)
    return tuple(model._default_manager.count() for model in (*nouns, *events))


def codes(refused: pytest.ExceptionInfo[ChangeRejected]) -> set[str]:
    return {problem.code for problem in refused.value.problems}


def test_a_submission_keeps_changes_old_values_sender_and_receipt(cast: Cast) -> None:
    sentra = in_bandung()
    make_status(sentra, status="declining")

    act = sent_by(cast.regency_operator, sentra)

    submission = act.submission
    assert submission.receipt_number.startswith(f"SUB-{YEAR}-32-")
    assert len(submission.receipt_number.rsplit("-", 1)[1]) == 6
    assert (submission.office.name, submission.regency_id) == ("Dinas Kab. Bandung", "32.04")
    assert submission.sender == act.sender == cast.regency_operator
    assert (act.state, act.sentra, act.decided_by) == ("received", sentra, None)
    assert [change["kind"] for change in act.changes] == [
        "source.record",
        "status.record",
        "profile.record",
    ]
    assert act.shown["old"]["status.status"] == "Menurun"
    assert SubmissionEvent.objects.get(pgh_obj=submission).pgh_context["source"] == "web"


def test_sending_changes_nothing_in_the_registry(cast: Cast) -> None:
    sentra = in_bandung()
    before = (SentraStatus.objects.count(), YearlyProfile.objects.count())
    dirty = DirtyEvent.objects.count()

    sent_by(cast.regency_operator, sentra)

    assert (SentraStatus.objects.count(), YearlyProfile.objects.count()) == before
    assert DirtyEvent.objects.count() == dirty


def test_a_retry_with_the_same_token_and_body_returns_the_same_receipt(cast: Cast) -> None:
    sentra, token = in_bandung(), uuid4()
    actor = policy.actor_for(cast.regency_operator)
    first = send_submission(proposal(sentra), actor=actor, token=token)
    before = everything()

    again = send_submission(proposal(sentra), actor=actor, token=token)

    assert again == first
    assert again.receipt_number == first.receipt_number
    assert everything() == before


def test_another_body_with_the_same_token_is_refused(cast: Cast) -> None:
    sentra, token = in_bandung(), uuid4()
    actor = policy.actor_for(cast.regency_operator)
    send_submission(proposal(sentra), actor=actor, token=token)
    before = everything()

    with pytest.raises(ChangeRejected) as refused:
        send_submission(proposal(sentra, workers=35), actor=actor, token=token)

    assert codes(refused) == {"submission.token_reused"}
    assert everything() == before


@pytest.mark.django_db(transaction=True)
def test_twenty_sends_at_the_same_moment_are_one_submission() -> None:
    cast = make_cast()
    sentra, token = in_bandung(), uuid4()
    actor, barrier = policy.actor_for(cast.regency_operator), Barrier(PARALLEL)

    def send(_number: int) -> str:
        try:
            barrier.wait()
            sent = send_submission(proposal(sentra), actor=actor, token=token)
            return sent.receipt_number
        finally:
            connection.close()

    with ThreadPoolExecutor(PARALLEL) as threads:
        receipts = list(threads.map(send, range(PARALLEL)))

    assert len(receipts) == PARALLEL
    assert set(receipts) == {Submission.objects.get().receipt_number}
    assert SubmissionAct.objects.count() == 1


@pytest.mark.parametrize("role", ["stranger", "ministry_staff", "ministry_admin", "analyst"])
def test_only_an_office_of_the_region_may_send(cast: Cast, role: str) -> None:
    sentra = in_bandung()
    before = everything()

    with pytest.raises(ChangeRejected) as refused:
        sent_by(getattr(cast, role), sentra)

    assert codes(refused) == {"submission.no_mandate"}
    assert everything() == before


def test_the_province_sends_for_any_regency_of_it_under_its_own_name(cast: Cast) -> None:
    act = sent_by(cast.province_officer, in_bandung(regency="32.73"))

    assert act.submission.office.name == "Dinas Provinsi Jawa Barat"
    assert (act.submission.province_id, act.submission.regency_id) == ("32", None)


def test_problems_the_ministry_would_meet_reach_the_sender_and_nothing_is_stored(
    cast: Cast,
) -> None:
    sentra = in_bandung()
    before = everything()
    impossible = proposal(sentra)
    changes = [*impossible.changes[:2], Change("profile.record", {"sentra": "x", "year": 3000})]

    with pytest.raises(ChangeRejected) as refused:
        send_submission(
            Proposal(sentra, changes, impossible.shown, impossible.typed),
            actor=policy.actor_for(cast.regency_operator),
            token=uuid4(),
        )

    assert codes(refused) >= {"value.unknown_key", "value.required"}
    assert everything() == before


def test_check_proposal_asks_no_policy_and_writes_nothing(cast: Cast) -> None:
    sentra = in_bandung()
    before = everything()

    assert check_proposal(proposal(sentra).changes) == []
    assert everything() == before


def test_approval_applies_the_stored_changes_with_the_approver_and_the_receipt(cast: Cast) -> None:
    sentra = in_bandung()
    act = at_the_ministry(sent_by(cast.regency_operator, sentra), cast)

    applied = approve(
        act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version, words="Sesuai"
    )

    act.refresh_from_db()
    assert (act.state, act.decided_by, act.decision_reason) == (
        "approved",
        cast.ministry_staff,
        "Sesuai",
    )
    assert act.applied_act == applied.act
    assert YearlyProfile.objects.get(sentra=sentra).worker_count == 34
    event = SentraStatusEvent.objects.get(sentra_id=sentra.pk)
    assert event.status == "active"
    assert event.pgh_context["user"] == cast.ministry_staff.pk
    assert event.pgh_context["submission"] == act.submission.receipt_number
    assert event.pgh_context["act"] == str(applied.act)


@pytest.mark.parametrize("verb", [return_for_correction, reject])
def test_turning_down_keeps_words_and_applies_nothing(cast: Cast, verb: Any) -> None:
    sentra = in_bandung()
    act = at_the_ministry(sent_by(cast.regency_operator, sentra), cast)

    verb(
        act,
        actor=policy.actor_for(cast.ministry_staff),
        version_shown=act.version,
        words="Jumlah tenaga kerja tampak keliru",
    )

    act.refresh_from_db()
    state = "returned" if verb is return_for_correction else "rejected"
    assert (act.state, act.decision_reason) == (state, "Jumlah tenaga kerja tampak keliru")
    assert act.applied_act is None
    assert not SentraStatus.objects.exists()
    assert not YearlyProfile.objects.exists()


@pytest.mark.parametrize("verb", [return_for_correction, reject])
def test_turning_down_without_words_is_refused(cast: Cast, verb: Any) -> None:
    act = at_the_ministry(sent_by(cast.regency_operator, in_bandung()), cast)
    before = everything()

    with pytest.raises(ChangeRejected) as refused:
        verb(
            act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version, words="  "
        )

    assert codes(refused) == {"submission.words_missing"}
    assert everything() == before


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "stranger", "analyst"])
def test_only_the_ministry_decides_at_its_step(cast: Cast, role: str) -> None:
    act = at_the_ministry(sent_by(cast.regency_operator, in_bandung()), cast)
    before = everything()

    for decide in (approve, return_for_correction, reject):
        with pytest.raises(ChangeRejected) as refused:
            actor = policy.actor_for(getattr(cast, role))
            decide(act, actor=actor, version_shown=act.version, words="Ya")
        assert codes(refused) & {"policy.not_allowed", "decision.not_your_step"}

    assert everything() == before


def test_nobody_decides_his_own_proposal(cast: Cast) -> None:
    """Somebody who holds a dinas mandate and a ministry one is still one person."""
    act = at_the_ministry(sent_by(cast.regency_operator, in_bandung()), cast)
    ministry = policy.actor_for(cast.ministry_staff)
    both = Actor(
        label=f"user:{cast.regency_operator.pk}",
        user_id=cast.regency_operator.pk,
        reaches=ministry.reaches,
    )
    before = everything()

    for decide in (approve, return_for_correction, reject):
        with pytest.raises(ChangeRejected) as refused:
            decide(act, actor=both, version_shown=act.version, words="Ya")
        assert codes(refused) == {"submission.two_people"}

    assert everything() == before


def test_a_decided_proposal_cannot_be_decided_again(cast: Cast) -> None:
    act = at_the_ministry(sent_by(cast.regency_operator, in_bandung()), cast)
    ministry = policy.actor_for(cast.ministry_staff)
    reject(act, actor=ministry, version_shown=act.version, words="Kembar")
    before = everything()

    for decide in (approve, return_for_correction, reject):
        with pytest.raises(ChangeRejected) as refused:
            decide(act, actor=ministry, version_shown=act.version + 1, words="Ya")
        assert codes(refused) == {"submission.already_decided"}

    assert everything() == before


def test_approval_is_bound_to_the_version_that_was_shown(cast: Cast) -> None:
    act = at_the_ministry(sent_by(cast.regency_operator, in_bandung()), cast)
    before = everything()

    with pytest.raises(ChangeConflict):
        approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=7)

    assert everything() == before


def test_a_proposal_whose_record_has_moved_is_not_applied(cast: Cast) -> None:
    sentra = in_bandung()
    act = at_the_ministry(sent_by(cast.regency_operator, sentra), cast)
    make_status(sentra, status="dormant")
    before = everything()

    with pytest.raises(ChangeRejected) as refused:
        approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version)

    assert codes(refused) == {"submission.stale"}
    assert everything() == before


def test_a_correction_of_another_noun_of_the_sentra_does_not_make_a_proposal_stale(
    cast: Cast,
) -> None:
    sentra = in_bandung()
    act = at_the_ministry(sent_by(cast.regency_operator, sentra), cast)
    rename = Change("sentra.correct", {"name": "Nama baru"}, sentra.public_code, 0)
    apply_batch(Act((rename,), ACTOR, ChangeSource.SYSTEM, "uji"))

    approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version)

    act.refresh_from_db()
    assert act.state == "approved"


def test_a_moved_profile_makes_a_proposal_stale(cast: Cast) -> None:
    sentra = in_bandung()
    profile = make_profile(sentra, year=YEAR, unit_count=10)
    act = at_the_ministry(sent_by(cast.regency_operator, sentra, workers=0), cast)
    edit = Change("profile.correct", {"unit_count": 11}, str(profile.pk), 0)
    apply_batch(Act((edit,), ACTOR, ChangeSource.SYSTEM, "uji"))
    before = everything()

    with pytest.raises(ChangeRejected) as refused:
        approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version)

    assert codes(refused) == {"submission.stale"}
    assert everything() == before


def test_tokens_of_two_offices_do_not_meet(cast: Cast) -> None:
    token = UUID(int=1)
    ours, theirs = in_bandung(), make_sentra()
    first = send_submission(
        proposal(ours), actor=policy.actor_for(cast.regency_operator), token=token
    )

    second = send_submission(proposal(theirs), actor=policy.actor_for(cast.stranger), token=token)

    assert first.receipt_number != second.receipt_number
