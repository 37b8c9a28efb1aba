"""The list form on its way: fill in, check, send, and what came back alone. One address, no script
needed; answers are kept when they are checked, the page's token makes every retry the same
submission."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_http_methods

from registry import policy
from registry.changes.drafts import Begun, DraftMoved, drop_draft, save_draft
from registry.changes.submission import already_sent, body_hash, send_list
from registry.choices import SubmissionKind
from registry.forms.fields import shown_date
from registry.forms.list_form import NOTHING_ANSWERED, PAGE_SIZE, ListForm, remainder_token
from registry.models import Draft, Office, Regency, Sentra
from registry.policy import Actor
from registry.queries.campaign import unanswered
from registry.queries.submission import sent_with_token, standings
from registry.queries.tasks import TaskState, offices_of, own_tasks, zone_of
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected

OPEN = (TaskState.DUE, TaskState.RETURNED)
LIST_PAGE = "registry/submission/list.html"


@dataclass(frozen=True)
class Sheet:
    """Whose list it is, and which part of it is open."""

    request: HttpRequest
    actor: Actor
    office: Office
    year: int
    regency: str
    page: Page

    @property
    def sentra(self) -> list[Sentra]:
        """The sentra of this page."""
        return list(self.page.object_list)

    def render(self, template: str, *, status: int = 200, **more: object) -> HttpResponse:
        """A page of the list."""
        context = {
            "office": self.office,
            "year": self.year,
            "regency": self.regency,
            "regencies": _regencies(self.actor),
            "page_obj": self.page,
            **more,
        }
        return render(self.request, template, context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@gzip_page
@login_required
def list_form(request: HttpRequest) -> HttpResponse:
    """Show the list, keep partial answers, check them, or send them."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Hanya petugas dinas yang mengisi daftar keadaan sentra."))
    office = offices_of(actor)[0]
    with timezone.override(zone_of(office)):
        if request.method == "POST":
            return _read(request, actor, office)
        return _show(request, actor, office)


def _show(request: HttpRequest, actor: Actor, office: Office) -> HttpResponse:
    """The first page not yet answered, another one, or a draft with what is left."""
    draft = _draft_asked_for(request, actor)
    sheet = _sheet(request, actor, office, draft)
    draft = draft or _draft_of(sheet)
    initial = {
        "seen_on": shown_date(today_wib(), "day"),
        **(dict(draft.typed) if draft else {}),
        "token": draft.token if draft else _unsent(office, request.GET.get("token")),
        "revision": draft.revision if draft else 0,
    }
    form = ListForm(sentra=sheet.sentra, standings=_standings(sheet), initial=initial)
    return sheet.render(LIST_PAGE, form=form, draft=draft)


def _read(request: HttpRequest, actor: Actor, office: Office) -> HttpResponse:
    codes = [name[2:] for name in request.POST if name.startswith("b_")][: PAGE_SIZE * 2]
    sheet = _sheet(request, actor, office, None, codes=codes)
    form = ListForm(request.POST, sentra=sheet.sentra, standings=_standings(sheet))
    is_readable = form.is_readable
    token: UUID | None = form.cleaned_data.get("token")
    if token is None:
        return sheet.render(LIST_PAGE, form=form, status=422)
    try:
        sent = already_sent(office, token, body_hash(office.code, form.typed))
    except ChangeRejected as refusal:
        return sheet.render(LIST_PAGE, form=form, problems=refusal.problems, status=422)
    if sent is not None:
        drop_draft(office, token)
        return _after(office, token, sent.receipt_number)
    step = request.POST.get("step", "check")
    if step == "save" or (step == "check" and form.answered):
        try:
            draft = _kept(sheet, form, token)
        except DraftMoved as moved:
            return _merged(sheet, form, moved.stored)
        if step == "save":
            words = _("Tersimpan sebagai %(reference)s. Rekan sekantor dapat melanjutkannya.")
            messages.success(request, words % {"reference": draft.reference})
            return redirect(f"{reverse('list-form')}?draf={draft.reference}")
    if not is_readable or not form.answered:
        problems = [*form.foreign]
        if not form.answered:
            problems.append(NOTHING_ANSWERED.problem(""))
        return sheet.render(LIST_PAGE, form=form, problems=problems, status=422)
    return _go_on(sheet, form, token, step)


