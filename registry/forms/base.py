"""From what a person typed to the changes of one act: a form gives one `Change`, its lines give
one each, and every problem of the engine finds its way back to the field it is about.

Forms judge nothing but legibility. What they show at first is the row as the person saw it, so
that only what he himself altered is sent, with the version he saw."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.forms.formsets import DELETION_FIELD_NAME
from django.forms.models import BaseInlineFormSet
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.changes.conflict import version_of
from registry.changes.drafting import NOT_FOUND
from registry.changes.engine import NO_REASON
from registry.changes.fields import REQUIRED, key_field
from registry.changes.kinds import Kind, all_kinds
from registry.choices import ReasonCode
from registry.forms import fields
from registry.models.profile import FIGURES
from sentra.lib.keys import plain_number
from sentra.lib.problems import Problem

NEW_ROW = "row"
UNITS = {figure.code: figure.unit for figure in FIGURES}
# Problems about the act as a whole, whatever field of the same name the form may have.
ABOUT_THE_ACT = frozenset(
    {"policy.not_allowed", "kind.unknown", "kind.wrong_surface", "value.unknown_field"}
)


@dataclass(frozen=True)
class Verbs:
    """The kinds by which a noun is recorded, corrected and withdrawn; empty where there is none."""

    record: str = ""
    correct: str = ""
    withdraw: str = ""

    @classmethod
    def of(cls, noun: str, *, record: str = "record") -> "Verbs":
        """The usual kinds of a noun, as far as they are declared."""
        codes = (f"{noun}.{verb}" for verb in (record, "correct", "withdraw"))
        return cls(*(code if code in all_kinds() else "" for code in codes))

    def kind(self, *, is_new: bool) -> Kind:
        """The kind that a form of a new or of a stored row becomes."""
        return all_kinds()[self.record if is_new else self.correct]

    @property
    def gives_code(self) -> bool:
        """Whether a new row without a code gets one."""
        kind = all_kinds().get(self.record)
        return kind is not None and any(step.__name__ == "give_code" for step in kind.derive)

    @property
    def figures(self) -> tuple[str, ...]:
        """Stems that take a figure."""
        return all_kinds()[self.correct].figures


def field_for(db_field: models.Field, figures: Sequence[str] = ()) -> forms.Field:
    """The form field that reads what belongs into a column."""
    name = db_field.name
    common: dict[str, Any] = {
        "label": capfirst(str(db_field.verbose_name)),
        "help_text": db_field.help_text,
        "required": not (db_field.blank or db_field.null),
    }
    if name in figures:
        is_money = name.endswith("_idr")
        unit = str(UNITS.get(name, _("rupiah") if is_money else ""))
        common["label"] += f" ({unit})" if unit else ""
        is_decimal = isinstance(db_field, models.DecimalField)
        return fields.FigureField(is_money=is_money, unit=unit, is_decimal=is_decimal, **common)
    if isinstance(db_field, models.ForeignKey):
        return fields.KeyField(model=db_field.related_model, **common)  # type: ignore[arg-type]
    if isinstance(db_field, models.BooleanField):
        return forms.BooleanField(
            label=common["label"],
            help_text=db_field.help_text,
            required=False,
            initial=db_field.get_default() or False,
        )
    if db_field.choices:
        choices = forms.ChoiceField(
            choices=db_field.get_choices(include_blank=True),
            initial=db_field.get_default() if db_field.has_default() else "",
            **common,
        )
        choices.error_messages["required"] = REQUIRED.sentence()
        return choices
    return _plain_field_for(db_field, common)


def _plain_field_for(db_field: models.Field, common: dict[str, Any]) -> forms.Field:
    name = db_field.name
    if isinstance(db_field, models.DateField):
        precision = f"{name.removesuffix('_on')}_precision"
        if any(other.name == precision for other in db_field.model._meta.concrete_fields):
            return fields.PartialDateField(precision=precision, **common)
        return fields.DayField(**common)
    if isinstance(db_field, models.DecimalField):
        is_degree = name in ("latitude", "longitude")
        return (fields.CoordinateField if is_degree else fields.DecimalField)(**common)
    if isinstance(db_field, models.IntegerField):
        return (fields.RupiahField if name.endswith("_idr") else fields.YearField)(**common)
    if isinstance(db_field, models.TextField):
        return fields.WordsField(widget=forms.Textarea(attrs={"rows": 4}), **common)
    return fields.WordsField(**common)


class VersionField(forms.IntegerField):
    """The hidden version the person saw; rubbish counts as none, and the engine asks for one."""

    widget = forms.HiddenInput

    def clean(self, value: Any) -> int | None:
        """A whole number or None."""
        text = str(value or "0").strip() if value is not None else ""
        return plain_number(text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Never a change of the record."""
        return False


