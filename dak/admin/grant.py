"""The page of a DAK grant with its claims, saved as one act through the registry's engine."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from dak.filters.grant import GrantFilterSet
from dak.models import Grant, GrantClaim
from registry.admin.base import EngineAdmin, StackedEngineInline
from registry.admin.changelist import list_filters


class ClaimInline(StackedEngineInline):
    """What one source says the grant was worth; one claim may be official."""

    model, noun = GrantClaim, "claim"
    fieldsets = (
        (None, {"fields": (("source", "stage"), ("amount_idr", "unreadable_amount"))}),
        (None, {"fields": (("is_official", "official_reason"),)}),
        (None, {"fields": ("activity", "status_words", ("realised_idr", "physical_percent"))}),
    )


@admin.register(Grant)
class GrantAdmin(EngineAdmin):
    """Grants."""

    noun = "grant"
    filterset = GrantFilterSet
    list_filter = list_filters(GrantFilterSet, "stage", "fund", "level", "province")
    quick_rank = 3
    list_display = ("code", "fund", "stage", "fiscal_year", "province", "regency", "sentra")
    list_select_related = ("province", "regency", "sentra")
    search_help_text = _("Kode hibah, kegiatan, atau sentra menurut sumber")
    fieldsets = (
        (_("Hibah"), {"fields": ("fund", "stage", "menu", "code")}),
        (_("Tahun"), {"fields": ("fiscal_year", ("year_from", "year_to"))}),
        (_("Penerima"), {"fields": ("level", "province", "regency")}),
        (_("Sentra"), {"fields": ("sentra", "sentra_words")}),
    )
    inlines = (ClaimInline,)
