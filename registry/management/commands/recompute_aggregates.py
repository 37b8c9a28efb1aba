"""Recompute what is dirty, or everything."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from registry.aggregates.recompute import drain, mark_everything


class Command(BaseCommand):
    """Drains until nothing is left."""

    help = "Menghitung ulang angka agregat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="hitung ulang semuanya")

    def handle(self, *args: Any, **options: Any) -> None:
        started = time.perf_counter()
        if options["all"]:
            mark_everything()
        done = drain()
        self.stdout.write(
            f"{done.provinces} provinsi, {done.cells} angka dihitung ulang"
            f" dalam {time.perf_counter() - started:.2f} detik."
        )
        if done.failed:
            self.stderr.write(f"Gagal: {', '.join(done.failed)}. Lihat “hitung ulang yang gagal”.")
            raise SystemExit(1)
