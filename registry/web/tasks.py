"""The home of a dinas: what is its turn, what came back, what lapses, what is with somebody else,
which drafts are open, and what is done this year."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from registry import policy
from registry.choices import ActState
from registry.models import Draft, Office, SubmissionAct
from registry.policy import Actor
from registry.queries.campaign import open_campaigns
from registry.queries.drafts import open_drafts
from registry.queries.office import ending_mandates
from registry.queries.office_work import (
    came_back,
    came_back_rows,
    lapsing,
    lapsing_rows,
    office_tasks,
    waiting,
    waiting_rows,
)
from registry.queries.reporting import last_year_deadline, year_deadline
from registry.queries.tasks import offices_of, own_tasks, progress, tasks, zone_of
from registry.web.flows import FLOWS
from registry.web.panels import office_panels
from registry.web.years import YEAR, with_query
from sentra.lib.dates import today_wib

PAGE_SIZE = 25
# Lines of a part of the home; all of it stands on a page of its own.
SHOWN = 20
WHOLE = "semua"


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
    with timezone.override(zone_of(offices[0] if offices else None)):
        if part := PARTS.get(request.GET.get(WHOLE, "")):
            return _whole_part(request, actor, part)
        context = {"offices": offices, **_home(request, actor, offices)}
        return render(request, "registry/submission/tasks.html", context)


def _home(request: HttpRequest, actor: Actor, offices: list[Office]) -> dict[str, object]:
    """What the home shows: of every part the first few, and of the sentra one page."""
    today, now = today_wib(), timezone.now()
    last_ends = last_year_deadline(offices, now)
    is_last = last_ends is not None and request.GET.get(YEAR) == str(today.year - 1)
    year = today.year - 1 if is_last else today.year
    rows = own_tasks(actor, year)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    counted, asked = progress(rows), office_tasks(actor, today)
    shown = {part.name: part.shown(actor, slice(SHOWN + 1)) for part in PARTS.values()}
    return {
        "ending": ending_mandates(actor),
        "leads_office": bool(actor.headed_offices),
        "campaigns": open_campaigns(actor),
        "year": year,
        "running_year": today.year,
        "year_query": f"{YEAR}={year}&" if is_last else "",
        "last_year": today.year - 1,
        "last_year_ends": last_ends,
        "progress": counted,
        "n_todo": counted.n_open + sum(task.waits is None for task in asked),
        # A token per line: the form opened twice from here is still the same form.
        "tasks": [(task, uuid4()) for task in tasks(actor, page.object_list)],
        "page_obj": page,
        "now": now,
        "deadline": year_deadline(year, offices),
        "office_tasks": asked,
        "panels": office_panels(actor),
        **{name: lines[:SHOWN] for name, lines in shown.items()},
        "more": {name: len(lines) > SHOWN for name, lines in shown.items()},
    }


@dataclass(frozen=True)
class Part:
    """One part of the home whose lines may be more than fit there: its name, its title, and how
    some of its lines are read."""

    name: str
    title: str | Promise
    rows: Callable[[Actor], models.QuerySet]
    lines: Callable[[Iterable[Any]], list[Any]]

    def shown(self, actor: Actor, some: slice) -> list[Any]:
        """Some of its lines."""
        return self.lines(self.rows(actor)[some])


def _returned(acts: Iterable[SubmissionAct]) -> list[Any]:
    return [(one, mending_path(one.act)) for one in came_back(acts)]


def _drafts(rows: Iterable[Draft]) -> list[Any]:
    return [
        (draft, FLOWS[draft.kind].title if draft.kind in FLOWS else draft.get_kind_display())
        for draft in rows
    ]


# What stands at the home in part, by the name under which all of it is asked for.
PARTS = {
    "kembali": Part(
        "returned",
        _("Kembali kepada Anda"),
        lambda actor: came_back_rows(actor).filter(kind__in=FLOWS),
        _returned,
    ),
    "draf": Part("drafts", _("Draf kantor"), open_drafts, _drafts),
    "kedaluwarsa": Part(
        "lapsing",
        _("Akan kedaluwarsa"),
        lambda actor: lapsing_rows(actor, today_wib()),
        lambda rows: lapsing(rows, today_wib()),
    ),
    "menunggu": Part(
        "waiting",
        _("Di tangan orang lain"),
        waiting_rows,
        lambda rows: waiting(rows, timezone.now()),
    ),
}


def _whole_part(request: HttpRequest, actor: Actor, part: Part) -> HttpResponse:
    """One part of the home alone, page by page."""
    page = Paginator(part.rows(actor), 2 * PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "part": part,
        part.name: part.lines(page.object_list),
        "page_obj": page,
        "page_url": f"{WHOLE}={request.GET[WHOLE]}&",
        "running_year": today_wib().year,
    }
    return render(request, "registry/submission/tasks_part.html", context)


def mending_path(act: SubmissionAct) -> str:
    """Where a proposal that came back is mended."""
    flow = FLOWS[act.kind]
    receipt = act.submission.receipt_number
    about = (act.shown or {}).get("year") if flow.asks_answer else None
    year = about if about in (today_wib().year, today_wib().year - 1) else None
    path = with_query(flow.path(act.sentra, act.matter_code), tahun=year)
    return with_query(path, perbaikan=receipt, token=uuid4())


@require_safe
@login_required
def desk(request: HttpRequest) -> HttpResponse:
    """The review desk: proposals that wait for a decision, in the admin."""
    queue = reverse("admin:registry_submissionact_changelist")
    return redirect(f"{queue}?state={ActState.RECEIVED}")
