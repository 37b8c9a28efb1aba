"""Quiesced rounds: writers and workers as real processes, the workers killed at random points; then
quiet, a drain, and every stored number compared with the tables."""

import time
from dataclasses import dataclass
from random import Random
from typing import Any

from django.db import connection

from registry.aggregates.verify import verify
from registry.models import Sentra
from tests.faults import ground, judge, processes, writers
from tests.faults.console import say
from tests.faults.scratch import scratch_database

N_SENTRA = 180
ROUNDS_THAT_PROVE = 100
LEAST_KILLS, LEAST_MOVES = 20, 500
VERIFY_EVERY = 10
TIDY_EVERY = 5
SHOWN_CELLS = 5


@dataclass
class Tally:
    """What the rounds so far amount to."""

    rounds: int = 0
    kills: int = 0
    kills_at_work: int = 0
    acts: int = 0
    refused: int = 0
    moves: int = 0
    races: int = 0
    drift: int = 0
    bad_rounds: int = 0

    def line(self) -> str:
        """One line for people and for grep."""
        return (
            f"rounds={self.rounds} kills={self.kills} kills_at_work={self.kills_at_work}"
            f" acts={self.acts} refused={self.refused} moves={self.moves} races={self.races}"
            f" drift={self.drift}"
        )


def recompute_rounds(rounds: int, seed: int) -> int:
    """Run the rounds; the exit code: 1 when a number was wrong, or too little happened to say."""
    random = Random(seed)
    tally = Tally()
    started = time.monotonic()
    with scratch_database():
        ground.prepare(N_SENTRA, random)
        tidy()
        say(f"siap: {N_SENTRA} sentra di enam provinsi ({time.monotonic() - started:.0f} dtk)")
        for number in range(1, rounds + 1):
            one_round(tally, random, is_verified=number % VERIFY_EVERY == 0 or number == rounds)
            if number % TIDY_EVERY == 0:
                tidy()
            if number % VERIFY_EVERY == 0:
                say(f"putaran {number}: {tally.line()}")
    say(f"recompute: {tally.line()} seed={seed} seconds={time.monotonic() - started:.0f}")
    return judged(tally)


def tidy() -> None:
    """What autovacuum does within a minute in earnest: the rounds rewrite the cells far faster."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def judged(tally: Tally) -> int:
    """Say what the tally means."""
    if tally.drift:
        say(f"GAGAL: {tally.drift} angka salah dalam {tally.bad_rounds} putaran")
        return 1
    too_little = tally.kills < LEAST_KILLS or tally.moves < LEAST_MOVES
    if tally.rounds >= ROUNDS_THAT_PROVE and too_little:
        say(f"GAGAL: terlalu sedikit terjadi (kills < {LEAST_KILLS} atau moves < {LEAST_MOVES})")
        return 1
    say("baik: tidak ada angka yang salah")
    return 0


def one_round(tally: Tally, random: Random, *, is_verified: bool) -> None:
    """Two writers and two workers at once; kill the workers; quiet; compare."""
    sentra = list(Sentra.objects.order_by("id").values_list("public_code", flat=True))
    last_run = judge.last_run()
    reports = run_writers_against_workers(tally, writers.plan(sentra, random), random)
    tally.rounds += 1
    for report in reports:
        tally.acts += report.done.total()
        tally.refused += report.refused.total()
        tally.moves += report.done["move"]
    tally.races += writers.overlaps(reports[0].spans, reports[1].spans)
    wrong = judge.wrong_cells() + judge.failed_recomputes(last_run)
    if is_verified:
        verdict = verify()
        wrong += [f"verify: {difference}" for difference in verdict.differences]
        wrong += [f"trigger: {gap}" for gap in verdict.trigger_gaps]
    if wrong:
        tally.drift += len(wrong)
        tally.bad_rounds += 1
        for line in wrong[:SHOWN_CELLS]:
            say(f"  putaran {tally.rounds}: {line}")
        judge.heal()


def run_writers_against_workers(
    tally: Tally, plans: tuple[list[writers.Step], list[writers.Step]], random: Random
) -> list[writers.Report]:
    """One worker dies while the writers write, the other up to a moment after they have ended."""
    meeting = processes.FORK.Barrier(2)
    flags = [processes.FORK.Value("b", 0) for _ in plans]
    workers = [processes.fork(processes.drain_for_ever, flag) for flag in flags]
    pipes = [processes.FORK.Pipe(duplex=False) for _ in plans]
    running = [
        processes.fork(write_and_tell, steps, meeting, pipe[1])
        for steps, pipe in zip(plans, pipes, strict=True)
    ]
    time.sleep(random.uniform(0.01, 0.25))
    kill_worker(tally, workers[0], flags[0])
    reports = [pipe[0].recv() for pipe in pipes]
    for process in running:
        process.join()
    time.sleep(random.uniform(0, 0.12))
    kill_worker(tally, workers[1], flags[1])
    for report in reports:
        if isinstance(report, str):
            raise RuntimeError(f"a writer broke down: {report}")
    return reports


def kill_worker(tally: Tally, worker: Any, flag: Any) -> None:
    """Kill one, and note whether it was at work."""
    if not worker.is_alive():
        raise RuntimeError("a worker ended by itself")
    tally.kills_at_work += flag.value
    processes.kill(worker)
    tally.kills += 1


def write_and_tell(steps: list[writers.Step], meeting: Any, pipe: Any) -> None:
    """A writer process: do the steps and send the report."""
    try:
        pipe.send(writers.write(steps, meeting))
    except Exception as error:  # the parent must hear of everything
        meeting.abort()
        pipe.send(f"{type(error).__name__}: {error}")
