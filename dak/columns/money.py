"""The columns of a grant's money. DAK is public money: every column is public; bodies are named,
persons never."""

from collections.abc import Iterator

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.choices import ContractKind, Fund, GrantLevel
from registry.columns.region import place_columns
from sentra.lib.columns import Column, Type


def rupiah(code: str, heading: str | Promise, label: str) -> Column:
    """Whole rupiah."""
    return Column(code, heading, label, Type.MONEY, unit=_("rupiah"), order=code)


def day(code: str, heading: str | Promise, label: str) -> Column:
    """A full date."""
    return Column(code, heading, label, Type.DATE, order=code)


def of_grant() -> Iterator[Column]:
    """The grant a row belongs to: code, government, year and fund."""
    yield Column(
        "grant_code",
        _("Kode hibah"),
        "grant code",
        Type.CODE,
        "grant__code",
        filter="grant",
        order="grant__code",
        is_required=True,
    )
    yield Column(
        "fund",
        _("Jenis dana"),
        "fund",
        Type.CHOICE,
        "grant__fund",
        choices=Fund,
        filter="fund",
    )
    yield Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        "grant__fiscal_year",
        filter="fiscal_year",
        order="grant__fiscal_year",
    )
    yield from place_columns("grant__", ("province", "regency"))


def approval() -> Iterator[Column]:
    """Since when a row is approved, on what ground, and who says so."""
    yield day("approved_on", _("Disetujui pada"), "approved on")
    yield Column("approval_words", _("Dasar persetujuan"), "ground of the approval")
    yield Column("corrects_id", _("Mengoreksi baris"), "row that this one corrects", Type.INTEGER)
    yield Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code")
    yield Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher")
    yield Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True)


ROW = Column("row_id", _("Nomor baris"), "row number", Type.INTEGER, "id", is_required=True)

COMPONENT = (
    ROW,
    *of_grant(),
    Column("name", _("Komponen"), "component"),
    Column("menu_code", _("Kode menu"), "menu code", Type.CODE),
    Column(
        "component_code",
        _("Kode komponen"),
        "component code",
        Type.CODE,
        filter="component_code",
    ),
    Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "sentra__public_code",
        filter="sentra",
    ),
    Column("need_id", _("Nomor kebutuhan"), "number of the need", Type.INTEGER),
    Column("need_kind_name", _("Kebutuhan"), "need", Type.TEXT, "need__need_kind__name"),
    Column("volume", _("Volume"), "volume", Type.DECIMAL),
    Column("unit_words", _("Satuan"), "unit"),
    rupiah("amount_idr", _("Pagu komponen"), "ceiling of the component"),
    day("operates_on", _("Beroperasi sejak"), "operates since"),
    *approval(),
)
CONTRACT = (
    ROW,
    *of_grant(),
    Column("number", _("Nomor"), "number", Type.CODE),
    Column("kind", _("Jenis"), "kind", Type.CHOICE, choices=ContractKind, filter="kind"),
    Column("subject", _("Pekerjaan"), "work"),
    Column("provider_words", _("Penyedia"), "provider"),
    Column("component_id", _("Nomor komponen"), "number of the component", Type.INTEGER),
    rupiah("amount_idr", _("Nilai awal"), "value as signed"),
    rupiah("current_amount_idr", _("Nilai sesudah adendum"), "value after addenda"),
    day("signed_on", _("Ditandatangani pada"), "signed on"),
    Column(
        "other_date_words", _("Tanggal menurut sumber lain"), "date in the words of another source"
    ),
    day("starts_on", _("Mulai"), "starts on"),
    day("ends_on", _("Selesai menurut kontrak"), "ends on, as signed"),
    day("current_ends_on", _("Selesai sesudah adendum"), "ends on, after addenda"),
    Column("calendar_day_count", _("Hari kalender"), "calendar days", Type.INTEGER),
    day("handed_over_on", _("Tanggal BAST"), "handed over on"),
    *approval(),
)
DISBURSEMENT = (
    ROW,
    *of_grant(),
    Column(
        "tranche_number",
        _("Tahap ke"),
        "tranche",
        Type.INTEGER,
        filter="tranche_number",
        order="tranche_number",
    ),
    rupiah("amount_idr", _("Jumlah"), "amount"),
    day("requested_on", _("Diminta pada"), "requested on"),
    day("paid_on", _("Disalurkan pada"), "paid on"),
    *approval(),
)
WORK_PLAN = (
    ROW,
    *of_grant(),
    Column("number", _("Nomor RK"), "number", Type.CODE),
    rupiah("amount_idr", _("Nilai RK"), "amount of the plan"),
    *approval(),
)
ABSORPTION = (
    ROW,
    *of_grant(),
    day("as_of_on", _("Sampai dengan tanggal"), "up to"),
    rupiah("amount_idr", _("Terserap, kumulatif"), "absorbed, cumulative"),
    *approval(),
)
LEFTOVER = (
    ROW,
    *of_grant(),
    day("declared_on", _("Dinyatakan pada"), "declared on"),
    rupiah("amount_idr", _("Sisa dana"), "leftover funds"),
    *approval(),
)
SHARE = (
    Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "sentra__public_code",
    ),
    Column("sentra_name", _("Sentra"), "sentra", Type.TEXT, "sentra__name"),
    Column("share_percent", _("Bagian"), "share", Type.DECIMAL, unit="%"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
SHARE_ROW = (
    ROW,
    *of_grant(),
    Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "sentra__public_code",
        filter="sentra",
    ),
    *SHARE[1:],
)
SPAN = (
    ROW,
    Column("level", _("Penerima"), "receiver", Type.CHOICE, choices=GrantLevel, filter="level"),
    *place_columns("", ("province", "regency")),
    Column("fund", _("Jenis dana"), "fund", Type.CHOICE, choices=Fund, filter="fund"),
    Column("year_from", _("Dari tahun"), "from year", Type.YEAR, order="year_from"),
    Column("year_to", _("Sampai tahun"), "to year", Type.YEAR, order="year_to"),
    Column("words", _("Menurut sumber"), "in the words of the source"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
