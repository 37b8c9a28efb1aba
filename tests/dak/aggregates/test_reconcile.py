"""Theirs beside ours: the difference and its reasons, never forced equal."""

from decimal import Decimal
from typing import Any

import pytest

from dak.aggregates.reconcile import Comparison, compare, compare_in, disputed_ceilings
from registry.aggregates.definitions import definitions
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from sentra.lib.figures import Figure
from tests.factories import make_claim, make_grant, make_sentra
from tests.factories.rules import make_statistic

pytestmark = pytest.mark.django_db

MILLIARD = 10**9


def published(amount: int, **values: Any) -> None:
    make_statistic(
        **{
            "scheme": "dak",
            "indicator": "dak-amount",
            "unit": "idr",
            "stage": "allocation",
            "amount": amount,
            "reference_on": "2019-01-01",
            "scope_note": "Seluruh menu DAK bidang IKM",
            **values,
        }
    )


def granted(amount: Any, **values: Any) -> None:
    grant = make_grant(**{"fiscal_year": 2019, **values})
    if amount is not None:
        make_claim(grant, amount_idr=amount)


def only(year: int = 2019) -> Comparison:
    (found,) = compare(year)
    return found


def test_a_published_ceiling_stands_beside_the_registry_s_own_with_the_difference() -> None:
    published(540 * MILLIARD)
    granted(9 * MILLIARD)
    granted(None)

    found = only()

    assert found.own is not None
    assert found.own.figure == Figure.exact(9 * MILLIARD)
    assert (found.own.n_records, found.own.n_reporting) == (2, 1)
    assert found.difference == (531 * MILLIARD, 531 * MILLIARD)
    assert any(
        "1 hibah di registri belum bernilai pada tahap ini" in reason for reason in found.reasons
    )


def test_our_side_is_the_published_aggregate() -> None:
    published(540 * MILLIARD)
    granted(9 * MILLIARD)
    granted({"low": 3 * MILLIARD, "high": 5 * MILLIARD, "qualifier": "range"}, province="51")
    drain()
    (cell,) = cells("dak.ceiling", period="2019")

    own = only().own

    assert own is not None and own.figure is not None
    assert (own.figure.low, own.figure.high) == (cell.low, cell.high)
    assert own.n_records == cell.n_records


def test_a_range_on_our_side_makes_the_difference_a_range() -> None:
    published(20 * MILLIARD)
    granted({"low": 3 * MILLIARD, "high": 5 * MILLIARD, "qualifier": "range"})

    assert only().difference == (15 * MILLIARD, 17 * MILLIARD)


def test_an_open_end_of_ours_leaves_the_difference_open_below() -> None:
    published(20 * MILLIARD)
    granted({"low": 3 * MILLIARD, "high": None, "qualifier": ">="})

    assert only().difference == (None, 17 * MILLIARD)


def test_nothing_on_record_is_not_zero() -> None:
    published(178_300_000_000)

    found = only()

    assert found.own is not None
    assert (found.own.figure, found.difference) == (None, None)
    assert "bukan berarti tidak ada" in found.reasons[0]


def test_equal_numbers_say_so_and_nothing_else() -> None:
    published(9 * MILLIARD)
    granted(9 * MILLIARD)

    assert (only().difference, only().reasons) == ((0, 0), ("Sama.",))


def test_scope_and_stage_are_named_as_reasons() -> None:
    published(178 * MILLIARD, scope_note="Revitalisasi sentra saja")
    published(489 * MILLIARD, stage="outlook")
    granted(9 * MILLIARD)

    by_stage = {one.statistic.stage: " ".join(one.reasons) for one in compare(2019)}

    assert "Revitalisasi sentra saja" in by_stage["allocation"]
    assert "proyeksi realisasi" in by_stage["outlook"]


def test_what_the_registry_does_not_count_stands_alone() -> None:
    published(654 * MILLIARD, stage="plan_approved")
    granted(9 * MILLIARD)

    assert (only().own, only().difference) == (None, None)


def test_promises_other_years_and_other_provinces_are_not_ours() -> None:
    published(5 * MILLIARD, province="52")
    granted(9 * MILLIARD)
    granted(9 * MILLIARD, province="52", regency="52.02", stage="promised")
    granted(9 * MILLIARD, province="52", regency="52.02", fiscal_year=2020)

    found = only()

    assert found.own is not None and found.own.n_records == 0
    assert not found.is_national


def test_cumulative_counts_of_a_province_count_its_receivers_over_the_years() -> None:
    usual = {"unit": "count", "province": "52", "since_year": 2016, "stage": "observed"}
    published(10, indicator="regency-count", **usual)
    published(20, indicator="sentra-count", **usual)
    place = {"province": "52", "regency": "52.02"}
    sentra = make_sentra(**place).public_code
    granted(MILLIARD, **place, fiscal_year=2017, sentra=sentra)
    granted(MILLIARD, **place, fiscal_year=2018, sentra=sentra)
    granted(MILLIARD, **place, fiscal_year=2015)

    own = {one.statistic.indicator: one.own for one in compare(2019)}

    assert own["regency-count"] is not None and own["sentra-count"] is not None
    assert own["regency-count"].figure == own["sentra-count"].figure == Figure.exact(1)
    assert own["sentra-count"].n_records == 2


