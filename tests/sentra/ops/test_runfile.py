"""var/run.json holds addresses and demo logins: its owner's alone, and never stale."""

import json
import stat
from pathlib import Path

from sentra.ops import runfile


def test_run_file_is_for_its_owner_alone_and_says_demo_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "run.json"

    runfile.write(path, {"status": "running", "pid": 1, "ports": {"web": 8000}})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert json.loads(path.read_text()) == {
        "note": "demo only",
        "status": "running",
        "pid": 1,
        "ports": {"web": 8000},
    }


def test_run_file_replaces_one_that_others_could_read(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("{}")
    path.chmod(0o644)

    runfile.write(path, {"status": "running"})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_mark_stopped_drops_addresses_and_logins(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    runfile.write(
        path,
        {
            "status": "running",
            "database_url": "postgres://ikm:x@127.0.0.1/ikm",
            "logins": [{"password": "x"}],
        },
    )

    runfile.mark_stopped(path)

    content = runfile.read(path)
    assert set(content) == {"note", "status", "stopped_at"}
    assert content["status"] == "stopped"


def test_mark_stopped_makes_no_file_where_there_was_none(tmp_path: Path) -> None:
    runfile.mark_stopped(tmp_path / "run.json")

    assert list(tmp_path.iterdir()) == []


def test_read_of_a_damaged_file_is_empty(tmp_path: Path) -> None:
    path = tmp_path / "run.json"
    path.write_text("{half")

    assert runfile.read(path) == {}
