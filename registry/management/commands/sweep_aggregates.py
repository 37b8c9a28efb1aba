"""The supervised sweeper: every five seconds, without the broker, what is dirty is recomputed."""

import signal
import time
from types import FrameType
from typing import Any

import structlog
from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, connection

from registry.aggregates.recompute import sweep

log = structlog.stdlib.get_logger("registry.sweeper")


class Command(BaseCommand):
    """Runs until it is told to stop; a database that is away is waited for."""

    help = "Menghitung ulang agregat yang berubah, terus-menerus, tanpa Redis."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="satu putaran saja")

    def handle(self, *args: Any, **options: Any) -> None:
        self.is_stopping = False
        signal.signal(signal.SIGTERM, self.stop)
        while not self.is_stopping:
            self.turn()
            if options["once"]:
                return
            self.rest(settings.SWEEP_INTERVAL_SECONDS)

    def turn(self) -> None:
        """One sweep; an error is logged and the next sweep tries again."""
        try:
            done = sweep("sweeper")
            self.sign_of_life()
            if done.provinces or done.failed:
                log.info("swept", provinces=done.provinces, cells=done.cells, failed=done.failed)
        except DatabaseError as error:
            log.error("sweep failed", error=type(error).__name__)
            connection.close()

    def sign_of_life(self) -> None:
        """Touch the file that the container's health check looks at (sentra/ops/services.py)."""
        settings.VAR_DIR.mkdir(parents=True, exist_ok=True)
        (settings.VAR_DIR / "sweeper.heartbeat").touch()

    def rest(self, seconds: float) -> None:
        """Sleep in small pieces, so that a stop is obeyed at once."""
        until = time.monotonic() + seconds
        while not self.is_stopping and time.monotonic() < until:
            time.sleep(min(0.2, seconds))

    def stop(self, signum: int, frame: FrameType | None) -> None:
        """Finish the turn under way, then end."""
        self.is_stopping = True
