"""What hangs on sentra, over all of them: facilities, machines, needs and certificates, as lists
with acts on many rows. The same lines stand on the page of their sentra (registry.admin.parts)."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from registry.admin.base import EngineAdmin, EngineInline
from registry.admin.bulk import BulkAction, BulkMixin
from registry.admin.changelist import list_filters
from registry.admin.parts import (
    FACILITY_FIELDS,
    CertificateInline,
    MachineInline,
    NeedInline,
)
from registry.admin.standing import OfSentra
from registry.changes import bulk
from registry.choices import BuildingState
from registry.filters.part_lists import (
    AnyCertificateFilterSet,
    AnyFacilityFilterSet,
    AnyMachineFilterSet,
    AnyNeedFilterSet,
)
from registry.forms.base import EngineFormSet
from registry.forms.fields import figure_of
from registry.models import Certificate, Facility, FacilityState, Machine, Need
from sentra.lib.dates import format_date_short
from sentra.lib.figures import format_figure
from sentra.lib.templatetags.figures import belum

SEARCH = _("Nama atau kode tetap sentra, atau kata dalam catatannya")


def _withdraw(noun: str, label: str) -> BulkAction:
    return BulkAction(
        "withdraw",
        _("Tarik catatan yang keliru"),
        (f"{noun}.withdraw",),
        f"registry.{label}",
        (),
        bulk.withdraw(noun),
    )


def _figure(line: Any, stem: str) -> str:
    """The number with its doubt; empty where nobody reported it."""
    figure = figure_of(vars(line), stem)
    return "" if figure is None else format_figure(figure)


class PartAdmin(OfSentra, BulkMixin, EngineAdmin):
    """The lines of one kind that are in force; withdrawn ones are history."""

    list_select_related: ClassVar[Any] = ("sentra", "source")
    search_help_text = SEARCH

    def get_queryset(self, request: HttpRequest) -> Any:
        """Lines in force, also before any filter."""
        rows = super().get_queryset(request).filter(is_withdrawn=False)
        return rows.select_related(*self.list_select_related)


class LifeFormSet(EngineFormSet):
    """States of one facility; each also names the sentra the facility belongs to."""

    instance: Facility

    def fixed(self, parent: str) -> dict[str, str]:
        """The facility, and its sentra."""
        return {**super().fixed(parent), "sentra": self.instance.sentra.public_code}


class LifeInline(EngineInline):
    """What became of the facility, day by day; the newest dated state is in force."""

    model, noun = FacilityState, "facility_state"
    fk_name = "facility"
    formset = LifeFormSet
    fields = ("state", "state_on", "state_words", "source")


@admin.register(Facility)
class FacilityAdmin(PartAdmin):
    """Places and buildings, each with the state in force."""

    noun = "facility"
    filterset = AnyFacilityFilterSet
    list_display = (
        "name",
        "of_sentra",
        "facility_kind",
        "built_year",
        "state_now",
        "since",
        "owner",
    )
    list_filter = list_filters(AnyFacilityFilterSet, "state", "is_workplace", "province")
    list_select_related = ("sentra", "facility_kind", "owner")
    fields = ("sentra", ("state_now", "since"), *FACILITY_FIELDS)
    readonly_fields = ("state_now", "since")
    inlines = (LifeInline,)
    bulk = (
        BulkAction(
            "state",
            _("Catat keadaan"),
            ("facility_state.record",),
            "registry.FacilityState",
            ("state", "state_on", "state_words", "source"),
            bulk.add_facility_state,
        ),
        BulkAction(
            "owner",
            _("Tetapkan pemilik"),
            ("facility.correct",),
            "registry.Facility",
            ("owner",),
            bulk.correct("facility"),
        ),
        _withdraw("facility", "Facility"),
    )

    def get_queryset(self, request: HttpRequest) -> Any:
        """With the state in force."""
        return super().get_queryset(request).with_state_now()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """A facility that is not recorded yet has no state in force."""
        return self.fields if obj is not None else ("sentra", *FACILITY_FIELDS)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Later states follow once the facility is recorded."""
        return self.inlines if obj is not None else ()

    @admin.display(description=_("keadaan kini"), ordering="now_state")
    def state_now(self, facility: Any) -> str:
        """The newest dated one."""
        return str(BuildingState(facility.now_state).label)

    @admin.display(description=_("kini, per tanggal"), ordering="now_state_on")
    def since(self, facility: Any) -> Any:
        """As deep as known."""
        if facility.now_state_on is None:
            return belum(str(_("tidak disebut")))
        return format_date_short(facility.now_state_on, facility.now_state_precision)


