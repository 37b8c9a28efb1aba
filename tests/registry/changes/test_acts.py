"""Acts: all or none, a constant number of statements, names for rows not yet there, and the COPY
door."""

import json
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply, apply_batch, check, check_batch, load
from registry.changes.verdict import database_problem
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Province, Sentra, SentraStatus, YearlyProfile
from registry.models.region import ProvinceEvent
from registry.models.sentra import SentraEvent
from registry.models.status import SentraStatusEvent
from sentra.lib.problems import ChangeConflict, ChangeRejected
from tests.factories import ACTOR, make_sentra, make_source, make_status
from tests.footprint import footprint, sqlstate
from tests.rows.legal_rows import insert, legal

pytestmark = pytest.mark.django_db


def act(*changes: Change, **more: Any) -> Act:
    return Act(changes, ACTOR, ChangeSource.SYSTEM, **{"reason": "uji", **more})


def new_sentra(number: int, **more: Any) -> Change:
    values = {"name": f"Sentra {number}", "recognition": "reported", "province": "51", **more}
    return Change("sentra.register", values, ref=f"s{number}")


def new_profile(number: int, source: str) -> Change:
    values = {"sentra": f"@s{number}", "year": 2024, "source": source, "unit_count": number}
    return Change("profile.record", values)


def codes(refused: Any) -> list[str]:
    return [problem.code for problem in refused.value.problems]


def test_one_bad_line_of_many_leaves_no_line() -> None:
    source = make_source().code
    before = footprint(Sentra, YearlyProfile)

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(new_sentra(1), new_profile(1, source), new_sentra(2, province="99"), new_sentra(3))
        )

    assert codes(refused) == ["value.unknown_key"]
    assert refused.value.problems[0].position == 2
    assert footprint(Sentra, YearlyProfile) == before


def test_check_and_apply_take_as_many_statements_for_thirty_rows_as_for_three() -> None:
    source = make_source().code

    def statements(count: int, base: int, run: Any) -> int:
        numbers = range(base, base + count)
        changes = [c for n in numbers for c in (new_sentra(n), new_profile(n, source))]
        with CaptureQueriesContext(
            connection,
        ) as captured:
            run(act(*changes))
        return len(captured)

    assert statements(3, 1, check_batch) == statements(30, 100, check_batch) <= 16
    assert statements(3, 200, apply_batch) == statements(30, 300, apply_batch) <= 24
    assert YearlyProfile.objects.count() == 33


def test_corrections_take_a_constant_number_of_statements_too() -> None:
    rows = [make_sentra() for _ in range(12)]

    def statements(some: list[Sentra]) -> int:
        changes = [Change("sentra.correct", {"note": "uji"}, s.public_code, 0) for s in some]
        with CaptureQueriesContext(connection) as captured:
            apply_batch(act(*changes))
        return len(captured)

    assert statements(rows[:2]) == statements(rows[2:])


def test_a_name_of_a_new_row_of_another_noun_is_no_key() -> None:
    source = Change("source.record", {"publisher": "Penerbit"}, ref="sumber")
    wrong = Change(
        "profile.record", {"sentra": "@sumber", "year": 2024, "source": make_source().code}
    )

    problems = check_batch(act(source, wrong))

    assert [(p.code, p.field, p.position) for p in problems] == [("value.unknown_key", "sentra", 1)]


def test_a_row_cannot_be_named_before_it_is_made() -> None:
    source = make_source().code

    problems = check_batch(act(new_profile(9, source)))

    assert [(p.code, p.value) for p in problems] == [("value.unknown_key", "@s9")]


def test_a_check_of_a_stale_version_names_the_field_that_moved() -> None:
    sentra = make_sentra(name="Lama")
    apply_batch(act(Change("sentra.correct", {"name": "Mereka"}, sentra.public_code, 0)))

    stale = Change("sentra.correct", {"name": "Kami"}, sentra.public_code, 0)

    assert [(p.code, p.field) for p in check(stale, ACTOR)] == [("record.stale", "name")]


def test_a_version_from_the_future_is_a_conflict_as_well() -> None:
    sentra = make_sentra(name="Lama")

    with pytest.raises(ChangeConflict):
        apply_batch(act(Change("sentra.correct", {"name": "Kami"}, sentra.public_code, 9)))

    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Lama", 0)


