"""What readings of outcomes, and the panel, can be filtered by."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from dak.choices import OutcomeMoment, PanelGroup
from dak.models import OutcomeIndicator, OutcomeReading, PanelReading
from registry.filters.codes import SENTRA_CODES, in_subtree, region_codes
from sentra.lib.filtering import LISTED, Parameter, StrictFilterSet
from sentra.lib.readers import Codes, OneOf, Text, Whole

YEARS = ("", *LISTED, "gte", "lte", "isnull")


def indicators() -> QuerySet:
    """Indicators that may be named."""
    return OutcomeIndicator.objects.all()


def of_sentra() -> tuple[Parameter, ...]:
    """The parameters every reading has from its sentra and its indicator."""
    return (
        Parameter("region", _("Wilayah"), region_codes(), lookups=("", "in")),
        Parameter("province", _("Provinsi"), region_codes("province"), path="sentra__province_id"),
        Parameter(
            "regency",
            _("Kabupaten/kota"),
            region_codes("regency"),
            path="sentra__regency_id",
            lookups=("", *LISTED, "isnull"),
        ),
        Parameter(
            "sentra", _("Sentra"), SENTRA_CODES, path="sentra__public_code", lookups=("", "in")
        ),
        Parameter(
            "indicator",
            _("Indikator"),
            Codes(indicators, example="workers"),
            path="indicator__code",
        ),
    )


class OfSentra(StrictFilterSet):
    """Filters of a list whose rows belong to a sentra."""

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns, then regions of any level."""
        queryset = super().filter_queryset(queryset)
        regions: list[Any] = [*self.values.get("region", []), *self.values.get("region__in", [])]
        return queryset.filter(in_subtree(regions, "sentra__")) if regions else queryset


class OutcomeFilterSet(OfSentra):
    """Readings of outcomes."""

    parameters = (
        *of_sentra(),
        Parameter("grant", _("Kode hibah"), Text(), path="grant__code", lookups=("", "in")),
        Parameter("told_as", _("Menurut sumber"), OneOf(OutcomeMoment), path="told_as"),
    )

    class Meta:
        model = OutcomeReading


class PanelFilterSet(OfSentra):
    """The panel of treated, not yet and never treated sentra."""

    parameters = (
        *of_sentra(),
        Parameter("year", _("Tahun"), Whole(1900, 2100), path="year", lookups=YEARS),
        Parameter("panel_group", _("Kelompok"), OneOf(PanelGroup), path="panel_group"),
        Parameter(
            "first_grant_year",
            _("Tahun hibah pertama"),
            Whole(2010, 2100),
            path="first_grant_year",
            lookups=YEARS,
        ),
        Parameter(
            "event_time",
            _("Tahun terhadap hibah pertama"),
            Whole(-100, 100),
            path="event_time",
            lookups=("", "gte", "lte", "isnull"),
        ),
        Parameter("moment", _("Sebelum atau sesudah"), OneOf(OutcomeMoment), path="moment"),
    )
    on_form = ("indicator", "panel_group", "province")

    class Meta:
        model = PanelReading
