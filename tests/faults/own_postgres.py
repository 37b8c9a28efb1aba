"""A PostgreSQL of our own, with the settings a registry of record runs with, that may be killed and
started again; the application's connections lead to it meanwhile."""

import os
import secrets
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from django.core.management import call_command
from django.db import connection, connections

from sentra.ops import ports
from sentra.ops.paths import make_state, service_account, state_dir
from sentra.ops.postgres import DATABASE, ROLE, Postgres, binaries
from sentra.ops.processes import is_alive, log_tail, signal_process, spawn, wait_until
from tests.faults.servers import children_of

READY_SECONDS = 120.0
GONE_SECONDS = 30.0
STOP_SECONDS = 30.0


class OwnPostgres:
    """One cluster in a folder that goes with the run. `synchronous_commit` may be changed between
    two starts; every other setting is that of `./ikm up`."""

    def __init__(self, folder: Path) -> None:
        self.server = Postgres(
            bin=binaries(make_state(state_dir())),
            state=folder,
            port=ports.any_free(),
            account=service_account(),
            superuser_password=secrets.token_hex(16),
            role_password=secrets.token_hex(16),
        )
        self.synchronous_commit = "on"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start it; the seconds until it takes connections, recovery included."""
        unit = self.server.unit()
        argv = [*unit.argv, "-c", f"synchronous_commit={self.synchronous_commit}"]
        started = time.monotonic()
        self._process = spawn(replace(unit, argv=argv))
        if not wait_until(self.server.is_ready, READY_SECONDS):
            raise TimeoutError(f"PostgreSQL does not start:\n{log_tail(self.server.log)}")
        return time.monotonic() - started

    def kill(self) -> None:
        """SIGKILL to the whole server, its master first so that it cannot tidy up."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.kill(self._process.pid, signal.SIGSTOP)
        children = children_of(self._process.pid)
        for pid in (self._process.pid, *children):
            signal_process(pid, signal.SIGKILL)
        self._process.wait()
        self._process = None
        if not wait_until(lambda: not any(map(is_alive, children)), GONE_SECONDS):
            raise TimeoutError("a process of the killed server stays")

    def stop(self) -> None:
        """An orderly end, whoever is still connected."""
        if self._process is None:
            return
        signal_process(self._process.pid, signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None


@contextmanager
def own_postgres(folder: Path) -> Iterator[OwnPostgres]:
    """A migrated database on a server of our own, in use meanwhile."""
    own = OwnPostgres(folder)
    own.server.initialise()
    given = dict(connections.databases["default"])
    try:
        own.start()
        own.server.prepare_role()
        connection.close()
        connections.databases["default"].update(
            NAME=DATABASE,
            USER=ROLE,
            PASSWORD=own.server.role_password,
            HOST=ports.HOST,
            PORT=own.server.port,
        )
        call_command("migrate", verbosity=0, skip_checks=True)
        yield own
    finally:
        connections.close_all()
        connections.databases["default"].update(given)
        own.stop()
