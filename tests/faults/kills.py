"""Nothing acknowledged is lost or doubled, whatever dies: twenty writers send submissions over HTTP
while gunicorn and a PostgreSQL of our own are killed with SIGKILL. The same harness with
`synchronous_commit=off` must find losses, or it could not find any."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count, cycle, islice
from random import Random

from django.db import connection

from tests.faults import ground, senders, servers
from tests.faults.console import say
from tests.faults.desk import Browser
from tests.faults.latency import quantile
from tests.faults.own_postgres import OwnPostgres, own_postgres
from tests.faults.visitors import NOBODY_LISTENS

N_SENTRA = 80
CONTROL_CYCLES = 15
BETWEEN_KILLS = (0.2, 1.2)
RECOVERED_SECONDS = 120.0
POLL_SECONDS = 0.01
LAST_SECONDS = 60.0
WORKER, WEB, DATABASE = "gunicorn-worker", "gunicorn", "postgres"
KILLS = (WORKER, WEB, DATABASE, DATABASE)


@dataclass
class Writer:
    """Sends one submission after the other; each until a receipt was seen, with the same token."""

    browser: Browser
    code: str
    sent: senders.Sent = field(default_factory=senders.Sent)
    # When the newest acknowledged POST was begun: by it a recovery is known.
    begun: float = 0.0
    failure: str = ""

    def run(self, is_over: threading.Event) -> None:
        """Until it is over and the last one is acknowledged."""
        try:
            while not is_over.is_set():
                form = self._opened(is_over)
                if form is not None:
                    self._acknowledged(form)
        except senders.NoAnswer as error:
            self.failure = f"no answer from {error}"

    def _opened(self, is_over: threading.Event) -> senders.Filled | None:
        while not is_over.is_set():
            try:
                return senders.yearly(self.browser, self.code)
            except (*senders.SEVERED, RuntimeError):
                time.sleep(senders.AGAIN_SECONDS)
        return None

    def _acknowledged(self, form: senders.Filled) -> None:
        """What answers 5xx may or may not have stored it: the same token again."""
        until = time.monotonic() + senders.LONGEST_SECONDS
        while time.monotonic() < until:
            begun = time.monotonic()
            answer = senders.send(self.browser, form, self.sent)
            if answer.status >= 500:
                self.sent.severed += 1
                time.sleep(senders.AGAIN_SECONDS)
                continue
            if self.sent.note(form, answer):
                self.begun = begun
            return
        raise senders.NoAnswer(form.path)


@dataclass
class Run:
    """What one run killed, and what is left of what it had acknowledged."""

    name: str
    kills: dict[str, int] = field(default_factory=lambda: dict.fromkeys(dict.fromkeys(KILLS), 0))
    recoveries: list[float] = field(default_factory=list)
    sent: senders.Sent = field(default_factory=senders.Sent)
    failures: list[str] = field(default_factory=list)
    stored: senders.Stored = field(default_factory=lambda: senders.Stored({}, 0))

    @property
    def lost(self) -> int:
        """Acknowledged and not there."""
        return len(self.stored.lost(self.sent.receipts))

    @property
    def is_kept(self) -> bool:
        """Nothing lost, nothing doubled, nothing by halves, and no answer nobody expected."""
        wrong = self.lost or self.stored.doubled or self.stored.halves
        return not (wrong or self.failures or self.sent.other)

    def line(self) -> str:
        """The run in one line."""
        killed = " ".join(f"{name}={number}" for name, number in self.kills.items())
        seconds = sorted(self.recoveries)
        return (
            f"kill {self.name}: kills={sum(self.kills.values())} ({killed})"
            f" sent={self.sent.posts} unanswered={self.sent.severed}"
            f" acked={len(self.sent.receipts)} stored={len(self.stored.receipts)}"
            f" lost={self.lost} doubled={self.stored.doubled} halves={self.stored.halves}"
            f" other_answers={sum(self.sent.other.values())} {dict(self.sent.other) or ''}"
            f" recovery p50={quantile(seconds, 0.5):.2f} max={quantile(seconds, 1):.2f}"
        )


def killed_at_random(cycles: int, n_writers: int, seed: int, sync: str) -> int:
    """The command: the promise, then its control; 1 when one of them failed. `sync` "off" runs the
    control alone."""
    with servers.own_folder() as folder, own_postgres(folder) as postgres:
        ground.prepare(N_SENTRA, Random(seed))
        environment = servers.environment_for(folder, NOBODY_LISTENS)
        servers.run_manage(["collectstatic", "--noinput", "-v0"], environment)
        places, codes = senders.offices(), []
        if sync == "on":
            fire = Fire(postgres, environment, places, n_writers)
            promise = under_fire(fire, cycles, Random(seed))
            say(f"{promise.line()} {'ok' if promise.is_kept else 'GAGAL'}")
            for failure in promise.failures[:5]:
                say(f"GAGAL: {failure}")
            codes.append(not promise.is_kept)
        control = without_durability(Fire(postgres, environment, places, n_writers), seed)
        finds = control.lost > 0
        say(f"{control.line()} {'kehilangan ditemukan' if finds else 'GAGAL: tidak menemukan'}")
    return int(any((*codes, not finds)))


@dataclass(frozen=True)
class Fire:
    """Whom it hits: a server (None: the given one, which is left alone), the web, the writers."""

    postgres: OwnPostgres | None
    environment: dict[str, str]
    offices: list[senders.Office]
    n_writers: int

    def crew(self, bind: str) -> list[Writer]:
        """Each with a browser and, as far as they go round, a sentra of his own."""
        places = [(office, code) for office in self.offices for code in office.sentra]
        chosen = islice(cycle(places), self.n_writers)
        return [Writer(Browser(bind, office.operator), code) for office, code in chosen]


def without_durability(fire: Fire, seed: int) -> Run:
    """The control: only the server is killed, and it answers before it has written."""
    assert fire.postgres is not None, "nobody switches the given server"
    fire.postgres.stop()
    fire.postgres.synchronous_commit = "off"
    fire.postgres.start()
    connection.close()
    return under_fire(fire, CONTROL_CYCLES, Random(seed), (DATABASE,))


def under_fire(fire: Fire, cycles: int, random: Random, kinds: tuple[str, ...] = KILLS) -> Run:
    """Writers write, something is killed, everything comes back, so many times; then quiet, and
    every acknowledged receipt is looked up."""
    setting = fire.postgres.synchronous_commit if fire.postgres else "given"
    run = Run(f"synchronous_commit={setting}")
    with servers.OwnWeb(fire.environment) as web:
        crew = fire.crew(web.bind)
        with writing(crew):
            recovered(crew, time.monotonic())
            for number in range(cycles):
                time.sleep(random.uniform(*BETWEEN_KILLS))
                kind = kinds[number % len(kinds)]
                run.recoveries.append(one_kill(kind, web, fire.postgres, crew, random))
                run.kills[kind] += 1
                if (number + 1) % 25 == 0:
                    say(f"  {number + 1} kali dimatikan")
    for writer in crew:
        run.sent.add(writer.sent)
        run.failures += [writer.failure] if writer.failure else []
    connection.close()
    run.stored = senders.stored(run.sent.receipts)
    return run


@contextmanager
def writing(crew: list[Writer]) -> Iterator[None]:
    """They write meanwhile; at the end each brings its last one home."""
    is_over = threading.Event()
    threads = [threading.Thread(target=one.run, args=(is_over,), daemon=True) for one in crew]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        is_over.set()
        for thread in threads:
            thread.join(LAST_SECONDS)
    if any(thread.is_alive() for thread in threads):
        raise TimeoutError("a writer does not come to an end")


def one_kill(
    kind: str,
    web: servers.OwnWeb,
    postgres: OwnPostgres | None,
    crew: list[Writer],
    random: Random,
) -> float:
    """Kill, start again what does not start by itself; the seconds from the kill until a submission
    that was begun after it is acknowledged."""
    killed_at = time.monotonic()
    if kind == DATABASE and postgres is not None:
        postgres.kill()
        killed_at = time.monotonic()
        postgres.start()
    elif kind == WEB:
        web.kill()
        web.start()
    else:
        web.kill_a_worker(random)
    return recovered(crew, killed_at)


def recovered(crew: list[Writer], since: float) -> float:
    """The seconds until the first acknowledgement of something begun since then."""
    for _poll in count():
        if any(writer.begun >= since for writer in crew):
            return time.monotonic() - since
        if time.monotonic() - since > RECOVERED_SECONDS:
            raise TimeoutError("nobody is acknowledged any more")
        time.sleep(POLL_SECONDS)
    raise AssertionError
