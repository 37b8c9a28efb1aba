"""The review desk of a province or of the head of an office: what waits for this person by risk and
age, one page per proposal, and many of little risk approved together. The ministry has its own in
the admin; both read registry.forms.decision_page."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry import policy
from registry.changes.risk import FORMULA, LOW_RISK, STALE_POINTS
from registry.changes.staleness import stale_now
from registry.changes.together import MOST_TOGETHER
from registry.choices import ChangeSource
from registry.filters.submission import ProposalFilterSet
from registry.forms.decision import DecisionForm, Taken, done_words, take
from registry.forms.decision_page import Reading, decision_form, decision_page, read
from registry.forms.together import Together, preview_together, shown_versions, take_together
from registry.models import SubmissionAct
from registry.policy import Actor
from registry.queries.review import waiting_for
from registry.queries.review_desk import proposed_name, queue
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import proposals
from registry.queries.tasks import offices_of, zone_of
from sentra.lib.keys import plain_number
from sentra.lib.paging import PAGE, page_of, query_beside_page

PAGE_SIZE = 25


@require_safe
@never_cache
@login_required
def review_queue(request: HttpRequest) -> HttpResponse:
    """What this person decides next. The ministry goes to its own desk."""
    actor = _reviewer(request)
    if policy.can(actor, "admin.open") and getattr(request.user, "is_staff", False):
        return redirect("desk")
    filterset = ProposalFilterSet(request.GET, _waiting(actor), surface=(PAGE,))
    page = page_of(filterset.qs, request.GET, PAGE_SIZE)
    lay_standing(act.sentra for act in page.object_list)
    context = {
        "acts": [(act, proposed_name(act)) for act in page.object_list],
        "page_obj": page,
        "page_url": query_beside_page(request.GET),
        "filter": filterset,
        "is_filtered": bool(filterset.values),
        "formula": FORMULA,
        "low_risk": LOW_RISK,
        "now": timezone.now(),
    }
    return _shown(request, actor, "registry/review/queue.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def review_page(request: HttpRequest, receipt_number: str, position: int) -> HttpResponse:
    """One proposal. What lies outside of one's region is as missing as what never was."""
    actor = _reviewer(request)
    act = get_object_or_404(
        policy.scope(actor, proposals()),
        submission__receipt_number=receipt_number,
        position=position,
    )
    reading = read(act)
    if request.method != "POST":
        return _page(request, actor, reading, decision_form(reading))
    form, step = decision_form(reading, request.POST), act.step
    verb = request.POST.get("verb", "")
    taken = take(act, form, verb, actor, ChangeSource.WEB)
    if not taken.is_done:
        return _page(request, actor, read(act), form, taken)
    messages.success(request, done_words(act, step, verb))
    following = _waiting(actor).exclude(pk=act.pk).first()
    if following is None:
        return redirect("review")
    return redirect("review-page", following.submission.receipt_number, following.position)


@require_POST
@never_cache
@login_required
def review_together(request: HttpRequest) -> HttpResponse:
    """Many at once: first what would be approved, then the result row by row."""
    actor = _reviewer(request)
    rows = policy.scope(actor, proposals())
    if "shown" in request.POST:
        found = rows.filter(pk__in=shown_versions(request.POST))
        together = take_together(list(found), request.POST, actor, ChangeSource.WEB)
    else:
        chosen = [key for key in request.POST.getlist("usulan") if plain_number(key) is not None]
        acts = list(rows.filter(pk__in=chosen[:MOST_TOGETHER]))
        together = preview_together(acts, actor)
    return _together(request, actor, together)


def _together(request: HttpRequest, actor: Actor, together: Together) -> HttpResponse:
    form = together.form
    refused = bool(form and form.errors) or bool(together.n_refused)
    context = {"together": together, "post_url": request.path, "queue_url": ".."}
    status = 422 if refused else 200
    return _shown(request, actor, "registry/review/together.html", context, status)


def _reviewer(request: HttpRequest) -> Actor:
    """The actor, where he decides anything at all."""
    actor = policy.actor_for(request.user)
    if not policy.may_review(actor):
        raise PermissionDenied(_("Hanya dinas provinsi dan kepala dinas yang memeriksa usulan."))
    return actor


def _waiting(actor: Actor) -> QuerySet[SubmissionAct]:
    """What this person could decide now, by risk, then age."""
    rows = queue(policy.scope(actor, proposals()), stale_now(), STALE_POINTS)
    return waiting_for(actor, rows)


def _page(
    request: HttpRequest,
    actor: Actor,
    reading: Reading,
    form: DecisionForm,
    taken: Taken | None = None,
) -> HttpResponse:
    taken = taken or Taken()
    context = {
        "page": decision_page(reading, form, actor),
        "form": form,
        "problems": taken.problems,
    }
    return _shown(request, actor, "registry/review/decision.html", context, taken.status)


def _shown(
    request: HttpRequest, actor: Actor, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    """A page by the clock of the reviewer's own office."""
    offices = offices_of(actor)
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(request, template, context, status=status)
