"""The ministry's desk over proposals: the queue by age, and one page per proposal on which it is
approved, returned or rejected. Decided is exactly what the page showed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.changelist import list_filters
from registry.admin.desk import DeskAdmin, actor_of
from registry.changes import review as verbs
from registry.changes.change import Applied, Change
from registry.changes.proposal import proposed_values
from registry.choices import ActState
from registry.filters.submission import ProposalFilterSet
from registry.forms.decision import DecisionForm
from registry.models import SubmissionAct
from registry.policy import Actor
from registry.queries.submission import found_proposals, proposals, standing
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem

VERBS: dict[str, tuple[Callable[..., Applied], Any]] = {
    "approve": (verbs.approve, gettext_lazy("Usulan %(number)s disetujui dan diterapkan.")),
    "return": (verbs.return_for_correction, gettext_lazy("Usulan %(number)s dikembalikan.")),
    "reject": (verbs.reject, gettext_lazy("Usulan %(number)s ditolak.")),
}
DECISION_PAGE = "admin/registry/submissionact/decision.html"


@admin.register(SubmissionAct)
class SubmissionActAdmin(DeskAdmin):
    """The queue of proposals, oldest first. Nothing is added, edited or deleted here."""

    filterset = ProposalFilterSet
    list_display = ("receipt", "sentra", "office", "province", "age", "state")
    list_display_links = ("receipt",)
    list_filter = list_filters(ProposalFilterSet, "state", "province")
    ordering = ("submission__received_at", "pk")
    search_help_text = gettext_lazy("Nomor tanda terima, atau nama atau kode sentra")

    @admin.display(description=gettext_lazy("tanda terima"), ordering="submission__received_at")
    def receipt(self, act: SubmissionAct) -> str:
        """The receipt number."""
        return act.submission.receipt_number

    @admin.display(description=gettext_lazy("kantor pengirim"), ordering="submission__office")
    def office(self, act: SubmissionAct) -> str:
        """Who sent it."""
        return str(act.submission.office)

    @admin.display(description=gettext_lazy("provinsi"), ordering="submission__province")
    def province(self, act: SubmissionAct) -> str:
        """Of the sender."""
        return str(act.submission.province)

    @admin.display(description=gettext_lazy("umur"), ordering="-submission__received_at")
    def age(self, act: SubmissionAct) -> str:
        """Since it was received."""
        return age_words(timezone.now() - act.submission.received_at)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may decide."""
        return policy.can(actor_of(request), "admin.open")

    def get_queryset(self, request: HttpRequest) -> QuerySet[SubmissionAct]:
        """What the actor may see, oldest first."""
        return policy.scope(actor_of(request), proposals())

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By receipt number or sentra."""
        return found_proposals(queryset, search_term), False

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The decision page. Not the stock change form: it opens no transaction of its own."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        act = self.get_object(request, object_id or "")
        if act is None:
            raise Http404
        if request.method != "POST":
            return self._page(request, act, DecisionForm(initial={"version": act.version}))
        return self._decide(request, act)

    def _decide(self, request: HttpRequest, act: SubmissionAct) -> HttpResponse:
        form = DecisionForm(request.POST)
        verb, done = VERBS.get(request.POST.get("verb", ""), (None, ""))
        if verb is None or not form.is_valid():
            return self._page(request, act, form, status=422)
        try:
            verb(
                act,
                actor=actor_of(request),
                version_shown=form.cleaned_data["version"],
                words=form.cleaned_data["words"],
            )
        except ChangeRejected as refusal:
            return self._refused(request, act, form, refusal)
        messages.success(request, done % {"number": act.submission.receipt_number})
        return redirect("admin:registry_submissionact_changelist")

    def _refused(
        self, request: HttpRequest, act: SubmissionAct, form: DecisionForm, refusal: ChangeRejected
    ) -> HttpResponse:
        """The page as it stands now, with the words kept; nothing was decided or applied."""
        codes = {problem.code for problem in refusal.problems}
        moved = isinstance(refusal, ChangeConflict) or bool(
            codes & {"submission.stale", "submission.already_decided"}
        )
        act.refresh_from_db()
        form.show_version(act.version)
        status = 409 if moved else 422
        return self._page(request, act, form, problems=refusal.problems, status=status)

    def _page(
        self,
        request: HttpRequest,
        act: SubmissionAct,
        form: DecisionForm,
        *,
        problems: tuple[Problem, ...] = (),
        status: int = 200,
    ) -> HttpResponse:
        actor = actor_of(request)
        context = {
            **self.admin_site.each_context(request),
            **decision_context(act, actor),
            "form": form,
            "problems": problems,
            "opts": self.opts,
            "original": act,
            "title": _("Putusan usulan"),
        }
        return render(request, DECISION_PAGE, context, status=status)


def decision_context(act: SubmissionAct, actor: Actor) -> dict[str, Any]:
    """What a decision page shows: each field then, now and proposed, and what stands in the way."""
    shown = act.shown or {}
    basis, old = shown.get("basis"), shown.get("old", {})
    now = standing(act.sentra_id, basis["year"]) if basis and act.sentra_id else None
    is_open = act.state == ActState.RECEIVED
    is_stale = is_open and now is not None and now.basis != basis
    changes = [Change.from_json(change) for change in act.changes]
    return {
        "act": act,
        "submission": act.submission,
        "answer": shown.get("answer", ""),
        "year": basis["year"] if basis else None,
        # Words are compared only where rows have moved: wording may differ between releases.
        "values": proposed_values(changes, old, now.words() if now and is_stale else None),
        "is_open": is_open,
        "is_stale": is_stale,
        "is_own": act.sender_id == actor.user_id,
        "may_decide": is_open and act.sender_id != actor.user_id and policy.may_decide(actor, act),
        "fingerprint": act.submission.body_hash[:8],
        "age": age_words(timezone.now() - act.submission.received_at),
    }


def age_words(age: timedelta) -> str:
    """Whole days, or hours within the first."""
    if age.days:
        return _("%(n)s hari") % {"n": age.days}
    return _("%(n)s jam") % {"n": age.seconds // 3600}
