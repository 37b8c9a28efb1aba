"""The columns of published numbers and of their definitions."""

from django.utils.translation import gettext_lazy as _

from sentra.lib.columns import Column, Type

CELL = (
    Column(
        "definition", _("Angka"), "definition", Type.CODE, filter="definition", is_required=True
    ),
    Column("label", _("Nama angka"), "name of the number"),
    Column("unit", _("Satuan"), "unit"),
    Column("level", _("Tingkat"), "level of the map", Type.CODE, filter="level", is_required=True),
    Column(
        "region_code",
        _("Kode wilayah"),
        "region code, ID for Indonesia",
        Type.CODE,
        filter="region",
        is_required=True,
    ),
    Column("region_name", _("Wilayah"), "region"),
    Column(
        "province_code",
        _("Kode provinsi (Kemendagri)"),
        "province code",
        Type.CODE,
        filter="province",
    ),
    Column("bps_region_code", _("Kode wilayah (BPS)"), "region code (BPS)", Type.CODE),
    Column(
        "year",
        _("Tahun"),
        'year, or "latest"',
        Type.CODE,
        "period",
        filter="year",
        is_required=True,
    ),
    Column("dimension", _("Menurut"), "broken down by", Type.CODE, filter="dimension"),
    Column("member", _("Golongan"), "member", Type.CODE, filter="member"),
    Column("member_label", _("Nama golongan"), "name of the member"),
    Column("state", _("Keterangan"), "ok or suppressed", Type.CODE, is_required=True),
    Column("value", _("Nilai"), "value, where exact", Type.DECIMAL),
    Column("value_low", _("Batas bawah"), "lower bound", Type.DECIMAL, "low"),
    Column("value_high", _("Batas atas"), "upper bound", Type.DECIMAL, "high"),
    Column("numerator_low", _("Pembilang: batas bawah"), "numerator, lower", Type.INTEGER),
    Column("numerator_high", _("Pembilang: batas atas"), "numerator, upper", Type.INTEGER),
    Column("denominator_low", _("Penyebut: batas bawah"), "denominator, lower", Type.INTEGER),
    Column("denominator_high", _("Penyebut: batas atas"), "denominator, upper", Type.INTEGER),
    Column("n_records", _("Jumlah baris"), "records", Type.INTEGER, is_required=True),
    Column("n_reporting", _("Baris yang melaporkan"), "records that report", Type.INTEGER),
    Column("coverage", _("Cakupan"), "share of records that report", Type.DECIMAL),
    Column("n_verified", _("Baris terverifikasi"), "verified records", Type.INTEGER),
    Column("verified_share", _("Bagian terverifikasi"), "share of verified records", Type.DECIMAL),
    Column("year_from", _("Tahun data terlama"), "oldest year of the figures", Type.YEAR),
    Column("year_to", _("Tahun data terbaru"), "newest year of the figures", Type.YEAR),
    Column("data_as_of", _("Data per"), "data as of", Type.MOMENT, is_required=True),
    Column(
        "stale",
        _("Sedang dihitung ulang"),
        "being recomputed",
        Type.BOOLEAN,
        "is_stale",
        is_required=True,
    ),
    Column("rows_url", _("Daftar barisnya"), "the rows behind it", Type.TEXT),
    Column("explain_url", _("Penjelasannya"), "how it was made", Type.TEXT, is_required=True),
)
DEFINITION = (
    Column("definition", _("Angka"), "definition", Type.CODE, "code", is_required=True),
    Column("label", _("Nama angka"), "name of the number"),
    Column("unit", _("Satuan"), "unit"),
    Column("noun", _("Yang dihitung"), "what is counted", Type.CODE),
    Column("sentence", _("Artinya"), "what it means"),
    Column("formula", _("Rumus"), "formula"),
    Column("population", _("Barisnya"), "query string of its rows", Type.TEXT),
    Column("dimensions", _("Dapat dirinci menurut"), "dimensions", Type.TEXT),
    Column(
        "suppress_below", _("Ditahan di bawah"), "withheld below this many reports", Type.INTEGER
    ),
    Column("since", _("Sejak"), "published since", Type.CODE),
    Column("source", _("Sumber"), "source"),
)
