"""`manage write_digests FILE`: the digests that prove a dump of this moment."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry.queries.digests import as_text, database_digests
from sentra.lib.number_format import format_number


class Command(BaseCommand):
    """Parse, call, write; what is digested stands in registry.queries.digests."""

    help = "Menulis sidik seluruh isi basis data ke sebuah berkas JSON."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The file to write; an existing one is left alone."""
        parser.add_argument("file", type=Path, metavar="BERKAS")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write the file and say how much was digested."""
        path = options["file"]
        if path.exists():
            raise CommandError(_("Berkas %s sudah ada; pilih nama lain.") % path)
        found = database_digests()
        try:
            with path.open("x", encoding="utf-8") as file:
                file.write(as_text(found))
        except OSError as error:
            raise CommandError(_("Berkas %s tidak dapat ditulis: ") % path + str(error)) from error
        rows = sum(table["rows"] for table in found["tables"].values())
        self.stdout.write(
            _("Sidik {tables} tabel ({rows} baris) dan {triggers} pemicu ditulis.").format(
                tables=len(found["tables"]),
                rows=format_number(rows),
                triggers=format_number(len(found["triggers"])),
            )
        )
