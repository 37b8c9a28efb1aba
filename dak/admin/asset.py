"""The page of an asset with its grants, its states and the objections to them, saved as one act;
the lists of readings of outcomes and of their indicators."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dak.admin.lines import choose_among
from dak.changes.bulk import start_operating
from dak.choices import AssetCondition
from dak.filters.asset import DeskAssetFilterSet
from dak.filters.outcome import OutcomeFilterSet
from dak.models import (
    Asset,
    AssetDispute,
    AssetFunding,
    AssetState,
    OutcomeIndicator,
    OutcomeReading,
)
from dak.queries.assets import idle_assets
from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.queries.periods import LATEST
from sentra.lib.dates import format_date_short
from sentra.lib.figures import Figure, format_figure


def states_of_asset(model: type[Model], asset: int) -> QuerySet:
    """The states in force of this asset."""
    return AssetState.objects.in_force().filter(asset=asset)


class FundingInline(EngineInline):
    """Which grants, of which years, paid for it."""

    model, noun = AssetFunding, "asset_funding"
    fields = ("grant", "component", "source")


class StateInline(StackedEngineInline):
    """What became of it, by reports and by offices that looked."""

    model, noun = AssetState, "asset_state"
    fieldsets = (
        (None, {"fields": (("state", "state_on"),)}),
        (None, {"fields": (("basis", "source"), "words", "reason_words")}),
        (_("Dipastikan kantor"), {"fields": (("confirmed_by", "confirmed_on"),)}),
    )


class DisputeInline(StackedEngineInline):
    """Objections of offices, and what the ministry answered."""

    model, noun = AssetDispute, "asset_dispute"
    fieldsets = (
        (None, {"fields": (("state", "office", "disputed_on"), "words")}),
        (_("Jawaban"), {"fields": (("verdict", "answered_on"), "answer_words")}),
    )

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """The judgement is one of this asset's own."""
        form_field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "state" and form_field is not None:
            choose_among(form_field, request, states_of_asset, self.model)
        return form_field


@admin.register(Asset)
class AssetAdmin(BulkMixin, EngineAdmin):
    """Assets; those in use are said to be so here, which closes the needs they answer."""

    noun = "asset"
    filterset = DeskAssetFilterSet
    list_filter = list_filters(
        DeskAssetFilterSet, "alert", "state", "is_confirmed", "has_open_dispute", "province"
    )
    list_display = ("code", "name", "facility_kind", "province", "regency", "sentra", "stands")
    list_select_related = ("facility_kind", "province", "regency", "sentra")
    search_help_text = _("Nama aset, atau sentra")
    fieldsets = (
        (_("Aset"), {"fields": ("name", "facility_kind", "source", "code")}),
        (_("Wilayah"), {"fields": ("province", "regency")}),
        (
            _("Sentra"),
            {
                "fields": (
                    ("sentra", "facility"),
                    "sentra_words",
                    ("district_words", "village_words"),
                )
            },
        ),
        (
            _("Empat tanggal"),
            {
                "fields": (
                    "completed_on",
                    "handed_over_on",
                    "inaugurated_on",
                    "operates_on",
                )
            },
        ),
    )
    inlines = (FundingInline, StateInline, DisputeInline)
    bulk = (
        BulkAction(
            "operates",
            _("Nyatakan beroperasi"),
            ("asset_state.record", "component.operate", "need.correct"),
            "dak.AssetState",
            ("state_on", "confirmed_by", "confirmed_on", "source"),
            start_operating,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Withdrawn assets are history; each with its newest state."""
        rows: Any = super().get_queryset(request)
        return rows.filter(is_withdrawn=False)

    def dressed(self, rows: list[Asset]) -> list[Asset]:
        """Each with its state of today: one statement more."""
        found = {row.asset_id: row for row in idle_assets(LATEST).filter(asset__in=rows)}
        for row in rows:
            row.now_row = found.get(row.pk)  # type: ignore[attr-defined]
        return rows

    @admin.display(description=_("keadaan"))
    def stands(self, asset: Asset) -> str:
        """Its newest state, and whether an office answers for it."""
        now = getattr(asset, "now_row", None)
        if now is None or not now.state:
            return str(_("belum dicatat"))
        label = str(AssetCondition(now.state).label)
        return label if now.state == now.confirmed_state else f"{label} ({_('menurut laporan')})"


@admin.register(OutcomeReading)
class OutcomeAdmin(EngineAdmin):
    """Readings of outcomes, before and after."""

    noun = "outcome"
    filterset = OutcomeFilterSet
    list_filter = list_filters(OutcomeFilterSet, "told_as", "province")
    list_display = ("sentra", "indicator", "shown", "when", "grant", "source")
    list_select_related = ("sentra", "indicator", "unit", "grant", "source")
    fields = (
        ("sentra", "indicator"),
        ("amount", "unit"),
        ("as_of_on", "told_as"),
        ("grant", "source"),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Withdrawn readings are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)

    @admin.display(description=_("angka"))
    def shown(self, row: Any) -> str:
        """The figure with its doubt and its unit."""
        figure = Figure(row.amount_low, row.amount_high, row.amount_qualifier, row.amount_text)
        unit = row.unit.name if row.unit else row.indicator.unit_words
        return f"{format_figure(figure)} {unit}".strip()

    @admin.display(description=_("keadaan per"), ordering="as_of_on")
    def when(self, row: OutcomeReading) -> str:
        """Its day, or what an undated source says."""
        if row.as_of_on is None:
            return row.get_told_as_display()
        return format_date_short(row.as_of_on, row.as_of_precision)


@admin.register(OutcomeIndicator)
class OutcomeIndicatorAdmin(EngineAdmin):
    """What is read off before and after a grant."""

    noun = "outcome_indicator"
    list_display = ("name", "code", "unit_words", "profile_figure", "is_money", "is_active")
    fields = ("name", "code", "unit_words", "profile_figure", "is_money", "position", "is_active")
