"""Files of a form of a dinas: attached before the form is sent or after, and handed out to whoever
may see them. To everybody else they are as missing as files that never were."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from registry import policy
from registry.changes.attachment import FormTarget, attach, office_of_form, take_back
from registry.forms.attachment import AttachmentForm
from registry.models import Attachment, Sentra
from registry.models.attachment import AttachmentKind
from registry.policy import DINAS, Actor
from registry.queries.attachments import (
    CONTENT_TYPES,
    ENDINGS,
    attachments,
    carried_by_form,
    content_of,
    for_form,
    has_borne_out,
    kind_of_form,
    missing_kinds,
    missing_words,
    place_words,
    shown,
    size_words,
    small_picture,
)
from registry.queries.submission import submissions
from registry.queries.tasks import zone_of
from registry.web.flows import FLOWS
from registry.web.years import with_query
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected, Problem
from sentra.lib.uploads import UPLOAD_TOO_LARGE, too_large_uploads
from sentra.lib.vault import VaultProblem

PAGE = "registry/attachment/page.html"


@dataclass(frozen=True)
class Desk:
    """One page of attachments: the form they hang on, its address, where one came from, and
    whether this actor may add to it."""

    target: FormTarget
    address: str
    back: str
    receipt_number: str = ""
    may_add: bool = True

    @property
    def may_take_back(self) -> bool:
        """Whether its files are still the office's own to take back."""
        return self.may_add and not has_borne_out(self.target.office.pk, self.target.token)

    @cached_property
    def documents(self) -> tuple[str, ...]:
        """What a form of its kind rests on (registry/forms/flow.py); for most forms nothing."""
        flow = FLOWS.get(kind_of_form(self.target.office.pk, self.target.token))
        return flow.documents if flow is not None else ()

    @property
    def missing(self) -> list[AttachmentKind]:
        """What of it is not attached yet, on this form or on what it mends."""
        if not self.documents:
            return []
        carried = carried_by_form(self.target.office.pk, self.target.token)
        return missing_kinds(carried, self.documents)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def form_attachments(request: HttpRequest) -> HttpResponse:
    """The files of a form that is being filled in; `token` and `sentra` name it."""
    actor = policy.actor_for(request.user)
    if not actor.is_dinas:
        raise PermissionDenied(_("Hanya petugas dinas yang melampirkan berkas pada formulir."))
    # The form repeats what its address says; the way back stands in the address alone.
    both = {**request.GET.dict(), **request.POST.dict()}
    said = {name: str(text).replace("\x00", "") for name, text in both.items()}
    sentra = _own_sentra(actor, said.get("sentra", ""))
    token = _token(said.get("token", ""))
    office = office_of_form(actor, token, sentra)
    if office is None:
        raise Http404
    named = {"token": token, "sentra": sentra.public_code if sentra else ""}
    regency = said.get("regency", "")
    form = _own_path(said.get("back", ""))
    back = with_query(form, token=token) if form else reverse("tasks")
    target = FormTarget(office, token, sentra, regency)
    named |= {"regency": regency, "back": form}
    address = f"{reverse('attachments')}?{urlencode(named)}"
    return _page(request, actor, Desk(target, address, back))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def receipt_attachments(request: HttpRequest, receipt_number: str) -> HttpResponse:
    """The files of what was sent already; photos may follow the text."""
    actor = policy.actor_for(request.user)
    visible = policy.scope(actor, submissions())
    submission = get_object_or_404(visible, receipt_number=receipt_number)
    own = {reach.office_id for reach in actor.reaches if reach.role in DINAS}
    may_add = submission.office_id in own
    if request.method == "POST" and not may_add:
        raise Http404
    first = next((act.sentra for act in submission.acts.all() if act.sentra is not None), None)
    target = FormTarget(submission.office, submission.token, first)
    address = reverse("receipt-attachments", args=[receipt_number])
    back = reverse("receipt", args=[receipt_number])
    return _page(request, actor, Desk(target, address, back, receipt_number, may_add))


@require_POST
@never_cache
@login_required
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """The office takes back a mistaken file of its own, and is where it was."""
    found = _visible(request, pk)
    actor = policy.actor_for(request.user)
    if found.office_id not in {reach.office_id for reach in actor.reaches if reach.role in DINAS}:
        raise Http404
    version = plain_number(request.POST.get("version"))
    try:
        take_back(found, actor=actor, version_shown=-1 if version is None else version)
        messages.success(request, _("Berkas ditarik. Kantor dan pemeriksa tidak melihatnya lagi."))
    except ChangeRejected as refusal:
        messages.error(request, str(refusal))
    return redirect(_own_path(request.POST.get("back", "")) or "tasks")


@require_safe
def attachment(request: HttpRequest, pk: int) -> HttpResponse:
    """The file itself: a photo to look at, a document as a download."""
    found = _visible(request, pk)
    kind = found.stored_type
    return _private(found, _content(found), CONTENT_TYPES[kind], is_inline=found.is_photo)


