"""Sums of figures: bounds kept low and high, coverage beside them, nothing carried forward, and
unknown never zero."""

from collections.abc import Callable
from typing import Any

import pytest

from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from tests.dirty_marks import changed
from tests.factories import make_profile, make_sentra
from tests.registry.aggregates.truth import Numbers, drift, stored

pytestmark = pytest.mark.django_db

UNITS = "sentra.unit_count"


@pytest.fixture(autouse=True)
def november_2026(on_day: Callable[[str], None]) -> None:
    on_day("2026-11-21")


def summed(*figures: Any, period: str = "2025") -> Numbers:
    """The national sum over one sentra per figure, each reported for 2025; None is not reported."""
    for figure in figures:
        sentra = make_sentra()
        make_profile(sentra, **({} if figure is None else {"unit_count": figure}))
    drain()
    assert drift() == []
    return stored(UNITS)["ID", period, "", ""]


def at_least(number: int) -> dict[str, Any]:
    return {"low": number, "high": None, "qualifier": ">=", "text": ""}


def at_most(number: int) -> dict[str, Any]:
    return {"low": None, "high": number, "qualifier": "<=", "text": ""}


def between(low: int, high: int) -> dict[str, Any]:
    return {"low": low, "high": high, "qualifier": "range", "text": ""}


def about(number: int) -> dict[str, Any]:
    return {"low": number, "high": number, "qualifier": "~", "text": f"sekitar {number}"}


def test_exact_figures_add_up_to_one_number() -> None:
    found = summed(25, 5)

    assert (found.low, found.high) == (30, 30)
    assert [cell.value for cell in cells(UNITS, period="2025")] == [30]


def test_zero_is_reported_and_unknown_is_not_zero() -> None:
    found = summed(0, None)

    assert (found.low, found.high, found.n_reporting, found.n_records) == (0, 0, 1, 2)


def test_where_nobody_reported_there_is_no_number() -> None:
    found = summed(None, None)

    assert (found.low, found.high, found.n_reporting, found.n_records) == (None, None, 0, 2)
    assert [cell.value for cell in cells(UNITS, period="2025")] == [None]


def test_an_approximate_figure_counts_as_its_number() -> None:
    assert summed(about(40), 2)[:2] == (42, 42)


def test_a_range_keeps_both_ends() -> None:
    assert summed(between(20, 30), 5)[:2] == (25, 35)
    (cell,) = cells(UNITS, period="2025")
    assert (cell.value, cell.low, cell.high, cell.is_range) == (None, 25, 35, True)


def test_at_least_leaves_the_upper_end_open() -> None:
    assert summed(at_least(100), 5)[:2] == (105, None)
    (cell,) = cells(UNITS, period="2025")
    assert (cell.value, cell.low, cell.high) == (None, 105, None)


def test_at_most_adds_nothing_to_the_lower_end() -> None:
    assert summed(at_most(50), 5)[:2] == (5, 55)


def test_an_open_end_of_one_province_stays_open_nationally_and_closed_elsewhere() -> None:
    make_profile(make_sentra(), unit_count=at_least(10))
    make_profile(make_sentra(province="52", regency="52.02"), unit_count=7)
    drain()

    found = stored(UNITS)
    assert found["51", "2025", "", ""][:2] == (10, None)
    assert found["52", "2025", "", ""][:2] == (7, 7)
    assert found["ID", "2025", "", ""][:2] == (17, None)
    assert drift() == []


def test_figures_of_a_year_come_from_that_year_alone() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2023, unit_count=20)
    make_profile(sentra, year=2025, worker_count=60)
    drain()

    found = {key[1]: numbers for key, numbers in stored(UNITS).items() if key[0] == "ID"}
    assert {p: (n.low, n.n_reporting, n.n_records) for p, n in found.items()} == {
        "2023": (20, 1, 1),
        "2024": (None, 0, 1),
        "2025": (None, 0, 1),
        "2026": (None, 0, 1),
        "latest": (None, 0, 1),
    }
    assert drift() == []


def test_latest_takes_each_sentra_s_newest_profile_and_shows_the_range_of_years() -> None:
    first, second = make_sentra(), make_sentra()
    make_profile(first, year=2019, unit_count=10)
    make_profile(second, year=2020, unit_count=99)
    make_profile(second, year=2024, unit_count=30)
    drain()

    assert stored(UNITS)["ID", "latest", "", ""] == Numbers(40, 40, 2, 2, 0, 2019, 2024)
    (cell,) = cells(UNITS)
    assert (cell.value, cell.year_from, cell.year_to) == (40, 2019, 2024)


def test_a_withdrawn_profile_gives_way_to_the_one_before() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2023, unit_count=20)
    mistaken = make_profile(sentra, year=2025, unit_count=999)

    changed("profile.withdraw", mistaken.pk)()
    drain()

    assert stored(UNITS)["ID", "latest", "", ""][:2] == (20, 20)
    assert drift() == []


def test_figures_of_what_is_not_in_the_headline_enter_no_sum() -> None:
    make_profile(make_sentra(kind="craft_group"), unit_count=100)
    make_profile(make_sentra(recognition="candidate"), unit_count=100)
    make_profile(make_sentra(), unit_count=7)
    drain()

    assert stored(UNITS)["ID", "2025", "", ""] == Numbers(7, 7, 1, 1, 0, 2025, 2025)


def test_workers_by_sex_are_summed_apart_each_with_its_own_coverage() -> None:
    make_profile(make_sentra(), worker_count=10, worker_male_count=4, worker_female_count=6)
    make_profile(make_sentra(), worker_count=5, worker_female_count=5)
    make_profile(make_sentra(), worker_count=3)
    drain()

    found = {
        stem: stored(f"sentra.{stem}")["ID", "2025", "", ""]
        for stem in ("worker_count", "worker_male_count", "worker_female_count")
    }
    assert {stem: (n.low, n.n_reporting, n.n_records) for stem, n in found.items()} == {
        "worker_count": (18, 3, 3),
        "worker_male_count": (4, 1, 3),
        "worker_female_count": (11, 2, 3),
    }


def test_sums_beyond_32_bits_keep_every_rupiah() -> None:
    for _ in range(3):
        make_profile(make_sentra(), production_value_idr=9_007_199_254_740_993)
    drain()

    found = stored("sentra.production_value_idr")["ID", "2025", "", ""]
    assert found.low == found.high == 27_021_597_764_222_979
