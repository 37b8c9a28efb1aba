"""`./ikm faults …`: what the registry promises, tried with processes that are killed, servers that
are stopped and code that is broken on purpose; docs/reliability.md says what each proves."""

import argparse
import os
import signal
import sys
from collections.abc import Callable, Sequence

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
    add_submissions(commands)
    return top


def add_submissions(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """The commands about what a dinas sends."""
    once = commands.add_parser(
        "submissions", help="satu token dikirim berulang bersamaan; satu usulan, satu tanda terima"
    )
    once.add_argument("--tokens", type=int, default=1000, help="banyaknya formulir")
    once.add_argument("--retries", type=int, default=50, help="kiriman bersamaan per formulir")
    redis = commands.add_parser("redis", help="usulan diterima juga tanpa Redis, sama cepatnya")
    redis.add_argument("--posts", type=int, default=200, help="kiriman per keadaan Redis")
    kill = commands.add_parser(
        "kill", help="gunicorn dan PostgreSQL dimatikan; usulan yang diterima tidak hilang"
    )
    kill.add_argument("--cycles", type=int, default=100, help="berapa kali dimatikan")
    kill.add_argument("--writers", type=int, default=20, help="pengirim bersamaan")
    kill.add_argument("--seed", type=int, default=1)
    kill.add_argument(
        "--sync", choices=("on", "off"), default="on", help="off: hanya pembandingnya"
    )


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
    from tests.faults import kills, latency, mutants, rounds, submissions, without_redis
    from tests.faults.scratch import NoRoom

    commands: dict[str, Callable[[], int]] = {
        "recompute": lambda: rounds.recompute_rounds(chosen.rounds, chosen.seed),
        "mutants": lambda: mutants.run_mutants(chosen.only),
        "latency": lambda: latency.measure(chosen.edits, chosen.seed),
        "submissions": lambda: submissions.exactly_once(chosen.tokens, chosen.retries),
        "redis": lambda: without_redis.accepted_without_redis(chosen.posts),
        "kill": lambda: kills.killed_at_random(
            chosen.cycles, chosen.writers, chosen.seed, chosen.sync
        ),
    }
    try:
        return commands[chosen.command]()
    except NoRoom as refusal:
        print(refusal, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
