"""Type-ahead for the dinas forms: the few rows a text may mean, as options of a list. A help only;
without it the form asks at its next step."""

from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry import policy
from registry.queries.choosing import (
    ANYWHERE,
    Finder,
    commodities,
    institutions,
    regencies,
    sentra_meant,
    villages,
    within,
)
from registry.queries.tasks import offices_of

SHORTEST = 2


@require_safe
@never_cache
@login_required
def options(request: HttpRequest, what: str) -> HttpResponse:
    """`<option>`s for the one text of the query, under whatever name its field has; own region
    first; nothing for less than two letters."""
    text = str(next(iter(request.GET.values()), ""))[:200].replace("\x00", "")
    finder = _finder(request, what)
    meant = finder(text) if len(text.strip()) >= SHORTEST else None
    found = [] if meant is None else ([meant.chosen] if meant.chosen else list(meant.options))
    return render(request, "registry/submission/options.html", {"options": found})


def _finder(request: HttpRequest, what: str) -> Finder:
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise Http404
    offices = offices_of(actor)
    here = [one.regency_id or one.province_id for one in offices if one.province_id]
    finders: dict[str, Finder] = {
        "regency": partial(regencies, own=within(actor)),
        "anywhere": partial(regencies, own=ANYWHERE),
        "village": partial(villages, regions=[code for code in here if code]),
        "commodity": commodities,
        "institution": institutions,
        "sentra": sentra_meant,
    }
    if what not in finders:
        raise Http404
    return finders[what]
