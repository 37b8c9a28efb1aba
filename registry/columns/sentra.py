"""The columns of sentra: identity, place, what is made, existence, verification, and the figures of
one period. The same names in JSON, CSV, the dictionary and the documentation."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.choices import (
    Answer,
    DatePrecision,
    DefinitionState,
    ExistenceStatus,
    LocationPrecision,
    OriginKind,
    Recognition,
    SentraKind,
    VerificationState,
    YearPrecision,
)
from registry.columns.figures import figure_columns, withheld_column
from registry.columns.region import place_columns
from sentra.lib.columns import Audience, Column, Raw, Type

# State and reason of the definition test for one raw row.
Outcome = Callable[[Raw, Any], tuple[str, str]]

NAME_PARSER = "sentra.lib.text.clean_name"
CODE_PARSER = "sentra.lib.codes.normalise_public_code"
CELL = "cell__profile__"


def said(annotation: str, part: str) -> Callable[[Raw, Any], Any]:
    """A part of what registry.queries.periods.with_evidence brings, None where there is nothing."""

    def read(raw: Raw, viewer: Any) -> Any:
        found = raw[annotation]
        return found[part] if found else None

    return read


IDENTITY = (
    Column(
        "sentra_code",
        _("Kode tetap"),
        "permanent code",
        Type.CODE,
        "public_code",
        filter="sentra",
        order="public_code",
        parser=CODE_PARSER,
        is_required=True,
    ),
    Column(
        "name",
        _("Nama"),
        "name",
        Type.TEXT,
        filter="name__icontains",
        order="name_key",
        parser=NAME_PARSER,
        is_required=True,
    ),
    Column(
        "kind",
        _("Jenis catatan"),
        "kind of record",
        Type.CHOICE,
        choices=SentraKind,
        filter="kind",
        order="kind",
        is_required=True,
    ),
    Column(
        "recognition",
        _("Pengakuan"),
        "recognition",
        Type.CHOICE,
        choices=Recognition,
        filter="recognition",
        order="recognition",
        is_required=True,
    ),
)
STATE = (
    Column(
        "existence_status",
        _("Keadaan"),
        "existence",
        Type.CHOICE,
        "cell__status",
        choices=ExistenceStatus,
        filter="status",
        order="cell__status",
    ),
    Column(
        "existence_status_on",
        _("Keadaan per tanggal"),
        "existence as of",
        Type.DATE,
        made=said("said", "on"),
        needs=("said",),
    ),
    Column(
        "existence_status_precision",
        _("Ketelitian tanggal keadaan"),
        "precision of that date",
        Type.CHOICE,
        choices=DatePrecision,
        made=said("said", "precision"),
        needs=("said",),
    ),
    Column(
        "existence_status_source",
        _("Keadaan menurut"),
        "existence according to",
        Type.TEXT,
        made=said("said", "source"),
        needs=("said",),
    ),
    Column(
        "merged_into",
        _("Digabung ke (kode tetap)"),
        "permanent code of the sentra it was merged into",
        Type.CODE,
    ),
    Column(
        "verification_state",
        _("Verifikasi"),
        "verification",
        Type.CHOICE,
        "cell__verification",
        choices=VerificationState,
        filter="verification",
        order="cell__verification",
    ),
    Column(
        "verified_on",
        _("Tanggal verifikasi"),
        "verified on",
        Type.DATE,
        made=said("looked", "on"),
        needs=("looked",),
    ),
    Column(
        "verification_valid_to",
        _("Verifikasi berlaku sampai"),
        "verification valid to",
        Type.DATE,
        made=said("looked", "valid_to"),
        needs=("looked",),
    ),
)
PLACE = (
    *place_columns(),
    Column("place_words", _("Tempat menurut sumber"), "place in the words of the source"),
    Column("hamlet", _("Dusun/banjar/jorong"), "hamlet", audience=Audience.SIGNED_IN),
    Column("latitude", _("Lintang"), "latitude", Type.DECIMAL, unit="°"),
    Column("longitude", _("Bujur"), "longitude", Type.DECIMAL, unit="°"),
    Column(
        "location_precision",
        _("Ketelitian tempat"),
        "what the point stands for",
        Type.CHOICE,
        choices=LocationPrecision,
        filter="location_precision",
    ),
)
MADE = (
    Column(
        "commodity_code",
        _("Kode komoditas utama"),
        "main commodity code",
        Type.CODE,
        "cell__commodity_code",
        filter="commodity",
        order="cell__commodity_code",
    ),
    Column(
        "commodity_name", _("Komoditas utama"), "main commodity", Type.TEXT, "cell__commodity__name"
    ),
    Column(
        "sector_code",
        _("Kode sektor"),
        "sector code",
        Type.CODE,
        "cell__sector_code",
        filter="sector",
        order="cell__sector_code",
    ),
    Column("sector_name", _("Sektor"), "sector", Type.TEXT, "cell__commodity__sector__name"),
    Column(
        "origin_year",
        _("Tahun asal"),
        "earliest year of origin",
        Type.YEAR,
        made=said("began", "year"),
        needs=("began",),
    ),
    Column(
        "origin_kind",
        _("Peristiwa asal"),
        "what began then",
        Type.CHOICE,
        choices=OriginKind,
        made=said("began", "kind"),
        needs=("began",),
    ),
    Column(
        "origin_precision",
        _("Ketelitian tahun asal"),
        "precision of that year",
        Type.CHOICE,
        choices=YearPrecision,
        made=said("began", "precision"),
        needs=("began",),
    ),
)
SIMILARITY = (
    Column("is_one_place", _("Berada di satu lokasi"), "in one place", Type.CHOICE, choices=Answer),
    Column("same_product", _("Produk sejenis"), "same product", Type.CHOICE, choices=Answer),
    Column(
        "same_raw_material",
        _("Bahan baku sejenis"),
        "same raw material",
        Type.CHOICE,
        choices=Answer,
    ),
    Column("same_process", _("Proses produksi sama"), "same process", Type.CHOICE, choices=Answer),
)
FIGURES = (
    Column(
        "profile_year",
        _("Tahun data profil"),
        "year of the figures",
        Type.YEAR,
        f"{CELL}year",
        filter="profile_year",
        order=f"{CELL}year",
    ),
    Column(
        "profile_source",
        _("Sumber angka"),
        "source of the figures",
        Type.TEXT,
        f"{CELL}source__publisher",
    ),
    *figure_columns(CELL, is_ordered=True),
    withheld_column(CELL),
)
DEFINITION_NEEDS = (
    "is_one_place",
    "same_product",
    "same_raw_material",
    "same_process",
    f"{CELL}unit_count_low",
    f"{CELL}unit_count_high",
)
BOOKKEEPING = (
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
# On the record's own page of the API, not in the list.
NOTE = Column("note", _("Catatan"), "note", audience=Audience.SIGNED_IN)


def definition_columns(outcome: Outcome) -> tuple[Column, ...]:
    """The definition test of PP 29/2018; the rule stands above the columns and is handed in."""
    return (
        Column(
            "definition_state",
            _("Uji batasan sentra"),
            "definition test",
            Type.CHOICE,
            made=lambda raw, viewer: outcome(raw, viewer)[0],
            needs=DEFINITION_NEEDS,
            choices=DefinitionState,
        ),
        Column(
            "definition_reason",
            _("Sebab uji batasan"),
            "clauses that fail or facts missing",
            Type.CODE,
            made=lambda raw, viewer: outcome(raw, viewer)[1],
            needs=DEFINITION_NEEDS,
        ),
    )


def sentra_columns(outcome: Outcome) -> tuple[Column, ...]:
    """Every column of the list of sentra."""
    return (
        *IDENTITY,
        *STATE,
        *PLACE,
        *MADE,
        *SIMILARITY,
        *definition_columns(outcome),
        *FIGURES,
        *BOOKKEEPING,
    )
