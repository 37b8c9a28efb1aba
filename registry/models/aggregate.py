"""Published numbers and the queue that keeps them right. These tables are written by machines
only, hold nothing that cannot be computed anew, and therefore keep no history."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.choices import JobState
from sentra.lib.dates import format_clock


class DirtyEvent(models.Model):
    """ "Something in this province and year changed": appended by triggers in the writer's own
    transaction, deleted by the drain alone. NULL province or year means every one."""

    province_code = models.TextField(null=True)
    year = models.IntegerField(null=True)
    noun = models.TextField()
    at = models.DateTimeField(
        db_default=models.Func(function="clock_timestamp", output_field=models.DateTimeField())
    )

    class Meta:
        verbose_name = _("penanda hitung ulang")
        verbose_name_plural = _("penanda hitung ulang")
        indexes = [models.Index(fields=["province_code", "id"], name="dirty_province")]

    def __str__(self) -> str:
        return f"{self.noun} {self.province_code or ''} {self.year or ''}".rstrip()


class ProvincialAggregate(models.Model):
    """One published number: a definition in one region, period and (perhaps) one member of one
    dimension. Written by `registry.aggregates` only.

    `value` is the plain number where all figures are exact, `low` and `high` its bounds (an open
    bound is NULL). `n_reporting` of `n_records` gave the figure. No row means nothing on record,
    which is not zero."""

    definition = models.CharField(_("angka"), max_length=60)
    region_code = models.CharField(
        _("kode wilayah"), max_length=5, help_text=_("“ID” untuk Indonesia.")
    )
    province_code = models.CharField(_("kode provinsi"), max_length=2)
    period = models.CharField(_("periode"), max_length=6)
    dimension = models.CharField(_("menurut"), max_length=20, blank=True, default="")
    member = models.CharField(_("golongan"), max_length=60, blank=True, default="")
    low = models.BigIntegerField(_("batas bawah"), null=True)
    high = models.BigIntegerField(_("batas atas"), null=True)
    n_records = models.IntegerField(_("jumlah baris"))
    n_reporting = models.IntegerField(_("baris yang melaporkan"))
    n_verified = models.IntegerField(_("baris terverifikasi"))
    year_from = models.IntegerField(_("tahun data terlama"), null=True)
    year_to = models.IntegerField(_("tahun data terbaru"), null=True)
    data_as_of = models.DateTimeField(_("data per"))
    computed_at = models.DateTimeField(_("dihitung pada"))

    class Meta:
        verbose_name = _("angka agregat")
        verbose_name_plural = _("angka agregat")
        constraints = [
            models.UniqueConstraint(
                fields=["definition", "region_code", "period", "dimension", "member"],
                name="aggregate_cell_once",
            ),
        ]
        indexes = [
            models.Index(fields=["province_code", "definition"], name="aggregate_province"),
        ]

    def __str__(self) -> str:
        return f"{self.definition} {self.region_code} {self.period}"


class DrainFailure(models.Model):
    """A province whose recompute failed: attempts and when to try again, so that it does not starve
    the others."""

    province_code = models.TextField(primary_key=True)
    attempts = models.IntegerField(_("percobaan"), default=0)
    retry_at = models.DateTimeField(_("dicoba lagi pada"))
    last_error = models.TextField(_("kesalahan terakhir"))

    class Meta:
        verbose_name = _("hitung ulang yang gagal")
        verbose_name_plural = _("hitung ulang yang gagal")

    def __str__(self) -> str:
        return self.province_code


class JobRun(models.Model):
    """One background job that did work or failed."""

    name = models.CharField(_("pekerjaan"), max_length=80)
    state = models.CharField(_("hasil"), max_length=10, choices=JobState.choices)
    started_at = models.DateTimeField(_("mulai"))
    ended_at = models.DateTimeField(_("selesai"))
    detail = models.JSONField(_("rincian"), default=dict)

    class Meta:
        verbose_name = _("pekerjaan latar")
        verbose_name_plural = _("pekerjaan latar")
        ordering = ["-ended_at"]
        indexes = [models.Index(fields=["name", "-ended_at"], name="jobrun_name_ended")]

    def __str__(self) -> str:
        return f"{self.name}, {format_clock(self.ended_at)}"


class Heartbeat(models.Model):
    """The last sign of life of a process, one row each; also the day the last sweep saw."""

    name = models.CharField(_("proses"), max_length=40, primary_key=True)
    at = models.DateTimeField(_("tanda hidup terakhir"))
    day = models.DateField(_("hari (WIB)"))

    class Meta:
        verbose_name = _("tanda hidup")
        verbose_name_plural = _("tanda hidup")

    def __str__(self) -> str:
        return self.name
