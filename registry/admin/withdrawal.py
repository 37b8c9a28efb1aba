"""Withdrawing a whole record that should never have been made, putting it back, and the list of
those that are out of force. What decides is the engine with registry.rules.withdrawal."""

from typing import Any

from django.apps import apps
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.desk import actor_of, waiting_words
from registry.changes.change import Act, Applied, Change
from registry.changes.desk import apply_or_propose
from registry.changes.fields import key_field
from registry.changes.kinds import Kind, all_kinds
from registry.changes.preview import preview
from registry.choices import ChangeSource
from registry.forms.bulk import ReasonForm
from registry.models import Submission
from registry.queries.withdrawn import withdrawals, withdrawn_nouns
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected, Problem

# A list of mistakes that is longer than this is looked through by noun and history.
MOST = 200
# Title and explanation of taking a record out of force, and of putting it back.
WAYS = {
    False: (
        gettext_lazy("Tarik catatan ini"),
        gettext_lazy(
            "Untuk catatan yang keliru sejak awal. Catatan dan bagiannya keluar dari semua daftar,"
            " peta, pencarian, dan jumlah; alamatnya menjawab bahwa catatan ini ditarik, beserta"
            " alasannya. Sentra yang pernah ada lalu tutup, digabung, atau dipecah tidak ditarik."
        ),
    ),
    True: (
        gettext_lazy("Pulihkan catatan ini"),
        gettext_lazy(
            "Catatan ini masuk lagi ke daftar dan jumlah, dengan semua bagiannya yang tidak"
            " ditarik tersendiri."
        ),
    ),
}


def withdrawn_list(request: HttpRequest, site: admin.AdminSite) -> HttpResponse:
    """Every record out of force, newest first, with the way back."""
    found = withdrawals(MOST)
    context = {
        **site.each_context(request),
        "title": _("Catatan yang ditarik"),
        "rows": [(one, page_url(one.row), closing_url(one.row)) for one in found],
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    return render(request, "admin/withdrawn.html", context)


def withdrawal_view(
    request: HttpRequest, site: admin.AdminSite, label: str, pk: str
) -> HttpResponse:
    """One record: withdrawn where it is in force, put back where it was withdrawn."""
    row = _record(label, pk)
    kind = closing_kind(row)
    if not policy.can(actor_of(request), kind.code, row):
        raise PermissionDenied(policy.refusal(kind.code))
    form = ReasonForm(request.POST or None)
    problems: tuple[Problem, ...] = ()
    if request.method == "POST" and form.is_valid():
        code, words = form.reason
        sent = plain_number(request.POST.get("base_version"))
        version = -1 if sent is None else sent
        try:
            done = apply_or_propose(_act(request, row, kind, version, words, code or "other"))
        except ChangeRejected as refused:
            problems = refused.problems
        else:
            _say(request, row, done)
            return redirect(page_url(row))
    return _page(request, site, row, kind, form, problems)


def _say(request: HttpRequest, row: Any, done: Applied | Submission) -> None:
    if isinstance(done, Submission):
        messages.warning(request, waiting_words(done))
        return
    said = _("Catatan dipulihkan") if row.is_withdrawn else _("Catatan ditarik")
    messages.success(request, f"{said}: {row}. {_('Tindakan')} {done.act}.")


def closing_kind(row: Any) -> Kind:
    """The kind that withdraws the record, or puts it back."""
    wanted = {"is_withdrawn": not row.is_withdrawn}
    return next(k for k in all_kinds().values() if k.model is type(row) and k.fixed == wanted)


def closing_url(row: Any) -> str:
    """The page that withdraws the record or puts it back."""
    return reverse("admin:record-withdrawal", args=[row._meta.label_lower, row.pk])


def page_url(row: Any) -> str:
    """The record's own page, or the list where it has none."""
    try:
        opts = row._meta
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        return reverse("admin:withdrawn")


def _act(
    request: HttpRequest, row: Any, kind: Kind, version: int, words: str, code: str = "other"
) -> Act:
    change = Change(kind.code, {}, str(getattr(row, key_field(type(row)))), version)
    return Act((change,), actor_of(request), ChangeSource.ADMIN, words, code)


def _page(
    request: HttpRequest,
    site: admin.AdminSite,
    row: Any,
    kind: Kind,
    form: ReasonForm,
    refused: tuple[Problem, ...],
) -> HttpResponse:
    shown = preview(_act(request, row, kind, row.version, "-"))
    told = [*(p for line in shown.rows for p in line.problems), *shown.problems]
    fresh = [p for p in refused if p.message not in {one.message for one in told}]
    title, explained = WAYS[row.is_withdrawn]
    context = {
        **site.each_context(request),
        "title": title,
        "button": title,
        "explained": explained,
        "base_version": row.version,
        "back": page_url(row),
        "back_words": str(row),
        "form": form,
        "shown": shown,
        "problems": [*fresh, *told],
        "may_apply": not told,
    }
    request.current_app = site.name  # type: ignore[attr-defined]
    status = 422 if refused or form.errors else 200
    return render(request, "admin/act_preview.html", context, status=status)


def _record(label: str, pk: str) -> Any:
    try:
        model: type[Model] = apps.get_model(label)
    except (LookupError, ValueError):
        raise Http404(_("Catatan ini tidak ada.")) from None
    if model not in withdrawn_nouns():
        raise Http404(_("Catatan semacam ini tidak ditarik dari sini."))
    try:
        row = model._default_manager.filter(pk=model._meta.pk.to_python(pk)).first()
    except ValidationError:
        row = None
    if row is None:
        raise Http404(_("Catatan ini tidak ada."))
    return row
