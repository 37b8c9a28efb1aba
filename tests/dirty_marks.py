"""Which provinces and years a write marks dirty."""

from collections.abc import Callable
from typing import Any

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import DirtyEvent
from tests.factories import ACTOR

Mark = tuple[str | None, int | None, str]


def marks(write: Callable[[], Any]) -> set[Mark]:
    """(province, year, noun) of every event one write appends."""
    DirtyEvent.objects.all().delete()
    write()
    return set(DirtyEvent.objects.values_list("province_code", "year", "noun"))


def applied(*changes: Change) -> None:
    """One act by the system."""
    apply_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))


def changed(kind: str, target: Any, version: int = 0, /, **values: Any) -> Callable[[], None]:
    """A correction or withdrawal, ready to be run."""
    return lambda: applied(Change(kind, values, str(target), version))
