"""How one government's field of one year is paid: its mode, and every tranche with what it is
worth, what was asked for and paid, and whether its gates were passed. Rules of a year are in
dak.rules.payment, the field itself in dak.queries.payment_field."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from dak.queries.ledger import Row
from dak.queries.payment_field import PaymentField, asked_on, paid_of
from dak.queries.year_rules import ModeRule, TrancheRule
from dak.rules.payment import GateVerdict, evaluate_gates, mode_between, share_of, tranches


@dataclass(frozen=True)
class Step:
    """One tranche of the field: its rule (None: the rules name none for what was asked for), what
    it is worth, every request of any grant, and its gates."""

    rule: TrancheRule | None
    share_idr: int | None
    requests: tuple[Row, ...]
    verdict: GateVerdict

    @property
    def is_open(self) -> bool:
        """Whether nobody has asked for it."""
        return self.rule is not None and not self.requests

    def requests_of(self, grant: int) -> list[Row]:
        """What one grant asked for."""
        return [row for row in self.requests if row["grant_id"] == grant]


@dataclass(frozen=True)
class FieldPayment:
    """How the field is paid; `why_not` says why its mode cannot be told."""

    mode: ModeRule | None
    steps: tuple[Step, ...]
    why_not: str = ""


def payment_of_field(field: PaymentField) -> FieldPayment:
    """The mode and tranches that hold for a field, judged over its ceiling."""
    if field.rules is None:
        return FieldPayment(None, (), _("Aturan tahun anggarannya belum tercatat."))
    if not field.is_known:
        sentence = _("Pagunya belum diketahui, jadi cara penyalurannya belum pasti.")
        return FieldPayment(None, (), sentence)
    mode = mode_between(field.rules, field.low, field.high, is_recommended=field.is_recommended)
    if mode is not None:
        return FieldPayment(mode, tuple(_steps(field, mode)))
    if field.low == field.high:
        return FieldPayment(None, (), _("Cara penyaluran untuk pagu ini belum ditemukan."))
    sentence = _("Pagu bidangnya berupa rentang yang mencakup lebih dari satu cara penyaluran.")
    return FieldPayment(None, (), sentence)


def _steps(field: PaymentField, mode: ModeRule) -> list[Step]:
    assert field.rules is not None, "a mode is one of the year's rules"
    rules = tranches(field.rules, mode, *field.region_codes)
    asked = _by_rule(rules, field.requests)
    if not rules:
        return [Step(None, None, tuple(asked[None]), GateVerdict(()))] if asked[None] else []
    found: list[Step] = []
    received: int | None = None
    for rule in rules:
        rows = asked[rule.number]
        # What was asked for is judged by what stood on that day, an open tranche by today.
        day = _first_day(rows)
        verdict = evaluate_gates(rule, field.absorbed_by(day), received, field.output_by(day))
        whole = field.exact
        share = None if whole is None else share_of(rule, whole, paid_idr=received or 0)
        found.append(Step(rule, share, tuple(rows), verdict))
        paid = paid_of(rows)
        if paid is not None:
            received = (received or 0) + paid
    return found


def _by_rule(rules: list[TrancheRule], rows: list[Row]) -> dict[int | None, list[Row]]:
    """Requests by the number of the tranche they belong to: their own, or the last before it, since
    a tranche may be asked for in several parts that are numbered on."""
    found: dict[int | None, list[Row]] = defaultdict(list)
    numbers = [rule.number for rule in rules]
    for row in rows:
        before = [number for number in numbers if number <= row["tranche_number"]]
        found[max(before, default=min(numbers, default=None))].append(row)
    return found


def _first_day(rows: list[Row]) -> date | None:
    days = [day for row in rows if (day := asked_on(row)) is not None]
    return min(days, default=None)
