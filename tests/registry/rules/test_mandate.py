"""Which roles go together, at which office, for how long."""

from datetime import date, timedelta
from typing import Any

import pytest
from pytest_django import Settings

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource, Role
from registry.models import Mandate, Office
from registry.rules.mandate import DINAS, INCOMPATIBLE, LEVELS, MINISTRY, default_end
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_mandate, make_office, make_user

pytestmark = pytest.mark.django_db

BANDUNG = {"level": "regency", "province": "32", "regency": "32.04"}
CITY = {"level": "regency", "province": "32", "regency": "32.73"}
JABAR = {"level": "province", "province": "32"}
GIANYAR = {"level": "regency", "province": "51", "regency": "51.04"}
MINISTRY_OFFICE = {"level": "ministry"}


def problems(*changes: Change) -> list[str]:
    act = Act(changes, ACTOR, ChangeSource.SYSTEM, reason="uji")
    return [problem.code for problem in check_batch(act)]


def giving(user: User, office: Office, role: str, **values: Any) -> Change:
    whole = {"user": user.email, "office": office.code, "role": role, "valid_from": "2020-01-01"}
    return Change("mandate.record", {**whole, **values})


def ending(mandate: Mandate, day: date) -> Change:
    return Change("mandate.end", {"valid_to": day.isoformat()}, str(mandate.pk), mandate.version)


@pytest.mark.parametrize(
    ("first", "second", "refused"),
    [
        (
            (MINISTRY_OFFICE, "ministry_staff"),
            (BANDUNG, "regency_operator"),
            "mandate.ministry_and_dinas",
        ),
        (
            (MINISTRY_OFFICE, "ministry_admin"),
            (JABAR, "province_officer"),
            "mandate.ministry_and_dinas",
        ),
        (
            (BANDUNG, "office_head"),
            (MINISTRY_OFFICE, "ministry_staff"),
            "mandate.ministry_and_dinas",
        ),
        ((MINISTRY_OFFICE, "analyst"), (BANDUNG, "regency_operator"), "mandate.analyst_and_writer"),
        (
            (MINISTRY_OFFICE, "ministry_staff"),
            (MINISTRY_OFFICE, "analyst"),
            "mandate.analyst_and_writer",
        ),
        ((JABAR, "province_officer"), (BANDUNG, "regency_operator"), "mandate.office_above"),
        ((BANDUNG, "office_head"), (JABAR, "province_officer"), "mandate.office_above"),
        ((JABAR, "office_head"), (BANDUNG, "office_head"), "mandate.office_above"),
        ((BANDUNG, "regency_operator"), (CITY, "regency_operator"), ""),
        ((JABAR, "province_officer"), (GIANYAR, "regency_operator"), ""),
        ((MINISTRY_OFFICE, "ministry_staff"), (MINISTRY_OFFICE, "ministry_admin"), ""),
    ],
)
def test_roles_that_do_not_go_together_are_refused_with_a_reason(
    first: tuple[dict[str, str], str], second: tuple[dict[str, str], str], refused: str
) -> None:
    user = make_user()
    make_mandate(user, make_office(**first[0]), first[1])

    found = problems(giving(user, make_office(**second[0]), second[1]))

    assert found == ([refused] if refused else [])


def test_operator_and_head_of_one_office_go_together_but_nothing_twice() -> None:
    user, office = make_user(), make_office(**BANDUNG)
    make_mandate(user, office, "regency_operator")

    assert problems(giving(user, office, "office_head")) == []
    assert problems(giving(user, office, "regency_operator", valid_from="2021-01-01")) == [
        "mandate.already_held"
    ]


def test_only_days_in_common_count() -> None:
    user, ministry, office = make_user(), make_office(), make_office(**BANDUNG)
    make_mandate(user, office, "regency_operator", valid_to="2025-07-01")

    after = giving(user, ministry, "ministry_staff", valid_from="2025-07-01")
    on_the_last_day = giving(user, ministry, "ministry_staff", valid_from="2025-06-30")

    assert problems(after) == []
    assert problems(on_the_last_day) == ["mandate.ministry_and_dinas"]


def test_two_mandates_of_one_act_are_judged_together() -> None:
    user = make_user()
    both = (
        giving(user, make_office(), "ministry_staff"),
        giving(user, make_office(**BANDUNG), "regency_operator"),
    )

    with pytest.raises(ChangeRejected):
        apply_batch(Act(both, ACTOR, ChangeSource.SYSTEM, reason="uji"))

    assert problems(*both) == ["mandate.ministry_and_dinas"] * 2
    assert not Mandate.objects.filter(user=user).exists()


