"""What hangs on one sentra, as its public page shows it: one statement a kind of line."""

from dataclasses import dataclass

from registry.models import (
    Certificate,
    Facility,
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

    @property
    def sources(self) -> list[Source]:
        """The source of every line."""
        groups = (
            self.facilities,
            self.machines,
            self.measures,
            self.certificates,
            self.needs,
            self.raw_materials,
            self.markets,
            self.legal_acts,
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
    """Everything that hangs on a sentra; eight statements."""
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
    )
