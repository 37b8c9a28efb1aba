"""Progress reports of grants and their targets, as lists."""

from django.db.models import QuerySet

from dak.columns.progress import PROGRESS, TARGET
from dak.filters.progress import ProgressFilterSet, TargetFilterSet, with_problems
from dak.models import ProgressReport, ProgressTarget
from registry import policy
from registry.api.base import RegistryList


class ProgressList(RegistryList):
    """Laporan kemajuan yang berlaku: fisik, keuangan, dan keluaran, semuanya kumulatif. Laporan
    yang sudah dikoreksi atau ditarik tidak tercantum; foto dan letaknya tidak pernah dibuka."""

    name, row_name, tag = "dak-progress", "ProgressReport", "dak"
    columns, filterset_class = PROGRESS, ProgressFilterSet
    ordering = ("grant_code", "as_of_on")

    def queryset(self) -> QuerySet:
        """The reports in force, each with its problems."""
        standing = ProgressReport.objects.in_force().filter(grant__is_withdrawn=False)
        rows = with_problems(standing)
        return policy.scope(self.viewer.actor, rows)


class TargetList(RegistryList):
    """Target kemajuan hibah menurut rencana kegiatannya, kumulatif: fisik, dan keuangan bila
    disebut. Dibandingkan dengan laporan kemajuan pada halaman hibah."""

    name, row_name, tag = "dak-progress-targets", "ProgressTarget", "dak"
    columns, filterset_class = TARGET, TargetFilterSet
    ordering = ("grant_code", "due_on")

    def queryset(self) -> QuerySet:
        """The targets in force."""
        standing = ProgressTarget.objects.filter(is_withdrawn=False, grant__is_withdrawn=False)
        return policy.scope(self.viewer.actor, standing)
