"""The one list of the registry's processes. `./ikm up` starts it and docker-compose.yml mirrors
it; a test compares the two."""

import signal
import sys
from collections.abc import Mapping
from dataclasses import dataclass

HEALTH_PAGE = "/healthz"
# What every process must be given; read by sentra/settings.
ENVIRONMENT = (
    "DATABASE_URL",
    "REDIS_URL",
    "DJANGO_SECRET_KEY",
    "DJANGO_SETTINGS_MODULE",
    "ALLOWED_HOSTS",
    "IKM_VAR",
)
# Run once and to its end before any of the services: migrations, reference data, static files.
PREPARE = ("python", "manage.py", "prepare")


@dataclass(frozen=True)
class Service:
    """A process that runs as long as the registry does. In its command and its health check
    `{bind}` stands for the web address and `{var}` for the folder of IKM_VAR."""

    name: str
    argv: tuple[str, ...]
    health: tuple[str, ...]
    env: tuple[str, ...] = ENVIRONMENT
    vital: bool = False
    death_signal: signal.Signals | None = None

    def command(self, **places: str) -> list[str]:
        """The command with its places filled in."""
        return [part.format(**places) for part in self.argv]

    def health_command(self, **places: str) -> list[str]:
        """A command that ends with 0 while the service does its work."""
        return [part.format(**places) for part in self.health]


SERVICES = (
    Service(
        name="web",
        # Threads, since a request waits for the database most of the time. No control socket: it
        # is a door nobody asked for. No preload: a forked connection is a shared connection.
        argv=(
            "gunicorn",
            "sentra.wsgi",
            "--bind={bind}",
            "--worker-class=gthread",
            "--workers=2",
            "--threads=4",
            "--graceful-timeout=10",
            "--no-control-socket",
        ),
        health=("python", "-m", "sentra.ops.health", "page", "{bind}", HEALTH_PAGE),
        vital=True,
    ),
    Service(
        name="worker",
        argv=(
            "celery",
            "--app=sentra.celery",
            "worker",
            "--concurrency=2",
            "--loglevel=INFO",
            "--without-gossip",
            "--without-mingle",
        ),
        health=("celery", "--app=sentra.celery", "inspect", "ping", "--timeout=10"),
        # Its broker dies with the supervisor too: a warm shutdown would wait for it. A task that
        # is cut short is delivered again, and carries no data of its own.
        death_signal=signal.SIGQUIT,
    ),
    Service(
        name="beat",
        argv=(
            "celery",
            "--app=sentra.celery",
            "beat",
            "--loglevel=INFO",
            "--schedule={var}/beat-schedule",
        ),
        # Beat saves its schedule every three minutes.
        health=("python", "-m", "sentra.ops.health", "file", "{var}/beat-schedule", "600"),
    ),
    Service(
        name="sweeper",
        argv=("python", "manage.py", "sweep_aggregates"),
        health=("python", "-m", "sentra.ops.health", "file", "{var}/sweeper.heartbeat", "60"),
    ),
)


def in_this_environment(command: list[str]) -> list[str]:
    """The command run by our own interpreter: the scripts of a virtual environment name the
    folder it was made in, and a clone that was moved would run the old one's."""
    program, *rest = command
    if program == "python":
        return [sys.executable, *rest]
    return [sys.executable, "-m", program, *rest]


def missing_variables(environment: Mapping[str, str]) -> list[str]:
    """The variables a service would start without."""
    return [name for name in ENVIRONMENT if not environment.get(name)]