@require_safe
def attachment_small(request: HttpRequest, pk: int) -> HttpResponse:
    """A thumbnail of a photo; a document has none."""
    found = _visible(request, pk)
    if not found.is_photo:
        raise Http404
    _content(found)
    return _private(found, small_picture(found), "image/jpeg", is_inline=True)


def _page(request: HttpRequest, actor: Actor, desk: Desk) -> HttpResponse:
    with timezone.override(zone_of(desk.target.office)):
        if request.method == "POST":
            return _receive(request, actor, desk)
        return _show(request, desk, _empty(desk))


def _receive(request: HttpRequest, actor: Actor, desk: Desk) -> HttpResponse:
    """Keep each file that can be kept; say what is wrong with the others."""
    form = AttachmentForm(request.POST, request.FILES)
    form.ask_for(desk.documents, ())
    kept: list[Attachment] = []
    problems: list[Problem] = []
    if too_large_uploads(request):
        limit = settings.UPLOAD_MAX_BYTES // 1_000_000
        problems.append(UPLOAD_TOO_LARGE.problem("file", limit))
        form.fields["file"].required = False
    if form.is_valid():
        for upload in form.uploads:
            try:
                kept.append(attach(upload, desk.target, actor=actor))
            except ChangeRejected as refusal:
                problems += refusal.problems
    form.refuse(problems)
    if "application/json" in request.headers.get("Accept", ""):
        return _as_json(request, desk, kept, form)
    if form.errors:
        return _show(request, desk, form, n_kept=len(kept), status=422)
    return redirect(desk.address)


def _as_json(
    request: HttpRequest, desk: Desk, kept: list[Attachment], form: AttachmentForm
) -> JsonResponse:
    """The same answer for the same file, however often it comes; `line` is its line of the list."""
    line, may = "registry/attachment/line.html", desk.may_take_back
    problems = [problem.as_dict() for problem in form.problems()]
    found = [
        {
            "id": row.pk,
            "url": reverse("attachment", args=[row.pk]),
            "thumbnail": reverse("attachment-small", args=[row.pk]) if row.is_photo else None,
            "kind": row.kind,
            "caption": row.caption,
            "size": size_words(row),
            "place": place_words(row),
            "line": render_to_string(
                line, {"file": shown(row), "desk": desk, "may_take_back": may}, request
            ),
        }
        for row in kept
    ]
    body = {"attachments": found, "problems": problems}
    answer = JsonResponse(body, status=422 if problems else 200)
    answer["Cache-Control"] = "private, no-store"
    return answer


def _show(
    request: HttpRequest, desk: Desk, form: AttachmentForm, *, n_kept: int = 0, status: int = 200
) -> HttpResponse:
    files = for_form(desk.target.office.pk, desk.target.token)
    context = {
        "desk": desk,
        "form": form,
        "files": files,
        "may_take_back": desk.may_take_back,
        "missing": missing_words(desk.missing),
        "n_kept": n_kept,
        "limit": settings.ATTACHMENTS_PER_FORM,
        "is_full": len(files) >= settings.ATTACHMENTS_PER_FORM,
    }
    return render(request, PAGE, context, status=status)


def _empty(desk: Desk) -> AttachmentForm:
    target = desk.target
    sentra = target.sentra.public_code if target.sentra is not None else ""
    named = {"token": target.token, "sentra": sentra, "regency": target.regency_code}
    form = AttachmentForm(initial=named)
    form.ask_for(desk.documents, desk.missing)
    return form


def _own_path(path: str) -> str:
    """The form the person came from, among our own forms; never another site."""
    return path if path.startswith(reverse("tasks")) and "//" not in path else ""


def _own_sentra(actor: Actor, public_code: str) -> Sentra | None:
    """A foreign sentra is as missing as one that is not; none named is none."""
    if not public_code:
        return None
    return get_object_or_404(policy.own_sentra(actor), public_code=public_code)


def _token(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


def _visible(request: HttpRequest, pk: int) -> Attachment:
    actor = policy.actor_for(request.user)
    return get_object_or_404(policy.scope(actor, attachments()), pk=pk)


def _content(found: Attachment) -> bytes:
    try:
        return content_of(found)
    except VaultProblem:
        raise Http404(
            _("Berkas lampiran ini tidak ada di penyimpanan. Beri tahu pengelola registri.")
        ) from None


def _private(found: Attachment, content: bytes, kind: str, *, is_inline: bool) -> HttpResponse:
    """For these eyes only, and inert whatever it holds."""
    how = "inline" if is_inline else "attachment"
    name = f"lampiran-{found.pk}.{ENDINGS[found.stored_type]}"
    headers: dict[str, Any] = {
        "Content-Disposition": f'{how}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
