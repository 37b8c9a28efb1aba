"""Numbers written the Indonesian way: 1.234.567,89, Rp5.345.000.000, 5,345 miliar rupiah, 9,9%.

Reading them back is in sentra.lib.numbers, which hands these functions on. All arithmetic is exact
(int, Decimal, Fraction); halves are rounded away from zero.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

Number = int | Decimal

_SHORT_DECIMALS = 3


def _scales() -> tuple[tuple[int, str], ...]:
    """Return the scale words, largest first, in the active language."""
    return (
        (10**12, _("triliun")),
        (10**9, _("miliar")),
        (10**6, _("juta")),
        (10**3, _("ribu")),
    )


def rounded(number: Number | Fraction, decimals: int = 0) -> Decimal:
    """Return the number rounded half away from zero; exact for any size."""
    scaled = Fraction(number) * 10**decimals
    steps = int(abs(scaled) + Fraction(1, 2))
    digits = tuple(int(digit) for digit in str(steps))
    return Decimal((1 if scaled < 0 and steps else 0, digits, -decimals))


def format_number(number: Number, decimals: int = 0) -> str:
    """Return the number with dots between thousands and `decimals` digits after the comma."""
    return _indonesian(format(rounded(number, decimals), ",f"))


def format_exact(number: Number) -> str:
    """Return the number with every decimal it has and no idle zeros: 18.500 and 18,5."""
    return _indonesian(_without_idle_zeros(format(Decimal(number), ",f")))


def format_for_input(number: Number) -> str:
    """Return the number as a form field shows it, without dots, so that it reads back as itself.

    18.500 in a field for decimals would be asked about (`number.ambiguous`); 18500 is not.
    """
    return _without_idle_zeros(format(Decimal(number), "f")).replace(".", ",")


def format_rupiah(amount: int) -> str:
    """Return whole rupiah as `Rp5.345.000.000`."""
    return f"{'-' if amount < 0 else ''}Rp{format_number(abs(amount))}"


def format_rupiah_short(amount: int) -> str:
    """Return an amount for a headline, `5,345 miliar rupiah`, rounded to three decimals."""
    scales = _scales()
    for index, (size, word) in enumerate(scales):
        if abs(amount) < size:
            continue
        short = rounded(Fraction(amount, size), _SHORT_DECIMALS)
        if abs(short) == 1000 and index:  # 999.999.999.999 is 1 triliun, not 1.000 miliar
            short, word = short / 1000, scales[index - 1][1]
        return _("{number} {scale} rupiah").format(number=format_exact(short), scale=word)
    return _("{number} rupiah").format(number=format_number(amount))


def spell_amount(amount: int) -> str:
    """Return the exact echo of an amount of rupiah, to be shown under what was typed.

    Three decimals are read at a glance (`1,2 miliar rupiah`); a longer amount is taken apart
    (`3 miliar 561 juta 305 ribu 614 rupiah`). Nothing is rounded.
    """
    size = next((size for size, _word in _scales() if abs(amount) >= size), 1)
    if amount * 10**_SHORT_DECIMALS % size == 0:
        return format_rupiah_short(amount)
    parts, rest = [], abs(amount)
    for size, word in _scales():
        count, rest = divmod(rest, size)
        if count:
            parts.append(f"{format_number(count)} {word}")
    if rest:
        parts.append(str(rest))
    return _("{number} rupiah").format(number=("-" if amount < 0 else "") + " ".join(parts))


def format_percent(part: Number, whole: Number) -> str:
    """Return the share as `24%`, with one decimal under ten (`9,9%`), and `–` of an empty whole.

    A share that is not nothing never reads 0% (`< 0,1%`), one that is not all never 100% (`> 99%`).
    """
    if whole == 0:
        return "–"
    share = Fraction(part) * 100 / Fraction(whole)
    if share == 0:
        return "0%"
    if 0 < share < Fraction(1, 20):
        return "< 0,1%"
    if share < 100 and rounded(share) == 100:
        return "> 99%"
    decimals = 1 if abs(rounded(share, 1)) < 10 else 0
    return f"{format_number(rounded(share, decimals), decimals)}%"


def _indonesian(english: str) -> str:
    return english.translate(str.maketrans(",.", ".,"))


def _without_idle_zeros(english: str) -> str:
    return english.rstrip("0").rstrip(".") if "." in english else english
