"""The frozen content of a need pack as lines of a page; nothing is read from today's record."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from dak.models import NeedPack
from registry.choices import BuildingState, NeedState, Severity
from registry.models.profile import FIGURES
from sentra.lib.dates import format_date
from sentra.lib.figures import Figure, format_figure


@dataclass(frozen=True)
class Line:
    """One line: what, how much or which, and what stands beside it."""

    what: str
    value: str = ""
    note: str = ""


@dataclass(frozen=True)
class PackLines:
    """The parts of a pack in their order."""

    place: str
    needs: tuple[Line, ...]
    year: str
    figures: tuple[Line, ...]
    land: tuple[Line, ...]
    photos: tuple[Line, ...]
    pictures: tuple[Line, ...]
    people: tuple[Line, ...]


def pack_lines(pack: NeedPack) -> PackLines:
    """Lines of every part of the snapshot; a part that an older pack lacks is empty."""
    snapshot: Mapping[str, Any] = pack.snapshot
    sentra = snapshot.get("sentra", {})
    codes = [
        sentra.get(f"{level}_code") for level in ("village", "district", "regency", "province")
    ]
    figures = snapshot.get("figures", {})
    return PackLines(
        place=next((code for code in codes if code), ""),
        needs=tuple(_needs(snapshot.get("needs", []))),
        year=str(figures.get("year", "")),
        figures=tuple(_figures(figures)),
        land=tuple(_land(snapshot.get("land", []))),
        photos=tuple(_photos(snapshot.get("photos", []))),
        pictures=tuple(_pictures(snapshot.get("pictures", []))),
        people=tuple(_people(snapshot)),
    )


def _needs(rows: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    for row in rows:
        state = _label(NeedState, row.get("state"))
        grave = _label(Severity, row.get("severity"))
        since = _day(row.get("since_on"))
        words = [row.get("words", ""), _("sejak %(day)s") % {"day": since} if since else ""]
        value = ", ".join(filter(None, (grave, state.lower())))
        yield Line(row.get("kind", ""), value, "; ".join(filter(None, words)))


def _figures(told: Mapping[str, Any]) -> Iterable[Line]:
    for figure in FIGURES:
        raw = told.get(figure.code)
        if raw:
            words = format_figure(Figure.from_json(raw))
            yield Line(str(figure.label), f"{words} {figure.unit}".strip(), raw.get("text", ""))


def _land(rows: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    for row in rows:
        name = " · ".join(filter(None, (row.get("kind"), row.get("name"))))
        area = f"{row['area_m2']} m²" if row.get("area_m2") else ""
        owner = row.get("owner")
        note = _("milik %(owner)s") % {"owner": owner} if owner else _("pemiliknya belum dicatat")
        value = ", ".join(filter(None, (_label(BuildingState, row.get("state")), area)))
        yield Line(name, value, note)


def _photos(rows: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    for row in rows:
        yield Line(_("Verifikasi dengan foto"), _day(row.get("verified_on")), row.get("office", ""))


def _pictures(rows: Iterable[Mapping[str, Any]]) -> Iterable[Line]:
    """How many photographs came with each submission, and on which day."""
    sent = Counter((row["sent_on"], row["receipt_number"]) for row in rows)
    for (day, receipt), n in sent.items():
        yield Line(_("Kiriman %(receipt)s") % {"receipt": receipt}, _count(n), _day(day))


def _count(n: int) -> str:
    return _("%(n)s foto") % {"n": n}


def _people(snapshot: Mapping[str, Any]) -> Iterable[Line]:
    heads = (
        ("managers", _("Pengelola")),
        ("asset_owners", _("Pemilik aset")),
        ("land_owners", _("Pemilik lahan")),
    )
    for name, label in heads:
        for institution in snapshot.get(name, []):
            yield Line(label, institution)


def _label(choices: Any, value: str | None) -> str:
    return str(choices(value).label) if value in choices.values and value else value or ""


def _day(text: str | None) -> str:
    return format_date(date.fromisoformat(text)) if text else ""
