"""The admin's second pair of eyes: what waits for another member of staff, and what does not."""

from typing import Any

import pytest

from registry import policy
from registry.changes.change import Act, Applied, Change
from registry.changes.desk import apply_or_propose
from registry.changes.engine import apply
from registry.changes.review import approve, reject
from registry.choices import ChangeSource
from registry.models import Sentra, SentraStatus, Submission, SubmissionAct
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make_profile,
    make_sentra,
    make_sentra_succession,
    make_source,
    make_status,
)
from tests.registry.proposals import TODAY

pytestmark = pytest.mark.django_db


def by(user: User, *changes: Change, reason: str = "Kunjungan") -> Act:
    return Act(changes, policy.actor_for(user), ChangeSource.ADMIN, reason)


def closing(sentra: Sentra, **more: Any) -> Change:
    values = {"sentra": sentra.public_code, "status": "closed", "status_on": TODAY, **more}
    return Change("status.record", {**values, "source": make_source().code})


def test_a_closure_waits_and_changes_nothing_yet(cast: Cast) -> None:
    sentra = make_sentra()

    waiting = apply_or_propose(by(cast.ministry_staff, closing(sentra)))

    assert isinstance(waiting, Submission)
    assert (waiting.kind, waiting.channel, waiting.province_id) == ("desk", "admin", None)
    assert waiting.receipt_number.split("-")[2] == "00"
    act = waiting.acts.get()
    assert (act.sentra, act.step, act.needs_two) == (sentra, "ministry", False)
    assert not SentraStatus.objects.exists()


def test_a_second_member_of_staff_lets_it_through_and_the_first_cannot(cast: Cast) -> None:
    act = self_proposed(cast)

    with pytest.raises(ChangeRejected) as refused:
        approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=0)
    assert {p.code for p in refused.value.problems} == {"submission.two_people"}
    assert not SentraStatus.objects.exists()

    approve(act, actor=policy.actor_for(cast.ministry_admin), version_shown=0)
    assert SentraStatus.objects.get().status == "closed"


def self_proposed(cast: Cast) -> SubmissionAct:
    waiting = apply_or_propose(by(cast.ministry_staff, closing(make_sentra())))
    assert isinstance(waiting, Submission)
    return waiting.acts.get()


@pytest.mark.parametrize(
    ("values", "waits"),
    [({"name": "Baru"}, False), ({"province": "32", "regency": "32.04"}, True)],
    ids=["a name", "another region"],
)
def test_a_move_waits_and_a_name_does_not(cast: Cast, values: dict[str, str], waits: bool) -> None:
    sentra = make_sentra(name="Lama")
    change = Change("sentra.correct", values, sentra.public_code, 0)

    done = apply_or_propose(by(cast.ministry_staff, change))

    assert isinstance(done, Submission if waits else Applied)


def test_a_change_of_approved_money_waits_and_a_first_amount_does_not(cast: Cast) -> None:
    profile = make_profile(make_sentra(), year=2024, worker_count=10, investment_idr=10**9)

    def corrected(**figures: int) -> Applied | Submission:
        change = Change("profile.correct", figures, str(profile.pk), profile.version)
        return apply_or_propose(by(cast.ministry_staff, change))

    assert isinstance(corrected(investment_idr=9 * 10**9), Submission)
    profile.refresh_from_db()
    assert profile.investment_idr == 10**9
    assert isinstance(corrected(turnover_idr=10**9), Applied)
    profile.refresh_from_db()
    assert isinstance(corrected(worker_count=12), Applied)


def taken_out(kind: str, row: Any) -> None:
    apply(
        Change(kind, {}, str(row.pk), row.version),
        actor=ACTOR,
        source=ChangeSource.SYSTEM,
        reason="uji",
    )
    row.refresh_from_db()