@admin.register(Machine)
class MachineAdmin(PartAdmin):
    """Machines of every sentra."""

    noun = "machine"
    filterset = AnyMachineFilterSet
    list_display = (
        "name",
        "of_sentra",
        "counted",
        "condition",
        "acquired_year",
        "facility",
        "source",
    )
    list_filter = list_filters(AnyMachineFilterSet, "condition", "province")
    list_select_related = ("sentra", "facility", "source")
    fields = ("sentra", *MachineInline.fields)
    bulk = (
        BulkAction(
            "condition",
            _("Ubah kondisi"),
            ("machine.correct",),
            "registry.Machine",
            ("condition",),
            bulk.correct("machine"),
        ),
        _withdraw("machine", "Machine"),
    )

    @admin.display(description=_("jumlah"))
    def counted(self, machine: Machine) -> Any:
        """With its doubt."""
        return _figure(machine, "machine_count") or belum()


@admin.register(Need)
class NeedAdmin(PartAdmin):
    """What sentra lack, and what became of it."""

    noun = "need"
    filterset = AnyNeedFilterSet
    list_display = ("need_kind", "of_sentra", "words", "severity", "state", "known", "source")
    list_filter = list_filters(AnyNeedFilterSet, "state", "severity", "province")
    list_select_related = ("sentra", "need_kind", "source")
    fields = ("sentra", *NeedInline.fields)
    bulk = (
        BulkAction(
            "state",
            _("Catat apa yang terjadi dengannya"),
            ("need.correct",),
            "registry.Need",
            ("state", "state_on", "answered_by"),
            bulk.correct("need"),
        ),
        BulkAction(
            "severity",
            _("Nilai beratnya"),
            ("need.correct",),
            "registry.Need",
            ("severity",),
            bulk.correct("need"),
        ),
        _withdraw("need", "Need"),
    )

    @admin.display(description=_("sejak"), ordering="since_on")
    def known(self, need: Need) -> Any:
        """As deep as known."""
        if need.since_on is None:
            return belum(str(_("tidak disebut")))
        return format_date_short(need.since_on, need.since_precision)


@admin.register(Certificate)
class CertificateAdmin(PartAdmin):
    """Certificates of every sentra, as counts on a day."""

    noun = "certificate"
    filterset = AnyCertificateFilterSet
    list_display = ("certificate_kind", "of_sentra", "counted", "told", "note", "source")
    list_filter = list_filters(AnyCertificateFilterSet, "province")
    list_select_related = ("sentra", "certificate_kind", "source")
    fields = ("sentra", *CertificateInline.fields)
    bulk = (
        BulkAction(
            "kind",
            _("Ganti jenis sertifikat"),
            ("certificate.correct",),
            "registry.Certificate",
            ("certificate_kind",),
            bulk.correct("certificate"),
        ),
        BulkAction(
            "as_of",
            _("Perbaiki tanggal dan sumber"),
            ("certificate.correct",),
            "registry.Certificate",
            ("as_of_on", "source"),
            bulk.correct("certificate"),
        ),
        _withdraw("certificate", "Certificate"),
    )

    @admin.display(description=_("jumlah"))
    def counted(self, certificate: Certificate) -> Any:
        """With its doubt."""
        return _figure(certificate, "certificate_count") or belum()

    @admin.display(description=_("per tanggal"), ordering="as_of_on")
    def told(self, certificate: Certificate) -> Any:
        """As deep as known."""
        if certificate.as_of_on is None:
            return belum(str(_("tidak disebut")))
        return format_date_short(certificate.as_of_on, certificate.as_of_precision)
