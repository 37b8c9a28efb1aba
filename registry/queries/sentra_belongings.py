"""What hangs on one sentra, as its public page shows it: one statement a kind of line."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from registry.models import (
    Certificate,
    Facility,
    FacilityState,
    LegalAct,
    Machine,
    Market,
    Measure,
    Need,
    RawMaterial,
    Source,
)


@dataclass(frozen=True)
class Belongings:
    """The lines in force, each with its source."""

    facilities: list[Facility]
    machines: list[Machine]
    measures: list[Measure]
    certificates: list[Certificate]
    needs: list[Need]
    raw_materials: list[RawMaterial]
    markets: list[Market]
    legal_acts: list[LegalAct]
    states: Mapping[int, list[FacilityState]]

    @property
    def sources(self) -> list[Source]:
        """The source of every line."""
        groups: tuple[Sequence[Any], ...] = (
            self.facilities,
            self.machines,
            self.measures,
            self.certificates,
            self.needs,
            self.raw_materials,
            self.markets,
            self.legal_acts,
            *self.states.values(),
        )
        return [line.source for group in groups for line in group]

    @property
    def workplaces(self) -> list[Facility]:
        """Where people work."""
        return [line for line in self.facilities if line.facility_kind.is_workplace]

    @property
    def buildings(self) -> list[Facility]:
        """What was put up for them."""
        return [line for line in self.facilities if not line.facility_kind.is_workplace]


def sentra_belongings(sentra: int) -> Belongings:
    """Everything that hangs on a sentra; nine statements."""
    own = {"sentra": sentra}
    return Belongings(
        facilities=list(
            Facility.objects.in_force()
            .filter(**own)
            .select_related("facility_kind", "owner", "source")
        ),
        machines=list(
            Machine.objects.in_force().filter(**own).select_related("facility", "source")
        ),
        measures=list(Measure.objects.in_force().filter(**own).select_related("unit", "source")),
        certificates=list(
            Certificate.objects.in_force()
            .filter(**own)
            .select_related("certificate_kind", "source")
        ),
        needs=list(Need.objects.in_force().filter(**own).select_related("need_kind", "source")),
        raw_materials=list(RawMaterial.objects.in_force().filter(**own).select_related("source")),
        markets=list(Market.objects.in_force().filter(**own).select_related("source")),
        legal_acts=list(LegalAct.objects.in_force().filter(**own).select_related("source")),
        states=_states(sentra),
    )


def _states(sentra: int) -> Mapping[int, list[FacilityState]]:
    """The later states of each facility."""
    found: dict[int, list[FacilityState]] = defaultdict(list)
    rows = FacilityState.objects.in_force().filter(sentra=sentra, facility__is_withdrawn=False)
    for line in rows.select_related("source").order_by("pk"):
        found[line.facility_id].append(line)
    return found
