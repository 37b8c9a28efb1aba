"""The columns of readings of outcomes and of the panel. Money that only an office reported is for
the ministry and the office of the place, as in profiles; the panel holds no money at all."""

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from dak.choices import OutcomeMoment, PanelGroup
from registry.choices import DatePrecision, Qualifier
from registry.columns.region import place_columns
from registry.columns.viewer import Viewer, money_paths, published_or_own
from sentra.lib.columns import Column, Type

SENTRA = "sentra__"
MONEY_NEEDS = ("indicator__is_money", *money_paths("source", SENTRA))
_published_or_own = published_or_own("source", SENTRA)


def not_kept(raw: Mapping[str, Any], viewer: Viewer) -> bool:
    """Whether this caller may see the figure of this row."""
    return not raw["indicator__is_money"] or _published_or_own(raw, viewer)


AMOUNT = (
    ("", "", "", Type.DECIMAL),
    ("_low", _("batas bawah"), ", lower bound", Type.DECIMAL),
    ("_high", _("batas atas"), ", upper bound", Type.DECIMAL),
    ("_qualifier", _("tanda"), ", qualifier", Type.CHOICE),
    ("_text", _("kata sumber"), ", words of the source", Type.TEXT),
)


def _who() -> tuple[Column, ...]:
    return (
        Column(
            "sentra_code",
            _("Kode tetap sentra"),
            "permanent code of the sentra",
            Type.CODE,
            "sentra__public_code",
            filter="sentra",
            order="sentra__public_code",
            is_required=True,
        ),
        Column("sentra_name", _("Sentra"), "sentra", Type.TEXT, "sentra__name"),
        *place_columns(SENTRA, ("province", "regency")),
        Column(
            "indicator_code",
            _("Kode indikator"),
            "indicator code",
            Type.CODE,
            "indicator__code",
            filter="indicator",
            order="indicator__code",
            is_required=True,
        ),
        Column("indicator_name", _("Indikator"), "indicator", Type.TEXT, "indicator__name"),
    )


def _cited() -> tuple[Column, ...]:
    return (
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
    )


OUTCOME = (
    Column("row_id", _("Nomor baris"), "row number", Type.INTEGER, "id", is_required=True),
    *_who(),
    Column("grant_code", _("Kode hibah"), "grant code", Type.CODE, "grant__code", filter="grant"),
    *(
        Column(
            f"amount{suffix}",
            format_lazy("{}: {}", _("Angka"), heading) if heading else _("Angka"),
            f"figure{label}",
            kind,
            choices=Qualifier if kind == Type.CHOICE else None,
            guard=not_kept,
            needs=MONEY_NEEDS,
        )
        for suffix, heading, label, kind in AMOUNT
    ),
    Column("unit_code", _("Kode satuan"), "unit code", Type.CODE, "unit__code"),
    Column(
        "unit_words",
        _("Satuan"),
        "unit",
        made=lambda raw, viewer: raw["unit__name"] or raw["indicator__unit_words"],
        needs=("unit__name", "indicator__unit_words"),
    ),
    Column("as_of_on", _("Keadaan per"), "as of", Type.DATE, order="as_of_on"),
    Column(
        "as_of_precision",
        _("Ketelitian tanggal"),
        "precision of that date",
        Type.CHOICE,
        choices=DatePrecision,
    ),
    Column(
        "told_as",
        _("Sebelum atau sesudah menurut sumber"),
        "before or after in the words of an undated source",
        Type.CHOICE,
        choices=OutcomeMoment,
        filter="told_as",
    ),
    *_cited(),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)

PANEL = (
    Column("reading_id", _("Nomor angka"), "reading", Type.CODE, "id", is_required=True),
    *_who(),
    Column("year", _("Tahun"), "year", Type.YEAR, filter="year", order="year"),
    Column(
        "panel_group",
        _("Kelompok"),
        "group in that year",
        Type.CHOICE,
        choices=PanelGroup,
        filter="panel_group",
    ),
    Column(
        "first_grant_year",
        _("Tahun hibah pertama"),
        "year of the first grant",
        Type.YEAR,
        filter="first_grant_year",
        order="first_grant_year",
    ),
    Column(
        "event_time",
        _("Tahun terhadap hibah pertama"),
        "year less year of the first grant",
        Type.INTEGER,
        filter="event_time",
        order="event_time",
    ),
    Column(
        "moment",
        _("Sebelum atau sesudah"),
        "before, during or after; computed where the reading is dated",
        Type.CHOICE,
        choices=OutcomeMoment,
        filter="moment",
    ),
    Column("amount_low", _("Angka: batas bawah"), "figure, lower bound", Type.DECIMAL),
    Column("amount_high", _("Angka: batas atas"), "figure, upper bound", Type.DECIMAL),
    Column(
        "amount_qualifier", _("Angka: tanda"), "figure, qualifier", Type.CHOICE, choices=Qualifier
    ),
    Column("unit_words", _("Satuan"), "unit"),
    Column("recorded_as", _("Asal catatan"), "outcome or yearly profile", Type.CODE),
    *_cited(),
)