class EngineForm(forms.ModelForm):
    """One row of one noun. The engine is the reviewer, so the model's own validation rests."""

    base_version = VersionField(required=False)
    verbs = Verbs()
    refused: tuple[Problem, ...] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_new:
            return
        kind = self.verbs.kind(is_new=False)
        allowed = {*kind.fields, *kind.figures}
        row = self.seen_row()
        for name, form_field in self.fields.items():
            if isinstance(form_field, fields.KeyField):
                other = self.instance._state.fields_cache.get(name)
                form_field.by_pk = {other.pk: other} if other is not None else {}
                if other is not None and hasattr(form_field.widget, "remember"):
                    form_field.widget.remember(other)
            if isinstance(form_field, fields.ReadingField):
                column = self._meta.model._meta.get_field(name).attname
                self.initial[name] = form_field.shown(row, column)
            elif name in row:
                self.initial[name] = row[name]
            if name in (self._meta.fields or ()) and name not in allowed:
                form_field.disabled = True
                form_field.help_text = _("Tetap sejak dicatat.")
        self.initial["base_version"] = row["version"]

    @property
    def is_new(self) -> bool:
        """Whether the form makes a new row."""
        return self.instance._state.adding

    @property
    def line_label(self) -> str:
        """What a stored line is called above its fields."""
        return str(self.instance)

    @property
    def posted_version(self) -> int | None:
        """The version the person saw, from the hidden field and never read anew."""
        return self.fields["base_version"].clean(self.data.get(self.add_prefix("base_version")))

    def seen_row(self) -> Mapping[str, Any]:
        """The row as the person saw it: today's, or that of the posted version from history."""
        stored = {
            f.attname: getattr(self.instance, f.attname)
            for f in self._meta.model._meta.concrete_fields
        }
        seen = self.posted_version if self.is_bound else None
        if seen is None or seen == stored["version"]:
            return stored
        return version_of(self._meta.model, self.instance.pk, seen) or stored

    def _post_clean(self) -> None:
        """Constraints, uniqueness and rules are the engine's."""

    def full_clean(self) -> None:
        """Legibility first, then what the engine refused at the last attempt."""
        super().full_clean()
        row = self.instance
        is_gone = getattr(row, "is_withdrawn", False) and self.posted_version == row.version
        if is_gone and self.has_changed():
            self.show(NOT_FOUND.problem("", self.target))
        for problem in self.refused:
            self.show(problem)

    def notes(self) -> list[str]:
        """What the reason of the act says of this row beside the words that were typed."""
        return []

    def show(self, problem: Problem) -> None:
        """Put a problem at the field it is about, or above the form."""
        error = ValidationError(problem.message, code=problem.code)
        name = next(
            (
                name
                for name, form_field in self.fields.items()
                if problem.field in (name, getattr(form_field, "precision", name))
                and not form_field.widget.is_hidden
            ),
            None,
        )
        self.add_error(None if problem.code in ABOUT_THE_ACT else name, error)

    def complete(self, values: dict[str, Any]) -> dict[str, Any]:
        """What follows from the values by definition; nouns may override."""
        return values

    def typed_values(self) -> dict[str, Any]:
        """The readable values a change carries: for a new row everything given, for a stored one
        only what was altered."""
        kind = self.verbs.kind(is_new=self.is_new)
        names = self.fields if self.is_new else self.changed_data
        values: dict[str, Any] = {}
        for name in names:
            form_field = self.fields[name]
            if name not in self.cleaned_data or form_field.disabled:
                continue
            cleaned = self.cleaned_data[name]
            if isinstance(form_field, fields.ReadingField):
                values |= form_field.values(name, cleaned)
            else:
                values[name] = cleaned
        known = {*kind.fields, *kind.figures}
        values = {name: value for name, value in values.items() if name in known}
        if self.is_new:
            values = {name: value for name, value in values.items() if value not in (None, "")}
        return self.complete(values)

    def change(self, fixed: Mapping[str, Any] | None = None, *, ref: str = "") -> Change | None:
        """The change this form asks for; None when nothing was altered. `fixed` are values a new
        row gets from its place, such as its parent."""
        values = self.typed_values()
        if self.is_new:
            return Change(self.verbs.record, {**values, **(fixed or {})}, ref=ref)
        if not values:
            return None
        return Change(self.verbs.correct, values, self.target, self.posted_version)

    def withdrawal(self) -> Change:
        """The change that closes this line."""
        return Change(self.verbs.withdraw, {}, self.target, self.posted_version)

    @property
    def target(self) -> str:
        """The key by which changes name the row."""
        return str(getattr(self.instance, key_field(self._meta.model)))


