"""The life of a building: every state on record, in the order of its days."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registry.choices import BuildingState
from registry.models import Facility, FacilityState, Source


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
