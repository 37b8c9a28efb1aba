"""Sources and institutions."""

from django.contrib import admin
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.changes import bulk
from registry.filters.office import InstitutionFilterSet
from registry.models import Institution, Source
from sentra.lib.dates import format_date_short
from sentra.lib.templatetags.figures import belum


@admin.register(Source)
class SourceAdmin(EngineAdmin):
    """Publications, reports, an office's own statements."""

    noun = "source"
    list_display = ("title_or_code", "publisher", "published", "office")
    list_select_related = ("office",)
    fields = ("publisher", "title", "url", "published_on", "office", "code")
    search_help_text = _("Penerbit, judul, atau kode")

    @admin.display(description=_("judul"), ordering="title")
    def title_or_code(self, source: Source) -> SafeString:
        """The title, or the code where there is none."""
        return format_html("{} <small>{}</small>", source.title or source.publisher, source.code)

    @admin.display(description=_("terbit"), ordering="published_on")
    def published(self, source: Source) -> str:
        """As deep as known."""
        if source.published_on is None:
            return belum(str(_("tanggal tidak diketahui")))
        return format_date_short(source.published_on, source.published_precision)


INSTITUTION_BULK = (
    BulkAction(
        "kind",
        _("Ubah jenis lembaga"),
        ("institution.correct",),
        "registry.Institution",
        ("kind",),
        bulk.correct("institution"),
    ),
    BulkAction(
        "place",
        _("Tetapkan wilayah"),
        ("institution.correct",),
        "registry.Institution",
        ("province", "regency"),
        bulk.correct("institution"),
    ),
    BulkAction(
        "end_roles",
        _("Akhiri semua perannya"),
        ("sentra_institution.correct",),
        "registry.SentraInstitution",
        ("valid_to",),
        bulk.end_roles,
    ),
)


@admin.register(Institution)
class InstitutionAdmin(BulkMixin, EngineAdmin):
    """Bodies that manage a sentra or own what stands there; never a person."""

    noun = "institution"
    bulk, quick_rank = INSTITUTION_BULK, 4
    filterset = InstitutionFilterSet
    list_display = ("name", "kind", "province", "regency")
    list_filter = list_filters(InstitutionFilterSet, "kind", "province")
    list_select_related = ("province", "regency")
    fields = ("name", "kind", "province", "regency", "code")
    search_help_text = _("Nama atau kode lembaga")
