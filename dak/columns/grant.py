"""The columns of DAK grants and of the claims behind their amounts. DAK is public money: every
column is public."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dak.choices import (
    Basis,
    ClaimStage,
    Fund,
    GrantLevel,
    GrantStage,
    MenuKind,
    NotCounted,
)
from dak.columns.locus import locus_columns
from dak.columns.money import ROW, of_grant
from registry.choices import DatePrecision, Qualifier
from registry.columns.region import place_columns
from sentra.lib.columns import Column, Type

STEPS = (
    ("contracted", _("Kontrak"), "contracted"),
    ("disbursed", _("Penyaluran"), "disbursed"),
    ("absorbed", _("Penyerapan"), "absorbed"),
)
GRANT = (
    Column(
        "grant_code",
        _("Kode hibah"),
        "grant code",
        Type.CODE,
        "code",
        filter="grant",
        order="code",
        is_required=True,
    ),
    Column("fund", _("Jenis dana"), "fund", Type.CHOICE, choices=Fund, filter="fund"),
    Column("stage", _("Tahap"), "stage", Type.CHOICE, choices=GrantStage, filter="stage"),
    Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        filter="fiscal_year",
        order="fiscal_year",
        parser="sentra.lib.dates.check_fiscal_year",
    ),
    Column("year_from", _("Dari tahun"), "from year", Type.YEAR),
    Column("year_to", _("Sampai tahun"), "to year", Type.YEAR),
    Column("level", _("Penerima"), "receiver", Type.CHOICE, choices=GrantLevel, filter="level"),
    *place_columns("", ("province", "regency")),
    Column("region_code", _("Kode wilayah pada masanya"), "region code at that time", Type.CODE),
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
    *locus_columns(shares="share_codes"),
    Column("menu", _("Kegiatan"), "activity"),
    Column(
        "unspecified_idr",
        _("Pagu yang belum dirinci"),
        "ceiling not yet itemised",
        Type.MONEY,
        unit=_("rupiah"),
    ),
    Column(
        "continues_code",
        _("Lanjutan dari hibah"),
        "grant that this one continues",
        Type.CODE,
        "continues__code",
    ),
    Column("proposal_code", _("Berasal dari usulan"), "proposal", Type.CODE, "proposal__code"),
    Column(
        "is_counted",
        _("Masuk jumlah pagu"),
        "counted in the ceiling",
        Type.BOOLEAN,
        "ceiling__is_counted",
        filter="is_counted",
    ),
    Column(
        "reason",
        _("Sebab tidak dihitung"),
        "why it is not counted",
        Type.CHOICE,
        "ceiling__reason",
        choices=NotCounted,
        filter="reason",
    ),
    Column(
        "basis",
        _("Dasar pagu"),
        "what the ceiling rests on",
        Type.CHOICE,
        "ceiling__basis",
        choices=Basis,
        filter="basis",
    ),
    Column(
        "ceiling_idr",
        _("Pagu, bila satu angka"),
        "ceiling, where it is one number",
        Type.MONEY,
        made=lambda raw, viewer: (
            raw["ceiling__ceiling_low"]
            if raw["ceiling__ceiling_low"] == raw["ceiling__ceiling_high"]
            else None
        ),
        needs=("ceiling__ceiling_low", "ceiling__ceiling_high"),
        unit=_("rupiah"),
    ),
    Column(
        "ceiling_low",
        _("Pagu: batas bawah"),
        "ceiling, lower bound",
        Type.MONEY,
        "ceiling__ceiling_low",
        unit=_("rupiah"),
        order="ceiling__ceiling_low",
    ),
    Column(
        "ceiling_high",
        _("Pagu: batas atas"),
        "ceiling, upper bound",
        Type.MONEY,
        "ceiling__ceiling_high",
        unit=_("rupiah"),
        order="ceiling__ceiling_high",
    ),
    *(
        Column(
            f"{stem}_{end}",
            format_lazy("{}: {}", heading, side),
            f"{label}, {bound} bound",
            Type.MONEY,
            f"ceiling__{stem}_{end}",
            unit=_("rupiah"),
        )
        for stem, heading, label in STEPS
        for end, side, bound in (
            ("low", _("batas bawah"), "lower"),
            ("high", _("batas atas"), "upper"),
        )
    ),
    Column(
        "has_absorption",
        _("Penyerapannya dilaporkan"),
        "absorption is reported",
        Type.BOOLEAN,
        "ceiling__has_absorption",
        filter="has_absorption",
    ),
    Column(
        "menu_kind",
        _("Menu"),
        "menu",
        Type.CHOICE,
        "ceiling__menu_kind",
        choices=MenuKind,
        filter="menu_kind",
    ),
    Column(
        "commodity_code",
        _("Komoditas sentranya"),
        "commodity of its sentra",
        Type.CODE,
        "ceiling__commodity_code",
        filter="commodity",
    ),
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
AMOUNT = (
    ("", _("Jumlah"), "amount"),
    ("_low", _("Jumlah: batas bawah"), "amount, lower bound"),
    ("_high", _("Jumlah: batas atas"), "amount, upper bound"),
)
CLAIM = (
    Column("stage", _("Tahap"), "stage", Type.CHOICE, choices=ClaimStage),
    Column("is_official", _("Resmi"), "official", Type.BOOLEAN),
    *(
        Column(f"amount_idr{suffix}", heading, label, Type.MONEY, unit=_("rupiah"))
        for suffix, heading, label in AMOUNT
    ),
    Column(
        "amount_idr_qualifier",
        _("Jumlah: tanda"),
        "amount, qualifier",
        Type.CHOICE,
        choices=Qualifier,
    ),
    Column("amount_idr_text", _("Jumlah: kata sumber"), "amount, words of the source"),
    Column("official_reason", _("Alasan dipilih sebagai nilai resmi"), "why it is official"),
    Column("unreadable_amount", _("Jumlah yang tidak terbaca"), "amount that cannot be read"),
    Column("realised_idr", _("Terserap"), "absorbed", Type.MONEY, unit=_("rupiah")),
    Column("physical_percent", _("Kemajuan fisik"), "physical progress", Type.DECIMAL, unit="%"),
    Column("activity", _("Kegiatan menurut sumber"), "activity in the words of the source"),
    Column("status_words", _("Keadaan menurut sumber"), "state in the words of the source"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column(
        "source_published_on",
        _("Tanggal terbit"),
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
    Column("source_url", _("Alamat web"), "web address", Type.TEXT, "source__url"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
# The same in a list of its own, with the grant each belongs to.
CLAIM_ROW = (
    ROW,
    *of_grant(),
    Column("stage", _("Tahap"), "stage", Type.CHOICE, choices=ClaimStage, filter="stage"),
    Column("is_official", _("Resmi"), "official", Type.BOOLEAN, filter="is_official"),
    *CLAIM[2:],
)
