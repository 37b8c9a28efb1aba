"""The public page of what changed for sentra: readings before and after, the panel to download, and
what neither of them is."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dak.queries.outcomes import IndicatorLines, group_counts, panel_readings
from registry import policy
from registry.columns.viewer import Viewer
from sentra.lib.dates import today_wib

PAGE_SIZE = 50


@require_safe
def outcome_page(request: HttpRequest) -> HttpResponse:
    """Everything on record, fifty indicators of sentra a page."""
    viewer = Viewer(policy.actor_for(request.user), today_wib())
    lines = IndicatorLines(viewer)
    page: Any = Paginator(lines, PAGE_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    context = {
        "lines": page.object_list,
        "page_obj": page,
        "n_both": lines.n_with_both(),
        "groups": group_counts(panel_readings()),
    }
    return render(request, "dak/outcomes.html", context)
