"""A table as an XLSX workbook: one sheet of rows with real numbers and dates, one that says what it
is. Texts are texts, whatever they begin with: nothing in it is ever a formula or a link.

Rows are written one at a time in constant memory; the file is made on disk."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import date, datetime
from typing import IO, Any

import xlsxwriter
from django.utils.translation import gettext as _

from sentra.lib.columns import Column, Type
from sentra.lib.dates import WIB

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAX_ROWS = 1_000_000
MAX_TEXT = 32_767
# A spreadsheet keeps fifteen digits; a longer number stays exact as text.
EXACT = 10**15
# Days before it are no dates to a spreadsheet (and its February 1900 has a day too many).
FIRST_DAY = date(1900, 3, 1)
OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
NARROW, WIDE = 14, 32

About = Sequence[tuple[str, str]]


def write_workbook(
    stream: IO[bytes],
    columns: Sequence[Column],
    rows: Iterable[Iterable[Any]],
    about: About,
) -> int:
    """Write the rows under their column codes, and the sheet about them; the number of rows.

    `rows` hold plain values (sentra.lib.columns.plain): dates and moments as ISO text. Raises
    ValueError for a text that no cell can hold."""
    with closing(xlsxwriter.Workbook(stream, OPTIONS)) as book:
        sheet = Sheet(book, "data")
        sheet.head(columns)
        n_rows = 0
        for n_rows, row in enumerate(rows, start=1):
            for place, (column, value) in enumerate(zip(columns, row, strict=True)):
                sheet.cell(n_rows, place, column.type, value)
        sheet.close(n_rows, len(columns))
        _explain(book, columns, [*about, (_("Banyaknya baris"), str(n_rows))])
    return n_rows


class Sheet:
    """The sheet of rows."""

    def __init__(self, book: Any, name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.bold = book.add_format({"bold": True})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        self.moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
        self.money = book.add_format({"num_format": "#,##0"})

    def head(self, columns: Sequence[Column]) -> None:
        """The column codes, in a row that stays in view."""
        for place, column in enumerate(columns):
            self.sheet.set_column(place, place, WIDE if column.type == Type.TEXT else NARROW)
        for place, column in enumerate(columns):
            self.sheet.write_string(0, place, column.code, self.bold)
        self.sheet.freeze_panes(1, 0)

    def close(self, n_rows: int, n_columns: int) -> None:
        """Filters over everything."""
        self.sheet.autofilter(0, 0, max(n_rows, 1), n_columns - 1)

    def cell(self, row: int, place: int, kind: str, value: Any) -> None:
        """One value by what its column holds; nothing for nothing."""
        if value is None:
            return
        if isinstance(value, bool):
            self.sheet.write_boolean(row, place, value)
        elif isinstance(value, int | float):
            if abs(value) >= EXACT:
                self.text(row, place, str(value))
            else:
                form = self.money if kind == Type.MONEY else None
                self.sheet.write_number(row, place, value, form)
        elif kind in (Type.DATE, Type.MOMENT) and (read := _day(kind, str(value))) is not None:
            form = self.day if kind == Type.DATE else self.moment
            self.sheet.write_datetime(row, place, read, form)
        else:
            self.text(row, place, str(value))

    def text(self, row: int, place: int, text: str) -> None:
        """A string, never anything else."""
        if len(text) > MAX_TEXT:
            raise ValueError(f"A text of {len(text)} characters fits no cell.")
        self.sheet.write_string(row, place, text)


def _day(kind: str, text: str) -> date | datetime | None:
    """The day, or the moment on the registry's clock; None for what a spreadsheet cannot date."""
    if kind == Type.DATE:
        day = date.fromisoformat(text)
        return day if day >= FIRST_DAY else None
    moment = datetime.fromisoformat(text).astimezone(WIB).replace(tzinfo=None)
    return moment if moment.date() >= FIRST_DAY else None


def _explain(book: Any, columns: Sequence[Column], about: About) -> None:
    """Where the rows come from, when, by which question, and what each column means."""
    sheet, bold = book.add_worksheet("keterangan"), book.add_format({"bold": True})
    sheet.set_column(0, 2, WIDE)
    for row, (label, words) in enumerate(about):
        sheet.write_string(row, 0, label, bold)
        sheet.write_string(row, 1, words[:MAX_TEXT])
    first = len(about) + 1
    for place, words in enumerate((_("Kolom"), _("Judul"), _("Satuan"))):
        sheet.write_string(first, place, words, bold)
    for row, column in enumerate(columns, start=first + 1):
        for place, words in enumerate((column.code, str(column.heading), str(column.unit))):
            sheet.write_string(row, place, words)
