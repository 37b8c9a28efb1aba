"""A person's inbox: what happened to his office's proposals and what waits for him."""

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.notices import mark_all_read, mark_read
from registry.choices import NoticeKind
from registry.queries.notice_words import sentence
from registry.queries.notices import OF_AN_OFFICE, TO_DECIDERS, inbox
from registry.queries.tasks import offices_of, zone_of
from sentra.lib.keys import plain_number

PAGE_SIZE = 25


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def inbox_page(request: HttpRequest) -> HttpResponse:
    """One page of notices, newest first; POST marks one or all of them as read."""
    if request.method == "POST":
        one = plain_number(request.POST.get("notice"))
        if one is not None:
            mark_read(request.user, [one])  # type: ignore[arg-type]
        else:
            mark_all_read(request.user)  # type: ignore[arg-type]
        return redirect("notices")
    page = Paginator(inbox(request.user), PAGE_SIZE).get_page(request.GET.get("page"))
    offices = offices_of(policy.actor_for(request.user))
    lines = [
        {
            "notice": notice,
            "label": NoticeKind(notice.event.kind).label,
            "words": sentence(notice.event),
            "receipt": notice.event.act.submission.receipt_number if notice.event.act else "",
            "is_to_decide": notice.event.kind in TO_DECIDERS,
            "is_of_office": notice.event.kind in OF_AN_OFFICE,
        }
        for notice in page.object_list
    ]
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(
            request, "registry/submission/notices.html", {"lines": lines, "page_obj": page}
        )
