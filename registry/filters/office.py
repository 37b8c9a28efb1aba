"""What offices, mandates, institutions, sources and jobs can be filtered by."""

from django.utils.translation import gettext_lazy as _

from registry.choices import InstitutionKind, JobState, OfficeLevel, Role
from registry.filters.codes import region_codes
from registry.models import Institution, JobRun, Mandate, Office
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import OneOf


class OfficeFilterSet(StrictFilterSet):
    """Offices by level and province."""

    parameters = (
        Parameter("level", _("Tingkat"), OneOf(OfficeLevel), path="level"),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
    )

    class Meta:
        model = Office


class MandateFilterSet(StrictFilterSet):
    """Mandates by role."""

    parameters = (Parameter("role", _("Peran"), OneOf(Role), path="role"),)

    class Meta:
        model = Mandate


class InstitutionFilterSet(StrictFilterSet):
    """Institutions by kind and province."""

    parameters = (
        Parameter("kind", _("Jenis"), OneOf(InstitutionKind), path="kind"),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
    )

    class Meta:
        model = Institution


class JobRunFilterSet(StrictFilterSet):
    """Background jobs by how they ended."""

    parameters = (Parameter("state", _("Hasil"), OneOf(JobState), path="state"),)

    class Meta:
        model = JobRun
