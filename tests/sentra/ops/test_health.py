"""Health checks that a container engine can ask."""

import os
import time
from pathlib import Path

from sentra.ops import ports
from sentra.ops.health import file_is_fresh, main, page_answers


def test_a_file_written_lately_is_fresh_whatever_its_ending(tmp_path: Path) -> None:
    (tmp_path / "beat-schedule.db").touch()

    assert file_is_fresh(tmp_path / "beat-schedule", 60)


def test_an_old_file_and_a_missing_one_are_not(tmp_path: Path) -> None:
    old = tmp_path / "sweeper.heartbeat"
    old.touch()
    os.utime(old, (time.time() - 120, time.time() - 120))

    assert not file_is_fresh(old, 60)
    assert main(["file", str(old), "60"]) == 1
    assert main(["file", str(tmp_path / "other"), "60"]) == 1


def test_a_web_process_that_does_not_answer_is_not_healthy() -> None:
    address = f"0.0.0.0:{ports.any_free()}"

    assert page_answers(address, "/healthz") == 0
    assert main(["page", address, "/healthz"]) == 1


def test_an_unknown_question_is_an_error() -> None:
    assert main(["moon"]) == 2
