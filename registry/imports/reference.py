"""What every loader of reference data needs: the rows of a file under registry/data, and the
changes that bring stored rows to what the reference says. Which rows those are is each noun's own
module."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource, ReasonCode
from registry.policy import Actor
from sentra.lib.tabular import read_csv

DATA = Path(__file__).resolve().parent.parent / "data"


@dataclass(frozen=True)
class LoadCount:
    """What became of one noun: rows in the reference (of them `ended` belong to the past), written
    anew, corrected, left though they differ, stored rows the reference does not name, and those
    withdrawn for that."""

    noun: str
    total: int
    created: int = 0
    corrected: int = 0
    differing: int = 0
    unnamed: int = 0
    ended: int = 0
    withdrawn: int = 0

    @property
    def is_unchanged(self) -> bool:
        """Whether nothing had to be written."""
        return not self.created and not self.corrected and not self.withdrawn


def data_rows(name: str) -> list[dict[str, str]]:
    """Every row of a file under registry/data."""
    return list(read_csv(DATA / name))


def differing(stored: Mapping[str, Any], wanted: Mapping[str, Any]) -> dict[str, Any]:
    """The wanted values, as a change writes them, that differ from the stored ones."""
    return {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in wanted.items()
        if stored[name] != value
    }


def apply_changes(changes: Iterable[Change], *, actor: Actor, reason: str) -> Applied | None:
    """One act of an import; nothing at all when there is nothing to change."""
    collected = tuple(changes)
    if not collected:
        return None
    return apply_batch(
        Act(collected, actor, ChangeSource.IMPORT, reason, ReasonCode.NEW_REPORT.value)
    )
