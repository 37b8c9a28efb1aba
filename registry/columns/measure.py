"""The columns of production and capacity: figures with a unit and period of their own."""

from django.utils.translation import gettext_lazy as _

from registry.choices import MeasureKind, MeasurePeriod, MeasureScope, YearPrecision
from registry.columns.parts import CITED, LINE, SENTRA_CODE, choice, figure
from sentra.lib.columns import Column, Type

MEASURE = (
    SENTRA_CODE,
    LINE,
    choice("measure_kind", _("Ukuran"), "kind of measure", MeasureKind, filter="measure_kind"),
    Column("product_words", _("Produk"), "product"),
    Column("commodity_code", _("Kode komoditas"), "commodity code", Type.CODE, "commodity__code"),
    *figure("amount", _("Jumlah"), "amount", is_decimal=True),
    Column("unit_code", _("Kode satuan"), "unit code", Type.CODE, "unit__code"),
    Column("unit_name", _("Satuan"), "unit", Type.TEXT, "unit__name"),
    choice("period", _("Per"), "period", MeasurePeriod, filter="period"),
    Column("year", _("Tahun data"), "year", Type.YEAR, filter="year", order="year"),
    choice("year_precision", _("Ketelitian tahun"), "precision of that year", YearPrecision),
    choice("scope", _("Cakupan"), "scope", MeasureScope, filter="scope"),
    *CITED,
)
