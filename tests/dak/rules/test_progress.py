"""Rules of progress reports: cumulative, within the money of the grant, in their period, never
edited. What is refused leaves nothing behind."""

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dak.models import Grant, ProgressReport
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from sentra.lib.problems import ChangeRejected, Problem
from tests.factories import ACTOR, make_attachment, make_grant, make_office, make_source
from tests.factories.money import (
    make_absorption,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
)
from tests.factories.progress import make_photo, make_report, make_revision, make_target

pytestmark = pytest.mark.django_db

BILLION = 1_000_000_000


def checked(kind: str, **values: Any) -> list[Problem]:
    """What the engine says about one change."""
    change = Change(kind, values)
    return check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="uji"))


def reported(grant: Grant, **values: Any) -> list[str]:
    """The codes a report meets."""
    common = {
        "grant": grant.code,
        "source": make_source().code,
        "period_number": 3,
        "as_of_on": "2024-09-30",
        "physical_percent": "50",
    }
    return [problem.code for problem in checked("progress.record", **{**common, **values})]


@pytest.mark.parametrize(
    ("before", "now", "code"),
    [
        ({"physical_percent": "60"}, {}, "progress.physical_falls"),
        ({"amount_idr": 2 * BILLION}, {"amount_idr": BILLION}, "progress.money_falls"),
        (
            {"output_volume": "10", "unit_words": "m2"},
            {"output_volume": "9.9", "unit_words": "M2"},
            "progress.output_falls",
        ),
    ],
)
def test_a_cumulative_value_never_falls(
    before: dict[str, Any], now: dict[str, Any], code: str
) -> None:
    grant = make_grant_worth(5 * BILLION)
    make_report(grant, **before)

    assert reported(grant, **now) == [code]
    assert reported(grant, **{"physical_percent": "60", **before}) == []


def test_another_unit_is_another_measure() -> None:
    grant = make_grant()
    make_report(grant, output_volume="100", unit_words="m2")

    assert reported(grant, output_volume="2", unit_words="unit") == []


def test_a_report_between_two_others_fits_both() -> None:
    grant = make_grant()
    make_report(grant, as_of_on="2024-06-30", physical_percent="20")
    make_report(grant, as_of_on="2024-12-31", period_number=4, physical_percent="40")

    assert reported(grant, physical_percent="30") == []
    assert reported(grant, physical_percent="41") == ["progress.physical_falls"]


def test_a_revision_may_lower_what_was_reported_and_a_later_report_may_not() -> None:
    grant = make_grant()
    wrong = make_report(grant, physical_percent="60")

    make_revision(wrong, physical_percent="35")

    assert reported(grant, physical_percent="50") == []
    assert reported(grant, physical_percent="30") == ["progress.physical_falls"]


def test_a_component_has_a_curve_and_a_limit_of_its_own() -> None:
    grant = make_grant_worth(5 * BILLION, unspecified_idr=5 * BILLION)
    change = Change("grant.correct", {"unspecified_idr": 3 * BILLION}, grant.code, grant.version)
    source = make_source().code
    part = Change(
        "component.record",
        {"grant": grant.code, "name": "gedung", "amount_idr": 2 * BILLION, "source": source},
    )
    applied = apply_batch(Act((change, part), ACTOR, ChangeSource.SYSTEM, "uji"))
    component = str(applied.rows[1].pk)
    make_report(grant, physical_percent="60")

    assert reported(grant, component=component, physical_percent="10") == []
    assert reported(grant, component=component, amount_idr=2 * BILLION + 1) == [
        "progress.over_ceiling"
    ]


def test_money_stays_within_ceiling_contracts_and_payments() -> None:
    grant = make_grant_worth(5 * BILLION)
    assert reported(grant, amount_idr=5 * BILLION + 1) == ["progress.over_ceiling"]

    make_contract(grant, amount_idr=3 * BILLION)
    assert reported(grant, amount_idr=3 * BILLION + 1) == ["progress.over_contracts"]

    make_disbursement(grant, amount_idr=BILLION, paid_on="2024-04-01")
    make_disbursement(grant, amount_idr=BILLION, paid_on="2024-11-01", tranche_number=2)
    assert reported(grant, amount_idr=BILLION + 1) == ["progress.over_disbursed"]
    assert reported(grant, amount_idr=BILLION) == []


def test_the_ceiling_is_named_in_the_refusal_with_the_amount_in_words() -> None:
    grant = make_grant_worth(5_345_000_000)
    values = {"grant": grant.code, "source": make_source().code, "period_number": 3}

    (problem,) = checked(
        "progress.record",
        **values,
        as_of_on="2024-09-30",
        physical_percent="50",
        amount_idr=4_484_720_000_000,
    )

    assert problem.field == "amount_idr"
    assert "Rp5.345.000.000" in problem.message and "triliun" in problem.message


def test_lowering_the_ceiling_below_what_was_reported_is_refused() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_report(grant, amount_idr=4 * BILLION)
    old = grant.claims.get()
    lower = {"grant": grant.code, "source": make_source().code, "amount_idr": 3 * BILLION}
    changes = (
        Change("claim.withdraw", {}, str(old.pk), old.version),
        Change("claim.record", {"stage": "allocation", **lower}),
    )

    problems = check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, reason="uji"))

    assert [problem.code for problem in problems] == ["progress.over_ceiling"]


