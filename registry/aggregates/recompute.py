"""The drain: dirty events become right numbers. One drain for every application; Celery tasks and
the sweeper are names for it.

Per province one transaction: advisory lock → delete its events → in LATER statements delete the
cells of the definitions that depend on their nouns and insert them anew → national lock → in a
LATER statement the national cells → commit. Any other order was measured to give wrong numbers
(tests/faults): an event deleted after the recompute hides a write in between; two transactions lose
it to a crash; an upsert leaves the number of a group that has become empty."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from registry.aggregates import engine
from registry.aggregates.definitions import Definition, definitions, depending_on
from registry.choices import JobState
from registry.models import DirtyEvent, DrainFailure, Heartbeat, JobRun, Province
from sentra.lib.dates import today_wib

PROVINCE_LOCK, NATION_LOCK = 77, 78
RETRY_AFTER = timedelta(seconds=10)
MOST_PASSES = 10
LATEST = "latest"


@dataclass
class Drained:
    """What one pass did."""

    provinces: int = 0
    cells: int = 0
    failed: list[str] = field(default_factory=list)
    busy: int = 0


def drain() -> Drained:
    """Work off every dirty event that can be had now; safe to run anywhere, any number of times.

    It looks again after every pass that did something: an event that came while its province was
    being recomputed found it busy, and whoever was woken for it has gone."""
    started = timezone.now()
    done = Drained()
    for _ in range(MOST_PASSES):
        before = done.provinces
        drain_once(done)
        if done.provinces == before:
            break
    if done.provinces or done.failed:
        record_run("recompute_provincial_aggregates", started, done)
    return done


def drain_once(done: Drained) -> None:
    """One pass over the provinces that are dirty now."""
    done.busy = 0
    spread_everywhere()
    for province in dirty_provinces():
        try:
            cells = recompute_province(province)
        except Exception as error:
            # Whatever it is, the other provinces must go on.
            remember_failure(province, error)
            done.failed.append(province)
            continue
        if cells is None:
            done.busy += 1
        else:
            done.provinces += 1
            done.cells += cells


def spread_everywhere() -> None:
    """Turn "every province" into one event per province, in a transaction of its own; otherwise the
    first province would take the event for all."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "WITH gone AS (DELETE FROM registry_dirtyevent WHERE province_code IS NULL"
            "              RETURNING year, noun)"
            " INSERT INTO registry_dirtyevent (province_code, year, noun)"
            " SELECT p.code, g.year, g.noun FROM registry_province p"
            " CROSS JOIN (SELECT DISTINCT year, noun FROM gone) g"
        )


def dirty_provinces() -> list[str]:
    """Provinces with events, oldest first; those that failed lately wait their turn."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.province_code FROM registry_dirtyevent e"
            " LEFT JOIN registry_drainfailure f ON f.province_code = e.province_code"
            " WHERE e.province_code IS NOT NULL"
            " AND (f.retry_at IS NULL OR f.retry_at <= clock_timestamp())"
            " GROUP BY e.province_code ORDER BY min(e.id)"
        )
        return [row[0] for row in cursor.fetchall()]


def recompute_province(province: str) -> int | None:
    """One province in one transaction. Returns the cells written, None when another is at it."""
    with transaction.atomic():
        if not take_lock(province):
            return None
        events = take_events(province)
        if not events:
            return 0
        wanted = wanted_periods(events)
        shadow_views(province, wanted)
        cells = 0
        for code, periods in wanted.items():
            cells += rewrite_cells(definitions()[code], province, periods)
        drop_shadows(wanted)
        hold_nation()
        for code, periods in wanted.items():
            rewrite_nation(definitions()[code], periods)
        DrainFailure.objects.filter(province_code=province).delete()
        return cells


def take_lock(province: str) -> bool:
    """The province's advisory lock, until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_try_advisory_xact_lock(%s, hashtext(%s))", [PROVINCE_LOCK, province]
        )
        return bool(cursor.fetchone()[0])


def hold_nation() -> None:
    """One national writer at a time; taken last, so it is held briefly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, 0)", [NATION_LOCK])


def take_events(province: str) -> list[tuple[int | None, str]]:
    """Delete the province's committed events; (year, noun) of each. The only place they go."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM registry_dirtyevent WHERE province_code = %s RETURNING year, noun",
            [province],
        )
        return list({(year, noun) for year, noun in cursor.fetchall()})


def wanted_periods(events: Iterable[tuple[int | None, str]]) -> dict[str, list[str] | None]:
    """Which periods of which definitions the events move; None is every period."""
    wanted: dict[str, set[str] | None] = {}
    for year, noun in events:
        for definition in depending_on({noun}):
            if year is None or wanted.get(definition.code, set()) is None:
                wanted[definition.code] = None
            else:
                periods = wanted.setdefault(definition.code, set())
                assert periods is not None
                periods |= {str(year), LATEST}
    return {code: None if p is None else sorted(p) for code, p in wanted.items()}


