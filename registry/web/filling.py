"""One request of one form of a dinas: its page, and what is kept of it on the way. How the request
goes from opening to the receipt stands in propose.py."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID, uuid4

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from registry.changes.drafts import Begun, DraftMoved, save_draft
from registry.forms.proposing import ProposalForm, SeenDraft, Subject, receipt_in, token_in
from registry.models import Draft
from registry.queries.attachments import ShownAttachment, for_form, for_submission
from registry.queries.drafts import draft_with_token
from registry.queries.returned import returned_submission
from registry.queries.submission import sent_with_token
from registry.web.flows import Flow
from registry.web.years import YEAR, with_query

FORM_PAGE = "registry/submission/form.html"


@dataclass(frozen=True)
class Filling:
    """One request of one form."""

    request: HttpRequest
    flow: Flow
    subject: Subject

    @property
    def path(self) -> str:
        """The address of the form, with its year: what is opened in December and sent in January
        is December's. What is about another record than a sentra has none."""
        subject = self.subject
        path = self.flow.path(subject.sentra, subject.matter_code)
        return path if subject.matter else with_query(path, **{YEAR: subject.year})

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


def refused(filling: Filling, form: ProposalForm) -> HttpResponse:
    """The form again with everything typed; where the record moved, all three versions."""
    form.set_echoes()
    if not form.is_against_old_rows:
        return filling.page(form, status=422)
    moved = form.moved_rows()
    form.refresh_basis()
    return filling.page(form, status=409, conflict={"fields": moved})


def _begun(filling: Filling, token: UUID) -> Begun:
    subject = filling.subject
    kind = filling.flow.kind.value
    about = (subject.sentra, subject.year, subject.matter_code)
    return Begun(subject.office, token, kind, *about)


def keep(filling: Filling, form: ProposalForm, token: UUID) -> Draft:
    """Save without asking, at every step; what the person had before him moves along."""
    previous = form.text_of("previous")
    draft = save_draft(
        _begun(filling, token),
        {**form.kept, "previous": previous} if previous else form.kept,
        actor=filling.subject.actor,
        revision=form.seen_draft.revision,
    )
    form.rewrite({"seen": SeenDraft(draft.revision, draft.typed).as_text()})
    return draft


def kept(filling: Filling, token: UUID | None) -> HttpResponse:
    """Back home, with the number under which the draft is found."""
    draft = draft_with_token(filling.subject.office, token) if token else None
    if draft is None:
        return refused(filling, filling.form(token))
    words = _("Tersimpan sebagai draf %(number)s. Anda atau rekan sekantor dapat melanjutkannya.")
    messages.success(filling.request, words % {"number": draft.reference})
    return redirect("tasks")


def autosave(filling: Filling, form: ProposalForm, token: UUID | None) -> HttpResponse:
    """What the page learns after saving by itself: number and server time, or that somebody else
    was faster. Never "sent"."""
    page = "registry/submission/saved.html"
    if token is None:
        return HttpResponse(status=204)
    if sent_with_token(filling.subject.office.pk, token) is not None:
        return filling.page(form, template=page, is_sent=True)
    try:
        draft = keep(filling, form, token)
    except DraftMoved as moved:
        return filling.page(form, template=page, moved=moved.stored)
    return filling.page(form, template=page, draft=draft)


def draft_conflict(filling: Filling, form: ProposalForm, stored: Draft) -> HttpResponse:
    """A colleague saved the same draft: base, theirs and ours; saving again keeps what stands in
    the form."""
    rows = form.draft_conflict(stored.typed)
    form.rewrite({"seen": SeenDraft(stored.revision, stored.typed).as_text()})
    form.is_valid()
    form.set_echoes()
    return filling.page(
        form, status=409, conflict={"fields": rows}, moved_draft=stored, draft=stored
    )
