"""Claims about writing numbers: dots, commas, honest rounding and honest shares."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.number_format import (
    format_exact,
    format_for_input,
    format_number,
    format_percent,
    format_rupiah,
    format_rupiah_short,
    rounded,
    spell_amount,
)


@pytest.mark.parametrize(
    ("number", "decimals", "shown"),
    [
        (0, 0, "0"),
        (999, 0, "999"),
        (6629, 0, "6.629"),
        (1234567, 0, "1.234.567"),
        (-1234, 0, "-1.234"),
        (Decimal("1234567.89"), 2, "1.234.567,89"),
        (Decimal("18.5"), 0, "19"),
        (Decimal("-18.5"), 0, "-19"),
        (Decimal("0.4"), 0, "0"),
        (Decimal("-0.4"), 0, "0"),
        (5, 2, "5,00"),
        (10**30 + 1, 0, "1" + ".000" * 9 + ".001"),
    ],
)
def test_format_number_writes_dots_for_thousands_and_a_comma_for_decimals(number, decimals, shown):
    assert format_number(number, decimals) == shown


@pytest.mark.parametrize(
    ("number", "shown", "typed"),
    [
        (18500, "18.500", "18500"),
        (Decimal("18.50"), "18,5", "18,5"),
        (Decimal("1234.075"), "1.234,075", "1234,075"),
        (Decimal("1E+4"), "10.000", "10000"),
        (100, "100", "100"),
    ],
)
def test_exact_and_typed_forms_keep_every_decimal_and_no_idle_zero(number, shown, typed):
    assert (format_exact(number), format_for_input(number)) == (shown, typed)


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(5_345_000_000, "Rp5.345.000.000"), (0, "Rp0"), (-5000, "-Rp5.000")],
)
def test_format_rupiah_writes_whole_rupiah_without_a_blank(amount, shown):
    assert format_rupiah(amount) == shown


@pytest.mark.parametrize(
    ("amount", "short"),
    [
        (5_345_000_000, "5,345 miliar rupiah"),
        (1_200_000_000, "1,2 miliar rupiah"),
        (3_561_305_614, "3,561 miliar rupiah"),
        (18_000_000_000, "18 miliar rupiah"),
        (750_000_000, "750 juta rupiah"),
        (950_000, "950 ribu rupiah"),
        (500, "500 rupiah"),
        (0, "0 rupiah"),
        (999_999_999_999, "1 triliun rupiah"),
        (1_234_000_000_000_000, "1.234 triliun rupiah"),
        (-1_200_000_000, "-1,2 miliar rupiah"),
    ],
)
def test_format_rupiah_short_rounds_to_three_decimals_of_a_scale(amount, short):
    assert format_rupiah_short(amount) == short


@pytest.mark.parametrize(
    ("amount", "echo"),
    [
        (1_200_000_000, "1,2 miliar rupiah"),
        (5_345_000_000, "5,345 miliar rupiah"),
        (4_484_720_000_000, "4 triliun 484 miliar 720 juta rupiah"),
        (3_561_305_614, "3 miliar 561 juta 305 ribu 614 rupiah"),
        (1_000_000_001, "1 miliar 1 rupiah"),
        (614, "614 rupiah"),
        (0, "0 rupiah"),
    ],
)
def test_spell_amount_echoes_the_exact_amount(amount, echo):
    assert spell_amount(amount) == echo


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (24, 100, "24%"),
        (99, 1000, "9,9%"),
        (5, 100, "5,0%"),
        (996, 10_000, "10%"),
        (1, 3, "33%"),
        (5, 5, "100%"),
        (0, 7, "0%"),
        (0, 0, "–"),
        (1, 100_000, "< 0,1%"),
        (9_999, 10_000, "> 99%"),
        (244, 100, "244%"),
        (Decimal("0.5"), 10, "5,0%"),
    ],
)
def test_format_percent_shows_one_decimal_under_ten_and_never_more_than_is_true(part, whole, share):
    assert format_percent(part, whole) == share


@given(st.decimals(-(10**9), 10**9, places=4, allow_nan=False), st.integers(0, 3))
def test_rounding_never_moves_a_number_by_more_than_half_a_step(number, decimals):
    distance = abs(Fraction(rounded(number, decimals)) - Fraction(number))

    assert distance <= Fraction(1, 2 * 10**decimals)
