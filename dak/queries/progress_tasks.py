"""What the registry asks of an office about its grants (settings OFFICE_TASKS): a progress report
for every quarter that has ended, as long as the work is under way. One cumulative report answers
for the quarters before it, too."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from dak.choices import UNDER_WAY, GrantLevel, ReportPeriod
from dak.models import Grant, ProgressReport
from dak.queries.matters import grant_name
from dak.queries.quarters import Quarter, quarters_of
from dak.queries.year_rules import holidays
from registry import policy
from registry.choices import ActState, SubmissionKind
from registry.models import SubmissionAct
from registry.policy import Actor
from registry.queries.office_work import OfficeTask
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_exact

FORM = "propose-progress"
# Of a year that has passed, only the last quarter is still asked for.
YEARS_BACK = 1
FINISHED = 100


def report_tasks(actor: Actor, today: date) -> list[OfficeTask]:
    """The reports the actor's offices owe, oldest deadline first; five statements."""
    grants = list(grants_under_way(actor, today))
    if not grants:
        return []
    told = _reports(grants)
    waits = _waiting(grants)
    free, now = holidays(), timezone.now()
    tasks = []
    for grant in grants:
        missing = missing_quarters(grant, told[grant.pk], today)
        if missing:
            due_at = missing[-1].due_at(grant.level, free)
            report = told[grant.pk][-1] if told[grant.pk] else None
            wait = waits.get(grant.code)
            tasks.append(_task(grant, missing, report, wait, due_at, due_at < now))
    return sorted(tasks, key=lambda task: (task.waits is not None, task.due_at, task.code))


def grants_under_way(actor: Actor, today: date) -> Iterable[Grant]:
    """Allocated grants of this year and the last to the very governments whose dinas the actor is:
    what a regency received is the regency's to report."""
    own = Q(pk__in=[])
    for reach in actor.reaches:
        if reach.role not in policy.DINAS:
            continue
        if "." in reach.region_code:
            own |= Q(level=GrantLevel.REGENCY, regency_id=reach.region_code)
        elif reach.region_code:
            own |= Q(level=GrantLevel.PROVINCE, province_id=reach.region_code)
    rows = Grant.objects.in_force().filter(own, stage__in=UNDER_WAY)
    rows = rows.filter(fiscal_year__gte=today.year - YEARS_BACK, fiscal_year__lte=today.year)
    return rows.select_related("sentra", "regency", "province").order_by("code")


def missing_quarters(grant: Grant, reports: list[ProgressReport], today: date) -> list[Quarter]:
    """The quarters that have ended and that no report of the whole grant closes; none once the work
    is finished. `reports` are those in force, oldest first."""
    if grant.fiscal_year is None or (reports and reports[-1].physical_percent >= FINISHED):
        return []
    ended = [quarter for quarter in quarters_of(grant.fiscal_year) if quarter.ends_on < today]
    last = reports[-1].as_of_on if reports else None
    closed = {
        report.period_number
        for report in reports
        if report.period_kind == ReportPeriod.QUARTER and report.as_of_on.year == grant.fiscal_year
    }
    newest = max(closed, default=0)
    return [
        quarter
        for quarter in ended
        if quarter.number > newest and (last is None or last < quarter.ends_on)
    ]


def _reports(grants: Iterable[Grant]) -> dict[int, list[ProgressReport]]:
    rows = ProgressReport.objects.in_force().filter(grant__in=grants, component__isnull=True)
    found: dict[int, list[ProgressReport]] = defaultdict(list)
    for row in rows.order_by("as_of_on", "id"):
        found[row.grant_id].append(row)
    return found


def _waiting(grants: Iterable[Grant]) -> dict[str, SubmissionAct]:
    rows = SubmissionAct.objects.filter(
        matter_code__in=[grant.code for grant in grants],
        kind=SubmissionKind.REPORT,
        state=ActState.RECEIVED,
    )
    ordered = rows.select_related("submission").order_by("submission__received_at", "pk")
    return {act.matter_code: act for act in ordered}


def _task(
    grant: Grant,
    missing: list[Quarter],
    report: ProgressReport | None,
    wait: SubmissionAct | None,
    due_at: datetime,
    is_late: bool,
) -> OfficeTask:
    words = {"period": missing[-1].name, "grant": grant_name(grant)}
    if report is None:
        said = _("Belum ada laporan.")
    else:
        said = _("Laporan terakhir: fisik %(percent)s%% per %(day)s.") % {
            "percent": format_exact(report.physical_percent),
            "day": format_date(report.as_of_on),
        }
    earlier = ", ".join(quarter.name for quarter in missing[:-1])
    if earlier:
        more = _("%(earlier)s juga belum dilaporkan; satu laporan kumulatif mencakup semuanya.")
        said = f"{said} {more % {'earlier': earlier}}"
    return OfficeTask(
        title=_("Laporkan kemajuan %(period)s: %(grant)s") % words,
        words=said,
        url_name=FORM,
        code=grant.code,
        due_at=due_at,
        is_late=is_late and wait is None,
        waits=wait,
    )
