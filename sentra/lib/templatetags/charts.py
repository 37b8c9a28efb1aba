"""Charts drawn on the server as SVG, coloured by class: dark mode and print cost nothing.

Every word that comes from data passes through `format_html`; nothing here marks data as safe.
"""

import math
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Protocol

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from sentra.lib.numbers import format_number

register = template.Library()

Number = int | float | Decimal
Range = tuple[Number, Number | None]
Column = tuple[object, "Number | Range | None"]

# One tile and its pitch in viewBox units; at 360 px wide a tile is 23.6 px on a 24.75 px pitch,
# which keeps the 24 px spacing rule of WCAG 2.2.
PITCH_X, PITCH_Y = 44, 48
TILE_X, TILE_Y = 42, 46
# Room above the tallest column for its number, and below the base line for its year.
HEAD, FOOT = 18, 22
HATCH = mark_safe('class="gap" fill="url(#h)"')
STEPS = "2 5 10 20"


class Cell(Protocol):
    """One region on the tile map; `value` None means no record, never zero."""

    name: str
    short: str
    iso: str
    col: float
    row: float
    value: int | None
    url: str
    label: str


def _numbers(text: "str | Sequence[Number]") -> list[float]:
    """Turns "2 5 10" (the way a template writes a list) into numbers."""
    parts: Sequence[object] = text.split() if isinstance(text, str) else text
    return [float(str(part)) for part in parts]


def step_class(value: Number, steps: Sequence[float]) -> str:
    """Names the colour class of a reported value: q0 for zero, then q1…q5 by rising thresholds."""
    if value == 0:
        return "q0"
    return f"q{1 + sum(value >= step for step in steps[:4])}"


def _paint(value: Number | None, steps: Sequence[float]) -> SafeString:
    """Class and fill of one shape; the hatch is an attribute, since a stylesheet would look for
    `#h` in itself."""
    return HATCH if value is None else format_html('class="{}"', step_class(value, steps))


def _tile(cell: Cell, steps: Sequence[float], width_units: float) -> SafeString:
    """Draws one tile: long label for wide screens, two letters for narrow ones, then the value."""
    long_name = 7 if width_units > 8 else 9
    return format_html(
        '<{tag}{href} transform="translate({x} {y})"><title>{label}</title>'
        '<rect {paint} x="-21" width="42" height="46" rx="2"/>'
        '<text class="L{small}" y="15">{short}</text><text class="S" y="19">{iso}</text>'
        '<text class="v" y="37">{value}</text></{tag}>',
        tag=mark_safe("a" if cell.url else "g"),
        href=format_html(' href="{}"', cell.url) if cell.url else "",
        x=f"{cell.col * PITCH_X + TILE_X / 2:g}",
        y=f"{cell.row * PITCH_Y:g}",
        label=cell.label,
        paint=_paint(cell.value, steps),
        small=" t8" if len(cell.short) > long_name else "",
        short=cell.short,
        iso=cell.iso,
        value="–" if cell.value is None else format_number(cell.value),
    )


@register.simple_tag
def tilemap(
    cells: Iterable[Cell], label: str = "", steps: "str | Sequence[Number]" = STEPS, css: str = ""
) -> SafeString:
    """Draws a map of equal tiles; `css="kab"` for a map of a few regencies. The same numbers must
    stand in a table beside it."""
    listed = list(cells)
    if not listed:
        return mark_safe("")
    limits = _numbers(steps)
    columns = max(cell.col for cell in listed) + 1
    rows = max(cell.row for cell in listed) + 1
    return format_html(
        '<svg class="tiles {}" viewBox="-1 -1 {} {}" role="group" aria-label="{}">{}</svg>',
        css,
        f"{columns * PITCH_X:g}",
        f"{rows * PITCH_Y:g}",
        label or _("Peta petak 38 provinsi. Angka yang sama ada di tabel."),
        format_html_join("", "{}", ((_tile(cell, limits, columns),) for cell in listed)),
    )


def _swatch(paint: SafeString, text: str) -> SafeString:
    return format_html(
        '<li><svg viewBox="0 0 16 16" aria-hidden="true">'
        '<rect {} x=".5" y=".5" width="15" height="15"/></svg>{}</li>',
        paint,
        text,
    )


