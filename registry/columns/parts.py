"""The columns of what hangs on a sentra: acts, facilities, machines, certificates, needs, materials
and markets. The same names in JSON, CSV, the dictionary and the documentation."""

from collections.abc import Iterator

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from registry.choices import (
    BuildingState,
    DatePrecision,
    LegalActKind,
    MachineCondition,
    MarketReach,
    MaterialOrigin,
    NeedState,
    Qualifier,
    Severity,
    YearPrecision,
)
from registry.columns.viewer import money_paths, published_or_own
from sentra.lib.columns import Column, Type

FIGURE = (
    ("", "", "", Type.INTEGER),
    ("_low", _("batas bawah"), ", lower bound", Type.INTEGER),
    ("_high", _("batas atas"), ", upper bound", Type.INTEGER),
    ("_qualifier", _("tanda"), ", qualifier", Type.CHOICE),
    ("_text", _("kata sumber"), ", words of the source", Type.TEXT),
)


def choice(
    code: str, heading: str | Promise, label: str, choices: type[TextChoices], **more: str
) -> Column:
    """A column that holds one of a closed list."""
    return Column(code, heading, label, Type.CHOICE, choices=choices, **more)  # type: ignore[arg-type]


def day(stem: str, heading: str | Promise, label: str) -> tuple[Column, Column]:
    """A date as deep as known."""
    return (
        Column(f"{stem}_on", heading, label, Type.DATE, order=f"{stem}_on"),
        choice(
            f"{stem}_precision",
            format_lazy("{}: {}", heading, _("ketelitian")),
            f"precision of {label}",
            DatePrecision,
        ),
    )


def listed(stem: str, heading: str | Promise, label: str) -> tuple[Column, Column]:
    """An entry of a code list: code and name."""
    return (
        Column(
            f"{stem}_code",
            format_lazy("{}: {}", heading, _("kode")),
            f"{label} code",
            Type.CODE,
            f"{stem}__code",
            filter=f"{stem}_code",
        ),
        Column(f"{stem}_name", heading, label, Type.TEXT, f"{stem}__name"),
    )


def figure(
    code: str,
    heading: str | Promise,
    label: str,
    unit: str | Promise = "",
    *,
    is_decimal: bool = False,
) -> Iterator[Column]:
    """The five columns of a figure; money is for those who may see it."""
    is_money = code.endswith("_idr")
    number = Type.MONEY if is_money else Type.DECIMAL if is_decimal else Type.INTEGER
    for suffix, more, english, kind in FIGURE:
        is_number = kind == Type.INTEGER
        yield Column(
            f"{code}{suffix}",
            format_lazy("{}: {}", heading, more) if more else heading,
            f"{label}{english}",
            number if is_number else kind,
            unit=unit if is_number else "",
            choices=Qualifier if kind == Type.CHOICE else None,
            guard=published_or_own("source", "sentra__") if is_money else None,
            needs=money_paths("source", "sentra__") if is_money else (),
        )


