"""The tranches of one grant by the rules of its year: share, deadline on its clocks, countdown, and
whether its gates are passed by what was reported. The rules are in dak.rules.payment."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from dak.queries.grant_page import GrantParts
from dak.queries.year_rules import ModeRule, YearRules
from dak.rules.payment import GateResult, evaluate_gates, mode_for, share_of, tranches
from dak.web.rules import TrancheLine, line_of
from sentra.lib.figures import Figure


@dataclass(frozen=True)
class TrancheOfGrant:
    """One tranche: the rule in words, what it is worth here, what was paid, and its gates."""

    line: TrancheLine
    share_idr: int | None
    paid_idr: int | None
    gates: tuple[GateResult, ...]


@dataclass(frozen=True)
class Payment:
    """How a grant is paid; `why_not` says why that cannot be told."""

    mode: ModeRule | None
    tranches: tuple[TrancheOfGrant, ...]
    why_not: str


def payment_of(parts: GrantParts, now: datetime) -> Payment:
    """The tranches that hold for a grant."""
    rules, ceiling = parts.rules, parts.step("ceiling").figure
    if rules is None:
        return Payment(None, (), _("Aturan tahun anggarannya belum tercatat."))
    if ceiling is None or ceiling.low is None or ceiling.high is None:
        return Payment(None, (), _("Pagunya belum diketahui, jadi cara penyalurannya belum pasti."))
    mode = mode_for(rules, int(ceiling.low))
    if mode != mode_for(rules, int(ceiling.high)):
        sentence = _("Pagunya berupa rentang yang mencakup dua cara penyaluran.")
        return Payment(None, (), sentence)
    if mode is None:
        return Payment(None, (), _("Cara penyaluran untuk pagu ini belum ditemukan."))
    return Payment(mode, tuple(_tranches(parts, rules, mode, ceiling, now)), "")


def _tranches(
    parts: GrantParts, rules: YearRules, mode: ModeRule, ceiling: Figure, now: datetime
) -> list[TrancheOfGrant]:
    grant, ledger = parts.grant, parts.ledger
    rows = {row["tranche_number"]: row for row in ledger.of("disbursement")}
    whole = int(ceiling.low or 0) if ceiling.low == ceiling.high else None
    found: list[TrancheOfGrant] = []
    received: int | None = None
    region = grant.region_code or grant.regency_id or grant.province_id
    for rule in tranches(rules, mode, region):
        row = rows.get(rule.number)
        # A tranche that was asked for is judged by what stood on that day, an open one by today.
        day = (row["requested_on"] or row["paid_on"]) if row else None
        verdict = evaluate_gates(rule, ledger.absorbed_by(day), received, ledger.output_by(day))
        share = None if whole is None else share_of(rule, whole, paid_idr=received or 0)
        amount = row["amount_idr"] if row else None
        found.append(TrancheOfGrant(line_of(rule, now), share, amount, verdict.results))
        if amount is not None:
            received = (received or 0) + amount
    return found
