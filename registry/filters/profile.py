"""What the yearly profiles of a sentra can be filtered by."""

from django.utils.translation import gettext_lazy as _

from registry.models import YearlyProfile
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import Whole


class ProfileFilterSet(StrictFilterSet):
    """Parameters of the list of profiles."""

    parameters = (
        Parameter(
            "year",
            _("Tahun data"),
            Whole(1900, 2100),
            path="year",
            lookups=("", "in", "gte", "lte"),
        ),
    )

    class Meta:
        model = YearlyProfile
