"""What about assets wants somebody: handed over long ago and not in use, damaged, not looked at for
a year, objections without an answer. For people who are signed in; the public sees what an office
confirmed and nothing else."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dak.choices import AlertKind, AssetCondition
from dak.models import AssetPeriod
from dak.queries.asset_limits import idle_after, outdated_after
from dak.queries.assets import idle_assets, open_disputes
from registry.policy import Actor
from registry.queries.periods import LATEST
from sentra.lib.dates import format_date_short, today_wib

# An asset in these states is looked at again within a year; a plan is looked at by its grant.
WATCHED = [state for state in AssetCondition if state != AssetCondition.PLANNED]


@dataclass(frozen=True)
class Alert:
    """One asset that wants somebody, and why."""

    kind: AlertKind
    row: AssetPeriod

    @property
    def words(self) -> str:
        """The reason in a sentence."""
        if self.kind is AlertKind.DAMAGED:
            return _("Dilaporkan rusak sejak %(day)s.") % {"day": _day(self.row)}
        if self.kind is AlertKind.IDLE:
            return _("Lebih dari %(days)s hari sejak serah terima dan belum dipakai.") % {
                "days": idle_after().days
            }
        if not self.row.state:
            return _("Keadaannya belum pernah dicatat.")
        return _("Keadaan terakhir dicatat per %(day)s; pastikan sekali lagi.") % {
            "day": _day(self.row)
        }


@dataclass(frozen=True)
class AlertCounts:
    """How many assets want somebody, by reason, and how many objections wait for an answer."""

    n_idle: int
    n_damaged: int
    n_outdated: int
    n_disputes: int


def alert_counts() -> AlertCounts:
    """For the whole country; four statements."""
    return AlertCounts(
        n_idle=alerted(AlertKind.IDLE).count(),
        n_damaged=alerted(AlertKind.DAMAGED).count(),
        n_outdated=alerted(AlertKind.OUTDATED).count(),
        n_disputes=open_disputes().count(),
    )


def alerts_for(actor: Actor, most: int) -> list[Alert]:
    """The assets in the reach of a dinas that want it, each once, the most urgent first."""
    regions = {reach.region_code for reach in actor.reaches} - {""}
    if not regions:
        return []
    found: dict[int, Alert] = {}
    for kind in AlertKind:
        here = alerted(kind).filter(_within(regions)).order_by("asset__code")
        for row in here.select_related("asset__sentra", "asset__regency", "state_row")[:most]:
            found.setdefault(row.asset_id, Alert(kind, row))
    return list(found.values())[:most]


def alerted(kind: AlertKind) -> QuerySet[AssetPeriod]:
    """The assets that want somebody for this reason, as they stand today."""
    return {
        AlertKind.DAMAGED: _damaged,
        AlertKind.IDLE: _idle,
        AlertKind.OUTDATED: _outdated,
    }[kind]()


def _within(regions: Iterable[str]) -> Q:
    places = Q()
    for code in regions:
        places |= Q(regency_code=code) if "." in code else Q(province_code=code)
    return places


def _latest() -> QuerySet[AssetPeriod]:
    return idle_assets(LATEST).filter(asset__is_sample=False)


def _idle() -> QuerySet[AssetPeriod]:
    return _latest().filter(any_idle_since_on__isnull=False)


def _damaged() -> QuerySet[AssetPeriod]:
    return _latest().filter(state=AssetCondition.DAMAGED)


def _outdated() -> QuerySet[AssetPeriod]:
    """Neither reported nor confirmed within a year; an asset without any state was never looked
    at."""
    before = today_wib() - timedelta(days=outdated_after().days)
    confirmed_lately = Q(confirmed_row__confirmed_on__gte=before)
    old = Q(state="") | Q(state__in=WATCHED, state_on__lt=before)
    return _latest().filter(old).exclude(confirmed_lately)


def _day(row: AssetPeriod) -> str:
    precision = row.state_row.state_precision if row.state_row else "day"
    return format_date_short(row.state_on, precision)
