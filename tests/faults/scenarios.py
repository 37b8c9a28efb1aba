"""Interleavings that break a wrong recompute, each made on purpose: with threads that meet, locks
that are held and processes that kill themselves at one statement boundary. A scenario yields once
per round what went wrong in it, one line each; on sound code every round is empty."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from itertools import count
from threading import Thread
from typing import Any

from django.db import connection

from dak.models import Grant, GrantClaim
from dak.tasks import recompute_provincial_aggregates as dak_task
from registry.aggregates import recompute
from registry.changes import drafting
from registry.changes.change import Change
from registry.models import Commodity, Sentra, YearlyProfile
from registry.tasks import recompute_provincial_aggregates as registry_task
from sentra.lib.problems import ChangeRejected
from tests.faults import ground, judge, processes
from tests.faults.boundaries import once_after, once_at
from tests.faults.scratch import bare_connection

MEET_SECONDS = 10.0
# More than any drain of one province has; the loops end when a boundary is not reached.
LAST_BOUNDARY = 160

_numbers = count(1)

Rounds = Iterator[list[str]]


def in_thread(action: Callable[[], Any]) -> tuple[Thread, list[BaseException]]:
    """Start something on a connection of its own; what it raises is kept."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            action()
        except BaseException as error:  # the scenario judges it
            raised.append(error)
        finally:
            connection.close()

    thread = Thread(target=run, daemon=True)
    thread.start()
    return thread, raised


def a_claim() -> GrantClaim:
    """A claim that counts: dak.ceiling hangs on nothing else, so its recompute is short."""
    rows = GrantClaim.objects.filter(
        is_withdrawn=False,
        stage="allocation",
        grant__fund="fisik",
        grant__stage__in=("allocated", "finished"),
    )
    return rows.order_by("id")[0]


def a_profile() -> YearlyProfile:
    """The newest profile of a sentra in the headline."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT profile_id FROM registry_sentra_period WHERE period = 'latest'"
            " AND kind = 'cluster' AND recognition IN ('decree', 'listed', 'reported')"
            " AND status NOT IN ('closed', 'merged', 'split') AND profile_id IS NOT NULL"
            " AND regency_code NOT IN ('', %s) ORDER BY profile_id LIMIT 1",
            [ground.LONELY],
        )
        return YearlyProfile.objects.select_related("sentra").get(pk=cursor.fetchone()[0])


def say_amount(claim: GrantClaim, amount: int) -> None:
    """Change a claim's amount by an act."""
    ground.act(Change("claim.correct", {"amount_idr": amount}, str(claim.pk)))


def elsewhere(sentra: Sentra) -> dict[str, str | None]:
    """A place in another province."""
    return ground.place_of(
        next(code for code in ground.REGENCIES if code[:2] != sentra.province_id)
    )


def write_at_every_boundary() -> Rounds:
    """Another writer commits an edit at each statement boundary of a drain; none may be lost."""
    claim = a_claim()
    for boundary in range(LAST_BOUNDARY):
        wrong: list[str] = []
        say_amount(claim, 1_000_000 + boundary)

        def write(amount: int = 2_000_000 + boundary, wrong: list[str] = wrong) -> None:
            thread, raised = in_thread(lambda: say_amount(claim, amount))
            thread.join()
            wrong.extend(str(error) for error in raised)

        with once_at(boundary, write) as passed:
            recompute.drain()
        yield wrong + judge.wrong_cells()
        if boundary not in passed:
            return


def killed_at_every_boundary() -> Rounds:
    """A worker process kills itself before each statement of a drain and after the last; a later
    drain must put everything right. Nothing happens between the end of one statement and the
    beginning of the next; crashes there are tried without a process of their own."""
    claim = a_claim()
    for boundary in range(0, LAST_BOUNDARY, 2):
        say_amount(claim, 3_000_000 + boundary)
        code = processes.run_to_end(drain_and_die_at, boundary)
        yield judge.wrong_cells()
        if code == 0:
            return


def killed_while_figures_are_made() -> Rounds:
    """The same with an edit of a profile, on which all numbers of its province hang; before each
    statement, since that is where a commit in between would show."""
    profile = a_profile()
    for boundary in range(0, LAST_BOUNDARY, 2):
        figures = {"unit_count": 10 + boundary, "worker_count": 900}
        ground.act(Change("profile.correct", figures, str(profile.pk)))
        code = processes.run_to_end(drain_and_die_at, boundary)
        yield judge.wrong_cells()
        if code == 0:
            return


