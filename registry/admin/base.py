"""The ModelAdmin that collects a page — a record and its lines — into one act with one reason, and
brings the engine's refusals back to the fields they are about. Other applications build on it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin import helpers
from django.core.exceptions import PermissionDenied
from django.db.models import Field, ForeignKey, Model, QuerySet
from django.forms.models import BaseInlineFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry import policy
from registry.admin.conflict import conflict_page, take_over
from registry.admin.desk import DeskAdmin, actor_of, waiting_words
from registry.admin.widgets import KeySelect
from registry.admin.withdrawal import closing_kind, closing_url
from registry.changes.change import Act, Change
from registry.changes.desk import apply_or_propose
from registry.changes.engine import check_batch
from registry.choices import ChangeSource
from registry.forms.base import (
    Collected,
    EngineForm,
    EngineFormSet,
    ReasonedForm,
    Verbs,
    collect,
    field_for,
)
from registry.models import Submission
from registry.queries.history import HistoryAct, record_history
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem

Refused = Mapping[str, tuple[Problem, ...]]


class EngineFields:
    """What a record's page and its lines share: fields that read Indonesian, and type-ahead."""

    verbs = Verbs()
    admin_site: Any

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest | None, **kwargs: Any
    ) -> forms.Field | None:
        """Our own field for every column."""
        form_field = field_for(db_field, self.verbs.figures)
        if db_field.name == "code" and self.verbs.gives_code:
            form_field.required = False
            form_field.help_text = _("Boleh kosong; kodenya dibuatkan. Tidak dapat diubah kelak.")
        if isinstance(db_field, ForeignKey):
            widget = KeySelect(db_field, self.admin_site)
            widget.is_required = form_field.required
            form_field.widget = widget
        elif isinstance(form_field.widget, forms.TextInput):
            name = "vTextField" if form_field.__class__.__name__ == "WordsField" else "vShort"
            form_field.widget.attrs.setdefault("class", name)
        elif isinstance(form_field.widget, forms.Textarea):
            form_field.widget.attrs.setdefault("class", "vLargeTextField")
        return form_field


