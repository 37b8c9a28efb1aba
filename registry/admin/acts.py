"""Taking an act back and returning a row to an earlier version: what will change is shown first,
and one reason is asked. What decides and writes is registry.changes.undo."""

from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from registry.admin.desk import actor_of, waiting_words
from registry.changes.change import Applied
from registry.changes.preview import Preview, preview
from registry.changes.undo import (
    TakingBack,
    problems_of,
    revert,
    taking_back,
    taking_to_version,
    undo,
)
from registry.forms.bulk import ReasonForm
from registry.models import Record, Submission
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected, Problem


def undo_view(request: HttpRequest, site: admin.AdminSite, act: UUID) -> HttpResponse:
    """A whole act, taken back as a new one."""
    form = ReasonForm(request.POST or None)
    back = _next(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            applied = undo(act, actor_of(request), form.reason[1])
        except ChangeRejected as refused:
            problems = refused.problems
        else:
            words = _("Tindakan dibatalkan; pembatalannya tercatat sebagai tindakan %(act)s.")
            _say(request, applied, words)
            return redirect(back)
    found = taking_back(act)
    context = {
        "title": _("Batalkan tindakan ini"),
        "button": _("Batalkan tindakan ini"),
        "explained": _(
            "Semua baris yang ditulis tindakan ini dikembalikan sekaligus, sebagai tindakan baru."
            " Riwayatnya tetap ada, dan pembatalan ini pun dapat dibatalkan."
        ),
        "act_id": act,
        "back": back,
    }
    return _page(request, site, form, found, problems, context)


def revert_view(
    request: HttpRequest, site: admin.AdminSite, label: str, pk: str, version: int
) -> HttpResponse:
    """One row, brought back to an earlier version on top of the one shown here."""
    model = _record(label)
    try:
        row = model._default_manager.filter(pk=model._meta.pk.to_python(pk)).first()
    except ValidationError:
        row = None
    if row is None:
        raise Http404(_("Catatan ini tidak ada."))
    form = ReasonForm(request.POST or None)
    back = _next(request)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        shown = plain_number(request.POST.get("base_version"))
        try:
            applied = revert(
                model,
                row.pk,
                version,
                version_shown=-1 if shown is None else shown,
                actor=actor_of(request),
                reason=form.reason[1],
            )
        except ChangeRejected as refused:
            problems = refused.problems
        else:
            _say(request, applied, _("Catatan kembali ke versi %(n)s.") % {"n": version})
            return redirect(back)
    context = {
        "title": _("Kembalikan ke versi %(n)s") % {"n": version},
        "button": _("Kembalikan ke versi %(n)s") % {"n": version},
        "explained": _(
            "Isian lama ditulis kembali sebagai perbaikan baru di atas versi sekarang. Versi di"
            " antaranya tetap ada pada riwayat."
        ),
        "base_version": row.version,
        "back": back,
    }
    return _page(request, site, form, taking_to_version(model, row.pk, version), problems, context)


def _say(request: HttpRequest, done: Applied | Submission, words: str) -> None:
    """What was done, or that it waits for a second person."""
    if isinstance(done, Submission):
        messages.warning(request, waiting_words(done))
    else:
        messages.success(request, words % {"act": done.act} if "%(act)s" in words else words)


def _page(
    request: HttpRequest,
    site: admin.AdminSite,
    form: ReasonForm,
    found: TakingBack,
    refused: tuple[Problem, ...],
    context: dict[str, Any],
) -> HttpResponse:
    known = problems_of(found, actor_of(request))
    shown = preview(found.act(actor_of(request), "-")) if found.changes else Preview(())
    told = [*known, *(p for row in shown.rows for p in row.problems), *shown.problems]
    fresh = [p for p in refused if p.message not in {one.message for one in told}]
    context |= {
        **site.each_context(request),
        "form": form,
        "shown": shown,
        "problems": [*fresh, *known, *shown.problems],
        "stays": found.stays,
        "may_apply": bool(found.changes) and not told,
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    status = 422 if refused or form.errors else 200
    return render(request, "admin/act_preview.html", context, status=status)


def _record(label: str) -> type[Record]:
    try:
        model: type[Model] = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404(_("Catatan ini tidak ada.")) from None
    if not issubclass(model, Record):
        raise Http404(_("Catatan ini ditulis mesin dan tidak beriwayat."))
    return model


def _next(request: HttpRequest) -> str:
    """The history page the person came from; never another site."""
    index = reverse("admin:index")
    wanted = request.POST.get("back") or request.GET.get("back") or ""
    return wanted if wanted.startswith(index) and "//" not in wanted else index
