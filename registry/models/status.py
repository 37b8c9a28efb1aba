"""Whether a sentra exists (status) and who looked (verification): two dated facts, never mixed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, ExistenceStatus, VerificationMethod
from registry.models.base import (
    PART_ROWS,
    Record,
    closed_lists,
    dirty,
    history_of,
    promise,
)
from registry.models.sentra import Part
from sentra.lib.dates import format_date


class SentraStatus(Part):
    """Existence as somebody reported it on a day. An unknown day counts only in `latest`. Changed
    only through registry.changes."""

    status = models.CharField(_("keadaan"), max_length=10, choices=ExistenceStatus.choices)
    status_on = models.DateField(_("per tanggal"), null=True, blank=True)
    status_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.DAY,
    )
    evidence = models.CharField(_("dasar"), max_length=500, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    region_code = models.CharField(
        _("kode wilayah pada masanya"), max_length=13, blank=True, default="", editable=False
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("keadaan sentra")
        verbose_name_plural = _("keadaan sentra")
        ordering = [models.F("status_on").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists("status", status=ExistenceStatus, status_precision=DatePrecision),
            promise(
                "status_date_known",
                models.Q(status_on__isnull=True, status_precision="unknown")
                | models.Q(status_on__isnull=False) & ~models.Q(status_precision="unknown"),
                "status.date_known",
                _("Isi tanggalnya, atau pilih ketelitian “tidak diketahui”."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("status", PART_ROWS)]

    def __str__(self) -> str:
        return self.get_status_display()


class SentraVerification(Part):
    """An office looked, on a day, by a method, and confirms or disputes the record. Kept apart from
    existence. Changed only through registry.changes."""

    verified_on = models.DateField(_("tanggal verifikasi"))
    valid_to = models.DateField(_("berlaku sampai"), null=True, blank=True)
    office = models.ForeignKey("registry.Office", models.PROTECT, verbose_name=_("kantor"))
    method = models.CharField(_("cara"), max_length=10, choices=VerificationMethod.choices)
    is_disputed = models.BooleanField(_("dibantah"), default=False)
    note = models.CharField(_("catatan"), max_length=500, blank=True, default="")
    region_code = models.CharField(
        _("kode wilayah pada masanya"), max_length=13, blank=True, default="", editable=False
    )

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("verifikasi")
        verbose_name_plural = _("verifikasi")
        ordering = ["-verified_on", "-id"]
        constraints = [
            *closed_lists("verification", method=VerificationMethod),
            promise(
                "verification_dates_in_order",
                models.Q(valid_to__isnull=True) | models.Q(valid_to__gt=models.F("verified_on")),
                "verification.dates_in_order",
                _("Masa berlaku harus sesudah tanggal verifikasi."),
            ),
        ]
        triggers = [*Record.Meta.triggers, *dirty("verification", PART_ROWS)]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {format_date(self.verified_on)}"


SentraStatusEvent = history_of(SentraStatus)
SentraVerificationEvent = history_of(SentraVerification)
