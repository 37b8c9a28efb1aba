"""The audit sample of a campaign on the desk: draw it once, write down what was found, read and
print the result."""

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from registry.admin.campaign_pages import asked_campaign, said, shown
from registry.admin.desk import actor_of
from registry.changes.campaign import draw_sample, record_finding
from registry.forms.campaign import DrawForm, FindingForm
from registry.models import Campaign, Province
from registry.queries.audit import audit_of, draw_of, is_repeatable, samples
from registry.queries.sentra_rows import lay_standing
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem


def sample_view(request: HttpRequest, site: admin.AdminSite, code: str) -> HttpResponse:
    """Before the draw its form; afterwards the sample, the findings and the estimate."""
    campaign = asked_campaign(request, code, "campaign_draw.record")
    draw = draw_of(campaign)
    if draw is None:
        return _draw(request, site, campaign)
    if request.method == "POST":
        messages.warning(request, _("Sampel kampanye ini sudah ditarik; tidak ditarik lagi."))
        return redirect("admin:campaign-sample", code)
    names = dict(Province.objects.values_list("code", "name"))
    audit = audit_of(draw)
    drawn = list(samples(draw))
    lay_standing(sample.entry.sentra for sample in drawn)
    return shown(
        request,
        site,
        "admin/campaign_sample.html",
        title=_("Sampel pemeriksaan: %(name)s") % {"name": campaign.name},
        campaign=campaign,
        draw=draw,
        audit=audit,
        strata=[(names.get(one.key, _("Semua")), one) for one in audit.strata],
        samples=drawn,
        is_repeatable=is_repeatable(draw),
    )


def _draw(request: HttpRequest, site: admin.AdminSite, campaign: Campaign) -> HttpResponse:
    form = DrawForm(request.POST or None)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            draw_sample(
                campaign,
                design=form.cleaned_data["design"],
                size=form.cleaned_data["size"],
                actor=actor_of(request),
            )
        except (ChangeRejected, ChangeConflict) as refusal:
            problems = form.show(tuple(said(refusal)))
        else:
            messages.success(request, _("Sampel ditarik. Benih dan sidik daftarnya tersimpan."))
            return redirect("admin:campaign-sample", campaign.code)
    return shown(
        request,
        site,
        "admin/campaign_draw.html",
        status=422 if problems or form.errors else 200,
        title=_("Tarik sampel: %(name)s") % {"name": campaign.name},
        campaign=campaign,
        form=form,
        problems=problems,
    )


def finding_view(
    request: HttpRequest, site: admin.AdminSite, code: str, position: int
) -> HttpResponse:
    """One sampled sentra: a first finding, or a correction with its reason."""
    campaign = asked_campaign(request, code, "campaign_sample.find")
    draw = draw_of(campaign)
    sample = get_object_or_404(samples(draw), position=position) if draw else None
    if sample is None:
        return redirect("admin:campaign-sample", code)
    lay_standing([sample.entry.sentra])
    form = FindingForm(request.POST or None, sample=sample)
    problems: list[Problem] = []
    if request.method == "POST" and form.is_valid():
        try:
            record_finding(
                sample,
                form.values(),
                actor=actor_of(request),
                version_shown=form.version_shown,
                reason=form.cleaned_data.get("reason", ""),
            )
        except (ChangeRejected, ChangeConflict) as refusal:
            problems = form.show(tuple(said(refusal)))
        else:
            messages.success(request, _("Temuan dicatat: %(row)s.") % {"row": sample.entry.sentra})
            return redirect("admin:campaign-sample", code)
    return shown(
        request,
        site,
        "admin/campaign_finding.html",
        status=422 if problems or form.errors else 200,
        title=_("Temuan: %(row)s") % {"row": sample.entry.sentra},
        campaign=campaign,
        sample=sample,
        form=form,
        problems=problems,
    )
