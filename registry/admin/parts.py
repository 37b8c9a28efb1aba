"""What hangs on a sentra, as lines of its page: acts, facilities, machines, certificates, needs,
materials, markets, measures. Lists over all sentra stand in registry.admin.part_lists."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineInline, StackedEngineInline
from registry.models import (
    Certificate,
    Facility,
    FacilityState,
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
    fields = (
        "kind",
        "number",
        "signed_on",
        "signed_by",
        "subject",
        "file_reference",
        "source",
        "files",
    )
    readonly_fields = ("files",)

    @admin.display(description=_("naskah"))
    def files(self, legal_act: LegalAct) -> str | SafeString:
        """The door to its files; a line that is not saved yet has none."""
        if legal_act.pk is None:
            return _("sesudah disimpan")
        words = _("Naskah %(act)s") % {"act": legal_act}
        url = reverse("admin:legal-act-files", args=[legal_act.pk])
        return format_html('<a href="{}">{}</a>', url, words)


class FacilityInline(StackedEngineInline):
    """The place where people work and what was put up for them, each with its own state."""

    model, noun = Facility, "facility"
    fieldsets = ((None, {"fields": FACILITY_FIELDS}),)


class FacilityStateInline(EngineInline):
    """What became of a building, day by day; the newest dated state is in force."""

    model, noun = FacilityState, "facility_state"
    fields = ("facility", "state", "state_on", "state_words", "source")


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
    FacilityStateInline,
    MachineInline,
    MeasureInline,
    CertificateInline,
    RawMaterialInline,
    MarketInline,
    LegalActInline,
)
