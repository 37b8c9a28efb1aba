"""The columns of yearly profiles: what one source reported about one sentra for one year."""

from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision
from registry.columns.figures import figure_columns, withheld_column
from registry.columns.viewer import money_paths, published_or_own
from sentra.lib.columns import Column, Type

PROFILE = (
    Column(
        "sentra_code",
        _("Kode tetap"),
        "permanent code",
        Type.CODE,
        "sentra__public_code",
        is_required=True,
    ),
    Column(
        "year", _("Tahun data"), "year", Type.YEAR, filter="year", order="year", is_required=True
    ),
    Column("region_code", _("Kode wilayah pada masanya"), "region code at that time", Type.CODE),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit sumber"), "publisher", Type.TEXT, "source__publisher"),
    Column(
        "source_published_on",
        _("Tanggal terbit sumber"),
        "published on",
        Type.DATE,
        "source__published_on",
    ),
    Column(
        "source_published_precision",
        _("Ketelitian tanggal terbit"),
        "precision of that date",
        Type.CHOICE,
        "source__published_precision",
        choices=DatePrecision,
    ),
    Column(
        "source_url", _("Alamat web sumber"), "web address of the source", Type.TEXT, "source__url"
    ),
    *figure_columns("", sentra="sentra__", with_words=True),
    withheld_column("", sentra="sentra__"),
    Column(
        "note",
        _("Catatan"),
        "note",
        guard=published_or_own("source", "sentra__"),
        needs=money_paths("source", "sentra__"),
    ),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
