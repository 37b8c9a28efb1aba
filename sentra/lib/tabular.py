"""CSV in and out: strict reading with sentences, writing that pandas, R and Excel open as it is.

Cells are text here; what a column means and how its text is parsed belongs to the columns of each
noun.
"""

from __future__ import annotations

import csv
import io
import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any, Literal
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.lib.problems import UnreadableValue, problem_code
from sentra.lib.text import FORMULA_STARTS

Dialect = Literal["rfc4180", "excel-id"]
DIALECTS: tuple[Dialect, ...] = ("rfc4180", "excel-id")
BOM = "\ufeff"

_DELIMITERS = {"rfc4180": ",", "excel-id": ";"}

TABLE_EMPTY = problem_code(
    "table.empty", _("Berkas {value} kosong. Baris pertama harus memuat judul kolom.")
)
TABLE_NOT_UTF8 = problem_code(
    "table.not_utf8", _("Berkas {value} bukan UTF-8. Simpan ulang sebagai CSV UTF-8.")
)
TABLE_UNREADABLE = problem_code(
    "table.unreadable",
    _("Berkas {value} rusak di sekitar baris {line}: tanda kutip atau pemisahnya tidak lengkap."),
)
TABLE_UNNAMED_HEADER = problem_code(
    "table.unnamed_header", _("Kolom ke-{position} berkas {value} tidak berjudul. Beri judul.")
)
TABLE_DUPLICATE_HEADER = problem_code(
    "table.duplicate_header",
    _("Judul kolom {header} muncul lebih dari sekali di berkas {value}. Sisakan satu."),
)
TABLE_MISSING_HEADER = problem_code(
    "table.missing_header",
    _("Berkas {value} tidak memuat kolom {header}. Tambahkan kolom itu dengan judul yang sama."),
)
TABLE_ROW_WIDTH = problem_code(
    "table.row_width",
    _("Baris {line} berkas {value} berisi {seen} kolom, seharusnya {expected}."),
)


class TabularProblem(UnreadableValue):
    """A table that cannot be read; `value` is the name of the file."""


def read_csv(
    source: str | os.PathLike[str] | IO[str] | IO[bytes],
    *,
    required: Collection[str] = (),
    dialect: Dialect = "rfc4180",
) -> Iterator[dict[str, str]]:
    """Yield each row as {heading: text}; blank lines are skipped, formula prefixes taken off.

    A BOM is tolerated. Raises TabularProblem, at the first step, for a file that is not UTF-8, a
    missing, unnamed or repeated heading, and later for a row of another width. An open file stays
    open; a text file must have been opened with newline="".
    """
    name = _file_name(source)
    with _opened(source) as stream:
        reader = csv.reader(stream, delimiter=_DELIMITERS[dialect], strict=True)
        try:
            header = _checked_header(next(reader, None), required, name)
            for cells in reader:
                if not cells:
                    continue
                if len(cells) != len(header):
                    raise TabularProblem(
                        TABLE_ROW_WIDTH,
                        name,
                        line=reader.line_num,
                        seen=len(cells),
                        expected=len(header),
                    )
                yield dict(zip(header, map(unescape_formula, cells), strict=True))
        except UnicodeDecodeError as error:
            raise TabularProblem(TABLE_NOT_UTF8, name) from error
        except csv.Error as error:
            raise TabularProblem(TABLE_UNREADABLE, name, line=reader.line_num) from error


class CsvWriter:
    """Turns rows into lines of CSV, for a file or for a streamed answer."""

    def __init__(self, dialect: Dialect = "rfc4180") -> None:
        self.dialect = dialect
        self._buffer = io.StringIO(newline="")
        self._writer = csv.writer(
            self._buffer, delimiter=_DELIMITERS[dialect], lineterminator="\r\n"
        )

    def header(self, names: Sequence[str]) -> str:
        """Return the header line, with the BOM that Excel needs in `excel-id`."""
        return (BOM if self.dialect == "excel-id" else "") + self.line(names)

    def line(self, cells: Sequence[Any]) -> str:
        """Return one row with its line end; TypeError for a value that is no cell."""
        self._writer.writerow([self._cell(cell) for cell in cells])
        line = self._buffer.getvalue()
        self._buffer.seek(0)
        self._buffer.truncate()
        return line

    def _cell(self, cell: Any) -> str:
        if isinstance(cell, Decimal | float):
            number = plain_decimal(cell)
            return number.replace(".", ",") if self.dialect == "excel-id" else number
        return cell_text(cell)


