"""Servers of our own beside the scratch database: a broker that may be stopped, paused and emptied,
and the registry's services as `./ikm up` starts them. Everything ends with the harness."""

import http.client
import os
import secrets
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from random import Random

from sentra.ops import broker, ports
from sentra.ops.paths import service_account, state_dir
from sentra.ops.processes import Unit, log_tail, signal_process, spawn, wait_until
from sentra.ops.services import SERVICES, in_this_environment
from tests.faults.scratch import database_url

READY_SECONDS = 60.0
STOP_SECONDS = 20.0
SOCKET_SECONDS = 2.0


def stop(process: subprocess.Popen[bytes]) -> None:
    """End a process and its children; kill what does not listen."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGCONT)
        os.killpg(process.pid, signal.SIGTERM)
    with suppress(subprocess.TimeoutExpired):
        process.wait(STOP_SECONDS)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@contextmanager
def own_folder() -> Iterator[Path]:
    """A folder for data and logs that the servers' account can pass through."""
    with tempfile.TemporaryDirectory(prefix="ikm-faults-") as name:
        folder = Path(name)
        folder.chmod(0o711)
        yield folder


def environment_for(folder: Path, redis_url: str) -> dict[str, str]:
    """What the services are started with: our database, our folder, whatever broker is given."""
    var = folder / "app"
    var.mkdir()
    return {
        **os.environ,
        "DATABASE_URL": database_url(),
        "REDIS_URL": redis_url,
        "IKM_VAR": str(var),
        "ALLOWED_HOSTS": "127.0.0.1",
    }


class OwnBroker:
    """A broker on a free port, with what may happen to one."""

    def __init__(self, folder: Path) -> None:
        self.server = broker.Broker(
            broker.program(state_dir()),
            folder,
            ports.any_free(),
            service_account(),
            secrets.token_hex(16),
        )
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for the application."""
        return self.server.url

    def start(self) -> None:
        """Start it, and wait until it answers."""
        self._process = spawn(self.server.unit())
        if not wait_until(self.server.is_ready, READY_SECONDS):
            raise TimeoutError(f"the broker does not start:\n{log_tail(self.server.log)}")

    def stop(self) -> None:
        """Nobody listens on the port any more."""
        if self._process is not None:
            stop(self._process)
            self._process = None

    def pause(self) -> None:
        """It accepts connections and never answers: worse than dead."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGSTOP)

    def go_on(self) -> None:
        """It answers again."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGCONT)

    def flush(self) -> None:
        """Everything in it is gone."""
        address = (ports.HOST, self.server.port)
        with socket.create_connection(address, timeout=SOCKET_SECONDS) as connection:
            connection.sendall(f"AUTH {self.server.password}\r\nFLUSHALL\r\n".encode())
            answer = b""
            while answer.count(b"\r\n") < 2:
                answer += connection.recv(256)
        if b"-" in answer:
            raise RuntimeError(f"the broker refuses to be emptied: {answer!r}")


@contextmanager
def services(names: tuple[str, ...], environment: Mapping[str, str]) -> Iterator[str]:
    """Some of the registry's services; yields the web address."""
    folder = Path(environment["IKM_VAR"])
    bind = f"{ports.HOST}:{ports.any_free()}"
    running = []
    try:
        for service in SERVICES:
            if service.name in names:
                argv = in_this_environment(service.command(bind=bind, var=str(folder)))
                log = folder / f"{service.name}.log"
                running.append(spawn(Unit(service.name, argv, dict(environment), log=log)))
        if "web" in names and not wait_until(lambda: answers(bind), READY_SECONDS):
            raise TimeoutError(f"web does not start:\n{log_tail(folder / 'web.log')}")
        yield bind
    finally:
        for process in running:
            stop(process)


class OwnWeb:
    """The web process as `./ikm up` starts it, on an address that stays while it is killed and
    started again. `application` is what gunicorn loads."""

    def __init__(self, environment: Mapping[str, str], application: str = "sentra.wsgi") -> None:
        self.bind = f"{ports.HOST}:{ports.any_free()}"
        self._environment = dict(environment)
        self._application = application
        self.log = Path(environment["IKM_VAR"]) / "web.log"
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "OwnWeb":
        self.start()
        return self

    def __exit__(self, *error: object) -> None:
        if self._process is not None:
            stop(self._process)
            self._process = None

    def start(self) -> None:
        """Start it, and wait until it answers."""
        web = next(service for service in SERVICES if service.name == "web")
        command = web.command(bind=self.bind, var=self._environment["IKM_VAR"])
        named = [self._application if part == "sentra.wsgi" else part for part in command]
        argv = in_this_environment(named)
        self._process = spawn(Unit("web", argv, self._environment, log=self.log))
        if not wait_until(lambda: answers(self.bind), READY_SECONDS):
            raise TimeoutError(f"web does not start:\n{log_tail(self.log)}")

    def kill_a_worker(self, random: Random) -> None:
        """SIGKILL to one worker; its master starts another."""
        workers = children_of(self._process.pid) if self._process else []
        if workers:
            signal_process(random.choice(workers), signal.SIGKILL)

    def kill(self) -> None:
        """SIGKILL to master and workers at once."""
        if self._process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        self._process = None


def children_of(pid: int) -> list[int]:
    """The processes somebody has started, as far as they live."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError, IndexError, ValueError):
            state, parent = stat.read_text().rsplit(")", 1)[1].split()[:2]
            if int(parent) == pid and state != "Z":
                found.append(int(stat.parent.name))
    return found


def answers(bind: str) -> bool:
    """Whether the web process answers its health page."""
    connection = http.client.HTTPConnection(bind, timeout=SOCKET_SECONDS)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def run_manage(arguments: list[str], environment: Mapping[str, str]) -> None:
    """One management command to its end."""
    argv = in_this_environment(["python", "manage.py", *arguments])
    subprocess.run(argv, env=dict(environment), check=True, stdout=subprocess.DEVNULL)
