"""Is every stored number what its rows say? Stored cells are compared with the same statements that
made them, and national cells with the sum of the provinces, under a consistent snapshot."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from registry.aggregates import engine
from registry.aggregates.definitions import Definition, stored_definitions
from registry.models import Province
from registry.queries.triggers import trigger_gaps


@dataclass(frozen=True)
class Difference:
    """One cell that is not what its rows say; None on the side that lacks it."""

    definition: str
    region_code: str
    period: str
    dimension: str
    member: str
    stored: tuple[Any, ...] | None
    counted: tuple[Any, ...] | None


@dataclass(frozen=True)
class Verdict:
    """The outcome of one verification."""

    n_cells: int
    differences: tuple[Difference, ...]
    pending_events: int
    trigger_gaps: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """No difference and no gap in the triggers; pending events are reported apart."""
        return not self.differences and not self.trigger_gaps


def verify() -> Verdict:
    """Compare every definition in every province and nationally; writes nothing.

    Cells that wait for a recompute differ rightly: `pending_events` tells how many provinces are
    still dirty, so that a caller can drain first."""
    differences: list[Difference] = []
    n_cells = 0
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
            cursor.execute("SELECT count(*) FROM registry_dirtyevent")
            pending = cursor.fetchone()[0]
        provinces = list(Province.objects.values_list("code", flat=True))
        for definition in stored_definitions():
            counted: dict[tuple[Any, ...], tuple[Any, ...]] = {}
            for province in provinces:
                counted |= _cells(engine.cells_sql(definition, province))
            counted |= _cells(engine.national_sql(definition))
            stored = _stored(definition)
            n_cells += len(stored)
            differences += _compare(definition, stored, counted)
    gaps = tuple(f"{gap.table}:{gap.trigger} {gap.state}" for gap in trigger_gaps())
    return Verdict(n_cells, tuple(differences), pending, gaps)


def _cells(sql: engine.Sql) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.text, sql.params)
        return {tuple(row[2:6]): tuple(map(_int, row[6:])) for row in cursor.fetchall()}


def _stored(definition: Definition) -> dict[tuple[Any, ...], tuple[Any, ...]]:
    names = ", ".join((*engine.KEY_COLUMNS[1:], *engine.VALUE_COLUMNS))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM registry_provincialaggregate WHERE definition = %s",
            [definition.code],
        )
        return {tuple(row[:4]): tuple(map(_int, row[4:])) for row in cursor.fetchall()}


def _int(value: Any) -> int | None:
    return None if value is None else int(value)


def _compare(
    definition: Definition,
    stored: dict[tuple[Any, ...], tuple[Any, ...]],
    counted: dict[tuple[Any, ...], tuple[Any, ...]],
) -> list[Difference]:
    return [
        Difference(definition.code, *key, stored.get(key), counted.get(key))  # type: ignore[call-arg]
        for key in sorted(stored.keys() | counted.keys())
        if stored.get(key) != counted.get(key)
    ]
