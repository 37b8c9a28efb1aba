"""The map: provinces, regencies, districts, villages, and what became of their codes."""

from django.db.models import QuerySet

from registry.api.base import RegistryList
from registry.columns.region import DISTRICT, PROVINCE, REGENCY, SUCCESSION, VILLAGE
from registry.filters.region import (
    DistrictFilterSet,
    ProvinceFilterSet,
    RegencyFilterSet,
    SuccessionFilterSet,
    VillageFilterSet,
)
from registry.models import District, Province, Regency, RegionSuccession, Village


class ProvinceList(RegistryList):
    """Provinsi menurut peta hari ini; `map=TANGGAL` menampilkan peta hari itu, `map=all` semua
    wilayah yang pernah ada. Kode Kemendagri dan kode BPS berdampingan."""

    name, row_name, tag = "provinces", "Province", "wilayah"
    columns, filterset_class = PROVINCE, ProvinceFilterSet
    ordering, tie_breaker = ("province_code",), "code"

    def queryset(self) -> QuerySet:
        """Every province there ever was."""
        return Province.objects.all()


class RegencyList(RegistryList):
    """Kabupaten dan kota menurut peta hari ini, dengan masa berlaku kodenya."""

    name, row_name, tag = "regencies", "Regency", "wilayah"
    columns, filterset_class = REGENCY, RegencyFilterSet
    ordering, tie_breaker = ("regency_code",), "code"

    def queryset(self) -> QuerySet:
        """Every regency there ever was."""
        return Regency.objects.all()


class DistrictList(RegistryList):
    """Kecamatan (distrik, kapanewon, kemantren)."""

    name, row_name, tag = "districts", "District", "wilayah"
    columns, filterset_class = DISTRICT, DistrictFilterSet
    ordering, tie_breaker = ("district_code",), "code"

    def queryset(self) -> QuerySet:
        """Every district."""
        return District.objects.all()


class VillageList(RegistryList):
    """Desa dan kelurahan (gampong, nagari, kampung, kalurahan)."""

    name, row_name, tag = "villages", "Village", "wilayah"
    columns, filterset_class = VILLAGE, VillageFilterSet
    ordering, tie_breaker = ("village_code",), "code"

    def queryset(self) -> QuerySet:
        """Every village."""
        return Village.objects.all()


class SuccessionList(RegistryList):
    """Riwayat kode dan nama wilayah: perubahan kode, perubahan nama, pemekaran, penggabungan."""

    name, row_name, tag = "successions", "RegionSuccession", "wilayah"
    columns, filterset_class = SUCCESSION, SuccessionFilterSet
    ordering = ("effective_on", "old_code")

    def queryset(self) -> QuerySet:
        """Every step."""
        return RegionSuccession.objects.all()
