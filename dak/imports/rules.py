"""The yearly rules of DAK and the kinds of problems in reports, from dak/data: what is missing is
recorded, and what an earlier load recorded and its file no longer has is withdrawn; what staff
recorded or changed is theirs. Afterwards every stored deadline follows the calendar again."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain
from pathlib import Path
from typing import Any

from django.db import models

from dak.changes.deadlines import REASON as DEADLINES_REASON
from dak.changes.deadlines import refresh_deadlines
from dak.models import (
    DeadlineOverride,
    DisasterException,
    DisbursementMode,
    Gate,
    Holiday,
    Menu,
    MenuComponent,
    MinimumUnits,
    OutcomeIndicator,
    ProgressProblemKind,
    RuleSet,
    Tranche,
)
from registry.changes.change import Change
from registry.choices import ChangeSource
from registry.imports.reference import LoadCount, apply_changes
from registry.models import Record, Source
from registry.policy import Actor
from registry.queries.as_of import event_model
from sentra.lib.dates import parse_partial_date
from sentra.lib.tabular import read_csv

DATA = Path(__file__).resolve().parent.parent / "data"
REASON = "Aturan DAK dari berkas registri"
GONE_REASON = "Tidak lagi tercantum dalam berkas aturan DAK dari registri"
BACK_REASON = "Tercantum kembali dalam berkas aturan DAK dari registri"
# What this loader itself writes; everything else that ever happened to a row is somebody's.
OWN_REASONS = (REASON, GONE_REASON, BACK_REASON, DEADLINES_REASON)

Row = Mapping[str, str]
Rows = list[dict[str, str]]


@dataclass(frozen=True)
class RuleFile:
    """One file: its noun, the columns that name a row (with the paths they are stored under), the
    columns that name another row, and those that hold yes or no."""

    noun: str
    file: str
    model: type[models.Model]
    key: Mapping[str, str]
    others: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    make: Callable[[Row], dict[str, Any]] | None = None


def _source_dates(row: Row) -> dict[str, Any]:
    published = parse_partial_date(row["published_on"])
    return {
        "published_on": published.on.isoformat() if published.on else None,
        "published_precision": published.precision,
    }


CODE = {"code": "code"}
FILES = (
    RuleFile("source", "sources", Source, CODE, make=_source_dates),
    RuleFile("rule_set", "rule_sets", RuleSet, CODE, ("source",)),
    RuleFile("menu", "menus", Menu, CODE, ("rule_set", "source")),
    RuleFile(
        "menu_component",
        "menu_components",
        MenuComponent,
        {"menu": "menu__code", "name": "name"},
        ("menu", "source"),
        ("is_supporting",),
    ),
    RuleFile(
        "minimum_units",
        "minimum_units",
        MinimumUnits,
        {"rule_set": "rule_set__code", "island_group": "island_group"},
        ("rule_set", "source"),
    ),
    RuleFile(
        "disbursement_mode",
        "modes",
        DisbursementMode,
        CODE,
        ("rule_set", "source"),
        ("is_by_recommendation",),
    ),
    RuleFile("disaster_exception", "exceptions", DisasterException, CODE, ("rule_set", "source")),
    RuleFile(
        "tranche",
        "tranches",
        Tranche,
        CODE,
        ("mode", "exception", "source"),
        ("is_remaining_need",),
    ),
    RuleFile(
        "gate",
        "gates",
        Gate,
        {"tranche": "tranche__code", "kind": "kind"},
        ("tranche", "source"),
    ),
    RuleFile(
        "deadline_override",
        "overrides",
        DeadlineOverride,
        {"tranche": "tranche__code"},
        ("tranche", "source"),
    ),
    RuleFile("holiday", "holidays", Holiday, {"day": "day"}),
    RuleFile(
        "outcome_indicator", "outcome_indicators", OutcomeIndicator, CODE, flags=("is_money",)
    ),
    RuleFile("progress_problem_kind", "problem_kinds", ProgressProblemKind, CODE),
)


def load_rules(actor: Actor) -> list[LoadCount]:
    """Withdraw what the files no longer have, record what is not there yet; a second run writes
    nothing.

    A row that somebody withdrew stays withdrawn: it is known, so it is not recorded again."""
    files = [(file, list(read_csv(DATA / f"{file.file}.csv"))) for file in FILES]
    gone = _gone(files)
    apply_changes(list(chain(*gone.values())), actor=actor, reason=GONE_REASON)
    apply_changes(list(_back(files)), actor=actor, reason=BACK_REASON)
    counts: list[LoadCount] = []
    changes: list[Change] = []
    refs: set[str] = set()
    for file, rows in files:
        new = list(_missing(file, rows, refs))
        changes += new
        n_gone = len(gone.get(file.noun, ()))
        counts.append(LoadCount(file.noun, len(rows), len(new), withdrawn=n_gone))
    apply_changes(changes, actor=actor, reason=REASON)
    apply_changes(list(_without_code()), actor=actor, reason=REASON)
    refreshed = refresh_deadlines(actor)
    counts.append(
        LoadCount(
            "deadline", Tranche.objects.exclude(deadline_at=None).count(), corrected=refreshed
        )
    )
    return counts


def _without_code() -> Iterator[Change]:
    """Menu components older than their code: a correction without values gives it."""
    for row in MenuComponent.objects.filter(component_code="", is_withdrawn=False).order_by("id"):
        yield Change("menu_component.correct", {}, str(row.pk), row.version)


def missing_rows(file: RuleFile, refs: set[str]) -> Iterator[Change]:
    """The rows of one file that are not stored yet; `refs` gains what they bring."""
    yield from _missing(file, list(read_csv(DATA / f"{file.file}.csv")), refs)


def _gone(files: Sequence[tuple[RuleFile, Rows]]) -> dict[str, list[Change]]:
    """Rows in force that an earlier load recorded, that nobody touched since and that their file
    has no more, by noun; lines before what they belong to. One that something else in force names
    stays."""
    leaving: dict[type[models.Model], set[int]] = {}
    found: dict[str, list[Change]] = {}
    for file, rows in reversed(files):
        if not _is_rule(file):
            continue
        named = {_key_of(file, row) for row in rows}
        ours = _only_loaded(file.model)
        for row in file.model._default_manager.filter(is_withdrawn=False, pk__in=ours):
            if _stored_key(file, row) in named or _is_named(row, leaving):
                continue
            leaving.setdefault(file.model, set()).add(row.pk)
            found.setdefault(file.noun, []).append(_closing(file, row, "withdraw"))
    return found


def _back(files: Sequence[tuple[RuleFile, Rows]]) -> Iterator[Change]:
    """Rows that this loader withdrew, nobody touched since, and a file has again."""
    for file, rows in files:
        if not _is_rule(file):
            continue
        named = {_key_of(file, row) for row in rows}
        ours = _only_loaded(file.model)
        for row in file.model._default_manager.filter(is_withdrawn=True, pk__in=ours):
            if _stored_key(file, row) in named:
                yield _closing(file, row, "restore")


def _is_rule(file: RuleFile) -> bool:
    """Whether its rows are the loader's to withdraw: a source may bear out anything, and what knows
    no withdrawal stays."""
    return file.model is not Source and _can_be_withdrawn(file.model)


def _can_be_withdrawn(model: type[models.Model]) -> bool:
    return any(field.name == "is_withdrawn" for field in model._meta.concrete_fields)


def _only_loaded(model: type[models.Model]) -> list[int]:
    """The rows to which nothing ever happened but what this loader writes."""
    events = event_model(model)._default_manager
    ours = models.Q(
        pgh_context__source=ChangeSource.IMPORT.value, pgh_context__reason__in=OWN_REASONS
    )
    refreshed = models.Q(pgh_context__reason=DEADLINES_REASON)
    others = events.exclude(ours | refreshed).values("pgh_obj_id")
    loaded = events.filter(ours, version=0).exclude(pgh_obj_id__in=others)
    return list(loaded.values_list("pgh_obj_id", flat=True))


def _is_named(row: models.Model, leaving: Mapping[type[models.Model], set[int]]) -> bool:
    """Whether another record in force, that does not leave as well, names this one."""
    for relation in row._meta.related_objects:
        other = relation.related_model
        if not issubclass(other, Record):
            continue
        rows: models.QuerySet[Any] = other._default_manager.filter(**{relation.field.name: row.pk})
        if _can_be_withdrawn(other):
            rows = rows.filter(is_withdrawn=False)
        if rows.exclude(pk__in=leaving.get(other, ())).exists():
            return True
    return False


def _closing(file: RuleFile, row: Any, verb: str) -> Change:
    target = row.code if "code" in file.key else str(row.pk)
    return Change(f"{file.noun}.{verb}", {}, target, row.version)


def _key_of(file: RuleFile, row: Row) -> tuple[str, ...]:
    return tuple(row[name] for name in file.key)


def _stored_key(file: RuleFile, row: models.Model) -> tuple[str, ...]:
    """The same of a stored row."""
    return tuple(str(reduce(getattr, path.split("__"), row)) for path in file.key.values())


def _missing(file: RuleFile, rows: list[dict[str, str]], refs: set[str]) -> Iterator[Change]:
    """Rows not stored yet; `refs` collects what the act itself brings, by code."""
    stored = file.model._default_manager.values_list(*file.key.values())
    known = {tuple(map(str, row)) for row in stored}
    for row in rows:
        if _key_of(file, row) not in known:
            code = row["code"] if "code" in file.key else ""
            yield Change(f"{file.noun}.record", _values(file, row, refs), ref=code)
            refs |= {code} - {""}


def _values(file: RuleFile, row: Row, refs: set[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, text in row.items():
        if name in file.others:
            values[name] = f"@{text}" if text in refs else text or None
        elif name in file.flags:
            values[name] = text == "true"
        else:
            values[name] = text
    return {**values, **(file.make(row) if file.make else {})}
