"""A stored act in words, field by field: what stood there when it was filled in, what stands there
now, and what is proposed. Read from the very changes that would be applied."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import models

from registry.changes.change import Change
from registry.changes.conflict import version_of
from registry.changes.kinds import Kind, all_kinds
from registry.models import SentraStatus, YearlyProfile
from registry.models.profile import FIGURES
from registry.queries.submission import Standing
from sentra.lib.dates import format_date
from sentra.lib.figures import Figure, format_figure

UNITS = {spec.code: spec.unit for spec in FIGURES}
# What only ties the rows of an act together; the year of an update stands above its values.
LINKS = frozenset({"sentra", "source", "year"})


@dataclass(frozen=True)
class ProposedValue:
    """One field of a proposal; `old` is frozen with it, `now` is today's, None is unreported."""

    key: str
    label: str
    unit: str
    old: str | None
    now: str | None
    new: str | None

    @property
    def has_moved(self) -> bool:
        """Whether somebody else changed the field since the proposal was made."""
        return self.old != self.now

    @property
    def changes_nothing(self) -> bool:
        """Whether the proposal confirms what stood there."""
        return self.old == self.new


def proposed_values(
    changes: Iterable[Change],
    old: Mapping[str, str],
    now: Mapping[str, str] | None = None,
) -> list[ProposedValue]:
    """Every field of the sentra the changes speak of, in the order of their kinds; `old` and `now`
    hold words by "noun.field". A new source is the proposal's own and therefore left out."""
    now = old if now is None else now
    rows = []
    for change in changes:
        kind = all_kinds()[change.kind]
        if kind.noun in ("source", "sentra_source"):
            continue
        for name in _in_order(kind, change.values):
            value = change.values[name]
            key = f"{kind.noun}.{name}"
            words = value_words(kind, name, value, change.values)
            if not words and not old.get(key) and not now.get(key):
                continue
            rows.append(
                ProposedValue(
                    key=key,
                    label=field_label(kind, name),
                    unit=str(UNITS.get(name, "")),
                    old=old.get(key),
                    now=now.get(key),
                    new=words or None,
                )
            )
    return rows


def _in_order(kind: Kind, values: Mapping[str, Any]) -> list[str]:
    """The names a person reads, in the order of the kind: a JSON column does not keep an order."""
    names = (*kind.fields, *kind.figures)
    return [
        name
        for name in names
        if name in values and name not in LINKS and not name.endswith("_precision")
    ]


def field_label(kind: Kind, name: str) -> str:
    """The field's Indonesian name, first letter large."""
    label = str(kind.model._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def value_words(kind: Kind, name: str, value: Any, values: Mapping[str, Any]) -> str:
    """A value of a change as people read it; empty for nothing."""
    if value is None or value == "":
        return ""
    if name in kind.figures:
        return format_figure(Figure.from_json(value))
    field: Any = kind.model._meta.get_field(name)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        precision = values.get(f"{name.removesuffix('_on')}_precision", "day")
        return format_date(date.fromisoformat(value), precision)
    return str(value)


def standing_at(basis: Mapping[str, Any]) -> Standing:
    """What stood there when a form was opened, out of history."""
    return Standing(
        year=basis["year"],
        status=_row_at(SentraStatus, basis["status"]),
        profile=_row_at(YearlyProfile, basis["profile"]),
        earlier=None,
    )


def _row_at(model: type[models.Model], key: Sequence[int] | None) -> Any:
    if key is None:
        return None
    pk, version = key
    row = version_of(model, pk, version)
    return model(**{name: row[name] for name in _columns(model)}) if row else None


def _columns(model: type[models.Model]) -> list[str]:
    return [field.attname for field in model._meta.concrete_fields]


def conflict_rows(
    old: Mapping[str, str], now: Mapping[str, str], ours: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The fields that moved: base, theirs and ours, for the conflict table."""
    return [
        {
            "label": key_label(key),
            "unit": str(UNITS.get(key.split(".")[1], "")),
            "base": old.get(key),
            "theirs": now.get(key),
            "ours": ours.get(key),
            "clash": ours.get(key) not in (old.get(key), now.get(key)),
        }
        for key in sorted({*old, *now})
        if old.get(key) != now.get(key)
    ]


def key_label(key: str) -> str:
    """The Indonesian name of "noun.field"."""
    noun, name = key.split(".")
    return field_label(all_kinds()[f"{noun}.record"], name)
