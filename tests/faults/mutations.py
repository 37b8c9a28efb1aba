"""Code broken on purpose: the ways a recompute, a trigger or a lock is usually got wrong. Python is
replaced for the time of a run, SQL in a copy of the database that is dropped afterwards."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import redis
from django.conf import settings
from django.db import connection, models, transaction

import dak.tasks
import registry.tasks
from registry import policy
from registry.aggregates import engine, recompute
from registry.aggregates.definitions import Definition, depending_on
from registry.changes import drafting
from registry.changes import engine as change_engine
from registry.models import DirtyEvent, Record
from sentra.lib import web


@contextmanager
def replaced(owner: Any, **attributes: Any) -> Iterator[None]:
    """Other attributes for a while."""
    kept = {name: getattr(owner, name) for name in attributes}
    for name, value in attributes.items():
        setattr(owner, name, value)
    try:
        yield
    finally:
        for name, value in kept.items():
            setattr(owner, name, value)


def run_sql(statement: str) -> None:
    """A statement as the owner of the database."""
    with connection.cursor() as cursor:
        cursor.execute(statement)


def triggers_of(table: str, name_like: str) -> list[tuple[str, str, str]]:
    """(table, trigger, definition of its function); at least one, or the mutant is out of date."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, t.tgname, pg_get_functiondef(t.tgfoid) FROM pg_trigger t"
            " JOIN pg_class c ON c.oid = t.tgrelid"
            " WHERE NOT t.tgisinternal AND c.relname LIKE %s AND t.tgname LIKE %s",
            [table, f"pgtrigger\\_{name_like}"],
        )
        found = cursor.fetchall()
    if not found:
        raise LookupError(f"no trigger {name_like} on {table}: the mutant is out of date")
    return found


@contextmanager
def without_triggers(table: str, name_like: str) -> Iterator[None]:
    """Some triggers are missing."""
    for its_table, trigger, _function in triggers_of(table, name_like):
        run_sql(f'DROP TRIGGER "{trigger}" ON "{its_table}"')
    yield


@contextmanager
def with_other_functions(table: str, name_like: str, old: str, new: str) -> Iterator[None]:
    """Trigger functions with one piece of SQL replaced."""
    for _table, trigger, function in triggers_of(table, name_like):
        if old not in function:
            raise LookupError(f"{trigger} does not contain {old!r}: the mutant is out of date")
        run_sql(function.replace(old, new))
    yield


@contextmanager
def with_disabled_trigger(table: str, name_like: str) -> Iterator[None]:
    """A trigger is there and switched off."""
    for its_table, trigger, _function in triggers_of(table, name_like):
        run_sql(f'ALTER TABLE "{its_table}" DISABLE TRIGGER "{trigger}"')
    yield


