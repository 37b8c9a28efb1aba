"""What a dinas sent in: one submission with its token and receipt, and under it the proposed acts
as JSON, each with its own state and decision."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import ActState
from registry.models.base import Record, closed_lists, history_of, promise


class Submission(Record):
    """One form that was sent and durably received; the token makes a retry the same submission.
    Changed only through registry.changes."""

    receipt_number = models.CharField(_("nomor tanda terima"), max_length=20, unique=True)
    token = models.UUIDField(_("token formulir"), editable=False)
    body_hash = models.CharField(_("sidik isi"), max_length=64, editable=False)
    office = models.ForeignKey(
        "registry.Office", models.PROTECT, related_name="submissions", verbose_name=_("kantor")
    )
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="submissions",
        verbose_name=_("pengirim"),
    )
    province = models.ForeignKey("registry.Province", models.PROTECT, verbose_name=_("provinsi"))
    regency = models.ForeignKey(
        "registry.Regency", models.PROTECT, null=True, verbose_name=_("kabupaten/kota")
    )
    received_at = models.DateTimeField(_("diterima pada"))

    class Meta(Record.Meta):
        verbose_name = _("usulan dinas")
        verbose_name_plural = _("usulan dinas")
        ordering = ["-received_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "token"],
                name="submission_token_once",
                violation_error_code="submission.token_once",
                violation_error_message=_("Formulir ini sudah pernah dikirim."),
            ),
        ]

    def __str__(self) -> str:
        return self.receipt_number


class SubmissionAct(Record):
    """One proposed act: the changes exactly as they will be applied, the versions they were made
    against, and the decision. Changed only through registry.changes."""

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="acts", verbose_name=_("usulan")
    )
    position = models.PositiveSmallIntegerField(_("urutan"), default=0)
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        related_name="proposals",
        verbose_name=_("sentra"),
    )
    changes = models.JSONField(_("perubahan yang diusulkan"))
    shown = models.JSONField(_("nilai lama saat diusulkan"), default=dict)
    state = models.CharField(
        _("putusan"), max_length=10, choices=ActState.choices, default=ActState.RECEIVED
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="decisions",
        verbose_name=_("diputuskan oleh"),
    )
    decided_at = models.DateTimeField(_("diputuskan pada"), null=True, blank=True)
    decision_reason = models.CharField(_("alasan putusan"), max_length=500, blank=True, default="")
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pengirim")
    )
    applied_act = models.UUIDField(_("tindakan"), null=True, blank=True, editable=False)

    class Meta(Record.Meta):
        verbose_name = _("isi usulan")
        verbose_name_plural = _("isi usulan")
        ordering = ["submission", "position"]
        constraints = [
            *closed_lists("submission_act", state=ActState),
            models.UniqueConstraint(
                fields=["submission", "position"],
                name="submission_act_once",
                violation_error_code="submission.act_once",
                violation_error_message=_("Urutan itu sudah terisi pada usulan ini."),
            ),
            promise(
                "submission_act_decision_whole",
                models.Q(
                    state="received",
                    decided_by__isnull=True,
                    decided_at__isnull=True,
                    decision_reason="",
                )
                | models.Q(decided_by__isnull=False, decided_at__isnull=False)
                & ~models.Q(state="received")
                & ~models.Q(decision_reason=""),
                "submission.decision_whole",
                _("Putusan memerlukan siapa, kapan, dan alasannya."),
            ),
            promise(
                "submission_act_two_people",
                models.Q(decided_by__isnull=True) | ~models.Q(decided_by=models.F("sender")),
                "submission.two_people",
                _("Usulan tidak boleh diputuskan oleh pengirimnya sendiri."),
            ),
            promise(
                "submission_act_approved_is_applied",
                models.Q(state="approved", applied_act__isnull=False)
                | ~models.Q(state="approved") & models.Q(applied_act__isnull=True),
                "submission.approved_is_applied",
                _("Hanya usulan yang disetujui yang diterapkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.position}"


SubmissionEvent = history_of(Submission)
SubmissionActEvent = history_of(SubmissionAct)
