"""The home of a dinas: what is its turn, what is with somebody else, what is done this year."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry import policy
from registry.choices import ActState
from registry.queries.office import ending_mandates
from registry.queries.tasks import offices_of, own_tasks, progress, tasks, zone_of
from sentra.lib.dates import today_wib

PAGE_SIZE = 25


@require_safe
@never_cache
@login_required
def task_list(request: HttpRequest) -> HttpResponse:
    """The office's own sentra; the ministry goes to its desk, others read what they can do."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        if policy.can(actor, "admin.open") and request.user.is_staff:
            return redirect("admin:index")
        context = {"actor": actor, "ending": ending_mandates(actor)}
        return render(request, "registry/submission/no_tasks.html", context)
    offices = offices_of(actor)
    year = today_wib().year
    rows = own_tasks(actor, year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "offices": offices,
        "ending": ending_mandates(actor),
        "leads_office": bool(actor.headed_offices),
        "year": year,
        "progress": progress(rows),
        # A token per line: the form opened twice from here is still the same form.
        "tasks": [(task, uuid4()) for task in tasks(actor, page.object_list)],
        "page_obj": page,
        "now": timezone.now(),
    }
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(request, "registry/submission/tasks.html", context)


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The review desk: proposals that wait for a decision, in the admin."""
    queue = reverse("admin:registry_submissionact_changelist")
    return redirect(f"{queue}?state={ActState.RECEIVED}")
