"""The public pages of sentra: the list with its filters, and one sentra whole."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from registry import policy
from registry.models import Sentra
from registry.queries.history import sentra_history
from registry.queries.local_words import places
from registry.queries.sentra_page import SentraParts, sentra_parts
from registry.queries.sentra_rows import beside_words
from registry.queries.succession import current_code, predecessors_of, steps_of
from registry.queries.withdrawn import refuse_withdrawn
from registry.rules.definition import definition_test
from registry.rules.verification import validity_words
from registry.web.belongings import belonging_lines
from registry.web.citation import citation
from registry.web.disagreement import departures, disagreements
from registry.web.listing import list_page
from registry.web.panels import sentra_panels
from registry.web.sentra_figures import headline_figures, year_table
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.dates import today_wib

PAGE_SIZE = 50


@require_safe
def sentra_list(request: HttpRequest) -> HttpResponse:
    """Every record of the registry, filtered as the API filters it."""
    return render(request, "registry/sentra/list.html", {"page": list_page(request.GET, PAGE_SIZE)})


@require_safe
def sentra_detail(request: HttpRequest, public_code: str) -> HttpResponse:
    """One sentra by its permanent code; another spelling of the code leads to the right one, the
    code of a merged sentra to the one in which it goes on."""
    try:
        code = normalise_public_code(public_code)
    except CodeProblem as refused:
        raise Http404(refused.sentence) from refused
    if code != public_code:
        return HttpResponsePermanentRedirect(reverse("sentra-detail", args=[code]))
    successor = current_code(code)
    if successor not in ("", code):
        return HttpResponsePermanentRedirect(reverse("sentra-detail", args=[successor]))
    try:
        parts = sentra_parts(code)
    except Sentra.DoesNotExist as missing:
        refuse_withdrawn(Sentra.objects.filter(public_code=code).first())
        raise Http404(_("Tidak ada sentra dengan kode %(code)s.") % {"code": code}) from missing
    return render(request, "registry/sentra/detail.html", sentra_context(request, parts))


def sentra_context(request: HttpRequest, parts: SentraParts) -> dict[str, object]:
    """Everything the page prints."""
    sentra = parts.sentra
    actor = policy.actor_for(request.user)
    newest = parts.profiles[0] if parts.profiles else None
    verdict = definition_test(sentra, newest, today_wib())
    beside = beside_words(sentra)
    return {
        "parts": parts,
        "sentra": sentra,
        "label": beside or (_("Potensi sentra") if verdict.is_below_minimum else ""),
        "places": places(sentra),
        "figures": headline_figures(parts, actor),
        "table": year_table(parts, actor),
        "verdict": verdict,
        "panels": sentra_panels(sentra, actor),
        "belongings": belonging_lines(sentra, parts.belongings, actor),
        "validity": validity_words(today_wib()),
        "steps": steps_of(sentra),
        "predecessors": predecessors_of(sentra),
        "contradictions": disagreements(sentra, actor),
        "departures": departures(sentra, actor),
        "history": sentra_history(sentra.pk),
        "citation": citation(parts, request.build_absolute_uri(sentra.get_absolute_url())),
    }
