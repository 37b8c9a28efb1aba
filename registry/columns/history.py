"""The columns of the public history: when, which office in which role, why, and each public column
before and after. Never a person."""

from django.utils.translation import gettext_lazy as _

from registry.choices import ReasonCode
from sentra.lib.columns import Audience, Column, Type

HISTORY = (
    Column("changed_at", _("Waktu"), "when", Type.MOMENT, is_required=True),
    Column("act", _("Nomor tindakan"), "act", Type.CODE, is_required=True),
    Column("office_code", _("Kode kantor"), "office", Type.CODE),
    Column("role", _("Peran"), "role", Type.CODE),
    Column("channel", _("Lewat"), "channel", Type.CODE, filter="channel"),
    Column(
        "reason_code",
        _("Jenis alasan"),
        "kind of reason",
        Type.CHOICE,
        choices=ReasonCode,
        filter="reason_code",
    ),
    Column("reason", _("Alasan"), "reason in words", audience=Audience.OWN_OFFICE),
    Column("kinds", _("Jenis perubahan"), "kinds of change", Type.CODE),
    Column("noun", _("Bagian"), "noun", Type.CODE, filter="noun", is_required=True),
    Column("line", _("Baris"), "line of that noun", Type.CODE, is_required=True),
    Column(
        "operation",
        _("Tindakan"),
        "recorded, corrected, withdrawn or deleted",
        Type.CODE,
        is_required=True,
    ),
    Column("row_version", _("Versi baris"), "row version", Type.INTEGER, is_required=True),
    Column("column", _("Kolom"), "column", Type.CODE, filter="column", is_required=True),
    Column("before", _("Sebelum"), "before", Type.ANY),
    Column("after", _("Sesudah"), "after", Type.ANY),
)
