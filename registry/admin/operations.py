"""What machines write, to be looked at: published numbers, jobs, the queue of recomputation."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from registry.admin.changelist import list_filters
from registry.admin.desk import ReadOnlyAdmin
from registry.filters.office import JobRunFilterSet
from registry.models import DirtyEvent, DrainFailure, Heartbeat, JobRun, ProvincialAggregate


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


@admin.register(DirtyEvent)
class DirtyEventAdmin(ReadOnlyAdmin):
    """Provinces and years whose numbers wait to be computed anew, oldest first."""

    list_display = ("noun", "province_code", "year", "at")
    ordering = ("id",)


@admin.register(DrainFailure)
class DrainFailureAdmin(ReadOnlyAdmin):
    """Provinces whose recomputation failed."""

    list_display = ("province_code", "attempts", "retry_at", "last_error")
    ordering = ("province_code",)


@admin.register(Heartbeat)
class HeartbeatAdmin(ReadOnlyAdmin):
    """The last sign of life of each process."""

    list_display = ("name", "at", "day")
    ordering = ("name",)
