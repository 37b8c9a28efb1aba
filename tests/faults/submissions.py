"""Exactly once: one form, one token, many parallel retries over HTTP at real gunicorn; some workers
die between the commit and the answer. One submission and the same receipt for every retry; another
body under the same token is refused."""

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import islice
from pathlib import Path
from random import Random
from threading import Barrier
from typing import NamedTuple

from tests.faults import ground, senders, servers
from tests.faults.console import say
from tests.faults.desk import Browser
from tests.faults.scratch import scratch_database
from tests.faults.visitors import NOBODY_LISTENS

N_SENTRA = 60
# Every so manieth token loses its first answer, every so manieth is sent by the list.
DEATH_EVERY, LIST_EVERY = 25, 5
# Of the web process's log, where an answer was none that is expected.
EXCEPTIONS_SHOWN = 3
REUSED = "sudah terkirim dengan isi lain"
DYING = "tests.faults.dying:application"


class Verdict(NamedTuple):
    """The counts of a run, and whether the promise was kept."""

    tokens: int
    sent: senders.Sent
    stored: senders.Stored
    refused_bodies: int

    @property
    def other_receipts(self) -> int:
        """Tokens that were told more than one receipt, or another one than is stored."""
        told = self.sent.receipts
        return len({t for t, said in told.items() if len(said) > 1} | set(self.stored.lost(told)))

    @property
    def is_kept(self) -> bool:
        """Every token stored once, every retry told the same, every other body refused."""
        return (
            len(self.stored.receipts) == self.tokens
            and len(self.sent.receipts) == self.tokens
            and self.refused_bodies == self.tokens
            and not (self.stored.doubled or self.stored.halves)
            and not (self.other_receipts or self.sent.other)
        )

    def line(self) -> str:
        """The run in one line."""
        return (
            f"submissions: tokens={self.tokens} sent={self.sent.posts} acked={self.sent.acked}"
            f" severed={self.sent.severed} stored={len(self.stored.receipts)}"
            f" duplicates={self.stored.doubled} halves={self.stored.halves}"
            f" other_receipts={self.other_receipts}"
            f" other_answers={sum(self.sent.other.values())} {dict(self.sent.other) or ''}"
            f" other_bodies_refused={self.refused_bodies}"
        )


def exactly_once(tokens: int, retries: int) -> int:
    """The command; 1 when the promise was not kept."""
    with scratch_database(), servers.own_folder() as folder:
        ground.prepare(N_SENTRA, Random(3))
        environment = servers.environment_for(folder, NOBODY_LISTENS)
        servers.run_manage(["collectstatic", "--noinput", "-v0"], environment)
        with servers.OwnWeb(environment, DYING) as web:
            verdict = run(web.bind, senders.offices(), tokens, retries)
            if verdict.sent.other:
                say(errors_in(web.log))
    say(f"{verdict.line()} {'ok' if verdict.is_kept else 'GAGAL'}")
    return 0 if verdict.is_kept else 1


def errors_in(log: Path) -> str:
    """What the web process said about answers nobody expected: its last exceptions."""
    lines = log.read_text(errors="replace").splitlines()
    events = (json.loads(line) for line in lines if line.startswith("{"))
    found = [str(event["exception"]) for event in events if "exception" in event]
    return "\n".join(found[-EXCEPTIONS_SHOWN:])


def run(bind: str, all_offices: list[senders.Office], tokens: int, retries: int) -> Verdict:
    """Every token in turn, its retries all at once."""
    browsers = {office.operator.pk: Browser(bind, office.operator) for office in all_offices}
    total, refused, used = senders.Sent(), 0, []
    with ThreadPoolExecutor(retries) as pool:
        for number, (office, code) in enumerate(islice(senders.in_turn(all_offices), tokens)):
            browser = browsers[office.operator.pk]
            if number % LIST_EVERY == LIST_EVERY - 1:
                form = senders.listed(browser, office.in_the_list)
            else:
                form = senders.yearly(browser, code)
            used.append(form.token)
            for sent in retried(pool, browser, form, retries, dies=number % DEATH_EVERY == 0):
                total.add(sent)
            refused += is_refused(browser, form.typed_otherwise())
            if (number + 1) % 100 == 0:
                say(f"  {number + 1} token, {total.posts} kiriman")
    return Verdict(tokens, total, senders.stored(used), refused)


def retried(
    pool: ThreadPoolExecutor, browser: Browser, form: senders.Filled, retries: int, *, dies: bool
) -> list[senders.Sent]:
    """The same form so many times in the same moment."""
    start = Barrier(retries)

    def one(number: int) -> senders.Sent:
        sent = senders.Sent()
        mine = replace(form, fault=dies and number == 0)
        start.wait()
        sent.note(mine, senders.send(browser, mine, sent))
        return sent

    return list(pool.map(one, range(retries)))


def is_refused(browser: Browser, form: senders.Filled) -> bool:
    """Whether another body is refused with its sentence."""
    answer = senders.send(browser, form, senders.Sent())
    return answer.status == 422 and REUSED in answer.page
