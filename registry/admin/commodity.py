"""Commodities with synonyms, and the schemes that group them."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.admin.code_list import CommodityKbliInline
from registry.changes import bulk
from registry.filters.commodity import CommodityFilterSet, SectorFilterSet
from registry.models import Commodity, CommoditySector, CommoditySynonym, Scheme, Sector


class SynonymInline(EngineInline):
    """How sources write it."""

    model, noun = CommoditySynonym, "synonym"
    fields = ("name",)


class MembershipInline(EngineInline):
    """Its groups in other schemes."""

    model, noun = CommoditySector, "commodity_sector"
    fields = ("sector",)


BULK = (
    BulkAction(
        "sector",
        _("Pindahkan ke sektor lain"),
        ("commodity.correct",),
        "registry.Commodity",
        ("sector",),
        bulk.correct("commodity"),
    ),
    BulkAction(
        "fold",
        _("Satukan ke komoditas lain sebagai sebutan"),
        ("synonym.record", "sentra_commodity.correct", "sentra_commodity.withdraw"),
        "registry.SentraCommodity",
        ("commodity",),
        bulk.fold_into,
    ),
)


@admin.register(Commodity)
class CommodityAdmin(BulkMixin, EngineAdmin):
    """Commodities."""

    noun = "commodity"
    filterset = CommodityFilterSet
    list_filter = list_filters(CommodityFilterSet, "sector", "is_service")
    bulk, quick_rank = BULK, 2
    list_display = ("name", "code", "sector", "is_service")
    list_select_related = ("sector",)
    fields = ("name", "code", "sector", "is_service")
    inlines = (SynonymInline, MembershipInline, CommodityKbliInline)
    search_help_text = _("Nama atau kode komoditas")


class SectorInline(EngineInline):
    """The groups of a scheme."""

    model, noun = Sector, "sector"
    fields = ("code", "name")


@admin.register(Scheme)
class SchemeAdmin(EngineAdmin):
    """Schemes, each with its groups."""

    noun = "scheme"
    list_display = ("name", "code", "is_exclusive", "source_note")
    fields = ("name", "code", "is_exclusive", "source_note")
    inlines = (SectorInline,)


@admin.register(Sector)
class SectorAdmin(EngineAdmin):
    """Groups of every scheme, also for type-ahead."""

    noun = "sector"
    filterset = SectorFilterSet
    list_filter = list_filters(SectorFilterSet, "scheme")
    list_display = ("name", "code", "scheme")
    list_select_related = ("scheme",)
    fields = ("scheme", "name", "code")