def csv_lines(
    rows: Iterable[Sequence[Any]], header: Sequence[str], dialect: Dialect = "rfc4180"
) -> Iterator[str]:
    """Yield the header and every row as text, one at a time: constant memory."""
    writer = CsvWriter(dialect)
    yield writer.header(header)
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"A row of {len(row)} cells under {len(header)} headings.")
        yield writer.line(row)


def write_csv(
    rows: Iterable[Sequence[Any]],
    header: Sequence[str],
    stream: IO[str] | IO[bytes],
    dialect: Dialect = "rfc4180",
) -> int:
    """Write header and rows and return the number of rows.

    `rfc4180`: comma, dot decimals, UTF-8, CRLF. `excel-id`: BOM, semicolon, decimal comma. None is
    an empty cell. A binary stream gets UTF-8; a text stream must not translate line ends.
    """
    is_text = isinstance(stream, io.TextIOBase)
    lines_written = 0
    for line in csv_lines(rows, header, dialect):
        stream.write(line if is_text else line.encode())  # type: ignore[arg-type]
        lines_written += 1
    return lines_written - 1  # the header is no row


def cell_text(cell: Any) -> str:
    """Return the text of one cell in `rfc4180`: ISO dates, true/false, dot decimals, safe text."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, int):
        return str(int(cell))
    if isinstance(cell, Decimal | float):
        return plain_decimal(cell)
    if isinstance(cell, datetime) and cell.tzinfo is None:
        raise ValueError("A moment without a time zone has no place in a file.")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, str | Promise | UUID):
        return escape_formula(str(cell))
    raise TypeError(f"{type(cell).__name__} is no cell of a table.")


def plain_decimal(number: Decimal | float) -> str:
    """Return the number with a dot and without an exponent; ValueError unless finite."""
    exact = number if isinstance(number, Decimal) else Decimal(repr(number))
    if not exact.is_finite():
        raise ValueError(f"{number} is no number to publish.")
    return format(exact, "f")


def escape_formula(text: str) -> str:
    """Put `'` before a text that a spreadsheet would run: one starting with = + - @ TAB CR.

    A text that already looks prefixed gets one more, so that unescape_formula gives it back.
    """
    return f"'{text}" if text.lstrip("'").startswith(FORMULA_STARTS) else text


def unescape_formula(text: str) -> str:
    """Take off exactly the prefix that escape_formula puts on."""
    if text.startswith("'") and text.lstrip("'").startswith(FORMULA_STARTS):
        return text[1:]
    return text


def _checked_header(cells: list[str] | None, required: Collection[str], name: str) -> list[str]:
    if not cells:
        raise TabularProblem(TABLE_EMPTY, name)
    header = [cell.strip() for cell in cells]
    if "" in header:
        raise TabularProblem(TABLE_UNNAMED_HEADER, name, position=header.index("") + 1)
    for heading, times in Counter(header).items():
        if times > 1:
            raise TabularProblem(TABLE_DUPLICATE_HEADER, name, header=heading)
    missing = [heading for heading in required if heading not in header]
    if missing:
        raise TabularProblem(TABLE_MISSING_HEADER, name, header=", ".join(missing))
    return header


@contextmanager
def _opened(source: str | os.PathLike[str] | IO[str] | IO[bytes]) -> Iterator[Iterable[str]]:
    """Give the lines of a path or an open file, without BOM; close only what was opened here."""
    if isinstance(source, str | os.PathLike):
        with open(source, encoding="utf-8-sig", newline="") as stream:
            yield stream
    elif isinstance(source, io.TextIOBase):
        yield _without_bom(source)
    else:
        wrapper = io.TextIOWrapper(source, encoding="utf-8-sig", newline="")  # type: ignore[type-var]
        try:
            yield wrapper
        finally:
            wrapper.detach()


def _without_bom(lines: Iterable[str]) -> Iterator[str]:
    for number, line in enumerate(lines):
        yield line.removeprefix(BOM) if number == 0 else line


def _file_name(source: str | os.PathLike[str] | IO[str] | IO[bytes]) -> str:
    path = source if isinstance(source, str | os.PathLike) else getattr(source, "name", "") or ""
    return os.path.basename(str(path)) or "CSV"
