"""Real processes: forked from the harness, each with a connection of its own, some of them killed
with SIGKILL."""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable
from typing import Any

from django.db import connections

from registry.aggregates import recompute

FORK = multiprocessing.get_context("fork")
IDLE_SECONDS = 0.004


def fork(target: Callable[..., None], *args: Any) -> Any:
    """Start a process. Our own connection is closed first: a forked connection is a shared one."""
    connections.close_all()
    process = FORK.Process(target=on_its_own, args=(target, *args), daemon=True)
    process.start()
    return process


def on_its_own(target: Callable[..., None], *args: Any) -> None:
    """Whatever connection was inherited all the same is forgotten, not used and not closed: its
    server process belongs to the parent."""
    for inherited in connections.all(initialized_only=True):
        inherited.connection = None
    target(*args)


def kill(process: Any) -> None:
    """SIGKILL, and wait until it is gone."""
    os.kill(process.pid, signal.SIGKILL)
    process.join()


def run_to_end(target: Callable[..., None], *args: Any, seconds: float = 30.0) -> int:
    """Run a process to its end, or to the death it prepares for itself; its exit code."""
    process = fork(target, *args)
    process.join(seconds)
    if process.is_alive():
        kill(process)
        raise TimeoutError("a process of the harness hangs")
    return int(process.exitcode)


def drain_for_ever(is_busy: Any) -> None:
    """A worker: sweeps until it is killed. `is_busy` tells the parent whether it is at work on a
    province this very moment."""
    plain = recompute.recompute_province

    def watched(province: str) -> int | None:
        is_busy.value = 1
        try:
            return plain(province)
        finally:
            is_busy.value = 0

    recompute.recompute_province = watched
    while True:
        if not recompute.sweep("worker").provinces:
            time.sleep(IDLE_SECONDS)
