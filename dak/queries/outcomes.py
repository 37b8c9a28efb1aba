"""Readings of outcomes as pages read them: before and after per indicator of one sentra, and the
panel of treated, not yet and never treated sentra."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from dak.choices import OutcomeMoment, PanelGroup
from dak.models import Grant, OutcomeIndicator, OutcomeReading, PanelReading
from dak.queries.years import grants_of
from registry import policy
from registry.columns.viewer import Viewer
from registry.models import Sentra
from sentra.lib.figures import Figure

# The order in which readings are told.
MOMENTS = [moment.value for moment in OutcomeMoment]


@dataclass(frozen=True)
class Reading:
    """One figure with its doubt, when it was read and from which source."""

    row: OutcomeReading
    figure: Figure
    moment: str
    event_time: int | None

    @property
    def moment_label(self) -> str:
        """Before, during or after, in words."""
        return str(OutcomeMoment(self.moment).label)

    @property
    def unit(self) -> str:
        """Its own unit, or that of the indicator."""
        return self.row.unit.name if self.row.unit else self.row.indicator.unit_words


@dataclass(frozen=True)
class IndicatorLine:
    """One indicator of one sentra with its readings in order of time."""

    sentra: Sentra
    indicator: OutcomeIndicator
    readings: tuple[Reading, ...]

    @property
    def has_both(self) -> bool:
        """Whether it was read before and after."""
        return {OutcomeMoment.BEFORE, OutcomeMoment.AFTER} <= {one.moment for one in self.readings}


@dataclass(frozen=True)
class GroupCount:
    """How many sentra and readings a group of the panel has."""

    group: PanelGroup
    n_sentra: int
    n_readings: int


class IndicatorLines:
    """Every reading on record by sentra and indicator, as far as a viewer may see it; sliced in the
    database, so that a page reads its own lines and no others."""

    def __init__(self, viewer: Viewer) -> None:
        self.viewer = viewer
        self.rows = visible(OutcomeReading.objects.all(), viewer)
        order = ("sentra__name_key", "sentra", "indicator__position", "indicator")
        self.keys = self.rows.order_by(*order).values_list("sentra", "indicator").distinct()

    def __len__(self) -> int:
        return self.keys.count()

    def __getitem__(self, part: slice) -> list[IndicatorLine]:
        """The lines of one page, in three statements."""
        wanted = Q(pk__in=())
        for sentra, indicator in self.keys[part]:
            wanted |= Q(sentra=sentra, indicator=indicator)
        return _lines(self.rows.filter(wanted))

    def n_with_both(self) -> int:
        """How many lines have a figure from before and one from after; one statement."""
        rows = PanelReading.objects.filter(recorded_as="outcome").filter(_may_see(self.viewer))
        lines = rows.order_by().values("sentra", "indicator")
        told = lines.annotate(
            n_before=Count("id", filter=Q(moment=OutcomeMoment.BEFORE)),
            n_after=Count("id", filter=Q(moment=OutcomeMoment.AFTER)),
        )
        return told.filter(n_before__gt=0, n_after__gt=0).count()


def visible(rows: QuerySet[OutcomeReading], viewer: Viewer) -> QuerySet[OutcomeReading]:
    """The readings in force that a viewer may see."""
    return rows.filter(_may_see(viewer), is_withdrawn=False, sentra__is_withdrawn=False)


def _may_see(viewer: Viewer) -> Q:
    """Money that only an office reported is for the ministry and the offices of the place
    (Viewer.is_own, as a condition); everything else is for everybody."""
    if viewer.actor.is_ministry:
        return Q()
    told = Q(indicator__is_money=False) | Q(source__office__isnull=True)
    for reach in viewer.actor.reaches:
        if reach.role in policy.DINAS:
            code = reach.region_code
            if not code:
                return Q()
            told |= Q(sentra__regency=code) if "." in code else Q(sentra__province=code)
    return told


def outcome_lines(rows: QuerySet[OutcomeReading], viewer: Viewer) -> list[IndicatorLine]:
    """Every line of a few sentra, in two statements."""
    return _lines(visible(rows, viewer))


def _lines(rows: QuerySet[OutcomeReading]) -> list[IndicatorLine]:
    listed = list(
        rows.select_related(
            "sentra__regency", "sentra__province", "indicator", "unit", "source"
        ).order_by("sentra__name_key", "sentra", "indicator__position", "indicator", "id")
    )
    places = _moments(listed)
    found: dict[tuple[int, int], list[Reading]] = {}
    for row in listed:
        moment, event_time = places[row.pk]
        found.setdefault((row.sentra_id, row.indicator_id), []).append(
            Reading(row, _figure(row), moment, event_time)
        )
    return [
        IndicatorLine(group[0].row.sentra, group[0].row.indicator, tuple(sorted(group, key=_when)))
        for group in found.values()
    ]


def of_sentra(sentra: Sentra) -> QuerySet[OutcomeReading]:
    """Every reading of a sentra."""
    return OutcomeReading.objects.filter(sentra=sentra)


def of_grant(grant: Grant) -> QuerySet[OutcomeReading]:
    """Readings that name the grant, and those of the sentra it is for."""
    shared = grant.shares.filter(is_withdrawn=False).values("sentra")
    return OutcomeReading.objects.filter(
        Q(grant=grant) | Q(sentra=grant.sentra_id) | Q(sentra__in=shared)
    )


def panel_readings() -> QuerySet[PanelReading]:
    """Every reading of the panel; money is none of it, since most of it is not published."""
    return PanelReading.objects.filter(indicator__is_money=False).exclude(panel_group="")


def group_counts(rows: QuerySet[PanelReading]) -> list[GroupCount]:
    """Sentra and readings by group; a sentra read before and after stands in two groups."""
    counted = {
        row["panel_group"]: (row["sentra"], row["readings"])
        for row in rows.order_by()
        .values("panel_group")
        .annotate(sentra=Count("sentra", distinct=True), readings=Count("id"))
    }
    return [GroupCount(group, *counted.get(group.value, (0, 0))) for group in PanelGroup]


def has_grants(sentra: Sentra) -> bool:
    """Whether any grant on record names the sentra or shares with it."""
    return grants_of(sentra).exists()


def _moments(rows: Iterable[OutcomeReading]) -> dict[int, tuple[str, int | None]]:
    """Before or after, and the years since the first grant, out of the view; one statement."""
    keys = {f"outcome:{row.pk}": row.pk for row in rows}
    seen = PanelReading.objects.filter(id__in=keys).values_list("id", "moment", "event_time")
    return {keys[key]: (moment, event_time) for key, moment, event_time in seen}


def _when(reading: Reading) -> tuple[Any, ...]:
    day = reading.row.as_of_on
    return (MOMENTS.index(reading.moment), day is not None, day or 0, reading.row.pk)


def _figure(row: Any) -> Figure:
    return Figure(row.amount_low, row.amount_high, row.amount_qualifier, row.amount_text)
