"""Database and broker of one stack, embedded or given, and the environment its commands run in."""

import os
import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from sentra.ops import addresses, broker, locks, ports, postgres, secrets
from sentra.ops.console import OpsError, say, seconds, seconds_since_installation
from sentra.ops.paths import make_state, service_account, state_dir
from sentra.ops.processes import wait_until
from sentra.ops.supervisor import Supervisor

DEVELOPMENT, TESTING = "sentra.settings.dev", "sentra.settings.test"
PRODUCTION = "sentra.settings.prod"
SERVER_SECONDS = 60.0
TEMPORARY = "run-"


@dataclass(frozen=True)
class Plan:
    """Which servers a command needs."""

    state: Path
    postgres_port: int
    broker_port: int
    durable: bool = True
    may_create_databases: bool = False
    with_broker: bool = True
    settings: str = DEVELOPMENT
    use_given_servers: bool = True


@dataclass
class Stack:
    """The servers that run, or were given, and what their users must know."""

    state: Path
    settings: str
    database_url: str
    redis_url: str
    secret_key: str
    ports: dict[str, int] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def var(self) -> Path:
        """The application's own files: mail, static files, schedule."""
        return self.state / "app"

    @property
    def logs(self) -> Path:
        """One log per process."""
        return self.state / "logs"

    @property
    def in_production(self) -> bool:
        """Whether the production settings are in force: then nothing is shown or made up."""
        return self.settings == PRODUCTION

    def environment(self) -> dict[str, str]:
        """What manage.py and every service are started with."""
        own = {key: value for key, value in os.environ.items() if key not in ("IKM_T0", "IKM_CWD")}
        # Our interpreter's programs come first, PostgreSQL's own (psql for dbshell) last.
        programs = [str(Path(sys.executable).parent), own.get("PATH", os.defpath)]
        own["PATH"] = os.pathsep.join([*programs, str(postgres.binaries(state_dir()))])
        own.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")
        own.setdefault("DJANGO_SECRET_KEY", self.secret_key)
        return own | {
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url,
            "DJANGO_SETTINGS_MODULE": self.settings,
            "IKM_VAR": str(self.var),
            **self.extra,
        }


def usual_plan() -> Plan:
    """The stack of `./ikm up`: its own data, the usual ports or the next free ones."""
    first_database = ports.first_choice("IKM_PG_PORT", ports.USUAL_POSTGRES)
    first_broker = ports.first_choice("IKM_REDIS_PORT", ports.USUAL_BROKER)
    return Plan(
        state=make_state(state_dir()),
        postgres_port=ports.next_free(first_database),
        broker_port=ports.next_free(first_broker),
        settings=os.environ.get("DJANGO_SETTINGS_MODULE") or DEVELOPMENT,
    )


def temporary_plan(*, durable: bool, settings: str, use_given_servers: bool) -> Plan:
    """A stack that lives as long as its command: a new folder, ports nobody uses."""
    base = make_state(state_dir())
    remove_leftovers(base)
    return Plan(
        state=make_state(base / f"{TEMPORARY}{os.getpid()}"),
        postgres_port=ports.any_free(),
        broker_port=ports.any_free(),
        durable=durable,
        may_create_databases=True,
        settings=settings,
        use_given_servers=use_given_servers,
    )


def remove_leftovers(base: Path) -> None:
    """Remove the folders of temporary stacks that were killed before they could do it; one that
    has only just been made may not have taken its lock yet."""
    for folder in base.glob(f"{TEMPORARY}*"):
        is_new = time.time() - folder.stat().st_mtime < 60
        held = any(locks.is_held(folder / name) for name in ("supervisor.lock", "guardian.lock"))
        if not held and not is_new:
            shutil.rmtree(folder, ignore_errors=True)


def await_last_guardian(state: Path) -> None:
    """Wait until the guardian of a killed stack has stopped what was left of it."""
    lock = state / "guardian.lock"
    if locks.is_held(lock):
        say("menunggu layanan yang lama berhenti")
        if not wait_until(lambda: not locks.is_held(lock), 30, step=0.2):
            raise OpsError("Layanan yang lama tidak juga berhenti. Coba lagi sebentar lagi.")


def start_servers(supervisor: Supervisor, plan: Plan) -> Stack:
    """Start what is not given: database and broker side by side, each waited for."""
    given_database = addresses.database_from_environment() if plan.use_given_servers else None
    given_broker = addresses.broker_from_environment() if plan.use_given_servers else None
    kept = secrets.load_or_make(plan.state)
    account = service_account()
    base = state_dir()
    (plan.state / "app").mkdir(mode=0o700, exist_ok=True)
    stack = Stack(
        state=plan.state,
        settings=plan.settings,
        database_url=given_database or "",
        redis_url=given_broker or f"redis://{ports.HOST}:{plan.broker_port}/0",
        secret_key=kept.django_secret_key,
    )
    waiting = []
    if given_broker is None and plan.with_broker:
        valkey = broker.Broker(
            broker.program(base), plan.state, plan.broker_port, account, kept.broker_password
        )
        waiting.append((supervisor.start(valkey.unit()), valkey.is_ready))
        stack.redis_url, stack.ports["broker"] = valkey.url, valkey.port
    if given_database is None:
        server = postgres.Postgres(
            bin=postgres.binaries(base),
            state=plan.state,
            port=plan.postgres_port,
            account=account,
            superuser_password=kept.superuser_password,
            role_password=kept.role_password,
            durable=plan.durable,
            may_create_databases=plan.may_create_databases,
        )
        if server.initialise():
            say(f"data PostgreSQL dibuat di {server.data}")
        waiting.append((supervisor.start(server.unit()), server.is_ready))
        stack.database_url, stack.ports["postgres"] = server.url, server.port
    for running, is_ready in waiting:
        # The fault harness pauses and kills them by number.
        if running.process:
            stack.extra[f"IKM_{running.unit.name.upper()}_PID"] = str(running.process.pid)
        supervisor.wait_for(running, is_ready, SERVER_SECONDS)
    if given_database is None:
        server.prepare_role()
    return stack


def announce(stack: Stack) -> None:
    """Say which servers are used."""
    for label, port, url in (
        ("PostgreSQL", stack.ports.get("postgres"), stack.database_url),
        ("perantara (Redis/Valkey)", stack.ports.get("broker"), stack.redis_url),
    ):
        own = f"siap di port {port}" if port else f"memakai {addresses.without_password(url)}"
        say(f"{label} {own} ({seconds(seconds_since_installation())})")


@contextmanager
def temporary_stack(plan: Plan) -> Iterator[tuple[Supervisor, Stack]]:
    """Servers for one command; they and their folder are gone afterwards."""
    lock = locks.acquire(plan.state / "supervisor.lock")
    try:
        with Supervisor(plan.state) as supervisor:
            yield supervisor, start_servers(supervisor, plan)
    finally:
        if lock:
            lock.close()
        shutil.rmtree(plan.state, ignore_errors=True)
