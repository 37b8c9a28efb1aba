"""What sectors and commodities can be filtered by."""

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from registry.filters.codes import COMMODITY_CODES, SECTOR_CODES
from registry.models import Commodity, CommoditySynonym, Scheme, Sector
from registry.queries.search import search_words
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import Codes, SearchWords, YesNo


def schemes() -> QuerySet:
    """Schemes that may be named."""
    return Scheme.objects.all()


def all_sectors() -> QuerySet:
    """Sectors of every scheme."""
    return Sector.objects.all()


class SectorFilterSet(StrictFilterSet):
    """Parameters of the list of sectors."""

    parameters = (
        Parameter("sector", _("Sektor"), Codes(all_sectors), path="code"),
        Parameter("scheme", _("Skema"), Codes(schemes, example="registri"), path="scheme__code"),
        Parameter(
            "is_exclusive",
            _("Eksklusif"),
            YesNo(),
            path="scheme__is_exclusive",
            lookups=("",),
        ),
    )

    class Meta:
        model = Sector


class CommodityFilterSet(StrictFilterSet):
    """Parameters of the list of commodities."""

    parameters = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        Parameter("commodity", _("Komoditas"), COMMODITY_CODES, path="code"),
        Parameter("sector", _("Sektor utama"), SECTOR_CODES, path="sector__code"),
        Parameter("is_service", _("Layanan"), YesNo(), path="is_service", lookups=("",)),
    )

    class Meta:
        model = Commodity

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Every word stands in the name or in another word for it."""
        queryset = super().filter_queryset(queryset)
        for text in self.values.get("q", []):
            for word in search_words(text):
                synonyms = CommoditySynonym.objects.filter(name_key__contains=word)
                queryset = queryset.filter(
                    Q(name_key__contains=word) | Q(pk__in=synonyms.values("commodity"))
                )
        return queryset
