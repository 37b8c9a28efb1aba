"""Submissions while Redis is stopped, paused or emptied: every one is accepted, and none takes
noticeably longer than with Redis at its best. Real gunicorn, HTTP, a broker of our own; the states
take turns, so that a busy machine is busy for all of them."""

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from random import Random

from tests.faults import ground, senders, servers
from tests.faults.console import say
from tests.faults.desk import Browser
from tests.faults.latency import quantile, repeatedly
from tests.faults.scratch import scratch_database

N_SENTRA = 60
ROUNDS = 4
WARM_UP = 20
SHARE = 0.95
MOST_MORE_SECONDS = 0.050
HEALTHY = "healthy"


@dataclass
class State:
    """A state of Redis, and how the POSTs fared in it."""

    name: str
    during: Callable[[], AbstractContextManager[object]]
    seconds: list[float] = field(default_factory=list)
    sent: senders.Sent = field(default_factory=senders.Sent)
    missing: int = 0

    @property
    def slow(self) -> float:
        """The 95th percentile."""
        return quantile(sorted(self.seconds), SHARE)

    def line(self, healthy: float) -> str:
        """One line of the result."""
        ordered = sorted(self.seconds)
        verdict = "ok" if self.is_kept(healthy) else "GAGAL"
        return (
            f"redis {self.name}: posts={len(ordered)} accepted={len(self.sent.receipts)}"
            f" missing={self.missing} p50={quantile(ordered, 0.5):.3f} p95={self.slow:.3f}"
            f" max={quantile(ordered, 1):.3f} over_healthy={self.slow - healthy:+.3f} {verdict}"
        )

    def is_kept(self, healthy: float) -> bool:
        """All accepted and stored, and no slower than promised."""
        all_accepted = len(self.sent.receipts) == len(self.seconds) and not self.missing
        return all_accepted and self.slow <= healthy + MOST_MORE_SECONDS


def accepted_without_redis(posts: int) -> int:
    """The command; 1 when the promise was not kept."""
    with scratch_database(), servers.own_folder() as folder:
        ground.prepare(N_SENTRA, Random(4))
        own = servers.OwnBroker(folder)
        own.start()
        try:
            environment = servers.environment_for(folder, own.url)
            servers.run_manage(["collectstatic", "--noinput", "-v0"], environment)
            with servers.OwnWeb(environment) as web:
                states = in_every_state(own, web.bind, posts)
        finally:
            own.stop()
        for state in states:
            stored = senders.stored(state.sent.receipts)
            state.missing = len(stored.lost(state.sent.receipts)) + stored.doubled + stored.halves
    healthy = states[0].slow
    for state in states:
        say(state.line(healthy))
    return 0 if all(state.is_kept(healthy) for state in states) else 1


def states_of(own: servers.OwnBroker) -> list[State]:
    """Healthy first."""

    @contextmanager
    def stopped() -> Iterator[None]:
        own.stop()
        try:
            yield
        finally:
            own.start()

    @contextmanager
    def paused() -> Iterator[None]:
        own.pause()
        try:
            yield
        finally:
            own.go_on()

    return [
        State(HEALTHY, nullcontext),
        State("stopped", stopped),
        State("paused", paused),
        State("flushed, 20 times a second", lambda: repeatedly(own.flush)),
    ]


def in_every_state(own: servers.OwnBroker, bind: str, posts: int) -> list[State]:
    """So many POSTs in every state, a share of them in each round."""
    all_offices = senders.offices()
    browsers = {office.operator.pk: Browser(bind, office.operator) for office in all_offices}
    places = senders.in_turn(all_offices)
    states = states_of(own)

    def post(state: State, number: int) -> None:
        for office, code in islice(places, number):
            browser = browsers[office.operator.pk]
            form = senders.yearly(browser, code)
            started = time.monotonic()
            answer = senders.send(browser, form, state.sent)
            state.seconds.append(time.monotonic() - started)
            state.sent.note(form, answer)

    post(State("warming up", nullcontext), WARM_UP)
    for _round in range(ROUNDS):
        for state in states:
            with state.during():
                post(state, max(1, posts // ROUNDS))
    return states
