"""What the lists of what hangs on a sentra can be filtered by."""

from typing import ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import (
    BuildingState,
    LegalActKind,
    MachineCondition,
    MarketReach,
    MaterialOrigin,
    MeasureKind,
    MeasurePeriod,
    MeasureScope,
    NeedState,
    Severity,
)
from registry.models import (
    Certificate,
    CertificateKind,
    Facility,
    FacilityKind,
    FacilityState,
    LegalAct,
    Machine,
    Market,
    Measure,
    Need,
    NeedKind,
    RawMaterial,
)
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, Whole, YesNo


def facility_kinds() -> QuerySet:
    """Kinds of facilities that may be named."""
    return FacilityKind.objects.all()


def certificate_kinds() -> QuerySet:
    """Kinds of certificates that may be named."""
    return CertificateKind.objects.all()


def need_kinds() -> QuerySet:
    """Kinds of needs that may be named."""
    return NeedKind.objects.all()


class LegalActFilterSet(StrictFilterSet):
    """Legal acts by kind."""

    parameters = (Parameter("kind", _("Jenis"), OneOf(LegalActKind), path="kind"),)

    class Meta:
        model = LegalAct


class FacilityFilterSet(StrictFilterSet):
    """Facilities by kind, by state, and whether people work there."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter(
            "facility_kind_code",
            _("Jenis fasilitas"),
            Codes(facility_kinds, example="production_building"),
            path="facility_kind__code",
        ),
        Parameter(
            "is_workplace",
            _("Tempat bekerja"),
            YesNo(),
            path="facility_kind__is_workplace",
            lookups=("",),
        ),
        Parameter("state", _("Keadaan yang berlaku"), OneOf(BuildingState), path="now_state"),
    )

    class Meta:
        model = Facility


class FacilityStateFilterSet(StrictFilterSet):
    """States of facilities by state and by facility."""

    parameters = (
        Parameter(
            "facility_line",
            _("Nomor baris fasilitas"),
            Whole(1, 2**63 - 1),
            path="facility_id",
        ),
        Parameter("state", _("Keadaan"), OneOf(BuildingState), path="state"),
    )

    class Meta:
        model = FacilityState


class MachineFilterSet(StrictFilterSet):
    """Machines by condition."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter("condition", _("Kondisi"), OneOf(MachineCondition), path="condition"),
    )

    class Meta:
        model = Machine


class CertificateFilterSet(StrictFilterSet):
    """Certificates by kind."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter(
            "certificate_kind_code",
            _("Jenis sertifikat"),
            Codes(certificate_kinds, example="halal"),
            path="certificate_kind__code",
        ),
    )

    class Meta:
        model = Certificate


class NeedFilterSet(StrictFilterSet):
    """Needs by kind, weight and what became of them."""

    parameters: ClassVar[tuple[Parameter, ...]] = (
        Parameter(
            "need_kind_code",
            _("Jenis kebutuhan"),
            Codes(need_kinds, example="marketing"),
            path="need_kind__code",
        ),
        Parameter("severity", _("Beratnya"), OneOf(Severity), path="severity"),
        Parameter("state", _("Keadaan"), OneOf(NeedState), path="state"),
    )

    class Meta:
        model = Need


class RawMaterialFilterSet(StrictFilterSet):
    """Raw materials by origin."""

    parameters = (Parameter("origin", _("Asal"), OneOf(MaterialOrigin), path="origin"),)

    class Meta:
        model = RawMaterial


class MarketFilterSet(StrictFilterSet):
    """Markets by reach."""

    parameters = (Parameter("reach", _("Jangkauan"), OneOf(MarketReach), path="reach"),)

    class Meta:
        model = Market


class MeasureFilterSet(StrictFilterSet):
    """Measures by what they say, of which time."""

    parameters = (
        Parameter("measure_kind", _("Ukuran"), OneOf(MeasureKind), path="measure_kind"),
        Parameter("period", _("Per"), OneOf(MeasurePeriod), path="period"),
        Parameter("scope", _("Cakupan"), OneOf(MeasureScope), path="scope"),
        Parameter(
            "year",
            _("Tahun data"),
            Whole(1500, 2100),
            path="year",
            lookups=("", "in", "gte", "lte"),
        ),
    )

    class Meta:
        model = Measure
