"""What progress reports can be filtered by; the same names on every surface."""

from django.contrib.postgres.aggregates import StringAgg
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from dak.choices import ReportPeriod
from dak.filters.money import OfGrant, of_grant
from dak.models import ProgressProblem, ProgressProblemKind, ProgressReport, ProgressTarget
from sentra.lib.filtering import Parameter
from sentra.lib.readers import Codes, Day, OneOf, Whole


def problem_kinds() -> QuerySet[ProgressProblemKind]:
    """Every kind of problem, also those no longer in use."""
    return ProgressProblemKind.objects.all()


def with_problems(rows: QuerySet[ProgressReport]) -> QuerySet[ProgressReport]:
    """Each report with the codes of its problems, in their order."""
    return rows.annotate(
        problem_codes=StringAgg(
            "problems__problem_kind__code",
            delimiter=" ",
            filter=Q(problems__is_withdrawn=False),
            order_by=("problems__problem_kind__position", "problems__id"),
        )
    )


class TargetFilterSet(OfGrant):
    """Targets by grant and day."""

    parameters = (
        *of_grant(),
        Parameter("due_on", _("Sampai tanggal"), Day(), path="due_on", lookups=("", "gte", "lte")),
    )

    class Meta:
        model = ProgressTarget


class ProgressFilterSet(OfGrant):
    """Reports by grant, period, day and problem."""

    parameters = (
        *of_grant(),
        Parameter("period_kind", _("Jenis masa"), OneOf(ReportPeriod), path="period_kind"),
        Parameter("period_number", _("Masa ke"), Whole(1, 12), path="period_number"),
        Parameter(
            "as_of_on",
            _("Keadaan per tanggal"),
            Day(),
            path="as_of_on",
            lookups=("", "gte", "lte"),
        ),
        Parameter(
            "problem",
            _("Jenis masalah"),
            Codes(problem_kinds, example="weather"),
            lookups=("", "in"),
        ),
    )

    class Meta:
        model = ProgressReport

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Columns and regions, then the problems a report names."""
        queryset = super().filter_queryset(queryset)
        codes = [*self.values.get("problem", []), *self.values.get("problem__in", [])]
        if codes:
            named = ProgressProblem.objects.filter(
                report=OuterRef("pk"), problem_kind__code__in=codes, is_withdrawn=False
            )
            queryset = queryset.filter(Exists(named))
        return queryset
