"""The yearly rules load once with their sources; what staff changed stays theirs."""

from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.management import call_command

from dak.imports.rules import load_rules
from dak.models import (
    DeadlineOverride,
    Gate,
    Holiday,
    ProgressProblemKind,
    RuleSet,
    Tranche,
)
from registry.changes.change import Change
from tests.dirty_marks import applied
from tests.factories import ACTOR

pytestmark = pytest.mark.django_db


def at(day: str) -> datetime:
    """17:00 WIB of a day, in UTC."""
    return datetime.fromisoformat(f"{day}T10:00:00").replace(tzinfo=UTC)


def deadline(code: str) -> datetime | None:
    return Tranche.objects.get(code=code).deadline_at


def test_every_fiscal_year_from_2016_on_has_a_row() -> None:
    load_rules(ACTOR)

    states = dict(RuleSet.objects.values_list("fiscal_year", "state"))
    assert sorted(states) == list(range(2016, 2027))
    assert {year for year, state in states.items() if state == "documented"} == {2019, 2023}
    assert {year for year, state in states.items() if state == "not_found"} == {2025, 2026}


@pytest.mark.parametrize(
    ("tranche", "day"),
    [
        ("ta-2018-one-off-1", "2018-07-23"),
        ("ta-2018-staged-2", "2018-10-22"),
        ("ta-2019-staged-1", "2019-07-22"),
        ("ta-2019-staged-2", "2019-10-21"),
        ("ta-2019-staged-3", "2019-12-16"),
        ("ta-2019-one-off-1", "2019-07-22"),
        ("ta-2019-staged-gempa-1", "2019-08-21"),
        ("ta-2019-staged-gempa-3", "2019-12-16"),
        ("ta-2023-staged-1", "2023-07-21"),
        ("ta-2023-staged-2", "2023-10-23"),
        ("ta-2023-staged-3", "2023-12-15"),
        ("ta-2024-staged-1", "2024-07-22"),
    ],
)
def test_stored_deadlines_are_moments_in_utc(tranche: str, day: str) -> None:
    load_rules(ACTOR)

    assert deadline(tranche) == at(day)


def test_2018_pays_in_the_steps_of_2019() -> None:
    load_rules(ACTOR)

    steps = [
        (row.share_percent, row.is_remaining_need, row.earliest_month)
        for row in Tranche.objects.filter(mode__code="ta-2018-staged").order_by("number")
    ]
    gates = Gate.objects.filter(tranche__mode__code="ta-2018-staged")

    assert steps == [(25, False, 2), (45, False, 4), (None, True, 9)]
    assert sorted((gate.kind, gate.minimum_percent) for gate in gates) == [
        ("absorption", 75),
        ("absorption", 90),
        ("output", 70),
    ]
    assert Tranche.objects.get(code="ta-2018-one-off-1").earliest_month == 4


def test_what_was_not_found_is_empty_and_not_guessed() -> None:
    load_rules(ACTOR)

    assert deadline("ta-2022-staged-1") is None
    # What holds of 2018 and 2019 alike is recorded for 2018; days that are told of 2019 are not.
    assert deadline("ta-2018-staged-1") is None and deadline("ta-2018-staged-3") is None
    assert Tranche.objects.get(code="ta-2024-staged-1").share_percent is None
    output = Gate.objects.get(tranche__code="ta-2023-staged-3", kind="output")
    assert output.minimum_percent is None and output.note


def test_a_second_run_writes_nothing_and_keeps_what_staff_changed() -> None:
    load_rules(ACTOR)
    applied(Change("rule_set.correct", {"note": "Diperiksa"}, "ta-2020", 0))

    counts = load_rules(ACTOR)

    assert all(count.is_unchanged for count in counts)
    assert RuleSet.objects.get(fiscal_year=2020).note == "Diperiksa"


def test_a_row_staff_withdrew_is_not_loaded_again() -> None:
    load_rules(ACTOR)
    holiday = Holiday.objects.get(day="2019-05-01")
    applied(Change("holiday.withdraw", {}, str(holiday.pk), 0))

    load_rules(ACTOR)

    assert list(Holiday.objects.filter(day="2019-05-01").values_list("is_withdrawn")) == [(True,)]


def test_the_loader_puts_a_deadline_right_that_no_longer_follows_the_calendar() -> None:
    load_rules(ACTOR)
    published = DeadlineOverride.objects.get(tranche__code="ta-2019-staged-3")
    applied(Change("deadline_override.withdraw", {}, str(published.pk), 0))
    values = {"day": "2019-12-16", "name": "Uji", "legal_basis": "Uji"}
    applied(Change("holiday.record", values))

    load_rules(ACTOR)

    assert deadline("ta-2019-staged-3") == at("2019-12-17")
    assert Tranche.objects.get(code="ta-2019-staged-3").version == 1


def test_the_command_tells_each_noun() -> None:
    lines = StringIO()

    call_command("load_dak_rules", stdout=lines)

    assert "11 tahun aturan, 11 baru" in lines.getvalue()
    assert "Selesai" in lines.getvalue()


def test_kinds_of_problems_come_with_the_rules_and_keep_what_staff_changed() -> None:
    load_rules(ACTOR)
    kind = ProgressProblemKind.objects.get(code="weather")
    applied(
        Change("progress_problem_kind.correct", {"name": "Banjir"}, str(kind.code), kind.version)
    )

    load_rules(ACTOR)

    kind.refresh_from_db()
    assert ProgressProblemKind.objects.count() == 13
    assert kind.name == "Banjir"
