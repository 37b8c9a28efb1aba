"""The chain a proposal passes, as data, and what each reviewer decided. Which steps there are and
how long each may take stands in `ReviewStep`; an office switches single steps on or off."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import ReviewStepCode, Verdict
from registry.models.base import Record, closed_lists, history_of, promise
from registry.models.code_list import CodeList


class ReviewStep(CodeList):
    """One step of the chain, in the order of `position`. `is_active` switches it on for every
    office that says nothing else. Changed only through registry.changes."""

    days = models.PositiveSmallIntegerField(
        _("tenggat (hari)"), help_text=_("Hari kalender sejak usulan tiba pada tahap ini.")
    )

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("tahap pemeriksaan")
        verbose_name_plural = _("tahap pemeriksaan")
        constraints = [
            promise(
                "review_step_code_listed",
                models.Q(code__in=ReviewStepCode.values),
                "value.not_listed",
                _("Nilai itu tidak ada dalam daftar pilihannya."),
            ),
            promise(
                "review_step_days_above_zero",
                models.Q(days__gt=0),
                "review_step.days_above_zero",
                _("Tenggat paling sedikit satu hari."),
            ),
        ]


class OfficeStep(Record):
    """One office's own switch of one step: on although the chain has it off, or off although it is
    on. Changed only through registry.changes."""

    office = models.ForeignKey(
        "registry.Office", models.PROTECT, related_name="steps", verbose_name=_("kantor")
    )
    step = models.ForeignKey(ReviewStep, models.PROTECT, verbose_name=_("tahap"))
    is_on = models.BooleanField(_("dijalankan"))

    class Meta(Record.Meta):
        verbose_name = _("tahap kantor")
        verbose_name_plural = _("tahap kantor")
        ordering = ["office", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "step"],
                name="office_step_once",
                violation_error_code="office_step.once",
                violation_error_message=_("Tahap itu sudah diatur untuk kantor ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.office}: {self.step}"


class Decision(Record):
    """What one reviewer decided about one proposed act at one step, on the version he was shown.
    Written once and never corrected. Changed only through registry.changes."""

    act = models.ForeignKey(
        "registry.SubmissionAct",
        models.PROTECT,
        related_name="decisions",
        verbose_name=_("isi usulan"),
    )
    number = models.PositiveSmallIntegerField(_("urutan"))
    step = models.CharField(_("tahap"), max_length=12, choices=ReviewStepCode.choices)
    verdict = models.CharField(_("putusan"), max_length=10, choices=Verdict.choices)
    office = models.ForeignKey(
        "registry.Office",
        models.PROTECT,
        related_name="+",
        null=True,
        blank=True,
        verbose_name=_("kantor pemutus"),
    )
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="decisions_taken",
        verbose_name=_("diputuskan oleh"),
    )
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("pengusul")
    )
    decided_at = models.DateTimeField(_("diputuskan pada"))
    words = models.CharField(_("alasan putusan"), max_length=500)
    # Words and refusals by the key of a proposed value (registry.changes.proposal).
    field_words = models.JSONField(_("catatan pada isian"), default=dict)
    refused = models.JSONField(_("isian yang tidak diterapkan"), default=list)
    version_shown = models.BigIntegerField(_("versi yang ditampilkan"))
    applied_act = models.UUIDField(_("tindakan"), null=True, blank=True, editable=False)
    is_same_person = models.BooleanField(_("memutuskan lebih dari satu tahap"), default=False)

    class Meta(Record.Meta):
        verbose_name = _("putusan")
        verbose_name_plural = _("putusan")
        ordering = ["act", "number"]
        constraints = [
            *closed_lists("decision", step=ReviewStepCode, verdict=Verdict),
            models.UniqueConstraint(
                fields=["act", "number"],
                name="decision_once",
                violation_error_code="decision.once",
                violation_error_message=_("Putusan itu sudah tercatat. Muat ulang halamannya."),
            ),
            promise(
                "decision_two_people",
                ~models.Q(decided_by=models.F("proposer")),
                "submission.two_people",
                _("Usulan tidak boleh diputuskan oleh pengirimnya sendiri."),
            ),
            promise(
                "decision_has_words",
                ~models.Q(words=""),
                "decision.words_missing",
                _("Tulis alasan putusan ini."),
            ),
            promise(
                "decision_applied_is_approved",
                models.Q(applied_act__isnull=True) | models.Q(verdict="approved"),
                "decision.applied_is_approved",
                _("Hanya usulan yang disetujui yang diterapkan."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_step_display()}: {self.get_verdict_display()}"


ReviewStepEvent = history_of(ReviewStep)
OfficeStepEvent = history_of(OfficeStep)
DecisionEvent = history_of(Decision)
