"""What an office holds in its hands after sending: the receipt, which is also the page on which it
follows its submission, and the list of all of them. Of a list the receipt is a table; each line
opens alone, by its number."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_POST, require_safe

from registry import policy
from registry.changes.change import Change
from registry.changes.proposal import ProposedValue, proposed_values
from registry.changes.submission import withdraw_submission
from registry.choices import ActState
from registry.models import Decision, Submission, SubmissionAct
from registry.policy import Actor
from registry.queries.attachments import for_submission, missing_kinds, missing_words
from registry.queries.following import Stop, decisions_about, stops
from registry.queries.review import Step, chain, way_of
from registry.queries.submission import submissions
from registry.queries.tasks import offices_of, zone_of
from registry.web.flows import FLOWS
from registry.web.panels import Panel, receipt_panels
from registry.web.tasks import mending_path
from sentra.lib.dates import format_clock
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected

PAGE_SIZE = 25
NAMES_SHOWN = 3


@dataclass(frozen=True)
class Followed:
    """One act of a submission: its values, its way, what was decided, and what can be done."""

    act: SubmissionAct
    values: list[ProposedValue]
    stops: list[Stop]
    decisions: list[Decision]
    refused: list[tuple[str, str]]
    may_withdraw: bool
    mending: str
    panels: list[Panel]


@dataclass(frozen=True)
class Row:
    """One line of a list on its receipt: what was answered, where it stands, and its own page."""

    act: SubmissionAct
    number: int
    at: str
    mending: str


@require_safe
@never_cache
@gzip_page
@login_required
def receipt(request: HttpRequest, receipt_number: str) -> HttpResponse:
    """One receipt: number, fingerprint, server time, where it stands, old and new values."""
    actor = policy.actor_for(request.user)
    submission = _readable(actor, receipt_number)
    every = list(submission.acts.all())
    asked = request.GET.get("baris", "")
    acts = [act for act in every if act.position == _number(asked) - 1] if asked else every
    if not acts:
        raise Http404
    is_list = len(acts) > 1
    steps = chain(submission.office)
    said = {} if is_list else decisions_about(acts)
    zone = zone_of(submission.office)
    context = {
        "submission": submission,
        "acts": []
        if is_list
        else [_followed(actor, submission, act, said.get(act.pk, []), steps) for act in acts],
        "rows": _rows(actor, submission, acts, steps) if is_list else [],
        "tally": _tally(acts) if is_list else [],
        **_documents(submission),
        "n_lines": len(every),
        "line": asked,
        "is_open": any(act.state == ActState.RECEIVED for act in acts),
        "fingerprint": submission.body_hash[:8],
        "share_text": share_text(submission, format_clock(submission.received_at, zone)),
    }
    with timezone.override(zone):
        return render(request, "registry/submission/receipt.html", context)


@require_POST
@never_cache
@login_required
def withdraw(request: HttpRequest, receipt_number: str) -> HttpResponse:
    """The office takes back what nobody has decided yet."""
    actor = policy.actor_for(request.user)
    submission = _readable(actor, receipt_number)
    act = get_object_or_404(submission.acts.all(), pk=_number(request.POST.get("act")))
    if not policy.is_of_sender(actor, submission):
        raise PermissionDenied(_("Hanya kantor pengirim yang menarik usulannya."))
    try:
        version = _number(request.POST.get("version"))
        withdraw_submission(act, actor=actor, version_shown=version)
        messages.success(request, _("Usulan ditarik. Tidak ada yang diterapkan."))
    except ChangeRejected as refusal:
        messages.error(request, str(refusal))
    return redirect("receipt", receipt_number=receipt_number)


def _documents(submission: Submission) -> dict[str, Any]:
    """What a form that rests on documents carries, and which of them is missing."""
    flow = FLOWS.get(submission.kind)
    if flow is None or not flow.documents:
        return {}
    files = for_submission(submission)
    missing = missing_words(missing_kinds(files, flow.documents))
    return {"documents": flow.documents, "files": files, "missing": missing}


def _readable(actor: Actor, receipt_number: str) -> Submission:
    rows = policy.scope(actor, submissions())
    return get_object_or_404(rows, receipt_number=receipt_number)


def _followed(
    actor: Actor,
    submission: Submission,
    act: SubmissionAct,
    decisions: list[Decision],
    steps: list[Step],
) -> Followed:
    changes = [Change.from_json(change) for change in act.changes]
    values = proposed_values(changes, act.shown.get("old", {}))
    labels = {value.id: value.label for value in values}
    is_own = policy.is_of_sender(actor, submission)
    return Followed(
        act=act,
        values=values,
        stops=stops(way_of(act, steps, decisions), act, decisions),
        decisions=decisions,
        refused=[(labels.get(key, key), words) for key, words in act.refused.items()],
        may_withdraw=act.state == ActState.RECEIVED and is_own,
        mending=_mending(act) if is_own else "",
        panels=receipt_panels(act),
    )


def _rows(
    actor: Actor, submission: Submission, acts: list[SubmissionAct], steps: list[Step]
) -> list[Row]:
    """The lines of a list, each with where it waits and where it is mended."""
    names = {step.code: step.name for step in steps}
    is_own = policy.is_of_sender(actor, submission)
    return [
        Row(
            act=act,
            number=act.position + 1,
            at=names.get(act.step, ""),
            mending=_mending(act) if is_own else "",
        )
        for act in acts
    ]


def _mending(act: SubmissionAct) -> str:
    """Where a returned proposal is mended, empty for any other."""
    return mending_path(act) if act.state == ActState.RETURNED and act.kind in FLOWS else ""


def _tally(acts: list[SubmissionAct]) -> list[tuple[str, int]]:
    """How many lines are in each state."""
    return sorted(Counter(act.state for act in acts).items())


def share_text(submission: Submission, clock: str) -> str:
    """A ready text for a message to a colleague or the head: numbers and times, no link."""
    names = names_in_short(submission)
    lines = _(
        "Registri Sentra IKM: usulan diterima.\nNomor tanda terima: %(number)s\nTentang: %(names)s"
        "\nJenis: %(kind)s\nDari: %(office)s\nDiterima server: %(clock)s\nSidik isi: %(hash)s"
    )
    return lines % {
        "number": submission.receipt_number,
        "names": names,
        "kind": submission.get_kind_display(),
        "office": submission.office,
        "clock": clock,
        "hash": submission.body_hash[:8],
    }


def names_in_short(submission: Submission) -> str:
    """What a submission is about; of a long list the first few and how many more."""
    acts = list(submission.acts.all())
    names = [act.about or act.get_kind_display() for act in acts[:NAMES_SHOWN]]
    if len(acts) > NAMES_SHOWN:
        names.append(_("dan %(n)s sentra lain") % {"n": len(acts) - NAMES_SHOWN})
    return ", ".join(names)


def _number(text: str | None) -> int:
    number = plain_number(text)
    return -1 if number is None else number


@require_safe
@never_cache
@login_required
def submission_list(request: HttpRequest) -> HttpResponse:
    """Everything the actor may see that was sent, newest first."""
    actor = policy.actor_for(request.user)
    page = Paginator(policy.scope(actor, submissions()), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    offices = offices_of(actor)
    sent = [(one, names_in_short(one), _tally(list(one.acts.all()))) for one in page.object_list]
    context = {"page_obj": page, "sent": sent}
    with timezone.override(zone_of(offices[0] if offices else None)):
        return render(request, "registry/submission/sent.html", context)
