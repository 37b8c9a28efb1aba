"""The money of a grant as bars from its ceiling to what was absorbed: where each begins and ends in
percent of the widest, for templates/dak/waterfall.html. A step nobody reported is a hatched outline
whose length is only an upper bound."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dak.queries.grant_page import GrantParts, Step
from sentra.lib.figures import Figure
from sentra.lib.number_format import format_exact, rounded

LABELS: dict[str, str | Promise] = {
    "ceiling": gettext_lazy("Pagu"),
    "work_plan": gettext_lazy("Rencana kegiatan (RK)"),
    "contracted": gettext_lazy("Kontrak"),
    "disbursed": gettext_lazy("Disalurkan ke kas daerah"),
    "absorbed": gettext_lazy("Terserap"),
}
ROW, TEXT_AT, BAR_AT = 52, 13, 20
MILLIARD = 10**9


@dataclass(frozen=True)
class Bar:
    """One bar: solid to its lower end, hatched to its upper. Places are percent of the width."""

    label: str
    words: str
    css: str
    text_y: int
    bar_y: int
    x: str
    solid: str
    hatched_x: str
    hatched: str
    is_missing: bool
    figure: Figure | None
    is_claimed: bool


@dataclass(frozen=True)
class Waterfall:
    """Every bar and the height of the drawing; nothing to draw where no step has an amount."""

    bars: tuple[Bar, ...]
    height: int

    @property
    def is_drawn(self) -> bool:
        """Whether any step has an amount."""
        return any(not bar.is_missing for bar in self.bars)


def waterfall(parts: GrantParts) -> Waterfall:
    """Ceiling, its components from the right end of what is left, then the steps below it."""
    top = max((_end(step.figure) for step in parts.steps), default=0)
    bars: list[Bar] = []
    bound = top
    for step in parts.steps:
        bars.append(_bar(step, len(bars), top, bound))
        if step.figure is not None:
            bound = min(bound, _end(step.figure)) or bound
        if step.code == "ceiling":
            bars += _components(parts, len(bars), top)
    return Waterfall(tuple(bars), ROW * len(bars) - 8)


def _bar(step: Step, place: int, top: int, bound: int) -> Bar:
    figure = step.figure
    low = int(figure.low or 0) if figure else 0
    high = _end(figure) if figure else bound
    if figure is not None and figure.high is None:
        # "At least": the hatch runs to the end of what is known above it.
        high = max(low, bound)
    return Bar(
        label=str(LABELS[step.code]),
        words=_words(figure),
        css="f1",
        text_y=place * ROW + TEXT_AT,
        bar_y=place * ROW + BAR_AT,
        x="0",
        solid=_percent(low, top),
        hatched_x=_percent(low, top),
        hatched=_percent(high - low, top),
        is_missing=figure is None,
        figure=figure,
        is_claimed=step.is_claimed,
    )


def _components(parts: GrantParts, place: int, top: int) -> Iterable[Bar]:
    at = _end(parts.step("ceiling").figure)
    rest = parts.grant.unspecified_idr
    named = [(component.name, component.amount_idr) for component in parts.components]
    if named and rest:
        named.append((_("Belum dirinci"), rest))
    for name, amount in named:
        at = max(at - amount, 0)
        figure = Figure.exact(amount)
        yield Bar(
            label=f"– {name}",
            words=_words(figure),
            css="q3",
            text_y=place * ROW + TEXT_AT,
            bar_y=place * ROW + BAR_AT,
            x=_percent(at, top),
            solid=_percent(amount, top),
            hatched_x="0",
            hatched="0",
            is_missing=False,
            figure=figure,
            is_claimed=False,
        )
        place += 1


def _words(figure: Figure | None) -> str:
    """Miliar rupiah to three decimals; what is unknown in words."""
    if figure is None:
        return _("belum dilaporkan")
    ends = [
        "" if end is None else format_exact(rounded(Fraction(int(end), MILLIARD), 3))
        for end in (figure.low, figure.high)
    ]
    if figure.high is None or figure.low is None:
        return f"≥ {ends[0]}" if figure.high is None else f"≤ {ends[1]}"
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _end(figure: Figure | None) -> int:
    """The farthest amount a figure names."""
    if figure is None:
        return 0
    return int(figure.high if figure.high is not None else figure.low or 0)


def _percent(amount: int, top: int) -> str:
    return f"{100 * amount / top:.2f}" if top else "0"