def drain_and_die_at(boundary: int) -> None:
    """A worker's drain that ends with SIGKILL at a boundary, or normally beyond the last one."""
    with once_at(boundary, lambda: os.kill(os.getpid(), signal.SIGKILL)):
        recompute.drain()


def writer_killed_after_commit() -> Rounds:
    """A writer process dies between COMMIT and whatever it wanted to do then; the change must
    reach the numbers all the same."""
    claim = a_claim()

    def write_and_die() -> None:
        connection.run_and_clear_commit_hooks = lambda: os.kill(os.getpid(), signal.SIGKILL)
        say_amount(claim, claim.amount_idr_low + 7_000_000)

    if processes.run_to_end(write_and_die) != -signal.SIGKILL:
        yield ["the writer did not die"]
    yield judge.wrong_cells()


def until_blocked(thread: Thread) -> None:
    """Wait until somebody waits for a lock, or the thread has ended: then nothing more will happen
    by waiting."""
    until = time.monotonic() + MEET_SECONDS
    with bare_connection() as eye:
        while thread.is_alive() and time.monotonic() < until and not is_somebody_blocked(eye):
            time.sleep(0.005)


def is_somebody_blocked(eye: Any) -> bool:
    """Whether a process in this database waits for a lock."""
    row = eye.execute(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    ).fetchone()
    return bool(row[0])


def two_provinces_at_once() -> Rounds:
    """Two workers recompute two provinces; the second works while the first has written its
    national numbers and not yet committed. Both must end well."""
    claims = {claim.grant.province_id: claim for claim in GrantClaim.objects.order_by("-id")}
    last_run = judge.last_run()
    for claim in list(claims.values())[:2]:
        say_amount(claim, claim.amount_idr_low + 9_000_000)
    started: list[tuple[Thread, list[BaseException]]] = []

    def second() -> None:
        started.append(in_thread(recompute.drain))
        until_blocked(started[0][0])

    with once_after(f"'{recompute.engine.NATION}', a.period", second):
        recompute.drain()
    started[0][0].join()
    wrong = [str(error) for error in started[0][1]]
    yield wrong + judge.failed_recomputes(last_run) + judge.wrong_cells()


def part_edit_races_a_move() -> Rounds:
    """Somebody edits a profile by hand; before the commit its sentra moves to another province and
    a worker drains."""
    profile = a_profile()
    statement = (
        "UPDATE registry_yearlyprofile SET unit_count = 777, unit_count_low = 777,"
        " unit_count_high = 777, unit_count_qualifier = '=', worker_count = 999,"
        " worker_count_low = 999, worker_count_high = 999, worker_count_qualifier = '='"
        f" WHERE id = {profile.pk}"
    )
    move = Change("sentra.correct", elsewhere(profile.sentra), profile.sentra.public_code)
    yield edited_by_hand_during(statement, move)


def claim_edit_races_a_move() -> Rounds:
    """The same with a claim, whose grant moves to another government."""
    claim = a_claim()
    statement = (
        "UPDATE dak_grantclaim SET amount_idr = 777, amount_idr_low = 777, amount_idr_high = 777,"
        f" amount_idr_qualifier = '=' WHERE id = {claim.pk}"
    )
    yield edited_by_hand_during(statement, grant_elsewhere(claim.grant))


def edited_by_hand_during(statement: str, move: Change) -> list[str]:
    """A statement by hand stays uncommitted while the move is tried and a worker drains."""
    with bare_connection(autocommit=False) as by_hand:
        by_hand.execute("SELECT registry_act('dba:uji', 'tiket uji')")
        by_hand.execute(statement)
        mover, raised = in_thread(lambda: ground.act(move))
        until_blocked(mover)
        recompute.drain()
        by_hand.commit()
    mover.join()
    return [str(error) for error in raised] + judge.wrong_cells()


