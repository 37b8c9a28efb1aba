"""What machines write, to be looked at: published numbers, jobs, the queue of recomputation."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.changelist import list_filters
from registry.admin.desk import ReadOnlyAdmin
from registry.filters.office import JobRunFilterSet
from registry.models import DirtyEvent, DrainFailure, Heartbeat, JobRun, ProvincialAggregate
from sentra.lib.dates import format_clock


@admin.register(ProvincialAggregate)
class AggregateAdmin(ReadOnlyAdmin):
    """Published numbers, as stored. Money cells below three reporting sentra are published as
    suppressed; here staff see what is stored."""

    list_display = (
        "definition",
        "region_code",
        "period",
        "member",
        "low",
        "high",
        "n_reporting",
        "data_as_of",
    )
    ordering = ("definition", "region_code", "period", "dimension", "member")
    search_help_text = _("Kode angka, misalnya sentra.count")


@admin.register(JobRun)
class JobRunAdmin(ReadOnlyAdmin):
    """Jobs that did work or failed, newest first."""

    filterset = JobRunFilterSet
    list_display = ("name", "state", "started_at", "ended_at")
    list_filter = list_filters(JobRunFilterSet, "state")
    ordering = ("-ended_at",)
    search_help_text = _("Nama pekerjaan")


@admin.register(DirtyEvent)
class DirtyEventAdmin(ReadOnlyAdmin):
    """Provinces and years whose numbers wait to be computed anew, oldest first."""

    list_display = ("what", "where", "which_year", "since")
    fields = list_display
    ordering = ("id",)
    search_help_text = _("Nomor penanda")

    @admin.display(description=_("catatan yang berubah"), ordering="noun")
    def what(self, event: DirtyEvent) -> str:
        """The noun as the queue names it."""
        return event.noun

    @admin.display(description=_("provinsi"), ordering="province_code")
    def where(self, event: DirtyEvent) -> str:
        """One province, or every one."""
        return event.province_code or str(_("semua provinsi"))

    @admin.display(description=_("tahun"), ordering="year")
    def which_year(self, event: DirtyEvent) -> str:
        """One year, or every one."""
        return str(event.year or _("semua tahun"))

    @admin.display(description=_("sejak"), ordering="at")
    def since(self, event: DirtyEvent) -> str:
        """When it was written."""
        return format_clock(event.at)


@admin.register(DrainFailure)
class DrainFailureAdmin(ReadOnlyAdmin):
    """Provinces whose recomputation failed."""

    list_display = ("where", "attempts", "retry_at", "last_error")
    fields = list_display
    ordering = ("province_code",)
    search_help_text = _("Kode provinsi")

    @admin.display(description=_("provinsi"), ordering="province_code")
    def where(self, failure: DrainFailure) -> str:
        """The code, by which the queue knows it."""
        return failure.province_code


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """The last sign of life of each process."""

    list_display = ("name", "at", "day")
    ordering = ("name",)
    search_help_text = _("Nama proses")
