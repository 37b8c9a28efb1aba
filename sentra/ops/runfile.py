"""`var/run.json`: where the running stack can be found. Readable by its owner only."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, TypedDict

from sentra.ops.console import OpsError
from sentra.ops.paths import private_file

NOTE = "demo only"


class RunState(TypedDict, total=False):
    """What stands in the file. Addresses and logins are of a demonstration, never of a site."""

    note: str
    status: Literal["starting", "running", "stopped"]
    pid: int
    address: str
    database_url: str
    redis_url: str
    ports: dict[str, int]
    state: str
    logs: str
    started_at: str
    stopped_at: str
    logins: Any


def now() -> str:
    """The time for the file, UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def write(path: Path, facts: RunState) -> None:
    """Write the file, whole or not at all, for its owner's eyes only."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        private_file(path, json.dumps({"note": NOTE, **facts}, indent=2, ensure_ascii=False) + "\n")
    except PermissionError as error:
        raise OpsError(
            f"{path} tidak dapat ditulis. Jalankan dengan akun yang sama seperti semula."
        ) from error


def read(path: Path) -> RunState:
    """The file's content; empty when there is none or it is not ours to read."""
    try:
        content: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return RunState(**content)  # type: ignore[typeddict-item]


def mark_stopped(path: Path) -> None:
    """Say that nothing runs any more; the addresses of yesterday would only mislead."""
    before = read(path)
    if before.get("status") in ("starting", "running"):
        write(path, {"status": "stopped", "stopped_at": now()})
