"""Completeness and timeliness on the desk: provinces, offices, rows, and the same as a file."""

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from registry.admin.campaign_pages import shown
from registry.admin.desk import actor_of
from registry.forms.completeness import completeness_csv, completeness_page
from sentra.lib.filtering import QueryRejected


def completeness_view(request: HttpRequest, site: admin.AdminSite) -> HttpResponseBase:
    """The numbers of a year, by province or by the offices of one."""
    try:
        page = completeness_page(actor_of(request), request.GET)
    except QueryRejected as refusal:
        return shown(request, site, "admin/400.html", status=400, problems=refusal.problems)
    if request.GET.get("format") == "csv":
        return completeness_csv(page)
    return shown(
        request,
        site,
        "admin/completeness.html",
        title=_("Kelengkapan dan ketepatan waktu %(year)s") % {"year": page.year},
        page=page,
        filter=page.filter,
        page_obj=page.page_obj,
        page_url=page.page_url,
    )
