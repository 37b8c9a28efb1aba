"""What rules look at: one proposed row (Draft) and what else is known (Facts). Facts are read in a
constant number of statements per act, however many rows it has."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import models

from registry.models import Regency, RegionSuccession
from registry.policy import PUBLIC, Actor


@dataclass
class Draft:
    """One row as it would stand after the change. `row` holds column values by attname, `before`
    the row in force (empty for a new one), `given` the field names the change speaks of."""

    position: int
    kind_code: str
    noun: str
    model: type[models.Model]
    row: dict[str, Any]
    before: dict[str, Any]
    given: frozenset[str]
    fields: frozenset[str] = frozenset()

    @property
    def is_new(self) -> bool:
        """Whether the change creates the row."""
        return not self.before

    @property
    def changed(self) -> list[str]:
        """Columns whose value differs from the row in force."""
        if self.is_new:
            return list(self.row)
        return [name for name, value in self.row.items() if value != self.before.get(name)]


@dataclass
class Facts:
    """Everything rules may ask beyond the draft itself."""

    today: date
    actor: Actor = PUBLIC
    sentra_drafts: dict[int, dict[str, Any]] = field(default_factory=dict)
    sentra_rows: dict[int, dict[str, Any]] = field(default_factory=dict)
    taken_codes: dict[type[models.Model], set[str]] = field(default_factory=dict)
    # Every draft of the act, and what rules read once for all of them.
    drafts: list[Draft] = field(default_factory=list)
    remembered: dict[Any, Any] = field(default_factory=dict)
    _successions: list[RegionSuccession] | None = None
    _ended: frozenset[str] | None = None

    def sentra(self, pk: int) -> dict[str, Any]:
        """A sentra's columns, whether it is drafted in this act or stored."""
        return self.sentra_drafts.get(pk) or self.sentra_rows.get(pk, {})

    def successions(self) -> Iterable[RegionSuccession]:
        """Recodes, oldest first; read once per act and only when asked."""
        if self._successions is None:
            self._successions = list(
                RegionSuccession.objects.filter(kind="recode", effective_on__isnull=False).order_by(
                    "effective_on"
                )
            )
        return self._successions

    def ended_regencies(self) -> frozenset[str]:
        """Codes that are no longer on the map; read once per act and only when asked."""
        if self._ended is None:
            ended = Regency.objects.filter(valid_to__isnull=False)
            self._ended = frozenset(ended.values_list("code", flat=True))
        return self._ended

    def region_code_on(self, code: str, day: date | None) -> str:
        """The code a region of today's map had on `day`: recodes after it are undone."""
        if day is None or not code:
            return code
        for step in reversed(list(self.successions())):
            if step.effective_on and step.effective_on > day:
                if code == step.new_code:
                    code = step.old_code
                elif code.startswith(step.new_code + "."):
                    code = step.old_code + code[len(step.new_code) :]
        return code
