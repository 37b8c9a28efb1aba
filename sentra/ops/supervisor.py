"""Holds the processes of one stack: starts them, restarts what dies, stops everything."""

import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import IO, Self

from sentra.ops.console import OpsError, say, seconds
from sentra.ops.guardian import Guardian
from sentra.ops.paths import ROOT
from sentra.ops.processes import (
    STAGE_SERVICE,
    Unit,
    die_with_parent,
    log_tail,
    signal_group,
    signal_process,
    spawn,
)

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
STOP_SECONDS = 15.0
MAX_RESTARTS = 5
LONGEST_BACKOFF_SECONDS = 30.0
# A process that ran this long is well again: its earlier deaths are forgiven.
HEALTHY_SECONDS = 60.0


class StopRequested(Exception):
    """Somebody pressed Ctrl-C or asked the supervisor to end."""


@dataclass
class Running:
    """A unit and its process of the moment."""

    unit: Unit
    process: subprocess.Popen[bytes] | None
    started: float
    deaths: int = 0
    due: float = 0.0
    given_up: bool = False


class Supervisor:
    """Use it as a context manager: leaving it stops everything that was started in it."""

    def __init__(self, state: Path, run_file: Path | None = None) -> None:
        self._state = state
        self._run_file = run_file
        self._running: list[Running] = []
        self._stop_requested = False
        self._foreground: subprocess.Popen[bytes] | None = None
        self._foreground_shares_terminal = False
        self._handlers: dict[int, object] = {}

    def __enter__(self) -> Self:
        for number in STOP_SIGNALS:
            self._handlers[number] = signal.signal(number, self._on_signal)
        self._guardian = Guardian(self._state, self._run_file)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        try:
            self.stop_all()
        finally:
            self._guardian.close()
            for number, handler in self._handlers.items():
                signal.signal(number, handler)  # type: ignore[arg-type]

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stop_requested = True
        process = self._foreground
        # Ctrl-C reaches what shares our terminal without us; everything else is passed on.
        if process and not (self._foreground_shares_terminal and number == signal.SIGINT):
            signal_process(process.pid, signal.Signals(number))

    def pause(self, duration: float) -> None:
        """Sleep, unless somebody wants us to stop."""
        if self._stop_requested:
            raise StopRequested
        time.sleep(duration)
        if self._stop_requested:
            raise StopRequested

    def start(self, unit: Unit) -> Running:
        """Start a process and keep it running from now on."""
        running = Running(unit, None, 0.0)
        self._running.append(running)
        self._launch(running)
        return running

    def _launch(self, running: Running) -> None:
        unit = running.unit
        running.process = spawn(unit)
        running.started = time.monotonic()
        self._guardian.watch(running.process.pid, unit.stop_signal, unit.stage)

    def wait_for(self, running: Running, condition: Callable[[], bool], timeout: float) -> None:
        """Wait until a started process is ready; its death meanwhile ends the command and shows
        the end of its log."""
        unit = running.unit
        end = time.monotonic() + timeout
        while not condition():
            code = running.process.poll() if running.process else None
            tail = log_tail(unit.log) if unit.log else ""
            if code is not None:
                raise OpsError(f"{unit.name} berhenti saat dinyalakan (kode {code}):\n{tail}")
            if time.monotonic() > end:
                raise OpsError(f"{unit.name} tidak siap dalam {timeout:.0f} detik:\n{tail}")
            self.pause(0.05)

    def run(
        self,
        argv: Sequence[str],
        env: Mapping[str, str],
        on_line: Callable[[str], None] | None = None,
        interactive: bool = False,
    ) -> int:
        """Run a command to its end and return its exit code. `on_line` takes its output line by
        line; without it the command writes to the terminal itself. An interactive command stays
        in the terminal's own group, so that Ctrl-C is its affair. The servers are not tended
        meanwhile: a command that finds its database gone shall fail, not wait."""
        process = subprocess.Popen(
            list(argv),
            env=dict(env),
            cwd=ROOT,
            start_new_session=not interactive,
            preexec_fn=die_with_parent(signal.SIGTERM),
            stdout=subprocess.PIPE if on_line else None,
            stderr=subprocess.STDOUT if on_line else None,
        )
        self._guardian.watch(process.pid, signal.SIGTERM, STAGE_SERVICE)
        self._foreground, self._foreground_shares_terminal = (
            process,
            interactive and sys.stdin.isatty(),
        )
        try:
            if on_line and process.stdout:
                for line in lines_of(process, process.stdout):
                    on_line(line)
            return process.wait()
        finally:
            self._foreground = None
            if not interactive:
                signal_group(process.pid, signal.SIGKILL)
            self._guardian.forget(process.pid)

    def tend(self) -> None:
        """One look at everything: note what died, restart what is due. A service that keeps dying
        is given up; one that nothing works without ends the command."""
        for running in self._running:
            if running.process is None:
                if not running.given_up and time.monotonic() >= running.due:
                    say(f"menyalakan kembali {running.unit.name}")
                    self._launch(running)
                continue
            code = running.process.poll()
            if code is not None:
                self._note_death(running, code)

    def _note_death(self, running: Running, code: int) -> None:
        unit = running.unit
        assert running.process is not None
        signal_group(running.process.pid, signal.SIGKILL)
        self._guardian.forget(running.process.pid)
        running.process = None
        if time.monotonic() - running.started > HEALTHY_SECONDS:
            running.deaths = 0
        running.deaths += 1
        if running.deaths > MAX_RESTARTS:
            tail = log_tail(unit.log) if unit.log else ""
            reason = f"{unit.name} berhenti {running.deaths} kali (kode {code}):\n{tail}"
            if unit.vital:
                raise OpsError(reason)
            running.given_up = True
            say(f"{reason}\n[ikm] {unit.name} tidak dinyalakan lagi; lihat {unit.log}")
            return
        delay = min(2.0 ** (running.deaths - 1), LONGEST_BACKOFF_SECONDS)
        running.due = time.monotonic() + delay
        say(f"{unit.name} berhenti (kode {code}); dinyalakan kembali dalam {seconds(delay)}")

    def stop_all(self) -> None:
        """Stop everything, stage by stage: whoever uses a server goes before it."""
        for stage in sorted({running.unit.stage for running in self._running}):
            members = [r for r in self._running if r.unit.stage == stage and r.process]
            for running in members:
                signal_process(running.process.pid, running.unit.stop_signal)  # type: ignore[union-attr]
            end = time.monotonic() + STOP_SECONDS
            for running in members:
                self._finish(running, max(0.1, end - time.monotonic()))
        self._running.clear()

    def _finish(self, running: Running, patience: float) -> None:
        process = running.process
        assert process is not None
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            say(f"{running.unit.name} tidak mau berhenti; dihentikan paksa")
        signal_group(process.pid, signal.SIGKILL)
        process.wait()
        self._guardian.forget(process.pid)
        running.process = None


def lines_of(process: subprocess.Popen[bytes], output: IO[bytes]) -> Iterator[str]:
    """The lines a process writes, until it has ended: a grandchild that keeps the pipe open does
    not keep us waiting."""
    rest = b""
    descriptor = output.fileno()
    while True:
        ready, _, _ = select.select([descriptor], [], [], 0.2)
        if ready:
            part = os.read(descriptor, 65536)
            if not part:
                break
            *whole, rest = (rest + part).split(b"\n")
            for line in whole:
                yield line.decode("utf-8", "replace")
        elif process.poll() is not None:
            break
    if rest:
        yield rest.decode("utf-8", "replace")
