"""A stored act in words, field by field: what stood there when it was filled in, what stands there
now, and what is proposed; and the same act without what a reviewer does not let through. Read from
the very changes that would be applied."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from registry.changes.change import Change
from registry.changes.conflict import version_of
from registry.changes.fields import key_field, look_up_keys
from registry.changes.kinds import Kind, all_kinds
from registry.models import SentraStatus, YearlyProfile
from registry.models.profile import FIGURES
from registry.queries.submission import Standing
from registry.queries.words import Reader, Row, items
from sentra.lib.dates import format_date
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import format_rupiah

UNITS = {spec.code: spec.unit for spec in FIGURES}
# What only ties the rows of an act together; the year of an update stands above its values.
LINKS = frozenset({"sentra", "source", "year"})
# Citations: the proposal's own source, which no reviewer decides about.
CITATIONS = frozenset({"source", "sentra_source"})


@dataclass(frozen=True)
class ProposedValue:
    """One field of a proposal; `old` is frozen with it, `now` is today's, None is unreported.
    `key` is "noun.field"; `id` names the change of the act as well ("2.worker_count"), and by it
    reviewers refuse single fields. `group` says which row of the act it belongs to."""

    key: str
    label: str
    unit: str
    old: str | None
    now: str | None
    new: str | None
    id: str = ""
    group: str = ""
    may_be_refused: bool = False

    @property
    def has_moved(self) -> bool:
        """Whether somebody else changed the field since the proposal was made."""
        return self.old != self.now

    @property
    def changes_nothing(self) -> bool:
        """Whether the proposal confirms what stood there."""
        return self.old == self.new


def proposed_values(
    changes: Sequence[Change],
    old: Mapping[str, str],
    now: Mapping[str, str] | None = None,
) -> list[ProposedValue]:
    """Every field the changes speak of, in the order of their kinds; `old` and `now` hold words by
    `id` or by `key`. A new source is the proposal's own and therefore left out."""
    now = old if now is None else now
    said = _Words(changes)
    rows = []
    for number, change in enumerate(changes):
        kind = all_kinds()[change.kind]
        if kind.noun in CITATIONS:
            continue
        group = said.group(change, kind)
        names = [name for name in _in_order(kind, change.values) if not said.ties(change, name)]
        for name in names:
            words = said.value(kind, name, change.values)
            own, key = f"{number}.{name}", f"{kind.noun}.{name}"
            was, stands = old.get(own, old.get(key)), now.get(own, now.get(key))
            if not words and not was and not stands:
                continue
            rows.append(
                ProposedValue(
                    key=key,
                    label=field_label(kind, name),
                    unit=str(UNITS.get(name, "")),
                    old=was,
                    now=stands,
                    new=words or None,
                    id=own,
                    group=group,
                    may_be_refused=_may_be_refused(kind, name),
                )
            )
        if not names and not kind.creates:
            label = str(kind.sentence)
            rows.append(
                ProposedValue(
                    f"{kind.noun}", label, "", None, None, group, str(number), group, True
                )
            )
    return rows


def without(changes: Sequence[Change], refused: Collection[str]) -> tuple[Change, ...]:
    """The act without the refused values, by `ProposedValue.id`; a change of which nothing is left
    falls away whole. Positions of the ids are those of `changes`."""
    kept = []
    for number, change in enumerate(changes):
        if str(number) in refused:
            continue
        gone = {name for name in change.values if f"{number}.{name}" in refused}
        gone |= {f"{name.removesuffix('_on')}_precision" for name in gone if name.endswith("_on")}
        if not gone:
            kept.append(change)
            continue
        values = {name: value for name, value in change.values.items() if name not in gone}
        kind = all_kinds()[change.kind]
        substance = values.keys() - LINKS
        if substance or (kind.creates and not kind.figures):
            kept.append(replace(change, values=values))
    return tuple(kept)


def says_something(changes: Iterable[Change]) -> bool:
    """Whether more than a citation is left."""
    return any(all_kinds()[change.kind].noun not in CITATIONS for change in changes)


def frozen_words(changes: Sequence[Change]) -> dict[str, str]:
    """What stood in every row the changes correct, at the version they were made against, by
    `ProposedValue.id`."""
    return _row_words(changes, at_base=True)


def words_today(changes: Sequence[Change]) -> dict[str, str]:
    """The same for today's rows."""
    return _row_words(changes, at_base=False)


def has_moved_rows(changes: Iterable[Change]) -> bool:
    """Whether a row the changes correct is no longer at the version they were made against."""
    targets = _targets(changes)
    versions: dict[tuple[type[models.Model], str], int] = {}
    for model, keys in targets.items():
        pks = look_up_keys({model: keys})[model]
        found = dict(
            model._default_manager.filter(pk__in=pks.values()).values_list("pk", "version")
        )
        versions |= {(model, key): found[pk] for key, pk in pks.items() if pk in found}
    return any(
        versions.get((all_kinds()[change.kind].model, change.target)) != change.base_version
        for change in changes
        if not all_kinds()[change.kind].creates and change.base_version is not None
    )


