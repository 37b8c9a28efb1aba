"""What sources say about the facts of one sentra."""

from django.db.models import QuerySet

from registry.api.base import RegistryList
from registry.api.sentra import sentra_key
from registry.columns.fact_claim import FACT_CLAIM
from registry.filters.fact_claim import SentraClaimFilterSet
from registry.models import FactClaim
from registry.queries.contradictions import with_states
from sentra.lib.asking import Asked
from sentra.lib.columns import paths_of
from sentra.lib.filtering import StrictFilterSet
from sentra.lib.listing import ListedRows, Rows


class ClaimList(RegistryList):
    """Klaim fakta satu sentra: nilai menurut setiap sumber, berdampingan. Paling banyak satu klaim
    dipakai untuk satu fakta, beserta alasannya; `contradiction=open` memilih fakta yang masih
    berselisih. Klaim tahun yang berbeda ialah fakta yang berbeda."""

    name, row_name, tag = "claims", "FactClaim", "sentra"
    columns, filterset_class = FACT_CLAIM, SentraClaimFilterSet
    can_be_gone = True
    ordering = ("fact", "year", "said_on")

    def queryset(self) -> QuerySet:
        """The claims in force."""
        return FactClaim.objects.in_force().filter(sentra=sentra_key(self.kwargs["code"]))

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The rows that fit, each with where its fact stands."""
        ordered = self.ordered(filterset.qs, asked.ordering)
        return ListedRows(with_states(ordered, paths_of(asked.columns)))
