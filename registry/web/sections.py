"""A sentra on one small page: its sections, and how far each of them is this year."""

from dataclasses import dataclass
from enum import StrEnum
from uuid import uuid4

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from registry import policy
from registry.changes.submission import office_for
from registry.choices import ActState
from registry.forms.proposing import Subject
from registry.models import Draft, SubmissionAct
from registry.queries.drafts import open_drafts
from registry.queries.office_work import latest_of_kinds, step_names
from registry.queries.sentra_rows import lay_standing
from registry.queries.tasks import is_unsure, zone_of
from registry.web.flows import FLOWS, SECTIONS, Flow
from registry.web.years import with_query, year_asked


class Stage(StrEnum):
    """How far a section is."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    MISSING = "missing"
    RETURNED = "returned"
    WAITING = "waiting"
    DONE = "done"


@dataclass(frozen=True)
class Section:
    """One section of the page."""

    flow: Flow
    stage: Stage
    address: str
    draft: Draft | None
    act: SubmissionAct | None
    step: str
    is_readable: bool


@require_safe
@never_cache
@gzip_page
@login_required
def sections(request: HttpRequest, public_code: str) -> HttpResponse:
    """What can be said about this sentra, and what was said this year."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Hanya petugas dinas yang mengisi usulan."))
    own = policy.own_sentra(actor).select_related("province", "regency", "district", "village")
    sentra = get_object_or_404(own, public_code=public_code)
    lay_standing([sentra])
    office = office_for(actor, sentra)
    assert office is not None, "own_sentra and reach_over read the same mandates"
    subject = Subject(actor, office, sentra, year_asked(request, office))
    begun = open_drafts(actor).filter(office=office, sentra=sentra)
    drafts = {one.kind: one for one in begun if _is_of(one, subject)}
    sent = latest_of_kinds(sentra, subject.year)
    readable = set(
        policy.scope(
            actor, SubmissionAct.objects.filter(pk__in=[act.pk for act in sent.values()])
        ).values_list("pk", flat=True)
    )
    names = step_names()
    found = [
        _section(subject, flow, drafts.get(flow.kind), sent.get(flow.kind), names, readable)
        for flow in SECTIONS
    ]
    context = {"sentra": sentra, "office": office, "year": subject.year, "sections": found}
    with timezone.override(zone_of(office)):
        return render(request, "registry/submission/sections.html", context)


def _section(
    subject: Subject,
    flow: Flow,
    draft: Draft | None,
    act: SubmissionAct | None,
    names: dict[str, str],
    readable: set[int],
) -> Section:
    stage = _stage(subject, flow, draft, act)
    token = draft.token if draft is not None else uuid4()
    return Section(
        flow,
        stage,
        with_query(
            flow.path(subject.sentra), tahun=draft.year if draft else subject.year, token=token
        ),
        draft,
        act,
        names.get(act.step, "") if act is not None else "",
        act is not None and act.pk in readable,
    )


def _is_of(draft: Draft, subject: Subject) -> bool:
    """Whether a draft is gone on with here: what asks about a year belongs to that year alone."""
    flow = FLOWS.get(draft.kind)
    return draft.year == subject.year or (flow is not None and not flow.asks_answer)


def _stage(subject: Subject, flow: Flow, draft: Draft | None, act: SubmissionAct | None) -> Stage:
    if draft is not None:
        return Stage.IN_PROGRESS if _is_whole(subject, flow, draft) else Stage.MISSING
    if act is None or is_unsure(act) or act.state in (ActState.REJECTED, ActState.WITHDRAWN):
        return Stage.NOT_STARTED
    if act.state == ActState.RETURNED:
        return Stage.RETURNED
    return Stage.WAITING if act.state == ActState.RECEIVED else Stage.DONE


def _is_whole(subject: Subject, flow: Flow, draft: Draft) -> bool:
    """Whether a draft could be checked and sent as it is."""
    data = QueryDict(mutable=True)
    data.update({**draft.typed, "token": str(draft.token)})
    return flow.make(data, subject, draft.token, None).is_valid()