def _go_on(sheet: Sheet, form: ListForm, token: UUID, step: str) -> HttpResponse:
    """Check, or send what can be sent; the rest comes back alone."""
    fit = form.proposals(sheet.office, sheet.actor)
    bad = [line for line in form.answered if line.problems]
    if step == "edit" or not fit:
        return sheet.render(LIST_PAGE, form=form, n_wrong=len(bad), status=422 if bad else 200)
    if step != "send":
        return sheet.render(
            "registry/submission/list_check.html",
            form=form,
            fit=[line for line, _proposal in fit],
            bad=bad,
        )
    if bad:  # kept before anything is sent, so that a process dying in between loses nothing
        typed = {"seen_on": form.typed["seen_on"]}
        for line in bad:
            typed |= {f"a_{line.code}": line.answer, f"e_{line.code}": line.evidence}
        _keep(sheet, remainder_token(token), typed, revision=0)
    try:
        sent = send_list(
            [proposal for _line, proposal in fit],
            actor=sheet.actor,
            office=sheet.office,
            token=token,
            typed=form.typed,
        )
    except ChangeRejected as refusal:
        return sheet.render(LIST_PAGE, form=form, problems=refusal.problems, status=422)
    drop_draft(sheet.office, token)
    if bad:
        words = ngettext(
            "%(number)s diterima. %(n)s baris di bawah kembali kepada Anda; yang lain terkirim.",
            "%(number)s diterima. %(n)s baris di bawah kembali kepada Anda; yang lain terkirim.",
            len(bad),
        )
        messages.success(sheet.request, words % {"number": sent.receipt_number, "n": len(bad)})
    return _after(sheet.office, token, sent.receipt_number)


def _after(office: Office, token: UUID, receipt_number: str) -> HttpResponse:
    """The receipt, or what came back while there is any."""
    rest = Draft.objects.filter(office=office, token=remainder_token(token)).first()
    if rest is not None and sent_with_token(office.pk, rest.token) is None:
        return redirect(f"{reverse('list-form')}?draf={rest.reference}")
    return redirect("receipt", receipt_number=receipt_number)


def _kept(sheet: Sheet, form: ListForm, token: UUID) -> Draft:
    """Partial answers as a draft; the page goes on from it."""
    draft = _keep(sheet, token, form.typed, revision=form.cleaned_data.get("revision") or 0)
    form.stand_on(draft.revision)
    return draft


def _merged(sheet: Sheet, form: ListForm, stored: Draft) -> HttpResponse:
    """A colleague was faster: his answers where there are none, and nobody's lost."""
    for line in form.lines:
        if not line.answer:
            line.answer = stored.typed.get(f"a_{line.code}", "")
            line.evidence = stored.typed.get(f"e_{line.code}", "")
    form.stand_on(stored.revision)
    return sheet.render(LIST_PAGE, form=form, moved=stored, status=409)


def _unsent(office: Office, text: str | None) -> UUID:
    """The token a page was opened with before, so that what its device kept meets it again; a new
    one where there was none or it was sent."""
    try:
        token = UUID(text or "")
    except ValueError:
        return uuid4()
    return uuid4() if sent_with_token(office.pk, token) is not None else token


def _keep(sheet: Sheet, token: UUID, typed: dict[str, str], *, revision: int) -> Draft:
    begun = Begun(sheet.office, token, SubmissionKind.LIST.value, None, sheet.year)
    return save_draft(begun, typed, actor=sheet.actor, revision=revision)


def _draft_asked_for(request: HttpRequest, actor: Actor) -> Draft | None:
    reference = request.GET.get("draf", "")
    if not reference:
        return None
    own = policy.scope(actor, Draft.objects.all())
    draft = own.filter(reference=reference, kind=SubmissionKind.LIST).first()
    if draft is None:
        raise Http404
    return draft


def _draft_of(sheet: Sheet) -> Draft | None:
    """The office's newest draft of a list that speaks of a sentra on this page."""
    names = [f"a_{sentra.public_code}" for sentra in sheet.sentra]
    own = policy.scope(sheet.actor, Draft.objects.all()).filter(
        office=sheet.office, kind=SubmissionKind.LIST, year=sheet.year
    )
    draft = own.filter(typed__has_any_keys=names).order_by("-saved_at").first() if names else None
    return draft if draft and sent_with_token(sheet.office.pk, draft.token) is None else None


def _sheet(
    request: HttpRequest,
    actor: Actor,
    office: Office,
    draft: Draft | None,
    codes: list[str] | None = None,
) -> Sheet:
    """The page of the list: the codes that were sent, those of a draft, or the next open ones."""
    year = today_wib().year
    rows: Any = own_tasks(actor, year)
    regency = request.GET.get("regency", "")
    if draft is not None:
        codes = [name[2:] for name in draft.typed if name.startswith("a_")]
    if codes is not None:
        rows = rows.filter(public_code__in=codes)
    elif asked := request.GET.get("kampanye", ""):
        rows = rows.filter(pk__in=unanswered(asked, actor))
    else:
        rows = rows.filter(task_state__in=OPEN)
        if regency:
            rows = rows.filter(regency_id=regency)
    size = PAGE_SIZE if codes is None else max(len(codes), 1)
    page = Paginator(rows, size).get_page(request.GET.get("page"))
    return Sheet(request, actor, office, year, regency, page)


def _standings(sheet: Sheet) -> dict:
    return standings([sentra.pk for sentra in sheet.sentra], sheet.year)


def _regencies(actor: Actor) -> list[Regency]:
    """For a province: its regencies to choose from."""
    provinces = {r.region_code for r in actor.reaches if r.role in policy.DINAS}
    provinces = {code for code in provinces if "." not in code}
    own = Regency.objects.filter(province_id__in=provinces, valid_to__isnull=True)
    return list(own.order_by("name"))
