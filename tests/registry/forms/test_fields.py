"""Fields that read Indonesian: what is read, what is refused, and that showing reads back."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from registry.forms.fields import (
    CoordinateField,
    DayField,
    DecimalField,
    FigureField,
    PartialDateField,
    RupiahField,
    WordsField,
    YearField,
)


@pytest.mark.parametrize(
    ("field", "text", "value"),
    [
        (YearField(), "2024", 2024),
        (RupiahField(), "Rp1,2 miliar", 1_200_000_000),
        (DecimalField(), "33,5", "33.5"),
        (CoordinateField(), "−8,65", "-8.65"),
        (CoordinateField(), "115.263", "115.263"),
        (DayField(), "14 November 2026", "2026-11-14"),
        (WordsField(), "satu\r\ndua", "satu\ndua"),
        (YearField(), "", None),
        (WordsField(), "", ""),
    ],
)
def test_a_field_gives_the_plain_value_of_a_change(field: Any, text: str, value: Any) -> None:
    assert field.clean(text) == value


def test_a_figure_keeps_its_doubt_and_the_words_of_the_source() -> None:
    assert FigureField().clean("lebih dari 18") == {
        "low": 18,
        "high": None,
        "qualifier": ">=",
        "text": "lebih dari 18",
    }


@pytest.mark.parametrize(
    ("field", "text", "code"),
    [
        (FigureField(), "1,080", "number.english_separators"),
        (FigureField(), "banyak", "number.malformed"),
        (YearField(), "2.024", "value.not_a_number"),
        (DecimalField(), "18.500", "number.ambiguous"),
        (CoordinateField(), "8°39'", "value.not_a_decimal"),
        (DayField(), "2026", "date.day_needed"),
        (DayField(), "31/2/2026", "date.impossible"),
        (WordsField(required=True), " ", "required"),
    ],
)
def test_a_field_refuses_what_it_would_have_to_guess(field: Any, text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refusal:
        field.clean(text)

    assert refusal.value.code == code


@pytest.mark.parametrize(
    ("text", "on", "precision"),
    [
        ("14/11/2026", "2026-11-14", "day"),
        ("November 2026", "2026-11-01", "month"),
        ("2026", "2026-01-01", "year"),
        ("", None, "unknown"),
    ],
)
def test_one_date_field_speaks_of_day_and_precision(
    text: str, on: str | None, precision: str
) -> None:
    field = PartialDateField(precision="status_precision")

    values = field.values("status_on", field.clean(text))

    assert values == {"status_on": on, "status_precision": precision}
    row = {
        "status_on": date.fromisoformat(on) if on else None,
        "status_precision": precision,
    }
    assert field.shown(row, "status_on") == text


@pytest.mark.parametrize(
    ("sign", "low", "high", "shown"),
    [
        (">=", 1800, None, "≥ 1.800"),
        ("<=", None, 20, "≤ 20"),
        ("~", 500, 500, "± 500"),
        ("range", 400, 700, "400–700"),
        ("=", 0, 0, "0"),
        ("", None, None, ""),
    ],
)
def test_a_figure_is_shown_so_that_it_reads_back_the_same(
    sign: str, low: int | None, high: int | None, shown: str
) -> None:
    row = {"unit_count_low": low, "unit_count_high": high, "unit_count_qualifier": sign}
    field = FigureField()

    assert field.shown(row, "unit_count") == shown
    read = field.clean(shown)
    assert (read or {}).get("low") == low
    assert (read or {}).get("high") == high


def test_an_untouched_text_is_no_change() -> None:
    field = FigureField()

    assert not field.has_changed("≥ 18", " ≥ 18 ")
    assert field.has_changed("≥ 18", "lebih dari 18")


def test_a_coordinate_is_shown_with_a_comma_and_without_idle_places() -> None:
    row = {"latitude": Decimal("-8.650000")}

    assert CoordinateField().shown(row, "latitude") == "-8,65"
