"""Nothing outlives the supervisor, and what dies in it is started again."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from sentra.ops import locks, runfile
from sentra.ops.console import OpsError
from sentra.ops.processes import Unit, is_alive, wait_until
from sentra.ops.supervisor import MAX_RESTARTS, Running, Supervisor

# A service with a child of its own, and one that does not listen to SIGTERM.
PARENT = """
import pathlib, subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(300)"])
pathlib.Path(sys.argv[1]).write_text(str(child.pid))
time.sleep(300)
"""
DEAF = """
import os, pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path(sys.argv[1]).write_text(str(os.getpid()))
time.sleep(300)
"""
HOLDER = """
import os, pathlib, sys
from sentra.ops import supervisor as module
from sentra.ops.processes import Unit
from sentra.ops.supervisor import Supervisor
module.STOP_SECONDS = 1.0
state = pathlib.Path(sys.argv[1])
with Supervisor(state, state / "run.json") as supervisor:
    for name, code in (("parent", sys.argv[2]), ("deaf", sys.argv[3])):
        unit = Unit(name, [sys.executable, "-c", code, str(state / name)], dict(os.environ))
        print(supervisor.start(unit).process.pid, flush=True)
    while True:
        supervisor.pause(0.1)
"""


def hold(state: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """A supervisor in a process of its own, and every process under it."""
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(state), PARENT, DEAF], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout
    pids = [int(holder.stdout.readline()) for _ in range(2)]
    assert wait_until(lambda: all(written(state / name) for name in ("parent", "deaf")), 10)
    return holder, [*pids, int((state / "parent").read_text())]


def written(path: Path) -> bool:
    return path.exists() and bool(path.read_text())


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_end_of_the_supervisor_leaves_nothing_running(
    tmp_path: Path, number: signal.Signals
) -> None:
    runfile.write(tmp_path / "run.json", {"status": "running"})
    holder, pids = hold(tmp_path)
    assert all(is_alive(pid) for pid in pids)

    holder.send_signal(number)
    holder.communicate()

    assert wait_until(lambda: not any(is_alive(pid) for pid in pids), 25)
    assert wait_until(lambda: not locks.is_held(tmp_path / "guardian.lock"), 10)
    assert runfile.read(tmp_path / "run.json")["status"] == "stopped"


def unit(tmp_path: Path, code: str, *, vital: bool = False) -> Unit:
    return Unit(
        name="contoh",
        argv=[sys.executable, "-c", code],
        env=dict(os.environ),
        log=tmp_path / "contoh.log",
        vital=vital,
    )


def die_often(supervisor: Supervisor, running: Running, times: int) -> None:
    """Let it die and be started again without waiting for the pauses between."""
    for _ in range(times):
        if running.process:
            running.process.wait()
        supervisor.tend()
        running.due = 0.0
        supervisor.tend()


def test_a_service_that_died_is_started_again(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        running = supervisor.start(unit(tmp_path, "import time; time.sleep(60)"))
        assert running.process
        first = running.process
        first.kill()
        first.wait()

        supervisor.tend()
        waiting = running.process
        running.due = 0.0
        supervisor.tend()

        assert waiting is None
        assert running.process
        assert running.process.pid != first.pid
        assert running.deaths == 1


def test_a_service_that_keeps_dying_is_given_up(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        running = supervisor.start(unit(tmp_path, "raise SystemExit(3)"))

        die_often(supervisor, running, MAX_RESTARTS + 2)

        assert running.given_up
        assert running.deaths == MAX_RESTARTS + 1


def test_the_end_of_a_vital_service_is_the_end_of_the_command(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        running = supervisor.start(unit(tmp_path, "raise SystemExit('sebabnya')", vital=True))

        with pytest.raises(OpsError, match="sebabnya"):
            die_often(supervisor, running, MAX_RESTARTS + 1)


def test_a_service_that_dies_at_the_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        running = supervisor.start(unit(tmp_path, "raise SystemExit('port sudah dipakai')"))

        with pytest.raises(OpsError, match="port sudah dipakai"):
            supervisor.wait_for(running, lambda: False, 20)


def test_output_of_a_command_comes_line_by_line_with_its_exit_code(tmp_path: Path) -> None:
    lines: list[str] = []
    code = "import sys; print('satu'); print('dua', file=sys.stderr); sys.exit(4)"

    with Supervisor(tmp_path) as supervisor:
        ended = supervisor.run(
            [sys.executable, "-u", "-c", code], dict(os.environ), on_line=lines.append
        )

    assert (ended, lines) == (4, ["satu", "dua"])
