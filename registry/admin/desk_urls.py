"""Addresses of the desk beside those of its nouns; each is guarded by the site."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from registry.admin.acts import revert_view, undo_view
from registry.admin.brief import brief_view
from registry.admin.bulk import bulk_view
from registry.admin.campaign_pages import close_view, open_view, progress_view
from registry.admin.campaign_sample import finding_view, sample_view
from registry.admin.completeness import completeness_view
from registry.admin.help import help_picture, help_view
from registry.admin.legal_act_files import legal_act_files
from registry.admin.people import people_view
from registry.admin.quick import quick_search
from registry.admin.saved import forget_filter, save_filter
from registry.admin.succession import choose_event, event_view
from registry.admin.withdrawal import withdrawal_view, withdrawn_list

View = Callable[..., HttpResponseBase]

PAGES: tuple[tuple[str, View, str], ...] = (
    ("cari/", quick_search, "quick-search"),
    ("bantuan/", help_view, "help"),
    ("bantuan/gambar/<slug:name>.png", help_picture, "help-picture"),
    ("brief/<str:code>/", brief_view, "brief"),
    ("kantor/<slug:code>/orang/", people_view, "office-people"),
    ("tindakan/<uuid:act>/batalkan/", undo_view, "act-undo"),
    ("versi/<str:label>/<str:pk>/<int:version>/", revert_view, "row-revert"),
    ("sentra/<int:pk>/peristiwa/", choose_event, "sentra-event"),
    ("sentra/<int:pk>/peristiwa/<slug:kind>/", event_view, "sentra-event-kind"),
    ("kampanye/<slug:code>/", progress_view, "campaign-progress"),
    ("kampanye/<slug:code>/buka/", open_view, "campaign-open"),
    ("kampanye/<slug:code>/tutup/", close_view, "campaign-close"),
    ("kampanye/<slug:code>/sampel/", sample_view, "campaign-sample"),
    ("kampanye/<slug:code>/sampel/<int:position>/", finding_view, "campaign-finding"),
    ("kelengkapan/", completeness_view, "completeness"),
    ("ditarik/", withdrawn_list, "withdrawn"),
    ("tarik/<str:label>/<str:pk>/", withdrawal_view, "record-withdrawal"),
    ("massal/<str:label>/<slug:code>/", bulk_view, "bulk"),
    ("dasar-hukum/<int:pk>/berkas/", legal_act_files, "legal-act-files"),
    ("saringan/simpan/", save_filter, "filter-save"),
    ("saringan/<int:pk>/hapus/", forget_filter, "filter-forget"),
)


def desk_urls(site: admin.AdminSite) -> list[URLPattern]:
    """The pages, each behind the site's own guard."""
    return [path(route, _guarded(site, view), name=name) for route, view, name in PAGES]


def _guarded(site: admin.AdminSite, view: View) -> Any:
    def page(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        return view(request, site, **kwargs)

    return site.admin_view(page)


__all__ = ["PAGES", "desk_urls"]
