"""Figures that others published: the list and one page each."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin
from registry.admin.changelist import list_filters
from registry.filters.statistic import StatisticFilterSet
from registry.models import Statistic
from sentra.lib.dates import format_date_short
from sentra.lib.figures import Figure, format_figure


@admin.register(Statistic)
class StatisticAdmin(EngineAdmin):
    """A published figure with its meaning, place, day, stage and source."""

    noun = "statistic"
    filterset = StatisticFilterSet
    list_filter = list_filters(StatisticFilterSet, "scheme", "stage", "is_national", "province")
    list_display = ("label", "figure", "place", "when", "stage", "source")
    list_select_related = ("source", "province", "regency")
    search_help_text = _("Ukuran, cakupan, wilayah, atau penerbit")
    fieldsets = (
        (_("Ukuran"), {"fields": ("scheme", "indicator", "label", "stage", "scope_note")}),
        (_("Angka"), {"fields": (("amount", "unit"), "stated", "since_year", "reference_on")}),
        (
            _("Wilayah"),
            {"fields": ("province", "regency", "district", "area_words")},
        ),
        (_("Sumber"), {"fields": ("source", "note", "code")}),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn figures are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)

    @admin.display(description=_("angka"), ordering="amount_low")
    def figure(self, statistic: Statistic) -> str:
        """The number with its doubt and unit, or the words."""
        if not statistic.amount_qualifier:
            return statistic.stated
        number = Figure(statistic.amount_low, statistic.amount_high, statistic.amount_qualifier)
        return f"{format_figure(number)} {statistic.get_unit_display()}"

    @admin.display(description=_("wilayah"))
    def place(self, statistic: Statistic) -> str:
        """As deep as known."""
        place = statistic.regency or statistic.province
        return place.name if place else statistic.area_words or str(_("Indonesia"))

    @admin.display(description=_("keadaan pada"), ordering="reference_on")
    def when(self, statistic: Statistic) -> str:
        """As deep as known."""
        return format_date_short(statistic.reference_on, statistic.reference_precision)