@contextmanager
def with_off_switch() -> Iterator[None]:
    """django-pgtrigger's own switch works again."""
    run_sql(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE sql AS $$ SELECT coalesce(trigger_name::text = ANY("
        "nullif(current_setting('pgtrigger.ignore', true), '')::text[]), false) $$"
    )
    yield


# --- the drain


def recompute_before_delete() -> AbstractContextManager[None]:
    """Recompute first, then delete all events of the province."""

    def recompute_province(province: str) -> int | None:
        with transaction.atomic():
            if not recompute.take_lock(province):
                return None
            events = read_events(province)
            cells = rewrite(province, events) if events else 0
            recompute.take_events(province)
            return cells

    return replaced(recompute, recompute_province=recompute_province)


def two_transactions() -> AbstractContextManager[None]:
    """Delete the events and commit; recompute in a transaction of its own."""

    def recompute_province(province: str) -> int | None:
        with transaction.atomic():
            if not recompute.take_lock(province):
                return None
            events = recompute.take_events(province)
        with transaction.atomic():
            return rewrite(province, events) if events else 0

    return replaced(recompute, recompute_province=recompute_province)


def read_events(province: str) -> list[tuple[int | None, str]]:
    """The province's events, left where they are."""
    rows = DirtyEvent.objects.filter(province_code=province)
    return list(rows.values_list("year", "noun").distinct())


def rewrite(
    province: str, events: list[tuple[int | None, str]], *, but: frozenset[str] = frozenset()
) -> int:
    """The middle of a recompute as it is, without some definitions."""
    wanted = recompute.wanted_periods(events)
    chosen = {code: periods for code, periods in wanted.items() if code not in but}
    recompute.shadow_views(province, chosen)
    cells = 0
    for code, periods in chosen.items():
        cells += recompute.rewrite_cells(recompute.definitions()[code], province, periods)
    recompute.drop_shadows(chosen)
    recompute.hold_nation()
    for code, periods in chosen.items():
        recompute.rewrite_nation(recompute.definitions()[code], periods)
    return cells


DELTA_TABLE = """
CREATE TABLE fault_delta (
    id bigserial PRIMARY KEY, province text, regency text, year int, units bigint);
CREATE FUNCTION fault_delta() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO fault_delta (province, regency, year, units)
    SELECT s.province_id, s.regency_id, n.year, n.unit_count_low - o.unit_count_low
    FROM n JOIN o USING (id) JOIN registry_sentra s ON s.id = n.sentra_id;
    RETURN NULL;
END $$;
CREATE TRIGGER fault_delta AFTER UPDATE ON registry_yearlyprofile
    REFERENCING OLD TABLE AS o NEW TABLE AS n
    FOR EACH STATEMENT EXECUTE FUNCTION fault_delta();
"""
ADD_DELTAS = """
UPDATE registry_provincialaggregate a SET low = a.low + d.units, high = a.high + d.units
FROM (SELECT regency, year, sum(units) AS units FROM fault_delta WHERE province = %s
      GROUP BY regency, year) d
WHERE a.definition = 'sentra.unit_count' AND a.region_code IN (%s, d.regency, 'ID')
  AND a.period IN (d.year::text, 'latest')
"""


@contextmanager
def deltas() -> Iterator[None]:
    """Units are kept by adding differences, acknowledged afterwards: right until a worker dies."""

    def recompute_province(province: str) -> int | None:
        with transaction.atomic(), connection.cursor() as cursor:
            if not recompute.take_lock(province):
                return None
            events = read_events(province)
            if not events:
                return 0
            cells = rewrite(province, events, but=frozenset({"sentra.unit_count"}))
            cursor.execute(ADD_DELTAS, [province, province])
        with transaction.atomic(), connection.cursor() as cursor:
            recompute.take_events(province)
            cursor.execute("DELETE FROM fault_delta WHERE province = %s", [province])
        return cells

    run_sql(DELTA_TABLE)
    with replaced(recompute, recompute_province=recompute_province):
        yield


def national_without_lock() -> AbstractContextManager[None]:
    """Nobody waits for the other's national numbers."""
    return replaced(recompute, hold_nation=lambda: None)


UPSERT = (
    recompute.INSERT_CELLS
    + " ON CONFLICT (definition, region_code, period, dimension, member) DO UPDATE SET "
    + ", ".join(f"{name} = EXCLUDED.{name}" for name in (*engine.VALUE_COLUMNS, "province_code"))
)


def upsert_only() -> AbstractContextManager[None]:
    """Cells are written over, never deleted."""

    def write(cells: engine.Sql) -> int:
        with connection.cursor() as cursor:
            cursor.execute(UPSERT.format(cells=cells.text), cells.params)
            return cursor.rowcount

    def rewrite_cells(definition: Definition, province: str, periods: list[str] | None) -> int:
        return write(engine.cells_sql(definition, province, periods))

    def rewrite_nation(definition: Definition, periods: list[str] | None) -> None:
        write(engine.national_sql(definition, periods))

    return replaced(recompute, rewrite_cells=rewrite_cells, rewrite_nation=rewrite_nation)


@contextmanager
def first_province_takes_all() -> Iterator[None]:
    """An event for every province goes to whoever comes first."""
    plain = recompute.dirty_provinces

    def take_events(province: str) -> list[tuple[int | None, str]]:
        with connection.cursor() as cursor:
            cursor.execute(
                "DELETE FROM registry_dirtyevent"
                " WHERE province_code = %s OR province_code IS NULL RETURNING year, noun",
                [province],
            )
            return cursor.fetchall()

    def dirty_provinces() -> list[str]:
        is_national = DirtyEvent.objects.filter(province_code=None).exists()
        return recompute.provinces() if is_national else plain()

    with replaced(
        recompute,
        take_events=take_events,
        dirty_provinces=dirty_provinces,
        spread_everywhere=lambda: None,
    ):
        yield


@contextmanager
def tasks_of_their_own() -> Iterator[None]:
    """Each application's task knows its own numbers only, and deletes every event it meets."""

    def sweep_of(noun: str) -> Any:
        def own(nouns: set[str]) -> list[Definition]:
            return [d for d in depending_on(nouns) if d.code.startswith(noun)]

        def sweep(process: str) -> recompute.Drained:
            with replaced(recompute, depending_on=own):
                return recompute.drain()

        return sweep

    with (
        replaced(registry.tasks, sweep=sweep_of("sentra.")),
        replaced(dak.tasks, sweep=sweep_of("dak.")),
    ):
        yield


# --- the writers


@contextmanager
def enqueue_on_commit() -> Iterator[None]:
    """No dirty triggers; the application marks what changed once it has committed."""

    def mark_after_commit() -> None:
        transaction.on_commit(recompute.mark_everything)

    with (
        without_triggers("%", "dirty\\_%"),
        replaced(change_engine, wake_after_commit=mark_after_commit),
    ):
        yield


def no_lock_on_the_sentra() -> AbstractContextManager[None]:
    """Acts lock the rows they write, not first the sentra these hang on."""
    plain = drafting.Drafting._lock

    def look_without_locking(self: Any, known: Any, targets: Any, *, lock: bool) -> None:
        plain(self, known, targets, lock=False)

    return replaced(drafting.Drafting, _lock=look_without_locking)


def update_fields_without_version() -> AbstractContextManager[None]:
    """`save(update_fields=…)` writes what it is told and leaves the version out."""
    return replaced(Record, save=models.Model.save)


# --- the visitors


def scope_forgotten() -> AbstractContextManager[None]:
    """Pages show every row, whoever asks."""
    return replaced(policy, scope=lambda actor, rows: rows)


def redis_answers() -> str:
    """A readiness check that nobody wants."""
    try:
        redis.Redis.from_url(settings.REDIS_URL, socket_connect_timeout=0.5).ping()
    except redis.RedisError as error:
        return type(error).__name__
    return "ok"


def readiness_asks_redis() -> AbstractContextManager[None]:
    """Redis is part of readiness."""
    checks = (*web.READY_CHECKS, f"{__name__}.redis_answers")
    return replaced(web, READY_CHECKS=checks)
