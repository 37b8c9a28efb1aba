"""`manage compare_digests FILE`: whether this database is what a dump's digests say it was."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry.queries.digests import FORMAT, database_digests, differences
from registry.queries.triggers import trigger_gaps


class Command(BaseCommand):
    """Parse, compare, print; exit code 1 when anything differs."""

    help = "Membandingkan isi basis data dengan sidik sebuah cadangan."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file that write_digests wrote."""
        parser.add_argument("file", type=Path, metavar="BERKAS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print every difference, or one line when there is none."""
        then = self.read(options["file"])
        now = database_digests(snapshot="")
        found = differences(then, now)
        found += [
            _("pemicu {table}.{trigger}: {state}").format(**gap._asdict()) for gap in trigger_gaps()
        ]
        if found:
            raise CommandError(
                _("%s perbedaan dengan cadangan:") % len(found) + "\n  " + "\n  ".join(found)
            )
        self.stdout.write(
            _("Sama dengan cadangan: {tables} tabel, {triggers} pemicu menyala.").format(
                tables=len(now["tables"]), triggers=len(now["triggers"])
            )
        )

    def read(self, path: Path) -> dict[str, Any]:
        """The digests in a file."""
        try:
            then = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(_("Berkas sidik %s tidak dapat dibaca.") % path) from error
        if not isinstance(then, dict) or then.get("format") != FORMAT:
            raise CommandError(_("Berkas %s bukan berkas sidik.") % path)
        return then
