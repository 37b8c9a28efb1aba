"""Acts on many rows of a list: choose the values, see old → new and what stands in the way of each
row, then apply all of it as one act with one reason, or nothing. Works without a script."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.options import IS_POPUP_VAR
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import Field
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from registry import policy
from registry.admin.desk import actor_of, waiting_words
from registry.admin.widgets import KeySelect
from registry.changes.bulk import BulkVerb
from registry.changes.change import Act, Change
from registry.changes.desk import apply_or_propose
from registry.changes.preview import Preview, PreviewRow, preview
from registry.choices import ChangeSource
from registry.forms.bulk import BulkForm, bulk_form
from registry.models import Part, Submission
from sentra.lib.problems import ChangeRejected, Problem

MOST_ROWS = 1000
ROWS, PREVIEWED, APPLY, BACK = "rows", "previewed", "_apply", "_back"


@dataclass(frozen=True)
class BulkAction:
    """One act a list offers: the kinds it uses, the columns it asks for and where they stand."""

    code: str
    label: str | Promise
    kinds: tuple[str, ...]
    model_label: str
    fields: tuple[str, ...]
    changes: BulkVerb


@dataclass(frozen=True)
class BulkRow:
    """One selected row with everything the act does to it."""

    obj: Any
    url: str
    rows: tuple[PreviewRow, ...]
    problems: tuple[Problem, ...]
    has_moved: bool

    @property
    def of_sentra(self) -> str:
        """Whose line it is, where many sentra have lines of one name."""
        return self.obj.sentra.name if isinstance(self.obj, Part) else ""

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing would happen to it."""
        return all(row.is_unchanged for row in self.rows)


class BulkMixin(admin.ModelAdmin):
    """For a ModelAdmin whose list offers acts on many rows."""

    bulk: tuple[BulkAction, ...] = ()

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The acts this person may use, for Django's menu above the list."""
        if IS_POPUP_VAR in request.GET:
            return {}
        return {
            one.code: (partial(_selected, one), one.code, one.label)
            for one in self.bulk
            if may_use(request, one)
        }


def may_use(request: HttpRequest, action: BulkAction) -> bool:
    """Whether policy lets the person use every kind of the act."""
    return all(policy.can(actor_of(request), kind) for kind in action.kinds)


def _selected(
    action: BulkAction, model_admin: Any, request: HttpRequest, queryset: QuerySet
) -> HttpResponse:
    """From the list: the selected rows and an empty form. Nothing is computed yet."""
    rows = _in_order(queryset)
    if len(rows) > MOST_ROWS:
        words = _("Paling banyak %(most)s baris sekali tindakan; saring daftarnya lebih sempit.")
        messages.error(request, words % {"most": MOST_ROWS})
        return redirect(request.get_full_path())
    form = _form_class(action, model_admin)()
    shown = [BulkRow(row, _page(model_admin, row), (), (), has_moved=False) for row in rows]
    return _page_of(action, model_admin, request, form, shown)


def bulk_view(request: HttpRequest, site: admin.AdminSite, label: str, code: str) -> HttpResponse:
    """The values were given: show what would change, or apply exactly what was shown."""
    model_admin = next((a for m, a in site._registry.items() if m._meta.label_lower == label), None)
    action = next((one for one in getattr(model_admin, "bulk", ()) if one.code == code), None)
    if model_admin is None or action is None:
        raise Http404(_("Tindakan ini tidak ada."))
    if not may_use(request, action):
        raise PermissionDenied(policy.refusal(action.kinds[0]))
    if request.method != "POST":
        return redirect(_list_of(model_admin))
    return _answer(action, model_admin, request)


def _answer(action: BulkAction, model_admin: Any, request: HttpRequest) -> HttpResponse:
    seen = _seen(request)
    rows = _in_order(model_admin.get_queryset(request).filter(pk__in=list(seen)[:MOST_ROWS]))
    form = _form_class(action, model_admin)(request.POST)
    plain = [BulkRow(row, _page(model_admin, row), (), (), has_moved=False) for row in rows]
    if not rows or BACK in request.POST or not form.is_valid():
        return _page_of(action, model_admin, request, form, plain)
    changes = action.changes(rows, form.values())
    act, owners = _act(request, form, changes)
    prints = {row.pk: fingerprint(group) for row, group in zip(rows, changes, strict=True)}
    is_shown = PREVIEWED in request.POST
    moved = {pk for pk, now in prints.items() if is_shown and seen[str(pk)] != now}
    problems: Sequence[Problem] = ()
    if APPLY in request.POST and is_shown and not moved and act.changes:
        try:
            applied = apply_or_propose(act)
        except ChangeRejected as refused:
            problems = refused.problems
        else:
            if isinstance(applied, Submission):
                messages.warning(request, waiting_words(applied))
                return redirect(_list_of(model_admin))
            words = _("%(label)s: %(n)s baris diubah dalam satu tindakan, %(act)s.")
            said = {"label": action.label, "n": applied.n_changed, "act": applied.act}
            messages.success(request, words % said)
            return redirect(_list_of(model_admin))
    found = preview(act) if act.changes else Preview(())
    shown = _shown(model_admin, rows, found, owners, moved)
    whole = [*found.problems, *(p for p in problems if p.position is None)]
    return _page_of(
        action, model_admin, request, form, shown, prints=prints, problems=whole, act=act
    )