def test_a_mandate_that_was_ended_leaves_room_in_the_same_act() -> None:
    user = make_user()
    held = make_mandate(user, make_office(**BANDUNG), "regency_operator")
    today = today_wib()

    found = problems(
        ending(held, today),
        giving(user, make_office(), "ministry_staff", valid_from=today.isoformat()),
    )

    assert found == []


def test_prolonging_into_another_role_is_refused() -> None:
    user = make_user()
    held = make_mandate(user, make_office(**BANDUNG), "regency_operator", valid_to="2025-01-01")
    make_mandate(user, make_office(), "ministry_staff", valid_from="2025-01-01")

    longer = Change("mandate.correct", {"valid_to": "2026-01-01"}, str(held.pk), held.version)

    assert problems(longer) == ["mandate.ministry_and_dinas"]


def test_the_table_speaks_of_every_role() -> None:
    told = frozenset().union(*(rule.ours | rule.theirs for rule in INCOMPATIBLE))

    assert told == set(Role) == set(LEVELS)
    assert MINISTRY | DINAS | {Role.ANALYST} == set(Role)


@pytest.mark.parametrize(
    ("place", "role"),
    [
        (BANDUNG, "province_officer"),
        (JABAR, "regency_operator"),
        (MINISTRY_OFFICE, "office_head"),
        (JABAR, "ministry_staff"),
    ],
)
def test_a_role_is_held_at_an_office_of_its_level(place: dict[str, str], role: str) -> None:
    region = {"province_officer": "32", "regency_operator": "32.04", "office_head": "32"}
    values = {"region_code": region[role]} if role in region else {}

    change = giving(make_user(), make_office(**place), role, **values)

    assert "mandate.role_fits_office" in problems(change)


def test_a_head_answers_for_the_whole_office() -> None:
    narrow = giving(make_user(), make_office(**JABAR), "office_head", region_code="32.04")

    assert problems(narrow) == ["mandate.head_covers_office"]


@pytest.mark.parametrize("years", [0, 1, 3])
def test_a_dinas_mandate_gets_the_usual_last_day(settings: Settings, years: int) -> None:
    settings.MANDATE_YEARS_AHEAD = years

    mandate = make_mandate(make_user(), make_office(**BANDUNG), "office_head")

    assert mandate.last_day == date(today_wib().year + years, 12, 31)
    assert default_end(date(2026, 5, 1)) == date(2027 + years, 1, 1)


def test_the_ministry_s_own_roles_may_stay_open() -> None:
    assert make_mandate(make_user(), make_office(), "ministry_staff").valid_to is None
    assert make_mandate(make_user(), make_office(), "ministry_staff").last_day is None


def test_no_dinas_mandate_becomes_open_ended() -> None:
    held = make_mandate(make_user(), make_office(**BANDUNG), "regency_operator")

    opened = Change("mandate.correct", {"valid_to": None}, str(held.pk), held.version)

    assert problems(opened) == ["mandate.dinas_ends"]


def test_ending_never_prolongs_nor_reaches_back() -> None:
    today = today_wib()
    held = make_mandate(
        make_user(), make_office(), "analyst", valid_to=f"{today + timedelta(days=9):%Y-%m-%d}"
    )

    assert problems(ending(held, today + timedelta(days=10))) == ["mandate.ends_earlier"]
    assert problems(ending(held, today - timedelta(days=1))) == ["mandate.ends_in_the_past"]
    assert problems(ending(held, today)) == []


def succeeding(user: User, office: Office, day: date) -> Change:
    values = {"user": user.email, "office": office.code, "valid_from": day.isoformat()}
    return Change("mandate.succeed", values)


def test_a_head_is_succeeded_only_by_the_act_that_ends_the_one_before() -> None:
    office, day = make_office(**BANDUNG), today_wib() + timedelta(days=5)
    head = make_mandate(make_user(), office, "office_head")
    operator = make_mandate(make_user(), office, "regency_operator")
    follows = succeeding(make_user(), office, day)

    assert problems(follows) == ["mandate.nobody_leaves"]
    assert problems(ending(operator, day), follows) == ["mandate.nobody_leaves"]
    assert problems(ending(head, day - timedelta(days=1)), follows) == ["mandate.nobody_leaves"]
    assert problems(ending(head, day), follows) == []
