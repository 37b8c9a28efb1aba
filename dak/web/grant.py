"""The public pages of grants: the list, and one grant whole, from ceiling to what came of it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from dak.models import CountedGrant, Grant
from dak.queries import minimum_units
from dak.queries.assets import asset_rows, assets_of_grant
from dak.queries.cautions import cautions
from dak.queries.grant_page import Step, grant_parts
from dak.queries.grants import GrantRow, grant_rows, on_record
from dak.queries.outcomes import of_grant, outcome_lines
from dak.queries.payment_field import field_of
from dak.queries.progress import progress_of
from dak.queries.region import provinces_with_grants
from dak.queries.timeline import timeline
from dak.queries.years import whole_line
from dak.rules.payment_cautions import payment_cautions
from dak.web.chain import chain
from dak.web.deadlines import payment_of
from dak.web.listing import grant_page
from dak.web.waterfall import LABELS, waterfall
from dak.web.years import known_years
from registry import policy
from registry.columns.viewer import Viewer
from registry.queries.withdrawn import refuse_withdrawn
from sentra.lib.dates import today_wib
from sentra.lib.figures import Figure
from sentra.lib.rupiah_range import rupiah_words

PAGE_SIZE = 50
# The steps that stand beside the ceiling on top of the page.
SHOWN = ("contracted", "disbursed", "absorbed")


@dataclass(frozen=True)
class StepNumber:
    """One step of the money as a headline."""

    label: str
    value: str | None
    unit: str
    note: str


@require_safe
def grant_list(request: HttpRequest) -> HttpResponse:
    """Every grant on record, filtered as the API filters it."""
    context = {
        "page": grant_page(request.GET, PAGE_SIZE),
        "years": known_years(),
        "provinces": provinces_with_grants(),
    }
    return render(request, "dak/list.html", context)


@require_safe
def grant_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One grant by its code."""
    rows = grant_rows(on_record().filter(grant__code=code), with_claims=True)
    if not rows:
        refuse_withdrawn(Grant.objects.filter(code=code).first())
        raise Http404(_("Tidak ada hibah dengan kode %(code)s.") % {"code": code})
    viewer = Viewer(policy.actor_for(request.user), today_wib())
    return render(request, "dak/detail.html", grant_context(rows[0], viewer))


def grant_context(row: GrantRow, viewer: Viewer) -> dict[str, object]:
    """Everything the page prints."""
    counted = CountedGrant.objects.select_related(
        "grant__sentra", "grant__regency", "grant__province", "grant__proposal", "grant__continues"
    ).get(grant=row.grant, period="latest")
    parts, field = grant_parts(counted), field_of(counted)
    value, unit = headline(row)
    return {
        "row": row,
        "grant": row.grant,
        "parts": parts,
        "value": value,
        "unit": unit,
        "numbers": [number_of(step) for step in parts.steps if step.code in SHOWN],
        "chain": chain(row),
        "waterfall": waterfall(parts),
        "payment": payment_of(row, field, timezone.now()),
        "timeline": timeline(parts, today_wib()),
        "cautions": [
            *cautions(parts.ledger),
            *payment_cautions(field, row.grant.pk),
            *minimum_units.of_grant(row.grant),
        ],
        "progress": progress_of(row.grant, viewer),
        "assets": asset_rows(assets_of_grant(row.grant)),
        "proposal": counted.grant.proposal,
        "outcomes": outcome_lines(of_grant(row.grant), viewer),
        "line": whole_line(counted.grant),
    }


def number_of(step: Step) -> StepNumber:
    """A step for the eye; where no row is on record, that it is what sources say."""
    value, unit = _for_the_eye(step.figure)
    note = _("menurut klaim sumber; barisnya belum dicatat") if value and step.is_claimed else ""
    return StepNumber(str(LABELS[step.code]), value, unit, note)


def headline(row: GrantRow) -> tuple[str | None, str]:
    """The published ceiling for the eye (`5–8`, `miliar rupiah`); None when nobody names one."""
    return _for_the_eye(row.figure)


def _for_the_eye(figure: Figure | None) -> tuple[str | None, str]:
    if figure is None:
        return None, ""
    low, high = figure.low, figure.high
    return rupiah_words(None if low is None else int(low), None if high is None else int(high))
