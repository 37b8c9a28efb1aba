"""Move everything from an old regency code to its successor, as one act."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry import policy
from registry.changes.recode import recode_regency
from sentra.lib.problems import ChangeRejected


class Command(BaseCommand):
    """The succession must be on record; dated facts keep the code of their time."""

    help = "Memindahkan catatan dari kode kabupaten/kota lama ke penggantinya."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old_code", help="misalnya 91.01")
        parser.add_argument("--reason", required=True, help="dasar pemindahan")

    def handle(self, *args: Any, **options: Any) -> None:
        actor = policy.system("recode_region")
        try:
            applied = recode_regency(options["old_code"], actor=actor, reason=options["reason"])
        except ChangeRejected as refused:
            raise CommandError("\n".join(p.message for p in refused.problems)) from refused
        if applied is None:
            self.stdout.write("Tidak ada catatan pada kode itu.")
            return
        self.stdout.write(f"{applied.n_changed} catatan dipindahkan dalam satu tindakan.")
