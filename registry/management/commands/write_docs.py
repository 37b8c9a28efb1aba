"""Write the generated pages of docs/."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.management.documents import pages


class Command(BaseCommand):
    """Writes what differs; with --check it only says so."""

    help = "Menulis halaman docs/ yang dibuat dari kode."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="hanya memeriksa")

    def handle(self, *args: Any, **options: Any) -> None:
        stale = []
        for name, render in pages().items():
            path = Path(settings.BASE_DIR) / "docs" / name
            wanted = render()
            if not path.exists() or path.read_text(encoding="utf-8") != wanted:
                stale.append(name)
                if not options["check"]:
                    path.write_text(wanted, encoding="utf-8")
        if stale and options["check"]:
            raise CommandError(f"Usang: {', '.join(stale)}. Jalankan ./ikm manage write_docs.")
        self.stdout.write(f"Ditulis: {', '.join(stale)}." if stale else "Semua halaman mutakhir.")
