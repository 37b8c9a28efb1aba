"""What published numbers can be filtered by, and which cell an explanation is about."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from registry.filters.codes import region_codes
from registry.filters.hooks import opened
from registry.filters.sentra import this_year
from registry.models import ProvincialAggregate
from registry.queries.periods import FIRST_YEAR, LATEST
from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.problems import Problem, UnreadableValue
from sentra.lib.readers import UNKNOWN_VALUE, Hint, OneOf, Reader, Text, Whole

NATION = "ID"


class Level(TextChoices):
    """Of which level of the map a number is."""

    NATIONAL = "national", _("Indonesia")
    PROVINCE = "province", _("Provinsi")
    REGENCY = "regency", _("Kabupaten/kota")


# By what a number is broken down; "total" is not broken down.
Dimension = opened(
    "DIMENSIONS",
    ("total", _("Jumlah")),
    ("status", _("Keadaan")),
    ("verification", _("Verifikasi")),
    ("sector", _("Sektor")),
    ("commodity", _("Komoditas")),
    ("kind", _("Jenis catatan")),
    ("recognition", _("Pengakuan")),
)


class RegionOrNation(Reader):
    """A province, a regency, or "ID"."""

    def read(self, texts: Sequence[str], name: str) -> tuple[list[Any], list[Problem]]:
        """Codes on the map of today."""
        national = [text for text in texts if text == NATION]
        codes, problems = region_codes().read([t for t in texts if t != NATION], name)
        for code in codes:
            if code.count(".") > 1:
                error = UnreadableValue(UNKNOWN_VALUE, code, hint=Hint(code, [code[:5], code[:2]]))
                problems.append(error.problem(name))
        return [*national, *codes], problems

    def schema(self) -> dict[str, Any]:
        """A code of two levels, or the word."""
        return {"type": "string", "pattern": r"^(ID|\d{2}(\.\d{2})?)$", "examples": ["51"]}


YEAR = Parameter(
    "year", _("Tahun"), Whole(FIRST_YEAR, this_year, words=(LATEST,)), lookups=("", "in")
)


class CellFilterSet(StrictFilterSet):
    """Parameters of the lists of published numbers. Without them: every definition, all provinces,
    the latest period, not broken down."""

    parameters: ClassVar[Sequence[Parameter]] = (
        Parameter("definition", _("Angka"), Text(), lookups=("", "in")),
        Parameter("level", _("Tingkat"), OneOf(Level), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), lookups=("", "in")),
        Parameter("regency", _("Kabupaten/kota"), region_codes("regency"), lookups=("", "in")),
        Parameter("region", _("Wilayah"), RegionOrNation(), lookups=("", "in")),
        YEAR,
        Parameter("dimension", _("Menurut"), OneOf(Dimension), lookups=("", "in")),
        Parameter("member", _("Golongan"), Text(), lookups=("", "in")),
    )

    class Meta:
        model = ProvincialAggregate


class OneDefinitionFilterSet(CellFilterSet):
    """The same below one definition."""

    parameters = CellFilterSet.parameters[1:]

    class Meta:
        model = ProvincialAggregate


class DefinitionFilterSet(StrictFilterSet):
    """Parameters of the list of definitions."""

    parameters = (Parameter("definition", _("Angka"), Text(), lookups=("", "in")),)

    class Meta:
        model = ProvincialAggregate


class ExplainFilterSet(StrictFilterSet):
    """Which cell is to be explained."""

    parameters = (
        Parameter("region", _("Wilayah"), RegionOrNation(), lookups=("",)),
        Parameter("year", _("Tahun"), YEAR.reader, lookups=("",)),
        Parameter("dimension", _("Menurut"), OneOf(Dimension), lookups=("",)),
        Parameter("member", _("Golongan"), Text(), lookups=("",)),
    )

    class Meta:
        model = ProvincialAggregate
