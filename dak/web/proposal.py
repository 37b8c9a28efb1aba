"""The public pages of proposals: the list, and one proposal whole, from what it asks for to what
became of it. Who sent it is on neither: a proposal is an act of government, not of a person."""

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.filters.proposal import ProposalFilterSet
from dak.models import Proposal
from dak.queries.minimum_units import of_proposal
from dak.queries.proposal_files import files_of_proposal
from dak.queries.proposals import listed, proposal_parts, proposal_rows
from registry import policy
from registry.queries.withdrawn import refuse_withdrawn
from sentra.lib.paging import PAGE, FilteredPage, filtered_page
from sentra.lib.rupiah_range import rupiah_words

PAGE_SIZE = 50


@require_safe
def proposal_list(request: HttpRequest) -> HttpResponse:
    """Every proposal on record, filtered as the API filters it."""
    return render(request, "dak/proposals.html", {"page": proposal_page(request.GET, PAGE_SIZE)})


@require_safe
def proposal_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One proposal by its code."""
    proposal = listed().select_related("need_pack", "source").filter(code=code).first()
    if proposal is None:
        refuse_withdrawn(Proposal.objects.filter(code=code).first())
        raise Http404(_("Tidak ada usulan dengan kode %(code)s.") % {"code": code})
    context = {
        "parts": proposal_parts(proposal),
        "proposal": proposal,
        "asked": rupiah_words(proposal.asked_idr, proposal.asked_idr),
        "cautions": of_proposal(proposal),
        "documents": files_of_proposal(proposal, policy.actor_for(request.user)),
    }
    return render(request, "dak/proposal.html", context)


def proposal_page(query: QueryDict, size: int) -> FilteredPage:
    """The proposals that fit, newest year first. Raises QueryRejected."""
    filterset = ProposalFilterSet(query, listed(), surface=(PAGE,))
    return filtered_page(filterset, filterset.qs, query, size, proposal_rows)
