"""One sentra whole, as its public page shows it: identity, dated facts, figures by year, sources.
A constant number of statements, however many lines each part has."""

from dataclasses import dataclass

from django.db.models import F

from registry.choices import InstitutionRole
from registry.models import (
    Sentra,
    SentraAlias,
    SentraCommodity,
    SentraInstitution,
    SentraOrigin,
    SentraPeriod,
    SentraSource,
    SentraStatus,
    SentraVerification,
    Source,
    YearlyProfile,
)
from registry.queries.sentra_belongings import Belongings, sentra_belongings


@dataclass(frozen=True)
class SentraParts:
    """The parts in force; mistaken lines (withdrawn) are left out."""

    sentra: Sentra
    now: SentraPeriod
    aliases: list[SentraAlias]
    commodities: list[SentraCommodity]
    origins: list[SentraOrigin]
    institutions: list[SentraInstitution]
    statuses: list[SentraStatus]
    verifications: list[SentraVerification]
    profiles: list[YearlyProfile]
    cited: list[Source]
    belongings: Belongings

    @property
    def primary(self) -> SentraCommodity | None:
        """The commodity that gives the sentra its sector."""
        return next((line for line in self.commodities if line.is_primary), None)

    @property
    def managers(self) -> list[SentraInstitution]:
        """Who runs it, now and before."""
        return [line for line in self.institutions if line.role == InstitutionRole.MANAGER]

    @property
    def owners(self) -> list[SentraInstitution]:
        """Who owns what stands there."""
        return [line for line in self.institutions if line.role == InstitutionRole.ASSET_OWNER]

    @property
    def land_owners(self) -> list[SentraInstitution]:
        """Who owns the land."""
        return [line for line in self.institutions if line.role == InstitutionRole.LAND_OWNER]

    @property
    def patrons(self) -> list[SentraInstitution]:
        """Who guides it."""
        return [line for line in self.institutions if line.role == InstitutionRole.PATRON]

    @property
    def status(self) -> SentraStatus | None:
        """The newest dated statement about its existence, else an undated one."""
        return self.statuses[0] if self.statuses else None

    @property
    def sources(self) -> list[Source]:
        """Every source behind the page, each once, by publisher."""
        named = [
            *self.cited,
            *(line.source for line in self.statuses),
            *(line.source for line in self.profiles),
            *(line.source for line in self.origins),
            *(line.source for line in self.aliases),
            *(line.source for line in self.institutions),
            *self.belongings.sources,
        ]
        found = {source.pk: source for source in named if source is not None}
        return sorted(found.values(), key=lambda s: (s.publisher.lower(), s.code))


def sentra_parts(public_code: str) -> SentraParts:
    """Read one sentra in force by its stored code. Raises Sentra.DoesNotExist."""
    sentra = Sentra.objects.in_force().with_places().get(public_code=public_code)
    return SentraParts(
        sentra=sentra,
        now=SentraPeriod.objects.select_related("commodity__sector").get(
            sentra=sentra, period="latest"
        ),
        aliases=list(SentraAlias.objects.in_force().filter(sentra=sentra).select_related("source")),
        commodities=list(
            SentraCommodity.objects.in_force()
            .filter(sentra=sentra, valid_to__isnull=True)
            .select_related("commodity__sector")
        ),
        origins=list(
            SentraOrigin.objects.in_force().filter(sentra=sentra).select_related("source")
        ),
        institutions=list(
            SentraInstitution.objects.in_force()
            .filter(sentra=sentra)
            .select_related("institution", "source")
        ),
        statuses=list(
            SentraStatus.objects.in_force()
            .filter(sentra=sentra)
            .select_related("source")
            .order_by(F("status_on").desc(nulls_last=True), "-id")
        ),
        verifications=list(
            SentraVerification.objects.in_force().filter(sentra=sentra).select_related("office")
        ),
        profiles=list(
            YearlyProfile.objects.in_force()
            .filter(sentra=sentra)
            .select_related("source")
            .order_by("-year", "-id")
        ),
        cited=[
            line.source
            for line in SentraSource.objects.in_force()
            .filter(sentra=sentra)
            .select_related("source")
        ],
        belongings=sentra_belongings(sentra.pk),
    )
