"""The numbers of the S-curve: physical against financial progress, both against the plan, and who
sees which words."""

from datetime import date
from decimal import Decimal

import pytest

from dak.models import Grant
from dak.queries.cautions import cautions_of
from dak.queries.progress import Plan, Point, ProgressPanel, progress_of
from dak.queries.progress_curve import BASE, HEAD, draw
from registry import policy
from registry.columns.viewer import Viewer
from sentra.accounts.models import User
from tests.cast import Cast
from tests.factories import make_attachment, make_grant
from tests.factories.grants import make_claim
from tests.factories.money import make_contract, make_grant_worth
from tests.factories.progress import (
    make_photo,
    make_problem,
    make_problem_kind,
    make_report,
    make_revision,
    make_target,
)
from tests.factories.records import make_source

pytestmark = pytest.mark.django_db

BILLION = 1_000_000_000
TODAY = date(2024, 11, 21)


def seen_by(grant: Grant, user: User | None = None) -> ProgressPanel:
    """The panel as one person sees it."""
    actor = policy.actor_for(user) if user else policy.PUBLIC
    return progress_of(grant, Viewer(actor, TODAY))


def test_without_reports_the_panel_is_empty_and_claims_nothing() -> None:
    panel = seen_by(make_grant())

    assert panel.is_empty and panel.plan is None and not panel.may_report


def test_money_is_measured_against_the_ceiling_sources_agree_on() -> None:
    grant = make_grant_worth(4 * BILLION)
    make_report(grant, amount_idr=BILLION)

    (part,) = seen_by(grant).parts

    assert part.newest.financial == Decimal(25)


def test_a_disputed_ceiling_measures_nothing() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=9 * BILLION)
    make_claim(grant, amount_idr=12 * BILLION, source=make_source().code)
    make_report(grant, amount_idr=BILLION)

    (part,) = seen_by(grant).parts

    assert part.newest.financial is None


def test_only_reports_in_force_draw_the_curve() -> None:
    grant = make_grant()
    make_revision(make_report(grant, physical_percent="60"), physical_percent="35")

    (part,) = seen_by(grant).parts

    assert [one.report.physical_percent for one in part.reports] == [Decimal(35)]
    assert part.newest.is_revised


def test_recorded_targets_are_the_plan_and_say_how_far_behind_in_days() -> None:
    grant = make_grant()
    make_target(grant, due_on="2024-03-31", physical_percent="20")
    make_target(grant, due_on="2024-06-30", physical_percent="60")
    make_report(grant, as_of_on="2024-06-30", physical_percent="40")

    panel = seen_by(grant)
    standing = panel.parts[0].standing

    assert panel.plan is not None and not panel.plan.is_straight
    assert standing is not None and standing.is_behind
    assert (standing.planned, standing.points) == (Decimal(60), Decimal(-20))
    # From 31 March the plan climbs 40 points in 91 days: 40 percent after half of them, on 16 May.
    assert standing.days == (date(2024, 5, 16) - date(2024, 6, 30)).days
    assert "Tertinggal 20,0 poin persen" in standing.sentence
    assert "45 hari" in standing.sentence


def test_reported_money_is_held_against_the_targets_that_name_an_amount() -> None:
    grant = make_grant_worth(4 * BILLION)
    make_target(grant, due_on="2024-03-31", physical_percent="20", amount_idr=BILLION)
    make_target(grant, due_on="2024-05-31", physical_percent="40")
    make_target(grant, due_on="2024-06-30", physical_percent="60", amount_idr=3 * BILLION)
    make_report(grant, as_of_on="2024-05-15", physical_percent="40", amount_idr=BILLION)

    (part,) = seen_by(grant).parts

    # From 31 March two milliard more are planned in 91 days: 45 of them have passed.
    planned = BILLION + 2 * BILLION * 45 // 91
    assert part.money is not None and part.money.is_behind
    assert (part.newest.planned_idr, part.money.planned) == (planned, planned)
    assert part.money.difference == BILLION - planned
    assert "Keuangan tertinggal Rp989.010.989 dari rencana per 15 Mei 2024" in part.money.sentence
    assert part.curve is not None
    drawn = [(dot.on, dot.percent) for dot in part.curve.planned_money.dots]
    assert drawn == [
        (date(2024, 1, 1), Decimal(0)),
        (date(2024, 3, 31), Decimal(25)),
        (date(2024, 6, 30), Decimal(75)),
    ]


