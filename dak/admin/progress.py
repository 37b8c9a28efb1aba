"""Progress reports on the desk: all of them, the page of one with its problems and photos, the
targets on a grant's page, and the list of problems."""

from dataclasses import replace
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from dak.filters.progress import ProgressFilterSet
from dak.models import (
    ProgressPhoto,
    ProgressProblem,
    ProgressProblemKind,
    ProgressReport,
    ProgressTarget,
)
from registry.admin.base import EngineAdmin, EngineInline
from registry.admin.changelist import list_filters
from registry.admin.code_list import CodeListAdmin
from registry.changes.kinds import all_kinds
from registry.forms.base import ReasonedForm
from sentra.lib.number_format import format_exact, format_rupiah


class ReportForm(ReasonedForm):
    """A report; recorded, or revising the one it points to."""

    def typed_values(self) -> dict[str, Any]:
        """A new report with `corrects` takes the kind that revises."""
        if self.is_new and self.cleaned_data.get("corrects"):
            self.verbs = replace(self.verbs, record=all_kinds()["progress.revise"].code)
        return super().typed_values()


class ProblemInline(EngineInline):
    """What held the work up."""

    model, noun = ProgressProblem, "progress_problem"
    fields = ("problem_kind", "words")


class PhotoInline(EngineInline):
    """Which attached photo shows which state."""

    model, noun = ProgressPhoto, "progress_photo"
    fields = ("attachment", "stage")


class TargetInline(EngineInline):
    """How far the grant should be, by its plan of activities."""

    model, noun = ProgressTarget, "progress_target"
    fields = ("due_on", "physical_percent", "amount_idr", "source")


@admin.register(ProgressReport)
class ProgressAdmin(EngineAdmin):
    """Reports of every grant, newest first; a wrong one is revised by a new one."""

    noun = "progress"
    form = ReportForm
    filterset = ProgressFilterSet
    list_filter = list_filters(ProgressFilterSet, "period_kind", "problem", "fund", "province")
    list_display = ("grant", "period", "as_of_on", "physical", "amount", "component", "stands")
    list_select_related: ClassVar[Any] = ("grant", "component")
    ordering = ("-as_of_on", "-pk")
    search_help_text = _("Kode hibah")
    fieldsets = (
        (None, {"fields": (("grant", "component"), ("period_kind", "period_number", "as_of_on"))}),
        (_("Kumulatif sejak awal"), {"fields": (("physical_percent", "amount_idr"),)}),
        (None, {"fields": (("output_volume", "unit_words", "worker_count"),)}),
        (None, {"fields": ("note", "source")}),
        (_("Koreksi"), {"fields": (("corrects", "revision_words"),)}),
    )
    inlines = (ProblemInline, PhotoInline)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Withdrawn reports are history; corrected ones stay, and say so."""
        rows: Any = super().get_queryset(request)
        standing = rows.filter(is_withdrawn=False, grant__is_withdrawn=False)
        return standing.with_corrections()

    @admin.display(description=_("masa"), ordering="period_number")
    def period(self, report: ProgressReport) -> str:
        """Quarter or tranche."""
        return report.period

    @admin.display(description=_("fisik"), ordering="physical_percent")
    def physical(self, report: ProgressReport) -> str:
        """In percent."""
        return f"{format_exact(report.physical_percent)}%"

    @admin.display(description=_("realisasi keuangan"), ordering="amount_idr")
    def amount(self, report: ProgressReport) -> str:
        """Whole rupiah; a dash where nobody said."""
        return "–" if report.amount_idr is None else format_rupiah(report.amount_idr)

    @admin.display(description=_("berlaku"), boolean=True)
    def stands(self, report: Any) -> bool:
        """Whether no later report stands in its place."""
        return not report.is_corrected


@admin.register(ProgressProblemKind)
class ProgressProblemKindAdmin(CodeListAdmin):
    """Kinds of problems that hold work up."""

    noun = "progress_problem_kind"
