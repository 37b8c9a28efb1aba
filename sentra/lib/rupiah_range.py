"""Sums of rupiah for a headline, number and unit apart, also where only bounds are known: `9–12`
and `miliar rupiah`. Reading money and exact amounts are in sentra.lib.numbers."""

from fractions import Fraction

from django.utils.translation import gettext as _

from sentra.lib.number_format import format_exact, rounded

_DECIMALS = 3


def rupiah_words(low: int | None, high: int | None) -> tuple[str, str]:
    """Return the words and their unit: ("5,345", "miliar rupiah"), ("9–12", "miliar rupiah"),
    ("≥ 9", …) without an upper bound, ("≤ 9", …) without a lower one, ("", "") without both.

    Both ends are written in the scale of the larger one, rounded to three decimals."""
    ends = [end for end in (low, high) if end is not None]
    if not ends:
        return "", ""
    size, unit = _scale(max(ends))
    words = [format_exact(rounded(Fraction(end, size), _DECIMALS)) for end in ends]
    if high is None:
        return f"≥ {words[0]}", unit
    if low is None:
        return f"≤ {words[0]}", unit
    return (words[0] if words[0] == words[1] else "–".join(words)), unit


def _scale(amount: int) -> tuple[int, str]:
    scales = (
        (10**12, _("triliun rupiah")),
        (10**9, _("miliar rupiah")),
        (10**6, _("juta rupiah")),
    )
    # 999.999.999.999 is 1 triliun, not 1.000 miliar: half a thousandth below is rounded up.
    for size, unit in scales:
        if rounded(Fraction(amount, size), _DECIMALS) >= 1:
            return size, unit
    return 1, _("rupiah")
