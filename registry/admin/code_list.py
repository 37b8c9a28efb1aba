"""Code lists that staff edit: kinds of facilities, certificates and needs, units, and KBLI."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline
from registry.models import (
    CertificateKind,
    CommodityKbli,
    FacilityKind,
    Kbli,
    MeasureUnit,
    NeedKind,
)

COLUMNS: tuple[str, ...] = ("name", "code", "position", "is_active")


class CodeListAdmin(EngineAdmin):
    """One list: an entry is never deleted, only no longer used."""

    list_display = COLUMNS
    fields = COLUMNS
    search_help_text = _("Nama atau kode")


@admin.register(FacilityKind)
class FacilityKindAdmin(CodeListAdmin):
    """Kinds of facilities."""

    noun = "facility_kind"
    list_display = (*COLUMNS, "is_workplace")
    fields = (*COLUMNS, "is_workplace")


@admin.register(CertificateKind)
class CertificateKindAdmin(CodeListAdmin):
    """Kinds of certificates."""

    noun = "certificate_kind"
    list_display = (*COLUMNS, "is_count_of_units")
    fields = (*COLUMNS, "is_count_of_units")


@admin.register(NeedKind)
class NeedKindAdmin(CodeListAdmin):
    """Kinds of needs."""

    noun = "need_kind"


@admin.register(MeasureUnit)
class MeasureUnitAdmin(CodeListAdmin):
    """Units of measure."""

    noun = "measure_unit"


@admin.register(Kbli)
class KbliAdmin(EngineAdmin):
    """Classes of every edition; loaded from a file, one by one here."""

    noun = "kbli"
    list_display = ("class_code", "edition", "title")
    fields = ("class_code", "edition", "title")
    search_help_text = _("Kode atau judul KBLI")


class CommodityKbliInline(EngineInline):
    """Its KBLI classes, where they are sure."""

    model, noun = CommodityKbli, "commodity_kbli"
    fields = ("kbli", "source_note")
