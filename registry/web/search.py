"""The search page: one box over sentra, regions and commodities."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from registry.filters.sentra import SentraFilterSet
from registry.models import Commodity, Sentra
from registry.queries.search_page import Places, found_commodities, found_places
from registry.queries.sentra_rows import ListedSentra, listed
from registry.queries.succession import current_code
from sentra.lib.codes import CodeProblem, normalise_public_code
from sentra.lib.filtering import QueryRejected, StrictFilterSet

SHOWN = 25


class SearchFilterSet(StrictFilterSet):
    """The one parameter of the page; another is refused."""

    parameters = tuple(p for p in SentraFilterSet.parameters if p.name == "q")

    class Meta:
        model = Sentra


@dataclass(frozen=True)
class Found:
    """What was found, by group."""

    sentra: list[ListedSentra]
    sentra_total: int
    places: Places
    commodities: list[Commodity]

    @property
    def is_empty(self) -> bool:
        """Whether no group has anything."""
        return not (self.sentra_total or self.places.total or self.commodities)


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Results by group; a permanent code leads straight to its sentra."""
    words = " ".join(request.GET.get("q", "").split())
    code = as_public_code(words)
    if code:
        return HttpResponseRedirect(reverse("sentra-detail", args=[code]))
    found = search(request.GET) if words else None
    return render(request, "registry/search/search.html", {"words": words, "found": found})


def as_public_code(words: str) -> str:
    """The code in its stored form, or that of the sentra in which a merged one goes on; empty when
    the words are none or nobody has it."""
    try:
        code = normalise_public_code(words)
    except CodeProblem:
        return ""
    return current_code(code)


def search(query: QueryDict) -> Found:
    """Every group for one query string. Raises QueryRejected."""
    asked = SearchFilterSet(query, Sentra.objects.none())
    if asked.problems:
        raise QueryRejected(asked.problems)
    words = str(query.get("q", ""))
    sentra = SentraFilterSet({"q": words}, Sentra.objects.in_force().with_places()).qs
    page = sentra.order_by("name_key", "pk")[:SHOWN]
    return Found(
        sentra=listed(page),
        sentra_total=sentra.order_by().count(),
        places=found_places(words),
        commodities=found_commodities(words),
    )
