"""Forms that are begun and not sent. A draft belongs to the office, so that a colleague can go on
and a change of head loses nothing."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import SubmissionKind
from registry.models.base import closed_lists


class Draft(models.Model):
    """One form as far as it is typed. No record of the registry: it has no approval and no history,
    and goes when it is sent or thrown away. Written only by registry.changes.drafts."""

    reference = models.CharField(_("nomor draf"), max_length=12, unique=True)
    office = models.ForeignKey(
        "registry.Office", models.PROTECT, related_name="drafts", verbose_name=_("kantor")
    )
    token = models.UUIDField(_("token formulir"), editable=False)
    kind = models.CharField(_("jenis"), max_length=10, choices=SubmissionKind.choices)
    sentra = models.ForeignKey(
        "registry.Sentra",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="drafts",
        verbose_name=_("sentra"),
    )
    matter_code = models.CharField(_("tentang"), max_length=60, blank=True, default="")
    year = models.PositiveSmallIntegerField(_("tahun"))
    typed = models.JSONField(_("yang diketik"), default=dict)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("dimulai oleh")
    )
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("disimpan oleh")
    )
    started_at = models.DateTimeField(_("dimulai pada"), auto_now_add=True)
    saved_at = models.DateTimeField(_("disimpan pada"), auto_now=True)
    revision = models.PositiveIntegerField(_("simpanan ke-"), default=1)

    class Meta:
        verbose_name = _("draf")
        verbose_name_plural = _("draf")
        ordering = ["-saved_at"]
        constraints = [
            *closed_lists("draft", kind=SubmissionKind),
            models.UniqueConstraint(
                fields=["office", "token"],
                name="draft_once",
                violation_error_code="draft.once",
                violation_error_message=_("Draf itu sudah ada."),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
