"""A person's saved filters: kept from a list, shown on the dashboard, thrown away at will. They are
no registry records and therefore written here."""

from django.contrib import admin, messages
from django.contrib.admin.exceptions import NotRegistered
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from registry.models import SavedFilter

MOST = 30
LONGEST_NAME, LONGEST_QUERY = 80, 1000
# The page of a list is no part of the filter.
PASSING = ("p", "_popup", "_to_field")


@require_POST
def save_filter(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Keep the filter of a list under a name; the same name again replaces it."""
    path = request.POST.get("path", "")
    query = QueryDict(request.POST.get("query", ""), mutable=True)
    for name in PASSING:
        query.pop(name, None)
    if not _is_list(path):
        messages.error(request, _("Yang dapat disimpan hanya saringan sebuah daftar."))
        return redirect("admin:index")
    words = query.urlencode()
    address = f"{path}?{words}" if words else path
    name = request.POST.get("name", "").strip()[:LONGEST_NAME]
    own = SavedFilter.objects.filter(user_id=request.user.pk)  # type: ignore[misc]
    if not name or not words or len(words) > LONGEST_QUERY:
        messages.error(request, _("Beri nama, dan saring daftarnya lebih dahulu."))
    elif own.exclude(name=name).count() >= MOST:
        messages.error(
            request, _("Saringan Anda sudah %(most)s; hapus satu dahulu.") % {"most": MOST}
        )
    else:
        SavedFilter.objects.update_or_create(
            user_id=request.user.pk,  # type: ignore[misc]
            name=name,
            defaults={"path": path, "query": words},
        )
        said = _("Saringan “%(name)s” disimpan; bukanya dari beranda admin.") % {"name": name}
        messages.success(request, said)
    return redirect(address)


@require_POST
def forget_filter(request: HttpRequest, site: admin.AdminSite, pk: int) -> HttpResponse:
    """Throw one of one's own away; another's is not found."""
    own = SavedFilter.objects.filter(user_id=request.user.pk)  # type: ignore[misc]
    own.filter(pk=pk).delete()
    return redirect("admin:index")


def _is_list(path: str) -> bool:
    if not path.startswith(reverse("admin:index")):
        return False
    try:
        match = resolve(path)
    except (Resolver404, NotRegistered):
        return False
    return match.app_name == "admin" and (match.url_name or "").endswith("_changelist")
