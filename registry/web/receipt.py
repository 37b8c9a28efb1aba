"""What an office holds in its hands after sending: the receipt, and the list of all of them."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry import policy
from registry.changes.change import Change
from registry.changes.proposal import proposed_values
from registry.queries.submission import submissions
from registry.queries.tasks import offices_of, zone_of

PAGE_SIZE = 25


@require_safe
@never_cache
@login_required
def receipt(request: HttpRequest, receipt_number: str) -> HttpResponse:
    """One receipt: number, fingerprint, server time, what happens next, old and new values."""
    actor = policy.actor_for(request.user)
    submission = get_object_or_404(
        policy.scope(actor, submissions()), receipt_number=receipt_number
    )
    acts = [
        (
            act,
            proposed_values(
                [Change.from_json(change) for change in act.changes], act.shown.get("old", {})
            ),
        )
        for act in submission.acts.all()
    ]
    with timezone.override(zone_of(submission.office)):
        return render(
            request,
            "registry/submission/receipt.html",
            {"submission": submission, "acts": acts, "fingerprint": submission.body_hash[:8]},
        )


@require_safe
@never_cache
@login_required
def submission_list(request: HttpRequest) -> HttpResponse:
    """Everything the actor may see that was sent, newest first."""
    actor = policy.actor_for(request.user)
    page = Paginator(policy.scope(actor, submissions()), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    offices = offices_of(actor)
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(request, "registry/submission/sent.html", {"page_obj": page})
