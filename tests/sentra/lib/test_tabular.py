"""Claims about CSV: what is written reads back, what is broken is refused with its place."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.tabular import (
    BOM,
    DIALECTS,
    CsvWriter,
    TabularProblem,
    csv_lines,
    escape_formula,
    read_csv,
    unescape_formula,
    write_csv,
)

TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)


def read(text, **options):
    """Read CSV given as text or bytes."""
    data = text if isinstance(text, bytes) else text.encode()
    return list(read_csv(io.BytesIO(data), **options))


def refusal(text, **options):
    """Return the refusal of CSV given as text or bytes."""
    with pytest.raises(TabularProblem) as caught:
        read(text, **options)
    return caught.value


def test_read_csv_gives_a_dict_for_each_row_and_skips_blank_lines():
    rows = read("code,name\r\n51,Bali\r\n\r\n52,\r\n")

    assert rows == [{"code": "51", "name": "Bali"}, {"code": "52", "name": ""}]


def test_read_csv_keeps_codes_and_numbers_as_the_text_they_are():
    assert read("regency_code,amount\n91.10,007\n") == [{"regency_code": "91.10", "amount": "007"}]


def test_read_csv_reads_a_path_a_text_file_and_a_binary_file_alike(tmp_path):
    path = tmp_path / "sentra.csv"
    path.write_bytes(b"\xef\xbb\xbfcode\r\n51\r\n")

    with path.open(encoding="utf-8", newline="") as text, path.open("rb") as binary:
        answers = [list(read_csv(source)) for source in (path, str(path), text, binary)]
        assert not binary.closed

    assert answers == [[{"code": "51"}]] * 4


@pytest.mark.parametrize(
    ("text", "code", "seen"),
    [
        ("", "table.empty", ""),
        ("\r\n", "table.empty", ""),
        ("code,,name\n1,2,3\n", "table.unnamed_header", "ke-2"),
        ("code,name, code\n1,2,3\n", "table.duplicate_header", "code"),
        ("code,nama\n1,2\n", "table.missing_header", "name"),
        ("code,name\n51\n", "table.row_width", "Baris 2"),
        ("code,name\n51,Bali\n52,NTB,x\n", "table.row_width", "Baris 3"),
        ('code,name\n51,"Ba"li\n', "table.unreadable", "baris 2"),
        ('code,name\n51,"Bali\n', "table.unreadable", "baris 2"),
        (b"code,name\n51,Caf\xe9\n", "table.not_utf8", "UTF-8"),
    ],
)
def test_read_csv_refuses_a_broken_table_and_names_the_place(text, code, seen):
    problem = refusal(text, required=["code", "name"])

    assert problem.code == code
    assert seen in problem.sentence


def test_the_refusal_names_the_file(tmp_path):
    path = tmp_path / "dak_2024.csv"
    path.write_text("code\n")

    with pytest.raises(TabularProblem) as caught:
        list(read_csv(path, required=["code", "fiscal_year", "amount"]))

    assert caught.value.value == "dak_2024.csv"
    assert "fiscal_year, amount" in caught.value.sentence


def test_write_csv_follows_rfc_4180():
    stream = io.StringIO(newline="")
    rows = [
        ["Sentra, Perak", Decimal("18.50"), None, True, 6629],
        ['"Celuk"', Decimal("1E+3"), date(2026, 11, 21), False, 0],
    ]

    count = write_csv(rows, ["name", "volume", "reported_on", "is_dak", "unit_count"], stream)

    assert count == 2
    assert stream.getvalue() == (
        "name,volume,reported_on,is_dak,unit_count\r\n"
        '"Sentra, Perak",18.50,,true,6629\r\n'
        '"""Celuk""",1000,2026-11-21,false,0\r\n'
    )


def test_write_csv_for_indonesian_excel_has_bom_semicolon_and_decimal_comma():
    stream = io.BytesIO()

    count = write_csv([["a;b", Decimal("18.5"), 6629]], ["x", "y", "z"], stream, "excel-id")

    assert count == 1
    assert stream.getvalue() == b'\xef\xbb\xbfx;y;z\r\n"a;b";18,5;6629\r\n'


def test_the_header_alone_is_a_table_of_no_rows():
    stream = io.BytesIO()

    assert write_csv([], ["code"], stream) == 0
    assert stream.getvalue() == b"code\r\n"


def test_csv_lines_takes_one_row_at_a_time():
    taken = []

    def rows():
        for number in range(3):
            taken.append(number)
            yield [number]

    lines = csv_lines(rows(), ["n"])

    assert [next(lines), next(lines)] == ["n\r\n", "0\r\n"]
    assert taken == [0]


def test_csv_lines_refuses_a_row_of_another_width():
    with pytest.raises(ValueError, match="2 cells under 1"):
        list(csv_lines([[1, 2]], ["n"]))


@pytest.mark.parametrize(
    ("cell", "line"),
    [
        (datetime(2026, 11, 21, 6, 35, tzinfo=UTC), "2026-11-21T06:35:00+00:00,x\r\n"),
        (UUID(int=0), "00000000-0000-0000-0000-000000000000,x\r\n"),
        (gettext_lazy("Kerajinan perak"), "Kerajinan perak,x\r\n"),
        (-5, "-5,x\r\n"),
        (Decimal("-0.5"), "-0.5,x\r\n"),
        ("-5", "'-5,x\r\n"),
        (0.00001, "0.00001,x\r\n"),
    ],
)
def test_each_kind_of_cell_has_one_text(cell, line):
    assert CsvWriter().line([cell, "x"]) == line


@pytest.mark.parametrize("cell", [[1], {"a": 1}, b"x", object()])
def test_a_value_that_is_no_cell_is_refused_loudly(cell):
    with pytest.raises(TypeError):
        CsvWriter().line([cell])


@pytest.mark.parametrize(
    "cell",
    [datetime(2026, 11, 21), float("nan"), Decimal("Infinity")],  # noqa: DTZ001
)
def test_a_moment_without_zone_and_a_number_without_value_are_refused(cell):
    with pytest.raises(ValueError, match=r"time zone|no number"):
        CsvWriter().line([cell])


@pytest.mark.parametrize("text", ["=1+1", "+62", "-x", "@a", "\tx", "\rx"])
def test_a_text_a_spreadsheet_would_run_is_prefixed(text):
    assert escape_formula(text) == f"'{text}"
    assert unescape_formula(f"'{text}") == text


@pytest.mark.parametrize("text", ["", "'", "'Ba'engas", "Ba'engas", "a=b", "1-2"])
def test_other_text_is_left_alone_both_ways(text):
    assert escape_formula(text) == text
    assert unescape_formula(text) == text


@given(st.text("'=+-@\t\rab", max_size=8))
def test_taking_the_prefix_off_gives_the_text_back(text):
    assert unescape_formula(escape_formula(text)) == text


@given(st.text("'=+-@\t\rab", max_size=8))
def test_no_escaped_text_begins_like_a_formula(text):
    assert not escape_formula(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize("dialect", DIALECTS)
@given(rows=st.lists(st.tuples(TEXTS, TEXTS), max_size=5))
def test_what_is_written_reads_back(dialect, rows):
    stream = io.BytesIO()
    write_csv(rows, ["name", "note"], stream, dialect)
    stream.seek(0)

    found = list(read_csv(stream, required=["name", "note"], dialect=dialect))

    assert [(row["name"], row["note"]) for row in found] == rows


@given(st.lists(TEXTS, max_size=5))
def test_a_table_of_one_column_keeps_its_empty_cells(cells):
    stream = io.BytesIO()
    write_csv([[cell] for cell in cells], ["note"], stream)
    stream.seek(0)

    assert [row["note"] for row in read_csv(stream)] == cells


def test_any_csv_reader_opens_the_plain_file():
    stream = io.StringIO(newline="")
    write_csv([["Sentra\nPerak", 'a"b', 18]], ["name", "note", "n"], stream)

    rows = list(csv.reader(io.StringIO(stream.getvalue(), newline="")))

    assert rows == [["name", "note", "n"], ["Sentra\nPerak", 'a"b', "18"]]
    assert BOM not in stream.getvalue()
