"""A change and an act as frozen values: what surfaces build, what a submission stores, what the
engine applies. Values are plain JSON types (codes, ISO dates, decimal strings, figures as dicts),
so that a stored act reads back unchanged."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from registry.choices import ChangeSource
from registry.policy import Actor


@dataclass(frozen=True)
class Change:
    """One row of one noun, created, corrected or withdrawn.

    `target` is the row's key (public code, code, or id as text), empty when the kind creates one.
    `ref` is a name for the row this change creates; a later change of the same act writes "@name"
    where it means that row."""

    kind: str
    values: Mapping[str, Any]
    target: str = ""
    base_version: int | None = None
    ref: str = ""

    def as_json(self) -> dict[str, Any]:
        """Plain types, ready for a JSON column."""
        return {
            "kind": self.kind,
            "values": dict(self.values),
            "target": self.target,
            "base_version": self.base_version,
            "ref": self.ref,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "Change":
        """The same change again."""
        return cls(
            kind=stored["kind"],
            values=stored["values"],
            target=stored.get("target", ""),
            base_version=stored.get("base_version"),
            ref=stored.get("ref", ""),
        )


@dataclass(frozen=True)
class Act:
    """An ordered list of changes, applied all or none, with one actor and one reason."""

    changes: tuple[Change, ...]
    actor: Actor
    source: ChangeSource
    reason: str
    reason_code: str = "other"
    submission: str = ""


@dataclass(frozen=True)
class AppliedRow:
    """What became of one change."""

    position: int
    kind: str
    pk: Any
    version: int
    was_created: bool
    is_unchanged: bool = False


@dataclass(frozen=True)
class Applied:
    """An act that was written."""

    act: UUID
    rows: tuple[AppliedRow, ...] = field(default=())

    @property
    def n_changed(self) -> int:
        """Rows that were really written."""
        return sum(not row.is_unchanged for row in self.rows)
