"""The columns of claims: what each source says about one fact of a sentra. Money is guarded as in
the profiles."""

from django.utils.translation import gettext_lazy as _

from registry.choices import ContradictionState, DatePrecision, FactName, Qualifier
from registry.columns.viewer import Viewer, money_paths, published_or_own
from sentra.lib.columns import Column, Raw, Type

NEEDS = ("fact", *money_paths("source", "sentra__"))
BOUNDS = (
    ("", _("Nilai"), "value"),
    ("_low", _("Nilai: batas bawah"), "value, lower bound"),
    ("_high", _("Nilai: batas atas"), "value, upper bound"),
)


def may_see_value(raw: Raw, viewer: Viewer) -> bool:
    """Counts, years and words always; money where its source published it, else its own office."""
    return not raw["fact"].endswith("_idr") or published_or_own("source", "sentra__")(raw, viewer)


FACT_CLAIM = (
    Column(
        "sentra_code",
        _("Kode tetap"),
        "permanent code",
        Type.CODE,
        "sentra__public_code",
        is_required=True,
    ),
    Column(
        "fact",
        _("Fakta"),
        "fact",
        Type.CHOICE,
        choices=FactName,
        filter="fact",
        order="fact",
        is_required=True,
    ),
    Column("year", _("Tahun data"), "year", Type.YEAR, filter="year", order="year"),
    *(
        Column(
            f"claimed{suffix}",
            heading,
            label,
            Type.INTEGER,
            guard=may_see_value,
            needs=NEEDS,
        )
        for suffix, heading, label in BOUNDS
    ),
    Column(
        "claimed_qualifier",
        _("Nilai: tanda"),
        "value, qualifier",
        Type.CHOICE,
        choices=Qualifier,
        guard=may_see_value,
        needs=NEEDS,
    ),
    Column(
        "claimed_text",
        _("Nilai: kata sumber"),
        "value, words of the source",
        guard=may_see_value,
        needs=NEEDS,
    ),
    Column("stated", _("Nilai dengan kata-kata"), "value in words"),
    Column(
        "source_words",
        _("Kutipan sumber"),
        "quotation",
        guard=may_see_value,
        needs=NEEDS,
    ),
    Column("source_code", _("Kode sumber"), "source code", Type.CODE, "source__code"),
    Column("source_publisher", _("Penerbit sumber"), "publisher", Type.TEXT, "source__publisher"),
    Column("said_on", _("Disebut pada"), "said on", Type.DATE, order="said_on"),
    Column(
        "said_precision",
        _("Ketelitian tanggal penyebutan"),
        "precision of that date",
        Type.CHOICE,
        choices=DatePrecision,
    ),
    Column(
        "is_published",
        _("Dipakai"),
        "published",
        Type.BOOLEAN,
        filter="is_published",
        is_required=True,
    ),
    Column(
        "published_reason",
        _("Alasan dipakai"),
        "why it is published",
        guard=may_see_value,
        needs=NEEDS,
    ),
    # Worked out beside the rows (registry.queries.contradictions), since it takes all of them.
    Column(
        "contradiction_state",
        _("Keadaan fakta"),
        "where the claims about this fact stand",
        Type.CHOICE,
        choices=ContradictionState,
        filter="contradiction",
    ),
    Column("version", _("Versi catatan"), "row version", Type.INTEGER, is_required=True),
)
