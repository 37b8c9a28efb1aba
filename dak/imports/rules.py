"""The yearly rules of DAK and the kinds of problems in reports, from dak/data, in one act: what is
missing is recorded; what staff changed since is theirs. Afterwards every stored deadline follows
the calendar again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import models

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
from registry.imports.reference import LoadCount, apply_changes
from registry.models import Source
from registry.policy import Actor
from sentra.lib.dates import parse_partial_date
from sentra.lib.tabular import read_csv

DATA = Path(__file__).resolve().parent.parent / "data"
REASON = "Aturan DAK dari berkas registri"

Row = Mapping[str, str]


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
    """Record the rows that are not there yet; a second run writes nothing.

    A row that was withdrawn stays withdrawn: it is known, so it is not recorded again."""
    counts: list[LoadCount] = []
    changes: list[Change] = []
    refs: set[str] = set()
    for file in FILES:
        rows = list(read_csv(DATA / f"{file.file}.csv"))
        new = list(_missing(file, rows, refs))
        changes += new
        counts.append(LoadCount(file.noun, len(rows), len(new)))
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


def _missing(file: RuleFile, rows: list[dict[str, str]], refs: set[str]) -> Iterator[Change]:
    """Rows not stored yet; `refs` collects what the act itself brings, by code."""
    stored = file.model._default_manager.values_list(*file.key.values())
    known = {tuple(map(str, row)) for row in stored}
    for row in rows:
        if tuple(row[name] for name in file.key) not in known:
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
