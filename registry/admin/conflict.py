"""The page of somebody who came too late: which fields and lines moved, what each was, is and
should be, and a way to put one's own values on top of the version shown here. Nothing was written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.contrib.admin.utils import quote
from django.db.models import Model
from django.forms import BooleanField, ChoiceField
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.admin.widgets import key_label
from registry.changes.change import Act
from registry.changes.conflict import version_of
from registry.changes.fields import key_field
from registry.changes.kinds import all_kinds
from registry.forms.base import Collected, EngineForm
from registry.forms.fields import KeyField
from registry.queries.history import last_act
from registry.queries.words import Reader, Row, items
from sentra.lib.problems import ChangeConflict, Conflict

KEEP, MINE, AGAIN = "_keep", "_mine:", "_reapply"
LEFT_OUT = ("csrfmiddlewaretoken", KEEP, AGAIN)


@dataclass(frozen=True)
class MovedField:
    """One field in three versions, in words; `choice` is the name under which one's own value may
    be kept, empty where the person did not touch the field."""

    label: str
    base: str | None
    theirs: str | None
    ours: str | None
    choice: str

    @property
    def clash(self) -> bool:
        """Whether both sides changed it."""
        return bool(self.choice) and self.base != self.theirs


@dataclass
class MovedRow:
    """One row that moved: the record itself or one of its lines."""

    title: str
    is_gone: bool
    who: str
    when: Any
    fields: list[MovedField] = field(default_factory=list)


def conflict_page(
    model_admin: Any, request: HttpRequest, conflict: ChangeConflict, collected: Collected
) -> HttpResponse:
    """The page, with status 409. What was typed travels along in hidden inputs."""
    data = request.POST.copy()
    mine = QueryDict(mutable=True)
    rows = []
    for position in sorted({one.position for one in conflict.conflicts}):
        form = collected.forms[position]
        fresh = type(form)(instance=_stored(form.instance), prefix=form.prefix)
        row = _moved_row(form, fresh)
        rows.append(row)
        _travel(form, fresh, data, mine, is_gone=row.is_gone)
    original = collected.forms[0].instance if collected.forms else None
    context = {
        **model_admin.admin_site.each_context(request),
        "title": _("Catatan ini berubah sejak Anda membukanya"),
        "opts": model_admin.opts,
        "original": original,
        "rows": rows,
        "can_keep": any(one.choice for row in rows for one in row.fields),
        "resubmit": [
            (name, value)
            for query in (data, mine)
            for name, values in query.lists()
            if name not in LEFT_OUT
            for value in values
        ],
        "retry_url": request.path,
        "list_url": reverse(
            f"admin:{model_admin.opts.app_label}_{model_admin.opts.model_name}_changelist"
        ),
        "object_id": quote(getattr(original, "pk", "")),
    }
    request.current_app = model_admin.admin_site.name  # type: ignore[attr-defined]
    return render(request, "admin/conflict.html", context, status=409)


def moved_rows(act: Act, conflicts: Iterable[Conflict]) -> list[MovedRow]:
    """The rows of an act without forms of their own that somebody moved meanwhile; nothing of them
    is chosen field by field."""
    rows = []
    for position in sorted({one.position for one in conflicts}):
        change = act.changes[position]
        model = all_kinds()[change.kind].model
        stored = model._default_manager.filter(**{key_field(model): change.target})
        theirs = stored.values().get()
        base = version_of(model, theirs["id"], change.base_version or 0) or theirs
        ours = {one.field: one.ours for one in conflicts if one.position == position}
        rows.append(_compared(model, base, theirs, ours))
    return rows


def _compared(model: Any, base: Row, theirs: Row, ours: Row) -> MovedRow:
    mine = {**base, **ours}
    reader = Reader([(model, base), (model, theirs), (model, mine)])
    last = last_act(model, theirs["id"])
    row = MovedRow(
        title=f"{capfirst(str(model._meta.verbose_name))}: {reader.line(model, theirs)}",
        is_gone=bool(theirs.get("is_withdrawn")),
        who=", ".join(filter(None, (last.who, last.office))) if last else "",
        when=last.when if last else None,
    )
    for item in items(model):
        was, now, wanted = (reader.words(item, one) for one in (base, theirs, mine))
        if was != now or was != wanted:
            row.fields.append(MovedField(item.label, was, now, wanted, ""))
    return row


def take_over(request: HttpRequest) -> None:
    """A page sent again from the conflict page: the chosen fields get the person's own values back,
    all others carry what is stored at the version he has now seen."""
    if AGAIN not in request.POST:
        return
    data = request.POST.copy()
    for name in data.getlist(KEEP):
        if f"{MINE}{name}" in data:
            data.setlist(name, data.getlist(f"{MINE}{name}"))
    for name in list(data):
        if name.startswith(MINE) or name in (KEEP, AGAIN):
            del data[name]
    request.POST = data  # type: ignore[assignment]


def _stored(instance: Model) -> Model:
    return type(instance)._default_manager.get(pk=instance.pk)


def _moved_row(form: EngineForm, fresh: EngineForm) -> MovedRow:
    model = type(form.instance)
    base = dict(form.seen_row())
    theirs = {one.attname: getattr(fresh.instance, one.attname) for one in model._meta.fields}
    reader = Reader([(model, base), (model, theirs)])
    act = last_act(model, form.instance.pk)
    is_gone = bool(theirs.get("is_withdrawn")) and not base.get("is_withdrawn")
    line = reader.line(model, theirs)
    row = MovedRow(
        title=f"{capfirst(str(model._meta.verbose_name))}: {line or form.instance}",
        is_gone=is_gone,
        who=", ".join(filter(None, (act.who, act.office))) if act else "",
        when=act.when if act else None,
    )
    touched = set(form.changed_data)
    for item in items(model):  # type: ignore[arg-type]
        before, now = reader.words(item, base), reader.words(item, theirs)
        is_ours = item.name in touched and item.name in form.fields
        if not is_ours and before == now:
            continue
        ours = _typed(form, item.name) if is_ours else before
        choice = form.add_prefix(item.name) if is_ours and not is_gone else ""
        row.fields.append(MovedField(item.label, before, now, ours, choice))
    if DELETION_FIELD_NAME in touched and not is_gone:
        name = form.add_prefix(DELETION_FIELD_NAME)
        row.fields.append(MovedField(_("Tarik baris ini"), _("tidak"), _("tidak"), _("ya"), name))
    return row


def _typed(form: EngineForm, name: str) -> str | None:
    """What the person wrote, in words."""
    form_field, cleaned = form.fields[name], form.cleaned_data.get(name)
    if isinstance(form_field, BooleanField):
        return _("ya") if cleaned else _("tidak")
    if cleaned in (None, ""):
        return None
    if isinstance(form_field, ChoiceField):
        return str(dict(form_field.choices).get(cleaned, cleaned))  # type: ignore[arg-type]
    if isinstance(form_field, KeyField):
        other = form_field.model._default_manager.filter(**{form_field.key: cleaned}).first()
        return key_label(other) if other is not None else str(cleaned)
    return str(form[name].value())


def _travel(
    form: EngineForm, fresh: EngineForm, data: QueryDict, mine: QueryDict, *, is_gone: bool
) -> None:
    """Put what is stored now into the page's data, and the person's own values beside it."""
    for name in form.fields:
        key = form.add_prefix(name)
        travels = name in fresh.fields or name == DELETION_FIELD_NAME
        if not travels or name in ("reason_code", "reason_text"):
            continue
        if name in form.changed_data and not is_gone:
            # An unticked box sends nothing; an empty value says the same and can be chosen.
            mine.setlist(f"{MINE}{key}", data.getlist(key) or [""])
        data.pop(key, None)
        stored = fresh.initial.get(name)
        if isinstance(form.fields[name], BooleanField):
            stored = "on" if stored else None
        if stored not in (None, ""):
            data[key] = str(stored)
