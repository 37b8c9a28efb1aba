"""The lists of what hangs on a sentra, over all sentra: by place and by sentra, too."""

from typing import ClassVar

from django.utils.translation import gettext_lazy as _

from registry.filters.codes import SENTRA_CODES, region_codes
from registry.filters.parts import (
    CertificateFilterSet,
    FacilityFilterSet,
    MachineFilterSet,
    NeedFilterSet,
)
from sentra.lib.filtering import Parameter

OF_ANY_SENTRA: tuple[Parameter, ...] = (
    Parameter("sentra", _("Kode tetap"), SENTRA_CODES, path="sentra__public_code"),
    Parameter("province", _("Provinsi"), region_codes("province"), path="sentra__province_id"),
)


class AnyFacilityFilterSet(FacilityFilterSet):
    """Facilities of every sentra."""

    parameters: ClassVar[tuple[Parameter, ...]] = (*FacilityFilterSet.parameters, *OF_ANY_SENTRA)


class AnyMachineFilterSet(MachineFilterSet):
    """Machines of every sentra."""

    parameters: ClassVar[tuple[Parameter, ...]] = (*MachineFilterSet.parameters, *OF_ANY_SENTRA)


class AnyCertificateFilterSet(CertificateFilterSet):
    """Certificates of every sentra."""

    parameters: ClassVar[tuple[Parameter, ...]] = (*CertificateFilterSet.parameters, *OF_ANY_SENTRA)


class AnyNeedFilterSet(NeedFilterSet):
    """Needs of every sentra."""

    parameters: ClassVar[tuple[Parameter, ...]] = (*NeedFilterSet.parameters, *OF_ANY_SENTRA)
