"""A reported figure with its doubt: exact, about, at least, at most, or a range.

Reading one from text is sentra.lib.numbers.parse_figure; the columns `_low`, `_high` and
`_qualifier` of the tables follow the rules kept here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from sentra.lib.number_format import Number, format_exact, format_for_input
from sentra.lib.problems import ProblemCode, UnreadableValue, problem_code

EXACT, ABOUT, AT_LEAST, AT_MOST, RANGE = "=", "~", ">=", "<=", "range"
QUALIFIERS = (EXACT, ABOUT, AT_LEAST, AT_MOST, RANGE)

# A unit that stands before its number.
RUPIAH_UNIT = "Rp"

_SIGNS = {EXACT: "", ABOUT: "± ", AT_LEAST: "≥ ", AT_MOST: "≤ "}
_KEYS = frozenset({"low", "high", "qualifier", "text"})
_MAX_DIGITS = 40

FIGURE_MALFORMED = problem_code(
    "figure.malformed",
    _("{value} bukan angka yang dapat dibaca. Tulis bilangan bulat atau desimal sebagai teks."),
)
FIGURE_QUALIFIER = problem_code(
    "figure.qualifier",
    _("Tanda {value} tidak dikenal. Pakai salah satu dari =, ~, >=, <= atau range."),
)
FIGURE_BOUNDS = problem_code(
    "figure.bounds",
    _(
        "Batas bawah ({low}) dan batas atas ({high}) tidak cocok dengan tanda {value}. "
        "Periksa kembali kedua batas."
    ),
)
FIGURE_NEGATIVE = problem_code(
    "figure.negative", _("Angka {value} di bawah nol. Tulis nol atau lebih.")
)


class FigureProblem(UnreadableValue):
    """A figure whose parts contradict each other or are no exact numbers."""


@dataclass(frozen=True)
class Figure:
    """A figure as reported: bounds, qualifier and the source's words where it was no plain number.

    `=` and `~`: low = high; `>=`: high empty; `<=`: low empty; `range`: low below high. Whole
    decimals are kept as int, so that a figure has one JSON form. FigureProblem when not so.
    """

    low: Number | None
    high: Number | None
    qualifier: str = EXACT
    text: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "low", _canonical(self.low))
        object.__setattr__(self, "high", _canonical(self.high))
        if self.qualifier not in QUALIFIERS:
            raise FigureProblem(FIGURE_QUALIFIER, self.qualifier)
        if not isinstance(self.text, str):
            raise FigureProblem(FIGURE_MALFORMED, self.text)
        if not _bounds_fit(self.low, self.high, self.qualifier):
            raise FigureProblem(FIGURE_BOUNDS, self.qualifier, low=self.low, high=self.high)

    @classmethod
    def exact(cls, number: Number, text: str = "") -> Figure:
        """Return the figure that is this number."""
        return cls(number, number, EXACT, text)

    @classmethod
    def about(cls, number: Number, text: str = "") -> Figure:
        """Return a figure of about this number."""
        return cls(number, number, ABOUT, text)

    @classmethod
    def at_least(cls, number: Number, text: str = "") -> Figure:
        """Return a figure with a lower bound only."""
        return cls(number, None, AT_LEAST, text)

    @classmethod
    def at_most(cls, number: Number, text: str = "") -> Figure:
        """Return a figure with an upper bound only."""
        return cls(None, number, AT_MOST, text)

    @classmethod
    def between(cls, low: Number, high: Number, text: str = "") -> Figure:
        """Return a range; equal bounds are an exact figure, reversed ones a FigureProblem."""
        return cls(low, high, EXACT if low == high else RANGE, text)

    @classmethod
    def from_json(cls, raw: object) -> Figure:
        """Read what to_json wrote; a bare whole number or decimal text means exact.

        Raises FigureProblem (a ValueError with `code`) for anything else, binary floats included.
        """
        if not isinstance(raw, Mapping):
            return cls.exact(_number(raw))
        if not {"qualifier"} <= set(raw) <= _KEYS:
            raise FigureProblem(FIGURE_MALFORMED, str(dict(raw)))
        low, high = raw.get("low"), raw.get("high")
        return cls(
            None if low is None else _number(low),
            None if high is None else _number(high),
            raw["qualifier"],
            raw.get("text", ""),
        )

    def to_json(self) -> dict[str, Any]:
        """Return plain JSON types: whole numbers as int, others as decimal text."""
        return {
            "low": _json_number(self.low),
            "high": _json_number(self.high),
            "qualifier": self.qualifier,
            "text": self.text,
        }

    @property
    def value(self) -> Number | None:
        """The plain column: the figure, or its only bound, or None for a range."""
        if self.qualifier == RANGE:
            return None
        return self.high if self.low is None else self.low

    def __add__(self, other: object) -> Figure:
        """Add low to low and high to high; an empty low adds 0, an empty high stays empty."""
        if not isinstance(other, Figure):
            return NotImplemented
        high = None if self.high is None or other.high is None else self.high + other.high
        if self.low is None and other.low is None and high is not None:
            return Figure.at_most(high)
        low = (self.low or 0) + (other.low or 0)
        if high is None:
            return Figure.at_least(low)
        if low == high and ABOUT in (self.qualifier, other.qualifier):
            return Figure.about(low)
        return Figure.between(low, high)


def add_figures(figures: Iterable[Figure]) -> Figure | None:
    """Return the sum of the figures, None when there are none: nothing reported is not zero."""
    total: Figure | None = None
    for figure in figures:
        total = figure if total is None else total + figure
    return total


def format_figure(figure: Figure, unit: str = "") -> str:
    """Return the figure as people read it: `≥ 18 ton`, `± 500`, `500–600`, `≤ Rp4.000.000.000`."""
    prefix, suffix = (unit, "") if unit == RUPIAH_UNIT else ("", f" {unit}" if unit else "")
    numbers = [prefix + format_exact(number) for number in _shown(figure)]
    return _SIGNS.get(figure.qualifier, "") + "–".join(numbers) + suffix


def figure_for_input(figure: Figure) -> str:
    """Return the figure as a form field shows it, so that parse_figure reads it back."""
    numbers = [format_for_input(number) for number in _shown(figure)]
    return _SIGNS.get(figure.qualifier, "") + "–".join(numbers)


def _shown(figure: Figure) -> list[Number]:
    both = (figure.low, figure.high) if figure.qualifier == RANGE else (figure.value,)
    return [number for number in both if number is not None]


def _bounds_fit(low: Number | None, high: Number | None, qualifier: str) -> bool:
    if qualifier == AT_LEAST:
        return low is not None and high is None
    if qualifier == AT_MOST:
        return low is None and high is not None
    if low is None or high is None:
        return False
    return low < high if qualifier == RANGE else low == high


def _canonical(number: Number | None) -> Number | None:
    """Return an int where the number is whole; refuse floats, booleans and the unbounded."""
    if number is None:
        return None
    if isinstance(number, bool) or not isinstance(number, int | Decimal):
        raise FigureProblem(FIGURE_MALFORMED, number)
    if isinstance(number, Decimal):
        if not number.is_finite() or abs(number.adjusted()) > _MAX_DIGITS:
            raise FigureProblem(FIGURE_MALFORMED, str(number))
        number = int(number) if number == number.to_integral_value() else number
    if number < 0:
        raise FigureProblem(FIGURE_NEGATIVE, number)
    return number


def _number(raw: object) -> Number:
    """Read a JSON number: an int, or a decimal text with a dot and no exponent."""
    problem: ProblemCode = FIGURE_MALFORMED
    if isinstance(raw, int) and not isinstance(raw, bool):
        return raw
    if not isinstance(raw, str) or len(raw) > _MAX_DIGITS:
        raise FigureProblem(problem, raw)
    whole, dot, fraction = raw.removeprefix("-").partition(".")
    for digits in (whole, fraction) if dot else (whole,):
        if not (digits.isascii() and digits.isdigit()):
            raise FigureProblem(problem, raw)
    return Decimal(raw)


def _json_number(number: Number | None) -> int | str | None:
    if isinstance(number, Decimal):
        return format(number, "f").rstrip("0")
    return number
