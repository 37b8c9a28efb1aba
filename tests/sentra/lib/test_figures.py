"""Claims about figures: bounds fit the qualifier, JSON is plain, doubt survives a sum."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.figures import (
    Figure,
    FigureProblem,
    add_figures,
    figure_for_input,
    format_figure,
)
from sentra.lib.numbers import parse_decimal, parse_figure

WHOLE = st.integers(min_value=0, max_value=10**15)
NUMBERS = WHOLE | st.decimals(min_value=0, max_value=10**9, places=3, allow_nan=False)


def figures(numbers=NUMBERS):
    """Every kind of figure over the given numbers."""
    return st.one_of(
        numbers.map(Figure.exact),
        numbers.map(Figure.about),
        numbers.map(Figure.at_least),
        numbers.map(Figure.at_most),
        st.tuples(numbers, numbers).map(sorted).map(lambda bounds: Figure.between(*bounds)),
    )


@pytest.mark.parametrize(
    ("figure", "low", "high", "qualifier", "value"),
    [
        (Figure.exact(30), 30, 30, "=", 30),
        (Figure.exact(0), 0, 0, "=", 0),
        (Figure.about(500), 500, 500, "~", 500),
        (Figure.at_least(18), 18, None, ">=", 18),
        (Figure.at_most(20), None, 20, "<=", 20),
        (Figure.between(400, 700), 400, 700, "range", None),
        (Figure.between(400, 400), 400, 400, "=", 400),
    ],
)
def test_each_kind_fills_the_columns_the_api_names(figure, low, high, qualifier, value):
    assert (figure.low, figure.high, figure.qualifier, figure.value) == (
        low,
        high,
        qualifier,
        value,
    )


@pytest.mark.parametrize(
    ("low", "high", "qualifier"),
    [
        (1, 2, "="),
        (1, None, "="),
        (None, None, "="),
        (1, 2, "~"),
        (None, 2, ">="),
        (1, 2, ">="),
        (1, None, "<="),
        (1, 2, "<="),
        (2, 1, "range"),
        (2, 2, "range"),
        (2, None, "range"),
    ],
)
def test_bounds_that_contradict_the_qualifier_are_refused(low, high, qualifier):
    with pytest.raises(FigureProblem) as refusal:
        Figure(low, high, qualifier)

    assert refusal.value.code == "figure.bounds"


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (1.5, "figure.malformed"),
        (True, "figure.malformed"),
        (None, "figure.malformed"),
        ("", "figure.malformed"),
        ("1,5", "figure.malformed"),
        ("1e9", "figure.malformed"),
        ("NaN", "figure.malformed"),
        (" 5", "figure.malformed"),
        ("1.", "figure.malformed"),
        (".5", "figure.malformed"),
        ("٣", "figure.malformed"),
        ("9" * 41, "figure.malformed"),
        ([5], "figure.malformed"),
        ({"low": 5, "high": 5}, "figure.malformed"),
        ({"low": 5, "high": 5, "qualifier": "=", "note": "x"}, "figure.malformed"),
        ({"low": 5.0, "high": 5.0, "qualifier": "="}, "figure.malformed"),
        ({"low": 5, "high": 5, "qualifier": "=", "text": None}, "figure.malformed"),
        ({"low": 5, "high": 5, "qualifier": "about"}, "figure.qualifier"),
        ({"low": 5, "high": 4, "qualifier": "range"}, "figure.bounds"),
        (-1, "figure.negative"),
        ("-0.5", "figure.negative"),
    ],
)
def test_from_json_refuses_what_is_no_figure(raw, code):
    with pytest.raises(ValueError) as refusal:
        Figure.from_json(raw)

    assert refusal.value.code == code


@pytest.mark.parametrize("number", [float("1.5"), Decimal("NaN"), Decimal("1E+99"), True])
def test_a_figure_never_holds_a_number_that_is_not_exact_and_bounded(number):
    with pytest.raises(FigureProblem) as refusal:
        Figure.exact(number)

    assert refusal.value.code == "figure.malformed"


@pytest.mark.parametrize(
    ("raw", "figure"),
    [
        (30, Figure.exact(30)),
        ("30", Figure.exact(30)),
        ("18.50", Figure.exact(Decimal("18.5"))),
        ({"low": 18, "high": None, "qualifier": ">="}, Figure.at_least(18)),
        ({"high": "2.5", "qualifier": "<="}, Figure.at_most(Decimal("2.5"))),
    ],
)
def test_from_json_reads_bare_numbers_as_exact_and_missing_bounds_as_empty(raw, figure):
    assert Figure.from_json(raw) == figure


def test_to_json_writes_whole_numbers_as_int_and_others_as_text():
    figure = Figure.between(Decimal("18.0"), Decimal("18.50"), "18 sampai 18,5 ton")

    assert figure.to_json() == {
        "low": 18,
        "high": "18.5",
        "qualifier": "range",
        "text": "18 sampai 18,5 ton",
    }
    assert type(figure.to_json()["low"]) is int


@given(figures())
def test_json_gives_the_same_figure_back(figure):
    assert Figure.from_json(json.loads(json.dumps(figure.to_json()))) == figure


@pytest.mark.parametrize(
    ("first", "second", "total"),
    [
        (Figure.exact(5), Figure.exact(7), Figure.exact(12)),
        (Figure.exact(5), Figure.about(7), Figure.about(12)),
        (Figure.exact(5), Figure.at_least(18), Figure.at_least(23)),
        (Figure.at_most(20), Figure.exact(5), Figure.between(5, 25)),
        (Figure.at_most(20), Figure.at_most(30), Figure.at_most(50)),
        (Figure.at_most(20), Figure.at_least(18), Figure.at_least(18)),
        (Figure.between(400, 700), Figure.about(10), Figure.between(410, 710)),
    ],
)
def test_a_sum_adds_bounds_and_keeps_the_doubt(first, second, total):
    assert first + second == total
    assert second + first == total


@given(st.lists(figures(WHOLE), max_size=6))
def test_the_bounds_of_a_sum_are_the_sums_of_the_bounds(parts):
    total = add_figures(parts)

    if not parts:
        assert total is None
        return
    assert total is not None
    highs = [part.high for part in parts]
    assert (total.low or 0) == sum(part.low or 0 for part in parts)
    assert total.high == (None if None in highs else sum(highs))


def test_adding_something_else_is_a_type_error():
    with pytest.raises(TypeError):
        Figure.exact(5) + 5


@pytest.mark.parametrize(
    ("figure", "unit", "shown"),
    [
        (Figure.exact(6629), "", "6.629"),
        (Figure.exact(6629), "unit", "6.629 unit"),
        (Figure.at_least(18), "", "≥ 18"),
        (Figure.at_most(20), "", "≤ 20"),
        (Figure.about(500), "", "± 500"),
        (Figure.between(500, 600), "", "500–600"),
        (Figure.between(500, 600), "ton", "500–600 ton"),
        (Figure.exact(Decimal("18.50")), "ton", "18,5 ton"),
        (Figure.exact(0), "orang", "0 orang"),
        (Figure.at_least(28_000_000_000), "Rp", "≥ Rp28.000.000.000"),
        (Figure.between(7_000, 8_000), "Rp", "Rp7.000–Rp8.000"),
    ],
)
def test_format_figure_follows_the_house_style(figure, unit, shown):
    assert format_figure(figure, unit) == shown


@given(figures(WHOLE))
def test_a_formatted_count_reads_back(figure):
    read = parse_figure(format_figure(figure))

    assert (read.low, read.high, read.qualifier) == (figure.low, figure.high, figure.qualifier)


@given(figures())
def test_a_figure_shown_in_a_form_field_reads_back_without_a_question(figure):
    read = parse_figure(figure_for_input(figure), read=parse_decimal)

    assert (read.low, read.high, read.qualifier) == (figure.low, figure.high, figure.qualifier)
