"""The home of a dinas: what is its turn, what came back, what lapses, what is with somebody else,
which drafts are open, and what is done this year."""

from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from registry import policy
from registry.choices import ActState
from registry.models import SubmissionAct
from registry.queries.campaign import open_campaigns
from registry.queries.drafts import open_drafts
from registry.queries.office import ending_mandates
from registry.queries.office_work import (
    came_back,
    lapsing,
    office_tasks,
    waiting,
    year_deadline,
)
from registry.queries.tasks import offices_of, own_tasks, progress, tasks, zone_of
from registry.web.flows import FLOWS
from registry.web.panels import office_panels
from sentra.lib.dates import today_wib

PAGE_SIZE = 25
DRAFTS_SHOWN = 20


@require_safe
@never_cache
@gzip_page
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
    today = today_wib()
    zone = zone_of(offices[0] if offices else None)
    rows = own_tasks(actor, today.year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    now = timezone.now()
    back = came_back(actor)
    counted, asked = progress(rows), office_tasks(actor, today)
    context = {
        "offices": offices,
        "ending": ending_mandates(actor),
        "leads_office": bool(actor.headed_offices),
        "campaigns": open_campaigns(actor),
        "year": today.year,
        "progress": counted,
        "n_todo": counted.n_open + sum(task.waits is None for task in asked),
        # A token per line: the form opened twice from here is still the same form.
        "tasks": [(task, uuid4()) for task in tasks(actor, page.object_list)],
        "page_obj": page,
        "now": now,
        "deadline": year_deadline(today.year, zone),
        "returned": [(one, mending_path(one.act)) for one in back if one.act.kind in FLOWS],
        "drafts": [
            (draft, FLOWS[draft.kind].title if draft.kind in FLOWS else draft.get_kind_display())
            for draft in open_drafts(actor)[:DRAFTS_SHOWN]
        ],
        "waiting": waiting(actor, now),
        "lapsing": lapsing(actor, today),
        "office_tasks": asked,
        "panels": office_panels(actor),
    }
    with timezone.override(zone):
        return render(request, "registry/submission/tasks.html", context)


def mending_path(act: SubmissionAct) -> str:
    """Where a proposal that came back is mended."""
    flow = FLOWS[act.kind]
    receipt = act.submission.receipt_number
    return f"{flow.path(act.sentra, act.matter_code)}?perbaikan={receipt}&token={uuid4()}"


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The review desk: proposals that wait for a decision, in the admin."""
    queue = reverse("admin:registry_submissionact_changelist")
    return redirect(f"{queue}?state={ActState.RECEIVED}")
