"""Readings of outcomes as pages read them: before and after per indicator of one sentra, and the
panel of treated, not yet and never treated sentra."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from dak.choices import OutcomeMoment, PanelGroup
from dak.models import Grant, OutcomeIndicator, OutcomeReading, PanelReading
from dak.queries.years import grants_of
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


def outcome_lines(
    rows: QuerySet[OutcomeReading], viewer: Viewer, *, with_region: bool = False
) -> list[IndicatorLine]:
    """Readings in force by sentra and indicator, in two statements; money that only an office
    reported is left out for whoever may not see it."""
    listed = list(
        rows.filter(is_withdrawn=False, sentra__is_withdrawn=False)
        .select_related("sentra__regency", "sentra__province", "indicator", "unit", "source")
        .order_by("sentra__name_key", "sentra", "indicator__position", "indicator", "id")
    )
    seen = [row for row in listed if _may_see(row, viewer)]
    places = _moments(seen)
    found: dict[tuple[int, int], list[Reading]] = {}
    for row in seen:
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


def _may_see(row: OutcomeReading, viewer: Viewer) -> bool:
    if not row.indicator.is_money or row.source.office_id is None:
        return True
    return viewer.is_own(row.sentra.regency_id or row.sentra.province_id or "")


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
