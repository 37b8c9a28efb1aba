"""A stored row said again as the values of a change: natural keys for other rows, figures whole,
dates and decimals as text. What `fields.read_value` reads, this writes."""

from collections import defaultdict
from collections.abc import Iterable, Set
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import models

from registry.changes.fields import key_field
from registry.changes.kinds import Kind
from registry.models.profile import SUFFIXES
from registry.queries.words import Row
from sentra.lib.figures import Figure


class Keys:
    """Natural keys of everything these rows point at: one statement per noun."""

    def __init__(self, rows: Iterable[tuple[type[models.Model], Row]]) -> None:
        wanted: dict[Any, set[Any]] = defaultdict(set)
        for model, row in rows:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey):
                    wanted[field.related_model].add(row.get(field.attname))
        self._keys = {model: _natural(model, pks - {None}) for model, pks in wanted.items()}

    def of(self, model: type[models.Model], pk: Any) -> str | None:
        """The key by which a change names the row; None for no row."""
        return None if pk is None else self._keys[model][pk]


def _natural(model: type[models.Model], pks: set[Any]) -> dict[Any, str]:
    name = key_field(model)
    if name == model._meta.pk.name or not pks:
        return {pk: str(pk) for pk in pks}
    rows = model._default_manager.filter(pk__in=pks).values_list("pk", name)
    return {pk: str(key) for pk, key in rows}


def columns_of(kind: Kind) -> dict[str, tuple[str, ...]]:
    """The columns behind each name that a change of this kind may carry."""
    fields = {field.name: field.attname for field in kind.model._meta.concrete_fields}
    plain = {name: (fields[name],) for name in kind.fields}
    return plain | {stem: tuple(f"{stem}{s}" for s in SUFFIXES) for stem in kind.figures}


def covered(kind: Kind, columns: Set[str]) -> set[str]:
    """Which of these columns the kind can set."""
    fields = {field.name: field.attname for field in kind.model._meta.concrete_fields}
    own = {column for group in columns_of(kind).values() for column in group}
    return set(columns) & (own | {fields[name] for name in kind.fixed})


def values_for(kind: Kind, row: Row, columns: Set[str], keys: Keys) -> dict[str, Any]:
    """The values that set `columns` to what `row` says, as far as the kind can."""
    by_name = {field.name: field for field in kind.model._meta.concrete_fields}
    values: dict[str, Any] = {}
    for name, group in columns_of(kind).items():
        if not set(group) & columns:
            continue
        field = by_name[name]
        if len(group) > 1:
            values[name] = _figure(name, row)
        elif isinstance(field, models.ForeignKey):
            values[name] = keys.of(field.related_model, row[field.attname])  # type: ignore[arg-type]
        else:
            values[name] = _plain(row[group[0]])
    return values


def _figure(stem: str, row: Row) -> dict[str, Any] | None:
    sign = row[f"{stem}_qualifier"]
    if not sign:
        return None
    return Figure(
        row[f"{stem}_low"], row[f"{stem}_high"], sign, row[f"{stem}_text"] or ""
    ).to_json()


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
