"""What claims about facts can be filtered by."""

from typing import ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import ContradictionState, FactName
from registry.filters.codes import SENTRA_CODES, region_codes
from registry.models import FactClaim
from registry.queries.claim_differences import differing_claims
from registry.queries.contradictions import claims_in
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, Whole, YesNo

OF_ONE_SENTRA: tuple[Parameter, ...] = (
    Parameter("fact", _("Fakta"), OneOf(FactName), path="fact"),
    Parameter(
        "year",
        _("Tahun data"),
        Whole(1900, 2100),
        path="year",
        lookups=("", "in", "gte", "lte", "isnull"),
    ),
    Parameter("is_published", _("Dipakai"), YesNo(), path="is_published", lookups=("",)),
    Parameter("contradiction", _("Keadaan fakta"), OneOf(ContradictionState), lookups=("", "in")),
    Parameter(
        "profile_differs",
        _("Angka profil berbeda dari klaim yang diterbitkan"),
        YesNo(),
        lookups=("",),
    ),
)


class SentraClaimFilterSet(StrictFilterSet):
    """Parameters of the claims about one sentra."""

    parameters: ClassVar[tuple[Parameter, ...]] = OF_ONE_SENTRA

    class Meta:
        model = FactClaim

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns first, then where the fact of each claim stands."""
        queryset = super().filter_queryset(queryset)
        for name in ("contradiction", "contradiction__in"):
            if name in self.values:
                queryset = queryset.filter(pk__in=claims_in(self.values[name]))
        for wanted in self.values.get("profile_differs", ()):
            differing = differing_claims().values("pk")
            queryset = (
                queryset.filter(pk__in=differing) if wanted else queryset.exclude(pk__in=differing)
            )
        return queryset


class FactClaimFilterSet(SentraClaimFilterSet):
    """Parameters of the claims about every sentra."""

    parameters = (
        *OF_ONE_SENTRA,
        Parameter("sentra", _("Kode tetap"), SENTRA_CODES, path="sentra__public_code"),
        Parameter("province", _("Provinsi"), region_codes("province"), path="sentra__province_id"),
    )
