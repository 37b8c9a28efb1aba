"""The payment of one grant as its page prints it: the tranches of its field, deadlines
on their clocks, countdown, gates, and every request of this grant. Judged in
dak.rules.field_payment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dak.queries.grants import GrantRow
from dak.queries.ledger import Row, is_paid
from dak.queries.payment_field import PaymentField, paid_of
from dak.queries.year_rules import ModeRule
from dak.rules.field_payment import Step, payment_of_field
from dak.rules.payment import GateResult
from dak.web.rules import TrancheLine, line_of
from sentra.lib.number_format import format_rupiah


@dataclass(frozen=True)
class Request:
    """One time this grant asked for money; one that was not paid counts for nothing."""

    number: int
    amount_idr: int
    on: date | None
    is_paid: bool


@dataclass(frozen=True)
class TrancheOfGrant:
    """One tranche: the rule in words (None: the rules name none), what it is worth in the field,
    what this grant asked for and got, what the field got, and the gates."""

    line: TrancheLine | None
    share_idr: int | None
    requests: tuple[Request, ...]
    paid_idr: int | None
    field_paid_idr: int | None
    gates: tuple[GateResult, ...]


@dataclass(frozen=True)
class Payment:
    """How a grant is paid and over what that was judged; `why_not` says why it cannot be told."""

    mode: ModeRule | None
    tranches: tuple[TrancheOfGrant, ...]
    why_not: str
    judged_over: str = ""
    n_grants: int = 0


def payment_of(row: GrantRow, field: PaymentField | None, now: datetime) -> Payment:
    """The tranches that hold for a grant; none where it is no counted grant of DAK Fisik."""
    if field is None:
        sentence = _("Aturan penyaluran DAK Fisik tidak dikenakan pada hibah ini: %(reason)s.")
        return Payment(None, (), sentence % {"reason": row.reason})
    payment = payment_of_field(field)
    steps = tuple(_tranche(step, row.grant.pk, now) for step in payment.steps)
    return Payment(payment.mode, steps, payment.why_not, judged_over(field), len(field.rows))


def judged_over(field: PaymentField) -> str:
    """Over which ceiling mode and gates were judged."""
    n_grants = len(field.rows)
    words = {
        "region": field.first.regency or field.first.province,
        "year": field.first.fiscal_year,
        "ceiling": _bounds(field),
        "n": n_grants,
    }
    sentence = ngettext(
        "Dinilai atas pagu bidang %(region)s tahun %(year)s: %(ceiling)s, dari hibah ini saja.",
        "Dinilai atas pagu bidang %(region)s tahun %(year)s: %(ceiling)s, dari %(n)s hibah"
        " DAK Fisik bersama-sama.",
        n_grants,
    )
    if not field.n_without_amount or not field.is_known:
        return sentence % words
    more = _("Pagu %(n)s hibah di antaranya belum diketahui.") % {"n": field.n_without_amount}
    return f"{sentence % words} {more}"


def _bounds(field: PaymentField) -> str:
    if not field.is_known:
        return _("belum diketahui")
    if field.high is None:
        return _("sedikitnya %(low)s") % {"low": format_rupiah(field.low)}
    if field.exact is not None:
        return format_rupiah(field.exact)
    return _("antara %(low)s dan %(high)s") % {
        "low": format_rupiah(field.low),
        "high": format_rupiah(field.high),
    }


def _tranche(step: Step, grant: int, now: datetime) -> TrancheOfGrant:
    own = step.requests_of(grant)
    return TrancheOfGrant(
        line=line_of(step.rule, now) if step.rule else None,
        share_idr=step.share_idr,
        requests=tuple(_requests(own)),
        paid_idr=paid_of(own),
        field_paid_idr=paid_of(step.requests),
        gates=step.verdict.results,
    )


def _requests(rows: Sequence[Row]) -> list[Request]:
    return [
        Request(
            row["tranche_number"],
            row["amount_idr"],
            row["paid_on"] or row["requested_on"],
            is_paid(row),
        )
        for row in rows
    ]
