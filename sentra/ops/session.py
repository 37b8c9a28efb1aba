"""Servers for one command on the stack's own data: those of a running `up`, else the database
alone for as long as the command takes."""

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path

from sentra.ops import addresses, locks, runfile, secrets
from sentra.ops.console import OpsError, say
from sentra.ops.paths import RUN_FILE, make_state, state_dir
from sentra.ops.stack import Plan, Stack, await_last_guardian, start_servers, usual_plan
from sentra.ops.supervisor import Supervisor

WAIT_SECONDS = 60.0


@contextmanager
def session() -> Iterator[tuple[Supervisor, Stack]]:
    """A supervisor to run commands with, and the stack they run in."""
    state = make_state(state_dir())
    given = addresses.database_from_environment() is not None
    with ExitStack() as leave:
        running = None
        if not given:
            lock, running = lock_or_running(state)
            if lock:
                leave.callback(lock.close)
                await_last_guardian(state)
        supervisor = leave.enter_context(Supervisor(state))
        yield supervisor, running or start_servers(supervisor, quiet_plan())


def quiet_plan() -> Plan:
    """The usual data without a broker: nobody waits for a wake-up."""
    return replace(usual_plan(), with_broker=False)


def lock_or_running(state: Path) -> tuple[locks.Lock | None, Stack | None]:
    """The lock on the data, or the running stack that has it. Another short command is waited
    for."""
    told = False
    end = time.monotonic() + WAIT_SECONDS
    while True:
        lock = locks.acquire(state / "supervisor.lock")
        if lock:
            return lock, None
        running = running_stack(state)
        if running:
            return None, running
        if time.monotonic() > end:
            raise OpsError(f"Folder {state} sedang dipakai perintah lain; coba lagi nanti.")
        if not told:
            say("menunggu perintah lain yang memakai basis data ini")
            told = True
        time.sleep(0.2)


def running_stack(state: Path) -> Stack | None:
    """The stack of the running `up`, as var/run.json tells; None when there is none."""
    facts = runfile.read(RUN_FILE)
    if facts.get("status") not in ("starting", "running") or facts.get("state") != str(state):
        return None
    database_url = facts.get("database_url")
    if not database_url:
        raise OpsError(
            "Registri berjalan dengan pengaturan produksi; isi DATABASE_URL (dan REDIS_URL) "
            "untuk perintah ini."
        )
    return Stack(
        state=state,
        settings=quiet_plan().settings,
        database_url=database_url,
        redis_url=facts.get("redis_url", ""),
        secret_key=secrets.load_or_make(state).django_secret_key,
    )
