"""Stored rows in words: which items of a row a person can read, what they are called, and what they
say. Used by the history and by the conflict page, so that both speak as the form does."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.models.profile import FIGURES, SUFFIXES
from sentra.lib.dates import format_clock, format_date
from sentra.lib.figures import RUPIAH_UNIT, Figure, format_figure
from sentra.lib.number_format import format_rupiah

Row = Mapping[str, Any]
UNITS = {figure.code: figure.unit for figure in FIGURES if not figure.is_money}
# Machinery, and what is told by the verb ("ditarik") instead of a field.
UNSPOKEN = frozenset({"id", "version", "name_key", "is_withdrawn", "body_hash", "token"})
# By what a line is called, the first of these it has.
NAMING = (
    "name",
    "year",
    "commodity",
    "institution",
    "status",
    "origin_year",
    "verified_on",
    "user",
    "source",
    "code",
)


@dataclass(frozen=True)
class Item:
    """One thing a row says: a column, or those of a figure or of a date with its precision."""

    name: str
    label: str
    unit: str
    columns: tuple[str, ...]
    field: models.Field

    @property
    def is_figure(self) -> bool:
        """Whether five columns stand for one figure."""
        return len(self.columns) == len(SUFFIXES)


@cache
def items(model: type[models.Model]) -> tuple[Item, ...]:
    """What a row of this noun says, in the order of its columns."""
    columns = {field.name: field for field in model._meta.concrete_fields}
    swallowed: set[str] = set()
    found = []
    for name, field in columns.items():
        stem = name.removesuffix("_on")
        beside: tuple[str, ...] = (field.attname,)
        if {f"{name}{suffix}" for suffix in SUFFIXES} <= columns.keys():
            beside = tuple(f"{name}{suffix}" for suffix in SUFFIXES)
        elif f"{stem}_precision" in columns and isinstance(field, models.DateField):
            beside = (name, f"{stem}_precision")
        if name in UNSPOKEN or name in swallowed:
            continue
        swallowed |= set(beside[1:])
        label = capfirst(str(field.verbose_name))
        found.append(Item(name, label, str(UNITS.get(name, "")), beside, field))
    return tuple(found)


class Reader:
    """Words for the rows it was given; names of related rows are read once per noun. `unwritten`
    are rows that nobody can read yet: an act is about to record them."""

    def __init__(
        self,
        rows: Iterable[tuple[type[models.Model], Row]],
        unwritten: Iterable[tuple[type[models.Model], Row]] = (),
    ) -> None:
        wanted: dict[type[models.Model], set[Any]] = defaultdict(set)
        for model, row in rows:
            for item in items(model):
                if isinstance(item.field, models.ForeignKey):
                    pk = row.get(item.field.attname)
                    wanted[item.field.related_model] |= {pk} - {None}  # type: ignore[index]
        self._named: dict[type[models.Model], dict[Any, Any]] = {
            model: model._default_manager.in_bulk(pks) for model, pks in wanted.items() if pks
        }
        for model, row in unwritten:
            if model in self._named:
                self._named[model][row[model._meta.pk.attname]] = model(**row)

    def words(self, item: Item, row: Row) -> str | None:
        """What the row says about one item; None when it says nothing."""
        field, value = item.field, row.get(item.columns[0])
        if item.is_figure:
            return self._figure(item, row)
        if value is None or value == "":
            return None
        if isinstance(field, models.ForeignKey):
            other = self._named.get(field.related_model, {}).get(value)  # type: ignore[call-overload]
            return str(other) if other is not None else str(value)
        if field.choices:
            return str(dict(field.flatchoices).get(value, value))  # type: ignore[attr-defined]
        if isinstance(value, bool):
            return _("ya") if value else _("tidak")
        if isinstance(value, datetime):
            return format_clock(value)
        if isinstance(value, date):
            precision = row.get(item.columns[1]) if len(item.columns) == 2 else "day"
            return format_date(value, precision or "day")
        return _number(item.name, value)

    def line(self, model: type[models.Model], row: Row) -> str:
        """What a line is called in a list of changes."""
        known = {item.name: item for item in items(model)}
        name = next((name for name in NAMING if name in known), "")
        return (self.words(known[name], row) or "") if name else ""

    def _figure(self, item: Item, row: Row) -> str | None:
        sign = row.get(f"{item.name}_qualifier")
        if not sign:
            return None
        figure = Figure(row[f"{item.name}_low"], row[f"{item.name}_high"], sign)
        words = format_figure(figure, RUPIAH_UNIT if item.name.endswith("_idr") else "")
        said = row.get(f"{item.name}_text")
        return f"{words} (“{said}”)" if said else words


def _number(name: str, value: Any) -> str:
    if name.endswith("_idr") and isinstance(value, int):
        return format_rupiah(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}".replace(".", ",").replace("-", "−")
    return str(value)
