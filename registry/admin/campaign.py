"""Campaigns and reporting deadlines on the desk: the lists and the forms. The pages of a campaign
are in campaign_pages.py and campaign_sample.py."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.admin.base import EngineAdmin
from registry.models import Campaign, ReportingDeadline


@admin.register(Campaign)
class CampaignAdmin(EngineAdmin):
    """Rounds of the question whether sentra still exist."""

    noun = "campaign"
    list_display = ("name", "year", "opens_on", "deadline_on", "state", "n_frame")
    fields = ("name", "frame", "year", ("opens_on", "deadline_on"), "method_words", "code")
    search_fields = ("name", "code")  # type: ignore[assignment]
    search_help_text = gettext_lazy("Nama atau kode kampanye")

    def tools(self, request: HttpRequest, obj: Any) -> list[tuple[Any, str]]:
        """To its pages: opening while it is prepared, afterwards progress and sample."""
        found = super().tools(request, obj)
        if obj is None:
            return found
        if obj.state == "draft":
            return [*found, (_("Lihat sasaran dan buka"), _url("open", obj))]
        return [
            *found,
            (_("Kemajuan"), _url("progress", obj)),
            (_("Sampel pemeriksaan"), _url("sample", obj)),
        ]


@admin.register(ReportingDeadline)
class ReportingDeadlineAdmin(EngineAdmin):
    """Last days of the yearly update; without one it is 31 December."""

    noun = "reporting_deadline"
    list_display = ("year", "office", "due_on")
    list_select_related = ("office",)
    fields = ("year", "office", "due_on")


def _url(name: str, campaign: Campaign) -> str:
    return reverse(f"admin:campaign-{name}", args=[campaign.code])
