"""Which submissions, people and rows each member of the cast sees."""

from typing import Any
from uuid import uuid4

import pytest

from registry import policy
from registry.models import Mandate, Sentra, Submission, SubmissionAct
from sentra.accounts.models import User
from tests.cast import ROLES, Cast
from tests.factories import make, make_sentra
from tests.registry.test_policy import MINISTRY, actor_of

pytestmark = pytest.mark.django_db


def sent(office: Any, sender: User, **place: str) -> Submission:
    return make(
        "submission.send",
        token=str(uuid4()),
        body_hash="0" * 64,
        office=office.code,
        sender=sender.email,
        received_at="2026-11-21T10:00:00+07:00",
        **place,
    )


def test_submissions_are_seen_by_their_office_the_province_above_and_the_ministry(
    cast: Cast,
) -> None:
    offices = {role: actor_of(cast, role) for role in ROLES}
    bandung = cast.regency_operator.mandates.get().office
    gianyar = cast.stranger.mandates.get().office
    jabar = cast.province_officer.mandates.get().office
    ours = sent(bandung, cast.regency_operator, province="32", regency="32.04")
    above = sent(jabar, cast.province_officer, province="32")
    theirs = sent(gianyar, cast.stranger, province="51", regency="51.04")

    seen = {
        role: set(policy.scope(actor, Submission.objects.all())) for role, actor in offices.items()
    }

    assert seen == {
        "regency_operator": {ours},
        "province_officer": {ours, above},
        "office_head": {ours},
        "stranger": {theirs},
        "ministry_staff": {ours, above, theirs},
        "ministry_admin": {ours, above, theirs},
        "analyst": set(),
        "public": set(),
    }


def test_proposed_acts_are_seen_like_their_submission(cast: Cast) -> None:
    office = cast.regency_operator.mandates.get().office
    submission = sent(office, cast.regency_operator, province="32", regency="32.04")
    act = make(
        "submission_act.send",
        submission=str(submission.pk),
        sender=cast.regency_operator.email,
        changes=[{"kind": "status.record", "values": {}}],
    )

    seen = {
        role
        for role in ROLES
        if list(policy.scope(actor_of(cast, role), SubmissionAct.objects.all())) == [act]
    }

    assert seen == MINISTRY | {"regency_operator", "province_officer", "office_head"}


def test_people_are_seen_by_the_ministry_their_head_and_mandates_by_their_holder(
    cast: Cast,
) -> None:
    users = {role: policy.scope(actor_of(cast, role), User.objects.all()).count() for role in ROLES}
    mandates = {
        role: policy.scope(actor_of(cast, role), Mandate.objects.all()).count() for role in ROLES
    }

    assert users == {
        role: 7 if role in MINISTRY else 2 if role == "office_head" else 0 for role in ROLES
    }
    one_s_own = dict.fromkeys(ROLES, 1)
    assert mandates == {
        **one_s_own,
        **dict.fromkeys(MINISTRY, 7),
        "office_head": 2,
        "public": 0,
    }


def test_the_registry_itself_is_public(cast: Cast) -> None:
    make_sentra()

    for role in ROLES:
        assert policy.scope(actor_of(cast, role), Sentra.objects.all()).count() == 1


def test_own_sentra_are_those_of_the_office_s_region(cast: Cast) -> None:
    bandung = make_sentra(province="32", regency="32.04")
    city = make_sentra(province="32", regency="32.73")
    gianyar = make_sentra()

    own = {role: set(policy.own_sentra(actor_of(cast, role))) for role in ROLES}

    assert own == {
        "regency_operator": {bandung},
        "province_officer": {bandung, city},
        "office_head": {bandung},
        "stranger": {gianyar},
        "ministry_staff": set(),
        "ministry_admin": set(),
        "analyst": set(),
        "public": set(),
    }


def test_the_narrowest_fitting_mandate_is_the_one_that_speaks() -> None:
    """Two offices of which one decides on the other are refused to one person (rules), so the actor
    is put together by hand: a mandate may have been narrowed."""
    wide = policy.Reach("province_officer", 1, "jabar", "32")
    narrow = policy.Reach("regency_operator", 2, "bandung", "32.04")
    actor = policy.Actor("uji", 7, (wide, narrow))

    assert actor.reach_over("32.04") == narrow
    assert actor.reach_over("32.73") == actor.reach_over("32") == wide
    assert actor.reach_over("3") is actor.reach_over("320") is actor.reach_over("51.04") is None
