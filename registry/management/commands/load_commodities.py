"""`manage load_commodities`: schemes, sectors, commodities and synonyms from registry/data. Safe to
run again; what staff changed stays theirs unless --correct."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.commodities import load_commodities
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected

LABELS = {
    "scheme": "skema golongan",
    "sector": "sektor",
    "commodity": "komoditas",
    "synonym": "sebutan komoditas",
    "commodity_sector": "keanggotaan golongan",
    "kbli": "kelas KBLI",
    "commodity_kbli": "KBLI komoditas",
}


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.commodities."""

    help = "Memuat skema, sektor, dan komoditas; boleh dijalankan berulang kali."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether rows that differ are brought back to the files."""
        parser.add_argument(
            "--correct",
            action="store_true",
            help="kembalikan catatan yang berbeda ke isi berkas",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per noun and the seconds, or every problem."""
        started = monotonic()
        try:
            counts = load_commodities(policy.system("load_commodities"), correct=options["correct"])
        except ChangeRejected as refused:
            raise CommandError("\n".join(p.message for p in refused.problems)) from refused
        for count in counts:
            line = f"{format_number(count.total)} {LABELS[count.noun]}"
            if count.created:
                line += ", " + _("%s baru") % format_number(count.created)
            if count.corrected:
                line += ", " + _("%s diperbaiki") % format_number(count.corrected)
            if count.differing:
                line += ", " + _("%s berbeda dari berkas, dibiarkan") % format_number(
                    count.differing
                )
            self.stdout.write(line)
        if all(count.is_unchanged for count in counts):
            self.stdout.write(_("Tidak ada yang perlu diubah."))
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)
