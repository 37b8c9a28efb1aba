"""What menus, least numbers of businesses, exceptions, recommendations and holidays can be filtered
by."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from dak.choices import HolidayKind, IslandGroup, MenuKind, PaymentMode
from dak.models import DisasterException, Holiday, Menu, MinimumUnits, RecommendedRegion
from registry.filters.codes import region_codes
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import Day, OneOf, Whole

YEAR = Parameter(
    "fiscal_year",
    _("Tahun anggaran"),
    Whole(2010, 2100),
    path="rule_set__fiscal_year",
    lookups=("", *LISTED, "gte", "lte"),
)


class MenuFilterSet(StrictFilterSet):
    """Menus by year and kind."""

    parameters = (YEAR, Parameter("kind", _("Menu"), OneOf(MenuKind), path="kind"))

    class Meta:
        model = Menu


class MinimumFilterSet(StrictFilterSet):
    """Least numbers of businesses by year and group of islands."""

    parameters = (
        YEAR,
        Parameter("island_group", _("Kelompok pulau"), OneOf(IslandGroup), path="island_group"),
    )

    class Meta:
        model = MinimumUnits


class ExceptionFilterSet(StrictFilterSet):
    """Disaster exceptions by year."""

    parameters = (YEAR,)

    class Meta:
        model = DisasterException


class RecommendedFilterSet(StrictFilterSet):
    """Recommended modes of payment by year, mode and government."""

    parameters = (
        replace(YEAR, path=f"mode__{YEAR.path}"),
        Parameter("mode", _("Cara penyaluran"), OneOf(PaymentMode), path="mode__mode"),
        Parameter("province", _("Provinsi"), region_codes("province"), path="province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
    )

    class Meta:
        model = RecommendedRegion


class HolidayFilterSet(StrictFilterSet):
    """Holidays by day and kind."""

    parameters = (
        Parameter("day", _("Tanggal"), Day(), path="day", lookups=("", "gte", "lte")),
        Parameter("kind", _("Jenis libur"), OneOf(HolidayKind), path="kind"),
    )

    class Meta:
        model = Holiday
