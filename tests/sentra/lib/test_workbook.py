"""Workbooks: numbers and dates are real, texts stay texts whatever they begin with."""

import io
from collections.abc import Sequence
from typing import Any

import pytest

from sentra.lib.columns import Column, Type
from sentra.lib.workbook import write_workbook
from tests.xlsx import SheetCell, sheet, table


def written(kind: str, *values: Any) -> list[dict[str, SheetCell]]:
    return table(book([Column("cell", "Sel", "cell", kind)], [[value] for value in values]))


def book(columns: Sequence[Column], rows: Sequence[Sequence[Any]]) -> bytes:
    stream = io.BytesIO()
    assert write_workbook(stream, columns, rows, [("Sumber", "uji")]) == len(rows)
    return stream.getvalue()


@pytest.mark.parametrize(
    "text", ["=1+1", "+62", "-5", "@SUM(A1)", "\t=1", "{=1}", "https://a.b", "007", "mailto:x"]
)
def test_a_text_is_a_text_and_nothing_computes_or_leads_away(text: str) -> None:
    (row,) = written(Type.TEXT, text)

    assert row["cell"] == SheetCell("text", text, False)


@pytest.mark.parametrize(
    ("kind", "value", "shown"),
    [
        (Type.MONEY, 5_345_000_000, "5345000000"),
        (Type.INTEGER, 0, "0"),
        (Type.DECIMAL, 37.5, "37.5"),
        (Type.YEAR, 2024, "2024"),
        # Days since the end of 1899, as spreadsheets count.
        (Type.DATE, "2024-07-22", "45495"),
        (Type.MOMENT, "2024-07-22T12:00:00+07:00", "45495.5"),
        (Type.MOMENT, "2024-07-22T05:00:00+00:00", "45495.5"),
    ],
)
def test_numbers_and_dates_are_real(kind: str, value: Any, shown: str) -> None:
    (row,) = written(kind, value)

    assert row["cell"] == SheetCell("number", shown, False)


@pytest.mark.parametrize(
    ("kind", "value"), [(Type.MONEY, 10**15 + 1), (Type.DATE, "1899-12-31"), (Type.CODE, "51.04")]
)
def test_what_a_spreadsheet_would_bend_is_kept_as_text(kind: str, value: Any) -> None:
    (row,) = written(kind, value)

    assert row["cell"] == SheetCell("text", str(value), False)


def test_nothing_is_an_empty_cell_and_zero_is_not() -> None:
    columns = [Column(name, name, name, Type.MONEY) for name in ("nothing", "zero")]

    (row,) = table(book(columns, [[None, 0]]))

    assert list(row) == ["zero"] and row["zero"].value == "0"


def test_a_text_too_long_for_a_cell_is_refused_and_never_cut() -> None:
    with pytest.raises(ValueError, match="32768"):
        written(Type.TEXT, "a" * 32_768)


def test_the_second_sheet_says_what_it_is() -> None:
    content = book([Column("asked_idr", "Jumlah", "amount", Type.MONEY, unit="rupiah")], [[1], [2]])

    told = [[cell.value for cell in row.values()] for row in sheet(content, 2)]

    assert ["Sumber", "uji"] in told and ["Banyaknya baris", "2"] in told
    assert told[-1] == ["asked_idr", "Jumlah", "rupiah"]
