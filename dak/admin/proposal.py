"""The pages of need packs and of proposals, and the button that makes a pack from a sentra."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.utils.translation import gettext_lazy as _

from dak.admin.allocation import allocation_url, allocation_view, may_allocate
from dak.admin.menus import choose_from_menus
from dak.changes.bulk import allocate_proposals, make_packs
from dak.choices import RECORD_NEED_PACK
from dak.filters.proposal import NeedPackFilterSet, ProposalFilterSet
from dak.forms.money import NeedPackForm
from dak.models import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.queries.minimum_units import of_proposal
from dak.queries.proposals import standings
from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.admin.standing import OfSentra

# Offered above the registry's list of sentra (settings SENTRA_BULK).
SENTRA_BULK = (
    BulkAction(
        "need_pack",
        _("Buat paket kebutuhan"),
        (RECORD_NEED_PACK,),
        "dak.NeedPack",
        ("words",),
        make_packs,
    ),
)


class LineInline(StackedEngineInline):
    """What the proposal asks for, each with the need it answers."""

    model, noun = ProposalLine, "proposal_line"
    fields = (
        ("fund", "name"),
        ("menu_code", "component_code"),
        ("need", "amount_idr"),
        ("volume", "unit_words"),
    )

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """The menus of the proposal's year are chosen, not typed."""
        asked = super().formfield_for_dbfield(db_field, request, **kwargs)
        return choose_from_menus(asked, db_field.name, request, Proposal)


class StageInline(EngineInline):
    """What became of it at each stage of the yearly cycle."""

    model, noun = ProposalStage, "proposal_stage"
    fields = ("stage", "happened_on", "office_words", "verdict", "words", "source")


@admin.register(Proposal)
class ProposalAdmin(OfSentra, BulkMixin, EngineAdmin):
    """Proposals; one that was never funded stays in the list."""

    noun = "proposal"
    filterset = ProposalFilterSet
    list_filter = list_filters(ProposalFilterSet, "is_funded", "land_status", "level", "province")
    list_display = ("code", "fiscal_year", "province", "regency", "of_sentra", "menu", "stands")
    list_select_related = ("province", "regency", "sentra")
    search_help_text = _("Kode usulan, menu, atau sentra menurut pengusul")
    fieldsets = (
        (_("Usulan"), {"fields": ("fiscal_year", "menu", "asked_idr", "source", "code")}),
        (_("Pengusul"), {"fields": ("level", "province", "regency")}),
        (
            _("Sentra"),
            {
                "fields": (
                    "sentra",
                    "sentra_words",
                    ("district_words", "village_words"),
                    "need_pack",
                )
            },
        ),
        (
            _("Kesiapan"),
            {"fields": ("reference_words", "budget_words", ("land_status", "land_words"))},
        ),
    )
    inlines = (LineInline, StageInline)
    bulk = (
        BulkAction(
            "allocate",
            _("Alokasikan sesuai usulan"),
            ("grant.record", "claim.record", "component.record", "proposal_stage.record"),
            "dak.ProposalStage",
            ("happened_on", "office_words", "source", "words"),
            allocate_proposals,
        ),
    )

    def get_urls(self) -> list[Any]:
        """Beside the page of a proposal, the one that allocates it by other figures."""
        view = self.admin_site.admin_view(allocation_view(self.admin_site))
        return [path("<int:pk>/alokasi/", view, name="dak_proposal_allocate"), *super().get_urls()]

    def tools(self, request: HttpRequest, obj: Any) -> list[tuple[Any, str]]:
        """With the door to that page."""
        doors = super().tools(request, obj)
        if obj is None or obj.is_withdrawn or not may_allocate(request):
            return doors
        return [(_("Alokasikan dengan pagu lain"), allocation_url(obj)), *doors]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With what is doubtful about it."""
        proposal = context.get("original")
        if proposal is not None:
            context["cautions"] = of_proposal(proposal)
        return super().render_change_form(request, context, *args, **kwargs)

    def dressed(self, rows: list[Proposal]) -> list[Proposal]:
        """Each with where it stands: two statements more."""
        found = standings([row.pk for row in rows])
        for row in rows:
            row.standing = found[row.pk]  # type: ignore[attr-defined]
        return super().dressed(rows)

    @admin.display(description=_("keadaan"))
    def stands(self, proposal: Proposal) -> str:
        """Its last stage, or that it was funded."""
        return str(getattr(proposal, "standing", ""))


@admin.register(NeedPack)
class NeedPackAdmin(OfSentra, EngineAdmin):
    """Need packs: choose the sentra, and the registry fills the pack."""

    noun = "need_pack"
    form = NeedPackForm
    filterset = NeedPackFilterSet
    list_display = ("of_sentra", "made_on", "words")
    list_select_related = ("sentra",)
    fields = ("sentra", "words", "content")
    readonly_fields = ("content",)

    def get_queryset(self, request: HttpRequest) -> Any:
        """Withdrawn packs are history."""
        return super().get_queryset(request).filter(is_withdrawn=False)

    @admin.display(description=_("isi paket"))
    def content(self, pack: NeedPack) -> str:
        """How much the frozen copy holds."""
        if not pack.snapshot:
            return str(_("Dibuat saat disimpan dari catatan sentra hari ini."))
        needs, land = pack.snapshot.get("needs", []), pack.snapshot.get("land", [])
        names = ", ".join(need["kind"] for need in needs) or str(_("tidak ada"))
        words = _("Kebutuhan terbuka: %(names)s. Tahun angka: %(year)s. Lahan dan bangunan: %(n)s.")
        year = pack.snapshot.get("figures", {}).get("year", "–")
        return str(words % {"names": names, "year": year, "n": len(land)})
