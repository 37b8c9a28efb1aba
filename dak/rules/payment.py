"""What the rules of a year decide for the field's ceiling of one government: how it is paid, in
which tranches, and whether the gates of a tranche are passed. Pure functions over
dak.queries.year_rules; what a government has received and spent is in dak.rules.field_payment."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from dak.choices import GateKind
from dak.queries.year_rules import GateRule, ModeRule, TrancheRule, YearRules
from sentra.lib.number_format import format_exact, format_number

HUNDRED = Decimal(100)


def mode_for(
    rules: YearRules, ceiling_idr: int, *, is_recommended: bool = False
) -> ModeRule | None:
    """How the ceiling of the field in one government, all its grants of the year together, is paid;
    None where the year's rules do not say. A mode that needs the ministry's recommendation is
    chosen only with one. Raises ValueError for a ceiling below zero."""
    if ceiling_idr < 0:
        raise ValueError(f"A ceiling of {ceiling_idr} is none.")
    fitting = [mode for mode in rules.modes if _fits(mode, ceiling_idr)]
    if is_recommended:
        by_recommendation = [mode for mode in fitting if mode.is_by_recommendation]
        if by_recommendation:
            return by_recommendation[0]
    return next((mode for mode in fitting if not mode.is_by_recommendation), None)


def mode_between(
    rules: YearRules, low: int, high: int | None, *, is_recommended: bool = False
) -> ModeRule | None:
    """How a ceiling of which only bounds are known is paid; None unless it is the same anywhere
    between them. `high` None: it may be any amount from `low` on."""
    mode = mode_for(rules, low, is_recommended=is_recommended)
    if mode is None:
        return None
    if high is None:
        return mode if mode.ceiling_up_to_idr is None else None
    return mode if mode == mode_for(rules, high, is_recommended=is_recommended) else None


def _fits(mode: ModeRule, ceiling: int) -> bool:
    above, up_to = mode.ceiling_above_idr, mode.ceiling_up_to_idr
    return (above is None or ceiling > above) and (up_to is None or ceiling <= up_to)


def tranches(rules: YearRules, mode: ModeRule, *region_codes: str) -> list[TrancheRule]:
    """The tranches of a mode in order; in a region of a disaster exception, its own tranches take
    the place of the usual ones with the same number. The regions of exceptions stand on today's
    map, so a region is asked for by its code of today; the province it lay in then may be given
    beside it."""
    named = {
        exception.code
        for exception in rules.exceptions
        if any(_covers(region, code) for region in exception.regions for code in region_codes)
    }
    by_number = {tranche.number: tranche for tranche in mode.tranches if not tranche.exception}
    by_number |= {
        tranche.number: tranche for tranche in mode.tranches if tranche.exception in named
    }
    return [by_number[number] for number in sorted(by_number)]


def _covers(region: str, code: str) -> bool:
    return code == region or code.startswith(f"{region}.")


def share_of(tranche: TrancheRule, ceiling_idr: int, *, paid_idr: int = 0) -> int | None:
    """What a tranche is worth in whole rupiah, rounded down: its share of the ceiling, or what is
    still missing. None where the rule states neither."""
    if tranche.is_remaining_need:
        return max(ceiling_idr - paid_idr, 0)
    if tranche.share_percent is None:
        return None
    return int(Decimal(ceiling_idr) * tranche.share_percent // HUNDRED)


@dataclass(frozen=True)
class GateResult:
    """One condition judged. `is_passed` None: it cannot be judged, and the sentence says why."""

    kind: str
    is_passed: bool | None
    sentence: str


@dataclass(frozen=True)
class GateVerdict:
    """All conditions of one tranche. `is_passed` only when every one of them is."""

    results: tuple[GateResult, ...]

    @property
    def is_passed(self) -> bool | None:
        """False as soon as one failed, None while one cannot be judged."""
        states = [result.is_passed for result in self.results]
        if False in states:
            return False
        return None if None in states else True

    @property
    def sentences(self) -> tuple[str, ...]:
        """What to tell the office."""
        return tuple(result.sentence for result in self.results)


def evaluate_gates(
    tranche: TrancheRule,
    absorbed_idr: int | None,
    received_idr: int | None,
    output_percent: Decimal | int | None,
) -> GateVerdict:
    """Judge the conditions of a tranche. Absorption is measured against the money received so far;
    a value nobody reported is not zero and leaves the condition unjudged."""
    return GateVerdict(tuple(_results(tranche, absorbed_idr, received_idr, output_percent)))


def _results(
    tranche: TrancheRule,
    absorbed: int | None,
    received: int | None,
    output: Decimal | int | None,
) -> Iterator[GateResult]:
    for gate in tranche.gates:
        if gate.kind == GateKind.ABSORPTION:
            yield _absorption(gate, absorbed, received)
        else:
            yield _output(gate, output)


def _absorption(gate: GateRule, absorbed: int | None, received: int | None) -> GateResult:
    if gate.minimum_percent is None:
        return _unknown_minimum(gate)
    if absorbed is None or received is None:
        sentence = _("Penyerapan atau dana yang diterima belum dilaporkan.")
        return GateResult(gate.kind, None, sentence)
    if received <= 0:
        sentence = _("Belum ada dana yang diterima, jadi penyerapannya belum dapat dinilai.")
        return GateResult(gate.kind, None, sentence)
    # Compared by products: 74,999… percent is never rounded up to the gate.
    is_passed = absorbed * HUNDRED >= gate.minimum_percent * received
    words = {
        "percent": format_number(absorbed * HUNDRED / received, 2),
        "minimum": _plain(gate.minimum_percent),
        "absorbed": format_exact(absorbed),
        "received": format_exact(received),
    }
    sentence = _(
        "Penyerapan %(percent)s%% (Rp%(absorbed)s dari Rp%(received)s yang diterima) memenuhi"
        " batas %(minimum)s%%."
    )
    if not is_passed:
        sentence = _(
            "Penyerapan %(percent)s%% (Rp%(absorbed)s dari Rp%(received)s yang diterima) belum"
            " mencapai batas %(minimum)s%%."
        )
    return GateResult(gate.kind, is_passed, sentence % words)


def _output(gate: GateRule, output: Decimal | int | None) -> GateResult:
    if gate.minimum_percent is None:
        return _unknown_minimum(gate)
    if output is None:
        return GateResult(gate.kind, None, _("Capaian keluaran belum dilaporkan."))
    is_passed = Decimal(output) >= gate.minimum_percent
    words = {"percent": _plain(Decimal(output)), "minimum": _plain(gate.minimum_percent)}
    sentence = _("Capaian keluaran %(percent)s%% memenuhi batas %(minimum)s%%.")
    if not is_passed:
        sentence = _("Capaian keluaran %(percent)s%% belum mencapai batas %(minimum)s%%.")
    return GateResult(gate.kind, is_passed, sentence % words)


def _unknown_minimum(gate: GateRule) -> GateResult:
    sentence = _("Batas %(kind)s tahun ini belum ditemukan, jadi tidak dinilai.")
    label = str(GateKind(gate.kind).label).lower()
    return GateResult(gate.kind, None, sentence % {"kind": label})


def _plain(number: Decimal) -> str:
    return format_number(number, max(-int(number.normalize().as_tuple().exponent), 0))
