"""Forms made of lines: stored rows, each as it stood when the form was opened, and new ones. Only
what a person altered is proposed, with the version he saw; every kind names its lines."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.change import Change
from registry.changes.fields import REQUIRED
from registry.changes.statement import STATEMENT, office_statement
from registry.forms.base import field_for
from registry.forms.choosing import AskingRadio
from registry.forms.fields import FigureField, ReadingField, RupiahField
from registry.forms.proposing import (
    NOTHING_PROPOSED,
    RECORD_MOVED,
    Group,
    Said,
    Subject,
)
from registry.forms.seen_rows import Line, SeenRows, columns_of
from sentra.lib.figures import RUPIAH_UNIT, Figure
from sentra.lib.number_format import spell_amount

FEW = 4
# Answers this short stand side by side, even on a phone.
SHORT_WORDS = 26
SOURCE = f"@{STATEMENT}"


class LinesForm(SeenRows):
    """A form whose questions are those of its lines; more may stand beside them."""

    evidence_label = gettext_lazy("Dari mana Anda mengetahuinya?")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        subject: Subject,
        token: Any,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(data)
        self.subject = subject
        self.restored = dict(initial or {})
        self.lines = tuple(self.lines_of(subject))
        self._seen_versions = self._read_basis()
        self.rows = {line.prefix: self._row_seen(line) for line in self.lines if line.stored}
        for line in self.lines:
            self._ask(line)
        own = {
            "token": str(token),
            "basis": json.dumps(
                {line.prefix: line.stored.version for line in self.lines if line.stored},
                sort_keys=True,
            ),
        }
        self.recorded = dict(self.initial)
        self.initial = {**self.initial, **(initial or {}), **own}

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """The lines this form asks about, in order."""
        raise NotImplementedError

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """A question's own words and widget; kinds may override."""
        return asked

    # --- questions

    def _ask(self, line: Line) -> None:
        kind = line.verbs.kind(is_new=not line.stored)
        columns = {one.name: one for one in line.model._meta.concrete_fields}
        for name in line.names:
            asked = dressed(field_for(columns[name], kind.figures))
            if not line.stored:
                asked.required = asked.required and bool(line.ref)
            asked = self.dress(line, name, asked)
            question = line.question(name)
            self.fields[question] = asked
            row = self.rows.get(line.prefix)
            if row is None:
                self.initial[question] = "" if asked.initial is None else asked.initial
            elif isinstance(asked, ReadingField):
                self.initial[question] = asked.shown(row, columns[name].attname)
            else:
                self.initial[question] = row.get(columns[name].attname)
        if line.may_withdraw:
            self.fields[line.question("withdraw")] = forms.ChoiceField(
                label=_("Catatan ini keliru atau dobel"),
                required=False,
                choices=[("", _("Tetap dicatat")), ("yes", _("Tarik catatan ini"))],
            )
            self.initial[line.question("withdraw")] = ""

    @property
    def groups(self) -> list[Group]:
        """Each line under its name; what stands beside them last."""
        grouped = []
        for line in self.lines:
            names = self.questions_of(line)
            grouped.append(
                Group(
                    line.title,
                    [self[name] for name in names],
                    line.hint,
                    is_row=(bool(line.stored) and line.may_withdraw) or bool(line.fixed.get("row")),
                    state=line.state,
                )
            )
        mine = tuple(f"{line.prefix}_" for line in self.lines)
        others = [self[n] for n in self.questions if not n.startswith(mine)]
        return [*grouped, Group("", others)] if others else grouped

    # --- what is proposed

    def clean(self) -> dict[str, Any]:
        """The record must stand as it was shown, and something must be said."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_against_old_rows:
            self.add_problem(RECORD_MOVED.problem(""))
        elif not self.errors and not self.says_something():
            self.add_problem(NOTHING_PROPOSED.problem(""))
        return cleaned

    def says_something(self) -> bool:
        """Whether anything beyond the source is proposed."""
        return any(self.is_begun(line) for line in self.lines)

    def is_begun(self, line: Line) -> bool:
        """Whether a line was altered, or a new one begun."""
        return any(self._was_edited(name) for name in self.questions_of(line))

    def said(self) -> list[Said]:
        """The office's own source first, then every line that says something."""
        told = [said for line in self.lines if (said := self.said_about(line)) is not None]
        return [self.source(), *told]

    def source(self) -> Said:
        """The office's own statement, which every new row cites."""
        subject = self.subject
        return Said(office_statement(subject.office, subject.year, self.cleaned_data["token"]))

    def said_about(self, line: Line) -> Said | None:
        """The change one line asks for; None when nothing was altered."""
        asked = {name: line.question(name) for name in line.names}
        first = line.question(line.names[0])
        if line.stored is None:
            return self._new_row(line, asked, first)
        version = self._version_seen(line)
        if self.cleaned_data.get(line.question("withdraw")):
            change = Change(line.verbs.withdraw, {}, line.target, version)
            return Said(change, asked, line.question("withdraw"))
        values = self.values_of(line, [n for n in line.names if self._was_edited(asked[n])])
        if not values:
            return None
        change = Change(line.verbs.correct, {**values, **line.on_change}, line.target, version)
        return Said(change, asked, first)

    def _new_row(self, line: Line, asked: Mapping[str, str], first: str) -> Said | None:
        if not line.ref and not self.is_begun(line):
            return None
        values = {
            name: value
            for name, value in self.values_of(line, line.names).items()
            if value not in (None, "") and not self._is_default(line, name, value)
        }
        fixed = {name: value for name, value in line.fixed.items() if name != "row"}
        change = Change(line.verbs.record, {**values, **fixed}, ref=line.ref)
        return Said(change, asked, first, frozenset(fixed))

    def _is_default(self, line: Line, name: str, value: Any) -> bool:
        """ "Belum diketahui" of a new row is what the row says anyway."""
        columns = {one.name: one for one in columns_of(line.model)}
        column: Any = columns.get(name)
        is_list = column is not None and bool(column.choices) and column.has_default()
        return is_list and value == column.get_default()

    def values_of(self, line: Line, names: Iterable[str]) -> dict[str, Any]:
        """Cleaned answers as a change carries them; a question may speak of two columns."""
        values: dict[str, Any] = {}
        for name in names:
            question = line.question(name)
            asked = self.fields[question]
            if question not in self.cleaned_data:
                continue
            cleaned = self.cleaned_data[question]
            if isinstance(asked, ReadingField):
                values |= asked.values(name, cleaned)
            else:
                values[name] = cleaned
        return values

    def _was_edited(self, question: str) -> bool:
        asked = self.fields[question]
        initial = self._filled_in(question)
        if isinstance(asked, ReadingField):
            return asked.has_changed(initial, self.text_of(question))
        return str("" if initial is None else initial) != self.text_of(question)

    def _filled_in(self, question: str) -> Any:
        """What the page had filled in from the record."""
        return self.initial.get(question, "")

    def set_echoes(self) -> None:
        """Say below each amount of money how it was read."""
        for name, asked in self.fields.items():
            read = getattr(self, "cleaned_data", {}).get(name)
            if isinstance(asked, RupiahField) and read is not None:
                asked.echo = spell_amount(read)  # type: ignore[attr-defined]
            if isinstance(asked, FigureField) and asked.is_money and read:
                value = Figure.from_json(read).value
                if value is not None:
                    asked.echo = spell_amount(int(value))  # type: ignore[attr-defined]


def dressed(asked: forms.Field) -> forms.Field:
    """Radios for few answers, a list for more; the unit beside the field instead of in its name."""
    if isinstance(asked, FigureField):
        asked.label = str(asked.label).removesuffix(f" ({asked.unit})")
        if asked.is_money:
            asked.unit = str(RUPIAH_UNIT)
    if isinstance(asked, forms.ChoiceField):
        offered: Any = asked.choices
        real = [one for one in offered if one[0] not in ("", None)]
        if len(real) <= FEW:
            asked.widget = AskingRadio(choices=real)
            words = sum(len(str(label)) for _value, label in real)
            asked.is_short = words <= SHORT_WORDS  # type: ignore[attr-defined]
        asked.error_messages["required"] = REQUIRED.sentence()
    return asked


__all__ = ["SOURCE", "Line", "LinesForm", "dressed"]
