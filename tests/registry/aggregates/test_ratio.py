"""Percentages: divided once from sums, low and high, and written to two decimals."""

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from registry.aggregates.cell import Cell
from registry.aggregates.definitions import (
    Ratio,
    definitions,
    depending_on,
    stored_definitions,
)
from registry.aggregates.ratio import divided, percent_bounds
from registry.aggregates.words import cell_words, value_words
from sentra.lib.figures import Figure

CELL = Cell(
    definition="dak.absorbed_of_ceiling",
    label="",
    unit="rupiah",
    region_code="51",
    region_name="Bali",
    period="2023",
    dimension="",
    member="",
    member_label="",
    value=None,
    low=8,
    high=8,
    state="ok",
    n_records=3,
    n_reporting=2,
    n_verified=0,
    year_from=2023,
    year_to=2023,
    data_as_of=datetime(2026, 11, 21, tzinfo=UTC),
    is_stale=False,
    query="is_counted=true",
)


@pytest.mark.parametrize(
    ("above", "below", "bounds"),
    [
        ((8, 8), (9, 9), (Decimal("88.89"), Decimal("88.89"))),
        ((8, 8), (9, 16), (Decimal("50.00"), Decimal("88.89"))),
        ((4, 8), (16, 16), (Decimal("25.00"), Decimal("50.00"))),
        ((8, None), (16, 16), (Decimal("50.00"), None)),
        ((8, 8), (16, None), (None, Decimal("50.00"))),
        ((0, 0), (16, 16), (Decimal("0.00"), Decimal("0.00"))),
        ((8, 8), (0, 16), (Decimal("50.00"), None)),
        ((None, None), (16, 16), (None, None)),
        ((8, 8), (None, None), (None, None)),
        ((8, 8), (0, 0), (None, None)),
    ],
)
def test_bounds_divide_crosswise_and_an_open_end_opens_the_other(
    above: Any, below: Any, bounds: Any
) -> None:
    assert percent_bounds(above, below) == bounds


def test_a_mean_divides_by_the_rows_that_report() -> None:
    what = replace(definitions()["dak.absorption_simple_mean"])
    shares = replace(CELL, low=1_500_000, high=1_500_000)

    (cell,) = divided(what, [shares], [])

    assert (cell.value, cell.denominator) == (Decimal("75.00"), (2, 2))


def test_a_cell_without_its_denominator_says_nothing() -> None:
    what = definitions()["dak.absorption_weighted"]

    (cell,) = divided(what, [CELL], [replace(CELL, region_code="52")])

    assert (cell.value, cell.low, cell.high) == (None, None, None)
    assert cell_words(cell) == (None, "")


def test_a_ratio_is_never_stored_and_names_two_stored_numbers() -> None:
    ratios = [what for what in definitions().values() if what.ratio]
    stored = {what.code: what for what in stored_definitions()}

    assert len(ratios) == 2
    for what in ratios:
        assert isinstance(what.ratio, Ratio)
        assert what.code not in stored
        above = stored[what.ratio.numerator]
        # The rows behind the percentage are the rows behind its halves.
        assert (above.population, above.dimensions) == (what.population, what.dimensions)
        assert not what.ratio.denominator or what.ratio.denominator in stored
        assert what not in depending_on(set(what.nouns))


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (Decimal("88.46"), Decimal("88.46"), "88,46 %"),
        (Decimal("25.56"), Decimal("30.89"), "25,56–30,89 %"),
        (Decimal("50.00"), None, "≥ 50,00 %"),
        (None, Decimal("50.00"), "≤ 50,00 %"),
    ],
)
def test_a_percentage_is_written_with_two_decimals(low: Any, high: Any, words: str) -> None:
    value = low if low == high else None
    assert value_words(replace(CELL, unit="persen", value=value, low=low, high=high)) == words


def test_a_range_of_a_count_is_written_as_a_range_and_never_as_zero() -> None:
    cell = replace(CELL, unit="unit", value=None, low=20, high=30)

    assert cell_words(cell) == (Figure.between(20, 30), "unit")
    assert value_words(cell) == "20–30"
    assert value_words(replace(cell, low=None)) == "≤ 30"
    assert value_words(replace(cell, low=0, high=0, value=0)) == "0"
    assert value_words(replace(cell, low=None, high=None)) == ""
