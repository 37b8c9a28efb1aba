"""The deadline of the next open tranche as work of the dinas whose government is paid (settings
OFFICE_TASKS). Whether a tranche is open is judged over the field (dak.rules.field_payment)."""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dak.choices import GrantLevel
from dak.models import CountedGrant
from dak.queries.payment_field import PaymentField, fields_of
from dak.rules.deadline import clock_words, countdown
from dak.rules.field_payment import Step, payment_of_field
from registry import policy
from registry.policy import Actor
from registry.queries.office_work import OfficeTask
from sentra.lib.dates import MONTHS, WIB

# A deadline that has passed is told so long: the money may have lapsed.
LATE = timedelta(days=30)


def payment_tasks(actor: Actor, today: date) -> list[OfficeTask]:
    """The next open tranche of every field the actor's offices are paid in this year, the nearest
    deadline first; a constant number of statements."""
    return tasks_at(actor, today.year, timezone.now())


def tasks_at(actor: Actor, year: int, now: datetime) -> list[OfficeTask]:
    """The same for a year as it stands at one moment."""
    found = []
    for field in _own_fields(actor, year):
        step = next_open(field)
        due_at = step.rule.deadline_at if step is not None and step.rule is not None else None
        if step is not None and due_at is not None and now <= due_at + LATE:
            found.append((due_at, _task(field, step, due_at, now)))
    return [task for _due, task in sorted(found, key=lambda one: (one[0], one[1].code))]


def next_open(field: PaymentField) -> Step | None:
    """The first tranche nobody has asked for; None where the way of paying cannot be told."""
    return next((step for step in payment_of_field(field).steps if step.is_open), None)


def _own_fields(actor: Actor, year: int) -> list[PaymentField]:
    own = Q(pk__in=[])
    for reach in actor.reaches:
        if reach.role not in policy.DINAS or not reach.region_code:
            continue
        if "." in reach.region_code:
            own |= Q(grant__level=GrantLevel.REGENCY, regency_code=reach.region_code)
        else:
            own |= Q(grant__level=GrantLevel.PROVINCE, province_code=reach.region_code)
    rows = CountedGrant.objects.filter(own, period=str(year), is_counted=True)
    return fields_of(rows)


def _task(field: PaymentField, step: Step, due_at: datetime, now: datetime) -> OfficeTask:
    assert step.rule is not None, "an open tranche is one of the rules"
    left = countdown(due_at, now)
    title = _("Minta penyaluran DAK Fisik %(year)s tahap %(number)s") % {
        "year": field.first.fiscal_year,
        "number": step.rule.number,
    }
    words = [
        _("Batas dokumen %(deadline)s, %(left)s.")
        % {"deadline": clock_words(due_at), "left": left.sentence}
    ]
    if left.is_over:
        words.append(_("Bila sudah diminta, sampaikan ke kementerian supaya dicatat."))
    earliest = step.rule.earliest_month
    if earliest and timezone.localtime(now, WIB).month < earliest and not left.is_over:
        month = str(MONTHS[earliest - 1])
        words.append(_("Paling cepat disalurkan %(month)s.") % {"month": month})
    words += [result.sentence for result in step.verdict.results if result.is_passed is False]
    return OfficeTask(
        title=title,
        words=" ".join(words),
        url_name="grant-detail",
        code=field.first.code,
        due_at=due_at,
        is_late=left.is_over,
    )