class ReasonedForm(EngineForm):
    """The form that is saved: beside it, why. A short list and words; one reason for the act."""

    reason_code = forms.ChoiceField(
        label=_("Alasan"), choices=[("", _("Pilih alasan")), *ReasonCode.choices], required=False
    )
    reason_text = forms.CharField(
        label=_("Penjelasan"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def reason_problems(self) -> list[Problem]:
        """An act needs a reason from the list, and words where the list says nothing."""
        code, words = self.reason
        if not code:
            return [NO_REASON.problem("reason_code", code)]
        if code == ReasonCode.OTHER and not words:
            return [NO_REASON.problem("reason_text", words)]
        return []

    @property
    def reason(self) -> tuple[str, str]:
        """Code and words; the code's own sentence where nobody wrote more."""
        code = self.cleaned_data.get("reason_code", "")
        words = self.cleaned_data.get("reason_text", "").strip()
        if not words and code and code != ReasonCode.OTHER:
            words = str(ReasonCode(code).label)
        return code, words


class EngineFormSet(BaseInlineFormSet):
    """The lines of one part, each with its own version; a ticked line is withdrawn."""

    model: type[models.Model]
    forms: list[Any]

    def validate_unique(self) -> None:
        """Uniqueness is the engine's, over the act as it would stand."""

    def add_fields(self, form: Any, index: int | None) -> None:
        """The id is looked for among this record's own lines only, without a query each."""
        super().add_fields(form, index)
        pk = form.instance.pk
        form.fields[self.model._meta.pk.name] = forms.CharField(
            widget=forms.HiddenInput, required=False, initial="" if pk is None else str(pk)
        )
        if DELETION_FIELD_NAME in form.fields:
            form.fields[DELETION_FIELD_NAME].label = _("Tarik")

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)  # type: ignore[misc]
        if self.is_bound and i < self.initial_form_count():
            pk = self.data.get(f"{self.add_prefix(i)}-{self.model._meta.pk.name}")
            if form.is_new:  # an id that is none of this record's lines
                form.refused = (NOT_FOUND.problem("", pk),)
        return form

    def fixed(self, parent: str) -> dict[str, str]:
        """What a new line gets from its place; nouns may add to it."""
        return {self.fk.name: parent}

    def changes(self, parent: str) -> Iterable[tuple[Any, Change]]:
        """Each line that was added, altered or ticked, with its form."""
        for form in self.forms:
            is_ticked = self.can_delete and form.cleaned_data.get(DELETION_FIELD_NAME, False)
            if is_ticked and form.is_new:
                continue
            if is_ticked:
                yield form, form.withdrawal()
            elif form.has_changed():
                change = form.change(self.fixed(parent))
                if change is not None:
                    yield form, change


@dataclass
class Collected:
    """The changes of one page in order, and the form each came from."""

    changes: list[Change] = field(default_factory=list)
    forms: list[EngineForm] = field(default_factory=list)

    def add(self, form: EngineForm, change: Change) -> None:
        """One more change."""
        self.changes.append(change)
        self.forms.append(form)

    def reason(self, words: str) -> str:
        """The words that were typed, and what the rows add to them; nothing where none were."""
        notes = dict.fromkeys(note for form in dict.fromkeys(self.forms) for note in form.notes())
        return " ".join([words, *notes]) if words else ""

    def place_of(self, problem: Problem) -> str:
        """The prefix of the form a problem belongs to; the page's own form for an act's problem.
        A withdrawn line shows nothing of its own, its problems stand above the page."""
        position = problem.position
        if position is None or position >= len(self.changes):
            return ""
        is_withdrawal = not self.changes[position].values
        return "" if is_withdrawal else (self.forms[position].prefix or "")


def collect(form: EngineForm, formsets: Iterable[EngineFormSet]) -> Collected:
    """The act a page asks for: the record first, then its lines."""
    found = Collected()
    own = form.change(ref=NEW_ROW) if form.is_new or form.has_changed() else None
    if own is not None:
        found.add(form, own)
    parent = f"@{NEW_ROW}" if form.is_new else form.target
    for formset in formsets:
        for line, change in formset.changes(parent):
            found.add(line, change)
    return found
