"""The yearly rules on the desk: a year with its menus, limits, modes and exceptions; a mode with
its tranches; a tranche with its gates and published deadline; holidays. After the calendar or a
published deadline was changed, every deadline that rests on it is corrected, as another act."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dak.changes.deadlines import refresh_deadlines
from dak.filters.rule_set import RuleSetFilterSet
from dak.models import (
    DeadlineOverride,
    DisasterException,
    DisasterRegion,
    DisbursementMode,
    Gate,
    Holiday,
    Menu,
    MenuComponent,
    MinimumUnits,
    RecommendedRegion,
    RuleSet,
    Tranche,
)
from dak.rules.deadline import clock_words
from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.changelist import list_filters
from registry.admin.desk import actor_of
from registry.choices import ChangeSource


class MenuInline(EngineInline):
    """Menus of the year; their components have a page of their own."""

    model, noun = Menu, "menu"
    fields = ("kind", "note", "source")
    show_change_link = True


class MinimumUnitsInline(EngineInline):
    """Businesses a sentra needs, by group of islands."""

    model, noun = MinimumUnits, "minimum_units"
    fields = ("island_group", "minimum_count", "source")


class ModeInline(StackedEngineInline):
    """Ways of paying; their tranches have a page of their own."""

    model, noun = DisbursementMode, "disbursement_mode"
    show_change_link = True
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("mode", "ceiling_above_idr", "ceiling_up_to_idr"),
                    "is_by_recommendation",
                    "condition_words",
                    "source",
                )
            },
        ),
    )


class ExceptionInline(EngineInline):
    """Exceptions after a disaster; their regions have a page of their own."""

    model, noun = DisasterException, "disaster_exception"
    fields = ("name", "legal_basis", "note", "source")
    show_change_link = True


class ComponentInline(EngineInline):
    """What the menu pays for."""

    model, noun = MenuComponent, "menu_component"
    fields = ("name", "is_supporting", "seen_words", "source")


class TrancheInline(StackedEngineInline):
    """Steps of payment; gates and published deadlines have a page of their own."""

    model, noun = Tranche, "tranche"
    show_change_link = True
    fieldsets = (
        (None, {"fields": (("number", "exception"), ("share_percent", "is_remaining_need"))}),
        (None, {"fields": ("share_words", ("earliest_month", "nominal_on", "deadline_words"))}),
        (None, {"fields": ("conditions", "source")}),
    )


class GateInline(EngineInline):
    """What must have been reached."""

    model, noun = Gate, "gate"
    fields = ("kind", "minimum_percent", "note", "source")


class OverrideInline(EngineInline):
    """The deadline a source published; one at most."""

    model, noun = DeadlineOverride, "deadline_override"
    fields = ("effective_on", "words", "source")


class DisasterRegionInline(EngineInline):
    """Governments the exception names."""

    model, noun = DisasterRegion, "disaster_region"
    fields = ("province", "regency", "source")


class RecommendedRegionInline(EngineInline):
    """Governments the ministry recommended this mode for."""

    model, noun = RecommendedRegion, "recommended_region"
    fields = ("province", "regency", "words", "source")


class LineAdmin(EngineAdmin):
    """A line of the rules with lines of its own; reached from its year."""

    is_listed = False

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)


class CalendarAdmin(LineAdmin):
    """A page whose dates decide deadlines."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool
    ) -> None:
        """The page as one act; then the deadlines that no longer follow, as another."""
        super().save_related(request, form, formsets, change)
        refresh_deadlines(actor_of(request), ChangeSource.ADMIN)


@admin.register(RuleSet)
class RuleSetAdmin(EngineAdmin):
    """One fiscal year."""

    noun = "rule_set"
    filterset = RuleSetFilterSet
    list_filter = list_filters(RuleSetFilterSet, "state")
    list_display = ("fiscal_year", "state", "technical_basis", "disbursement_basis")
    fields = ("fiscal_year", "state", "technical_basis", "disbursement_basis", "note", "source")
    inlines = (MenuInline, MinimumUnitsInline, ModeInline, ExceptionInline)


@admin.register(Menu)
class MenuAdmin(LineAdmin):
    """One menu with its components."""

    noun = "menu"
    list_display = ("code", "kind", "rule_set")
    list_select_related = ("rule_set",)
    fields = ("rule_set", "kind", "note", "source")
    inlines = (ComponentInline,)


@admin.register(DisbursementMode)
class DisbursementModeAdmin(CalendarAdmin):
    """One way of paying with its tranches and the governments it was recommended for."""

    noun = "disbursement_mode"
    list_display = ("code", "mode", "rule_set")
    list_select_related = ("rule_set",)
    fields = (
        "rule_set",
        "mode",
        ("ceiling_above_idr", "ceiling_up_to_idr"),
        "is_by_recommendation",
        "condition_words",
        "source",
    )
    inlines = (TrancheInline, RecommendedRegionInline)


@admin.register(Tranche)
class TrancheAdmin(CalendarAdmin):
    """One step of payment with its gates and its published deadline."""

    noun = "tranche"
    list_display = ("code", "number", "mode", "nominal_on", "effective")
    list_select_related = ("mode",)
    fields = (
        ("mode", "exception", "number"),
        ("share_percent", "is_remaining_need", "share_words"),
        ("earliest_month", "nominal_on", "deadline_words"),
        "conditions",
        "source",
    )
    inlines = (GateInline, OverrideInline)

    @admin.display(description=_("batas berlaku"), ordering="deadline_at")
    def effective(self, tranche: Tranche) -> str:
        """With all three clocks."""
        return clock_words(tranche.deadline_at) if tranche.deadline_at else "–"


@admin.register(DisasterException)
class DisasterExceptionAdmin(LineAdmin):
    """One exception with its regions."""

    noun = "disaster_exception"
    list_display = ("name", "rule_set", "legal_basis")
    list_select_related = ("rule_set",)
    fields = ("rule_set", "name", "legal_basis", "note", "source")
    inlines = (DisasterRegionInline,)


@admin.register(Holiday)
class HolidayAdmin(CalendarAdmin):
    """Days nobody works."""

    noun = "holiday"
    is_listed = True
    list_display = ("day", "name", "kind", "legal_basis")
    fields = ("day", "name", "kind", "legal_basis")
