"""The list form on its way: fill in, check, send, and what came back alone. One address, no script
needed; answers are kept when they are checked, when another page is turned to, and by themselves
where the page can; the page's token makes every retry the same submission."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.drafts import DraftMoved, drop_draft
from registry.changes.submission import already_sent, body_hash, send_list
from registry.forms.list_form import NOTHING_ANSWERED, ListForm, remainder_token
from registry.forms.posted import listed_words
from registry.forms.proposing import token_in
from registry.models import Draft, Office
from registry.queries.submission import sent_with_token
from registry.queries.tasks import offices_of, zone_of
from registry.web.list_sheet import DRAFT, Sheet, sheet_of
from sentra.lib.dates import shown_today
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected

CHECK_PAGE = "registry/submission/list_check.html"
SAVED = "registry/submission/list_saved.html"
# Buttons that keep the answers and turn to another page of the list, by its number.
TURN = "page-"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def list_form(request: HttpRequest) -> HttpResponse:
    """Show the list, keep partial answers, check them, or send them."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Hanya petugas dinas yang mengisi daftar keadaan sentra."))
    is_sent = request.method == "POST"
    refusal = None
    if is_sent:
        try:
            if (answer := _sent_before(request, actor)) is not None:
                return answer
        except ChangeRejected as refused:
            refusal = refused
    sheet = sheet_of(request, actor)
    with timezone.override(zone_of(sheet.office)):
        if not is_sent:
            return _show(sheet)
        form = sheet.form()
        form.is_valid()
        if refusal is not None:
            return sheet.render(form, problems=refusal.problems, status=422)
        return _read(sheet, form)


def _sent_before(request: HttpRequest, actor: policy.Actor) -> HttpResponse | None:
    """The receipt of a page that was sent already. Looked up before anything is read: the registry
    has moved since, and a line that closed is on no list any more. Raises `ChangeRejected`."""
    token = token_in(request.POST.get("token"))
    if token is None:
        return None
    words = listed_words(request.POST)
    for office in offices_of(actor):
        sent = already_sent(office, token, body_hash(office.code, words))
        if sent is not None:
            drop_draft(office, token)
            return _after(office, token, sent.receipt_number)
    return None


def _show(sheet: Sheet) -> HttpResponse:
    """The first page not yet answered, another one, or a draft with what is left."""
    draft = sheet.draft or sheet.draft_on_it()
    initial = {
        "seen_on": shown_today(),
        **(dict(draft.typed) if draft else {}),
        "token": draft.token if draft else _unsent(sheet.office, sheet.request.GET.get("token")),
        "revision": draft.revision if draft else 0,
    }
    return sheet.render(sheet.form(initial=initial), draft=draft)


def _read(sheet: Sheet, form: ListForm) -> HttpResponse:
    """What was posted, as far as its button asks."""
    token: UUID | None = form.cleaned_data.get("token")
    step = sheet.request.POST.get("step", "check")
    if step == "autosave":
        return _autosave(sheet, form, token)
    if token is None:
        return sheet.render(form, status=422)
    is_turned = step == "show" or step.startswith(TURN)
    if (step in ("save", "check") or is_turned) and (form.answered or step == "save"):
        try:
            draft = sheet.keep(form, token)
        except DraftMoved as moved:
            return _merged(sheet, form, moved.stored)
        if step == "save":
            words = _("Tersimpan sebagai %(reference)s. Rekan sekantor dapat melanjutkannya.")
            messages.success(sheet.request, words % {"reference": draft.reference})
            return redirect(f"{reverse('list-form')}?{DRAFT}={draft.reference}")
        if is_turned:
            words = _("Jawaban halaman tadi tersimpan sebagai draf %(reference)s.")
            messages.success(sheet.request, words % {"reference": draft.reference})
    if is_turned:
        return redirect(_turned(sheet, step))
    if not form.is_readable or not form.answered:
        problems = [*form.foreign]
        if not form.answered:
            problems.append(NOTHING_ANSWERED.problem(""))
        return sheet.render(form, problems=problems, status=422)
    return _go_on(sheet, form, token, step)


