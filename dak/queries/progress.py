"""The reports of a grant as curves: physical against financial progress, and both against the plan.
Only reports in force draw a curve; how it is painted is in progress_curve.py."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from dak.models import Grant, ProgressPhoto, ProgressProblem, ProgressReport, ProgressTarget
from dak.queries.ledger import Ledger, ledgers
from dak.queries.progress_curve import Curve, draw
from dak.queries.progress_money import MoneyPlan, MoneyStanding, money_plan, money_standing
from registry.columns.viewer import Viewer
from registry.models import Source
from sentra.lib.columns import Audience
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_exact, format_number

WHOLE = Decimal(100)
# Nearer to the plan than this is on plan, in percentage points.
ON_PLAN = Decimal("0.5")


@dataclass(frozen=True)
class Point:
    """Where a line stands on a day, in percent."""

    on: date
    percent: Decimal


@dataclass(frozen=True)
class Plan:
    """How far the work should be: points in the order of their dates, and whose plan that is.
    `is_straight`: nobody recorded targets, so the line joins start and end of the contract."""

    points: tuple[Point, ...]
    is_straight: bool
    money: MoneyPlan | None = None

    def at(self, day: date) -> Decimal:
        """The percentage planned for a day; between two points on the straight line."""
        before = [point for point in self.points if point.on <= day]
        after = [point for point in self.points if point.on > day]
        if not before:
            return Decimal(0)
        if not after:
            return before[-1].percent
        first, then = before[-1], after[0]
        share = Decimal((day - first.on).days) / Decimal((then.on - first.on).days)
        return first.percent + share * (then.percent - first.percent)

    def reached_on(self, percent: Decimal) -> date | None:
        """The first day on which the plan stands at `percent`; None where it never does."""
        earlier = self.points[0]
        for point in self.points:
            if point.percent >= percent:
                rise = point.percent - earlier.percent
                if point is earlier or rise == 0:
                    return point.on
                share = (percent - earlier.percent) / rise
                days = Decimal((point.on - earlier.on).days) * share
                return date.fromordinal(earlier.on.toordinal() + round(days))
            earlier = point
        return None


@dataclass(frozen=True)
class Standing:
    """Actual against plan on the day of the newest report: `points` above zero is ahead; `days` the
    same in calendar days, None where the plan never stands there."""

    on: date
    actual: Decimal
    planned: Decimal
    points: Decimal
    days: int | None

    @property
    def is_behind(self) -> bool:
        """Whether less is built than planned."""
        return self.points <= -ON_PLAN

    @property
    def sentence(self) -> str:
        """In words, with the date."""
        words = {
            "day": format_date(self.on),
            "actual": format_number(self.actual, 1),
            "planned": format_number(self.planned, 1),
            "points": format_number(abs(self.points), 1),
        }
        if abs(self.points) < ON_PLAN:
            return _("Sesuai rencana per %(day)s: %(actual)s%%.") % words
        if self.is_behind:
            said = _("Tertinggal %(points)s poin persen dari rencana per %(day)s") % words
        else:
            said = _("Mendahului rencana %(points)s poin persen per %(day)s") % words
        said += _(" (rencana %(planned)s%%, nyata %(actual)s%%)") % words
        if self.days:
            said += _(", setara %(days)s hari") % {"days": format_number(abs(self.days))}
        return f"{said}."


@dataclass(frozen=True)
class ShownReport:
    """One report in force with what a viewer may see of it. `financial` is its money in percent of
    the ceiling, None where either is not known."""

    report: ProgressReport
    planned: Decimal | None
    planned_idr: int | None
    financial: Decimal | None
    problems: tuple[ProgressProblem, ...] = ()
    photos: tuple[ProgressPhoto, ...] = ()
    is_revised: bool = False
    shows_words: bool = False

    @property
    def output(self) -> str:
        """The output with its unit, without idle zeros."""
        volume = self.report.output_volume
        return "" if volume is None else f"{format_exact(volume)} {self.report.unit_words}"


@dataclass(frozen=True)
class PartProgress:
    """The reports of the whole grant (`title` empty) or of one component, oldest first."""

    title: str
    reports: tuple[ShownReport, ...]
    standing: Standing | None
    money: MoneyStanding | None
    curve: Curve | None

    @property
    def newest(self) -> ShownReport:
        """The last report in force."""
        return self.reports[-1]


@dataclass(frozen=True)
class ProgressPanel:
    """What the grant page shows about progress."""

    parts: tuple[PartProgress, ...]
    plan: Plan | None
    plan_words: str
    may_report: bool
    shows_photos: bool
    sources: tuple[Source, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nobody has reported yet."""
        return not self.parts


def progress_of(grant: Grant, viewer: Viewer) -> ProgressPanel:
    """The reports of a grant for this viewer; six statements. Words of reports are for people with
    a mandate; photos for the ministry and the offices of the place."""
    ledger = ledgers([grant.pk])[grant.pk]
    plan = plan_of(grant, ledger)
    is_own = viewer.is_own(grant.regency_id or grant.province_id)
    rows = reports_in_force(grant)
    by_part: dict[int | None, list[ProgressReport]] = defaultdict(list)
    for row in rows:
        by_part[row.component_id].append(row)
    order = sorted(by_part, key=lambda part: (part is not None, part or 0))
    parts = tuple(_part(by_part[part], ledger, plan, viewer, is_own) for part in order)
    return ProgressPanel(
        parts=parts,
        plan=plan,
        plan_words=plan_words(plan),
        may_report=viewer.actor.is_dinas and is_own,
        shows_photos=is_own,
        sources=tuple({row.source_id: row.source for row in rows}.values()),
    )