def two_acts_on_parts() -> Rounds:
    """Two acts, each on a profile of one sentra and on the other sentra itself; neither may run
    into the other's lock."""
    first = a_profile()
    second = YearlyProfile.objects.exclude(sentra=first.sentra).filter(is_withdrawn=False)[0]
    plain = drafting.Drafting.draft
    drafted: list[Any] = []

    def draft_and_wait(self: Any, *, lock: bool) -> Any:
        drafts = plain(self, lock=lock)
        drafted.append(drafts)
        # On sound code the other waits for our locks and cannot come.
        until = time.monotonic() + MEET_SECONDS
        with bare_connection() as eye:
            while len(drafted) < 2 and time.monotonic() < until and not is_somebody_blocked(eye):
                time.sleep(0.005)
        return drafts

    def both(own: YearlyProfile, other: YearlyProfile) -> None:
        ground.act(
            Change("profile.correct", {"note": f"catatan {next(_numbers)}"}, str(own.pk)),
            Change("sentra.correct", {"note": f"dari {next(_numbers)}"}, other.sentra.public_code),
        )

    drafting.Drafting.draft = draft_and_wait  # type: ignore[method-assign]
    try:
        running = [
            in_thread(lambda: both(first, second)),
            in_thread(lambda: both(second, first)),
        ]
        for thread, _raised in running:
            thread.join()
    finally:
        drafting.Drafting.draft = plain  # type: ignore[method-assign]
    refusals = [error for _thread, raised in running for error in raised]
    yield [_told(error) for error in refusals] + judge.wrong_cells()


def a_group_becomes_empty() -> Rounds:
    """The only sentra of a regency moves away: its cells must go."""
    rows = Sentra.objects.filter(regency=ground.LONELY)
    yield moved(rows[0]) if rows else ["nothing stands there"]


def a_profile_is_withdrawn() -> Rounds:
    """The only dated fact of a sentra is taken back: it leaves the years it was counted in."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id FROM registry_yearlyprofile p WHERE NOT p.is_withdrawn AND NOT EXISTS ("
            " SELECT 1 FROM registry_dated_fact f WHERE f.sentra_id = p.sentra_id"
            " AND f.dated_on < make_date(p.year, 1, 1)) AND p.year < 2025 ORDER BY p.id LIMIT 1"
        )
        profile = cursor.fetchone()[0]
    judge.drain_quietly()
    ground.act(Change("profile.withdraw", {}, str(profile)))
    yield judge.wrong_cells()


def a_sentra_moves() -> Rounds:
    """A sentra moves to another province: both must know."""
    yield moved(a_profile().sentra)


def moved(sentra: Sentra) -> list[str]:
    """Move one sentra, and judge."""
    judge.drain_quietly()
    ground.act(Change("sentra.correct", elsewhere(sentra), sentra.public_code))
    return judge.wrong_cells()


def a_commodity_changes_its_sector() -> Rounds:
    """Every province is concerned, and no province may take the event for all."""
    commodity = Commodity.objects.select_related("sector").order_by("code")[0]
    sector = next(code for code in ground.SECTORS if code != commodity.sector.code)
    ground.act(Change("commodity.correct", {"sector": sector}, commodity.code))
    yield judge.wrong_cells()


def one_act_for_both_applications() -> Rounds:
    """A sentra and a grant change in one act; then either application's task runs once."""
    profile, claim = a_profile(), a_claim()
    ground.act(
        Change("profile.correct", {"unit_count": 55, "worker_count": 950}, str(profile.pk)),
        Change("claim.correct", {"amount_idr": claim.amount_idr_low + 11_000_000}, str(claim.pk)),
    )
    registry_task()
    dak_task()
    yield judge.wrong_cells()


def a_grant_moves() -> Rounds:
    """A grant changes its receiver and its year: old and new place and year must know."""
    ground.act(grant_elsewhere(a_claim().grant))
    yield judge.wrong_cells()


def grant_elsewhere(grant: Grant) -> Change:
    """A grant goes to another government and another year."""
    place = next(code for code in ground.REGENCIES if code[:2] != grant.province_id)
    year = 2018 if grant.fiscal_year != 2018 else 2017
    values = {"province": place[:2], "regency": place, "fiscal_year": year, "sentra": None}
    return Change("grant.correct", values, grant.code)


def _told(error: BaseException) -> str:
    """A refusal by its codes, anything else by its words."""
    if isinstance(error, ChangeRejected):
        return "refused: " + ", ".join(problem.code for problem in error.problems)
    return f"{type(error).__name__}: {error}"
