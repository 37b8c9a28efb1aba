"""What goes into a sentra and comes out: raw material, production and capacity, markets."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import (
    DatePrecision,
    MarketReach,
    MaterialOrigin,
    MeasureKind,
    MeasurePeriod,
    MeasureScope,
    YearPrecision,
)
from registry.models.base import closed_lists, history_of, promise
from registry.models.part_figures import date_known, figure_promises, part_figures, year_possible
from registry.models.sentra import Part

MeasureFigures: Any = part_figures(decimal=[("amount", _("jumlah"))])


class RawMaterial(Part):
    """A raw material and where it comes from. Changed only through registry.changes."""

    name = models.CharField(_("bahan baku"), max_length=200)
    origin = models.CharField(
        _("asal"), max_length=20, choices=MaterialOrigin.choices, default=MaterialOrigin.UNKNOWN
    )
    origin_code = models.CharField(
        _("kode wilayah asal"),
        max_length=13,
        blank=True,
        default="",
        help_text=_("Kode provinsi atau kabupaten/kota, misalnya 51 atau 51.04."),
    )
    origin_words = models.CharField(
        _("asal menurut sumber"),
        max_length=200,
        blank=True,
        default="",
        help_text=_("Tempat atau negara dengan kata-kata sumber."),
    )
    as_of_on = models.DateField(_("per tanggal"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("bahan baku")
        verbose_name_plural = _("bahan baku")
        ordering = ["name", "id"]
        constraints = [
            *closed_lists("raw_material", origin=MaterialOrigin, as_of_precision=DatePrecision),
            date_known("raw_material", "as_of_on", "as_of_precision"),
            promise(
                "raw_material_origin_code_form",
                models.Q(origin_code="")
                | models.Q(origin_code__regex=r"^[0-9]{2}(\.[0-9]{2}){0,2}$"),
                "raw_material.origin_code_form",
                _("Kode wilayah ditulis seperti 51, 51.04, atau 51.04.01."),
            ),
            promise(
                "raw_material_import_is_abroad",
                ~models.Q(origin="import") | models.Q(origin_code=""),
                "raw_material.import_is_abroad",
                _("Bahan impor tidak berasal dari wilayah Indonesia. Tulis negaranya saja."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Market(Part):
    """How far the products go; for exports also where to. Changed only through
    registry.changes."""

    reach = models.CharField(_("jangkauan"), max_length=10, choices=MarketReach.choices)
    countries = models.CharField(
        _("negara tujuan"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Sebagaimana ditulis sumber, dipisahkan koma."),
    )
    words = models.CharField(_("menurut sumber"), max_length=300, blank=True, default="")
    as_of_on = models.DateField(_("per tanggal"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("pemasaran")
        verbose_name_plural = _("pemasaran")
        ordering = ["id"]
        constraints = [
            *closed_lists("market", reach=MarketReach, as_of_precision=DatePrecision),
            date_known("market", "as_of_on", "as_of_precision"),
            promise(
                "market_countries_for_export",
                models.Q(countries="") | models.Q(reach="export"),
                "market.countries_for_export",
                _("Negara tujuan hanya untuk ekspor."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_reach_display())


class Measure(Part, MeasureFigures):
    """Production or capacity of one product in the source's own unit and period: one tonne a day is
    not one tonne a year, and nothing is converted. Changed only through registry.changes."""

    measure_kind = models.CharField(_("ukuran"), max_length=10, choices=MeasureKind.choices)
    product_words = models.CharField(_("produk"), max_length=200, blank=True, default="")
    commodity = models.ForeignKey(
        "registry.Commodity", models.PROTECT, null=True, blank=True, verbose_name=_("komoditas")
    )
    # NULL only so that a missing unit is told with its own sentence, beside everything else.
    unit = models.ForeignKey(
        "registry.MeasureUnit", models.PROTECT, null=True, blank=True, verbose_name=_("satuan")
    )
    period = models.CharField(
        _("per"), max_length=10, choices=MeasurePeriod.choices, default=MeasurePeriod.UNKNOWN
    )
    year = models.PositiveSmallIntegerField(_("tahun data"), null=True, blank=True)
    year_precision = models.CharField(
        _("ketelitian tahun"),
        max_length=10,
        choices=YearPrecision.choices,
        default=YearPrecision.EXACT,
    )
    scope = models.CharField(
        _("cakupan"), max_length=10, choices=MeasureScope.choices, default=MeasureScope.SENTRA
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("produksi dan kapasitas")
        verbose_name_plural = _("produksi dan kapasitas")
        ordering = [models.F("year").desc(nulls_last=True), "measure_kind", "id"]
        constraints = [
            *closed_lists(
                "measure",
                measure_kind=MeasureKind,
                period=MeasurePeriod,
                year_precision=YearPrecision,
                scope=MeasureScope,
            ),
            *figure_promises("measure", "amount"),
            year_possible("measure", "year"),
            promise(
                "measure_amount_given",
                ~models.Q(amount_qualifier=""),
                "measure.amount_given",
                _("Isi jumlahnya, dengan tanda bila tidak tepat."),
            ),
            promise(
                "measure_unit_given",
                models.Q(unit__isnull=False),
                "measure.unit_given",
                _("Isi satuannya: jumlah tanpa satuan tidak dapat dibaca."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_measure_kind_display()} {self.product_words}".strip()


RawMaterialEvent = history_of(RawMaterial)
MarketEvent = history_of(Market)
MeasureEvent = history_of(Measure)
