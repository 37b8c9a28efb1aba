"""The columns of proposals. Every column is public: a proposal is an act of government."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from dak.choices import CycleStage, Fund, GrantLevel, LandStatus, Verdict
from dak.columns.locus import LOCUS
from dak.columns.money import ROW, day, rupiah
from registry.columns.region import place_columns
from sentra.lib.columns import Column, Type

PROPOSAL = (
    Column(
        "proposal_code",
        _("Kode usulan"),
        "proposal code",
        Type.CODE,
        "code",
        filter="proposal",
        order="code",
        is_required=True,
    ),
    Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        filter="fiscal_year",
        order="fiscal_year",
    ),
    Column("level", _("Pengusul"), "proposer", Type.CHOICE, choices=GrantLevel, filter="level"),
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
    Column("sentra_words", _("Sentra menurut pengusul"), "sentra in the words of the proposer"),
    *LOCUS,
    Column("menu", _("Menu kegiatan"), "menu"),
    rupiah("asked_idr", _("Jumlah usulan"), "amount asked for"),
    Column(
        "land_status",
        _("Status lahan"),
        "state of the land",
        Type.CHOICE,
        choices=LandStatus,
        filter="land_status",
    ),
    Column("land_words", _("Keterangan lahan"), "about the land"),
    Column("reference_words", _("TOR"), "terms of reference"),
    Column("budget_words", _("RAB"), "budget plan"),
    Column("is_funded", _("Dibiayai"), "funded", Type.BOOLEAN, filter="is_funded"),
    Column(
        "last_stage",
        _("Tahap terakhir"),
        "last stage of the cycle",
        Type.CHOICE,
        choices=CycleStage,
        filter="last_stage",
    ),
    day("last_stage_on", _("Tanggal tahap terakhir"), "day of the last stage"),
    Column(
        "last_verdict",
        _("Putusan terakhir"),
        "verdict of the last stage",
        Type.CHOICE,
        choices=Verdict,
        filter="last_verdict",
    ),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)


def of_proposal() -> Iterator[Column]:
    """The proposal a row belongs to: code, government and year."""
    yield Column(
        "proposal_code",
        _("Kode usulan"),
        "proposal code",
        Type.CODE,
        "proposal__code",
        filter="proposal",
        order="proposal__code",
        is_required=True,
    )
    yield Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        "proposal__fiscal_year",
        filter="fiscal_year",
        order="proposal__fiscal_year",
    )
    yield from place_columns("proposal__", ("province", "regency"))
    yield Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "proposal__sentra__public_code",
        filter="sentra",
    )


PROPOSAL_LINE = (
    ROW,
    *of_proposal(),
    Column("fund", _("Jenis dana"), "fund", Type.CHOICE, choices=Fund, filter="fund"),
    Column("name", _("Komponen"), "component"),
    Column("menu_code", _("Kode menu"), "menu code", Type.CODE, filter="menu_code"),
    Column(
        "component_code", _("Kode komponen"), "component code", Type.CODE, filter="component_code"
    ),
    Column("need_id", _("Nomor kebutuhan"), "number of the need", Type.INTEGER),
    Column("need_kind_name", _("Kebutuhan"), "need", Type.TEXT, "need__need_kind__name"),
    Column("volume", _("Volume"), "volume", Type.DECIMAL),
    Column("unit_words", _("Satuan"), "unit"),
    rupiah("amount_idr", _("Jumlah"), "amount asked for"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
PROPOSAL_STAGE = (
    ROW,
    *of_proposal(),
    Column("stage", _("Tahap"), "stage", Type.CHOICE, choices=CycleStage, filter="stage"),
    day("happened_on", _("Tanggal"), "day"),
    Column("office_words", _("Instansi"), "office"),
    Column("verdict", _("Putusan"), "verdict", Type.CHOICE, choices=Verdict, filter="verdict"),
    Column("words", _("Catatan"), "note"),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit"), "publisher", Type.TEXT, "source__publisher"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
# Without its content: that holds money of the sentra and opens on its page for its offices.
NEED_PACK = (
    ROW,
    Column(
        "sentra_code",
        _("Kode tetap sentra"),
        "permanent code of the sentra",
        Type.CODE,
        "sentra__public_code",
        filter="sentra",
        is_required=True,
    ),
    Column("sentra_name", _("Sentra"), "sentra", Type.TEXT, "sentra__name"),
    *place_columns("sentra__", ("province", "regency")),
    day("made_on", _("Dibuat pada"), "made on"),
    Column(
        "need_count",
        _("Kebutuhan di dalamnya"),
        "needs in it",
        Type.INTEGER,
        made=lambda raw, viewer: len(raw["snapshot"].get("needs", [])),
        needs=("snapshot",),
    ),
    Column("words", _("Keterangan"), "note"),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