def test_a_stale_line_of_many_leaves_no_line() -> None:
    fresh, moved = make_sentra(name="Satu"), make_sentra(name="Dua")
    apply_batch(act(Change("sentra.correct", {"note": "x"}, moved.public_code, 0)))
    before = footprint(Sentra)

    with pytest.raises(ChangeConflict) as refused:
        apply_batch(
            act(
                Change("sentra.correct", {"name": "Kami"}, fresh.public_code, 0),
                Change("sentra.correct", {"name": "Kami"}, moved.public_code, 0),
            )
        )

    assert {conflict.position for conflict in refused.value.conflicts} == {1}
    assert footprint(Sentra) == before


def test_history_says_who_why_where_and_under_which_act() -> None:
    actor = policy.Actor(
        "user:7", 7, (policy.Reach("ministry_staff", 1, "direktorat-jenderal-ikma", ""),)
    )
    applied = apply(
        Change("sentra.register", {"name": "Celuk", "recognition": "reported", "province": "51"}),
        actor=actor,
        source=ChangeSource.ADMIN,
        reason="laporan dinas",
        reason_code="new_report",
    )

    event = SentraEvent.objects.get(pgh_obj_id=applied.rows[0].pk)

    assert event.pgh_context == {
        "act": str(applied.act),
        "actor": "user:7",
        "user": 7,
        "offices": ["direktorat-jenderal-ikma"],
        "roles": ["ministry_staff"],
        "reason": "laporan dinas",
        "reason_code": "new_report",
        "source": "admin",
        "kinds": ["sentra.register"],
        "submission": "",
    }
    assert str(event.pgh_context_id) == str(applied.act)


def test_a_change_read_back_from_json_is_the_same_change() -> None:
    change = Change(
        "profile.record",
        {"sentra": "ST-000000-0", "unit_count": {"low": 1, "high": None, "qualifier": ">="}},
        "x",
        3,
        "r",
    )

    assert Change.from_json(json.loads(json.dumps(change.as_json()))) == change
    assert Change.from_json({"kind": "a.b", "values": {}}) == Change("a.b", {})


def test_withdrawing_keeps_the_row_and_its_history() -> None:
    status = make_status(make_sentra())

    apply_batch(act(Change("status.withdraw", {}, str(status.pk), 0)))

    assert not SentraStatus.objects.in_force().exists()
    assert SentraStatus.objects.get().is_withdrawn
    events = SentraStatusEvent.objects.filter(pgh_obj_id=status.pk).order_by("version")
    assert list(events.values_list("version", "is_withdrawn")) == [(0, False), (1, True)]


def test_nobody_withdraws_by_naming_the_column() -> None:
    status = make_status(make_sentra())

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(act(Change("status.correct", {"is_withdrawn": True}, str(status.pk), 0)))

    assert codes(refused) == ["value.unknown_field"]


def province(code: str, **more: Any) -> dict[str, Any]:
    return {"code": code, "name": "Uji", "short_name": "Uji", "name_key": "uji", **more}


def test_load_writes_rows_with_history_and_one_dirty_event() -> None:
    DirtyEvent.objects.all().delete()

    count = load(Province, [province("98"), province("99")], actor=ACTOR, reason="uji muat")

    assert count == 2
    events = ProvinceEvent.objects.filter(pgh_obj_id__in=["98", "99"])
    assert {event.pgh_context["kinds"][0] for event in events} == {"province.load"}
    assert list(DirtyEvent.objects.values_list("province_code", "year", "noun")) == [
        (None, None, "region")
    ]


def test_load_refuses_everything_for_one_illegal_row() -> None:
    before = footprint(Province)

    with pytest.raises(IntegrityError, match="province_code_form"), transaction.atomic():
        load(Province, [province("98"), province("9x")], actor=ACTOR, reason="uji muat")

    assert footprint(Province) == before


def test_load_without_a_reason_is_refused() -> None:
    with pytest.raises(DatabaseError) as refused, transaction.atomic():
        load(Province, [province("98")], actor=ACTOR, reason=" ")

    assert sqlstate(refused.value) == "RG002"


def test_a_refusal_behind_the_engine_s_back_becomes_a_sentence_too() -> None:
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        insert("Sentra", {**legal("Sentra"), "name": ""})

    problem = database_problem(refused.value)

    assert problem is not None
    assert (problem.code, problem.value) == ("record.refused", "sentra_name_present")
    assert "sentra_name_present" in problem.message
