"""A small process that stops the stack when its supervisor dies, even by kill -9.

It reads `watch PID SIGNAL STAGE` and `forget PID` from its standard input, whose other end only
the supervisor holds; the end of that input is the end of the supervisor. The kernel's own death
signal (processes.die_with_parent) reaches the first generation at once; the guardian also sees
to their children, to those who do not listen, and to systems without such a signal. As long as
it lives it holds `guardian.lock`, so that the next start waits for the last one to be gone.
"""

import contextlib
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from sentra.ops.locks import Lock, acquire
from sentra.ops.paths import ROOT
from sentra.ops.processes import (
    STAGE_DATABASE,
    is_alive,
    signal_group,
    signal_process,
    wait_until,
)
from sentra.ops.runfile import mark_stopped

GRACE_SECONDS = {STAGE_DATABASE: 10.0}
USUAL_GRACE_SECONDS = 4.0


class Guardian:
    """The supervisor's end of the pipe."""

    def __init__(self, state: Path, run_file: Path | None) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "sentra.ops.guardian", str(state), str(run_file or "")],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            start_new_session=True,
            text=True,
            bufsize=1,
        )

    def watch(self, pid: int, stop_signal: signal.Signals, stage: int) -> None:
        """Put a process under guard."""
        self._tell(f"watch {pid} {int(stop_signal)} {stage}")

    def forget(self, pid: int) -> None:
        """Take a process that has ended out of guard, before its number is given away again."""
        self._tell(f"forget {pid}")

    def close(self) -> None:
        """Let the guardian finish what is still under guard, and end."""
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.wait(timeout=60)

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        # A guardian that was killed is no reason to stop: the kernel's death signal remains.
        with contextlib.suppress(BrokenPipeError):
            self._process.stdin.write(line + "\n")


def stop_all(watched: dict[int, tuple[signal.Signals, int]]) -> None:
    """Stop what is left, stage by stage: first asked, then told."""
    for stage in sorted({stage for _, stage in watched.values()}):
        pids = {pid: number for pid, (number, its) in watched.items() if its == stage}
        for pid, number in pids.items():
            signal_process(pid, number)
        wait_for_end(pids, GRACE_SECONDS.get(stage, USUAL_GRACE_SECONDS))
        for pid in pids:
            signal_group(pid, signal.SIGKILL)
        wait_for_end(pids, 5.0)


def wait_for_end(pids: Iterable[int], timeout: float) -> bool:
    """Wait until none of these processes runs; False when the time ran out."""
    return wait_until(lambda: not any(is_alive(pid) for pid in pids), timeout)


def acquire_patiently(path: Path) -> Lock | None:
    """The lock, although somebody may be looking at it this very moment."""
    for _ in range(10):
        lock = acquire(path)
        if lock:
            return lock
        time.sleep(0.02)
    return None


def main(state: Path, run_file: Path | None) -> None:
    """Listen until the supervisor is gone, then stop what it left behind."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    lock = acquire_patiently(state / "guardian.lock")
    watched: dict[int, tuple[signal.Signals, int]] = {}
    for line in sys.stdin:
        match line.split():
            case ["watch", pid, stop_signal, stage]:
                watched[int(pid)] = (signal.Signals(int(stop_signal)), int(stage))
            case ["forget", pid]:
                watched.pop(int(pid), None)
    stop_all(watched)
    if run_file:
        mark_stopped(run_file)
    if lock:
        lock.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]) if sys.argv[2] else None)
