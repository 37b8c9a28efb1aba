"""The courtesy wake-up: after a commit, tell a worker to look now. Losing it costs one sweep (five
seconds), so it never waits: a daemon thread with a budget, at most one message per interval."""

import threading
import time

from django.conf import settings
from django.db import transaction

from sentra.celery import app

_guard = threading.Lock()
_pending = threading.Event()
_thread: threading.Thread | None = None


def wake_after_commit() -> None:
    """Ask for a wake-up once the surrounding transaction has committed."""
    if settings.WAKE_TASK:
        transaction.on_commit(_ring)


def _ring() -> None:
    global _thread
    with _guard:
        _pending.set()
        if _thread is None or not _thread.is_alive():
            _thread = threading.Thread(target=_send_while_rung, name="wake", daemon=True)
            _thread.start()


def _send_while_rung() -> None:
    """Send at once on the first ring, then at most every interval while rings keep coming; ends
    when nobody has rung for a second."""
    while _is_rung():
        _pending.clear()
        _send()
        time.sleep(settings.WAKE_INTERVAL_SECONDS)


def _is_rung() -> bool:
    """Wait a second for a ring. Whether to end is decided under the guard: a ring that comes just
    then must not count on a thread that is about to go."""
    global _thread
    if _pending.wait(timeout=1.0):
        return True
    with _guard:
        if not _pending.is_set():
            _thread = None
        return _pending.is_set()


def _send() -> None:
    """One message by task name, within the budget; every failure is the sweeper's business."""
    budget = settings.WAKE_BUDGET_SECONDS
    try:
        with app.connection_for_write(
            connect_timeout=budget,
            transport_options={
                "socket_timeout": budget,
                "socket_connect_timeout": budget,
                "max_retries": 0,
            },
        ) as connection:
            connection.ensure_connection(max_retries=1, interval_start=0, timeout=budget)
            app.send_task(
                settings.WAKE_TASK,
                connection=connection,
                ignore_result=True,
                retry=False,
                expires=60,
            )
    except Exception:
        # A dead, paused or full broker must cost the writer nothing and log nothing per edit.
        return
