"""The page of a DAK grant with its money, saved as one act through the registry's engine, and the
lists of components, contracts and spans of years."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from dak.admin.lines import GRANT_LINES
from dak.admin.progress import TargetInline
from dak.changes.bulk import begin_operating
from dak.filters.grant import GrantFilterSet
from dak.filters.money import ComponentFilterSet, ContractFilterSet, SpanFilterSet
from dak.forms.money import CONFIRMED, ReasonedAmountForm
from dak.models import Contract, Grant, GrantComponent, GrantSpan
from dak.queries.minimum_units import of_grant
from dak.rules.payment_cautions import grant_cautions
from registry.admin.base import EngineAdmin
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.admin.standing import OfSentra
from sentra.lib.number_format import format_rupiah


@admin.register(Grant)
class GrantAdmin(OfSentra, EngineAdmin):
    """Grants."""

    noun = "grant"
    form = ReasonedAmountForm
    filterset = GrantFilterSet
    list_filter = list_filters(GrantFilterSet, "stage", "fund", "level", "province")
    quick_rank = 3
    list_display = ("code", "fund", "stage", "fiscal_year", "province", "regency", "of_sentra")
    list_select_related = ("province", "regency", "sentra")
    search_help_text = _("Kode hibah, kegiatan, atau sentra menurut sumber")
    fieldsets = (
        (_("Hibah"), {"fields": ("fund", "stage", "menu", "code")}),
        (_("Tahun"), {"fields": ("fiscal_year", ("year_from", "year_to"), "continues")}),
        (_("Penerima"), {"fields": ("level", "province", "regency")}),
        (
            _("Sentra"),
            {"fields": ("sentra", "sentra_words", ("district_words", "village_words"))},
        ),
        (_("Pagu"), {"fields": ("unspecified_idr", CONFIRMED, "proposal")}),
    )
    inlines = (*GRANT_LINES, TargetInline)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what is doubtful about the money as it stands."""
        grant = context.get("original")
        if grant is not None:
            context["cautions"] = [*grant_cautions(grant.pk), *of_grant(grant)]
        return super().render_change_form(request, context, *args, **kwargs)


@admin.register(GrantComponent)
class ComponentAdmin(OfSentra, BulkMixin, EngineAdmin):
    """Every component; those in operation are said to be so here, and close their need."""

    noun, record_verb = "component", ""
    form = ReasonedAmountForm
    filterset = ComponentFilterSet
    list_filter = list_filters(ComponentFilterSet, "fund", "operates", "province")
    list_display = ("name", "grant", "component_code", "of_sentra", "need", "amount", "operates_on")
    list_select_related = ("grant", "sentra", "need__need_kind")
    search_help_text = _("Nama komponen")
    fields = (
        "grant",
        ("name", "component_code", "menu_code"),
        ("amount_idr", "source"),
        CONFIRMED,
        ("volume", "unit_words"),
        ("sentra", "need"),
    )
    bulk = (
        BulkAction(
            "operates",
            _("Nyatakan beroperasi"),
            ("component.operate", "need.correct"),
            "dak.GrantComponent",
            ("operates_on",),
            begin_operating,
        ),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)

    @admin.display(description=_("pagu komponen"), ordering="amount_idr")
    def amount(self, component: GrantComponent) -> str:
        """Whole rupiah."""
        return format_rupiah(component.amount_idr)


@admin.register(Contract)
class ContractAdmin(EngineAdmin):
    """Every contract; new ones are recorded on the page of their grant."""

    noun, record_verb = "contract", ""
    form = ReasonedAmountForm
    filterset = ContractFilterSet
    list_filter = list_filters(ContractFilterSet, "kind", "handed_over", "province")
    list_display = ("number", "grant", "kind", "subject", "amount", "signed_on", "ends_on")
    list_select_related = ("grant",)
    fields = (
        "grant",
        ("number", "kind"),
        "subject",
        ("provider_words", "source"),
        "amount_idr",
        CONFIRMED,
        ("signed_on", "other_date_words"),
        ("starts_on", "ends_on", "calendar_day_count"),
        "handed_over_on",
        ("approved_on", "approval_words"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)

    @admin.display(description=_("nilai"), ordering="amount_idr")
    def amount(self, contract: Contract) -> str:
        """Whole rupiah."""
        return format_rupiah(contract.amount_idr)


@admin.register(GrantSpan)
class SpanAdmin(EngineAdmin):
    """Governments of which only a span of years with DAK is known."""

    noun = "grant_span"
    filterset = SpanFilterSet
    list_filter = list_filters(SpanFilterSet, "fund", "province")
    list_display = ("province", "regency", "year_from", "year_to", "fund", "source")
    list_select_related = ("province", "regency", "source")
    fields = ("level", "province", "regency", ("year_from", "year_to"), "fund", "words", "source")

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn lines are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)
