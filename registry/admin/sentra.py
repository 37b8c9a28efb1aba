"""The page of a sentra: the record and every part of it, saved as one act."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.module_loading import import_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.admin.desk import actor_of
from registry.admin.facts import ClaimInline, SuccessionInline, worded_differences
from registry.admin.parts import PART_INLINES
from registry.changes import bulk, claim_effects
from registry.changes.change import Change
from registry.filters.sentra import SentraFilterSet
from registry.forms.sentra import ProfileForm, SentraForm
from registry.models import (
    Sentra,
    SentraAlias,
    SentraCommodity,
    SentraInstitution,
    SentraOrigin,
    SentraSource,
    SentraStatus,
    SentraVerification,
    YearlyProfile,
)
from registry.models.profile import FIGURE_CODES
from registry.queries.history import HistoryAct, sentra_history
from registry.queries.review_desk import waiting_about
from registry.queries.sentra_rows import ListedSentra, lay_standing
from sentra.lib.figures import format_figure
from sentra.lib.templatetags.figures import badge_existence, badge_verification, belum


class CommodityInline(EngineInline):
    """What it makes, for a time; one primary."""

    model, noun = SentraCommodity, "sentra_commodity"
    fields = ("commodity", "is_primary", "valid_from", "valid_to")


class StatusInline(EngineInline):
    """Whether it exists, as somebody reported it on a day."""

    model, noun = SentraStatus, "status"
    fields = ("status", "status_on", "evidence", "source")


class VerificationInline(EngineInline):
    """Who looked, and when; apart from existence."""

    model, noun = SentraVerification, "verification"
    fields = ("verified_on", "valid_to", "office", "method", "is_disputed", "note")


class ProfileInline(StackedEngineInline):
    """Figures of one year from one source."""

    model, noun = YearlyProfile, "profile"
    form = ProfileForm
    fieldsets = (
        (None, {"fields": (("year", "source"), "note")}),
        (
            None,
            {
                "fields": FIGURE_CODES,
                "description": _(
                    "Tulis seperti kata sumber: 25, lebih dari 18, sekitar 500, 400–700,"
                    " Rp1,2 miliar. Kosong berarti belum dilaporkan; nol berarti nol."
                ),
            },
        ),
    )


class OriginInline(EngineInline):
    """What began when."""

    model, noun = SentraOrigin, "origin"
    fields = ("kind", "origin_year", "precision", "source")


class InstitutionInline(EngineInline):
    """Who manages it, who owns what stands there."""

    model, noun = SentraInstitution, "sentra_institution"
    fields = ("institution", "role", "valid_from", "valid_to", "source")


class AliasInline(EngineInline):
    """Other names under which it is found."""

    model, noun = SentraAlias, "alias"
    fields = ("name", "kind", "valid_from", "valid_to", "source")


class SourceInline(EngineInline):
    """Sources that speak of it as a whole."""

    model, noun = SentraSource, "sentra_source"
    fields = ("source",)


BULK = (
    BulkAction(
        "recognition",
        _("Ubah dasar pengakuan"),
        ("sentra.correct",),
        "registry.Sentra",
        ("recognition",),
        bulk.correct("sentra"),
    ),
    BulkAction(
        "primary_commodity",
        _("Tetapkan komoditas utama"),
        ("sentra_commodity.record", "sentra_commodity.correct", "sentra_commodity.withdraw"),
        "registry.SentraCommodity",
        ("commodity",),
        bulk.set_primary_commodity,
    ),
    BulkAction(
        "status",
        _("Catat keadaan"),
        ("status.record",),
        "registry.SentraStatus",
        ("status", "status_on", "evidence", "source"),
        bulk.add_status,
    ),
    BulkAction(
        "verification",
        _("Catat verifikasi"),
        ("verification.record",),
        "registry.SentraVerification",
        ("verified_on", "office", "method", "is_disputed", "note"),
        bulk.add_verification,
    ),
)


@admin.register(Sentra)
class SentraAdmin(BulkMixin, EngineAdmin):
    """The list and the page of sentra."""

    noun, record_verb = "sentra", "register"
    form = SentraForm
    filterset = SentraFilterSet
    # Other applications add theirs by settings.SENTRA_BULK.
    bulk = (*BULK, *(one for path in settings.SENTRA_BULK for one in import_string(path)))
    quick_rank = 1
    list_display = ("named", "place", "made", "existence", "verified", "data_year", "workers")
    list_display_links = ("named",)
    list_filter = list_filters(
        SentraFilterSet, "status", "verification", "kind", "recognition", "sector", "province"
    )
    list_select_related = ("province", "regency")
    search_help_text = _("Nama, nama lain, tempat, atau komoditas")
    fieldsets = (
        (_("Identitas"), {"fields": ("name", "kind", "recognition")}),
        (
            _("Tempat"),
            {
                "fields": (
                    "province",
                    "regency",
                    "district",
                    "village",
                    "hamlet",
                    "place_words",
                    ("latitude", "longitude"),
                    "location_precision",
                )
            },
        ),
        (
            _("Kesamaan"),
            {
                "fields": ("is_one_place", "same_product", "same_raw_material", "same_process"),
                "description": _("Menurut sumber; yang tidak disebut tetap “belum diketahui”."),
            },
        ),
        (_("Catatan"), {"fields": ("note",)}),
    )
    inlines = (
        CommodityInline,
        StatusInline,
        VerificationInline,
        ProfileInline,
        OriginInline,
        InstitutionInline,
        AliasInline,
        *PART_INLINES,
        ClaimInline,
        SuccessionInline,
        SourceInline,
    )

    def completed(self, changes: Sequence[Change]) -> Sequence[Change]:
        """Publishing a claim brings its figure into the profile."""
        return claim_effects.completed(changes)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """With the proposals about it that wait for somebody, and a warning where a profile no
        longer says what the published claim says."""
        sentra = context.get("original")
        context["differences"] = worded_differences(sentra) if sentra else []
        context["waiting"] = waiting_about(sentra) if sentra is not None else []
        context["beside"] = self.beside(self.dressed([sentra])[0]) if sentra is not None else ""
        return super().render_change_form(request, context, *args, **kwargs)

    def dressed(self, rows: list[Sentra]) -> list[Sentra]:
        """Each with its line of the latest period: one statement more."""
        lay_standing(rows)
        return rows

    def beside(self, row: Any) -> SafeString:
        """Whether it exists, and apart from it whether an office vouches for it."""
        return format_html("{} {}", self.existence(row), self.verified(row))

    def acts(self, obj: Any) -> list[HistoryAct]:
        """The sentra with every part of it, of any application."""
        return sentra_history(obj.pk, with_account=True)

    def tools(self, request: HttpRequest, obj: Any) -> list[tuple[Any, str]]:
        """With the pages of what became of it."""
        found = super().tools(request, obj)
        if obj is None or obj.is_withdrawn:
            return found
        if not policy.can(actor_of(request), "sentra_succession.record", obj):
            return found
        label = _("Gabung / pecah / pindah / ganti nama")
        return [(label, reverse("admin:sentra-event", args=[obj.pk])), *found]

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the names of its regions."""
        rows: Any = super().get_queryset(request)
        return rows.with_places()

    @admin.display(description=_("nama"), ordering="name_key")
    def named(self, sentra: Sentra) -> SafeString:
        """Name and permanent code."""
        return format_html("{} <small>{}</small>", sentra.name, sentra.public_code)

    @admin.display(description=_("kabupaten/kota"), ordering="regency")
    def place(self, sentra: Sentra) -> str:
        """The regency, or the province where no more is known."""
        return str(sentra.regency or sentra.province)

    @admin.display(description=_("komoditas"))
    def made(self, sentra: Sentra) -> str | SafeString:
        """The primary commodity, and what the record is where it is no sentra."""
        line = _line(sentra)
        words = [word for word in (line.commodity, line.beside) if word] if line else []
        return " · ".join(words) or belum(str(_("belum tercatat")))

    @admin.display(description=_("keadaan"))
    def existence(self, sentra: Sentra) -> SafeString:
        """Whether it exists, by the latest report."""
        line = _line(sentra)
        return badge_existence(line.status if line else "unknown")

    @admin.display(description=_("verifikasi"))
    def verified(self, sentra: Sentra) -> SafeString:
        """Whether an office vouches for it."""
        line = _line(sentra)
        return badge_verification(line.verification if line else "never")

    @admin.display(description=_("tahun data"))
    def data_year(self, sentra: Sentra) -> str | int:
        """The year of its newest figures."""
        line = _line(sentra)
        return line.year if line and line.year else belum()

    @admin.display(description=_("tenaga kerja"))
    def workers(self, sentra: Sentra) -> str:
        """As reported, with its doubt."""
        line = _line(sentra)
        return format_figure(line.workers) if line and line.workers else belum()


def _line(sentra: Sentra) -> ListedSentra | None:
    return getattr(sentra, "listed", None)
