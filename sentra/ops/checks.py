"""`./ikm test`: linters, types, contracts and the suite, each timed; none hides another."""

import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from sentra.ops.console import say, seconds
from sentra.ops.services import in_this_environment
from sentra.ops.stack import TESTING, Stack, announce, temporary_plan, temporary_stack
from sentra.ops.supervisor import Supervisor


@dataclass(frozen=True)
class Check:
    """One step of the test command."""

    name: str
    argv: tuple[str, ...]


# import-linter is a script and no module to run; its script names the folder it was made in.
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as run; run()"
STATIC_CHECKS = (
    Check("ruff check", ("ruff", "check", ".")),
    Check("ruff format", ("ruff", "format", "--check", ".")),
    Check("mypy", ("mypy", "sentra", "registry", "dak")),
    Check("import contracts", ("python", "-c", LINT_IMPORTS)),
    Check("djlint", ("djlint", "templates", "--lint", "--quiet")),
)
SUITE = Check("pytest", ("pytest", "-n", "2", "--dist", "worksteal"))


@dataclass(frozen=True)
class Outcome:
    """How a step ended."""

    check: Check
    code: int
    took: float


def test(arguments: Sequence[str]) -> int:
    """Run every step, or pytest alone when it is given arguments; the exit code is 0 only if all
    passed. The last line is the suite's own closing line."""
    plan = temporary_plan(durable=False, settings=TESTING, use_given_servers=True)
    with temporary_stack(plan) as (supervisor, stack):
        announce(stack)
        if arguments:
            argv = in_this_environment(["pytest", *arguments])
            return supervisor.run(argv, step_environment(stack), interactive=True)
        outcomes = [run_check(supervisor, stack, check) for check in STATIC_CHECKS]
        return run_suite(supervisor, stack, outcomes)


def step_environment(stack: Stack) -> dict[str, str]:
    """What every step is started with. Python keeps what it has compiled, whatever the caller's
    shell says: without that every worker rewrites each test anew, in every run, and so does every
    program that a test starts with the sources it needs."""
    kept = stack.environment()
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept


def run_check(supervisor: Supervisor, stack: Stack, check: Check) -> Outcome:
    """Run one step to its end and say how it went."""
    say(f"{check.name} …")
    began = time.monotonic()
    code = supervisor.run(in_this_environment(list(check.argv)), step_environment(stack))
    supervisor.pause(0)
    outcome = Outcome(check, code, time.monotonic() - began)
    say(verdict(outcome))
    return outcome


def run_suite(supervisor: Supervisor, stack: Stack, before: list[Outcome]) -> int:
    """Run the suite, and put the list of all steps before its closing line."""
    closing = ClosingLine()
    colour = ["--color=yes"] if sys.stdout.isatty() else []
    say(f"{SUITE.name} …")
    began = time.monotonic()
    code = supervisor.run(
        in_this_environment([*SUITE.argv, *colour]), step_environment(stack), on_line=closing.take
    )
    outcomes = [*before, Outcome(SUITE, code, time.monotonic() - began)]
    for outcome in outcomes:
        say(verdict(outcome))
    failed = [outcome.check.name for outcome in outcomes if outcome.code]
    say(f"gagal: {', '.join(failed)}" if failed else "semua langkah lulus")
    closing.release()
    return 1 if failed else 0


def verdict(outcome: Outcome) -> str:
    """One line on a step."""
    word = f"GAGAL (kode {outcome.code})" if outcome.code else "lulus"
    return f"{outcome.check.name}: {word}, {seconds(outcome.took)}"


class ClosingLine:
    """Prints lines as they come, but holds the last one that says something."""

    def __init__(self) -> None:
        self._held: list[str] = []

    def take(self, line: str) -> None:
        """Print what was held and hold this line; empty lines wait with it."""
        if line.strip():
            self.release()
        self._held.append(line)

    def release(self) -> None:
        """Print what is held."""
        while self._held:
            print(self._held.pop(0), flush=True)
