"""The admin's second pair of eyes: what waits for another member of staff, and what does not."""

from typing import Any

import pytest

from registry import policy
from registry.changes.change import Act, Applied, Change
from registry.changes.desk import apply_or_propose
from registry.changes.review import approve, reject
from registry.choices import ChangeSource
from registry.models import Sentra, SentraStatus, Submission, SubmissionAct
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make_sentra, make_source
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