def _targets(changes: Iterable[Change]) -> dict[type[models.Model], set[str]]:
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for change in changes:
        kind = all_kinds()[change.kind]
        if not kind.creates:
            wanted[kind.model].add(change.target)
    return wanted


def _row_words(changes: Sequence[Change], *, at_base: bool) -> dict[str, str]:
    keys = look_up_keys(_targets(changes))
    rows: dict[int, tuple[type[models.Model], Row]] = {}
    for number, change in enumerate(changes):
        kind = all_kinds()[change.kind]
        pk = keys.get(kind.model, {}).get(change.target)
        if kind.creates or pk is None:
            continue
        row: Row = version_of(kind.model, pk, change.base_version or 0) if at_base else {}
        row = row or kind.model._default_manager.filter(pk=pk).values().first() or {}
        if row:
            rows[number] = (kind.model, row)
    reader = Reader(rows.values())
    said = {}
    for number, (model, row) in rows.items():
        known = {item.name: item for item in items(model)}
        for name in changes[number].values:
            words = reader.words(known[name], row) if name in known else None
            if words:
                said[f"{number}.{name}"] = words
    return said


class _Words:
    """Proposed values as people read them; rows named by a code are looked up once per noun."""

    def __init__(self, changes: Iterable[Change]) -> None:
        wanted: dict[type[models.Model], set[str]] = defaultdict(set)
        self._new: dict[str, str] = {}
        for change in changes:
            kind = all_kinds()[change.kind]
            if change.ref:
                label = str(kind.model._meta.verbose_name)
                self._new[f"@{change.ref}"] = str(change.values.get("name") or label)
            if not kind.creates:
                wanted[kind.model].add(change.target)
            for name, value in change.values.items():
                field = _column(kind, name)
                if isinstance(field, models.ForeignKey) and value not in (None, ""):
                    wanted[field.related_model].add(str(value))  # type: ignore[index]
        self._named: dict[tuple[type[models.Model], str], str] = {}
        for model, keys in wanted.items():
            name = key_field(model)
            pks = look_up_keys({model: keys})[model]
            rows = model._default_manager.in_bulk(pks.values())
            self._named |= {(model, str(getattr(r, name))): str(r) for r in rows.values()}

    def ties(self, change: Change, name: str) -> bool:
        """Whether a value only says that the row belongs to another new one of the same act."""
        part_of = getattr(all_kinds()[change.kind].model, "part_of", "")
        return name == part_of and change.values[name] in self._new

    def value(self, kind: Kind, name: str, values: Mapping[str, Any]) -> str:
        """One value in words; empty for nothing. A row that the same act records is called by its
        name."""
        field, value = _column(kind, name), values[name]
        if isinstance(field, models.ForeignKey) and value not in (None, ""):
            named = self._named.get((field.related_model, str(value)))  # type: ignore[arg-type]
            return named or self._new.get(str(value), str(value))
        return value_words(kind, name, value, values)

    def group(self, change: Change, kind: Kind) -> str:
        """Which row of the act: what is done, and to what."""
        line = self._named.get((kind.model, change.target), "") if change.target else ""
        line = line or str(change.values.get("name", ""))
        return f"{kind.sentence}: {line}" if line else str(kind.sentence)


def _column(kind: Kind, name: str) -> Any:
    columns = kind.model._meta.concrete_fields
    return next((field for field in columns if field.name == name), None)


def _may_be_refused(kind: Kind, name: str) -> bool:
    """A correction can be taken without one field; a new row only where it can do without it."""
    if not kind.creates or name in kind.figures:
        return True
    field = _column(kind, name)
    return field is not None and (field.null or field.blank) and name not in LINKS


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
    """A plain value of a change as people read it; empty for nothing."""
    if value is None or value == "":
        return ""
    if name in kind.figures:
        if not isinstance(value, Mapping):
            return str(value)
        return format_figure(Figure.from_json(value))
    if isinstance(value, bool):
        return _("ya") if value else _("tidak")
    field: Any = kind.model._meta.get_field(name)
    if field.flatchoices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField):
        precision = values.get(f"{name.removesuffix('_on')}_precision", "day")
        return format_date(date.fromisoformat(value), precision)
    if name.endswith("_idr") and type(value) is int:
        return format_rupiah(value)
    if isinstance(field, models.DecimalField):
        # As registry.queries.words writes the stored value, so that the two can be compared.
        return f"{Decimal(str(value)).normalize():f}".replace(".", ",").replace("-", "−")
    return str(value)


def standing_at(basis: Mapping[str, Any], sentra_id: int) -> Standing:
    """What stood there when a form about a sentra was opened, out of history. A row of another one
    is none: the basis comes back from the browser."""
    return Standing(
        year=basis["year"],
        status=_row_at(SentraStatus, basis["status"], sentra_id),
        profile=_row_at(YearlyProfile, basis["profile"], sentra_id),
        earlier=None,
    )


def _row_at(model: type[models.Model], key: Sequence[int] | None, sentra_id: int) -> Any:
    if key is None:
        return None
    pk, version = key
    row = version_of(model, pk, version)
    if row.get("sentra_id") != sentra_id:
        return None
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
