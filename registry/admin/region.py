"""Regions. The map comes from official lists through the loaders; the desk only corrects what a
list got wrong, by a ministry admin and with a reason."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin
from registry.admin.changelist import list_filters
from registry.admin.desk import DeskAdmin
from registry.filters.region import (
    DistrictFilterSet,
    ProvinceFilterSet,
    RegencyFilterSet,
    VillageFilterSet,
)
from registry.models import District, Province, Regency, RegionPoint, RegionSuccession, Village
from registry.queries.finding import found

OFFICIAL = ("code", "name", "short_name", "bps_code", "valid_from", "valid_to")


class RegionAdmin(EngineAdmin):
    """What every level has: no new rows by hand."""

    record_verb = ""
    search_help_text = _("Nama atau kode wilayah")
    ordering = ("code",)
    readonly_fields = ("code",)


@admin.register(Province)
class ProvinceAdmin(RegionAdmin):
    """Provinces."""

    noun = "province"
    filterset = ProvinceFilterSet
    quick_rank = 5
    list_display = ("name", "code", "bps_code", "time_zone", "valid_from", "valid_to")
    fields = (*OFFICIAL, "iso_code", "time_zone", "district_word", "village_word")


@admin.register(Regency)
class RegencyAdmin(RegionAdmin):
    """Regencies and cities."""

    noun = "regency"
    filterset = RegencyFilterSet
    list_filter = list_filters(RegencyFilterSet, "kind", "province")
    quick_rank = 6
    list_display = ("name", "code", "province", "bps_code", "valid_from", "valid_to")
    list_select_related = ("province",)
    fields = (*OFFICIAL, "kind")


@admin.register(District)
class DistrictAdmin(RegionAdmin):
    """Districts; only for type-ahead and by their address."""

    noun = "district"
    filterset = DistrictFilterSet
    is_listed = False
    list_display = ("name", "code", "regency")
    list_select_related = ("regency__province",)
    fields = OFFICIAL

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names above."""
        return super().get_queryset(request).select_related("regency__province")


@admin.register(Village)
class VillageAdmin(RegionAdmin):
    """Villages; only for type-ahead and by their address."""

    noun = "village"
    filterset = VillageFilterSet
    is_listed = False
    list_display = ("name", "code", "district")
    fields = (*OFFICIAL, "kind")

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names above."""
        return super().get_queryset(request).select_related("district__regency__province")


@admin.register(RegionSuccession)
class SuccessionAdmin(EngineAdmin):
    """What became of a region."""

    noun, record_verb = "succession", ""
    list_display = ("old_code", "old_name", "new_code", "new_name", "kind", "effective_on", "law")
    fields = (
        "kind",
        "old_code",
        "old_name",
        "new_code",
        "new_name",
        "effective_on",
        "law",
        "decree",
    )


@admin.register(RegionPoint)
class RegionPointAdmin(DeskAdmin):
    """Points with which the places of photos are compared: looked at here, brought as a file by
    the operator (`load_region_points`)."""

    list_display = ("regency", "latitude", "longitude", "radius_km", "source_words")
    list_select_related = ("regency",)
    fields = ("regency", ("latitude", "longitude"), "radius_km", "source_words")
    ordering = ("regency__code",)
    search_help_text = _("Nama atau kode kabupaten/kota")

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By the regency it stands for."""
        return queryset.filter(regency__in=found(Regency.objects.all(), search_term)), False
