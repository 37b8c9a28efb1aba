"""Risk points by the printed formula, and the notes on figures behind them."""

from typing import Any

import pytest

from registry.changes.gravity import gravity_of
from registry.changes.kinds import Gravity
from registry.changes.risk import assess, outliers
from tests.factories import make_profile
from tests.registry.proposals import YEAR, closure, figures_corrected, in_bandung, renaming, yearly

pytestmark = pytest.mark.django_db


def test_a_plain_yearly_report_has_one_point_and_the_first_of_an_office_two_more() -> None:
    proposal = yearly(in_bandung(), worker_count=34)

    plain = assess("yearly", proposal.changes, proposal.sentra, is_first=False)
    first = assess("yearly", proposal.changes, proposal.sentra, is_first=True)

    assert (plain.points, first.points) == (1, 3)
    assert [note.code for note in first.notes] == ["kind", "first"]


def test_points_are_the_sum_of_their_notes() -> None:
    sentra = in_bandung()
    make_profile(sentra, year=YEAR - 1, worker_count=30, unit_count=10)
    proposal = yearly(sentra, worker_count=90, unit_count=2)

    risk = assess("yearly", proposal.changes, sentra, is_first=True)

    assert [note.code for note in risk.notes] == ["kind", "outlier", "outlier", "outlier", "first"]
    assert risk.points == sum(note.points for note in risk.notes) == 1 + 2 * 3 + 2


@pytest.mark.parametrize(
    ("before", "after", "n_notes"),
    [(30, 45, 0), (30, 46, 1), (30, 15, 0), (30, 14, 1), (None, 34, 0), (0, 34, 0)],
)
def test_a_jump_is_more_than_half_of_the_last_figure(
    before: int | None, after: int, n_notes: int
) -> None:
    sentra = in_bandung()
    if before is not None:
        make_profile(sentra, year=YEAR - 1, worker_count=before)

    assert len(outliers(yearly(sentra, worker_count=after).changes, sentra)) == n_notes


@pytest.mark.parametrize(("units", "n_notes"), [(4, 1), (5, 0), (1000, 0), (1001, 1)])
def test_a_figure_outside_the_sanity_band_is_noted(units: int, n_notes: int) -> None:
    sentra = in_bandung()

    assert len(outliers(yearly(sentra, unit_count=units).changes, sentra)) == n_notes


def about(low: int | None, high: int | None, sign: str) -> dict[str, Any]:
    return {"low": low, "high": high, "qualifier": sign}


@pytest.mark.parametrize(
    ("before", "after", "n_notes"),
    [
        (40, about(4000, 4000, "~"), 1),
        (about(40, 40, "~"), 4000, 1),
        (40, about(60, 60, "~"), 0),
        (40, about(61, None, ">="), 1),
        (40, about(45, None, ">="), 0),
        (40, about(None, 19, "<="), 1),
        (40, about(10, 30, "range"), 0),
        (about(40, 100, "range"), 120, 0),
        (about(40, 100, "range"), 151, 1),
        (about(40, 100, "range"), 19, 1),
    ],
)
def test_a_figure_in_doubt_is_compared_by_what_it_surely_says(
    before: Any, after: Any, n_notes: int
) -> None:
    sentra = in_bandung()
    make_profile(sentra, year=YEAR - 1, worker_count=before)

    assert len(outliers(yearly(sentra, worker_count=after).changes, sentra)) == n_notes


@pytest.mark.parametrize(
    ("amount", "n_notes"),
    [
        (0, 0),
        (9_999_999, 1),
        (10_000_000, 0),
        (100_000_000_000, 0),
        (100_000_000_001, 1),
        (about(500, 500, "~"), 1),
        (about(500, 20_000_000, "range"), 0),
    ],
)
def test_money_outside_the_sanity_band_is_noted(amount: Any, n_notes: int) -> None:
    sentra = in_bandung()

    assert len(outliers(yearly(sentra, turnover_idr=amount).changes, sentra)) == n_notes


def test_a_correction_is_compared_with_what_it_corrects() -> None:
    profile = make_profile(in_bandung(), year=2020, worker_count=30)
    make_profile(profile.sentra, year=YEAR, worker_count=90)

    notes = outliers(figures_corrected(profile, worker_count=88).changes, profile.sentra)

    assert len(notes) == 1
    assert "dari 30" in notes[0]


def test_gravity_is_that_of_the_gravest_change() -> None:
    sentra = in_bandung()
    profile = make_profile(sentra, year=2020, worker_count=30)

    assert gravity_of(yearly(sentra, worker_count=5).changes) == Gravity.PLAIN
    assert gravity_of(figures_corrected(profile, worker_count=5).changes) == Gravity.FIGURE
    assert gravity_of(closure(sentra).changes) == Gravity.GRAVE
    assert gravity_of(renaming(sentra, "Baru").changes) == Gravity.PLAIN