def _class_names(steps: Sequence[float], start: int) -> list[str]:
    """Words for the classes between thresholds: "1", "2–4", … "20 ke atas"."""
    names = []
    lower = float(start)
    for step in steps:
        upper = step - 1
        low, high = format_number(int(lower)), format_number(int(upper))
        names.append(low if upper <= lower else f"{low}–{high}")
        lower = step
    names.append(_("%(low)s ke atas") % {"low": format_number(int(lower))})
    return names


@register.simple_tag
def key(
    steps: "str | Sequence[Number]" = STEPS, start: int = 1, zero: bool = False, missing: str = ""
) -> SafeString:
    """Writes the key of a tile map: its classes, zero where somebody may have reported it, and the
    hatch."""
    limits = _numbers(steps)[:4]
    swatches = [_swatch(mark_safe('class="q0"'), "0")] if zero else []
    for position, name in enumerate(_class_names(limits, start), start=1):
        swatches.append(_swatch(format_html('class="q{}"', position), name))
    swatches.append(_swatch(HATCH, missing or _("belum ada catatan, bukan nol")))
    return format_html('<ul class="key">{}</ul>', _joined(swatches))


@register.simple_tag
def legend(*pairs: str) -> SafeString:
    """Writes a key from pairs of class and words: `{% legend "q5" "2023–2026" "gap" "…" %}`."""
    swatches = (
        _swatch(HATCH if css == "gap" else format_html('class="{}"', css), words)
        for css, words in zip(pairs[::2], pairs[1::2], strict=True)
    )
    return format_html('<ul class="key">{}</ul>', _joined(swatches))


def _joined(parts: Iterable[SafeString]) -> SafeString:
    return format_html_join("", "{}", ((part,) for part in parts))


@register.simple_tag
def coverage(part: int | None, whole: int | None) -> SafeString:
    """Draws the bar under a figure: how much of the whole has spoken. Nothing without a whole."""
    if part is None or not whole:
        return mark_safe("")
    share = max(0.0, min(100.0, 100 * part / whole))
    words = _("Cakupan %(part)s dari %(whole)s") % {
        "part": format_number(part),
        "whole": format_number(whole),
    }
    return format_html(
        '<svg class="cov" viewBox="0 0 100 6" preserveAspectRatio="none" role="img"'
        ' aria-label="{}"><rect width="100" height="6"/><rect width="{}" height="6"/></svg>',
        words,
        f"{share:.1f}",
    )


@register.simple_tag
def hbar(value: Number | None, top: Number, css: str = "f1") -> SafeString:
    """Draws one bar inside a table cell, from zero to `top`; hatched outline when not reported."""
    if value is None or not top:
        return mark_safe("")
    return format_html(
        '<svg aria-hidden="true"><rect class="{}" width="{}%" height="18"/></svg>',
        css,
        f"{100 * float(value) / float(top):.1f}",
    )


@register.simple_tag
def stack(parts: Iterable[tuple[Number | None, str]], top: Number) -> SafeString:
    """Draws parts of a whole side by side; a part is (value, class), class "gap" is hatched."""
    at = 0.0
    drawn = []
    for value, css in parts:
        if not value or not top:
            continue
        width = 100 * float(value) / float(top)
        paint = HATCH if css == "gap" else format_html('class="{}"', css)
        # A hair of ground between two parts, and never less than can be seen.
        drawn.append(
            format_html(
                '<rect {} x="{}%" width="{}%" height="18"/>',
                paint,
                f"{at:.1f}",
                f"{max(width - 0.3, 0.6):.1f}",
            )
        )
        at += width
    return format_html('<svg aria-hidden="true">{}</svg>', _joined(drawn))


def nice_ticks(top: Number) -> list[float]:
    """Picks two or three round marks below `top`: 1, 2 or 5 times a power of ten."""
    if top <= 0:
        return []
    highest = float(top)
    size = 10 ** math.floor(math.log10(highest))
    step = next(s for s in (0.2 * size, 0.5 * size, size, 2 * size, 5 * size) if highest / s < 4)
    return [step * count for count in range(1, int(highest / step) + 1)]


