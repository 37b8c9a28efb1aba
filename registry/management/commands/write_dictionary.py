"""`./ikm manage write_dictionary`: writes docs/dictionary.md from the columns."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from sentra.lib.dictionary import dictionary_page


class Command(BaseCommand):
    """Writes the page; a test keeps it fresh."""

    help = "Menulis docs/dictionary.md dari daftar kolom."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write and say where."""
        path = settings.BASE_DIR / "docs" / "dictionary.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(dictionary_page(), encoding="utf-8")
        self.stdout.write(f"{path.relative_to(settings.BASE_DIR)} ditulis.")
