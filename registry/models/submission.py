"""What was sent in: one submission with its token and receipt, and under it the proposed acts as
JSON, each with its own state and its own place in the chain. Decisions are in review.py."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import (
    ActState,
    ChangeSource,
    ExistenceAnswer,
    ReviewStepCode,
    SubmissionKind,
)
from registry.models.base import Record, closed_lists, history_of, promise
from registry.models.notice import TELL_MOVED, TELL_RECEIVED


class Submission(Record):
    """One form that was sent and durably received; the token makes a retry the same submission.
    Region and province are the sender's office's, both empty for the ministry. Changed only through
    registry.changes."""

    kind = models.CharField(
        _("jenis"), max_length=10, choices=SubmissionKind.choices, default=SubmissionKind.YEARLY
    )
    channel = models.CharField(
        _("lewat"), max_length=10, choices=ChangeSource.choices, default=ChangeSource.WEB
    )
    previous = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="next_tries",
        verbose_name=_("perbaikan dari"),
    )
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
    province = models.ForeignKey(
        "registry.Province", models.PROTECT, null=True, blank=True, verbose_name=_("provinsi")
    )
    regency = models.ForeignKey(
        "registry.Regency", models.PROTECT, null=True, blank=True, verbose_name=_("kabupaten/kota")
    )
    received_at = models.DateTimeField(_("diterima pada"))

    class Meta(Record.Meta):
        verbose_name = _("usulan dinas")
        verbose_name_plural = _("usulan dinas")
        ordering = ["-received_at", "-id"]
        constraints = [
            *closed_lists("submission", kind=SubmissionKind, channel=ChangeSource),
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
    against, where it stands in the chain, and its outcome; what each reviewer decided is a
    `Decision`. Changed only through registry.changes."""

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
    # A record of another application it is about instead (registry.queries.matter); how it was
    # called then stands in `shown`.
    matter_code = models.CharField(_("tentang"), max_length=60, blank=True, default="")
    kind = models.CharField(
        _("jenis"), max_length=10, choices=SubmissionKind.choices, default=SubmissionKind.YEARLY
    )
    answer = models.CharField(
        _("jawaban"), max_length=10, choices=ExistenceAnswer.choices, blank=True, default=""
    )
    changes = models.JSONField(_("perubahan yang diusulkan"))
    shown = models.JSONField(_("nilai lama saat diusulkan"), default=dict)
    state = models.CharField(
        _("putusan"), max_length=10, choices=ActState.choices, default=ActState.RECEIVED
    )
    step = models.CharField(
        _("menunggu di"),
        max_length=12,
        choices=ReviewStepCode.choices,
        blank=True,
        default=ReviewStepCode.MINISTRY,
    )
    arrived_at = models.DateTimeField(_("di tahap ini sejak"), null=True, blank=True)
    due_at = models.DateTimeField(_("tenggat putusan"), null=True, blank=True)
    needs_two = models.BooleanField(_("perlu dua pemutus"), default=False)
    risk = models.PositiveSmallIntegerField(_("nilai risiko"), default=0)
    risk_notes = models.JSONField(_("sebab nilai risiko"), default=list)
    # Values no reviewer lets through, by key; they are not applied (registry.changes.review).
    refused = models.JSONField(_("isian yang tidak diterapkan"), default=dict)
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
        triggers = [*Record.Meta.triggers, TELL_RECEIVED, TELL_MOVED]
        verbose_name = _("isi usulan")
        verbose_name_plural = _("isi usulan")
        ordering = ["submission", "position"]
        constraints = [
            *closed_lists("submission_act", state=ActState, kind=SubmissionKind),
            promise(
                "submission_act_answer_listed",
                models.Q(answer="") | models.Q(answer__in=ExistenceAnswer.values),
                "value.not_listed",
                _("Nilai itu tidak ada dalam daftar pilihannya."),
            ),
            promise(
                "submission_act_waits_at_a_step",
                models.Q(state="received", step__in=ReviewStepCode.values)
                | ~models.Q(state="received") & models.Q(step=""),
                "submission.waits_at_a_step",
                _("Usulan yang belum diputuskan menunggu di satu tahap; yang selesai tidak."),
            ),
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
                models.Q(decided_by__isnull=True)
                | ~models.Q(decided_by=models.F("sender"))
                | models.Q(state="withdrawn"),
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

    @property
    def about(self) -> str:
        """The sentra, what one that is to be registered would be called, or the other record it is
        about; empty for none of them."""
        if self.sentra is not None:
            return str(self.sentra)
        if self.matter_code:
            return str(self.matter.get("name") or self.matter_code)
        named = (c["values"].get("name") for c in self.changes if c["kind"] == "sentra.register")
        return str(next(named, None) or "")

    @property
    def matter(self) -> dict[str, str]:
        """Name and address of the other record it is about, as they were when it was sent."""
        found: dict[str, str] = (self.shown or {}).get("matter", {})
        return found

    def __str__(self) -> str:
        return f"{self.submission_id}/{self.position}"


SubmissionEvent = history_of(Submission)
SubmissionActEvent = history_of(SubmissionAct)
