"""How far the work under a grant has come: cumulative reports with their problems and photos, the
plan they are held against, and the kinds of problems as a list that is data.

A report exists once somebody decided about it; its figures are never edited. A correction is a
report that points to the earlier one and says why; the one that nothing points to is in force."""

from datetime import date

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from dak.choices import PhotoStage, ReportPeriod
from dak.models.grant import Grant
from dak.models.money import GrantComponent, MoneyQuerySet
from registry.models import CodeList
from registry.models.base import (
    CompositeForeignKey,
    Record,
    closed_lists,
    history_of,
    promise,
)

# What nobody edits once a report stands; words and source may still be mended.
REPORTED = (
    "grant_id",
    "component_id",
    "corrects_id",
    "period_kind",
    "period_number",
    "as_of_on",
    "physical_percent",
    "amount_idr",
    "output_volume",
    "unit_words",
    "worker_count",
    "revision_words",
)


def reported_stays() -> pgtrigger.Trigger:
    """Refuses to edit what a report says, whoever asks, raw SQL included."""
    old = ", ".join(f"OLD.{column}" for column in REPORTED)
    new = ", ".join(f"NEW.{column}" for column in REPORTED)
    return pgtrigger.Trigger(
        name="reported_stays",
        level=pgtrigger.Row,
        when=pgtrigger.Before,
        operation=pgtrigger.Update,
        func=f"""
            IF ({old}) IS DISTINCT FROM ({new}) THEN
                RAISE 'a report on % is corrected by a new row', TG_TABLE_NAME
                    USING ERRCODE = 'RG004';
            END IF;
            RETURN NEW;
        """,
    )


