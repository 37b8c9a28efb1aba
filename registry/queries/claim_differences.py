"""Published claims beside the yearly profiles: where somebody edited the figure later, the two
differ, and a person has to decide which of them is right."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from registry.models import FactClaim, Sentra, YearlyProfile
from registry.models.profile import FIGURE_CODES
from registry.queries.contradictions import claimed_figure
from sentra.lib.figures import Figure


@dataclass(frozen=True)
class ClaimDifference:
    """A published claim, and the profile of its year that says something else or nothing."""

    claim: FactClaim
    profile: YearlyProfile | None

    @property
    def claimed(self) -> Figure | None:
        """What the published claim says."""
        return claimed_figure(self.claim)

    @property
    def reported(self) -> Figure | None:
        """What the profile says; None where it does not have the figure."""
        return profile_figure(self.profile, self.claim.fact) if self.profile else None


def profile_figure(profile: YearlyProfile, code: str) -> Figure | None:
    """One figure of a profile with its doubt; None where nobody reported it."""
    sign = getattr(profile, f"{code}_qualifier")
    if not sign:
        return None
    low, high = getattr(profile, f"{code}_low"), getattr(profile, f"{code}_high")
    return Figure(low, high, sign, getattr(profile, f"{code}_text"))


def differing_claims() -> QuerySet[FactClaim]:
    """The published claims in force about a figure of a year which the profile of that year does
    not say: another value, other bounds, or nothing at all."""
    profiles = YearlyProfile.objects.in_force().filter(
        sentra=OuterRef("sentra"), year=OuterRef("year")
    )
    rows = FactClaim.objects.in_force().filter(is_published=True, year__isnull=False)
    same = Q(pk__in=[])
    for code in FIGURE_CODES:
        names = {name: f"{code}_{name}" for name in ("low", "high", "qualifier")}
        rows = rows.alias(
            **{f"in_{column}": Subquery(profiles.values(column)[:1]) for column in names.values()}
        )
        fits = Q(fact=code) & Q(claimed_qualifier=F(f"in_{code}_qualifier"))
        for bound in ("low", "high"):
            ours, theirs = f"claimed_{bound}", f"in_{code}_{bound}"
            nothing = Q(**{f"{ours}__isnull": True, f"{theirs}__isnull": True})
            fits &= nothing | Q(**{ours: F(theirs)})
        same |= fits
    agreeing = rows.filter(same).values("pk")
    published = FactClaim.objects.in_force().filter(
        is_published=True, year__isnull=False, fact__in=FIGURE_CODES
    )
    return published.exclude(pk__in=agreeing)


def claim_differences(sentra: Sentra) -> list[ClaimDifference]:
    """The differences of one sentra, in two statements."""
    rows = differing_claims().filter(sentra=sentra).select_related("source")
    claims = list(rows.order_by("fact", "year", "pk"))
    return _beside_profiles(claims, sentra)


def _beside_profiles(claims: Iterable[FactClaim], sentra: Sentra) -> list[ClaimDifference]:
    profiles = YearlyProfile.objects.in_force().filter(sentra=sentra).select_related("source")
    by_year = {profile.year: profile for profile in profiles} if claims else {}
    return [ClaimDifference(claim, by_year.get(claim.year or 0)) for claim in claims]


def n_differing() -> int:
    """How many published claims the profiles do not follow."""
    return differing_claims().count()
