"""The test command ends with the suite's own closing line."""

from pathlib import Path

import pytest

from sentra.ops.checks import (
    STATIC_CHECKS,
    SUITE,
    Check,
    ClosingLine,
    Outcome,
    step_environment,
    verdict,
)
from sentra.ops.stack import TESTING, Stack


def test_closing_line_waits_until_everything_else_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    closing = ClosingLine()

    for line in ("a", "", "b", "=== 2 passed ===", ""):
        closing.take(line)
    before = capsys.readouterr().out
    closing.release()

    assert before == "a\n\nb\n"
    assert capsys.readouterr().out == "=== 2 passed ===\n\n"


def test_the_test_command_runs_linters_types_contracts_templates_and_the_suite() -> None:
    assert [check.name for check in (*STATIC_CHECKS, SUITE)] == [
        "ruff check",
        "ruff format",
        "mypy",
        "import contracts",
        "djlint",
        "pytest",
    ]


def test_verdict_names_the_step_its_code_and_its_time() -> None:
    check = Check("mypy", ("mypy",))

    assert verdict(Outcome(check, 0, 1.25)) == "mypy: lulus, 1,2 detik"
    assert verdict(Outcome(check, 2, 10.0)) == "mypy: GAGAL (kode 2), 10,0 detik"


def test_every_step_keeps_what_python_compiled_whatever_the_shell_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    stack = Stack(tmp_path, TESTING, "postgres://x", "redis://x", "kunci")

    started_with = step_environment(stack)

    assert "PYTHONDONTWRITEBYTECODE" not in started_with
    assert started_with["DATABASE_URL"] == "postgres://x"
