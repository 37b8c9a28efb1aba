"""The people of an office as the ministry's admin sees them: the same list its head has, in the
admin's frame; the flows themselves are the head's own pages."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from registry import policy
from registry.admin.desk import actor_of
from registry.models import Office
from registry.queries.office import colleagues, open_invitations


def people_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """Who holds which role until when, and what may be done about it."""
    actor = actor_of(request)
    if not policy.can(actor, "office.people"):
        raise PermissionDenied(_("Hanya admin kementerian yang mengurus orang di kantor."))
    office = get_object_or_404(Office, code=code)
    context = {
        **site.each_context(request),
        "title": _("Orang di %(office)s") % {"office": office},
        "office": office,
        "people": colleagues(actor, office),
        "invitations": open_invitations(office),
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/people.html", context)
