"""How carefully a proposal has to be read: points by a formula that every queue prints, and the
notes behind them. Staleness is added when the queue is shown, since it can change any minute."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.change import Change
from registry.changes.gravity import gravity_of
from registry.changes.kinds import Gravity, all_kinds
from registry.choices import SubmissionKind
from registry.models import Sentra, YearlyProfile
from registry.models.profile import FIGURES
from registry.queries.submission import profile_before, stored_figure
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import Number, format_number, format_percent

KIND_POINTS = {
    SubmissionKind.REGISTER: 3,
    SubmissionKind.CORRECT: 2,
    SubmissionKind.FACILITY: 2,
    SubmissionKind.YEARLY: 1,
    SubmissionKind.EXISTENCE: 1,
    SubmissionKind.LIST: 1,
    SubmissionKind.NEEDS: 1,
    SubmissionKind.REPORT: 2,
    SubmissionKind.ASSET: 2,
    SubmissionKind.OUTCOME: 1,
    SubmissionKind.FUNDING: 2,
    SubmissionKind.DESK: 2,
}
GRAVE_POINTS, FIGURE_POINTS, OUTLIER_POINTS, FIRST_POINTS, STALE_POINTS = 3, 1, 2, 2, 3
# Approved in one go are only proposals up to this many points, all of one kind.
LOW_RISK = 3
JUMP_PERCENT = 50
# Outside of these a figure may be true and is looked at: the ministry's count of 2020 has 43.4
# units and 125.8 workers a sentra on average (456,488 and 1,323,191 in 10,514 sentra).
# Money outside was perhaps typed in thousands or millions; its bounds are the registry's own.
SANITY = {
    "unit_count": (5, 1000),
    "worker_count": (5, 5000),
    **{spec.code: (10_000_000, 100_000_000_000) for spec in FIGURES if spec.is_money},
}
MONEY = frozenset(spec.code for spec in FIGURES if spec.is_money)

FORMULA = gettext_lazy(
    "Risiko = bobot jenis (1–3) + perubahan berat (3) atau perbaikan angka yang sudah disetujui (1)"
    " + catatan angka (2 masing-masing) + kiriman pertama kantor (2) + catatan berubah sejak"
    " diusulkan (3)."
)


@dataclass(frozen=True)
class RiskNote:
    """One reason for points."""

    code: str
    points: int
    words: str


@dataclass(frozen=True)
class Risk:
    """The points of a proposal when it was sent, and why."""

    points: int
    notes: tuple[RiskNote, ...]

    def as_json(self) -> list[dict[str, Any]]:
        """The notes as they are stored."""
        return [asdict(note) for note in self.notes]


def assess(kind: str, changes: Sequence[Change], sentra: Sentra | None, *, is_first: bool) -> Risk:
    """The points of a proposal and the words behind them; at most one statement a profile."""
    notes = [RiskNote("kind", KIND_POINTS[SubmissionKind(kind)], _("Bobot jenis usulan"))]
    gravity = gravity_of(changes)
    if gravity == Gravity.GRAVE:
        words = _("Penutupan, penggabungan, pemindahan, atau nilai uang")
        notes.append(RiskNote("grave", GRAVE_POINTS, words))
    elif gravity == Gravity.FIGURE:
        words = _("Memperbaiki angka yang sudah disetujui")
        notes.append(RiskNote("figure", FIGURE_POINTS, words))
    notes += [RiskNote("outlier", OUTLIER_POINTS, words) for words in outliers(changes, sentra)]
    for path in settings.OUTLIERS:
        doubts = import_string(path)(changes)
        notes += [RiskNote("outlier", OUTLIER_POINTS, words) for words in doubts]
    if is_first:
        notes.append(RiskNote("first", FIRST_POINTS, _("Kiriman pertama kantor ini")))
    return Risk(sum(note.points for note in notes), tuple(notes))


def outliers(changes: Iterable[Change], sentra: Sentra | None) -> list[str]:
    """Figures that jump by more than half or lie outside the sanity band, each in a sentence."""
    found = []
    for change in changes:
        kind = all_kinds()[change.kind]
        if kind.noun != "profile":
            continue
        before = _compared(change, sentra)
        for spec in FIGURES:
            new = _proposed(change.values.get(spec.code))
            if new is None:
                continue
            old = stored_figure(before, spec.code) if before else None
            jump = _jump(old, new) if old is not None else None
            if jump is not None:
                found.append(jump_words(str(spec.label), *jump))
            if _is_insane(spec.code, new):
                low, high = SANITY[spec.code]
                found.append(
                    _("%(label)s %(new)s di luar rentang yang lazim (%(low)s–%(high)s).")
                    % {
                        "label": spec.label,
                        "new": format_figure(new),
                        "low": format_number(low),
                        "high": format_number(high),
                    }
                )
    return found


def _jump(old: Figure, new: Figure) -> tuple[Decimal, Decimal] | None:
    """The nearest ends of two figures, where even these are more than half apart: what is about,
    at least, at most or a range is judged by what it surely says."""
    if new.low is not None and old.high and _is_far(old.high, new.low) and new.low > old.high:
        return Decimal(old.high), Decimal(new.low)
    if new.high is not None and old.low and _is_far(old.low, new.high) and new.high < old.low:
        return Decimal(old.low), Decimal(new.high)
    return None


def _is_far(old: Number, new: Number) -> bool:
    return abs(Decimal(new) - Decimal(old)) * 100 > Decimal(old) * JUMP_PERCENT


def _is_insane(code: str, figure: Figure) -> bool:
    """Whether all a figure can be lies outside of its band. No money at all is an answer."""
    if code not in SANITY or (figure.high == 0 and code in MONEY):
        return False
    low, high = SANITY[code]
    is_below = figure.high is not None and figure.high < low
    return is_below or (figure.low is not None and figure.low > high)


def _compared(change: Change, sentra: Sentra | None) -> YearlyProfile | None:
    """The profile a change corrects, else the newest one of that year or before."""
    if change.target:
        return YearlyProfile.objects.filter(pk=change.target).first()
    return profile_before(sentra.pk, change.values.get("year")) if sentra else None


def jump_words(label: str, old: Decimal, new: Decimal) -> str:
    """One figure against its last value, as a sentence."""
    direction = _("naik") if new > old else _("turun")
    return _("%(label)s %(new)s %(direction)s %(share)s dari %(old)s.") % {
        "label": label,
        "new": format_number(new),
        "direction": direction,
        "share": format_percent(abs(new - old), old),
        "old": format_number(old),
    }


def _proposed(value: Any) -> Figure | None:
    """A figure of a change; None where nothing is reported."""
    return None if value in (None, "") else Figure.from_json(value)
