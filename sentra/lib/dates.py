"""Dates as far as they are known, read day first and written in Indonesian; years in bounds.

A partial date keeps its first day and a precision, so that it can be compared, and never shows
more than the source said. The clock of the registry is WIB.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from sentra.lib.months import MONTHS, SHORT_MONTHS
from sentra.lib.problems import UnreadableValue, problem_code

WIB = ZoneInfo("Asia/Jakarta")
WITA = ZoneInfo("Asia/Makassar")
WIT = ZoneInfo("Asia/Jayapura")
TIME_ZONES = {"WIB": WIB, "WITA": WITA, "WIT": WIT}

FISCAL_YEAR_MIN, FISCAL_YEAR_MAX = 2010, 2100
ORIGIN_YEAR_MIN = 1500
_YEAR_MIN, _YEAR_MAX = ORIGIN_YEAR_MIN, FISCAL_YEAR_MAX

Precision = Literal["year", "month", "day", "unknown"]
PRECISIONS: tuple[Precision, ...] = ("year", "month", "day", "unknown")

WEEKDAYS = (_("Senin"), _("Selasa"), _("Rabu"), _("Kamis"), _("Jumat"), _("Sabtu"), _("Minggu"))

# What people type, whatever language the screen is in; Pebruari and Nopember are older spellings.
_MONTH_WORDS = {
    word: number
    for number, words in enumerate(
        (
            "januari jan",
            "februari pebruari feb peb",
            "maret mar mrt",
            "april apr",
            "mei",
            "juni jun",
            "juli jul",
            "agustus agu agt agust ags",
            "september sep sept",
            "oktober okt",
            "november nopember nov nop",
            "desember des",
        ),
        start=1,
    )
    for word in words.split()
}
_WEEKDAY_WORDS = ("senin", "selasa", "rabu", "kamis", "jumat", "sabtu", "minggu")

_ISO = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?")
_WEEKDAY = re.compile(r"(?P<weekday>[a-z]+['’]?[a-z]*)(?:,\s*|\s*\(|\s+)(?P<rest>[0-9][^()]*)\)?")
_NUMERIC = re.compile(
    r"(?P<day>[0-9]{1,2})(?P<sep>[/.-])(?P<month>[0-9]{1,2})(?P=sep)(?P<year>[0-9]+)"
)
_WORDED = re.compile(r"(?:(?P<day>[0-9]{1,2})\s+)?(?P<month>[a-z]+)\.?\s+(?P<year>[0-9]+)")
_NO_YEAR = re.compile(r"[0-9]{1,2}[/.-][0-9]{1,2}|[0-9]{1,2}\s+[a-z]+")

DATE_MALFORMED = problem_code(
    "date.malformed",
    _(
        "{value} tidak dapat dibaca sebagai tanggal. Tulis hari, bulan, lalu tahun, misalnya "
        "14/11/2026 atau 14 November 2026; tahun saja juga boleh."
    ),
)
DATE_ISO_MALFORMED = problem_code(
    "date.iso_malformed",
    _("{value} bukan tanggal ISO. Tulis 2025, 2025-04 atau 2025-04-05."),
)
DATE_IMPOSSIBLE = problem_code(
    "date.impossible",
    _("Tanggal {value} tidak ada di kalender. Urutannya hari, bulan, lalu tahun."),
)
DATE_YEAR_MISSING = problem_code(
    "date.year_missing",
    _("Tanggal {value} belum bertahun lengkap. Tulis tahunnya dengan empat angka."),
)
DATE_OUT_OF_RANGE = problem_code(
    "date.out_of_range",
    _("Tahun pada {value} di luar {first}–{last}. Periksa kembali tahunnya."),
)
DATE_WEEKDAY = problem_code(
    "date.weekday_mismatch",
    _("{value} tidak cocok: tanggal itu hari {weekday}. Periksa hari dan tanggalnya."),
)
FISCAL_YEAR = problem_code(
    "fiscal_year.out_of_range",
    _("Tahun anggaran {value} di luar {first}–{last}. Periksa kembali tahunnya."),
)
ORIGIN_YEAR = problem_code(
    "origin_year.out_of_range",
    _("Tahun asal {value} di luar {first}–{last}. Periksa kembali tahunnya."),
)


class DateProblem(UnreadableValue):
    """A date or year that is refused."""


@dataclass(frozen=True)
class PartialDate:
    """A date known to the year, the month or the day; `on` is its first day, None when unknown."""

    on: date | None
    precision: Precision

    def __post_init__(self) -> None:
        if self.precision not in PRECISIONS or (self.on is None) != (self.precision == "unknown"):
            raise ValueError(f"{self.on!r} cannot be known to the {self.precision!r}.")
        if self.on is not None and self.on != _first_day(self.on, self.precision):
            raise ValueError(f"{self.on} is not the first day of its {self.precision}.")

    @classmethod
    def unknown(cls) -> PartialDate:
        """Return the date nobody stated."""
        return cls(None, "unknown")

    @property
    def last_day(self) -> date | None:
        """The last day it may mean, None when unknown."""
        if self.on is None or self.precision == "day":
            return self.on
        month = 12 if self.precision == "year" else self.on.month
        return date(self.on.year, month, calendar.monthrange(self.on.year, month)[1])

    @property
    def iso(self) -> str:
        """The ISO text as deep as known: `2025`, `2025-03`, `2025-03-05`, empty when unknown."""
        if self.on is None:
            return ""
        return self.on.isoformat()[: {"year": 4, "month": 7}.get(self.precision, 10)]

    def __str__(self) -> str:
        return format_date(self.on, self.precision)


def parse_partial_date(text: str) -> PartialDate:
    """Read ISO text as deep as given (`2025`, `2025-03`, `2025-04-05`); empty text is unknown."""
    seen = text.strip()
    if not seen:
        return PartialDate.unknown()
    match = _ISO.fullmatch(seen)
    if match is None:
        raise DateProblem(DATE_ISO_MALFORMED, seen)
    return _partial(seen, match["year"], match["month"], match["day"])


def parse_indonesian_date(text: str) -> PartialDate:
    """Read what an officer types, day first: `14/11/2026`, `14 November 2026`, `2026`.

    A month with its year is known to the month. A weekday before it (`Sabtu, 5 April 2025`) must
    agree. DateProblem when there is no such date, no full year, or another order.
    """
    seen = " ".join(text.split())
    words = seen.lower()
    dated = _WEEKDAY.fullmatch(words)
    weekday = dated["weekday"].replace("'", "").replace("’", "") if dated else ""
    if dated and weekday in _WEEKDAY_WORDS:
        words = dated["rest"].strip()
    else:
        weekday = ""
    partial = _day_first(seen, words)
    if weekday and (partial.on is None or _WEEKDAY_WORDS[partial.on.weekday()] != weekday):
        actual = WEEKDAYS[partial.on.weekday()] if partial.on else ""
        raise DateProblem(DATE_WEEKDAY, seen, weekday=str(actual))
    return partial


def format_date(on: date | None, precision: str = "day") -> str:
    """Return `21 November 2026`, `November 2026`, `2026` or `tanggal tidak diketahui`."""
    return _written(on, precision, MONTHS)


def format_date_short(on: date | None, precision: str = "day") -> str:
    """Return the date for a table: `21 Nov 2026`, `Nov 2026`, `2026`."""
    return _written(on, precision, SHORT_MONTHS)


def format_clock(moment: datetime, tz: ZoneInfo = WIB) -> str:
    """Return `Sabtu, 21 November 2026, 14.35 WITA`; a moment without zone is a ValueError."""
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown.")
    local = moment.astimezone(tz)
    zone = next((name for name, known in TIME_ZONES.items() if known.key == tz.key), tz.key)
    weekday = WEEKDAYS[local.weekday()]
    return f"{weekday}, {format_date(local.date())}, {local:%H.%M} {zone}"


def today_wib() -> date:
    """Return today's date on the registry's clock."""
    return datetime.now(WIB).date()


def shown_today() -> str:
    """Today in Jakarta as a form fills it in: `14/11/2026`."""
    return f"{today_wib():%d/%m/%Y}"


def check_fiscal_year(year: int) -> int:
    """Return the fiscal year, or raise DateProblem outside 2010–2100."""
    if not FISCAL_YEAR_MIN <= year <= FISCAL_YEAR_MAX:
        raise DateProblem(FISCAL_YEAR, year, first=FISCAL_YEAR_MIN, last=FISCAL_YEAR_MAX)
    return year


def check_origin_year(year: int, today: date | None = None) -> int:
    """Return a year of origin, or raise DateProblem before 1500 and after today (WIB)."""
    last = (today or today_wib()).year
    if not ORIGIN_YEAR_MIN <= year <= last:
        raise DateProblem(ORIGIN_YEAR, year, first=ORIGIN_YEAR_MIN, last=last)
    return year


def _day_first(seen: str, words: str) -> PartialDate:
    if re.fullmatch(r"[0-9]{4}", words):
        return _partial(seen, words, None, None)
    match = _NUMERIC.fullmatch(words) or _WORDED.fullmatch(words)
    month = match["month"] if match else ""
    if match is None or not (month.isdigit() or month in _MONTH_WORDS):
        missing = _NO_YEAR.fullmatch(words)
        raise DateProblem(DATE_YEAR_MISSING if missing else DATE_MALFORMED, seen)
    if len(match["year"]) != 4:
        raise DateProblem(DATE_YEAR_MISSING, seen)
    return _partial(seen, match["year"], str(_MONTH_WORDS.get(month, month)), match["day"])


def _partial(seen: str, year: str, month: str | None, day: str | None) -> PartialDate:
    if not _YEAR_MIN <= int(year) <= _YEAR_MAX:
        raise DateProblem(DATE_OUT_OF_RANGE, seen, first=_YEAR_MIN, last=_YEAR_MAX)
    try:
        on = date(int(year), int(month or 1), int(day or 1))
    except ValueError as error:
        raise DateProblem(DATE_IMPOSSIBLE, seen) from error
    return PartialDate(on, "day" if day else "month" if month else "year")


def _first_day(on: date, precision: str) -> date:
    if precision == "year":
        return on.replace(month=1, day=1)
    return on.replace(day=1) if precision == "month" else on


def _written(on: date | None, precision: str, months: tuple[object, ...]) -> str:
    if on is None or precision == "unknown":
        return str(_("tanggal tidak diketahui"))
    if precision == "year":
        return str(on.year)
    month_year = f"{months[on.month - 1]} {on.year}"
    return month_year if precision == "month" else f"{on.day} {month_year}"
