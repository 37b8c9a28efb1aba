"""What completeness is asked by, on the ministry's page and on that of a dinas alike."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import OfficeLevel
from registry.filters.codes import region_codes
from registry.filters.sentra import this_year
from registry.models import Office, Sentra
from registry.queries.completeness import Part
from registry.queries.periods import FIRST_YEAR
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, Whole


def dinas_offices() -> QuerySet[Office]:
    """Provincial and regency offices."""
    return Office.objects.exclude(level=OfficeLevel.MINISTRY)


class CompletenessFilterSet(StrictFilterSet):
    """A year, a province, an office, and a part whose rows are wanted."""

    parameters = (
        Parameter("year", _("Tahun"), Whole(FIRST_YEAR, this_year), lookups=("",)),
        Parameter("province", _("Provinsi"), region_codes("province"), lookups=("",)),
        Parameter(
            "office",
            _("Kantor"),
            Codes(dinas_offices, example="dinas-kab-bandung"),
            lookups=("",),
        ),
        Parameter("part", _("Bagian"), OneOf(Part), lookups=("",)),
    )
    on_form = ("year", "province")

    class Meta:
        model = Sentra

    def value(self, name: str) -> str:
        """The value of a parameter as text, empty where it is not asked."""
        return str(self.values.get(name, [""])[0])
