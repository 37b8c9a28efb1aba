"""From "Simpan" in the admin to the figure of the province: with everything up, and with Redis
stopped, paused and flushed. Everything is real: gunicorn, a Celery worker, the sweeper, HTTP."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from django.db import connection

from registry.models import Sentra, YearlyProfile
from tests.faults import ground, judge, servers
from tests.faults.console import say
from tests.faults.desk import Desk, figure_field, make_officer
from tests.faults.scratch import bare_connection, scratch_database

N_SENTRA = 240
POLL_SECONDS = 0.005
LOST_AFTER_SECONDS = 30.0
LIMIT_UP, LIMIT_WITHOUT_REDIS = 1.0, 6.0
EDITS_PER_FAULT = 40
PAUSE_SECONDS = 0.3
FLUSH_EVERY_SECONDS = 0.05
FIGURES = (
    "SELECT province_code, low FROM registry_provincialaggregate"
    " WHERE definition = 'sentra.unit_count' AND period = 'latest' AND dimension = ''"
    " AND region_code = province_code"
)


class Target(NamedTuple):
    """A profile whose figure is edited: the newest of a sentra in its province's headline."""

    sentra: Sentra
    profile: int
    province: str


@dataclass
class Watch:
    """Polls the stored figures; an edit is seen when the province's sum has reached what it must
    be after it. Edits only ever add one, so later ones cannot hide an earlier one."""

    seconds: list[float] = field(default_factory=list)
    lost: int = 0
    _waiting: list[tuple[str, int, float]] = field(default_factory=list)
    _expected: dict[str, int] = field(default_factory=dict)
    _guard: threading.Lock = field(default_factory=threading.Lock)
    _is_over: threading.Event = field(default_factory=threading.Event)

    def expect(self, province: str, started: float) -> None:
        """One more unit in a province, from the moment the save was sent."""
        with self._guard:
            self._expected[province] += 1
            self._waiting.append((province, self._expected[province], started))

    def run(self) -> None:
        """Look every five milliseconds until everything expected was seen or given up."""
        with bare_connection() as eye:
            self._expected = dict(eye.execute(FIGURES).fetchall())
            while not self._is_over.is_set() or self._waiting:
                stored = dict(eye.execute(FIGURES).fetchall())
                self._compare(stored, time.monotonic())
                time.sleep(POLL_SECONDS)

    def _compare(self, stored: dict[str, int], now: float) -> None:
        with self._guard:
            still = []
            for province, expected, started in self._waiting:
                if stored.get(province, 0) >= expected:
                    self.seconds.append(now - started)
                elif now - started > LOST_AFTER_SECONDS:
                    self.lost += 1
                else:
                    still.append((province, expected, started))
            self._waiting = still

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Look until every edit made meanwhile was seen."""
        thread = threading.Thread(target=self.run, daemon=True)
        thread.start()
        while not self._expected:
            time.sleep(POLL_SECONDS)
        try:
            yield
        finally:
            self._is_over.set()
            thread.join()


def targets() -> list[Target]:
    """Profiles that may be edited, a few in every province that has some."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT profile_id, province_code FROM registry_sentra_period"
            " WHERE period = 'latest' AND kind = 'cluster' AND profile_id IS NOT NULL"
            " AND recognition IN ('decree', 'listed', 'reported')"
            " AND status NOT IN ('closed', 'merged', 'split') ORDER BY profile_id"
        )
        found = dict(cursor.fetchall())
    rows = YearlyProfile.objects.filter(pk__in=found).select_related("sentra")
    # Room above: every worker belongs to a unit, and each edit adds a unit.
    ground.act(
        *(
            ground.Change("profile.correct", {"worker_count": 100_000}, str(row.pk))
            for row in rows.order_by("pk")
        )
    )
    return [Target(row.sentra, row.pk, found[row.pk]) for row in rows.order_by("pk")]


def edit(desk: Desk, target: Target, watch: Watch) -> float:
    """Open the page, add one unit, save; the seconds the save itself took."""
    values = desk.open(target.sentra)
    name = figure_field(values, target.profile, "unit_count")
    values[name] = str(int(values[name].replace(".", "")) + 1)
    started = time.monotonic()
    desk.save(target.sentra, values)
    watch.expect(target.province, started)
    return time.monotonic() - started


