"""What moved since somebody read a row: base, theirs and ours, field by field, from history."""

from typing import Any

from django.db import models

from registry.changes.change import Change
from registry.queries.as_of import event_model
from registry.rules.draft import Draft
from sentra.lib.problems import Conflict

# Columns that follow from others; a person has nothing to choose there.
NOBODY_TYPES = frozenset({"version", "name_key", "region_code"})


def version_of(model: type[models.Model], pk: Any, version: int) -> dict[str, Any]:
    """A row as it stood at a version; empty when history does not know it."""
    events = event_model(model)._default_manager.filter(pgh_obj_id=pk, version=version)
    return events.exclude(pgh_label="delete").order_by("pgh_id").values().first() or {}


def conflicts_of(draft: Draft, change: Change) -> list[Conflict]:
    """Every field the other side moved, and every field we want to move."""
    pk = draft.row[draft.model._meta.pk.attname]
    base = version_of(draft.model, pk, change.base_version or 0)
    moved = {
        name
        for name, theirs in draft.before.items()
        if name not in NOBODY_TYPES and base.get(name, theirs) != theirs
    }
    wanted = {name for name in draft.changed if name not in NOBODY_TYPES}
    names = [name for name in draft.before if name in moved | wanted] or ["version"]
    return [
        Conflict(
            position=draft.position,
            noun=draft.noun,
            target=change.target,
            field=name,
            base=base.get(name),
            theirs=draft.before[name],
            ours=draft.row[name] if name in wanted else base.get(name),
        )
        for name in names
    ]
