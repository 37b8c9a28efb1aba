"""Starting, watching and stopping processes so that none outlives the supervisor."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sentra.ops.paths import ROOT, Account

PR_SET_PDEATHSIG = 1
LOG_LIMIT = 5_000_000
LOG_KEPT = 1_000_000
# The order in which a stack stops: whoever uses a server stops before it.
STAGE_SERVICE, STAGE_BROKER, STAGE_DATABASE = 0, 1, 2
# Loaded before any fork: a child between fork and exec must not import.
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


@dataclass(frozen=True)
class Unit:
    """One process of the stack: how it starts, where it writes, how it is asked to stop and, if
    that differs, what the kernel sends it when the supervisor is killed."""

    name: str
    argv: Sequence[str]
    env: Mapping[str, str]
    log: Path | None = None
    account: Account | None = None
    cwd: Path = ROOT
    stop_signal: signal.Signals = signal.SIGTERM
    death_signal: signal.Signals | None = None
    stage: int = STAGE_SERVICE
    vital: bool = False
    before: Callable[[], None] | None = field(default=None, compare=False)


def spawn(unit: Unit) -> subprocess.Popen[bytes]:
    """Start the unit in a session of its own. Call it from the main thread only: the kernel sends
    the death signal when the *thread* that forked ends."""
    if unit.before:
        unit.before()
    output = open_log(unit.log, unit.account) if unit.log else None
    try:
        return subprocess.Popen(
            list(unit.argv),
            env=dict(unit.env),
            cwd=unit.cwd,
            stdin=subprocess.DEVNULL if output else None,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=die_with_parent(unit.death_signal or unit.stop_signal),
            user=unit.account.uid if unit.account else None,
            group=unit.account.gid if unit.account else None,
            extra_groups=[] if unit.account else None,
        )
    finally:
        if output is not None:
            os.close(output)


def die_with_parent(death_signal: signal.Signals) -> Callable[[], None] | None:
    """A hook for the child between fork and exec: be sent this signal when the parent dies, even
    by kill -9. None where the system knows no such thing; there the guardian alone does it."""
    if _LIBC is None:
        return None
    libc, parent, number = _LIBC, os.getpid(), int(death_signal)

    def hook() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os._exit(1)

    return hook


def open_log(path: Path, account: Account | None = None) -> int:
    """Open a log for appending; when it has grown too large only its end is kept."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LOG_LIMIT:
        with path.open("rb+") as file:
            file.seek(-LOG_KEPT, os.SEEK_END)
            end = file.read()
            file.seek(0)
            file.write(end)
            file.truncate()
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    if account:
        os.fchown(descriptor, account.uid, account.gid)
    return descriptor


def log_tail(path: Path, lines: int = 20) -> str:
    """The last lines of a log, for the operator; empty when there is none."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])


def is_alive(pid: int) -> bool:
    """Whether the process runs; a zombie does not, although it still answers signals."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        pass
    return process_state(pid) != "Z"


def process_state(pid: int) -> str:
    """The kernel's letter for the state of a process; empty where it cannot be read."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.rsplit(")", 1)[1].split()[0]


def process_name(pid: int) -> str:
    """The short name of a process; empty where it cannot be read."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.split("(", 1)[1].rsplit(")", 1)[0]


def signal_process(pid: int, number: signal.Signals) -> None:
    """Send a signal; a process that has gone is no error."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.kill(pid, number)


def signal_group(pid: int, number: signal.Signals) -> None:
    """Send a signal to all that is left of the session that `pid` leads."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, number)


def wait_until(condition: Callable[[], bool], timeout: float, step: float = 0.05) -> bool:
    """Wait for a condition; False when the time ran out."""
    end = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(step)
    return True