@pytest.mark.parametrize(
    ("values", "codes"),
    [
        ({"as_of_on": "2023-12-31"}, ["progress.before_year"]),
        ({"as_of_on": "2024-06-30"}, ["progress.before_quarter"]),
        ({"as_of_on": "2024-07-01"}, []),
        ({"as_of_on": "2025-01-10", "period_number": 4}, []),
        ({"as_of_on": "2024-02-01", "period_kind": "tranche", "period_number": 1}, []),
        ({"as_of_on": "2099-01-01"}, ["part.day_in_future"]),
        ({"period_number": 5}, ["progress.period_possible"]),
        ({"physical_percent": "100.5"}, ["progress.percent_possible"]),
    ],
)
def test_a_report_lies_in_its_period(values: dict[str, Any], codes: list[str]) -> None:
    assert reported(make_grant(), **values) == codes


@pytest.mark.parametrize("stage", ["promised", "proposed", "zero", "cancelled"])
def test_what_was_not_allocated_has_no_work_to_report(stage: str) -> None:
    assert reported(make_grant(stage=stage)) == ["progress.not_allocated"]


def test_a_revision_keeps_to_its_part_and_to_what_stands() -> None:
    grant = make_grant_worth(2 * BILLION)
    component = make_component(grant, amount_idr=2 * BILLION)
    whole, gone = make_report(grant), make_report(make_grant())
    withdraw(gone)
    values = {
        "revision_words": "salah",
        "source": make_source().code,
        "period_number": 2,
        "as_of_on": "2024-06-30",
        "physical_percent": "40",
    }

    other = checked(
        "progress.revise",
        grant=grant.code,
        corrects=str(whole.pk),
        component=str(component.pk),
        **values,
    )
    dead = checked("progress.revise", grant=gone.grant.code, corrects=str(gone.pk), **values)

    assert [problem.code for problem in other] == ["progress.revises_other_part"]
    assert [problem.code for problem in dead] == ["progress.revises_withdrawn"]


def withdraw(report: ProgressReport) -> None:
    change = Change("progress.withdraw", {"note": "keliru"}, str(report.pk), report.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))


def test_withdrawing_a_revision_is_judged_by_the_curve_it_leaves() -> None:
    grant = make_grant()
    wrong = make_report(grant, physical_percent="60")
    revision = make_revision(wrong, physical_percent="35")
    make_report(grant, as_of_on="2024-09-30", period_number=3, physical_percent="50")

    with pytest.raises(ChangeRejected) as refused:
        withdraw(revision)

    revision.refresh_from_db()
    assert [problem.code for problem in refused.value.problems] == ["progress.physical_falls"]
    assert not revision.is_withdrawn


def test_the_figures_of_a_report_are_never_edited_not_even_by_sql() -> None:
    report = make_report()
    change = Change("progress.correct", {"physical_percent": "10"}, str(report.pk), report.version)

    problems = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="uji"))
    refused = pytest.raises(DatabaseError, match="corrected by a new row")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT registry_act('dba:uji', 'tiket 1')")
        cursor.execute("UPDATE dak_progressreport SET physical_percent = 10")

    report.refresh_from_db()
    assert [problem.code for problem in problems] == ["value.unknown_field"]
    assert report.physical_percent == 40


def test_the_words_of_a_report_can_be_mended() -> None:
    report = make_report(note="salah ketk")
    change = Change("progress.correct", {"note": "salah ketik"}, str(report.pk), report.version)

    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    report.refresh_from_db()
    assert (report.note, report.version) == ("salah ketik", 1)


def test_a_photo_is_the_region_s_own_and_can_show_what_it_is_said_to_show() -> None:
    report = make_report(physical_percent="40")
    foreign = make_attachment(make_office(level="regency", province="32", regency="32.04"))
    own = make_attachment()

    codes = [
        problem.code
        for attachment, stage in ((foreign, "start"), (own, "full"))
        for problem in checked(
            "progress_photo.record",
            report=str(report.pk),
            attachment=str(attachment.pk),
            stage=stage,
        )
    ]

    assert codes == ["progress_photo.foreign", "progress_photo.too_early"]
    assert make_photo(report, own, stage="half").stage == "half"


def test_only_a_photo_in_force_shows_a_state() -> None:
    report, photo = make_report(), make_attachment()
    change = Change("attachment.withdraw", {}, str(photo.pk), photo.version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    (problem,) = checked(
        "progress_photo.record", report=str(report.pk), attachment=str(photo.pk), stage="start"
    )

    assert problem.code == "progress_photo.no_photo"


def test_a_target_never_falls() -> None:
    grant = make_grant()
    make_target(grant)

    problems = checked(
        "progress_target.record",
        grant=grant.code,
        due_on="2024-09-30",
        physical_percent="49",
        source=make_source().code,
    )

    assert [problem.code for problem in problems] == ["progress_target.falls"]
    assert date(2024, 6, 30) == grant.progress_targets.get().due_on


@pytest.mark.parametrize(
    ("amount", "is_refused"), [(None, False), (BILLION, False), (BILLION - 1, True)]
)
def test_the_money_of_a_target_never_falls_below_the_last_one_that_names_any(
    amount: int | None, is_refused: bool
) -> None:
    grant = make_grant()
    make_target(grant, due_on="2024-03-31", physical_percent="20", amount_idr=BILLION)
    make_target(grant, due_on="2024-06-30")

    problems = checked(
        "progress_target.record",
        grant=grant.code,
        due_on="2024-09-30",
        physical_percent="80",
        amount_idr=amount,
        source=make_source().code,
    )

    codes = [problem.code for problem in problems]
    assert codes == (["progress_target.money_falls"] if is_refused else [])
    assert grant.progress_targets.count() == 2


def test_a_grant_without_allocation_takes_no_stage_back_once_money_was_reported() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_report(grant, amount_idr=BILLION)
    make_absorption(grant, amount_idr=BILLION)
    grant.refresh_from_db()
    change = Change("grant.correct", {"stage": "zero"}, grant.code, grant.version)

    problems = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="uji"))

    assert [problem.code for problem in problems] == ["grant.zero_allocation_has_money"]