def test_targets_without_an_amount_hold_no_money_against_anything() -> None:
    grant = make_grant_worth(4 * BILLION)
    make_target(grant)
    make_report(grant, amount_idr=BILLION)

    (part,) = seen_by(grant).parts

    assert part.money is None and part.newest.planned_idr is None
    assert part.curve is not None and part.curve.planned_money.dots == ()


def test_without_targets_the_plan_is_the_straight_line_of_the_contracts() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_contract(
        grant, amount_idr=BILLION, starts_on="2024-06-13", ends_on="2024-12-10", number="1"
    )
    make_report(grant, as_of_on="2024-09-11", period_number=3, physical_percent="75")

    panel = seen_by(grant)
    standing = panel.parts[0].standing

    assert panel.plan is not None and panel.plan.is_straight
    assert standing is not None and not standing.is_behind
    assert (standing.planned, standing.points, standing.days) == (Decimal(50), Decimal(25), 45)


def test_without_plan_nothing_is_compared() -> None:
    grant = make_grant()
    make_report(grant)

    panel = seen_by(grant)

    assert panel.parts[0].standing is None
    assert "belum tercatat" in panel.plan_words


def test_a_plan_says_where_it_stands_before_between_and_after_its_points() -> None:
    first, last = date(2024, 1, 1), date(2024, 1, 11)
    plan = Plan((Point(first, Decimal(0)), Point(last, Decimal(50))), is_straight=False)

    assert plan.at(date(2023, 12, 31)) == 0
    assert plan.at(date(2024, 1, 6)) == 25
    assert plan.at(date(2024, 2, 1)) == 50
    assert plan.reached_on(Decimal(25)) == date(2024, 1, 6)
    assert plan.reached_on(Decimal(51)) is None


def test_the_picture_spans_the_fiscal_year_and_climbs() -> None:
    points = [(date(2024, 1, 1), Decimal(0)), (date(2024, 12, 31), Decimal(100))]

    curve = draw(physical=points, financial=[], planned=[], year=2024)

    assert curve is not None
    first, last = curve.physical.dots
    assert (first.x, first.y) == ("9.00", f"{BASE:.1f}")
    assert (last.x, last.y) == ("97.00", f"{HEAD:.1f}")
    assert len(curve.physical.segments) == 1 and curve.financial.dots == ()


def test_words_are_for_people_with_a_mandate_and_photos_for_the_place(cast: Cast) -> None:
    grant = make_grant()
    report = make_report(grant, note="rahasia dapur")
    make_problem(report, problem_kind=make_problem_kind(name="Cuaca").code, words="hujan lebat")
    make_photo(report, make_attachment())

    public, analyst = seen_by(grant), seen_by(grant, cast.analyst)
    own, other = seen_by(grant, cast.stranger), seen_by(grant, cast.regency_operator)

    assert not public.parts[0].newest.shows_words and public.parts[0].newest.photos == ()
    assert analyst.parts[0].newest.shows_words and analyst.parts[0].newest.photos == ()
    assert len(own.parts[0].newest.photos) == 1 and own.may_report
    assert other.parts[0].newest.photos == () and not other.may_report


def test_progress_far_from_its_money_and_after_the_year_is_doubted() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_report(
        grant,
        as_of_on="2025-01-10",
        period_number=4,
        physical_percent="95",
        amount_idr=5 * BILLION // 2,
    )

    codes = [caution.code for caution in cautions_of([grant.pk])[grant.pk]]

    assert codes == ["caution.report_after_year", "caution.report_gap"]