class EngineInline(EngineFields, admin.TabularInline):
    """The lines of one part. Each is a noun of its own; a ticked line is withdrawn."""

    noun = ""
    form = EngineForm
    formset = EngineFormSet
    extra = 0
    closing_label = gettext_lazy("Tarik")

    def __init__(self, parent_model: type[Model], admin_site: Any) -> None:
        super().__init__(parent_model, admin_site)
        self.verbs = Verbs.of(self.noun)

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Lines in force; when a page comes back, also those withdrawn meanwhile, so that the
        person who still edits them meets the conflict and not a missing line."""
        rows = policy.scope(actor_of(request), super().get_queryset(request))
        keys = [f.name for f in self.model._meta.concrete_fields if isinstance(f, ForeignKey)]
        has_closing = any(f.name == "is_withdrawn" for f in self.model._meta.concrete_fields)
        if has_closing and request.method != "POST":
            rows = rows.filter(is_withdrawn=False)
        return rows.select_related(*keys)

    def get_formset(
        self, request: HttpRequest, obj: Model | None = None, **kwargs: Any
    ) -> type[BaseInlineFormSet]:
        """Forms that know their kinds."""
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.verbs = self.verbs  # type: ignore[attr-defined]
        return formset

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """As the record itself."""
        return policy.can(actor_of(request), "admin.open")

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the kind that records a line."""
        return bool(self.verbs.record) and policy.can(actor_of(request), self.verbs.record, obj)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the kind that corrects a line."""
        return bool(self.verbs.correct) and policy.can(actor_of(request), self.verbs.correct, obj)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """By the kind that withdraws a line, where there is one."""
        code = self.verbs.withdraw
        return bool(code) and policy.can(actor_of(request), code, obj)


class StackedEngineInline(EngineInline):
    """Lines with too many fields for a table."""

    template = "admin/edit_inline/stacked.html"


class EngineAdmin(EngineFields, DeskAdmin):
    """A record's page: saved as one act through the engine, or not at all."""

    noun = ""
    # The verb that makes a new row; empty where the desk makes none.
    record_verb = "record"
    form = ReasonedForm

    def __init__(self, model: type[Model], admin_site: Any) -> None:
        super().__init__(model, admin_site)
        self.verbs = Verbs.of(self.noun, record=self.record_verb)
        self.add_action = self.verbs.record if self.record_verb else ""
        self.change_action = self.verbs.correct

    # --- forms

    def get_form(
        self, request: HttpRequest, obj: Model | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """A form that knows its kinds and what was refused a moment ago."""
        form = super().get_form(request, obj, change=change, **kwargs)
        form.verbs = self.verbs  # type: ignore[attr-defined]
        form.refused = _refused(request).get("", ())  # type: ignore[attr-defined]
        return form

    def _create_formsets(
        self, request: HttpRequest, obj: Model, change: bool
    ) -> tuple[list[Any], list[Any]]:
        formsets, inlines = super()._create_formsets(request, obj, change)  # type: ignore[misc]
        refused = _refused(request)
        for form in (form for formset in formsets for form in formset.forms):
            form.refused += refused.get(form.prefix, ())
        return formsets, inlines

    # --- one act

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        """The row as it stands; nothing is assigned to it."""
        return form.instance

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Nothing yet: record and lines are one act."""

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool
    ) -> None:
        """Apply the whole page as one act, or let it wait for a second person as a proposal."""
        collected = self.collected(form, formsets)
        request.desk_collected = collected  # type: ignore[attr-defined]
        if not collected.changes:
            request.desk_unchanged = True  # type: ignore[attr-defined]
            return
        act = self._act(request, form, collected)
        missing = form.reason_problems()
        if missing:
            raise ChangeRejected([*missing, *check_batch(act)])
        applied = apply_or_propose(act)
        if isinstance(applied, Submission):
            request.desk_proposed = applied  # type: ignore[attr-defined]
            return
        if form.is_new:
            form.instance.pk = applied.rows[0].pk
        form.instance.refresh_from_db()

    def completed(self, changes: Sequence[Change]) -> Sequence[Change]:
        """The page's changes, in place, followed by what they bring along; nouns may override."""
        return changes

    def collected(self, form: Any, formsets: Iterable[Any]) -> Collected:
        """The changes of the page; those that follow from them belong to the page's own form."""
        collected = collect(form, formsets)
        whole = list(self.completed(collected.changes))
        typed, following = whole[: len(collected.changes)], whole[len(collected.changes) :]
        collected.changes[:] = typed
        for change in following:
            collected.add(form, change)
        return collected

    def _act(self, request: HttpRequest, form: ReasonedForm, collected: Collected) -> Act:
        code, words = form.reason
        return Act(
            changes=tuple(collected.changes),
            actor=actor_of(request),
            source=ChangeSource.ADMIN,
            reason=collected.reason(words),
            reason_code=code or "other",
        )

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """The form; after a refusal the same form with the sentences at their fields and
        everything typed kept; after a conflict the page that compares."""
        if request.method == "POST":
            take_over(request)
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except ChangeConflict as conflict:
            collected = request.desk_collected  # type: ignore[attr-defined]
            return conflict_page(self, request, conflict, collected)
        except ChangeRejected as refusal:
            collected = request.desk_collected  # type: ignore[attr-defined]
            request.desk_refused = _placed(refusal.problems, collected)  # type: ignore[attr-defined]
        return super().changeform_view(request, object_id, form_url, extra_context)

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        """When a text could not be read, everything else that is wrong is said at once too."""
        context["desk_tools"] = self.tools(request, kwargs.get("obj"))
        form = context["adminform"].form
        if request.method == "POST" and not _refused(request):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            self._add_problems(request, form, formsets)
            context["errors"] = helpers.AdminErrorList(form, formsets)
        return super().render_change_form(request, context, *args, **kwargs)

    def tools(self, request: HttpRequest, obj: Any) -> list[tuple[Any, str]]:
        """Doors above the form beside history and portal: (label, address)."""
        if obj is None or not self._is_whole:
            return []
        if not policy.can(actor_of(request), closing_kind(obj).code, obj):
            return []
        label = _("Pulihkan catatan ini") if obj.is_withdrawn else _("Tarik catatan ini")
        return [(label, closing_url(obj))]

    def _add_problems(self, request: HttpRequest, form: Any, formsets: list[Any]) -> None:
        collected = self.collected(form, formsets)
        problems: list[Problem] = []
        if collected.changes:
            problems = [*form.reason_problems(), *check_batch(self._act(request, form, collected))]
        lines = {line.prefix: line for formset in formsets for line in formset.forms}
        for prefix, group in _placed(problems, collected).items():
            shown_at = lines.get(prefix, form)
            for problem in group:
                if problem.field not in shown_at.errors and problem.code != "record.stale":
                    shown_at.show(problem)

    # --- what was saved, and what waits

    def response_add(
        self, request: HttpRequest, obj: Any, post_url_continue: str | None = None
    ) -> HttpResponse:
        """A new record that waits for a second person has no page yet: back to the list."""
        if _proposed(request) is None:
            return super().response_add(request, obj, post_url_continue)
        self.message_user(request, "")
        return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """What waits leaves the page as it was."""
        if _proposed(request) is None:
            return super().response_change(request, obj)
        self.message_user(request, "")
        return self.to_change_page(obj)

    def message_user(  # type: ignore[override]
        self, request: HttpRequest, message: Any, level: Any = messages.INFO, **kwargs: Any
    ) -> None:
        """Says honestly when there was nothing to save, and when nothing was saved yet."""
        proposed = _proposed(request)
        if proposed is not None:
            level, message = messages.WARNING, waiting_words(proposed)
        if getattr(request, "desk_unchanged", False):
            level, message = (
                messages.INFO,
                _("Tidak ada isian yang berubah, jadi tidak ada yang disimpan."),
            )
        super().message_user(request, message, level, **kwargs)

    def acts(self, obj: Model) -> list[HistoryAct]:
        """The record with the parts this page shows."""
        parts = [
            (inline.model, inline.fk_name or _parent_key(inline.model, self.model))
            for inline in self.inlines
        ]
        return record_history(type(obj), obj.pk, parts, with_account=True)

    def get_view_on_site_url(self, obj: Model | None = None) -> str | None:
        """The public page, where the noun has one."""
        address = getattr(obj, "get_absolute_url", None)
        return address() if callable(address) else None


def _parent_key(model: type[Model], parent: type[Model]) -> str:
    return next(
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model is parent
    )


def _proposed(request: HttpRequest) -> Submission | None:
    """The proposal the page became, where it waits for a second person."""
    return getattr(request, "desk_proposed", None)


def _refused(request: HttpRequest) -> Refused:
    return getattr(request, "desk_refused", {})


def _placed(problems: Iterable[Problem], collected: Collected) -> Refused:
    """Problems by the prefix of the form they belong to."""
    placed: dict[str, tuple[Problem, ...]] = defaultdict(tuple)
    for problem in problems:
        placed[collected.place_of(problem)] += (problem,)
    return placed


__all__ = ["EngineAdmin", "EngineInline", "PermissionDenied", "StackedEngineInline"]
