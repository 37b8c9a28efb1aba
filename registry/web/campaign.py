"""What a dinas sees of a campaign and of the completeness of its yearly updates: its own numbers
and the rows behind them."""

from collections.abc import Mapping

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from registry import policy
from registry.forms.campaign_page import campaign_page
from registry.forms.completeness import completeness_csv, completeness_page
from registry.models import Campaign
from registry.models.campaign import CampaignState
from registry.policy import Actor
from registry.queries.campaign import entries
from registry.queries.tasks import offices_of, zone_of


@require_safe
@never_cache
@login_required
def campaign(request: HttpRequest, code: str) -> HttpResponse:
    """The office's own progress; a campaign that does not ask it is as missing as one that never
    was."""
    actor = _dinas(request)
    found = Campaign.objects.exclude(state=CampaignState.DRAFT).filter(code=code).first()
    if found is None or not entries(found, actor).exists():
        raise Http404
    page = campaign_page(found, actor, request.GET)
    context = {"page": page, "page_obj": page.page_obj, "page_url": page.page_url}
    return _shown(request, actor, "registry/campaign/page.html", context)


@require_safe
@never_cache
@login_required
def completeness(request: HttpRequest) -> HttpResponseBase:
    """A province over its regencies, an office over itself."""
    actor = _dinas(request)
    page = completeness_page(actor, request.GET)
    if request.GET.get("format") == "csv":
        return completeness_csv(page)
    context = {
        "page": page,
        "filter": page.filter,
        "page_obj": page.page_obj,
        "page_url": page.page_url,
    }
    return _shown(request, actor, "registry/completeness/page.html", context)


def _dinas(request: HttpRequest) -> Actor:
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Halaman ini untuk petugas dinas."))
    return actor


def _shown(
    request: HttpRequest, actor: Actor, template: str, context: Mapping[str, object]
) -> HttpResponse:
    offices = offices_of(actor)
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(request, template, {"offices": offices, **context})
