"""`./ikm faults …`: what the registry promises, tried with processes that are killed, servers that
are stopped and code that is broken on purpose; docs/reliability.md says what each proves."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence

import django


def parser() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="./ikm faults", description="Uji gangguan.")
    commands = top.add_subparsers(dest="command", required=True)
    rounds = commands.add_parser(
        "recompute", help="pekerja dimatikan di sembarang saat; angka harus tetap benar"
    )
    rounds.add_argument("--rounds", type=int, default=100, help="banyaknya putaran")
    rounds.add_argument("--seed", type=int, default=1)
    mutants = commands.add_parser(
        "mutants", help="kode sengaja dirusak; setiap kerusakan harus ketahuan"
    )
    mutants.add_argument("--only", default="", help="hanya yang namanya memuat kata ini")
    latency = commands.add_parser(
        "latency", help="dari simpan sampai angka provinsi berubah, juga tanpa Redis"
    )
    latency.add_argument("--edits", type=int, default=200, help="banyaknya suntingan")
    latency.add_argument("--seed", type=int, default=1)
    return top


def main(arguments: Sequence[str]) -> int:
    """Run one command; its exit code."""
    chosen = parser().parse_args(arguments)
    # Asked to end, we take our servers and databases with us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.settings.dev")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    django.setup()
    return run(chosen)


def run(chosen: argparse.Namespace) -> int:
    """Hand over to the command's own module; these need Django's applications, so they are read
    only now."""
    from tests.faults import latency, mutants, rounds
    from tests.faults.scratch import NoRoom

    try:
        if chosen.command == "recompute":
            return rounds.recompute_rounds(chosen.rounds, chosen.seed)
        if chosen.command == "mutants":
            return mutants.run_mutants(chosen.only)
        return latency.measure(chosen.edits, chosen.seed)
    except NoRoom as refusal:
        print(refusal, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
