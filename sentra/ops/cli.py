"""The commands of `./ikm`."""

import sys
from collections.abc import Callable, Sequence

from sentra.ops import archive, checks
from sentra.ops.console import OpsError, complain
from sentra.ops.services import in_this_environment
from sentra.ops.session import session
from sentra.ops.stack import DEVELOPMENT, announce, temporary_plan, temporary_stack
from sentra.ops.supervisor import StopRequested
from sentra.ops.up import up

USAGE = """Pemakaian: ./ikm PERINTAH

  up                menyalakan registri di komputer ini; Ctrl-C menghentikannya
  test [ARGUMEN]    semua pemeriksaan dan uji; dengan ARGUMEN hanya pytest
  manage PERINTAH   perintah manage.py pada data yang sama
  faults …          uji gangguan, dengan server sementara
  bench …           pengukuran kinerja, dengan server sementara
  backup BERKAS     cadangan basis data beserta sidiknya
  restore BERKAS    pemulihan ke basis data kosong

DATABASE_URL dan REDIS_URL, bila diisi, menunjuk server yang sudah ada.
Selengkapnya: docs/operations.md
"""
INTERRUPTED = 130


def manage(arguments: Sequence[str]) -> int:
    """Run manage.py with the running servers, or with the database alone."""
    with session() as (supervisor, stack):
        argv = in_this_environment(["python", "manage.py", *arguments])
        return supervisor.run(argv, stack.environment(), interactive=True)


def with_own_servers(module: str) -> Callable[[Sequence[str]], int]:
    """A command that breaks or loads what it runs on: never given servers, always its own."""

    def command(arguments: Sequence[str]) -> int:
        plan = temporary_plan(durable=True, settings=DEVELOPMENT, use_given_servers=False)
        with temporary_stack(plan) as (supervisor, stack):
            announce(stack)
            argv = in_this_environment(["python", "-m", module, *arguments])
            return supervisor.run(argv, stack.environment(), interactive=True)

    return command


def one_file(action: Callable[..., int], name: str) -> Callable[[Sequence[str]], int]:
    """A command that takes exactly one path."""

    def command(arguments: Sequence[str]) -> int:
        if len(arguments) != 1:
            raise OpsError(f"./ikm {name} memerlukan satu nama berkas: ./ikm {name} BERKAS")
        return action(archive.operator_path(arguments[0]))

    return command


def start(arguments: Sequence[str]) -> int:
    """`up` takes no arguments: what differs between machines stands in the environment."""
    if arguments:
        raise OpsError(f"./ikm up tidak mengenal {' '.join(arguments)}")
    return up()


COMMANDS: dict[str, Callable[[Sequence[str]], int]] = {
    "up": start,
    "test": checks.test,
    "manage": manage,
    "faults": with_own_servers("tests.faults"),
    "bench": with_own_servers("benchmarks"),
    "backup": one_file(archive.backup, "backup"),
    "restore": one_file(archive.restore, "restore"),
}


def main(arguments: Sequence[str]) -> int:
    """Run the command and return its exit code."""
    name, *rest = arguments or ["help"]
    if name in ("help", "-h", "--help"):
        print(USAGE)
        return 0
    command = COMMANDS.get(name)
    if command is None:
        complain(f"perintah “{name}” tidak dikenal")
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return command(rest)
    except OpsError as error:
        complain(str(error))
        return 1
    except StopRequested:
        return INTERRUPTED
