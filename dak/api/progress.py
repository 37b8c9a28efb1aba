"""Progress reports of grants, as lists."""

from django.db.models import QuerySet

from dak.columns.progress import PROGRESS
from dak.filters.progress import ProgressFilterSet, with_problems
from dak.models import ProgressReport
from registry import policy
from registry.api.base import RegistryList


class ProgressList(RegistryList):
    """Laporan kemajuan yang berlaku: fisik, keuangan, dan keluaran, semuanya kumulatif. Laporan
    yang sudah dikoreksi atau ditarik tidak tercantum; foto dan letaknya tidak pernah dibuka."""

    name, row_name, tag = "dak-progress-reports", "ProgressReport", "dak"
    columns, filterset_class = PROGRESS, ProgressFilterSet
    ordering = ("grant_code", "as_of_on")

    def queryset(self) -> QuerySet:
        """The reports in force, each with its problems."""
        standing = ProgressReport.objects.in_force().filter(grant__is_withdrawn=False)
        rows = with_problems(standing)
        return policy.scope(self.viewer.actor, rows)
