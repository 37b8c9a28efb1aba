"""Locks between commands. The kernel drops them with their holder, so none is ever stale."""

import fcntl
import os
from io import TextIOWrapper
from pathlib import Path

Lock = TextIOWrapper


def acquire(path: Path) -> Lock | None:
    """Take the lock and note our process in it; None while another process holds it. Close the
    answer to release it; it must be kept alive as long as the lock is wanted."""
    path.parent.mkdir(parents=True, exist_ok=True)
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    file.truncate(0)
    file.write(str(os.getpid()))
    file.flush()
    return file


def is_held(path: Path) -> bool:
    """Whether another process holds the lock now."""
    if not path.exists():
        return False
    lock = acquire(path)
    if lock is None:
        return True
    lock.close()
    return False
