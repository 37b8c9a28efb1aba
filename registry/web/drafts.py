"""A draft by its number: go on with it, or throw it away. A foreign number is as missing as one
that was never given."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.drafts import discard_draft
from registry.choices import SubmissionKind
from registry.models import Draft
from registry.queries.tasks import zone_of
from registry.web.flows import FLOWS
from registry.web.years import with_query

DRAFTS = Draft.objects.select_related("sentra", "office__province", "saved_by", "started_by")


@require_http_methods(["GET", "HEAD"])
@never_cache
@login_required
def open_draft(request: HttpRequest, reference: str) -> HttpResponse:
    """To the form it is a draft of."""
    draft = _own(request, reference)
    if draft.kind == SubmissionKind.LIST:
        return redirect(f"{reverse('list-form')}?draf={draft.reference}")
    flow = FLOWS.get(draft.kind)
    if flow is None:
        raise Http404
    path = flow.path(draft.sentra, draft.matter_code)
    year = "" if draft.matter_code else draft.year
    return redirect(with_query(path, tahun=year, token=draft.token))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def discard(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask once, then throw it away."""
    draft = _own(request, reference)
    if request.method == "POST":
        discard_draft(draft)
        words = _("Draf %(number)s dibuang. Tidak ada yang dikirim.")
        messages.success(request, words % {"number": reference})
        return redirect("tasks")
    with timezone.override(zone_of(draft.office)):
        return render(request, "registry/submission/discard.html", {"draft": draft})


def _own(request: HttpRequest, reference: str) -> Draft:
    """One of the actor's offices' drafts."""
    actor = policy.actor_for(request.user)
    return get_object_or_404(policy.scope(actor, DRAFTS.all()), reference=reference)