class ProgressReport(Record):
    """How far a grant, or one component of it, had come on a day: physical progress, money spent
    and output, all since the beginning. Changed only through registry.changes."""

    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="progress_reports", verbose_name=_("hibah")
    )
    component = models.ForeignKey(
        GrantComponent,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="progress_reports",
        verbose_name=_("komponen"),
        help_text=_("Kosong berarti seluruh hibah."),
    )
    period_kind = models.CharField(
        _("jenis masa"),
        max_length=10,
        choices=ReportPeriod.choices,
        default=ReportPeriod.QUARTER,
    )
    period_number = models.PositiveSmallIntegerField(
        _("masa ke"), help_text=_("Triwulan 1 sampai 4, atau nomor tahap penyaluran.")
    )
    as_of_on = models.DateField(_("keadaan per tanggal"))
    physical_percent = models.DecimalField(_("kemajuan fisik (%)"), max_digits=6, decimal_places=3)
    amount_idr = models.BigIntegerField(
        _("realisasi keuangan, kumulatif"),
        null=True,
        blank=True,
        help_text=_("Sejak awal sampai tanggal itu. Nol berarti belum ada yang dibelanjakan."),
    )
    output_volume = models.DecimalField(
        _("volume keluaran"), max_digits=14, decimal_places=3, null=True, blank=True
    )
    unit_words = models.CharField(_("satuan"), max_length=40, blank=True, default="")
    worker_count = models.PositiveIntegerField(
        _("tenaga kerja terserap"), null=True, blank=True, help_text=_("Orang, pada masa laporan.")
    )
    note = models.CharField(
        _("catatan"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Untuk pemeriksa; tidak ditampilkan kepada umum. Jangan menulis nama orang."),
    )
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="corrections",
        verbose_name=_("mengoreksi laporan"),
        help_text=_("Nomor laporan yang keliru."),
    )
    revision_words = models.CharField(_("alasan koreksi"), max_length=300, blank=True, default="")
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "grant"
    objects = MoneyQuerySet.as_manager()

    class Meta(Record.Meta):
        verbose_name = _("laporan kemajuan")
        verbose_name_plural = _("laporan kemajuan")
        ordering = ["grant", "as_of_on", "id"]
        constraints = [
            *closed_lists("progress", period_kind=ReportPeriod),
            promise(
                "progress_period_possible",
                Q(period_number__gte=1, period_number__lte=12)
                & (~Q(period_kind="quarter") | Q(period_number__lte=4)),
                "progress.period_possible",
                _("Triwulan harus antara 1 dan 4, tahap antara 1 dan 12."),
            ),
            promise(
                "progress_percent_possible",
                Q(physical_percent__gte=0, physical_percent__lte=100),
                "progress.percent_possible",
                _("Kemajuan fisik harus antara 0 dan 100 persen."),
            ),
            promise(
                "progress_amount_not_negative",
                Q(amount_idr__isnull=True) | Q(amount_idr__gte=0),
                "progress.amount_not_negative",
                _("Jumlah uang tidak boleh kurang dari nol."),
            ),
            promise(
                "progress_volume_has_unit",
                Q(output_volume__isnull=True, unit_words="")
                | Q(output_volume__gte=0, output_volume__isnull=False) & ~Q(unit_words=""),
                "progress.volume_has_unit",
                _("Volume keluaran tidak boleh kurang dari nol dan harus bersatuan."),
            ),
            promise(
                "progress_revision_says_why",
                Q(corrects__isnull=True, revision_words="")
                | Q(corrects__isnull=False) & ~Q(revision_words=""),
                "progress.revision_says_why",
                _("Koreksi laporan memerlukan alasan; laporan baru tidak."),
            ),
            models.UniqueConstraint(fields=["id", "grant"], name="progress_id_grant"),
            CompositeForeignKey(
                name="progress_corrects_own_grant",
                fields=["corrects", "grant"],
                to="dak.ProgressReport",
                to_fields=["id", "grant"],
                violation_error_code="progress.corrects_own_grant",
                violation_error_message=_("Laporan yang dikoreksi harus milik hibah yang sama."),
            ),
            CompositeForeignKey(
                name="progress_component_own_grant",
                fields=["component", "grant"],
                to="dak.GrantComponent",
                to_fields=["id", "grant"],
                violation_error_code="progress.component_own_grant",
                violation_error_message=_("Komponen itu bukan bagian dari hibah yang dilaporkan."),
            ),
            models.UniqueConstraint(
                fields=["corrects"],
                condition=Q(is_withdrawn=False),
                name="progress_corrected_once",
                violation_error_code="progress.corrected_once",
                violation_error_message=_(
                    "Laporan itu sudah dikoreksi; koreksi laporan yang berlaku."
                ),
            ),
            # NULL components are never equal to one another, hence the second promise.
            models.UniqueConstraint(
                fields=["grant", "as_of_on"],
                condition=Q(is_withdrawn=False, corrects__isnull=True, component__isnull=True),
                name="progress_once",
                violation_error_code="progress.once",
                violation_error_message=_(
                    "Kemajuan per tanggal itu sudah dilaporkan; koreksi laporannya."
                ),
            ),
            models.UniqueConstraint(
                fields=["component", "as_of_on"],
                condition=Q(is_withdrawn=False, corrects__isnull=True),
                name="progress_once_of_component",
                violation_error_code="progress.once",
                violation_error_message=_(
                    "Kemajuan per tanggal itu sudah dilaporkan; koreksi laporannya."
                ),
            ),
        ]
        triggers = [*Record.Meta.triggers, reported_stays()]

    def __str__(self) -> str:
        return f"{self.period} · {self.as_of_on:%d/%m/%Y}"

    @property
    def period(self) -> str:
        """The quarter or tranche in words."""
        return period_words(self.period_kind, self.period_number, self.as_of_on)


ROMAN = ("I", "II", "III", "IV")


def period_words(kind: str, number: int, day: date) -> str:
    """`TW III 2026`, or `Tahap 2`."""
    if kind == ReportPeriod.QUARTER and 1 <= number <= len(ROMAN):
        return f"TW {ROMAN[number - 1]} {day.year}"
    return str(_("Tahap %(number)s") % {"number": number})


