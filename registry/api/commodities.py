"""What sentra make: sectors and commodities."""

from django.db.models import QuerySet

from registry.api.base import RegistryList
from registry.columns.commodity import COMMODITY, SECTOR
from registry.filters.commodity import CommodityFilterSet, SectorFilterSet
from registry.models import Commodity, Sector


class SectorList(RegistryList):
    """Golongan komoditas menurut skemanya. Hanya bagian dari skema eksklusif boleh dijumlahkan
    menjadi 100 persen."""

    name, row_name, tag = "sectors", "Sector", "komoditas"
    columns, filterset_class = SECTOR, SectorFilterSet
    ordering = ("scheme_code", "sector_code")

    def queryset(self) -> QuerySet:
        """Every sector of every scheme."""
        return Sector.objects.all()


class CommodityList(RegistryList):
    """Komoditas dengan sektor utamanya dalam skema registri. `q=` juga mencari sebutan lain."""

    name, row_name, tag = "commodities", "Commodity", "komoditas"
    columns, filterset_class = COMMODITY, CommodityFilterSet
    ordering = ("commodity_code",)

    def queryset(self) -> QuerySet:
        """Every commodity."""
        return Commodity.objects.all()
