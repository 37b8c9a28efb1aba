"""The columns of the yearly rules as a table: one row per tranche, or one for a year whose tranches
were not found. An empty cell was not found."""

from django.utils.translation import gettext_lazy as _

from dak.choices import PaymentMode, RuleState
from sentra.lib.columns import Column, Type

RULE = (
    Column(
        "fiscal_year",
        _("Tahun anggaran"),
        "fiscal year",
        Type.YEAR,
        filter="fiscal_year",
        order="fiscal_year",
        is_required=True,
    ),
    Column(
        "state", _("Kelengkapan"), "completeness", Type.CHOICE, choices=RuleState, filter="state"
    ),
    Column("technical_basis", _("Dasar petunjuk teknis"), "legal basis of the technical guide"),
    Column("disbursement_basis", _("Dasar penyaluran"), "legal basis of disbursement"),
    Column("mode", _("Cara penyaluran"), "mode", Type.CHOICE, choices=PaymentMode, filter="mode"),
    Column("ceiling_above_idr", _("Pagu di atas"), "ceiling above", Type.MONEY, unit=_("rupiah")),
    Column(
        "ceiling_up_to_idr",
        _("Pagu sampai dengan"),
        "ceiling up to and including",
        Type.MONEY,
        unit=_("rupiah"),
    ),
    Column(
        "is_by_recommendation",
        _("Hanya dengan rekomendasi kementerian"),
        "only on the ministry's recommendation",
        Type.BOOLEAN,
    ),
    Column("tranche", _("Tahap"), "tranche", Type.INTEGER),
    Column("exception", _("Pengecualian bencana"), "disaster exception", Type.CODE),
    Column("share_percent", _("Bagian pagu"), "share of the ceiling", Type.DECIMAL, unit="%"),
    Column("is_remaining_need", _("Sebesar sisa kebutuhan"), "the remaining need", Type.BOOLEAN),
    Column("share_words", _("Besar menurut sumber"), "share in words"),
    Column("earliest_month", _("Paling cepat bulan ke-"), "earliest month", Type.INTEGER),
    Column("nominal_on", _("Batas menurut aturan"), "deadline of the rule", Type.DATE),
    Column("published_on", _("Batas yang diumumkan"), "published deadline", Type.DATE),
    Column("deadline_at", _("Batas berlaku"), "effective deadline", Type.MOMENT),
    Column("deadline_words", _("Batas dengan kata-kata"), "deadline in words"),
    Column(
        "absorption_percent_min",
        _("Penyerapan paling sedikit"),
        "least absorption of the money received",
        Type.DECIMAL,
        unit="%",
    ),
    Column(
        "output_percent_min",
        _("Keluaran paling sedikit"),
        "least output",
        Type.DECIMAL,
        unit="%",
    ),
    Column("conditions", _("Syarat"), "conditions"),
    Column("source_publisher", _("Penerbit"), "publisher"),
    Column("source_published_on", _("Tanggal terbit"), "published on", Type.DATE),
    Column("source_url", _("Alamat web"), "web address"),
)