class ProgressTarget(Record):
    """How far a grant should have come by a day, according to its plan of activities. Changed only
    through registry.changes."""

    grant = models.ForeignKey(
        Grant, models.PROTECT, related_name="progress_targets", verbose_name=_("hibah")
    )
    due_on = models.DateField(_("sampai tanggal"))
    physical_percent = models.DecimalField(_("target fisik (%)"), max_digits=6, decimal_places=3)
    amount_idr = models.BigIntegerField(_("target keuangan"), null=True, blank=True)
    source = models.ForeignKey("registry.Source", models.PROTECT, verbose_name=_("sumber"))
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "grant"

    class Meta(Record.Meta):
        verbose_name = _("target kemajuan")
        verbose_name_plural = _("target kemajuan")
        ordering = ["grant", "due_on", "id"]
        constraints = [
            promise(
                "progress_target_percent_possible",
                Q(physical_percent__gte=0, physical_percent__lte=100),
                "progress_target.percent_possible",
                _("Target fisik harus antara 0 dan 100 persen."),
            ),
            promise(
                "progress_target_amount_not_negative",
                Q(amount_idr__isnull=True) | Q(amount_idr__gte=0),
                "progress_target.amount_not_negative",
                _("Jumlah uang tidak boleh kurang dari nol."),
            ),
            models.UniqueConstraint(
                fields=["grant", "due_on"],
                condition=Q(is_withdrawn=False),
                name="progress_target_once",
                violation_error_code="progress_target.once",
                violation_error_message=_("Target sampai tanggal itu sudah tercatat."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.due_on:%d/%m/%Y}"


class ProgressProblemKind(CodeList):
    """A kind of problem that holds work up. Changed only through registry.changes."""

    class Meta(CodeList.Meta):
        abstract = False
        verbose_name = _("jenis masalah")
        verbose_name_plural = _("jenis masalah")


class ProgressProblem(Record):
    """One problem a report names, with words of the office. Changed only through
    registry.changes."""

    report = models.ForeignKey(
        ProgressReport, models.PROTECT, related_name="problems", verbose_name=_("laporan")
    )
    problem_kind = models.ForeignKey(
        ProgressProblemKind, models.PROTECT, related_name="+", verbose_name=_("jenis masalah")
    )
    words = models.CharField(
        _("keterangan"),
        max_length=500,
        blank=True,
        default="",
        help_text=_("Tidak ditampilkan kepada umum. Jangan menulis nama orang."),
    )
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "report"

    class Meta(Record.Meta):
        verbose_name = _("masalah pekerjaan")
        verbose_name_plural = _("masalah pekerjaan")
        ordering = ["report", "problem_kind__position", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "problem_kind"],
                condition=Q(is_withdrawn=False),
                name="progress_problem_once",
                violation_error_code="progress_problem.once",
                violation_error_message=_("Masalah itu sudah disebut pada laporan ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.problem_kind)


class ProgressPhoto(Record):
    """One attached photo and which state of the work it shows; the file and its coordinates are
    never public. Changed only through registry.changes."""

    report = models.ForeignKey(
        ProgressReport, models.PROTECT, related_name="photos", verbose_name=_("laporan")
    )
    stage = models.CharField(_("keadaan"), max_length=10, choices=PhotoStage.choices)
    attachment = models.ForeignKey(
        "registry.Attachment", models.PROTECT, related_name="+", verbose_name=_("foto")
    )
    is_withdrawn = models.BooleanField(_("ditarik"), default=False, editable=False)

    part_of = "report"

    class Meta(Record.Meta):
        verbose_name = _("foto kemajuan")
        verbose_name_plural = _("foto kemajuan")
        ordering = ["report", "id"]
        constraints = [
            *closed_lists("progress_photo", stage=PhotoStage),
            models.UniqueConstraint(
                fields=["report", "attachment"],
                condition=Q(is_withdrawn=False),
                name="progress_photo_once",
                violation_error_code="progress_photo.once",
                violation_error_message=_("Foto itu sudah ada pada laporan ini."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.get_stage_display())


ProgressReportEvent = history_of(ProgressReport, app_label="dak")
ProgressTargetEvent = history_of(ProgressTarget, app_label="dak")
ProgressProblemKindEvent = history_of(ProgressProblemKind, app_label="dak")
ProgressProblemEvent = history_of(ProgressProblem, app_label="dak")
ProgressPhotoEvent = history_of(ProgressPhoto, app_label="dak")
