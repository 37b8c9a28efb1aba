"""The columns of progress reports. Figures are public money and public work; what officers write to
reviewers is for people with a mandate; photos and their places are in no column at all."""

from django.utils.translation import gettext_lazy as _

from dak.choices import ReportPeriod
from dak.columns.money import ROW, of_grant, rupiah
from sentra.lib.columns import Audience, Column, Type

PROGRESS = (
    ROW,
    *of_grant(),
    Column("component_id", _("Nomor komponen"), "number of the component", Type.INTEGER),
    Column("component_name", _("Komponen"), "component", Type.TEXT, "component__name"),
    Column(
        "period_kind",
        _("Jenis masa"),
        "kind of period",
        Type.CHOICE,
        choices=ReportPeriod,
        filter="period_kind",
    ),
    Column(
        "period_number",
        _("Masa ke"),
        "number of the period",
        Type.INTEGER,
        filter="period_number",
        order="period_number",
    ),
    Column(
        "as_of_on",
        _("Keadaan per tanggal"),
        "as of",
        Type.DATE,
        filter="as_of_on",
        order="as_of_on",
        is_required=True,
    ),
    Column(
        "physical_percent",
        _("Kemajuan fisik, kumulatif"),
        "physical progress, cumulative",
        Type.DECIMAL,
        unit="%",
        order="physical_percent",
    ),
    rupiah("amount_idr", _("Realisasi keuangan, kumulatif"), "money spent, cumulative"),
    Column(
        "output_volume",
        _("Volume keluaran, kumulatif"),
        "output, cumulative",
        Type.DECIMAL,
    ),
    Column("unit_words", _("Satuan"), "unit"),
    Column("worker_count", _("Tenaga kerja terserap"), "people at work", Type.INTEGER),
    Column(
        "problem_codes",
        _("Kode masalah"),
        "codes of problems",
        Type.TEXT,
        filter="problem",
    ),
    Column("note", _("Catatan"), "note", audience=Audience.SIGNED_IN),
    Column("corrects_id", _("Mengoreksi laporan"), "report that this one corrects", Type.INTEGER),
    Column("revision_words", _("Alasan koreksi"), "why it was corrected"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
# How far a grant should have come, by its plan of activities.
TARGET = (
    ROW,
    *of_grant(),
    Column(
        "due_on",
        _("Sampai tanggal"),
        "due on",
        Type.DATE,
        filter="due_on",
        order="due_on",
        is_required=True,
    ),
    Column(
        "physical_percent",
        _("Target fisik, kumulatif"),
        "physical target, cumulative",
        Type.DECIMAL,
        unit="%",
        order="physical_percent",
    ),
    rupiah("amount_idr", _("Target keuangan, kumulatif"), "money to be spent, cumulative"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
