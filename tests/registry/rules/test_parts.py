"""What hangs on a sentra: everything that is wrong is said at once, and nothing is half-written."""

from typing import Any

import pytest

from registry.changes.change import Act, Change
from registry.changes.engine import check_batch
from registry.choices import ChangeSource
from registry.models import Certificate, Facility, FacilityState, Machine, Measure
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_profile, make_sentra, make_source
from tests.factories.parts import (
    make_certificate,
    make_certificate_kind,
    make_facility,
    make_facility_kind,
    make_facility_state,
    make_machine,
    make_measure,
    make_need,
    make_need_kind,
)
from tests.journeys.recording import record

pytestmark = pytest.mark.django_db


def refusals(make: Any, *args: Any, **values: Any) -> list[tuple[str, str]]:
    """Code and field of every problem; the row must not exist afterwards."""
    with pytest.raises(ChangeRejected) as refused:
        make(*args, **values)
    return [(problem.code, problem.field) for problem in refused.value.problems]


def test_a_measure_without_a_unit_is_refused_with_everything_else_that_is_wrong() -> None:
    found = refusals(make_measure, make_sentra(), unit=None, year=2999, amount=-1)

    assert ("measure.unit_given", "unit") in found
    assert "value.unreadable_figure" in [code for code, _field in found]
    assert not Measure.objects.exists()


def test_a_measure_without_a_unit_and_of_a_year_to_come_is_told_both() -> None:
    found = refusals(make_measure, make_sentra(), unit=None, year=2099)

    assert sorted(found) == [("measure.unit_given", "unit"), ("part.year_in_future", "year")]


def test_a_measure_keeps_decimals_bounds_unit_period_and_words() -> None:
    figure = {"low": "18.5", "high": None, "qualifier": ">=", "text": "lebih dari 18,5 ton"}

    measure = make_measure(make_sentra(), amount=figure, period="day")

    assert (str(measure.amount), measure.amount_qualifier) == ("18.500", ">=")
    assert measure.amount_high is None
    assert (measure.period, measure.amount_text) == ("day", "lebih dari 18,5 ton")


@pytest.mark.parametrize("amount", ["1.2345", "1000000000000000"])
def test_a_measure_is_never_rounded_and_never_overflows(amount: str) -> None:
    assert len(refusals(make_measure, make_sentra(), amount=amount)) == 1
    assert not Measure.objects.exists()


def test_a_whole_figure_takes_no_decimals() -> None:
    assert refusals(make_machine, make_sentra(), machine_count="1.5") == [
        ("value.not_a_number", "machine_count")
    ]
    assert not Machine.objects.exists()


def test_certificates_above_the_units_of_the_same_year_are_refused() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2023, unit_count=20)
    make_profile(sentra, year=2025, unit_count=40)
    day = {"as_of_on": "2023-06-01", "as_of_precision": "day"}

    assert refusals(make_certificate, sentra, certificate_count=21, **day) == [
        ("certificate.more_than_units", "certificate_count")
    ]
    assert not Certificate.objects.exists()
    assert make_certificate(sentra, certificate_count=20, **day).certificate_count == 20


def test_certificates_without_a_year_are_compared_with_the_newest_profile() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2023, unit_count=20)
    make_profile(sentra, year=2025, unit_count=40)

    assert make_certificate(sentra, certificate_count=40).certificate_count == 40
    assert refusals(make_certificate, sentra, certificate_count=41) == [
        ("certificate.more_than_units", "certificate_count")
    ]


def test_motifs_may_be_more_than_units_and_unknown_units_refuse_nothing() -> None:
    sentra = make_sentra()
    make_profile(sentra, unit_count={"low": 25, "high": None, "qualifier": ">="})
    motif = make_certificate_kind(is_count_of_units=False).code

    assert make_certificate(sentra, certificate_count=300).certificate_count == 300
    make_profile(sentra, year=2026, unit_count=25)
    kept = make_certificate(sentra, certificate_kind=motif, certificate_count=103)
    assert kept.certificate_count == 103


def test_a_machine_stands_in_a_facility_of_its_own_sentra() -> None:
    here, there = make_sentra(), make_sentra()
    elsewhere = make_facility(there)

    assert refusals(make_machine, here, facility=str(elsewhere.pk)) == [
        ("machine.facility_elsewhere", "facility")
    ]
    assert not Machine.objects.exists()
    assert make_machine(there, facility=str(elsewhere.pk)).facility == elsewhere


def test_a_machine_may_stand_in_a_facility_of_the_same_act() -> None:
    sentra, source = make_sentra().public_code, make_source().code
    kind = make_facility_kind().code
    common = {"sentra": sentra, "source": source}

    record(
        Change("facility.record", {**common, "facility_kind": kind, "name": "gedung"}, ref="f"),
        Change("machine.record", {**common, "name": "oven", "facility": "@f"}),
    )

    assert Machine.objects.get().facility == Facility.objects.get()


