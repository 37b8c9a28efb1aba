"""What sentra can be filtered by, on every surface.

Place, kind and recognition are columns of the sentra. Status, verification, commodity, sector and
year are read from the population behind the published numbers, so that a link that explains a
number lists exactly the rows it counts."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from registry.choices import (
    ExistenceStatus,
    LocationPrecision,
    Recognition,
    SentraKind,
    VerificationState,
)
from registry.filters.codes import (
    COMMODITY_CODES,
    SECTOR_CODES,
    SENTRA_CODES,
    in_subtree,
    region_codes,
)
from registry.filters.hooks import SENTRA_MARKS
from registry.filters.population import COLUMNS, PARAMETERS, counted
from registry.models import Sentra
from registry.models.profile import FIGURES
from registry.queries.periods import FIRST_YEAR, LATEST, with_cell
from registry.queries.search import search_sentra
from sentra.lib.dates import today_wib
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import OneOf, SearchWords, Text, Whole, YesNo

LISTED_OR_NOT = ("", *LISTED, "isnull")
BOUNDS = ("gte", "lte", "isnull")


def this_year() -> int:
    """The running year on the registry's clock."""
    return today_wib().year


YEAR = Parameter("year", _("Tahun"), Whole(FIRST_YEAR, this_year, words=(LATEST,)), lookups=("",))


class SentraFilterSet(StrictFilterSet):
    """Parameters of every list of sentra."""

    parameters = (
        Parameter("q", _("Cari"), SearchWords(), lookups=("",)),
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="regency_id",
            lookups=LISTED_OR_NOT,
        ),
        Parameter(
            "district",
            _("Kecamatan"),
            region_codes("district"),
            path="district_id",
            lookups=LISTED_OR_NOT,
        ),
        Parameter(
            "village",
            _("Desa/kelurahan"),
            region_codes("village"),
            path="village_id",
            lookups=LISTED_OR_NOT,
        ),
        Parameter("commodity", _("Komoditas"), COMMODITY_CODES, lookups=LISTED_OR_NOT),
        Parameter("sector", _("Sektor"), SECTOR_CODES, lookups=LISTED_OR_NOT),
        Parameter("kind", _("Jenis catatan"), OneOf(SentraKind), path="kind"),
        Parameter("recognition", _("Pengakuan"), OneOf(Recognition), path="recognition"),
        Parameter("status", _("Keadaan"), OneOf(ExistenceStatus)),
        Parameter("verification", _("Verifikasi"), OneOf(VerificationState)),
        Parameter("mark", _("Tanda"), OneOf(SENTRA_MARKS), lookups=("",)),
        YEAR,
        Parameter("sentra", _("Kode tetap"), SENTRA_CODES, path="public_code"),
        Parameter("name", _("Nama"), Text(), path="name", lookups=("icontains",)),
        Parameter(
            "location_precision",
            _("Ketelitian tempat"),
            OneOf(LocationPrecision),
            path="location_precision",
        ),
        Parameter("is_sample", _("Data contoh"), YesNo(), path="is_sample", lookups=("",)),
        Parameter(
            "profile_year",
            _("Tahun data profil"),
            Whole(1900, 2100),
            path="cell__profile__year",
            lookups=("", "in", *BOUNDS),
        ),
        *(
            Parameter(
                figure.code,
                figure.label,
                Whole(),
                path=f"cell__profile__{figure.code}_low",
                high=f"cell__profile__{figure.code}_high",
                lookups=BOUNDS,
            )
            for figure in FIGURES
            if not figure.is_money
        ),
    )
    on_form = ("q", "province", "sector", "commodity", "status", "recognition", "kind")

    class Meta:
        model = Sentra

    @property
    def period(self) -> str:
        """The period whose cells decide: a year, or "latest"."""
        return str(self.values.get("year", [LATEST])[0])

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns first, then what the population decides, then the words."""
        queryset = super().filter_queryset(with_cell(queryset, self.period))
        regions = [*self.values.get("region", []), *self.values.get("region__in", [])]
        if regions:
            queryset = queryset.filter(in_subtree(regions))
        cells = self.cells()
        if cells is not None:
            queryset = queryset.filter(pk__in=cells.values("sentra_id"))
        for words in self.values.get("q", []):
            queryset = search_sentra(queryset, words)
        return queryset

    def cells(self) -> QuerySet | None:
        """The cells that fit; None when the population does not decide. A sentra without a primary
        commodity has an empty code there."""
        asked = {name.partition("__")[0] for name in self.values}
        if not asked & POPULATION and self.period == LATEST:
            return None
        params: dict[str, Any] = {
            name: value for name, value in self.values.items() if name in PARAMETERS
        }
        params.pop("region", None)
        nothing = [name for name in self.values if name in ("commodity__isnull", "sector__isnull")]
        cells = counted({**params, "year": self.period})
        for name in nothing:
            column = COLUMNS[name.partition("__")[0]]
            is_empty = self.values[name][0]
            cells = cells.filter(**{column: ""}) if is_empty else cells.exclude(**{column: ""})
        return cells


# What the population alone can answer; place, kind and recognition are the sentra's own.
POPULATION = frozenset({"status", "verification", "commodity", "sector", "mark"})
