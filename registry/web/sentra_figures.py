"""The figures of one sentra as its page shows them: the newest ones with date, source and doubt,
and all of them year by year."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from registry.columns.viewer import Viewer
from registry.models import Sentra, YearlyProfile
from registry.models.profile import FIGURES, FigureSpec
from registry.policy import Actor
from registry.queries.sentra_page import SentraParts
from registry.queries.sentra_rows import profile_figure
from registry.web.number import Number
from registry.web.source_words import source_words
from sentra.lib.dates import today_wib
from sentra.lib.figures import (
    ABOUT,
    AT_LEAST,
    AT_MOST,
    RANGE,
    RUPIAH_UNIT,
    Figure,
    format_figure,
)
from sentra.lib.rupiah_range import rupiah_words

# Asked of every sentra, so their absence is shown too.
ALWAYS = ("unit_count", "worker_count")
YEARS_SHOWN = 6


@dataclass(frozen=True)
class YearCell:
    """One figure of one year: words, None when nobody reported, `is_hidden` when it may not be
    shown to this reader."""

    words: str | None
    is_hidden: bool = False


@dataclass(frozen=True)
class YearLine:
    """One figure over the years."""

    label: str
    unit: str
    cells: list[YearCell]


@dataclass(frozen=True)
class YearTable:
    """Figures by year, oldest first; `profiles` head the columns."""

    profiles: list[YearlyProfile]
    lines: list[YearLine]
    older: int


def headline_figures(parts: SentraParts, actor: Actor) -> list[Number]:
    """The figures of the newest profile, those everybody asks for in any case."""
    viewer = Viewer(actor, today_wib())
    newest = parts.profiles[0] if parts.profiles else None
    shown = [spec for spec in FIGURES if spec.code in ALWAYS]
    if newest is not None:
        shown += [
            spec
            for spec in FIGURES
            if spec.code not in ALWAYS
            and profile_figure(newest, spec.code) is not None
            and may_see(spec, newest, parts.sentra, viewer)
        ]
    return [_headline(spec, parts, viewer) for spec in shown]


def _headline(spec: FigureSpec, parts: SentraParts, viewer: Viewer) -> Number:
    newest = parts.profiles[0] if parts.profiles else None
    figure = profile_figure(newest, spec.code)
    if newest is None or figure is None:
        return Number(label=str(spec.label), value=None, as_of=_last_known(spec, parts, viewer))
    value: str = format_figure(figure)
    unit = str(spec.unit)
    if spec.is_money:
        words, unit = rupiah_words(_whole(figure.low), _whole(figure.high))
        value = f"± {words}" if figure.qualifier == ABOUT else words
    return Number(
        label=str(spec.label),
        value=value,
        unit=unit,
        as_of=_("data tahun %(year)s") % {"year": newest.year},
        note=" · ".join(
            filter(
                None,
                (
                    _("menurut %(source)s") % {"source": source_words(newest.source)},
                    doubt_words(figure),
                ),
            )
        ),
        definition=_("%(label)s yang dilaporkan untuk tahun %(year)s. Asal: %(source)s.")
        % {"label": spec.label, "year": newest.year, "source": source_words(newest.source)},
        approved=_("Angka ini belum diverifikasi dinas.")
        if parts.now.verification == "never"
        else "",
        api_url=reverse("api-sentra-profiles", args=[parts.sentra.public_code]),
    )


def _whole(number: object) -> int | None:
    return None if number is None else int(str(number))


def _last_known(spec: FigureSpec, parts: SentraParts, viewer: Viewer) -> str:
    """An older answer is said beside the missing one, never put in its place."""
    for profile in parts.profiles:
        figure = profile_figure(profile, spec.code)
        if figure is not None and may_see(spec, profile, parts.sentra, viewer):
            return _("terakhir dilaporkan untuk %(year)s: %(figure)s") % {
                "year": profile.year,
                "figure": format_figure(figure, _unit(spec)),
            }
    return _("Kosong bukan berarti nol.")


def doubt_words(figure: Figure) -> str:
    """What the sign before a figure means, with the source's own words where they are kept."""
    meaning = {
        ABOUT: _("kira-kira"),
        AT_LEAST: _("batas bawah"),
        AT_MOST: _("batas atas"),
        RANGE: _("rentang"),
    }.get(figure.qualifier, "")
    if meaning and figure.text:
        return _("%(meaning)s: sumber menulis “%(words)s”") % {
            "meaning": meaning,
            "words": figure.text,
        }
    return meaning


def year_table(parts: SentraParts, actor: Actor) -> YearTable:
    """Figures somebody reported, year by year; money only where it may be shown."""
    profiles = parts.profiles[:YEARS_SHOWN][::-1]
    viewer = Viewer(actor, today_wib())
    lines = [
        YearLine(
            str(spec.label),
            str(spec.unit),
            [_cell(spec, profile, parts.sentra, viewer) for profile in profiles],
        )
        for spec in FIGURES
        if spec.code in ALWAYS or any(profile_figure(p, spec.code) for p in profiles)
    ]
    return YearTable(profiles, lines, older=len(parts.profiles) - len(profiles))


def _cell(spec: FigureSpec, profile: YearlyProfile, sentra: Sentra, viewer: Viewer) -> YearCell:
    figure = profile_figure(profile, spec.code)
    if figure is None:
        return YearCell(None)
    if not may_see(spec, profile, sentra, viewer):
        return YearCell(None, is_hidden=True)
    return YearCell(format_figure(figure, RUPIAH_UNIT if spec.is_money else ""))


def may_see(spec: FigureSpec, profile: YearlyProfile, sentra: Sentra, viewer: Viewer) -> bool:
    """Whether a reader may see a figure: counts always; money of one sentra where the source
    published it itself, else only the ministry and the office of the place (as the API's columns
    guard it)."""
    if not spec.is_money or profile.source.office_id is None:
        return True
    return viewer.is_own(sentra.regency_id or sentra.province_id)


def _unit(spec: FigureSpec) -> str:
    return RUPIAH_UNIT if spec.is_money else str(spec.unit)
