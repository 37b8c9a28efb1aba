"""`manage pack_files FILE`: every attached file in one archive, for the backup."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry.queries.attachments import missing_files, vault
from sentra.lib.number_format import format_number
from sentra.lib.vault import VaultProblem


class Command(BaseCommand):
    """Parse, call, print; the work is in sentra.lib.vault."""

    help = "Menulis semua berkas lampiran ke satu arsip; tidak menimpa arsip lama."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The archive to write."""
        parser.add_argument("file", type=Path, metavar="ARSIP")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write it, or say which file is damaged or missing; then nothing is left behind."""
        path: Path = options["file"]
        if path.exists():
            raise CommandError(_("Berkas %s sudah ada; pilih nama lain.") % path)
        missing = missing_files()
        if missing:
            raise CommandError(_("Berkas lampiran hilang: %s") % ", ".join(missing))
        try:
            count = vault().pack(path)
        except (OSError, VaultProblem) as error:
            path.unlink(missing_ok=True)
            raise CommandError(str(error)) from error
        self.stdout.write(_("%s berkas lampiran diarsipkan.") % format_number(count))
