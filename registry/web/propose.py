"""How every form of a dinas runs: fill in, check old and new, send, receipt. One address per form
and no script needed; drafts are kept at every step, the token makes every retry the same
submission, and whatever is refused keeps everything typed."""

from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.drafts import DraftMoved, drop_draft
from registry.changes.proposal import frozen_words, proposed_values
from registry.changes.submission import (
    already_sent,
    office_for,
    office_over,
    send_submission,
)
from registry.choices import ActState
from registry.forms.proposing import ProposalForm, SeenDraft, Subject, receipt_in, token_in
from registry.models import Draft, Office, Submission, SubmissionAct
from registry.policy import Actor
from registry.queries.drafts import draft_with_token, open_drafts
from registry.queries.returned import field_words, returned_act, returned_submission
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import latest_proposal, sent_with_token
from registry.queries.tasks import offices_of, zone_of
from registry.web.filling import (
    Filling,
    autosave,
    draft_conflict,
    keep,
    kept,
    refused,
)
from registry.web.flows import FLOWS, REGISTER, Flow
from registry.web.years import with_query, year_asked
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

NOT_YOURS = "Hanya petugas dinas yang mengisi usulan."


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def about_sentra(request: HttpRequest, public_code: str, kind: str) -> HttpResponse:
    """A form about a sentra on record. A foreign one is as missing as one that is not."""
    actor = _dinas(request)
    own = policy.own_sentra(actor).select_related("province", "regency", "district", "village")
    sentra = get_object_or_404(own, public_code=public_code)
    lay_standing([sentra])
    office = office_for(actor, sentra)
    assert office is not None, "own_sentra and reach_over read the same mandates"
    return _run(request, FLOWS[kind], Subject(actor, office, sentra, year_asked(request, office)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def new_sentra(request: HttpRequest) -> HttpResponse:
    """The form of a sentra that is not on record."""
    actor = _dinas(request)
    office = offices_of(actor)[0]
    return _run(request, REGISTER, Subject(actor, office, None, year_asked(request, office)))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def about_matter(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A form about a record of another application; a foreign one is as missing as none."""
    actor, flow = _dinas(request), FLOWS[kind]
    assert flow.matter is not None, f"{kind} is about a sentra"
    matter = flow.matter(code)
    office = office_over(actor, matter.region) if matter is not None else None
    if matter is None or office is None:
        raise Http404
    return _run(request, flow, Subject(actor, office, None, today_wib().year, matter))


def _dinas(request: HttpRequest) -> Actor:
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_(NOT_YOURS))
    return actor


def _run(request: HttpRequest, flow: Flow, subject: Subject) -> HttpResponse:
    filling = Filling(request, flow, subject)
    with timezone.override(zone_of(subject.office)):
        return _read(filling) if request.method == "POST" else _show(filling)


# --- opening


def _show(filling: Filling) -> HttpResponse:
    """The form, prefilled; one that was sent already leads to its receipt."""
    subject, asked = filling.subject, filling.request.GET
    token = token_in(asked.get("token"))
    if token is not None:
        for sender in _senders(filling):
            sent = sent_with_token(sender.pk, token)
            if sent is not None:
                drop_draft(subject.office, token)
                return redirect("receipt", receipt_number=sent.receipt_number)
    draft = _draft(filling, token)
    other = None
    if draft is None and token is not None and (subject.sentra or subject.matter):
        other = _draft(filling, None)
    mended = draft.typed.get("previous", "") if draft else ""
    returned = _returned(filling, asked.get("perbaikan", mended))
    typed = (
        dict(draft.typed) if draft else dict(returned.shown.get("typed", {})) if returned else {}
    )
    typed = {**filling.flow.answers(asked), **typed}
    if draft is not None:
        token = draft.token
    form = filling.flow.make(None, subject, token or uuid4(), typed or None)
    _carry(form, draft, returned)
    return filling.page(
        form,
        draft=draft,
        other_draft=other,
        returned=returned,
        words=_say_words(form, returned),
        latest=_waiting(filling),
    )


def _draft(filling: Filling, token: UUID | None) -> Draft | None:
    """The draft this form continues: its own, or the office's newest of this kind."""
    subject = filling.subject
    if token is not None:
        draft = draft_with_token(subject.office, token)
        same = draft is not None and (
            draft.kind == filling.flow.kind
            and draft.sentra_id == (subject.sentra.pk if subject.sentra else None)
            and draft.matter_code == subject.matter_code
            and (draft.year == subject.year or subject.matter is not None)
        )
        return draft if same else None
    if subject.sentra is None and subject.matter is None:
        return None
    kind = filling.flow.kind.value
    rows = open_drafts(subject.actor).filter(office=subject.office, kind=kind)
    if filling.flow.asks_answer:
        rows = rows.filter(year=subject.year)
    return rows.filter(sentra=subject.sentra, matter_code=subject.matter_code).first()


def _carry(form: ProposalForm, draft: Draft | None, returned: SubmissionAct | None) -> None:
    """Hidden words that travel with the form."""
    seen = SeenDraft()
    if draft is not None:
        seen = SeenDraft(draft.revision, draft.typed)
        if draft.typed.get("basis"):
            form.initial["basis"] = draft.typed["basis"]
    form.initial["seen"] = seen.as_text() if draft else ""
    form.initial["previous"] = returned.submission.receipt_number if returned else ""


def _returned(filling: Filling, receipt: str) -> SubmissionAct | None:
    """The proposal that came back and is mended here."""
    subject, kind = filling.subject, filling.flow.kind.value
    return returned_act(
        subject.office, subject.sentra, kind, receipt_in(receipt), subject.matter_code
    )


def _say_words(form: ProposalForm, returned: SubmissionAct | None) -> dict[str, str]:
    """A reviewer's words at their questions; those about no question of the form are given back."""
    if returned is None:
        return {}
    at_questions, elsewhere = field_words(returned)
    form.set_reviewer_words(at_questions)
    unknown = {name: said for name, said in at_questions.items() if name not in form.fields}
    return {**elsewhere, **unknown}


def _waiting(filling: Filling) -> SubmissionAct | None:
    """The newest proposal about this sentra or matter, if it is of this kind and still waits."""
    sentra, matter = filling.subject.sentra, filling.subject.matter_code
    latest = latest_proposal(sentra, matter) if sentra or matter else None
    if latest is None or latest.state != ActState.RECEIVED:
        return None
    return latest if latest.kind == filling.flow.kind else None


# --- reading what was sent


def _read(filling: Filling) -> HttpResponse:
    """Keep, check, change or send what was typed."""
    request, office = filling.request, filling.subject.office
    token = token_in(request.POST.get("token"))
    form = filling.form(token)
    step = request.POST.get("step", "check")
    if step == "autosave":
        return autosave(filling, form, token)
    try:
        if token is not None:
            for sender in _senders(filling):
                sent = already_sent(sender, token, form.fingerprint)
                if sent is not None:
                    drop_draft(office, token)
                    return redirect("receipt", receipt_number=sent.receipt_number)
        if step == "edit":
            return _again(filling, form)
        filled = form.fill_empty() if step == "fill" else ""
        if token is not None:
            keep(filling, form, token)
        if filled and token is not None:
            messages.info(request, filled)
            return redirect(with_query(filling.path, token=token))
        if step == "files" and token is not None:
            return redirect(_files(filling, token))
        if step == "more" and token is not None:
            return redirect(f"{with_query(filling.path, token=token)}#{form.newest_row}")
        if step == "save":
            return kept(filling, token)
        return _checked(filling, form, step)
    except DraftMoved as moved:
        return draft_conflict(filling, form, moved.stored)
    except ChangeRejected as refusal:
        form.become_a_new_form(uuid4())
        return filling.page(
            form,
            status=422,
            template="registry/submission/refused.html",
            problems=refusal.problems,
            typed=form,
        )


def _senders(filling: Filling) -> list[Office]:
    """The offices a form may have been sent by: of a new sentra, whichever its place belongs to."""
    subject = filling.subject
    is_new = subject.sentra is None and subject.matter is None
    return offices_of(subject.actor) if is_new else [subject.office]


def _files(filling: Filling, token: UUID) -> str:
    """Where photos and documents of this form are sent; what was typed is kept as a draft."""
    sentra, matter = filling.subject.sentra, filling.subject.matter
    asked = {"token": token, "sentra": sentra.public_code if sentra else "", "back": filling.path}
    if matter is not None and "." in matter.region:
        asked["regency"] = matter.region
    return f"{reverse('attachments')}?{urlencode(asked)}"


def _checked(filling: Filling, form: ProposalForm, step: str) -> HttpResponse:
    """The answers once more, or the receipt."""
    if not form.is_valid():
        return refused(filling, form)
    subject = filling.subject
    proposal = form.proposal(subject.sentra, subject.office)
    if not form.is_sendable(proposal):
        return refused(filling, form)
    if step == "send":
        token = form.cleaned_data["token"]
        sent = send_submission(
            proposal, actor=subject.actor, token=token, previous=_previous(filling)
        )
        drop_draft(subject.office, token)
        return redirect("receipt", receipt_number=sent.receipt_number)
    form.set_echoes()
    old = {**frozen_words(proposal.changes), **proposal.shown.get("old", {})}
    rows = proposed_values(proposal.changes, old)
    return filling.page(
        form,
        template="registry/submission/check.html",
        rows=form.checked(rows),
        similar=getattr(form, "similar", ()),
        is_unknown=form.answer == "unknown",
    )


def _again(filling: Filling, form: ProposalForm) -> HttpResponse:
    """Back from the answers to the questions."""
    form.is_valid()
    form.set_echoes()
    returned = _returned(filling, form.text_of("previous"))
    return filling.page(form, words=_say_words(form, returned), returned=returned)


def _previous(filling: Filling) -> Submission | None:
    """The submission this one mends, as far as it is one's own and came back."""
    receipt = receipt_in(filling.request.POST.get("previous", ""))
    return returned_submission(filling.subject.office, receipt) if receipt else None
