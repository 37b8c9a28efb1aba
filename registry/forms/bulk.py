"""The forms of acts on many rows and of acts taken back: the values of one kind, and why."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.db import models

from registry.forms.base import ReasonedForm, field_for
from registry.forms.fields import ReadingField

Dress = Callable[[models.Field, forms.Field], None]


class ReasonForm(forms.Form):
    """Why; the same two fields and the same refusals as beside every save."""

    reason_code = ReasonedForm.declared_fields["reason_code"]
    reason_text = ReasonedForm.declared_fields["reason_text"]
    reason: Any = ReasonedForm.reason
    reason_problems: Any = ReasonedForm.reason_problems

    def clean(self) -> dict[str, Any]:
        """A reason from the list, and words where the list says nothing."""
        cleaned = super().clean() or self.cleaned_data
        for problem in self.reason_problems():
            self.add_error(problem.field, forms.ValidationError(problem.message, problem.code))
        return cleaned


class BulkForm(ReasonForm):
    """The values that every selected row gets, and one reason for all of them."""

    value_names: tuple[str, ...] = ()

    def values(self) -> dict[str, Any]:
        """The plain JSON values a change carries, empty ones left out."""
        found: dict[str, Any] = {}
        for name in self.value_names:
            form_field, cleaned = self.fields[name], self.cleaned_data.get(name)
            if isinstance(form_field, ReadingField):
                found |= form_field.values(name, cleaned)
            else:
                found[name] = cleaned
        return {name: value for name, value in found.items() if value not in (None, "")}


def bulk_form(model: type[models.Model], names: Sequence[str], dress: Dress) -> type[BulkForm]:
    """A form with these columns of a noun; `dress` gives a field the surface's widget."""
    fields: dict[str, Any] = {}
    for name in names:
        db_field: Any = model._meta.get_field(name)
        fields[name] = field_for(db_field)
        dress(db_field, fields[name])
    return type("ValuesForm", (BulkForm,), {**fields, "value_names": tuple(names)})
