"""Who may do what, where: the whole table, written out by hand."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser

from registry import policy
from registry.changes.change import Change
from registry.changes.engine import check
from registry.changes.kinds import all_kinds
from registry.choices import ChangeSource
from registry.models import Mandate, Sentra, Submission, SubmissionAct
from sentra.accounts.models import User
from tests.cast import ROLES, Cast
from tests.factories import make_grant, make_mandate, make_office, make_sentra, make_user

pytestmark = pytest.mark.django_db

# Places, from the operator of Kab. Bandung (32.04) outwards; Gianyar is the stranger's own.
OWN = {"province_id": "32", "regency_id": "32.04"}
NEXT_DOOR = {"province_id": "32", "regency_id": "32.73"}
PROVINCE_WIDE = {"province_id": "32"}
ELSEWHERE = {"province_id": "51", "regency_id": "51.04"}

MINISTRY = {"ministry_staff", "ministry_admin"}
ADMIN = {"ministry_admin"}


def kinds(**verbs: str) -> list[str]:
    """Kind codes by noun: `kinds(sentra="register correct")`."""
    return [f"{noun}.{verb}" for noun, words in verbs.items() for verb in words.split()]


BY_THE_MINISTRY = kinds(
    sentra="register correct withdraw restore",
    alias="record correct withdraw restore",
    sentra_commodity="record correct withdraw restore",
    origin="record correct withdraw restore",
    status="record correct withdraw restore",
    sentra_succession="record correct withdraw restore",
    fact_claim="record correct withdraw restore",
    verification="record correct withdraw restore",
    profile="record correct withdraw restore",
    sentra_institution="record correct withdraw restore",
    sentra_source="record correct withdraw restore",
    institution="record correct",
    source="record correct",
    scheme="record correct",
    sector="record correct",
    commodity="record correct",
    synonym="record correct",
    commodity_sector="record correct",
    commodity_kbli="record correct",
    kbli="record correct",
    legal_act="record correct withdraw restore",
    facility="record correct withdraw restore",
    facility_state="record correct withdraw restore",
    machine="record correct withdraw restore",
    certificate="record correct withdraw restore",
    need="record correct withdraw restore",
    raw_material="record correct withdraw restore",
    market="record correct withdraw restore",
    measure="record correct withdraw restore",
    facility_kind="record correct",
    certificate_kind="record correct",
    need_kind="record correct",
    measure_unit="record correct",
    submission="approve pass_over",
    attachment="file withdraw restore compare",
    grant="record correct withdraw restore",
    claim="record correct withdraw restore",
    rule_set="record correct",
    statistic="record correct withdraw restore",
    campaign="record correct open close",
    campaign_sentra="assign",
    campaign_draw="record",
    campaign_sample="draw find correct",
    reporting_deadline="record correct",
    menu="record correct withdraw restore",
    menu_component="record correct withdraw restore",
    minimum_units="record correct withdraw restore",
    disbursement_mode="record correct withdraw restore",
    disaster_exception="record correct withdraw restore",
    disaster_region="record correct withdraw restore",
    recommended_region="record correct withdraw restore",
    tranche="record correct withdraw restore",
    gate="record correct withdraw restore",
    deadline_override="record correct withdraw restore",
    holiday="record correct withdraw restore",
    component="record correct withdraw restore supersede operate",
    work_plan="record correct withdraw restore supersede",
    contract="record correct withdraw restore supersede",
    addendum="record correct withdraw restore supersede",
    disbursement="record correct withdraw restore supersede",
    absorption="record correct withdraw restore supersede",
    leftover="record correct withdraw restore supersede",
    share="record correct withdraw restore",
    progress="record correct revise withdraw restore",
    progress_problem="record correct withdraw restore",
    progress_photo="record correct withdraw restore",
    progress_target="record correct withdraw restore",
    progress_problem_kind="record correct",
    asset="record correct withdraw restore",
    asset_funding="record correct withdraw restore",
    asset_state="record correct withdraw restore",
    asset_dispute="record correct withdraw restore",
    outcome="record correct withdraw restore",
    outcome_indicator="record correct",
    grant_span="record correct withdraw restore",
    need_pack="correct withdraw restore",
    proposal="record correct withdraw restore",
    proposal_line="record correct withdraw restore",
    proposal_stage="record correct withdraw restore",
)
BY_THE_ADMIN = kinds(
    office="record correct",
    mandate="correct",
    succession="record correct",
    province="record correct",
    regency="record correct",
    district="record correct",
    village="record correct",
    review_step="record correct",
    office_step="record correct",
    region_point="record correct",
)
BY_THE_DINAS = ["submission.withdraw", *kinds(attachment="send take_back")]
BY_SENDERS = ["submission.send", "submission_act.send", "need_pack.record"]
BY_DECIDERS = ["decision.record", *kinds(submission="forward return reject")]
# The admin anywhere, a head for his own office alone.
BY_THE_HEAD = kinds(mandate="record end succeed")

# Who may, in each place; the same for all kinds of a group.
TABLE: dict[str, dict[str, set[str]]] = {
    **{
        kind: {"own": MINISTRY, "next door": MINISTRY, "province": MINISTRY, "elsewhere": MINISTRY}
        for kind in BY_THE_MINISTRY
    },
    **{
        kind: {"own": ADMIN, "next door": ADMIN, "province": ADMIN, "elsewhere": ADMIN}
        for kind in BY_THE_ADMIN
    },
    **{
        kind: {
            "own": {"regency_operator", "province_officer", "office_head"},
            "next door": {"province_officer"},
            "province": {"province_officer"},
            "elsewhere": {"stranger"},
        }
        for kind in BY_THE_DINAS
    },
    **{
        kind: {
            "own": MINISTRY | {"regency_operator", "province_officer", "office_head"},
            "next door": MINISTRY | {"province_officer"},
            "province": MINISTRY | {"province_officer"},
            "elsewhere": MINISTRY | {"stranger"},
        }
        for kind in BY_SENDERS
    },
    **{
        kind: {
            "own": MINISTRY | {"province_officer", "office_head"},
            "next door": MINISTRY | {"province_officer"},
            "province": MINISTRY | {"province_officer"},
            "elsewhere": MINISTRY,
        }
        for kind in BY_DECIDERS
    },
    **{
        kind: {
            "own": ADMIN | {"office_head"},
            "next door": ADMIN,
            "province": ADMIN,
            "elsewhere": ADMIN,
        }
        for kind in BY_THE_HEAD
    },
}
PLACES = {
    "own": OWN,
    "next door": NEXT_DOOR,
    "province": PROVINCE_WIDE,
    "elsewhere": ELSEWHERE,
}


def actor_of(cast: Cast, role: str) -> policy.Actor:
    return policy.actor_for(AnonymousUser() if role == "public" else getattr(cast, role))


def test_the_table_names_every_kind() -> None:
    assert set(TABLE) == set(all_kinds())


def test_every_kind_is_permitted_for_exactly_whom_the_table_says(cast: Cast) -> None:
    actors = {role: actor_of(cast, role) for role in ROLES}

    found = {
        kind: {
            place: {role for role in ROLES if policy.can(actors[role], kind, Sentra(**where))}
            for place, where in PLACES.items()
        }
        for kind in all_kinds()
    }

    assert found == TABLE


def test_a_system_job_may_use_every_kind() -> None:
    job = policy.system("uji")

    assert all(policy.can(job, kind) for kind in all_kinds())


def test_the_engine_refuses_exactly_whom_the_policy_refuses(cast: Cast) -> None:
    actors = {role: actor_of(cast, role) for role in ROLES}
    allowed: dict[str, set[str]] = {kind: set() for kind, k in all_kinds().items() if k.creates}

    for kind in allowed:
        source = ChangeSource(min(all_kinds()[kind].surfaces - {ChangeSource.SYSTEM}))
        for role, actor in actors.items():
            problems = check(Change(kind, {}), actor, source)
            if "policy.not_allowed" not in [problem.code for problem in problems]:
                allowed[kind].add(role)

    dinas = {"regency_operator", "province_officer", "office_head", "stranger"}
    whom = {
        **dict.fromkeys(BY_THE_MINISTRY, MINISTRY),
        **dict.fromkeys(BY_THE_ADMIN, ADMIN),
        **dict.fromkeys(BY_THE_DINAS, dinas),
        **dict.fromkeys(BY_SENDERS, MINISTRY | dinas),
        **dict.fromkeys(BY_DECIDERS, MINISTRY | {"province_officer", "office_head"}),
        **dict.fromkeys(BY_THE_HEAD, ADMIN | {"office_head"}),
    }
    assert allowed == {kind: whom[kind] for kind in allowed}


@pytest.mark.parametrize(
    ("permission", "allowed"),
    [
        ("submission.decide", MINISTRY | {"province_officer", "office_head"}),
        ("admin.open", MINISTRY),
        ("sample.load", set()),
    ],
)
def test_permissions_that_are_no_kinds(permission: str, allowed: set[str], cast: Cast) -> None:
    assert {r for r in ROLES if policy.can(actor_of(cast, r), permission)} == allowed


def test_a_part_is_judged_by_the_place_of_its_sentra(cast: Cast) -> None:
    here = make_sentra(province="32", regency="32.04")
    there = make_sentra(province="51", regency="51.04")
    operator = actor_of(cast, "regency_operator")

    assert policy.region_of(SubmissionAct(submission=Submission(**OWN))) == "32.04"
    assert policy.can(operator, "submission_act.send", here)
    assert not policy.can(operator, "submission_act.send", there)
    assert policy.region_of(make_grant()) == "51.04"


@pytest.mark.parametrize(
    "period",
    [
        {"valid_from": "2020-01-01", "valid_to": "2021-01-01"},
        {"valid_from": "2999-01-01"},
    ],
    ids=["expired", "not yet"],
)
def test_a_mandate_out_of_its_time_gives_no_right(period: dict[str, str]) -> None:
    user = make_user(email="bekas@contoh.example")
    make_mandate(user, make_office(), "ministry_admin", **period)
    actor = policy.actor_for(user)

    assert (actor.reaches, actor.roles) == ((), frozenset())
    assert not any(policy.can(actor, kind) for kind in all_kinds())
    assert not policy.own_sentra(actor).exists()


def test_a_mandate_ends_on_its_last_day_wib(cast: Cast) -> None:
    user = make_user()
    make_mandate(user, make_office(), "ministry_staff", valid_to="2026-03-01")
    mandates = Mandate.objects.filter(user=user)

    assert mandates.in_force(day("2026-02-28")).exists()
    assert not mandates.in_force(day("2026-03-01")).exists()


def day(text: str) -> Any:
    return Mandate._meta.get_field("valid_from").to_python(text)


def test_a_superuser_without_mandate_decides_nothing() -> None:
    root = User.objects.create_superuser("teknis@contoh.example", "sandi-yang-panjang")
    actor = policy.actor_for(root)

    assert not any(policy.can(actor, kind) for kind in all_kinds())


def test_a_closed_account_is_the_public(cast: Cast) -> None:
    cast.ministry_admin.is_active = False

    assert policy.actor_for(cast.ministry_admin) == policy.PUBLIC
