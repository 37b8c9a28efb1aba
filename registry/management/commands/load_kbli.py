"""`manage load_kbli FILE --edition YEAR`: KBLI classes of one edition from a CSV with the columns
code and title. The titles are BPS's; the file stays outside the repository."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.kbli import load_kbli
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.kbli."""

    help = "Memuat kode dan judul KBLI satu edisi dari berkas CSV (kolom: code, title)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file and its edition, which is never guessed."""
        parser.add_argument("file", type=Path, help="berkas CSV")
        parser.add_argument("--edition", type=int, required=True, help="tahun edisi, misalnya 2020")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was loaded, or every problem with its code."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("Berkas %s tidak ada.") % path)
        try:
            done = load_kbli(path, options["edition"], policy.system("load_kbli"))
        except ChangeRejected as refused:
            lines = [f"{p.message} ({p.value})" for p in refused.problems]
            raise CommandError("\n".join(lines)) from refused
        self.stdout.write(
            _("KBLI %(edition)s: %(total)s kode, %(created)s baru, %(corrected)s diperbaiki.")
            % {
                "edition": options["edition"],
                "total": format_number(done.total),
                "created": format_number(done.created),
                "corrected": format_number(done.corrected),
            }
        )
