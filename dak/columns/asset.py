"""The columns of assets and of their states. Every column is public; days without use are there
only where an office confirmed the state, and never for the sample."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dak.choices import AssetBasis, AssetCondition
from dak.columns.locus import LOCUS
from registry.choices import DatePrecision
from registry.columns.region import place_columns
from sentra.lib.columns import Column, Type

DATES = (
    ("completed", _("Selesai dibangun pada"), "completed on"),
    ("handed_over", _("Serah terima pada"), "handed over on"),
    ("inaugurated", _("Diresmikan pada"), "inaugurated on"),
    ("operates", _("Mulai beroperasi pada"), "operates since"),
)

ASSET = (
    Column(
        "asset_code",
        _("Kode aset"),
        "asset code",
        Type.CODE,
        "code",
        filter="asset",
        order="code",
        is_required=True,
    ),
    Column("name", _("Nama aset"), "name", is_required=True),
    Column(
        "facility_kind_code",
        _("Kode jenis"),
        "code of the kind",
        Type.CODE,
        "facility_kind__code",
        filter="facility_kind_code",
    ),
    Column("facility_kind_name", _("Jenis"), "kind", Type.TEXT, "facility_kind__name"),
    *place_columns("", ("province", "regency")),
    Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "sentra__public_code",
        filter="sentra",
    ),
    Column("sentra_name", _("Sentra"), "sentra", Type.TEXT, "sentra__name"),
    Column("sentra_words", _("Sentra menurut sumber"), "sentra in the words of the source"),
    *LOCUS,
    Column("facility_id", _("Nomor fasilitas sentra"), "number of the facility", Type.INTEGER),
    *(
        column
        for stem, heading, label in DATES
        for column in (
            Column(f"{stem}_on", heading, label, Type.DATE, order=f"{stem}_on"),
            Column(
                f"{stem}_precision",
                format_lazy("{}: {}", heading, _("ketelitian")),
                f"precision of: {label}",
                Type.CHOICE,
                choices=DatePrecision,
            ),
        )
    ),
    Column(
        "state",
        _("Keadaan"),
        "newest state by any source",
        Type.CHOICE,
        "now__state",
        choices=AssetCondition,
        filter="state",
    ),
    Column("state_on", _("Keadaan sejak"), "state since", Type.DATE, "now__state_on"),
    Column(
        "state_basis",
        _("Dasar keadaan"),
        "who answers for that state",
        Type.CHOICE,
        "now__state_row__basis",
        choices=AssetBasis,
    ),
    Column(
        "state_words",
        _("Keadaan menurut sumber"),
        "that state in the words of the report, put short",
        Type.TEXT,
        "now__state_row__words",
    ),
    Column(
        "state_source_publisher",
        _("Penerbit sumber keadaan"),
        "publisher of the source of that state",
        Type.TEXT,
        "now__state_row__source__publisher",
    ),
    Column(
        "state_source_published_on",
        _("Tanggal terbit sumber keadaan"),
        "publication of the source of that state",
        Type.DATE,
        "now__state_row__source__published_on",
    ),
    Column(
        "is_confirmed",
        _("Dipastikan kantor"),
        "an office confirmed a state",
        Type.BOOLEAN,
        "now__is_confirmed",
        filter="is_confirmed",
    ),
    Column(
        "confirmed_state",
        _("Keadaan yang dipastikan kantor"),
        "newest state an office confirmed",
        Type.CHOICE,
        "now__confirmed_state",
        choices=AssetCondition,
        filter="confirmed_state",
    ),
    Column(
        "confirmed_by_name",
        _("Dipastikan oleh"),
        "office that confirmed it",
        Type.TEXT,
        "now__confirmed_row__confirmed_by__name",
    ),
    Column(
        "confirmed_on",
        _("Dipastikan pada"),
        "confirmed on",
        Type.DATE,
        "now__confirmed_row__confirmed_on",
    ),
    Column(
        "idle_since",
        _("Tidak dipakai sejak"),
        "without use since, after the allowance; only for confirmed states",
        Type.DATE,
        "now__idle_since_on",
        order="now__idle_since_on",
    ),
    Column(
        "idle_days",
        _("Hari tidak dipakai"),
        "days without use up to today; only for confirmed states",
        Type.INTEGER,
        "now__idle_days",
        unit=_("hari"),
    ),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column(
        "is_sample",
        _("Data contoh"),
        "sample data",
        Type.BOOLEAN,
        filter="is_sample",
        is_required=True,
    ),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
