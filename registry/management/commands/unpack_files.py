"""`manage unpack_files [FILE]`: attached files back from an archive, and a check that all that are
recorded are there."""

import tarfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry.queries.attachments import missing_files, vault
from sentra.lib.number_format import format_number
from sentra.lib.vault import VaultProblem


class Command(BaseCommand):
    """Parse, call, print; the work is in sentra.lib.vault."""

    help = "Mengembalikan berkas lampiran dari arsip dan memeriksa kelengkapannya."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive; without one only the check is made."""
        parser.add_argument("file", type=Path, metavar="ARSIP", nargs="?")

    def handle(self, *args: Any, **options: Any) -> None:
        """Bring the files back and name each that is recorded and not there."""
        path: Path | None = options["file"]
        count = 0
        if path is not None:
            try:
                count = vault().unpack(path)
            except (OSError, tarfile.TarError, VaultProblem) as error:
                raise CommandError(str(error)) from error
        missing = missing_files()
        if missing:
            raise CommandError(_("Berkas lampiran hilang: %s") % ", ".join(missing))
        self.stdout.write(_("%s berkas lampiran dikembalikan; lengkap.") % format_number(count))
