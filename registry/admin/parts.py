"""What hangs on a sentra, as lines of its page: acts, facilities, machines, certificates, needs,
materials, markets, measures. Facilities also have a page, for type-ahead and for themselves."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline, StackedEngineInline
from registry.models import (
    Certificate,
    Facility,
    LegalAct,
    Machine,
    Market,
    Measure,
    Need,
    RawMaterial,
)

FACILITY_FIELDS = (
    ("facility_kind", "name"),
    ("built_year", "built_precision"),
    ("state", "state_on", "state_words"),
    ("owner", "area_m2"),
    ("user_count", "users_words"),
    ("funding_words", "source"),
)


class LegalActInline(EngineInline):
    """Decrees and regulations about it."""

    model, noun = LegalAct, "legal_act"
    fields = ("kind", "number", "signed_on", "signed_by", "subject", "file_reference", "source")


class FacilityInline(StackedEngineInline):
    """The place where people work and what was put up for them, each with its own state."""

    model, noun = Facility, "facility"
    fieldsets = ((None, {"fields": FACILITY_FIELDS}),)


class MachineInline(EngineInline):
    """Machines and equipment."""

    model, noun = Machine, "machine"
    fields = (
        "name",
        "machine_count",
        "capacity_words",
        "value_idr",
        "acquired_year",
        "funding_words",
        "condition",
        "facility",
        "source",
    )


class CertificateInline(EngineInline):
    """How many hold what, on a day."""

    model, noun = Certificate, "certificate"
    fields = ("certificate_kind", "certificate_count", "as_of_on", "note", "source")


class NeedInline(EngineInline):
    """What it lacks, and what became of it."""

    model, noun = Need, "need"
    fields = (
        "need_kind",
        "words",
        "severity",
        "since_on",
        "state",
        "state_on",
        "answered_by",
        "source",
    )


class RawMaterialInline(EngineInline):
    """What it is made of, and from where."""

    model, noun = RawMaterial, "raw_material"
    fields = ("name", "origin", "origin_code", "origin_words", "as_of_on", "source")


class MarketInline(EngineInline):
    """How far it sells."""

    model, noun = Market, "market"
    fields = ("reach", "countries", "words", "as_of_on", "source")


class MeasureInline(EngineInline):
    """Production and capacity, each in its own unit and period."""

    model, noun = Measure, "measure"
    fields = (
        "measure_kind",
        "product_words",
        "amount",
        "unit",
        "period",
        "year",
        "year_precision",
        "scope",
        "commodity",
        "source",
    )


PART_INLINES = (
    NeedInline,
    FacilityInline,
    MachineInline,
    MeasureInline,
    CertificateInline,
    RawMaterialInline,
    MarketInline,
    LegalActInline,
)


@admin.register(Facility)
class FacilityAdmin(EngineAdmin):
    """One place or building; reached from its sentra and by type-ahead."""

    noun = "facility"
    is_listed = False
    list_display = ("name", "sentra", "facility_kind", "built_year", "state", "owner")
    list_select_related = ("sentra", "facility_kind", "owner")
    fields = ("sentra", *FACILITY_FIELDS)
    search_help_text = _("Nama fasilitas")


@admin.register(Need)
class NeedAdmin(EngineAdmin):
    """One need; reached from its sentra and by type-ahead."""

    noun = "need"
    is_listed = False
    list_display = ("need_kind", "sentra", "words", "severity", "state", "state_on")
    list_select_related = ("sentra", "need_kind")
    fields = (
        "sentra",
        ("need_kind", "severity"),
        "words",
        "since_on",
        ("state", "state_on"),
        ("answered_by", "source"),
    )
    search_help_text = _("Uraian kebutuhan")
