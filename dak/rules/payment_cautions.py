"""What is doubtful about the payments of a grant by the rules of its year, and still allowed: paid
too early, asked for too late, or with a gate that was not passed. Doubts that need no rules of a
year are in dak.queries.cautions."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from dak.models import CountedGrant
from dak.queries.cautions import Caution, caution_of, cautions_of
from dak.queries.ledger import Row
from dak.queries.payment_field import PaymentField, asked_on, field_of
from dak.queries.year_rules import TrancheRule
from dak.rules.field_payment import Step, payment_of_field
from sentra.lib.dates import MONTHS, WIB
from sentra.lib.problems import problem_code

PAID_EARLY = problem_code(
    "caution.paid_before_month",
    _("Tahap {value} disalurkan {day}, sebelum bulan paling cepat menurut aturannya ({month})."),
)
ASKED_LATE = problem_code(
    "caution.asked_after_deadline",
    _("Tahap {value} diminta atau disalurkan {day}, sesudah batas dokumennya ({deadline})."),
)
GATE_FAILED = problem_code(
    "caution.gate_not_passed",
    _("Tahap {value} diminta atau disalurkan padahal syaratnya belum terpenuhi: {hint}"),
)


def grant_cautions(grant: int) -> list[Caution]:
    """Everything doubtful about the money of one grant as it stands in the tables."""
    counted = CountedGrant.objects.select_related("grant").filter(grant=grant, period="latest")
    field = next((field_of(row) for row in counted), None)
    return [*cautions_of([grant]).get(grant, []), *payment_cautions(field, grant)]


def payment_cautions(field: PaymentField | None, grant: int) -> list[Caution]:
    """Doubts about the payments of one grant of a field, in the order of the tranches."""
    if field is None:
        return []
    year = field.first.fiscal_year or 0
    return [
        caution
        for step in payment_of_field(field).steps
        for caution in _of_step(step, step.requests_of(grant), year)
    ]


def _of_step(step: Step, rows: list[Row], year: int) -> Iterator[Caution]:
    if step.rule is None:
        return
    for row in rows:
        yield from _too_early(step.rule, row, year)
        yield from _too_late(step.rule, row)
    if rows and step.verdict.is_passed is False:
        why = next(one.sentence for one in step.verdict.results if one.is_passed is False)
        number, first = rows[0]["tranche_number"], rows[0]["id"]
        yield caution_of(GATE_FAILED, "disbursement", number, first, hint=why)


def _too_early(rule: TrancheRule, row: Row, year: int) -> Iterator[Caution]:
    day = row["paid_on"]
    if day is None or rule.earliest_month is None or day >= date(year, rule.earliest_month, 1):
        return
    month = str(MONTHS[rule.earliest_month - 1])
    yield caution_of(
        PAID_EARLY,
        "disbursement",
        row["tranche_number"],
        row["id"],
        day=f"{day:%d/%m/%Y}",
        month=month,
    )


def _too_late(rule: TrancheRule, row: Row) -> Iterator[Caution]:
    day = asked_on(row)
    if day is None or rule.deadline_at is None:
        return
    last = rule.deadline_at.astimezone(WIB).date()
    if day > last:
        yield caution_of(
            ASKED_LATE,
            "disbursement",
            row["tranche_number"],
            row["id"],
            day=f"{day:%d/%m/%Y}",
            deadline=f"{last:%d/%m/%Y}",
        )