@dataclass
class Phase:
    """One state of the world, how many edits are made in it, and what is promised."""

    name: str
    edits: int
    limit: float
    at_quantile: float

    def run(self, desk: Desk, chosen: list[Target], random: Random) -> bool:
        """Make the edits and print the line; whether the promise was kept."""
        watch, saves = Watch(), []
        with watch.watching():
            for _ in range(self.edits):
                saves.append(edit(desk, random.choice(chosen), watch))
                time.sleep(random.uniform(0, PAUSE_SECONDS))
        seen, saves = sorted(watch.seconds), sorted(saves)
        is_kept = not watch.lost and quantile(seen, self.at_quantile) <= self.limit
        say(
            f"latency {self.name}: edits={self.edits} p50={quantile(seen, 0.5):.3f}"
            f" p99={quantile(seen, 0.99):.3f} max={quantile(seen, 1):.3f} lost={watch.lost}"
            f" limit={self.limit:.0f} ({'p99' if self.at_quantile < 1 else 'max'})"
            f" save_p50={quantile(saves, 0.5):.3f} save_max={quantile(saves, 1):.3f}"
            f" {'ok' if is_kept else 'TOO SLOW'}"
        )
        return is_kept


def quantile(ordered: list[float], share: float) -> float:
    """The value below which that share lies; infinity when nothing was seen."""
    if not ordered:
        return float("inf")
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def measure(edits: int, seed: int) -> int:
    """All phases in turn; the exit code: 1 when a promise was not kept or a number is wrong."""
    random = Random(seed)
    with scratch_database(), servers.own_folder() as folder:
        ground.prepare(N_SENTRA, random)
        chosen, officer = targets(), make_officer()
        judge.drain_quietly()
        own = servers.OwnBroker(folder)
        own.start()
        try:
            environment = servers.environment_for(folder, own.url)
            servers.run_manage(["collectstatic", "--noinput", "-v0"], environment)
            with servers.services(("web", "worker", "sweeper"), environment) as bind:
                say(f"siap: web, pekerja Celery, penyapu, Redis sendiri; {len(chosen)} profil")
                desk = Desk(bind, officer)
                kept = list(run_phases(desk, chosen, own, edits, random))
        finally:
            own.stop()
        wrong = judge.wrong_cells()
    for line in wrong[:5]:
        say(f"GAGAL: {line}")
    say(f"latency: kept={sum(kept)}/{len(kept)} drift={len(wrong)} seed={seed}")
    return 0 if all(kept) and not wrong else 1


def run_phases(
    desk: Desk, chosen: list[Target], own: servers.OwnBroker, edits: int, random: Random
) -> Iterator[bool]:
    """Everything up; Redis stopped, back, paused, going on, flushed."""
    few = min(edits, EDITS_PER_FAULT)
    for _ in range(5):
        edit(desk, random.choice(chosen), Watch(_expected=dict.fromkeys(provinces(chosen), 0)))
    time.sleep(1)
    yield Phase("everything up", edits, LIMIT_UP, 0.99).run(desk, chosen, random)
    own.stop()
    yield Phase("Redis stopped", few, LIMIT_WITHOUT_REDIS, 1).run(desk, chosen, random)
    own.start()
    yield Phase("Redis back", few, LIMIT_WITHOUT_REDIS, 1).run(desk, chosen, random)
    own.pause()
    yield Phase("Redis paused", few, LIMIT_WITHOUT_REDIS, 1).run(desk, chosen, random)
    own.go_on()
    yield Phase("Redis goes on", few, LIMIT_WITHOUT_REDIS, 1).run(desk, chosen, random)
    with repeatedly(own.flush):
        yield Phase("Redis flushed", few, LIMIT_WITHOUT_REDIS, 1).run(desk, chosen, random)


def provinces(chosen: list[Target]) -> set[str]:
    """The provinces that are edited."""
    return {target.province for target in chosen}


@contextmanager
def repeatedly(action: Callable[[], None]) -> Iterator[None]:
    """Do something over and over in the background."""
    is_over = threading.Event()

    def run() -> None:
        while not is_over.wait(FLUSH_EVERY_SECONDS):
            action()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        yield
    finally:
        is_over.set()
        thread.join()
