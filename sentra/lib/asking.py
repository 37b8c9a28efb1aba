"""The names every list reads — limit, offset, ordering, fields, omit, count, format, dialect — read
strictly, with everything wrong told at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from sentra.lib.columns import Column
from sentra.lib.filtering import REPEATED, text_problems
from sentra.lib.problems import Problem, UnreadableValue, problem_code
from sentra.lib.readers import UNKNOWN_VALUE, Hint, Whole, YesNo
from sentra.lib.tabular import DIALECTS, Dialect

DEFAULT_LIMIT, MAX_LIMIT, MAX_OFFSET = 100, 1000, 100_000
FORMATS = ("json", "csv", "xlsx")
# What brings every row in one file.
FILES = FORMATS[1:]

UNKNOWN_ORDERING = problem_code("query.unknown_ordering", _("Urutan {value} tidak dikenal. {hint}"))
UNKNOWN_COLUMN = problem_code("query.unknown_column", _("Kolom {value} tidak dikenal. {hint}"))
NO_COLUMNS = problem_code(
    "query.no_columns", _("Tidak ada kolom yang tersisa. Kurangi isi omit atau tambah isi fields.")
)
WHOLE_SET = problem_code(
    "query.whole_set",
    _("Berkas selalu memuat seluruh baris yang tersaring; hapus parameter ini, atau minta JSON."),
)
ONLY_CSV = problem_code(
    "query.only_csv", _("Parameter dialect hanya berlaku bagi CSV. Tambahkan format=csv.")
)
TOO_DEEP = problem_code(
    "query.offset_too_deep",
    _("offset {value} terlalu dalam (paling besar {limit}). Saring dulu, atau minta CSV."),
)


@dataclass(frozen=True)
class Asked:
    """A query string that was read: how to answer, apart from which rows."""

    format: str
    columns: tuple[Column, ...]
    ordering: tuple[str, ...]
    limit: int
    offset: int
    with_count: bool
    dialect: Dialect


class Reading:
    """Reads the names every list shares and collects what is wrong with them."""

    def __init__(
        self,
        query: QueryDict,
        columns: Sequence[Column],
        orderings: Mapping[str, str],
        *,
        format: str = "json",
    ) -> None:
        self.query, self.columns, self.orderings = query, columns, orderings
        self.format = format
        self.problems: list[Problem] = []

    def asked(self, default_ordering: Sequence[str]) -> Asked:
        """Everything at once; `problems` tells whether it may be used."""
        self._format()
        return Asked(
            format=self.format,
            columns=self._columns(),
            ordering=self._ordering() or tuple(default_ordering),
            limit=self._whole("limit", DEFAULT_LIMIT, 1, MAX_LIMIT),
            offset=self._offset(),
            with_count=self._yes_no("count"),
            dialect=self._dialect(),
        )

    def _one(self, name: str) -> str:
        """The value of a name that is read once; a blank is nothing."""
        texts = [text.strip() for text in self.query.getlist(name) if text.strip()]
        if len(texts) > 1:
            self.problems.append(REPEATED.problem(name, ",".join(texts)[:100]))
            return ""
        for text in texts:
            found = list(text_problems(name, text))
            if found:
                self.problems += found
                return ""
        return texts[0] if texts else ""

    def _many(self, name: str) -> list[str]:
        texts = [part.strip() for text in self.query.getlist(name) for part in text.split(",")]
        return [text for text in texts if text]

    def _format(self) -> None:
        wanted = self._one("format")
        if wanted and wanted not in FORMATS:
            self.problems.append(
                UNKNOWN_VALUE.problem("format", wanted, hint=Hint(wanted, FORMATS))
            )

    def _columns(self) -> tuple[Column, ...]:
        known = {column.code: column for column in self.columns}
        wanted, left_out = self._many("fields"), self._many("omit")
        for name, codes in (("fields", wanted), ("omit", left_out)):
            for code in dict.fromkeys(codes):
                if code not in known:
                    self.problems += text_problems(name, code)
                    seen = code[:100].replace("\x00", "")
                    hint = Hint(seen, known)
                    self.problems.append(UNKNOWN_COLUMN.problem(name, seen, hint=hint))
        chosen = [known[code] for code in dict.fromkeys(wanted) if code in known] or self.columns
        columns = tuple(column for column in chosen if column.code not in left_out)
        if not columns:
            self.problems.append(NO_COLUMNS.problem("omit", ",".join(left_out)[:100]))
        return columns

    def _ordering(self) -> tuple[str, ...]:
        names = self._many("ordering")
        for name in names:
            if name.removeprefix("-") not in self.orderings:
                seen = name[:100].replace("\x00", "")
                hint = Hint(seen.removeprefix("-"), self.orderings)
                self.problems.append(UNKNOWN_ORDERING.problem("ordering", seen, hint=hint))
        return tuple(names)

    def _whole(self, name: str, default: int, least: int, most: int) -> int:
        text = self._one(name)
        if not text:
            return default
        if self.format in FILES:
            self.problems.append(WHOLE_SET.problem(name, text))
            return default
        try:
            return int(Whole(least, most).one(text))
        except UnreadableValue as error:
            self.problems.append(error.problem(name))
            return default

    def _offset(self) -> int:
        offset = self._whole("offset", 0, 0, 10**17)
        if offset > MAX_OFFSET:
            self.problems.append(TOO_DEEP.problem("offset", offset, limit=MAX_OFFSET))
            return 0
        return offset

    def _yes_no(self, name: str) -> bool:
        text = self._one(name)
        try:
            return YesNo().one(text) if text else True
        except UnreadableValue as error:
            self.problems.append(error.problem(name))
            return True

    def _dialect(self) -> Dialect:
        text = self._one("dialect")
        if text and text not in DIALECTS:
            hint = Hint(text, DIALECTS)
            self.problems.append(UNKNOWN_VALUE.problem("dialect", text, hint=hint))
        elif text and self.format != "csv":
            self.problems.append(ONLY_CSV.problem("dialect", text))
        return "excel-id" if text == "excel-id" else "rfc4180"