def shadow_views(province: str, wanted: dict[str, list[str] | None]) -> None:
    """Read each view once for the province, not once per definition: a temporary table of the
    view's name is found before the view until `drop_shadows`. It is read in a later statement
    than the one that took the events, so nothing committed meanwhile is missed."""
    views: dict[str, set[str] | None] = {}
    for code, periods in wanted.items():
        view = definitions()[code].view
        if periods is None or views.get(view, set()) is None:
            views[view] = None
        else:
            views[view] = (views.get(view) or set()) | set(periods)
    with connection.cursor() as cursor:
        for view, spans in views.items():
            which = "" if spans is None else " AND period = ANY(%s)"
            cursor.execute(
                f"CREATE TEMP TABLE {view} ON COMMIT DROP AS"
                f" SELECT * FROM public.{view} WHERE province_code = %s{which}",
                [province, *([] if spans is None else [sorted(spans)])],
            )


def drop_shadows(wanted: dict[str, list[str] | None]) -> None:
    """Let the views be seen again, for whatever else runs in this transaction."""
    with connection.cursor() as cursor:
        for view in {definitions()[code].view for code in wanted}:
            cursor.execute(f"DROP TABLE pg_temp.{view}")


INSERT_CELLS = (
    "INSERT INTO registry_provincialaggregate"
    f" ({', '.join(engine.CELL_COLUMNS)}, data_as_of, computed_at)"
    # Everything committed before this transaction began is in the cells; the rows are read later.
    " SELECT c.*, transaction_timestamp(), clock_timestamp() FROM ({cells}) c"
)


def rewrite_cells(definition: Definition, province: str, periods: list[str] | None) -> int:
    """Delete and insert the cells of one definition in one province."""
    cells = engine.cells_sql(definition, province, periods)
    which = "" if periods is None else " AND period = ANY(%s)"
    params: list[Any] = [definition.code, province, *([] if periods is None else [periods])]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM registry_provincialaggregate"
            f" WHERE definition = %s AND province_code = %s{which}",
            params,
        )
        cursor.execute(INSERT_CELLS.format(cells=cells.text), cells.params)
        return cursor.rowcount


def rewrite_nation(definition: Definition, periods: list[str] | None) -> None:
    """Delete and insert the national cells of one definition; needs the national lock."""
    cells = engine.national_sql(definition, periods)
    which = "" if periods is None else " AND period = ANY(%s)"
    params: list[Any] = [definition.code, engine.NATION, *([] if periods is None else [periods])]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM registry_provincialaggregate"
            f" WHERE definition = %s AND region_code = %s{which}",
            params,
        )
        cursor.execute(INSERT_CELLS.format(cells=cells.text), cells.params)


def mark_everything() -> None:
    """Every number anew: one event for every province, year and noun."""
    nouns = {noun for definition in definitions().values() for noun in definition.nouns}
    DirtyEvent.objects.bulk_create(
        DirtyEvent(province_code=None, year=None, noun=noun) for noun in sorted(nouns)
    )


def sweep(process: str = "sweeper") -> Drained:
    """What the sweeper does every few seconds: notice a new day, drain, leave a sign of life."""
    turn_of_day(process, today_wib())
    return drain()


def turn_of_day(process: str, today: date) -> None:
    """Time moves numbers too (running year, latest, verification): the first sweep after midnight
    WIB marks every noun whose definitions depend on today."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, 1)", [NATION_LOCK])
        known = Heartbeat.objects.filter(name="day").first()
        if known is None or known.day < today:
            if known is not None:
                DirtyEvent.objects.create(province_code=None, year=None, noun="presence")
            Heartbeat.objects.update_or_create(
                name="day", defaults={"at": timezone.now(), "day": today}
            )
        Heartbeat.objects.update_or_create(
            name=process, defaults={"at": timezone.now(), "day": today}
        )


def remember_failure(province: str, error: Exception) -> None:
    """A poisoned province waits longer every time and starves nobody."""
    now = timezone.now()
    failure, _ = DrainFailure.objects.get_or_create(
        province_code=province, defaults={"retry_at": now, "last_error": ""}
    )
    failure.attempts += 1
    failure.retry_at = now + RETRY_AFTER * min(2 ** (failure.attempts - 1), 60)
    failure.last_error = f"{type(error).__name__}: {error}"[:2000]
    failure.save()


def record_run(name: str, started: datetime, done: Drained) -> None:
    """One row for work done or failed; none for an empty pass."""
    JobRun.objects.create(
        name=name,
        state=JobState.FAILED if done.failed else JobState.DONE,
        started_at=started,
        ended_at=timezone.now(),
        detail={"provinces": done.provinces, "cells": done.cells, "failed": done.failed},
    )


def provinces() -> list[str]:
    """Every province code of the map."""
    return list(Province.objects.values_list("code", flat=True))
