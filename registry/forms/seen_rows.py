"""The rows a form of a dinas speaks of, each as it stood when the form was opened: which version a
person saw, what moved since, and all three versions of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from registry.changes.conflict import version_of
from registry.changes.fields import key_field
from registry.changes.kinds import all_kinds
from registry.forms.base import Verbs
from registry.forms.posted import hidden_json, hidden_number
from registry.forms.proposing import ProposalForm
from registry.models import Record
from registry.queries.words import Reader, items


@dataclass(frozen=True)
class Line:
    """One row of one noun and what is asked about it. `stored` is today's row."""

    prefix: str
    noun: str
    names: tuple[str, ...]
    title: str = ""
    stored: Record | None = None
    record: str = "record"
    fixed: Mapping[str, Any] = field(default_factory=dict)
    ref: str = ""
    # What a correction says besides the altered values.
    on_change: Mapping[str, Any] = field(default_factory=dict)
    may_withdraw: bool = False
    hint: str = ""
    state: str = ""

    @property
    def verbs(self) -> Verbs:
        """The kinds by which this noun is written."""
        return Verbs.of(self.noun, record=self.record)

    @property
    def model(self) -> type[models.Model]:
        """The noun's table."""
        return all_kinds()[self.verbs.record].model

    @property
    def target(self) -> str:
        """The key by which changes name the stored row."""
        return str(getattr(self.stored, key_field(self.model))) if self.stored else ""

    def question(self, name: str) -> str:
        """The form's name of one value."""
        return f"{self.prefix}_{name}"


class SeenRows(ProposalForm):
    """A form that stands on stored rows; its hidden `basis` holds their versions by line."""

    lines: tuple[Line, ...] = ()
    rows: Mapping[str, dict[str, Any]]
    _seen_versions: Mapping[str, int]

    def _read_basis(self) -> dict[str, int]:
        if not self.is_bound:
            return {}
        read = hidden_json(self.data.get("basis"))
        if not isinstance(read, dict):
            return {}
        return {key: version for key, version in read.items() if hidden_number(version) is not None}

    def _version_seen(self, line: Line) -> int | None:
        assert line.stored is not None
        if not self.is_bound:
            return line.stored.version
        return self._seen_versions.get(line.prefix)

    def _row_seen(self, line: Line) -> dict[str, Any]:
        """The row as the person saw it: today's, or that of the version he saw, out of history."""
        assert line.stored is not None
        seen = self._version_seen(line)
        today = {one.attname: getattr(line.stored, one.attname) for one in columns_of(line.model)}
        if seen is None or seen == line.stored.version:
            return today
        return version_of(line.model, line.stored.pk, seen) or today

    @property
    def is_against_old_rows(self) -> bool:
        """Whether a row this form speaks of moved after it was opened, or its versions are lost."""
        now = {line.prefix: line.stored.version for line in self.lines if line.stored}
        return self.is_bound and dict(self._seen_versions) != now

    def refresh_basis(self) -> None:
        """As everywhere; rows that came since are filled in from the record, not left empty."""
        super().refresh_basis()
        new = [
            line for line in self.lines if line.stored and line.prefix not in self._seen_versions
        ]
        asked = [name for line in new for name in self.questions_of(line) if name not in self.data]
        initial = {name: self.initial.get(name) for name in asked}
        self.rewrite({name: "" if one is None else str(one) for name, one in initial.items()})

    def questions_of(self, line: Line) -> list[str]:
        """The fields of one line."""
        return [name for name in self.questions if name.startswith(f"{line.prefix}_")]

    def moved_rows(self) -> list[dict[str, Any]]:
        """What moved in the stored rows: as opened, as it stands, as typed."""
        moved = []
        for line in self.lines:
            if line.stored is None or self._version_seen(line) == line.stored.version:
                continue
            base = self.rows[line.prefix]
            now = {one.attname: getattr(line.stored, one.attname) for one in columns_of(line.model)}
            reader = Reader([(line.model, base), (line.model, now)])
            for item in items(line.model):
                was, stands = reader.words(item, base), reader.words(item, now)
                if was == stands:
                    continue
                name = line.question(item.name)
                ours = self.words_of(name, self.text_of(name)) if name in self.fields else was
                moved.append(
                    {
                        "label": item.label,
                        "unit": item.unit,
                        "base": was,
                        "theirs": stands,
                        "ours": ours,
                        "clash": ours not in (was, stands),
                    }
                )
        return moved


def columns_of(model: type[models.Model]) -> Iterable[models.Field]:
    """The stored columns of a noun."""
    return model._meta.concrete_fields
