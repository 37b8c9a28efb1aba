"""The ministry's desk over proposals: the queue by risk and age, one page per proposal on which it
is approved, returned or rejected, and many of little risk approved together. Decided is exactly
what the page showed."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.changelist import OWN_PARAMETERS, list_filters
from registry.admin.desk import DeskAdmin, actor_of
from registry.admin.standing import with_standing
from registry.changes.risk import FORMULA, STALE_POINTS
from registry.changes.staleness import stale_now
from registry.changes.together import MOST_TOGETHER
from registry.choices import ActState, ChangeSource, SubmissionKind
from registry.filters.submission import ProposalFilterSet
from registry.forms.decision import DecisionForm, Taken, done_words, take
from registry.forms.decision_page import Reading, age_words, decision_form, decision_page, read
from registry.forms.together import Together, preview_together, shown_versions, take_together
from registry.models import SubmissionAct
from registry.queries.review import waiting_for
from registry.queries.review_desk import ORDER, proposed_name, queue
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import found_proposals, proposals
from sentra.lib.dates import format_date_short

DECISION_PAGE = "admin/registry/submissionact/decision.html"
TOGETHER_PAGE = "admin/registry/submissionact/together.html"
# Django carries the filters of a list along under this name.
KEPT = "_changelist_filters"


@admin.register(SubmissionAct)
class SubmissionActAdmin(DeskAdmin):
    """The queue of proposals. Nothing is added, edited or deleted here."""

    filterset = ProposalFilterSet
    list_display = ("receipt", "sentra_name", "kind", "office", "risked", "age", "due", "stands")
    list_display_links = ("receipt",)
    list_filter = list_filters(
        ProposalFilterSet,
        "state",
        "step",
        "kind",
        "overdue",
        "stale",
        "second",
        "province",
        "office",
    )
    search_help_text = gettext_lazy("Nomor tanda terima, atau nama atau kode sentra")

    # --- columns

    @admin.display(description=gettext_lazy("tanda terima"), ordering="submission__received_at")
    def receipt(self, act: SubmissionAct) -> str:
        """The receipt number."""
        return act.submission.receipt_number

    @admin.display(description=gettext_lazy("sentra"), ordering="sentra__name_key")
    def sentra_name(self, act: SubmissionAct) -> SafeString:
        """The sentra and how it stands, or what a new one would be called."""
        name = proposed_name(act)
        is_new = act.kind == SubmissionKind.REGISTER and act.sentra is None
        return with_standing(act.sentra, _("%(name)s (baru)") % {"name": name} if is_new else name)

    def dressed(self, rows: list[SubmissionAct]) -> list[SubmissionAct]:
        """With the standing of every sentra of the page: one statement."""
        lay_standing(act.sentra for act in rows)
        return rows

    @admin.display(description=gettext_lazy("kantor pengirim"), ordering="submission__office")
    def office(self, act: SubmissionAct) -> SafeString:
        """Who sent it, and where that is."""
        province = act.submission.province
        return format_html("{}<br><small>{}</small>", act.submission.office, province or "")

    @admin.display(description=gettext_lazy("risiko"), ordering="points")
    def risked(self, act: SubmissionAct) -> SafeString:
        """Points of this minute, and why."""
        notes = [(note["words"],) for note in act.risk_notes if note["code"] != "kind"]
        if act.is_stale:  # type: ignore[attr-defined]
            notes.append((_("Catatan berubah sejak diusulkan"),))
        words = format_html_join("", "<br><small>{}</small>", notes)
        return format_html("<b>{}</b>{}", act.points, words)  # type: ignore[attr-defined]

    @admin.display(description=gettext_lazy("umur"), ordering="-submission__received_at")
    def age(self, act: SubmissionAct) -> str:
        """Since it was received."""
        return age_words(timezone.now() - act.submission.received_at)

    @admin.display(description=gettext_lazy("tenggat"), ordering="due_at")
    def due(self, act: SubmissionAct) -> str | SafeString:
        """The last day of the step where it waits."""
        if act.state != ActState.RECEIVED or act.due_at is None:
            return "–"
        day = format_date_short(timezone.localtime(act.due_at).date(), "day")
        if act.due_at >= timezone.now():
            return day
        late = _("lewat tenggat")
        return format_html('{}<br><span class="badge tahap bad">{}</span>', day, late)

    @admin.display(description=gettext_lazy("tahap"), ordering="state")
    def stands(self, act: SubmissionAct) -> SafeString:
        """Where it waits, or what became of it."""
        if act.state != ActState.RECEIVED:
            return format_html("{}", act.get_state_display())
        second = _("menunggu pemutus kedua") if act.is_second else ""  # type: ignore[attr-defined]
        words = (act.get_state_display(), act.get_step_display(), second)
        return format_html("{}<br><small>{} {}</small>", *words)

    # --- rights and rows

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Whoever may decide."""
        return policy.can(actor_of(request), "admin.open")

    def get_ordering(self, request: HttpRequest) -> tuple[str, ...]:
        """What waits, by risk, then age."""
        return ORDER

    def get_queryset(self, request: HttpRequest) -> QuerySet[SubmissionAct]:
        """What the actor may see, with its risk of this minute; asked once per request."""
        stale = getattr(request, "desk_stale", None)
        if stale is None:
            stale = stale_now()
            request.desk_stale = stale  # type: ignore[attr-defined]
        return queue(policy.scope(actor_of(request), proposals()), stale, STALE_POINTS)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet, search_term: str
    ) -> tuple[QuerySet, bool]:
        """By receipt number or sentra."""
        return found_proposals(queryset, search_term), False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The queue, with the formula of its order."""
        return super().changelist_view(request, {"risk_formula": FORMULA, **(extra_context or {})})

    # --- one proposal

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
        reading = read(act)
        if request.method != "POST":
            return self._page(request, reading, decision_form(reading))
        return self._decide(request, reading)

    def _decide(self, request: HttpRequest, reading: Reading) -> HttpResponse:
        act, form = reading.act, decision_form(reading, request.POST)
        step = act.step
        verb, actor = request.POST.get("verb", ""), actor_of(request)
        taken = take(act, form, verb, actor, ChangeSource.ADMIN)
        if not taken.is_done:
            return self._page(request, read(act), form, taken)
        messages.success(request, done_words(act, step, verb))
        following = self._next(request, act)
        if following is None:
            return redirect(self._queue(request))
        address = reverse("admin:registry_submissionact_change", args=[following.pk])
        kept = request.GET.get(KEPT)
        return redirect(f"{address}?{_query(kept)}" if kept else address)

    def _next(self, request: HttpRequest, act: SubmissionAct) -> SubmissionAct | None:
        """The proposal this person decides next, within the list he came from."""
        del request.desk_stale  # type: ignore[attr-defined]
        rows = self.get_queryset(request)
        kept = QueryDict(request.GET.get(KEPT, ""))
        filtered = ProposalFilterSet(kept, rows, surface=OWN_PARAMETERS, request=request)
        rows = filtered.qs if filtered.is_valid() else rows
        agreed = {"decisions__decided_by": actor_of(request).user_id, "is_second": True}
        return waiting_for(actor_of(request), rows).exclude(pk=act.pk).exclude(**agreed).first()

    def _page(
        self, request: HttpRequest, reading: Reading, form: DecisionForm, taken: Taken | None = None
    ) -> HttpResponse:
        taken = taken or Taken()
        context = {
            **self.admin_site.each_context(request),
            "page": decision_page(reading, form, actor_of(request)),
            "form": form,
            "problems": taken.problems,
            "opts": self.opts,
            "original": reading.act,
            "title": _("Putusan usulan"),
            "queue_url": self._queue(request),
        }
        return render(request, DECISION_PAGE, context, status=taken.status)

    def _queue(self, request: HttpRequest) -> str:
        """The list the person came from, else everything that waits."""
        address = reverse("admin:registry_submissionact_changelist")
        return f"{address}?{request.GET.get(KEPT) or f'state={ActState.RECEIVED}'}"

    # --- many at once

    def get_urls(self) -> list[Any]:
        """The page of many, before Django's own."""
        view = self.admin_site.admin_view(self.together_view)
        return [path("bersama/", view, name="review-together"), *super().get_urls()]

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """One act over the list."""
        if IS_POPUP_VAR in request.GET:
            return {}
        name, label = "approve_together", _("Setujui sekaligus…")
        return {name: (_chosen, name, label)}

    def together_page(self, request: HttpRequest, together: Together) -> HttpResponse:
        """The preview, or the result row by row."""
        form = together.form
        refused = bool(form and form.errors) or bool(together.n_refused)
        context = {
            **self.admin_site.each_context(request),
            "title": _("Setujui sekaligus"),
            "opts": self.opts,
            "together": together,
            "post_url": reverse("admin:review-together"),
            "queue_url": self._queue(request),
        }
        return render(request, TOGETHER_PAGE, context, status=422 if refused else 200)

    def together_view(self, request: HttpRequest) -> HttpResponse:
        """Approve what the preview showed."""
        if request.method != "POST":
            return redirect(self._queue(request))
        rows = self.get_queryset(request).filter(pk__in=shown_versions(request.POST))
        together = take_together(list(rows), request.POST, actor_of(request), ChangeSource.ADMIN)
        return self.together_page(request, together)


def _chosen(
    model_admin: SubmissionActAdmin, request: HttpRequest, queryset: QuerySet
) -> HttpResponse:
    """From the list: what would be approved, and what would not."""
    acts = list(queryset[: MOST_TOGETHER + 1])
    if len(acts) > MOST_TOGETHER:
        words = _("Paling banyak %(most)s usulan sekali tindakan; saring daftarnya lebih sempit.")
        messages.error(request, words % {"most": MOST_TOGETHER})
        return redirect(request.get_full_path())
    return model_admin.together_page(request, preview_together(acts, actor_of(request)))


def _query(kept: str) -> str:
    """The filters of the list as Django itself passes them on."""
    query = QueryDict(mutable=True)
    query[KEPT] = kept
    return query.urlencode()