def _act(
    request: HttpRequest, form: BulkForm, changes: Sequence[Sequence[Change]]
) -> tuple[Act, list[int]]:
    """The act over all rows, and which row each change belongs to."""
    owners = [number for number, group in enumerate(changes) for _change in group]
    flat = tuple(change for group in changes for change in group)
    code, words = form.reason
    return Act(flat, actor_of(request), ChangeSource.ADMIN, words, code or "other"), owners


def _shown(
    model_admin: Any,
    rows: Sequence[Model],
    found: Preview,
    owners: Sequence[int],
    moved: set[Any],
) -> list[BulkRow]:
    lines: dict[int, list[PreviewRow]] = {}
    for line in found.rows:
        lines.setdefault(owners[line.position], []).append(line)
    # A change whose row was not found has no line of its own.
    return [
        BulkRow(
            obj=row,
            url=_page(model_admin, row),
            rows=tuple(lines.get(number, ())),
            problems=tuple(p for line in lines.get(number, ()) for p in line.problems),
            has_moved=row.pk in moved,
        )
        for number, row in enumerate(rows)
    ]


def _page_of(
    action: BulkAction,
    model_admin: Any,
    request: HttpRequest,
    form: BulkForm,
    rows: Sequence[BulkRow],
    *,
    prints: Mapping[Any, str] | None = None,
    problems: Sequence[Problem] = (),
    act: Act | None = None,
) -> HttpResponse:
    """The one page of all three steps; `prints` are there once something was shown."""
    prints, sent = prints or {}, cast("QueryDict", form.data)
    wanted = [row for row in rows if row.problems or row.has_moved]
    context = {
        **model_admin.admin_site.each_context(request),
        "title": action.label,
        "opts": model_admin.opts,
        "action": action,
        "form": form,
        "media": model_admin.media + form.media,
        "rows": rows,
        "n_rows": len(rows),
        "n_refused": sum(bool(row.problems) for row in rows),
        "moved": [row for row in rows if row.has_moved],
        "problems": problems,
        "is_previewed": bool(prints),
        "may_apply": bool(prints) and bool(act and act.changes) and not wanted and not problems,
        "rows_value": " ".join(f"{row.obj.pk}:{prints.get(row.obj.pk, '')}" for row in rows),
        "kept": [(name, value) for name in form.fields for value in sent.getlist(name)]
        if prints
        else [],
        "reason": " · ".join(_reason_words(form)) if prints else "",
        "action_url": reverse("admin:bulk", args=[model_admin.opts.label_lower, action.code]),
        "list_url": _list_of(model_admin),
    }
    request.current_app = model_admin.admin_site.name  # type: ignore[attr-defined]
    status = 200 if not (problems or wanted or form.errors) else 422
    return render(request, "admin/bulk.html", context, status=status)


def _reason_words(form: BulkForm) -> list[str]:
    choices = dict(form.fields["reason_code"].choices)  # type: ignore[attr-defined]
    code, words = form.reason
    label = str(choices.get(code, ""))
    return [label] if words in ("", label) else [label, words]


def _form_class(action: BulkAction, model_admin: Any) -> type[BulkForm]:
    def dress(db_field: models.Field, form_field: Field) -> None:
        is_box = isinstance(db_field, models.BooleanField)  # an empty box is an answer
        form_field.required = not (db_field.blank or db_field.null or is_box)
        if isinstance(db_field, ForeignKey):
            form_field.widget = KeySelect(db_field, model_admin.admin_site)
            form_field.widget.is_required = form_field.required

    model = model_admin.model
    noun_model = model._meta.apps.get_model(action.model_label)
    return bulk_form(noun_model, action.fields, dress)


def _seen(request: HttpRequest) -> dict[str, str]:
    """The rows by key, each with the fingerprint of what was shown about it."""
    pairs = (pair.partition(":") for pair in request.POST.get(ROWS, "").split())
    return {pk: fingerprint for pk, _colon, fingerprint in pairs if pk.isascii() and pk.isdigit()}


def fingerprint(changes: Sequence[Change]) -> str:
    """Changes with the versions they build on; other versions or other lines give another one."""
    body = json.dumps([change.as_json() for change in changes], sort_keys=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def _in_order(queryset: QuerySet) -> list[Any]:
    return list(queryset.order_by("pk").distinct()[: MOST_ROWS + 1])


def _page(model_admin: Any, row: Model) -> str:
    opts = model_admin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_change", args=[row.pk])


def _list_of(model_admin: Any) -> str:
    opts = model_admin.opts
    return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
