"""What the lists of the map can be filtered by. Without `map` they show the map of today;
`map=DATE` shows the regions of that day, `map=all` every region there ever was."""

from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import RegencyKind, SuccessionKind, VillageKind
from registry.filters.codes import region_codes
from registry.models import District, Province, Regency, RegionSuccession, Village
from sentra.lib.dates import today_wib
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.problems import Problem, UnreadableValue
from sentra.lib.readers import Codes, Day, OneOf, SearchWords, Text
from sentra.lib.text import fold

EVERY_MAP = "all"


class MapDay(Day):
    """A day, "today", or "all"."""

    def one(self, text: str) -> Any:
        """The day, or the word for every map."""
        return text if text == EVERY_MAP else super().one(text)

    def schema(self) -> dict[str, Any]:
        """A date or one of the words."""
        day = super().schema()
        day["oneOf"][1]["enum"].append(EVERY_MAP)
        return day


class OwnCodes(Codes):
    """Codes of the list's own level; whether they are on the asked map is the filter's affair, so
    an ended one is found on the map of its day."""

    def __init__(self, level: str) -> None:
        reader = region_codes(level)
        super().__init__(
            reader.rows, check=reader.one, pattern=reader.pattern, example=reader.example
        )

    def read(self, texts: Sequence[str], name: str) -> tuple[list[Any], list[Problem]]:
        """Codes of the right form."""
        values: list[Any] = []
        problems: list[Problem] = []
        for text in texts:
            try:
                values.append(self.one(text))
            except UnreadableValue as error:
                problems.append(error.problem(name))
        return values, problems


MAP = Parameter("map", _("Peta per tanggal"), MapDay(), lookups=("",))
Q = Parameter("q", _("Cari"), SearchWords(), lookups=("",))


def bps(level: str) -> Parameter:
    """The code of the statistics office."""
    return Parameter(
        f"bps_{level}_code", _("Kode BPS"), Text(), path="bps_code", lookups=("", *LISTED)
    )


class RegionFilterSet(StrictFilterSet):
    """Map and words, on every level."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """The regions of one day that carry the words."""
        queryset = super().filter_queryset(queryset)
        day = self.values.get("map", [today_wib()])[0]
        if day != EVERY_MAP:
            queryset = queryset.on_map(day)  # type: ignore[attr-defined]
        for words in self.values.get("q", []):
            queryset = queryset.filter(name_key__contains=fold(words))
        return queryset


class ProvinceFilterSet(RegionFilterSet):
    """Parameters of the list of provinces."""

    parameters = (
        Q,
        MAP,
        Parameter("province", _("Provinsi"), OwnCodes("province"), path="code"),
        bps("province"),
    )

    class Meta:
        model = Province


class RegencyFilterSet(RegionFilterSet):
    """Parameters of the list of regencies."""

    parameters = (
        Q,
        MAP,
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter("regency", _("Kabupaten/kota"), OwnCodes("regency"), path="code"),
        Parameter("kind", _("Jenis"), OneOf(RegencyKind), path="kind"),
        bps("regency"),
    )

    class Meta:
        model = Regency


class DistrictFilterSet(RegionFilterSet):
    """Parameters of the list of districts."""

    parameters = (
        Q,
        MAP,
        Parameter("province", _("Provinsi"), region_codes("province"), path="regency__province_id"),
        Parameter("regency", _("Kabupaten/kota"), region_codes("regency"), path="regency_id"),
        Parameter("district", _("Kecamatan"), OwnCodes("district"), path="code"),
        bps("district"),
    )

    class Meta:
        model = District


class VillageFilterSet(RegionFilterSet):
    """Parameters of the list of villages."""

    parameters = (
        Q,
        MAP,
        Parameter(
            "province",
            _("Provinsi"),
            region_codes("province"),
            path="district__regency__province_id",
        ),
        Parameter(
            "regency", _("Kabupaten/kota"), region_codes("regency"), path="district__regency_id"
        ),
        Parameter("district", _("Kecamatan"), region_codes("district"), path="district_id"),
        Parameter("village", _("Desa/kelurahan"), OwnCodes("village"), path="code"),
        Parameter("kind", _("Jenis"), OneOf(VillageKind), path="kind"),
        bps("village"),
    )

    class Meta:
        model = Village


class SuccessionFilterSet(StrictFilterSet):
    """Parameters of the list of recodes, renames, splits and mergers."""

    parameters = (
        Parameter("kind", _("Peristiwa"), OneOf(SuccessionKind), path="kind"),
        Parameter("old_code", _("Kode lama"), Text(), path="old_code", lookups=("", "in")),
        Parameter("new_code", _("Kode baru"), Text(), path="new_code", lookups=("", "in")),
        Parameter(
            "effective_on",
            _("Berlaku sejak"),
            Day(),
            path="effective_on",
            lookups=("", "gte", "lte", "isnull"),
        ),
    )

    class Meta:
        model = RegionSuccession
