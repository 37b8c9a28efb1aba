"""What the head of an office may do about its people, and who needs a second factor."""

import pytest

from registry import policy
from registry.models import Mandate, Office
from sentra.accounts.models import User
from tests.cast import ROLES, Cast
from tests.factories import make_mandate, make_office, make_user

pytestmark = pytest.mark.django_db

ALL_ROLES = (
    "regency_operator",
    "province_officer",
    "office_head",
    "ministry_staff",
    "ministry_admin",
    "analyst",
)


def actor(user: User) -> policy.Actor:
    return policy.actor_for(user)


def office_of(user: User) -> Office:
    return user.mandates.get().office


def test_a_head_gives_and_ends_the_working_roles_of_his_own_office(cast: Cast) -> None:
    head = actor(cast.office_head)
    own, other = office_of(cast.office_head), office_of(cast.stranger)

    for action in ("mandate.record", "mandate.end"):
        allowed = {
            role for role in ALL_ROLES if policy.can(head, action, Mandate(office=own, role=role))
        }
        assert allowed == {"regency_operator", "province_officer"}
        assert not any(
            policy.can(head, action, Mandate(office=other, role=role)) for role in ALL_ROLES
        )
    assert policy.can(head, "mandate.record", own)
    assert not policy.can(head, "mandate.record", other)
    assert not policy.can(head, "mandate.correct", own)


def test_a_head_ends_his_own_mandate_as_head_and_no_other_head_s(cast: Cast) -> None:
    head, office = actor(cast.office_head), office_of(cast.office_head)
    own = cast.office_head.mandates.get()
    other = make_mandate(make_user(), office, "office_head")

    assert policy.can(head, "mandate.end", own)
    assert not policy.can(head, "mandate.end", other)


def test_the_admin_gives_every_role_and_nobody_else_gives_any(cast: Cast) -> None:
    office = office_of(cast.office_head)
    asked = Mandate(office=office, role="office_head")

    assert {r for r in ROLES if r != "public" and _can(cast, r, "mandate.record", asked)} == {
        "ministry_admin"
    }
    assert {r for r in ROLES if r != "public" and _can(cast, r, "office.people", office)} == {
        "ministry_admin",
        "office_head",
    }


def _can(cast: Cast, role: str, action: str, obj: object) -> bool:
    return policy.can(actor(getattr(cast, role)), action, obj)


def test_who_may_reset_whom(cast: Cast) -> None:
    found = {
        role: {
            other
            for other in ROLES
            if other != "public"
            and policy.can(actor(getattr(cast, role)), "account.reset", getattr(cast, other))
        }
        for role in ROLES
        if role != "public"
    }

    nobody: set[str] = set()
    assert found == {
        "regency_operator": nobody,
        "province_officer": nobody,
        "office_head": {"regency_operator"},
        "stranger": nobody,
        "ministry_staff": nobody,
        "ministry_admin": set(ROLES) - {"public", "ministry_admin"},
        "analyst": nobody,
    }


def test_a_head_does_not_reset_whoever_also_works_elsewhere_leads_or_serves_the_machine(
    cast: Cast,
) -> None:
    head, office = actor(cast.office_head), office_of(cast.office_head)
    elsewhere = make_office(level="regency", province="32", regency="32.73")
    shared, deputy, staff = make_user(), make_user(), make_user(is_staff=True)
    for user in (shared, deputy, staff):
        make_mandate(user, office, "regency_operator")
    make_mandate(shared, elsewhere, "regency_operator")
    make_mandate(deputy, office, "office_head")

    assert policy.resettable(head, [shared.pk, deputy.pk, staff.pk]) == set()


def test_a_technical_account_is_reset_at_the_console_alone(cast: Cast) -> None:
    root = User.objects.create_superuser("teknis@contoh.example", "sandi-yang-panjang")

    assert not policy.can(actor(cast.ministry_admin), "account.reset", root)


def test_a_head_whose_mandate_has_ended_has_no_people_any_more(cast: Cast) -> None:
    office = make_office(level="regency", province="32", regency="32.73")
    former = make_user()
    make_mandate(former, office, "office_head", valid_to="2025-01-01")
    operator = make_user()
    make_mandate(operator, office, "regency_operator")

    assert not policy.can(actor(former), "office.people", office)
    assert not policy.can(actor(former), "account.reset", operator)
    assert not policy.scope(actor(former), User.objects.all()).exists()


def test_a_head_of_a_province_covers_the_province(cast: Cast) -> None:
    office = office_of(cast.province_officer)
    user = make_user()
    make_mandate(user, office, "office_head")
    head = actor(user)

    reach = head.reach_over("32.73")
    assert reach is not None and reach.office_id == office.pk
    assert head.is_dinas
    assert head.reach_over("51.04") is None


def test_whoever_can_write_needs_a_second_factor(cast: Cast) -> None:
    writing = {role for role in ROLES if role != "public" and policy.can_write(getattr(cast, role))}
    former = make_user()
    make_mandate(former, office_of(cast.stranger), "regency_operator", valid_to="2025-01-01")

    assert writing == set(ROLES) - {"public", "analyst"}
    assert not policy.can_write(make_user())
    assert not policy.can_write(former)
    assert policy.can_write(make_user(is_staff=True))
