"""Pages of a campaign on the desk: opening with a preview of whom it asks, progress with the rows
behind every number, and closing. Its form is in campaign.py, its sample in campaign_sample.py."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from registry import policy
from registry.admin.desk import actor_of
from registry.changes.campaign import Duties, close_campaign, open_campaign
from registry.filters.campaign import frame_problems, frame_rows
from registry.forms.campaign import StepForm
from registry.forms.campaign_page import campaign_page
from registry.models import Campaign, Province
from registry.queries.audit import draw_of
from sentra.lib.filtering import QueryRejected
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem
from sentra.lib.sampling import digest


def asked_campaign(request: HttpRequest, code: str, action: str) -> Campaign:
    """The campaign of an address, for whoever may do this."""
    if not policy.can(actor_of(request), action):
        raise PermissionDenied(policy.refusal(action))
    return get_object_or_404(Campaign, code=code)


def shown(
    request: HttpRequest, site: admin.AdminSite, template: str, *, status: int = 200, **more: Any
) -> HttpResponse:
    """A page in the frame of the desk."""
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, template, {**site.each_context(request), **more}, status=status)


def said(refusal: ChangeRejected | ChangeConflict) -> list[Problem]:
    """What a person reads who was refused; after a conflict, that somebody was faster."""
    if isinstance(refusal, ChangeConflict):
        words = _("Catatan ini berubah sejak ditampilkan. Muat ulang halaman, lalu coba lagi.")
        return [Problem("record.stale", "base_version", words)]
    return list(dict.fromkeys(refusal.problems))


def progress_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """Who was asked, what came back, and the rows behind a number."""
    campaign = asked_campaign(request, code, "admin.open")
    if campaign.state == "draft":
        return redirect("admin:campaign-open", code)
    try:
        page = campaign_page(campaign, actor_of(request), request.GET)
    except QueryRejected as refusal:
        return shown(request, site, "admin/400.html", status=400, problems=refusal.problems)
    return shown(
        request,
        site,
        "admin/campaign.html",
        title=campaign.name,
        page=page,
        page_obj=page.page_obj,
        page_url=page.page_url,
        may_close=campaign.state == "open",
        draw=draw_of(campaign),
    )


def open_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """Whom the frame asks, by province; then open it in one act."""
    campaign = asked_campaign(request, code, "campaign.open")
    if campaign.state != "draft":
        return redirect("admin:campaign-progress", code)
    form = StepForm(request.POST or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            open_campaign(
                campaign,
                actor=actor_of(request),
                version_shown=form.version_shown,
                digest_shown=form.cleaned_data["digest"],
                reason=form.reason[1],
            )
        except (ChangeRejected, ChangeConflict) as refusal:
            problems = said(refusal)
        else:
            messages.success(request, _("Kampanye dibuka. Kantor melihatnya di daftar tugas."))
            return redirect("admin:campaign-progress", code)
    return shown(
        request,
        site,
        "admin/campaign_open.html",
        status=422 if problems or form.errors else 200,
        title=_("Buka kampanye: %(name)s") % {"name": campaign.name},
        campaign=campaign,
        form=form,
        problems=problems or frame_problems(campaign.frame),
        **_frame(campaign),
    )


def _frame(campaign: Campaign) -> dict[str, Any]:
    """How many sentra in which provinces, how many without an office, the digest of the list."""
    if frame_problems(campaign.frame):
        return {"n_frame": None, "provinces": [], "n_without_office": 0, "digest": ""}
    rows = list(frame_rows(campaign.frame).values_list("public_code", "province_id", "regency_id"))
    duties = Duties.today()
    names = dict(Province.objects.values_list("code", "name"))
    counted = Counter(province for _code, province, _regency in rows)
    return {
        "n_frame": len(rows),
        "provinces": [(names[code], code, n) for code, n in sorted(counted.items())],
        "n_without_office": sum(duties.office_of(p, r) is None for _c, p, r in rows),
        "digest": digest(code for code, _province, _regency in rows),
    }


def close_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """Close a running campaign, with a reason."""
    campaign = asked_campaign(request, code, "campaign.close")
    form = StepForm(request.POST or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            close_campaign(
                campaign,
                actor=actor_of(request),
                version_shown=form.version_shown,
                reason=form.reason[1],
            )
        except (ChangeRejected, ChangeConflict) as refusal:
            problems = said(refusal)
        else:
            messages.success(request, _("Kampanye ditutup."))
            return redirect("admin:campaign-progress", code)
    return shown(
        request,
        site,
        "admin/campaign_close.html",
        status=422 if problems or form.errors else 200,
        title=_("Tutup kampanye: %(name)s") % {"name": campaign.name},
        campaign=campaign,
        form=form,
        problems=problems,
    )