def _turned(sheet: Sheet, step: str) -> str:
    """Another page of the list, or the list of another regency."""
    if step == "show":
        return sheet.page_path(1, sheet.request.POST.get("show_regency", "")[:20])
    return sheet.page_path(plain_number(step.removeprefix(TURN), 5) or 1)


def _autosave(sheet: Sheet, form: ListForm, token: UUID | None) -> HttpResponse:
    """What the page learns after saving by itself; never "sent"."""
    if token is None or not (form.answered or form.cleaned_data.get("revision")):
        return HttpResponse(status=204)
    try:
        draft = sheet.keep(form, token)
    except DraftMoved as moved:
        return sheet.render(form, SAVED, moved=moved.stored)
    return sheet.render(form, SAVED, draft=draft)


def _go_on(sheet: Sheet, form: ListForm, token: UUID, step: str) -> HttpResponse:
    """Check, or send what can be sent; the rest comes back alone."""
    fit = form.proposals(sheet.office, sheet.actor)
    bad = [line for line in form.answered if line.problems]
    if step == "edit" or not fit:
        return sheet.render(form, n_wrong=len(bad), status=422 if bad else 200)
    if step != "send":
        return sheet.render(form, CHECK_PAGE, fit=[line for line, _made in fit], bad=bad)
    # Kept before anything is sent, so that a process dying in between loses nothing.
    if bad:
        typed = {"seen_on": form.typed["seen_on"]}
        for line in bad:
            typed |= {f"a_{line.code}": line.answer, f"e_{line.code}": line.evidence}
        sheet.set_aside(remainder_token(token), typed)
    has_more = sheet.set_aside_elsewhere(token)
    try:
        sent = send_list(
            [proposal for _line, proposal in fit],
            actor=sheet.actor,
            office=sheet.office,
            token=token,
            typed=listed_words(sheet.request.POST),
        )
    except ChangeRejected as refusal:
        sheet.take_back_elsewhere(token)
        return sheet.render(form, problems=refusal.problems, status=422)
    drop_draft(sheet.office, token)
    _say_what_stays(sheet, sent.receipt_number, len(bad), has_more=has_more)
    return _after(sheet.office, token, sent.receipt_number)


def _say_what_stays(sheet: Sheet, number: str, n_bad: int, *, has_more: bool) -> None:
    """Which answers did not go along, and where they are."""
    if n_bad:
        words = ngettext(
            "%(number)s diterima. %(n)s baris di bawah kembali kepada Anda; yang lain terkirim.",
            "%(number)s diterima. %(n)s baris di bawah kembali kepada Anda; yang lain terkirim.",
            n_bad,
        )
        messages.success(sheet.request, words % {"number": number, "n": n_bad})
    if has_more:
        words = _(
            "Jawaban untuk sentra yang tidak ada di halaman tadi belum terkirim; tetap tersimpan"
            " sebagai draf kantor Anda."
        )
        messages.info(sheet.request, words)


def _after(office: Office, token: UUID, receipt_number: str) -> HttpResponse:
    """The receipt, or what came back while there is any."""
    rest = Draft.objects.filter(office=office, token=remainder_token(token)).first()
    if rest is not None and sent_with_token(office.pk, rest.token) is None:
        return redirect(f"{reverse('list-form')}?{DRAFT}={rest.reference}")
    return redirect("receipt", receipt_number=receipt_number)


def _merged(sheet: Sheet, form: ListForm, stored: Draft) -> HttpResponse:
    """A colleague was faster: his answers where there are none, and nobody's lost."""
    for line in form.lines:
        if not line.answer:
            line.answer = stored.typed.get(f"a_{line.code}", "")
            line.evidence = stored.typed.get(f"e_{line.code}", "")
    form.stand_on(stored.revision)
    return sheet.render(form, moved=stored, status=409)


def _unsent(office: Office, text: str | None) -> UUID:
    """The token a page was opened with before, so that what its device kept meets it again; a new
    one where there was none or it was sent."""
    token = token_in(text)
    if token is None or sent_with_token(office.pk, token) is not None:
        return uuid4()
    return token