def _written(value: Number) -> str:
    """A number as a chart writes it: at most one decimal, none when it is whole."""
    return format_number(Decimal(str(value)), 0 if float(value).is_integer() else 1)


class _Frame:
    """The drawing area of a column chart: percent across, pixels down, zero at the base line."""

    def __init__(self, height: int, top: float, count: int) -> None:
        self.base = height - FOOT
        self.top = top or 1.0
        self.slot = 100 / max(count, 1)

    def tall(self, value: Number) -> float:
        return (self.base - HEAD) * float(value) / self.top

    def rect(self, paint: SafeString, slot: int, low: float, high: float) -> SafeString:
        return format_html(
            '<rect {} x="{}%" y="{}" width="{}%" height="{}"/>',
            paint,
            f"{(slot + 0.18) * self.slot:.2f}",
            f"{self.base - high:.1f}",
            f"{0.64 * self.slot:.2f}",
            f"{high - low:.1f}",
        )

    def text(self, css: str, slot: int, y: float, words: object) -> SafeString:
        middle = f"{(slot + 0.5) * self.slot:.2f}"
        return format_html(
            '<text class="{}" x="{}%" y="{}">{}</text>', css, middle, f"{y:g}", words
        )

    def tick(self, value: Number) -> SafeString:
        y = round(self.base - self.tall(value))
        return format_html(
            '<line class="axis" x1="0" x2="100%" y1="{0}" y2="{0}"/>'
            '<text class="m tick" x="0" y="{1}">{2}</text>',
            y,
            y - 3,
            _written(value),
        )

    def column(self, slot: int, value: "Number | Range | None", css: str) -> SafeString:
        """One year: a bar, a range (solid to the lower, hatched to the upper), a hatched question
        mark when nothing was reported, and nothing at all for a reported zero."""
        solid = format_html('class="{}"', css)
        if value is None:
            hatched = self.rect(HATCH, slot, 0, 34)
            return hatched + self.text("m c", slot, self.base - 40, "?")
        if not isinstance(value, tuple):
            if value == 0:
                return mark_safe("")
            high = self.tall(value)
            number = self.text("c w", slot, self.base - high - 4, _written(value))
            return self.rect(solid, slot, 0, high) + number
        low, high = self.tall(value[0]), self.tall(_upper(value))
        words = _range_words(value)
        return (
            self.rect(solid, slot, 0, low)
            + self.rect(HATCH, slot, low, max(high, low + 6))
            + self.text("c w", slot, self.base - max(high, low + 6) - 4, words)
        )


def _upper(value: Range) -> Number:
    return value[0] if value[1] is None else value[1]


def _range_words(value: Range) -> str:
    if value[1] is None:
        return f"≥ {_written(value[0])}"
    return f"{_written(value[0])}–{_written(value[1])}"


def _highest(data: Sequence[Column]) -> float:
    reported = (value for _key, value in data if value is not None)
    return max((float(_upper(v) if isinstance(v, tuple) else v) for v in reported), default=0.0)


@register.simple_tag
def columns(
    data: Iterable[Column],
    label: str = "",
    height: int = 200,
    top: Number | None = None,
    css: str = "f1",
) -> SafeString:
    """Draws evenly spaced columns from zero. `data` holds (year, value): a number, a (low, high)
    range with high None for "at least", or None for not reported."""
    listed = list(data)
    highest = float(top) if top else _highest(listed)
    frame = _Frame(height, highest, len(listed))
    ticks = _joined(frame.tick(value) for value in nice_ticks(highest))
    bars = _joined(
        frame.column(slot, value, css) + frame.text("m c", slot, height - 6, name)
        for slot, (name, value) in enumerate(listed)
    )
    return format_html(
        '<svg class="chart" width="100%" height="{}" role="img" aria-label="{}">{}{}'
        '<line class="base" x1="0" x2="100%" y1="{}" y2="{}"/></svg>',
        height,
        label or _("Grafik batang per tahun. Angkanya ada di tabel."),
        ticks,
        bars,
        frame.base,
        frame.base,
    )