def test_only_a_plan_may_have_a_year_to_come() -> None:
    sentra = make_sentra()

    assert refusals(make_facility, sentra, built_year=2098, state="operating") == [
        ("part.year_in_future", "built_year")
    ]
    assert make_facility(sentra, built_year=2098, state="planned").built_year == 2098


def test_a_need_is_answered_by_something_on_a_day_that_has_come() -> None:
    sentra = make_sentra()

    assert refusals(
        make_need, sentra, state="answered", state_on="2098-01-01", state_precision="day"
    ) == [("part.day_in_future", "state_on"), ("need.answer_said", "state")]


def test_an_entry_no_longer_used_is_kept_by_old_rows_and_refused_for_new_ones() -> None:
    sentra, kind = make_sentra(), make_need_kind()
    need = make_need(sentra, need_kind=kind.code)
    record(Change("need_kind.correct", {"is_active": False}, kind.code, kind.version))

    assert refusals(make_need, sentra, need_kind=kind.code) == [
        ("code_list.no_longer_used", "need_kind")
    ]
    record(Change("need.correct", {"words": "modal kerja"}, str(need.pk), need.version))
    need.refresh_from_db()
    assert (need.words, need.need_kind) == ("modal kerja", kind)


def test_every_problem_of_an_act_is_told_at_once() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2025, unit_count=5)
    common = {"sentra": sentra.public_code, "source": make_source().code}
    changes = (
        Change("measure.record", {**common, "measure_kind": "production", "amount": 18}),
        Change(
            "certificate.record",
            {**common, "certificate_kind": make_certificate_kind().code, "certificate_count": 6},
        ),
        Change(
            "profile.record",
            {
                **common,
                "year": 2024,
                "worker_count": 10,
                "worker_male_count": 7,
                "worker_female_count": 7,
            },
        ),
        Change(
            "profile.record", {**common, "year": 2023, "worker_count": 5, "worker_male_count": 6}
        ),
    )

    problems = check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, reason="uji"))

    assert [(problem.position, problem.code) for problem in problems] == [
        (0, "measure.unit_given"),
        (1, "certificate.more_than_units"),
        (2, "profile.workers_add_up"),
        (3, "profile.men_above_workers"),
    ]


def test_rules_take_no_more_statements_for_more_lines(
    django_assert_max_num_queries: Any,
) -> None:
    sentra = make_sentra()
    make_profile(sentra, unit_count=100)
    kind = make_certificate_kind().code
    line = {
        "sentra": sentra.public_code,
        "source": make_source().code,
        "certificate_kind": kind,
        "certificate_count": 1,
    }
    one = Act((Change("certificate.record", line),), ACTOR, ChangeSource.SYSTEM, reason="uji")
    many = Act((Change("certificate.record", line),) * 30, ACTOR, ChangeSource.SYSTEM, reason="uji")

    with django_assert_max_num_queries(30) as first:
        check_batch(one)
    with django_assert_max_num_queries(len(first.captured_queries)):
        check_batch(many)


def test_everything_wrong_with_a_state_is_said_at_once() -> None:
    here, there = make_sentra(), make_sentra()
    elsewhere = make_facility(there)
    day = {"state_on": "2098-01-01", "state_precision": "day"}

    assert sorted(refusals(make_facility_state, here, facility=elsewhere, **day)) == [
        ("machine.facility_elsewhere", "facility"),
        ("part.day_in_future", "state_on"),
    ]
    assert not FacilityState.objects.exists()


def test_nothing_is_opened_before_the_year_it_was_built_but_a_site_may_be() -> None:
    sentra = make_sentra()
    building = make_facility(sentra, built_year=2024)
    day = {"facility": building, "state_on": "2023-05-01"}

    assert refusals(make_facility_state, sentra, **day, state="opened") == [
        ("facility_state.before_built", "state_on")
    ]
    assert not FacilityState.objects.exists()
    make_facility_state(sentra, **day, state="under_construction")
    about = make_facility(sentra, built_year=2024, built_precision="circa")
    make_facility_state(sentra, facility=about, state_on="2023-05-01", state="opened")
    assert FacilityState.objects.count() == 2


def test_a_state_may_be_recorded_in_the_act_that_records_its_building() -> None:
    sentra, source = make_sentra(), make_source().code
    common = {"sentra": sentra.public_code, "source": source}
    kind = make_facility_kind().code
    building = {**common, "facility_kind": kind, "name": "gedung"}

    record(
        Change("facility.record", building, ref="gedung"),
        Change("facility_state.record", {**common, "facility": "@gedung", "state": "opened"}),
    )

    assert Facility.objects.with_state_now().get().now_state == "opened"
