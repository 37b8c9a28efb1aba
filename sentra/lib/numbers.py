"""Numbers, rupiah and figures read from Indonesian text, strictly and exactly.

A dot parts thousands, a comma parts decimals. What has another reading is refused or asked about,
never guessed: print has `675.0007` (Industry.co.id, 2017) and `Rp. 3.508.972.00` (Armada News,
24 April 2024). Writing numbers is in sentra.lib.number_format, handed on from here.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from sentra.lib.figures import ABOUT, AT_LEAST, AT_MOST, Figure
from sentra.lib.number_format import (
    Number,
    format_exact,
    format_for_input,
    format_number,
    format_percent,
    format_rupiah,
    format_rupiah_short,
    spell_amount,
)
from sentra.lib.problems import ProblemCode, UnreadableValue, problem_code

__all__ = [
    "MAX_NUMBER",
    "NumberProblem",
    "format_exact",
    "format_for_input",
    "format_number",
    "format_percent",
    "format_rupiah",
    "format_rupiah_short",
    "parse_decimal",
    "parse_figure",
    "parse_rupiah",
    "parse_whole_number",
    "spell_amount",
]

# Eighteen digits: the largest that fits a bigint column whatever the digits are.
MAX_NUMBER = 10**18 - 1
MAX_DECIMALS = 12

ENGLISH_SEPARATORS = problem_code(
    "number.english_separators",
    _(
        "Angka {value} memakai pemisah cara Inggris. Tulis titik untuk ribuan dan koma untuk "
        "pecahan, misalnya 1.080.000 atau 1,5."
    ),
)
MALFORMED = problem_code(
    "number.malformed",
    _("{value} tidak dapat dibaca sebagai angka. Tulis misalnya 1.250 atau 1.250,75."),
)
AMBIGUOUS = problem_code(
    "number.ambiguous",
    _("Angka {value} punya dua arti: {first} atau {second}. Tulis {first_typed} atau {second}."),
)
NOT_WHOLE = problem_code(
    "number.not_whole",
    _("Angka {value} bukan bilangan bulat. Tulis tanpa pecahan."),
)
NEGATIVE = problem_code("number.negative", _("Angka {value} di bawah nol. Tulis nol atau lebih."))
TOO_LARGE = problem_code(
    "number.too_large",
    _("Angka {value} terlalu besar (lebih dari 18 angka). Periksa jumlah nolnya."),
)
RANGE_REVERSED = problem_code(
    "number.range_reversed",
    _("Pada {value}, batas bawah lebih besar dari batas atas. Tulis angka yang kecil dahulu."),
)

_GROUPED = r"[1-9][0-9]{0,2}(?:\.[0-9]{3})+"
_INDONESIAN = re.compile(rf"(?P<whole>[0-9]+|{_GROUPED})(?:,(?P<fraction>[0-9]+))?")
_ENGLISH_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_ENGLISH_POINT = re.compile(r"[0-9]+\.[0-9]{1,2}|0\.[0-9]+")
_ONE_GROUP = re.compile(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_MINUS = ("-", "−")

# "M" is miliar in Indonesian print, never a million; the misspellings all occur in the press.
_SCALES = {
    **dict.fromkeys(("ribu", "rb"), 3),
    **dict.fromkeys(("juta", "jt"), 6),
    **dict.fromkeys(("miliar", "milyar", "miliyar", "mliyar", "m"), 9),
    **dict.fromkeys(("triliun", "trilyun", "t"), 12),
}
_SCALE_WORD = rf"(?:{'|'.join(sorted(_SCALES, key=len, reverse=True))})"
_RUPIAH = re.compile(
    rf"(?:(?:rp|idr)\.?\s*)?(?P<body>[^a-z]*?)(?:,--?)?(?:\s*(?P<scale>{_SCALE_WORD}))?(?:\s+rupiah)?",
    re.IGNORECASE,
)

_LOWER = (
    "tidak kurang dari|tak kurang dari|sekurang-kurangnya|sekurangnya|setidak-tidaknya|"
    r"setidaknya|paling sedikit|paling kurang|lebih dari|di atas|minimal|minimum|>=|≥|>"
)
_UPPER = (
    "tidak lebih dari|tak lebih dari|sebanyak-banyaknya|paling banyak|kurang dari|di bawah|"
    # "hampir" (almost) says the figure was not reached: an upper bound.
    "maksimal|maksimum|hampir|hingga|sampai|<=|≤|<"
)
_ABOUT = r"kurang lebih|lebih kurang|kira-kira|sekitar|sekira|±|\+/-|~|≈"
_MARKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (ABOUT, re.compile(rf"(?:{_ABOUT})\s*(?P<body>.+)", re.IGNORECASE)),
    (AT_LEAST, re.compile(rf"(?:{_LOWER})\s*(?P<body>.+)", re.IGNORECASE)),
    (AT_MOST, re.compile(rf"(?:{_UPPER})\s*(?P<body>.+)", re.IGNORECASE)),
    (AT_LEAST, re.compile(r"(?P<body>.+?)\s+lebih", re.IGNORECASE)),
)
_BETWEEN = re.compile(
    r"(?:antara\s+)?(?P<low>.*?[0-9a-z])\s*"
    r"(?:[-–—]|\ss\.?\s?/?d\.?\s|\ssampai(?:\sdengan)?\s|\shingga\s|\sdan\s)"
    r"\s*(?P<high>(?:rp|[0-9]).*)",
    re.IGNORECASE,
)
_OWN_SCALE = re.compile(rf".*[0-9]\s*{_SCALE_WORD}", re.IGNORECASE)
_HIGH_SCALE = re.compile(rf".*?[0-9](?P<scale>\s*{_SCALE_WORD})(?:\s+rupiah)?", re.IGNORECASE)


class NumberProblem(UnreadableValue):
    """A number that is refused; `readings` are the possible meanings of an ambiguous one."""

    def __init__(
        self,
        problem_code: ProblemCode,
        value: str,
        readings: tuple[Number, ...] = (),
        **params: object,
    ) -> None:
        self.readings = list(readings)
        super().__init__(problem_code, value, **params)


def parse_whole_number(text: str) -> int:
    """Read a whole number: `6629`, `6.629` or `6.629,00`; NumberProblem for anything else."""
    body = text.strip()
    if _ENGLISH_GROUPS.fullmatch(body):
        raise NumberProblem(ENGLISH_SEPARATORS, body)
    whole, fraction = _digits(body, seen=body)
    if fraction.strip("0"):
        raise NumberProblem(NOT_WHOLE, body)
    return int(whole)


def parse_decimal(text: str) -> Decimal:
    """Read a number that may have decimals: `1.234.567,89`, `18,5`, `18500`.

    `18.500` alone is refused as ambiguous, with the readings 18500 and 18.5.
    """
    body = text.strip()
    if _ONE_GROUP.fullmatch(body):
        raise _ambiguous(body, Decimal(body.replace(".", "")), Decimal(body))
    whole, fraction = _digits(body, seen=body)
    return Decimal(f"{whole}.{fraction}" if fraction else whole)


def parse_rupiah(text: str) -> int:
    """Read an amount as whole rupiah: `Rp5.345.000.000,00`, `Rp 6.000.000,-`, `Rp 1,2 miliar`.

    A scale word (ribu, juta, miliar, triliun; M = miliar) multiplies; the result must be whole.
    """
    seen = text.strip()
    match = None if seen.startswith(_MINUS) else _RUPIAH.fullmatch(seen)
    if match is None:
        raise NumberProblem(NEGATIVE if _is_negative(seen) else MALFORMED, seen)
    body = match["body"].strip()
    power = _SCALES[match["scale"].lower()] if match["scale"] else 0
    if not power and _ENGLISH_GROUPS.fullmatch(body):
        raise NumberProblem(ENGLISH_SEPARATORS, seen)
    if power and _ONE_GROUP.fullmatch(body):
        thousands = int(body.replace(".", "")) * 10**power
        raise _ambiguous(seen, thousands, thousands // 1000)
    whole, fraction = _digits(body, seen=seen)
    amount, rest = divmod(int(whole + fraction) * 10**power, 10 ** len(fraction))
    if rest:
        raise NumberProblem(NOT_WHOLE, seen)
    if amount > MAX_NUMBER:
        raise NumberProblem(TOO_LARGE, seen)
    return amount


def parse_figure(text: str, read: Callable[[str], Number] = parse_whole_number) -> Figure:
    """Read a figure with its doubt: `lebih dari 18`, `sekitar 500`, `400–700`, `≤ 20`, `30`.

    `read` reads the numbers in it (parse_decimal for quantities, parse_rupiah for money). The
    source's words are kept in `text` unless it was a plain number. NumberProblem when unreadable.
    """
    words = " ".join(text.split())
    for qualifier, pattern in _MARKERS:
        match = pattern.fullmatch(words)
        if match:
            return _bounded(qualifier, read(match["body"]), words)
    match = _BETWEEN.fullmatch(words)
    if match is None:
        return Figure.exact(read(words))
    low, high = match["low"], match["high"]
    shared = _HIGH_SCALE.fullmatch(high)
    if shared and not _OWN_SCALE.fullmatch(low):  # "Rp 1,5-2 miliar": one scale for both
        low += shared["scale"]
    bounds = read(low), read(high)
    if bounds[0] > bounds[1]:
        raise NumberProblem(RANGE_REVERSED, words)
    return Figure.between(*bounds, text=words)


def _bounded(qualifier: str, number: Number, words: str) -> Figure:
    if qualifier == AT_LEAST:
        return Figure.at_least(number, words)
    if qualifier == AT_MOST:
        return Figure.at_most(number, words)
    return Figure.about(number, words)


def _digits(body: str, *, seen: str) -> tuple[str, str]:
    """Return the digits before and after the comma of an Indonesian number, or refuse it."""
    match = _INDONESIAN.fullmatch(body)
    if match is None:
        if _is_negative(body):
            raise NumberProblem(NEGATIVE, seen)
        english = _ENGLISH_GROUPS.fullmatch(body) or _ENGLISH_POINT.fullmatch(body)
        raise NumberProblem(ENGLISH_SEPARATORS if english else MALFORMED, seen)
    whole = match["whole"].replace(".", "").lstrip("0") or "0"
    fraction = match["fraction"] or ""
    if len(whole) > len(str(MAX_NUMBER)):
        raise NumberProblem(TOO_LARGE, seen)
    if len(fraction) > MAX_DECIMALS:
        raise NumberProblem(MALFORMED, seen)
    return whole, fraction


def _is_negative(body: str) -> bool:
    """Tell -5 from the lone dash that sources print for "none"."""
    return body.startswith(_MINUS) and any("0" <= sign <= "9" for sign in body)


def _ambiguous(seen: str, thousands: Number, decimal: Number) -> NumberProblem:
    return NumberProblem(
        AMBIGUOUS,
        seen,
        readings=(thousands, decimal),
        first=format_exact(thousands),
        second=format_exact(decimal),
        first_typed=format_for_input(thousands),
    )
