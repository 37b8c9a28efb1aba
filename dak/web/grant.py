"""The public pages of grants: the list, and one grant with what every source says it was worth."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.models import Grant
from dak.queries.assets import asset_rows, assets_of_grant
from dak.queries.grants import GrantRow, grant_rows, on_record
from dak.queries.outcomes import of_grant, outcome_lines
from dak.queries.progress import progress_of
from dak.web.chain import chain
from dak.web.listing import grant_page
from dak.web.years import known_years
from registry import policy
from registry.columns.viewer import Viewer
from registry.queries.sentra_rows import lay_standing
from registry.queries.withdrawn import refuse_withdrawn
from sentra.lib.dates import today_wib
from sentra.lib.rupiah_range import rupiah_words

PAGE_SIZE = 50


@require_safe
def grant_list(request: HttpRequest) -> HttpResponse:
    """Every grant on record, filtered as the API filters it."""
    context = {"page": grant_page(request.GET, PAGE_SIZE), "years": known_years()}
    return render(request, "dak/list.html", context)


@require_safe
def grant_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One grant by its code."""
    rows = grant_rows(on_record().filter(grant__code=code), with_claims=True)
    if not rows:
        refuse_withdrawn(Grant.objects.filter(code=code).first())
        raise Http404(_("Tidak ada hibah dengan kode %(code)s.") % {"code": code})
    row = rows[0]
    lay_standing([row.grant.sentra])
    value, unit = headline(row)
    viewer = Viewer(policy.actor_for(request.user), today_wib())
    context = {
        "row": row,
        "grant": row.grant,
        "value": value,
        "unit": unit,
        "chain": chain(row),
        "assets": asset_rows(assets_of_grant(row.grant)),
        "outcomes": outcome_lines(of_grant(row.grant), viewer),
        "progress": progress_of(row.grant, viewer),
    }
    return render(request, "dak/detail.html", context)


def headline(row: GrantRow) -> tuple[str | None, str]:
    """The published ceiling for the eye (`5–8`, `miliar rupiah`); None when nobody names one."""
    if row.figure is None:
        return None, ""
    low, high = row.figure.low, row.figure.high
    return rupiah_words(None if low is None else int(low), None if high is None else int(high))
