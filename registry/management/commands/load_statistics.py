"""`manage load_statistics [FILE …]`: figures that others published. Without a file, those the
settings name. Safe to run again; what is known already stays."""

from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.statistics import OPTIONAL_COLUMNS, REQUIRED_COLUMNS, load_statistics
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected
from sentra.lib.tabular import TabularProblem

LABELS = {"source": "sumber", "statistic": "angka terbitan"}


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.statistics."""

    help = (
        "Memuat angka terbitan dari berkas CSV; boleh dijalankan berulang kali. Kolom wajib: "
        f"{', '.join(REQUIRED_COLUMNS)}. Kolom pilihan: {', '.join(OPTIONAL_COLUMNS)}."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Any number of files."""
        parser.add_argument("files", nargs="*", type=Path, metavar="BERKAS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per noun of each file, or every problem with its line."""
        started = monotonic()
        for path in options["files"] or settings.STATISTICS_FILES:
            self.load(Path(path))
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)

    def load(self, path: Path) -> None:
        """One file, all or nothing."""
        try:
            counts = load_statistics(path, policy.system("load_statistics"))
        except (TabularProblem, OSError) as refused:
            raise CommandError(str(refused)) from refused
        except ChangeRejected as refused:
            lines = [
                _("Baris %(line)s: %(message)s") % {"line": p.position, "message": p.message}
                for p in refused.problems
            ]
            raise CommandError("\n".join(lines)) from refused
        for count in counts:
            line = f"{format_number(count.total)} {LABELS[count.noun]}"
            if count.created:
                line += ", " + _("%s baru") % format_number(count.created)
            self.stdout.write(line)
