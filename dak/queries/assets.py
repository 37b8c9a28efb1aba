"""Assets as pages and panels read them: every state with who says it, the days without use as far
as an office confirmed them, and objections. The population of the numbers about idle assets is
`idle_assets`; one row per asset and year comes from the view in dak.aggregates.idle."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from dak.choices import AssetBasis, AssetCondition
from dak.models import Asset, AssetDispute, AssetFunding, AssetPeriod, AssetState, Grant
from dak.models.asset import DATES
from dak.queries.asset_limits import idle_after
from dak.queries.idle import IdleSpan, Step, allowance_ends, begins, idle_spans
from dak.queries.synthetic import is_made_up
from registry.models import Sentra
from registry.queries.periods import LATEST
from sentra.lib.dates import today_wib


@dataclass(frozen=True)
class StateLine:
    """One state in the life of an asset, with the objections to it."""

    row: AssetState
    disputes: tuple[AssetDispute, ...]

    @property
    def is_report(self) -> bool:
        """Whether it is only what a report says."""
        return self.row.basis == AssetBasis.REPORT


@dataclass(frozen=True)
class DateLine:
    """One of the four dates of the beginning; None where nobody said it."""

    label: str
    on: date | None
    precision: str


@dataclass(frozen=True)
class AssetRow:
    """One asset with its life. `idle_since_on` and `spans` rest on what offices confirmed; both are
    empty where no office confirmed a state, and for the sample."""

    asset: Asset
    now: AssetPeriod
    states: tuple[StateLine, ...]
    grants: tuple[AssetFunding, ...]
    spans: tuple[IdleSpan, ...]

    @property
    def is_made_up(self) -> bool:
        """Whether nothing of it is a fact."""
        return is_made_up(self.asset.code)

    @property
    def state_label(self) -> str:
        """The newest state in words; empty where none is on record."""
        return str(AssetCondition(self.now.state).label) if self.now.state else ""

    @property
    def dates(self) -> list[DateLine]:
        """The four dates in their order."""
        return [
            DateLine(
                str(self.asset._meta.get_field(f"{name}_on").verbose_name),  # type: ignore[union-attr]
                getattr(self.asset, f"{name}_on"),
                getattr(self.asset, f"{name}_precision"),
            )
            for name in DATES
        ]

    @property
    def current(self) -> StateLine | None:
        """The line of the newest state."""
        return next((one for one in self.states if one.row.pk == self.now.state_row_id), None)

    @property
    def confirmed(self) -> StateLine | None:
        """The line of the newest state an office confirmed."""
        return next((one for one in self.states if one.row.pk == self.now.confirmed_row_id), None)

    @property
    def is_at_least(self) -> bool:
        """Whether the days are the fewest possible, since a date is known by month or year only."""
        precisions = [self.asset.handed_over_precision]
        precisions += [one.row.state_precision for one in self.states if not one.is_report]
        return any(precision in ("month", "year") for precision in precisions)

    @property
    def idle_total(self) -> int:
        """All days without use, earlier spans included."""
        return sum(span.days for span in self.spans)

    @property
    def allowance_days(self) -> int:
        """How long it may stand after the hand-over before its days count."""
        return idle_after().days

    @property
    def began_early(self) -> bool:
        """Whether it operates since before the hand-over: legal, and worth a second look."""
        begun, given = self.asset.operates_on, self.asset.handed_over_on
        return begun is not None and given is not None and begun < given


def assets_of_sentra(sentra: Sentra) -> QuerySet[Asset]:
    """What grants left at a sentra."""
    return Asset.objects.in_force().filter(sentra=sentra)


def assets_of_grant(grant: Grant) -> QuerySet[Asset]:
    """What a grant paid for."""
    paid = AssetFunding.objects.in_force().filter(grant=grant)
    return Asset.objects.in_force().filter(pk__in=paid.values("asset"))


def asset_rows(assets: QuerySet[Asset]) -> list[AssetRow]:
    """Assets with their lives, in five statements whatever their number."""
    listed = list(
        assets.select_related("sentra", "regency", "province", "facility_kind", "source").order_by(
            "code"
        )
    )
    keys = [asset.pk for asset in listed]
    now = {row.asset_id: row for row in idle_assets(LATEST).filter(asset__in=keys)}
    states = _states(keys)
    grants: dict[int, list[AssetFunding]] = {}
    paid = AssetFunding.objects.in_force().filter(asset__in=keys, grant__is_withdrawn=False)
    for one in paid.select_related("grant", "component").order_by("grant__fiscal_year", "id"):
        grants.setdefault(one.asset_id, []).append(one)
    return [
        AssetRow(
            asset,
            now[asset.pk],
            tuple(states.get(asset.pk, ())),
            tuple(grants.get(asset.pk, ())),
            tuple(confirmed_spans(asset, [one.row for one in states.get(asset.pk, ())])),
        )
        for asset in listed
    ]


def confirmed_spans(asset: Asset, states: Iterable[AssetState]) -> list[IdleSpan]:
    """The days without use that offices answer for; none for the sample, without a hand-over, or
    while no office has confirmed any state."""
    seen = [row for row in states if row.basis == AssetBasis.OFFICE and not row.is_withdrawn]
    if not seen or asset.handed_over_on is None or asset.is_sample:
        return []
    steps = [
        ((begins(s.state, s.state_on, s.state_precision, s.confirmed_on or s.state_on), s.pk), s)
        for s in seen
    ]
    ordered = [Step(key[0], row.state) for key, row in sorted(steps, key=lambda step: step[0])]
    if asset.operates_on is not None:
        use = Step(asset.operates_on, AssetCondition.OPERATING)
        # Before the states of the same day, which know more.
        place = sum(step.begins_on < use.begins_on for step in ordered)
        ordered.insert(place, use)
    free = allowance_ends(asset.handed_over_on, asset.handed_over_precision, idle_after().days)
    return idle_spans(free, ordered, today_wib())


def idle_assets(period: str | None = None) -> QuerySet[AssetPeriod]:
    """The population of numbers about idle assets: one row per asset and period, every year from
    its first dated fact on and once "latest" (or one period alone), with

    - `province_code`, `regency_code`, `period`, `year`, `as_of_on`;
    - `state`: the newest state by anybody at the end of that year (today, for the running one), and
      `confirmed_state` with `is_confirmed`: the newest an office answers for;
    - `idle_since_on` and `idle_days`: since when it lies idle by confirmed states, after the
      allowance counted from the hand-over; NULL where it does not, where no office confirmed it,
      and for the sample. An idle asset of a published number has `idle_since_on`.

    Writes to assets and states mark the noun "asset" dirty in the province, for all years."""
    rows = AssetPeriod.objects.filter(asset__is_withdrawn=False)
    return rows if period is None else rows.filter(period=period)


def open_disputes() -> QuerySet[AssetDispute]:
    """Objections nobody has answered."""
    return AssetDispute.objects.in_force().filter(verdict="open", asset__is_withdrawn=False)


def _states(assets: Iterable[int]) -> dict[int, list[StateLine]]:
    """Every state in force by asset, newest first, with the objections to each."""
    disputes: dict[int, list[AssetDispute]] = {}
    objections = AssetDispute.objects.in_force().filter(asset__in=list(assets))
    for dispute in objections.select_related("office").order_by("disputed_on", "id"):
        disputes.setdefault(dispute.state_id, []).append(dispute)
    found: dict[int, list[StateLine]] = {}
    rows = AssetState.objects.in_force().filter(Q(asset__in=list(assets)))
    for row in rows.select_related("source", "confirmed_by").order_by("-state_on", "-id"):
        line = StateLine(row, tuple(disputes.get(row.pk, ())))
        found.setdefault(row.asset_id, []).append(line)
    return found