SENTRA_CODE = Column(
    "sentra_code",
    _("Kode tetap"),
    "permanent code",
    Type.CODE,
    "sentra__public_code",
    is_required=True,
)
LINE = Column("line", _("Nomor baris"), "number of the line", Type.INTEGER, "pk", is_required=True)
CITED = (
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit sumber"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)

LEGAL_ACT = (
    SENTRA_CODE,
    LINE,
    choice("kind", _("Jenis"), "kind of act", LegalActKind, filter="kind"),
    Column("number", _("Nomor"), "number"),
    *day("signed", _("Tanggal"), "date signed"),
    Column("signed_by", _("Ditandatangani oleh"), "office of the signer"),
    Column("subject", _("Tentang"), "subject"),
    Column("file_reference", _("Berkas"), "file reference"),
    *CITED,
)
# The newest dated state (Facility.objects.with_state_now); every state is a list of its own.
STATE_IN_FORCE = (
    Column(
        "state",
        _("Keadaan yang berlaku"),
        "state in force",
        Type.CHOICE,
        "now_state",
        choices=BuildingState,
        filter="state",
    ),
    Column("state_on", _("Keadaan per tanggal"), "date of that state", Type.DATE, "now_state_on"),
    Column(
        "state_precision",
        _("Keadaan per tanggal: ketelitian"),
        "precision of that date",
        Type.CHOICE,
        "now_state_precision",
        choices=DatePrecision,
    ),
    Column(
        "state_words",
        _("Keadaan menurut sumber"),
        "that state in the words of the source",
        Type.TEXT,
        "now_state_words",
    ),
    Column(
        "state_source_code",
        _("Kode sumber keadaan"),
        "source of that state",
        Type.CODE,
        "now_source_code",
    ),
    Column(
        "recorded_state",
        _("Keadaan saat dicatat"),
        "state it was recorded with",
        Type.CHOICE,
        "state",
        choices=BuildingState,
    ),
    Column(
        "recorded_state_on",
        _("Keadaan saat dicatat, per tanggal"),
        "date of the state it was recorded with",
        Type.DATE,
        "state_on",
    ),
    Column(
        "recorded_state_precision",
        _("Keadaan saat dicatat: ketelitian"),
        "precision of that date",
        Type.CHOICE,
        "state_precision",
        choices=DatePrecision,
    ),
)
FACILITY = (
    SENTRA_CODE,
    LINE,
    *listed("facility_kind", _("Jenis fasilitas"), "kind of facility"),
    Column(
        "is_workplace",
        _("Tempat para perajin bekerja"),
        "place where people work",
        Type.BOOLEAN,
        "facility_kind__is_workplace",
        filter="is_workplace",
    ),
    Column("name", _("Nama"), "name in the words of the source"),
    Column("built_year", _("Tahun dibangun"), "year built", Type.YEAR, order="built_year"),
    choice("built_precision", _("Ketelitian tahun"), "precision of that year", YearPrecision),
    *STATE_IN_FORCE,
    Column("owner_code", _("Kode pemilik"), "owner code", Type.CODE, "owner__code"),
    Column("owner_name", _("Pemilik"), "owner", Type.TEXT, "owner__name"),
    Column("area_m2", _("Luas"), "area", Type.DECIMAL, unit="m²"),
    *figure("user_count", _("Pengguna"), "users"),
    Column("users_words", _("Dipakai oleh"), "used by"),
    Column("funding_words", _("Sumber dana"), "source of fund"),
    *CITED,
)
FACILITY_STATE = (
    SENTRA_CODE,
    LINE,
    Column(
        "facility_line",
        _("Nomor baris fasilitas"),
        "line of its facility",
        Type.INTEGER,
        "facility_id",
        filter="facility_line",
        is_required=True,
    ),
    Column("facility_name", _("Fasilitas"), "facility", Type.TEXT, "facility__name"),
    choice("state", _("Keadaan"), "state", BuildingState, filter="state"),
    *day("state", _("Per tanggal"), "date of the state"),
    Column("state_words", _("Keadaan menurut sumber"), "state in the words of the source"),
    *CITED,
)
MACHINE = (
    SENTRA_CODE,
    LINE,
    Column("name", _("Nama mesin"), "machine", order="name"),
    *figure("machine_count", _("Jumlah mesin"), "number of machines", _("unit")),
    Column("capacity_words", _("Kapasitas menurut sumber"), "capacity in words"),
    *figure("value_idr", _("Nilai"), "value", _("rupiah")),
    Column("acquired_year", _("Tahun diterima"), "year received", Type.YEAR, order="acquired_year"),
    Column("funding_words", _("Sumber dana"), "source of fund"),
    choice("condition", _("Kondisi"), "condition", MachineCondition, filter="condition"),
    Column(
        "facility_line",
        _("Nomor baris fasilitas"),
        "line of its facility",
        Type.INTEGER,
        "facility_id",
    ),
    *CITED,
)
CERTIFICATE = (
    SENTRA_CODE,
    LINE,
    *listed("certificate_kind", _("Jenis sertifikat"), "kind of certificate"),
    Column(
        "is_count_of_units",
        _("Dihitung per unit usaha"),
        "counted per business",
        Type.BOOLEAN,
        "certificate_kind__is_count_of_units",
    ),
    *figure("certificate_count", _("Jumlah"), "number"),
    *day("as_of", _("Per tanggal"), "as of"),
    Column("note", _("Catatan"), "note"),
    *CITED,
)
NEED = (
    SENTRA_CODE,
    LINE,
    *listed("need_kind", _("Jenis kebutuhan"), "kind of need"),
    Column("words", _("Uraian"), "in the words of the source"),
    choice("severity", _("Beratnya"), "severity", Severity, filter="severity"),
    *day("since", _("Sejak"), "since"),
    choice("state", _("Keadaan"), "state", NeedState, filter="state"),
    *day("state", _("Keadaan per tanggal"), "date of the state"),
    Column("answered_by", _("Dijawab dengan"), "answered by"),
    *CITED,
)
RAW_MATERIAL = (
    SENTRA_CODE,
    LINE,
    Column("name", _("Bahan baku"), "raw material", order="name"),
    choice("origin", _("Asal"), "origin", MaterialOrigin, filter="origin"),
    Column("origin_code", _("Kode wilayah asal"), "region code of origin", Type.CODE),
    Column("origin_words", _("Asal menurut sumber"), "origin in words"),
    *day("as_of", _("Per tanggal"), "as of"),
    *CITED,
)
MARKET = (
    SENTRA_CODE,
    LINE,
    choice("reach", _("Jangkauan"), "reach", MarketReach, filter="reach"),
    Column("countries", _("Negara tujuan"), "countries in words"),
    Column("words", _("Menurut sumber"), "in the words of the source"),
    *day("as_of", _("Per tanggal"), "as of"),
    *CITED,
)
