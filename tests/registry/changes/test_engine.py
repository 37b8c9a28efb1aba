"""The write path: check, apply, refuse."""

import pytest
from django.db import DatabaseError, connection, transaction

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Sentra, YearlyProfile
from registry.models.sentra import SentraEvent
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.cast import Cast
from tests.factories import ACTOR, make_commodity, make_profile, make_sentra, make_source

pytestmark = pytest.mark.django_db


def act(*changes: Change, reason: str = "uji") -> Act:
    return Act(changes, ACTOR, ChangeSource.SYSTEM, reason)


def codes(error: ChangeRejected) -> list[str]:
    return [problem.code for problem in error.problems]


def test_an_act_creates_a_sentra_and_the_parts_that_name_it() -> None:
    silver, source = make_commodity(), make_source()

    applied = apply_batch(
        act(
            Change(
                "sentra.register",
                {"name": "Celuk", "recognition": "reported", "province": "51"},
                ref="celuk",
            ),
            Change(
                "sentra_commodity.record",
                {"sentra": "@celuk", "commodity": silver.code, "is_primary": True},
            ),
            Change(
                "profile.record",
                {"sentra": "@celuk", "year": 2024, "source": source.code, "unit_count": 25},
            ),
        )
    )

    sentra = Sentra.objects.get(pk=applied.rows[0].pk)
    assert sentra.sentracommodity_set.get().commodity == silver
    assert sentra.yearlyprofile_set.get().unit_count == 25
    event = SentraEvent.objects.get(pgh_obj=sentra)
    assert event.pgh_context["actor"] == "system:test"
    assert event.pgh_context["reason"] == "uji"
    assert event.pgh_context["act"] == str(applied.act)


def test_a_stale_version_is_a_conflict_that_shows_base_theirs_and_ours() -> None:
    sentra = make_sentra(name="Lama")
    apply_batch(act(Change("sentra.correct", {"name": "Mereka"}, sentra.public_code, 0)))

    with pytest.raises(ChangeConflict) as refused:
        apply_batch(act(Change("sentra.correct", {"name": "Kami"}, sentra.public_code, 0)))

    conflict = next(c for c in refused.value.conflicts if c.field == "name")
    assert (conflict.base, conflict.theirs, conflict.ours) == ("Lama", "Mereka", "Kami")
    sentra.refresh_from_db()
    assert sentra.name == "Mereka"


def test_all_problems_are_told_at_once_and_nothing_is_written() -> None:
    sentra = make_sentra()
    source = make_source()
    before = (SentraEvent.objects.count(), DirtyEvent.objects.count())

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(
                Change("sentra.correct", {"latitude": "-8.6"}, sentra.public_code, 0),
                Change(
                    "profile.record",
                    {
                        "sentra": sentra.public_code,
                        "year": 2024,
                        "source": source.code,
                        "unit_count": 5,
                        "worker_count": 2,
                    },
                ),
                Change("origin.record", {"sentra": sentra.public_code, "origin_year": 1915}),
            )
        )

    assert codes(refused.value) == [
        "sentra.point_whole",
        "profile.workers_below_units",
        "value.required",
    ]
    assert not YearlyProfile.objects.exists()
    assert (SentraEvent.objects.count(), DirtyEvent.objects.count()) == before


def test_a_change_without_reason_is_refused() -> None:
    sentra = make_sentra(name="Tetap")

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(Change("sentra.correct", {"name": "Lain"}, sentra.public_code, 0), reason=" ")
        )

    assert codes(refused.value) == ["act.no_reason"]
    sentra.refresh_from_db()
    assert sentra.name == "Tetap"


def test_an_unchanged_value_writes_no_history() -> None:
    sentra = make_sentra(name="Sama")

    applied = apply_batch(act(Change("sentra.correct", {"name": "Sama"}, sentra.public_code, 0)))

    assert applied.n_changed == 0
    assert SentraEvent.objects.filter(pgh_obj=sentra).count() == 1


def test_the_old_primary_commodity_can_be_withdrawn_and_another_take_its_place_in_one_act() -> None:
    sentra, old, new = make_sentra(), make_commodity(), make_commodity()
    values = {"sentra": sentra.public_code, "is_primary": True}
    line = apply_batch(act(Change("sentra_commodity.record", {**values, "commodity": old.code})))

    apply_batch(
        act(
            Change("sentra_commodity.withdraw", {}, str(line.rows[0].pk), 0),
            Change("sentra_commodity.record", {**values, "commodity": new.code}),
        )
    )

    in_force = sentra.sentracommodity_set.in_force()
    assert [use.commodity for use in in_force] == [new]


def test_a_second_primary_commodity_is_refused() -> None:
    sentra, one, two = make_sentra(), make_commodity(), make_commodity()
    values = {"sentra": sentra.public_code, "is_primary": True}

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(
                Change("sentra_commodity.record", {**values, "commodity": one.code}),
                Change("sentra_commodity.record", {**values, "commodity": two.code}),
            )
        )

    assert codes(refused.value) == ["sentra_commodity.one_primary"]
    assert not sentra.sentracommodity_set.exists()


def test_a_dinas_may_not_correct_a_sentra_directly(cast: Cast) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    actor = policy.actor_for(cast.regency_operator)

    problems = check(
        Change("sentra.correct", {"name": "Lain"}, sentra.public_code, 0), actor, ChangeSource.WEB
    )

    assert [problem.code for problem in problems] == ["policy.not_allowed"]


def test_a_village_outside_its_district_is_refused_in_the_engine_and_in_raw_sql() -> None:
    sentra = make_sentra(province="52", regency="52.02", district="52.02.03")

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(Change("sentra.correct", {"village": "52.02.12.2002"}, sentra.public_code, 0))
        )
    assert codes(refused.value) == ["sentra.village_in_district"]

    with (
        pytest.raises(DatabaseError, match="sentra_village_in_district"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT registry_act('dba:test', 'uji')")
        cursor.execute("UPDATE registry_sentra SET village_id = '52.02.12.2002'")


def test_a_profile_of_2018_keeps_the_code_of_its_time() -> None:
    sentra = make_sentra(name="Sagu", province="93", regency="93.01")

    assert make_profile(sentra, year=2018).region_code == "91.01"
    assert make_profile(sentra, year=2023).region_code == "93.01"


def test_a_withdrawn_line_is_corrected_no_more() -> None:
    profile = make_profile(make_sentra(), unit_count=5)
    apply_batch(act(Change("profile.withdraw", {}, str(profile.pk), 0)))

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(act(Change("profile.correct", {"unit_count": 6}, str(profile.pk), 1)))

    assert codes(refused.value) == ["record.withdrawn"]
    profile.refresh_from_db()
    assert (profile.unit_count, profile.version) == (5, 1)