@pytest.mark.parametrize(
    ("withdrawn", "beside", "waits"),
    [
        ("closed", "", True),
        ("active", "closed", True),
        ("active", "dormant", False),
    ],
)
@pytest.mark.parametrize("verb", ["withdraw", "restore"])
def test_a_state_that_ends_a_sentra_leaves_and_comes_back_with_two(
    cast: Cast, withdrawn: str, beside: str, waits: bool, verb: str
) -> None:
    sentra = make_sentra()
    row = make_status(sentra, status=withdrawn)
    if beside:
        make_status(sentra, status=beside)
    if verb == "restore":
        taken_out("status.withdraw", row)

    asked = Change(f"status.{verb}", {}, str(row.pk), row.version)
    done = apply_or_propose(by(cast.ministry_staff, asked))

    assert isinstance(done, Submission if waits else Applied)


def test_a_merger_is_put_back_by_two(cast: Cast) -> None:
    row = make_sentra_succession(make_sentra())
    taken_out("sentra_succession.withdraw", row)

    asked = Change("sentra_succession.restore", {}, str(row.pk), row.version)

    assert isinstance(apply_or_propose(by(cast.ministry_staff, asked)), Submission)
    row.refresh_from_db()
    assert row.is_withdrawn


@pytest.mark.parametrize(
    ("figures", "waits"),
    [({"investment_idr": 10**9}, True), ({"worker_count": 9}, False)],
    ids=["money", "no money"],
)
def test_a_withdrawn_year_or_sentra_takes_its_approved_money_along_with_two(
    cast: Cast, figures: dict[str, int], waits: bool
) -> None:
    year = make_profile(make_sentra(), year=2024, **figures)
    whole = make_profile(make_sentra(), year=2024, **figures).sentra

    for asked in (
        Change("profile.withdraw", {}, str(year.pk), year.version),
        Change("sentra.withdraw", {}, whole.public_code, whole.version),
    ):
        act = by(cast.ministry_staff, asked)
        done = apply_or_propose(act)
        assert isinstance(done, Submission if waits else Applied)
        assert not waits or apply_or_propose(act) == done


def test_a_job_and_an_import_wait_for_nobody(cast: Cast) -> None:
    job = Act((closing(make_sentra()),), policy.system("uji"), ChangeSource.SYSTEM, "uji")

    assert isinstance(apply_or_propose(job), Applied)


def test_whoever_types_something_wrong_reads_it_now(cast: Cast) -> None:
    act = by(cast.ministry_staff, closing(make_sentra(), status_on="2999-01-01"))

    with pytest.raises(ChangeRejected) as refused:
        apply_or_propose(act)

    assert {p.code for p in refused.value.problems} == {"status.in_future"}
    assert not Submission.objects.exists()


def test_without_a_reason_nothing_waits(cast: Cast) -> None:
    with pytest.raises(ChangeRejected) as refused:
        apply_or_propose(by(cast.ministry_staff, closing(make_sentra()), reason=" "))

    assert {p.code for p in refused.value.problems} == {"act.no_reason"}


def test_the_same_act_asked_for_twice_waits_once(cast: Cast) -> None:
    act = by(cast.ministry_staff, closing(make_sentra()))

    first, again = apply_or_propose(act), apply_or_propose(act)

    assert isinstance(first, Submission) and again == first
    assert SubmissionAct.objects.count() == 1


def test_what_was_refused_can_be_asked_for_again(cast: Cast) -> None:
    act = by(cast.ministry_staff, closing(make_sentra()))
    first = apply_or_propose(act)
    assert isinstance(first, Submission)
    waiting = first.acts.get()
    reject(waiting, actor=policy.actor_for(cast.ministry_admin), version_shown=0, words="Belum")

    again = apply_or_propose(act)

    assert isinstance(again, Submission) and again != first
    assert again.acts.get().state == "received"


def test_two_people_who_ask_for_the_same_are_two_proposals(cast: Cast) -> None:
    closed = closing(make_sentra())

    one = apply_or_propose(by(cast.ministry_staff, closed))
    other = apply_or_propose(by(cast.ministry_admin, closed))

    assert one != other
    assert SubmissionAct.objects.count() == 2
