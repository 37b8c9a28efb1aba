"""What a sentra was granted, holds and lacks: legal acts, certificates, needs."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import DatePrecision, LegalActKind, NeedState, Severity
from registry.models.base import closed_lists, history_of, promise
from registry.models.part_figures import date_known, figure_promises, part_figures
from registry.models.sentra import Part

CertificateFigures: Any = part_figures(whole=[("certificate_count", _("jumlah"))])


class LegalAct(Part):
    """A decree or regulation about the sentra, signed by an office and never by a name. Changed
    only through registry.changes."""

    kind = models.CharField(_("jenis"), max_length=20, choices=LegalActKind.choices)
    number = models.CharField(_("nomor"), max_length=120)
    signed_on = models.DateField(_("tanggal"), null=True, blank=True)
    signed_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    signed_by = models.CharField(
        _("ditandatangani oleh"),
        max_length=160,
        blank=True,
        default="",
        help_text=_("Jabatannya, bukan nama orang: misalnya Bupati Lamongan."),
    )
    subject = models.CharField(_("tentang"), max_length=300, blank=True, default="")
    file_reference = models.CharField(
        _("berkas"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Alamat web, atau di mana naskahnya disimpan."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("dasar hukum")
        verbose_name_plural = _("dasar hukum")
        ordering = [models.F("signed_on").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists("legal_act", kind=LegalActKind, signed_precision=DatePrecision),
            date_known("legal_act", "signed_on", "signed_precision"),
            models.UniqueConstraint(
                fields=["sentra", "kind", "number"],
                condition=models.Q(is_withdrawn=False),
                name="legal_act_once",
                violation_error_code="legal_act.once",
                violation_error_message=_("Nomor itu sudah tercatat untuk sentra ini."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


class Certificate(Part, CertificateFigures):
    """How many businesses of the sentra hold a certificate, or how many rights are registered, on a
    day. Changed only through registry.changes."""

    certificate_kind = models.ForeignKey(
        "registry.CertificateKind", models.PROTECT, verbose_name=_("jenis")
    )
    as_of_on = models.DateField(_("per tanggal"), null=True, blank=True)
    as_of_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    note = models.CharField(_("catatan"), max_length=300, blank=True, default="")
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("sertifikat")
        verbose_name_plural = _("sertifikat")
        ordering = [
            "certificate_kind__position",
            models.F("as_of_on").desc(nulls_last=True),
            "-id",
        ]
        constraints = [
            *closed_lists("certificate", as_of_precision=DatePrecision),
            *figure_promises("certificate", "certificate_count"),
            date_known("certificate", "as_of_on", "as_of_precision"),
            models.UniqueConstraint(
                fields=["sentra", "source", "as_of_on", "certificate_kind"],
                condition=models.Q(is_withdrawn=False, as_of_on__isnull=False),
                name="certificate_once",
                violation_error_code="certificate.once",
                violation_error_message=_(
                    "Sertifikat itu sudah tercatat dari sumber dan tanggal yang sama."
                ),
            ),
        ]

    def __str__(self) -> str:
        return str(self.certificate_kind)


class Need(Part):
    """Something the sentra lacks, since when, and what became of it. Changed only through
    registry.changes."""

    need_kind = models.ForeignKey("registry.NeedKind", models.PROTECT, verbose_name=_("jenis"))
    words = models.CharField(
        _("uraian"), max_length=300, blank=True, default="", help_text=_("Kata-kata sumber.")
    )
    severity = models.CharField(
        _("beratnya"), max_length=10, choices=Severity.choices, default=Severity.UNKNOWN
    )
    since_on = models.DateField(_("sejak"), null=True, blank=True)
    since_precision = models.CharField(
        _("ketelitian tanggal"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    state = models.CharField(
        _("keadaan"), max_length=20, choices=NeedState.choices, default=NeedState.OPEN
    )
    state_on = models.DateField(_("keadaan per tanggal"), null=True, blank=True)
    state_precision = models.CharField(
        _("ketelitian tanggal keadaan"),
        max_length=10,
        choices=DatePrecision.choices,
        default=DatePrecision.UNKNOWN,
    )
    answered_by = models.CharField(
        _("dijawab dengan"),
        max_length=300,
        blank=True,
        default="",
        help_text=_("Program, bantuan, atau kegiatan; bukan nama orang."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))

    class Meta(Part.Meta):
        abstract = False
        verbose_name = _("kebutuhan")
        verbose_name_plural = _("kebutuhan")
        ordering = ["need_kind__position", models.F("since_on").desc(nulls_last=True), "-id"]
        constraints = [
            *closed_lists(
                "need",
                severity=Severity,
                state=NeedState,
                since_precision=DatePrecision,
                state_precision=DatePrecision,
            ),
            date_known("need", "since_on", "since_precision"),
            date_known("need", "state_on", "state_precision"),
            promise(
                "need_dates_in_order",
                models.Q(since_on__isnull=True)
                | models.Q(state_on__isnull=True)
                | models.Q(since_on__lte=models.F("state_on")),
                "need.dates_in_order",
                _("Tanggal keadaan tidak boleh sebelum kebutuhan itu ada."),
            ),
            promise(
                "need_answer_said",
                ~models.Q(state="answered") | ~models.Q(answered_by=""),
                "need.answer_said",
                _("Tulis dengan apa kebutuhan itu dijawab."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.need_kind)


LegalActEvent = history_of(LegalAct)
CertificateEvent = history_of(Certificate)
NeedEvent = history_of(Need)
