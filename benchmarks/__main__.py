"""`./ikm bench`: every job beside its limit, measured in one run on a database of its own, in one
table that is also written to docs/performance.md."""

import argparse
import os
import platform
import resource
import signal
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from random import Random

import django

PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"
INTRODUCTION = """# Kinerja

Ditulis oleh `./ikm bench`; jangan disunting dengan tangan. Pada {day}: {n} sentra buatan dengan
sepuluh profil masing-masing pada peta Indonesia yang lengkap, {machine}, PostgreSQL {postgres},
Python {python}. Waktu mutlak bergeser menurut mesin dan bebannya; yang dibandingkan ialah rasio
terhadap *batas*: hal yang sama oleh psycopg tanpa Django, tanpa riwayat, tanpa pemicu, diukur
bergantian dalam pengukuran yang sama. Janji yang tidak tercapai menggagalkan perintah ini; tujuan
yang belum tercapai ditunjukkan apa adanya. md = milidetik. Memori puncak proses pengukur:
{memory} MB.

{table}

Dari simpan di admin sampai angka provinsi berubah, melalui Celery dan tanpa Redis:
`./ikm faults latency` (docs/reliability.md).
"""


def parser() -> argparse.ArgumentParser:
    """How much to measure."""
    top = argparse.ArgumentParser(prog="./ikm bench", description="Pengukuran kinerja.")
    top.add_argument("--sentra", type=int, default=0, help="banyaknya sentra buatan")
    top.add_argument("--seed", type=int, default=1)
    top.add_argument(
        "--smoke", action="store_true", help="sekadar mencoba jalan: kecil, tanpa menulis halaman"
    )
    return top


def main(arguments: Sequence[str]) -> int:
    """Measure, print, write the page; 1 when a goal was missed."""
    chosen = parser().parse_args(arguments)
    # Asked to end, we take our database with us.
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sentra.settings.dev")
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    # The throttle stays in the path; only its number is out of the way.
    os.environ["API_RATE_PUBLIC"] = "1000000/min"
    django.setup()
    return run(chosen)


def run(chosen: argparse.Namespace) -> int:
    """The measurements need Django's applications, so they are read only now."""
    from benchmarks import forms, ground, measurements
    from benchmarks.table import as_markdown

    n_sentra = chosen.sentra or (200 if chosen.smoke else ground.N_SENTRA)
    taken = measurements.measure(n_sentra, Random(chosen.seed), is_smoke=chosen.smoke)
    table = f"{as_markdown(taken.rows)}\n\n{forms.as_markdown(taken.weights)}"
    print(table, flush=True)
    if not chosen.smoke:
        PAGE.write_text(
            INTRODUCTION.format(
                day=date.today().isoformat(),  # noqa: DTZ011 the day on the machine's own calendar
                n=f"{n_sentra:,}".replace(",", "."),
                machine=f"{os.cpu_count()} inti {platform.machine()}",
                postgres=taken.postgres,
                python=platform.python_version(),
                memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
                table=table,
            ),
            encoding="utf-8",
        )
        print(f"ditulis: {PAGE}", flush=True)
    missed = [row.job for row in taken.rows if row.is_promise and not row.is_kept]
    missed += [words for words, amount, limit in taken.weights if amount > limit]
    if missed and not chosen.smoke:
        print("tidak ditepati: " + "; ".join(missed), flush=True)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