def reports_in_force(grant: Grant) -> list[ProgressReport]:
    """Reports that nothing stands in for, oldest first, with problems and photos in force."""
    lines = ProgressProblem.objects.filter(is_withdrawn=False).select_related("problem_kind")
    photos = ProgressPhoto.objects.filter(is_withdrawn=False).select_related("attachment")
    rows = ProgressReport.objects.in_force().filter(grant=grant)
    rows = rows.select_related("source", "component").prefetch_related(
        Prefetch("problems", lines), Prefetch("photos", photos)
    )
    return list(rows.order_by("as_of_on", "id"))


def plan_of(grant: Grant, ledger: Ledger) -> Plan | None:
    """The recorded targets; without any, the straight line over the time of the contracts; None
    where neither is on record."""
    rows = ProgressTarget.objects.filter(grant=grant, is_withdrawn=False)
    targets = list(rows.order_by("due_on"))
    starts = [
        day
        for state in ledger.contracts
        if (day := state.row["starts_on"] or state.row["signed_on"]) is not None
    ]
    ends = [state.ends_on for state in ledger.contracts if state.ends_on is not None]
    points = [Point(row.due_on, row.physical_percent) for row in targets]
    begin = min(starts, default=None)
    if begin is None and grant.fiscal_year and points:
        begin = date(grant.fiscal_year, 1, 1)
    if points and begin is not None and begin < points[0].on:
        points = [Point(begin, Decimal(0)), *points]
    if points:
        return Plan(tuple(points), False, money_plan(targets, points[0].on))
    if begin is None or not ends or max(ends) <= begin:
        return None
    return Plan((Point(begin, Decimal(0)), Point(max(ends), WHOLE)), is_straight=True)


def plan_words(plan: Plan | None) -> str:
    """Whose plan the line is."""
    if plan is None:
        return _("Rencana kemajuannya belum tercatat, jadi tidak ada yang dibandingkan.")
    if plan.is_straight:
        return _(
            "Target per masa belum tercatat. Garis rencana ditarik lurus dari mulai sampai selesai"
            " menurut kontrak."
        )
    return _("Garis rencana menghubungkan target yang tercatat.")


def standing_of(reports: Sequence[ProgressReport], plan: Plan | None) -> Standing | None:
    """The newest report against the plan."""
    if plan is None or not reports:
        return None
    newest = reports[-1]
    planned, actual = plan.at(newest.as_of_on), newest.physical_percent
    then = plan.reached_on(actual)
    return Standing(
        on=newest.as_of_on,
        actual=actual,
        planned=planned,
        points=actual - planned,
        days=None if then is None else (then - newest.as_of_on).days,
    )


def _part(
    rows: Sequence[ProgressReport],
    ledger: Ledger,
    plan: Plan | None,
    viewer: Viewer,
    is_own: bool,
) -> PartProgress:
    component = rows[0].component
    # The plan is that of the whole grant; a component is held against none.
    own_plan = plan if component is None else None
    money = own_plan.money if own_plan else None
    whole = ceiling_of(ledger, component.pk if component else None)
    shows_words = viewer.audience >= Audience.SIGNED_IN
    shown = tuple(
        ShownReport(
            report=row,
            planned=own_plan.at(row.as_of_on) if own_plan else None,
            planned_idr=money.at(row.as_of_on) if money else None,
            financial=financial_percent(row.amount_idr, whole),
            problems=tuple(row.problems.all()),
            photos=tuple(row.photos.all()) if is_own else (),
            is_revised=row.corrects_id is not None,
            shows_words=shows_words,
        )
        for row in rows
    )
    return PartProgress(
        title=str(component) if component else "",
        reports=shown,
        standing=standing_of(rows, own_plan),
        money=money_standing(rows, money),
        curve=draw(
            physical=[(one.report.as_of_on, one.report.physical_percent) for one in shown],
            financial=[
                (one.report.as_of_on, one.financial) for one in shown if one.financial is not None
            ],
            planned=[(point.on, point.percent) for point in own_plan.points] if own_plan else [],
            planned_money=_in_percent(money, whole),
            year=ledger.grant["fiscal_year"],
        ),
    )


def _in_percent(money: MoneyPlan | None, whole: int | None) -> list[tuple[date, Decimal]]:
    """The plan of the money in percent of the ceiling; nothing where that is a range."""
    points = money.points if money else ()
    return [
        (on, percent)
        for on, amount in points
        if (percent := financial_percent(amount, whole)) is not None
    ]


def ceiling_of(ledger: Ledger, component: int | None) -> int | None:
    """What money is measured against: the amount of the component, or the ceiling where sources
    agree on one; a range measures nothing."""
    if component is not None:
        rows = {row["id"]: row["amount_idr"] for row in ledger.of("component")}
        return rows.get(component)
    ceiling = ledger.ceiling
    return ceiling.high if ceiling.low == ceiling.high else None


def financial_percent(amount: int | None, whole: int | None) -> Decimal | None:
    """Money spent in percent of the ceiling."""
    if amount is None or not whole:
        return None
    return Decimal(amount) * WHOLE / Decimal(whole)
