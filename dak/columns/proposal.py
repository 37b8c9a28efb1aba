"""The columns of proposals. Every column is public: a proposal is an act of government."""

from django.utils.translation import gettext_lazy as _

from dak.choices import GrantLevel, LandStatus
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
