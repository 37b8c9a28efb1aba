"""The life of a building: every state on record, in the order of its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.choices import BuildingState
from registry.models import Facility, FacilityState, Sentra, Source
from registry.models.facility import FacilityEvent, FacilityStateEvent


@dataclass(frozen=True)
class StateStep:
    """One state with its day and its source; the last dated one is in force."""

    state: str
    on: date | None
    precision: str
    words: str
    source: Source
    is_now: bool

    @property
    def label(self) -> str:
        """The state in words."""
        return str(BuildingState(self.state).label)


def state_steps(facility: Facility, states: Iterable[FacilityState]) -> list[StateStep]:
    """The state a facility was recorded with and its later ones, oldest first; states without a
    date come before everything dated, as they are in force only while nothing dated is known."""
    lines: list[Facility | FacilityState] = [
        *([facility] if _says_something(facility) else []),
        *sorted(states, key=lambda line: line.pk),
    ]
    lines.sort(key=lambda line: line.state_on or date.min)
    return [
        StateStep(
            line.state,
            line.state_on,
            line.state_precision,
            line.state_words,
            line.source,
            is_now=number == len(lines),
        )
        for number, line in enumerate(lines, start=1)
    ]


def _says_something(facility: Facility) -> bool:
    return facility.state != BuildingState.UNKNOWN or bool(
        facility.state_on or facility.state_words
    )


def first_facilities(sentra: Iterable[str]) -> dict[tuple[str, str], int | None]:
    """The facility by (code of its sentra, name it was recorded under), read from history, since
    staff may have named it anew; None where it, or its sentra, is withdrawn."""
    owners = dict(Sentra.objects.filter(public_code__in=sentra).values_list("pk", "public_code"))
    standing = set(
        Facility.objects.in_force()
        .filter(sentra__in=owners, sentra__is_withdrawn=False)
        .values_list("pk", flat=True)
    )
    first = FacilityEvent._default_manager.filter(version=0, sentra_id__in=owners)
    return {
        (owners[owner], name): pk if pk in standing else None
        for owner, name, pk in first.values_list("sentra_id", "name", "pgh_obj_id")
    }


def ever_stated() -> set[tuple[int, str, date | None, str]]:
    """(facility, state, day, source code) of every state that was ever recorded, also of those
    withdrawn since: for whoever must not record them a second time."""
    first = FacilityStateEvent._default_manager.filter(version=0)
    rows = list(first.values_list("facility_id", "state", "state_on", "source_id"))
    codes = dict(Source.objects.filter(pk__in={row[3] for row in rows}).values_list("pk", "code"))
    return {(facility, state, on, codes.get(source, "")) for facility, state, on, source in rows}
