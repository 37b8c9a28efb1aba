"""The page that explains the desk: keys, and what each role does here."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from registry.admin.desk import actor_of
from registry.choices import Role


def help_view(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Keys and the usual tasks, those of the reader's role first."""
    context = {
        **site.each_context(request),
        "title": _("Bantuan"),
        "is_ministry_admin": Role.MINISTRY_ADMIN in actor_of(request).roles,
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/help.html", context)
