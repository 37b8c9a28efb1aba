"""The columns of submissions, for the offices that may see them: what was sent, by which office,
when. Never a person."""

from django.utils.translation import gettext_lazy as _

from registry.choices import ChangeSource, SubmissionKind
from registry.columns.parts import choice
from sentra.lib.columns import Column, Type

SUBMISSION = (
    Column(
        "receipt",
        _("Nomor tanda terima"),
        "receipt number",
        Type.CODE,
        "receipt_number",
        is_required=True,
    ),
    choice("kind", _("Jenis usulan"), "kind of submission", SubmissionKind, filter="kind"),
    choice("channel", _("Lewat"), "channel", ChangeSource, filter="channel"),
    Column(
        "office_code", _("Kode kantor"), "office code", Type.CODE, "office__code", filter="office"
    ),
    Column(
        "province_code",
        _("Kode provinsi kantor"),
        "province code of the office",
        Type.CODE,
        "province_id",
        filter="province",
    ),
    Column(
        "regency_code",
        _("Kode kabupaten/kota kantor"),
        "regency code of the office",
        Type.CODE,
        "regency_id",
        filter="regency",
    ),
    Column(
        "received_at",
        _("Diterima pada"),
        "received at",
        Type.MOMENT,
        "received_at",
        order="received_at",
        is_required=True,
    ),
    Column("body_hash", _("Sidik isi"), "SHA-256 of the body", Type.CODE, "body_hash"),
)
