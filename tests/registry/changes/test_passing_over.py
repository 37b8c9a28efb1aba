"""A step that does not decide is passed over by the ministry, with the reason, and is marked so."""

from datetime import timedelta
from typing import Any

import pytest

from registry import policy
from registry.changes.review import approve, pass_over
from registry.models import Decision, Mandate, SentraStatus, SubmissionAct
from registry.queries.deciding import deciding_role, roles_then
from registry.queries.following import decisions_about, stops
from registry.queries.review import chain, way_of
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make
from tests.registry.changes.test_notices import deadline
from tests.registry.proposals import closure, in_bandung, sent, yearly

pytestmark = pytest.mark.django_db


def at_the_province(cast: Cast) -> SubmissionAct:
    return sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))


def overdue(act: SubmissionAct, cast: Cast) -> None:
    deadline(act, timedelta(days=-1))


def switched_off(act: SubmissionAct, cast: Cast) -> None:
    make("office_step.record", office=act.submission.office.code, step="province", is_on=False)


def nobody_there(act: SubmissionAct, cast: Cast) -> None:
    users = Mandate.objects.filter(region_code="32").values("user_id")
    User.objects.filter(pk__in=users).update(is_active=False)


def passed(act: SubmissionAct, user: Any, words: str = "Provinsi belum punya petugas") -> None:
    act.refresh_from_db()
    pass_over(act, actor=policy.actor_for(user), version_shown=act.version, words=words)
    act.refresh_from_db()


def refusal(act: SubmissionAct, user: Any, **more: str) -> set[str]:
    with pytest.raises(ChangeRejected) as refused:
        passed(act, user, **more)
    act.refresh_from_db()
    assert (act.step, Decision.objects.count()) == ("province", 0)
    return {problem.code for problem in refused.value.problems}


@pytest.mark.parametrize("because", [overdue, switched_off, nobody_there])
def test_a_dead_step_is_passed_over_and_marked(cast: Cast, because: Any) -> None:
    act = at_the_province(cast)
    because(act, cast)

    passed(act, cast.ministry_staff)

    assert (act.state, act.step) == ("received", "ministry")
    (said,) = Decision.objects.all()
    assert (said.step, said.verdict, said.words) == (
        "province",
        "skipped",
        "Provinsi belum punya petugas",
    )
    assert deciding_role(said, roles_then([said])[said.pk]) == "ministry_staff"


@pytest.mark.parametrize("because", [overdue, switched_off])
def test_the_sender_sees_the_step_that_was_passed_over(cast: Cast, because: Any) -> None:
    act = at_the_province(cast)
    because(act, cast)
    passed(act, cast.ministry_staff)

    said = decisions_about([act])[act.pk]
    way = stops(way_of(act, chain(act.submission.office), said), act, said)

    assert [(stop.verdict, stop.is_here) for stop in way] == [("Dilewati", False), ("", True)]


def test_a_living_step_is_not_passed_over(cast: Cast) -> None:
    assert refusal(at_the_province(cast), cast.ministry_staff) == {"decision.step_is_alive"}


def test_the_step_where_it_is_applied_is_never_passed_over(cast: Cast) -> None:
    act = sent(cast.province_officer, yearly(in_bandung(), worker_count=34))
    overdue(act, cast)

    with pytest.raises(ChangeRejected) as refused:
        passed(act, cast.ministry_staff)

    assert {p.code for p in refused.value.problems} == {"decision.step_is_alive"}
    assert not SentraStatus.objects.exists()


def test_passing_over_needs_words(cast: Cast) -> None:
    act = at_the_province(cast)
    overdue(act, cast)

    assert refusal(act, cast.ministry_staff, words=" ") == {"decision.passing_words_missing"}


@pytest.mark.parametrize("role", ["province_officer", "stranger", "office_head", "analyst"])
def test_only_the_ministry_passes_over(cast: Cast, role: str) -> None:
    act = at_the_province(cast)
    overdue(act, cast)

    assert "policy.not_allowed" in refusal(act, getattr(cast, role))


def test_passing_over_agrees_to_nothing(cast: Cast) -> None:
    act = sent(cast.regency_operator, closure(in_bandung()))
    overdue(act, cast)
    passed(act, cast.ministry_staff)

    approve(act, actor=policy.actor_for(cast.ministry_staff), version_shown=act.version)
    act.refresh_from_db()
    assert (act.state, SentraStatus.objects.count()) == ("received", 0)
    assert not Decision.objects.filter(is_same_person=True).exists()

    approve(act, actor=policy.actor_for(cast.ministry_admin), version_shown=act.version)
    assert SentraStatus.objects.get().status == "closed"