def test_three_amounts_of_one_year_are_disputed_and_one_is_not() -> None:
    published(178 * MILLIARD)
    assert disputed_ceilings(compare(2019)) == []

    published(540 * MILLIARD)
    published(489 * MILLIARD, stage="outlook")

    amounts = [one.published for one in disputed_ceilings(compare(2019))]
    assert len(amounts) == 3 and None not in amounts


@pytest.mark.parametrize(
    ("stage", "code"),
    [("contract", "dak.contracted"), ("disbursed", "dak.disbursed"), ("absorbed", "dak.absorbed")],
)
def test_each_stage_of_the_money_stands_beside_our_own_sum_of_that_stage(
    stage: str, code: str
) -> None:
    published(90 * MILLIARD, stage=stage)
    for amount in (2 * MILLIARD, 3 * MILLIARD):
        grant = make_grant(fiscal_year=2019)
        make_claim(grant, amount_idr=5 * MILLIARD)
        make_claim(grant, stage=stage, amount_idr=amount)
    granted(9 * MILLIARD)
    drain()
    (cell,) = cells(code, period="2019")

    found = only()

    assert found.own is not None and found.own.figure == Figure.exact(5 * MILLIARD)
    assert (cell.low, cell.high) == (5 * MILLIARD, 5 * MILLIARD)
    assert (found.own.n_records, found.own.n_reporting) == (3, 2)
    assert found.difference == (85 * MILLIARD, 85 * MILLIARD)


MEAN = {"indicator": "dak-absorption-mean", "unit": "percent", "stage": "absorbed"}


def spent(ceiling: int, absorbed: int, **where: Any) -> None:
    """A grant of 2023 and what of it was absorbed."""
    grant = make_grant(fiscal_year=2023, **where)
    make_claim(grant, amount_idr=ceiling, is_official=True, realised_idr=absorbed)


def test_both_percentages_of_one_year_stand_beside_our_own_and_are_not_the_same() -> None:
    usual = {"unit": "percent", "stage": "absorbed", "reference_on": "2023-01-01"}
    published(88, indicator="dak-absorption", **usual)
    published(93, indicator="dak-absorption-mean", **usual)
    spent(9 * MILLIARD, 8 * MILLIARD)
    spent(MILLIARD, MILLIARD, province="52", regency="52.02")
    drain()

    own = {one.statistic.indicator: one.own for one in compare(2023)}
    stored = {
        code: cells(f"dak.absorption_{code}", period="2023")[0].value
        for code in ("weighted", "simple_mean")
    }

    assert stored == {"weighted": Decimal("90.00"), "simple_mean": Decimal("94.44")}
    assert own["dak-absorption"] is not None and own["dak-absorption-mean"] is not None
    assert own["dak-absorption"].figure == Figure.exact(stored["weighted"])
    # One grant each: over grants and over governments the mean is the same.
    assert own["dak-absorption-mean"].figure == Figure.exact(stored["simple_mean"])


def test_a_mean_is_compared_over_governments_as_it_was_published() -> None:
    published(93, reference_on="2023-01-01", **MEAN)
    # Gianyar absorbed 5 of its 10 milliard in two grants, the province itself 1 of 1.
    spent(9 * MILLIARD, 4 * MILLIARD)
    spent(MILLIARD, MILLIARD)
    spent(MILLIARD, MILLIARD, level="province", regency=None)
    drain()

    (found,) = compare(2023)

    assert found.own is not None
    assert found.own.figure == Figure.exact(Decimal("75.00"))
    assert (found.own.n_reporting, found.own.n_governments) == (3, 2)
    assert any("setiap pemerintah daerah sama bobotnya" in one for one in found.reasons)
    # The registry's own number weighs grants, and its sentence says so.
    (cell,) = cells("dak.absorption_simple_mean", period="2023")
    assert cell.value == Decimal("81.48")
    assert "atas hibah" in str(definitions()["dak.absorption_simple_mean"].sentence)


def test_a_range_of_ceilings_is_a_range_of_the_mean_and_a_silent_grant_is_no_zero() -> None:
    published(93, reference_on="2023-01-01", **MEAN)
    spent(2 * MILLIARD, MILLIARD)
    make_claim(make_grant(fiscal_year=2023, province="52", regency="52.02"), amount_idr=MILLIARD)
    make_claim(
        make_grant(fiscal_year=2023, province="32", regency="32.04"),
        amount_idr=Figure.between(MILLIARD, 2 * MILLIARD).to_json(),
        realised_idr=MILLIARD,
    )

    (found,) = compare(2023)

    assert found.own is not None and found.own.n_governments == 2
    assert found.own.figure == Figure.between(Decimal("50.00"), Decimal("75.00"))


def test_figures_about_a_region_of_any_year_stand_beside_the_registry_s_own() -> None:
    usual = {"unit": "count", "province": "52", "since_year": 2016, "stage": "observed"}
    published(20, indicator="sentra-count", reference_on="2024-01-01", **usual)
    published(5 * MILLIARD, province="51", reference_on="2019-01-01")
    granted(MILLIARD, province="52", regency="52.02", fiscal_year=2017)
    granted(MILLIARD, province="52", regency="52.02", fiscal_year=2025)

    (found,) = compare_in("52")

    assert found.own is not None and (found.own.figure, found.own.n_records) == (Figure.exact(0), 1)
    assert found.difference == (20, 20)
    assert compare_in("32") == []
