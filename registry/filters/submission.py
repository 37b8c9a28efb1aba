"""What proposals can be filtered by."""

from django.utils.translation import gettext_lazy as _

from registry.choices import ActState
from registry.filters.codes import region_codes
from registry.models import SubmissionAct
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import OneOf


class ProposalFilterSet(StrictFilterSet):
    """Proposals by where they stand and the province of their sender."""

    parameters = (
        Parameter("state", _("Putusan"), OneOf(ActState), path="state"),
        Parameter(
            "province", _("Provinsi"), region_codes("province"), path="submission__province_id"
        ),
    )

    class Meta:
        model = SubmissionAct
