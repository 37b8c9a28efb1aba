"""What a kind of change is, and all of them by code; the kinds themselves are data in each
application's catalogue. If the engine needed an `if kind ==`, a rule would be in the wrong room."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from functools import cache, cached_property
from typing import Any, NamedTuple

from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.choices import ChangeSource
from registry.queries.matter import Matter
from registry.rules.draft import Draft, Facts
from registry.rules.naming import not_withdrawn
from sentra.lib.problems import Problem

Rule = Callable[[Draft, Facts], Iterator[Problem]]
Derivation = Callable[[Draft, Facts], None]


class Gravity(IntEnum):
    """How many people must agree. FIGURE: a submission that corrects approved figures needs two
    deciders. GRAVE: closures, merges, moves and approved money need them too, and in the admin they
    wait for a second member of staff."""

    PLAIN = 0
    FIGURE = 1
    GRAVE = 2


# The record of another application a change is about; None where it names none of its own.
About = Callable[[Change], Matter | None]
Asks = Callable[[Change], Iterable[Problem]]
Weigh = Callable[[Mapping[str, Any]], Gravity]


class Touched(NamedTuple):
    """A row on record that a change speaks of, and the fields of it that it touches: every one
    where the row is taken out of force or put back."""

    row: Any
    names: frozenset[str]


WeighStored = Callable[[Sequence[Touched]], Gravity]


def plain(values: Mapping[str, Any]) -> Gravity:
    """Nothing about it needs a second pair of eyes."""
    return Gravity.PLAIN


STAFF = frozenset({ChangeSource.ADMIN, ChangeSource.IMPORT, ChangeSource.SYSTEM})
PROPOSED = STAFF | {ChangeSource.WEB, ChangeSource.API}
LOADERS = frozenset({ChangeSource.IMPORT, ChangeSource.SYSTEM, ChangeSource.ADMIN})


@dataclass(frozen=True)
class Kind:
    """One kind of change. `creates` tells a new row from a correction; `fixed` are values the kind
    itself sets; `figures` are stems that take a figure instead of a plain number. `gravity` judges
    the values, `weigh_stored` what they change on record. `about` finds what a change is about
    where that is no sentra; `asks` says what one from outside lacks that every form asks for."""

    code: str
    model_label: str
    sentence: str | Promise
    fields: tuple[str, ...]
    creates: bool = False
    figures: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)
    derive: tuple[Derivation, ...] = ()
    rules: tuple[Rule, ...] = ()
    surfaces: frozenset[str] = STAFF
    gravity: Weigh = plain
    weigh_stored: WeighStored | None = None
    about: About | None = None
    asks: Asks | None = None

    @cached_property
    def model(self) -> type[models.Model]:
        """The noun's table; asked for many times per row of a batch."""
        return apps.get_model(self.model_label)

    @property
    def noun(self) -> str:
        """The noun as kinds call it: "sentra" in "sentra.correct"."""
        return self.code.split(".")[0]

    def touched(self, values: Mapping[str, Any]) -> frozenset[str]:
        """The fields of its row that a change with these values touches."""
        if "is_withdrawn" in self.fixed:
            return frozenset(one.name for one in self.model._meta.get_fields())
        return frozenset(values)


def matter_of(changes: Iterable[Change]) -> Matter | None:
    """The record of another application that changes are about; None for changes of a sentra."""
    for change in changes:
        kind = all_kinds().get(change.kind)
        matter = kind.about(change) if kind is not None and kind.about is not None else None
        if matter is not None:
            return matter
    return None


@cache
def all_kinds() -> Mapping[str, Kind]:
    """Every kind of every application (settings.KINDS), by code."""
    kinds: dict[str, Kind] = {}
    for path in settings.KINDS:
        for kind in import_string(path):
            if kind.code in kinds:
                raise ValueError(f"kind {kind.code} is declared twice")
            kinds[kind.code] = kind
    return kinds


def noun_kinds(
    noun: str,
    model_label: str,
    names: tuple[str | Promise, str | Promise],
    fields: Sequence[str],
    *,
    is_part: bool = False,
    only_on_creation: Sequence[str] = (),
    figures: Sequence[str] = (),
    derive: Sequence[Derivation] = (),
    rules: Sequence[Rule] = (),
    withdraw_rules: Sequence[Rule] = (),
    surfaces: frozenset[str] = STAFF,
    gravity: tuple[Weigh, Weigh] = (plain, plain),
    weigh_stored: WeighStored | None = None,
) -> tuple[Kind, ...]:
    """The usual kinds of a noun: record, correct and, for a part (or whatever else can have been
    recorded by mistake), withdraw and restore. `gravity` judges the values of a record and of a
    correction, `weigh_stored` the row that is corrected, withdrawn or restored."""
    recorded, corrected = names
    every = tuple(rules)
    kinds = [
        Kind(
            f"{noun}.record",
            model_label,
            recorded,
            (*only_on_creation, *fields),
            creates=True,
            figures=tuple(figures),
            derive=tuple(derive),
            rules=every,
            surfaces=surfaces,
            gravity=gravity[0],
        ),
        Kind(
            f"{noun}.correct",
            model_label,
            corrected,
            tuple(fields),
            figures=tuple(figures),
            derive=tuple(derive),
            rules=(not_withdrawn, *every) if is_part else every,
            surfaces=surfaces,
            gravity=gravity[1],
            weigh_stored=weigh_stored,
        ),
    ]
    if is_part:
        kinds += closing_kinds(
            noun, model_label, every, surfaces, tuple(withdraw_rules), weigh_stored
        )
    return tuple(kinds)


def closing_kinds(
    noun: str,
    model_label: str,
    rules: tuple[Rule, ...],
    surfaces: frozenset[str],
    withdraw_rules: tuple[Rule, ...] = (),
    weigh_stored: WeighStored | None = None,
) -> list[Kind]:
    """A part is taken out of force, and put back when that was the mistake; `rules` are those of
    putting back."""
    return [
        Kind(
            f"{noun}.withdraw",
            model_label,
            _("Menarik catatan yang keliru"),
            (),
            fixed={"is_withdrawn": True},
            rules=withdraw_rules,
            surfaces=surfaces,
            weigh_stored=weigh_stored,
        ),
        Kind(
            f"{noun}.restore",
            model_label,
            _("Memulihkan catatan yang ditarik"),
            (),
            fixed={"is_withdrawn": False},
            rules=rules,
            surfaces=surfaces,
            weigh_stored=weigh_stored,
        ),
    ]
