"""Logs stay small and private."""

import os
import stat
from pathlib import Path

import pytest

from sentra.ops import processes


def test_a_log_that_grew_too_large_keeps_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "LOG_LIMIT", 10)
    monkeypatch.setattr(processes, "LOG_KEPT", 4)
    path = tmp_path / "logs" / "web.log"
    path.parent.mkdir()
    path.write_text("0123456789abcdef")

    descriptor = processes.open_log(path)
    os.write(descriptor, b"!")
    os.close(descriptor)

    assert path.read_text() == "cdef!"


def test_a_new_log_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "logs" / "web.log"

    os.close(processes.open_log(path))

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_log_tail_gives_the_last_lines_and_nothing_for_a_missing_log(tmp_path: Path) -> None:
    path = tmp_path / "web.log"
    path.write_text("a\nb\nc\n")

    assert processes.log_tail(path, lines=2) == "b\nc"
    assert processes.log_tail(tmp_path / "none.log") == ""
