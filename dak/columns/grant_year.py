"""The columns of a sentra's years: one row a fiscal year from its first grant to its last, years
without a grant among them. The years themselves are in dak.queries.years."""

from django.utils.translation import gettext_lazy as _

from sentra.lib.columns import Column, Type

GRANT_YEAR = (
    Column("fiscal_year", _("Tahun anggaran"), "fiscal year", Type.YEAR, "year", is_required=True),
    Column(
        "is_gap",
        _("Tanpa hibah tercatat"),
        "no grant is on record",
        Type.BOOLEAN,
        is_required=True,
    ),
    Column("grant_count", _("Banyaknya hibah"), "number of grants", Type.INTEGER, is_required=True),
    Column(
        "counted_count",
        _("Banyaknya hibah yang dihitung"),
        "number of grants that count",
        Type.INTEGER,
        is_required=True,
    ),
    Column("grant_codes", _("Kode hibah"), "grant codes, parted by blanks"),
    Column(
        "ceiling_low",
        _("Pagu tahun itu: batas bawah"),
        "ceiling of the year, lower bound",
        Type.MONEY,
        unit=_("rupiah"),
    ),
    Column(
        "ceiling_high",
        _("Pagu tahun itu: batas atas"),
        "ceiling of the year, upper bound",
        Type.MONEY,
        unit=_("rupiah"),
    ),
    Column(
        "total_low",
        _("Jumlah pagu sampai tahun itu: batas bawah"),
        "ceilings up to the year, lower bound",
        Type.MONEY,
        unit=_("rupiah"),
    ),
    Column(
        "total_high",
        _("Jumlah pagu sampai tahun itu: batas atas"),
        "ceilings up to the year, upper bound",
        Type.MONEY,
        unit=_("rupiah"),
    ),
)
# The grants of one building or sentra over the years, beside one of them.
LINE = (
    Column("grant_code", _("Kode hibah"), "grant code", Type.CODE, "code", is_required=True),
    Column("fiscal_year", _("Tahun anggaran"), "fiscal year", Type.YEAR),
    Column("year_from", _("Dari tahun"), "from year", Type.YEAR),
    Column("year_to", _("Sampai tahun"), "to year", Type.YEAR),
    Column(
        "continues_code",
        _("Lanjutan dari hibah"),
        "grant that this one continues",
        Type.CODE,
        "continues__code",
    ),
)
