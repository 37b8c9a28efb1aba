"""How every form of a dinas runs: fill in, check old and new, send, receipt. One address per form
and no script needed; drafts are kept at every step, the token makes every retry the same
submission, and whatever is refused keeps everything typed."""

from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.drafts import Begun, DraftMoved, drop_draft, save_draft
from registry.changes.proposal import frozen_words, proposed_values
from registry.changes.submission import (
    already_sent,
    body_hash,
    office_for,
    office_over,
    send_submission,
)
from registry.choices import ActState
from registry.forms.proposing import ProposalForm, SeenDraft, Subject, receipt_in, token_in
from registry.models import Draft, Submission, SubmissionAct
from registry.policy import Actor
from registry.queries.attachments import ShownAttachment, for_form, for_submission
from registry.queries.drafts import draft_with_token, open_drafts
from registry.queries.returned import field_words, returned_act, returned_submission
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import latest_proposal, sent_with_token
from registry.queries.tasks import offices_of, zone_of
from registry.web.flows import FLOWS, REGISTER, Flow
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

FORM_PAGE = "registry/submission/form.html"
NOT_YOURS = "Hanya petugas dinas yang mengisi usulan."


@dataclass(frozen=True)
class Filling:
    """One request of one form."""

    request: HttpRequest
    flow: Flow
    subject: Subject

    @property
    def path(self) -> str:
        """The address of the form."""
        return self.flow.path(self.subject.sentra, self.subject.matter_code)

    def form(self, token: UUID | None) -> ProposalForm:
        """The form as it was sent."""
        return self.flow.make(self.request.POST, self.subject, token or uuid4(), None)

    def page(
        self, form: ProposalForm, *, status: int = 200, template: str = FORM_PAGE, **more: object
    ) -> HttpResponse:
        """A page of this form. What hangs on it is read by the pages that show it, and by no answer
        to a form that saves itself every few seconds."""
        context = {
            "files": SimpleLazyObject(partial(self._files, form)),
            "flow": self.flow,
            "form": form,
            "path": self.path,
            "office": self.subject.office,
            "sentra": self.subject.sentra,
            "matter": self.subject.matter,
            "year": self.subject.year,
            **more,
        }
        return render(self.request, template, context, status=status)

    def _files(self, form: ProposalForm) -> list[ShownAttachment]:
        """What hangs on this form already, and on the one it mends."""
        office, asked = self.subject.office, form.data if form.is_bound else form.initial
        before = returned_submission(office, receipt_in(str(asked.get("previous") or "")))
        files = for_submission(before) if before is not None else []
        token = token_in(str(asked.get("token") or ""))
        return files if token is None else [*files, *for_form(office.pk, token)]


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
    return _run(request, FLOWS[kind], Subject(actor, office, sentra, today_wib().year))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def new_sentra(request: HttpRequest) -> HttpResponse:
    """The form of a sentra that is not on record."""
    actor = _dinas(request)
    office = offices_of(actor)[0]
    return _run(request, REGISTER, Subject(actor, office, None, today_wib().year))


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
        sent = sent_with_token(subject.office.pk, token)
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
        )
        return draft if same else None
    if subject.sentra is None and subject.matter is None:
        return None
    kind = filling.flow.kind.value
    rows = open_drafts(subject.actor).filter(office=subject.office, kind=kind, year=subject.year)
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
        return _autosave(filling, form, token)
    try:
        if token is not None:
            sent = already_sent(office, token, body_hash(form.whose, form.typed))
            if sent is not None:
                drop_draft(office, token)
                return redirect("receipt", receipt_number=sent.receipt_number)
        if step == "edit":
            return _again(filling, form)
        if token is not None:
            _keep(filling, form, token)
        if step == "files" and token is not None:
            return redirect(_files(filling, token))
        if step == "save":
            return _kept(filling, token)
        return _checked(filling, form, step)
    except DraftMoved as moved:
        return _draft_conflict(filling, form, moved.stored)
    except ChangeRejected as refusal:
        form.become_a_new_form(uuid4())
        return filling.page(
            form,
            status=422,
            template="registry/submission/refused.html",
            problems=refusal.problems,
            typed=form,
        )


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
        return _refused(filling, form)
    subject = filling.subject
    proposal = form.proposal(subject.sentra, subject.office)
    if not form.is_sendable(proposal):
        return _refused(filling, form)
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


def _refused(filling: Filling, form: ProposalForm) -> HttpResponse:
    """The form again with everything typed; where the record moved, all three versions."""
    form.set_echoes()
    if not form.is_against_old_rows:
        return filling.page(form, status=422)
    moved = form.moved_rows()
    form.refresh_basis()
    return filling.page(form, status=409, conflict={"fields": moved})


def _previous(filling: Filling) -> Submission | None:
    """The submission this one mends, as far as it is one's own and came back."""
    receipt = receipt_in(filling.request.POST.get("previous", ""))
    return returned_submission(filling.subject.office, receipt) if receipt else None


# --- drafts


def _begun(filling: Filling, token: UUID) -> Begun:
    subject = filling.subject
    kind = filling.flow.kind.value
    about = (subject.sentra, subject.year, subject.matter_code)
    return Begun(subject.office, token, kind, *about)


def _keep(filling: Filling, form: ProposalForm, token: UUID) -> Draft:
    """Save without asking, at every step; what the person had before him moves along."""
    previous = form.text_of("previous")
    draft = save_draft(
        _begun(filling, token),
        {**form.typed, "previous": previous} if previous else form.typed,
        actor=filling.subject.actor,
        revision=form.seen_draft.revision,
    )
    form.rewrite({"seen": SeenDraft(draft.revision, draft.typed).as_text()})
    return draft


def _kept(filling: Filling, token: UUID | None) -> HttpResponse:
    """Back home, with the number under which the draft is found."""
    draft = draft_with_token(filling.subject.office, token) if token else None
    if draft is None:
        return _refused(filling, filling.form(token))
    words = _("Tersimpan sebagai draf %(number)s. Anda atau rekan sekantor dapat melanjutkannya.")
    messages.success(filling.request, words % {"number": draft.reference})
    return redirect("tasks")


def _autosave(filling: Filling, form: ProposalForm, token: UUID | None) -> HttpResponse:
    """What the page learns after saving by itself: number and server time, or that somebody else
    was faster. Never "sent"."""
    page = "registry/submission/saved.html"
    if token is None:
        return HttpResponse(status=204)
    if sent_with_token(filling.subject.office.pk, token) is not None:
        return filling.page(form, template=page, is_sent=True)
    try:
        draft = _keep(filling, form, token)
    except DraftMoved as moved:
        return filling.page(form, template=page, moved=moved.stored)
    return filling.page(form, template=page, draft=draft)


def _draft_conflict(filling: Filling, form: ProposalForm, stored: Draft) -> HttpResponse:
    """A colleague saved the same draft: base, theirs and ours; saving again keeps what stands in
    the form."""
    rows = form.draft_conflict(stored.typed)
    form.rewrite({"seen": SeenDraft(stored.revision, stored.typed).as_text()})
    form.is_valid()
    form.set_echoes()
    return filling.page(
        form, status=409, conflict={"fields": rows}, moved_draft=stored, draft=stored
    )
