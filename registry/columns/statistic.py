"""The columns of figures that others published: the figure with its doubt, its meaning, place, day,
stage and source."""

from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision
from registry.columns.parts import choice, day, figure
from registry.models.statistic import StatisticScheme, StatisticStage, StatisticUnit
from sentra.lib.columns import Column, Type

STATISTIC = (
    Column(
        "statistic_code",
        _("Kode angka terbitan"),
        "code of the published figure",
        Type.CODE,
        "code",
        filter="statistic",
        order="code",
        is_required=True,
    ),
    choice("scheme", _("Batasan"), "definition", StatisticScheme, filter="scheme"),
    Column("indicator", _("Kode ukuran"), "indicator", Type.CODE, filter="indicator"),
    Column("label", _("Ukuran"), "what was counted"),
    *figure("amount", _("Angka"), "figure", is_decimal=True),
    Column("stated", _("Angka dengan kata-kata"), "figure in words"),
    choice("unit", _("Satuan"), "unit", StatisticUnit, filter="unit"),
    Column(
        "province_code",
        _("Kode provinsi; kosong: nasional"),
        "province code, empty for the nation",
        Type.CODE,
        "province_id",
        filter="province",
    ),
    Column(
        "regency_code",
        _("Kode kabupaten/kota"),
        "regency code",
        Type.CODE,
        "regency_id",
        filter="regency",
    ),
    Column("district_code", _("Kode kecamatan"), "district code", Type.CODE, "district_id"),
    Column("area_words", _("Wilayah menurut sumber"), "place in the words of the source"),
    *day("reference", _("Keadaan pada"), "reference date"),
    Column("since_year", _("Kumulatif sejak tahun"), "cumulative since", Type.YEAR),
    choice("stage", _("Tahap"), "stage", StatisticStage, filter="stage"),
    Column("scope_note", _("Cakupan"), "scope"),
    Column("note", _("Keterangan"), "note"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column(
        "source_published_on",
        _("Tanggal terbit"),
        "published on",
        Type.DATE,
        "source__published_on",
    ),
    choice(
        "source_published_precision",
        _("Ketelitian tanggal terbit"),
        "precision of that date",
        DatePrecision,
        path="source__published_precision",
    ),
    Column("source_url", _("Alamat web"), "web address", Type.TEXT, "source__url"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
