"""`manage load_region_points FILE`: a point and a radius for each regency, with which the places of
photos are compared. The file is the operator's and stays outside the repository."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.region_points import BadFile, load_region_points
from sentra.lib.number_format import format_number


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.region_points."""

    help = "Memuat titik dan radius kabupaten/kota dari CSV (kolom: code, lat, lon, radius_km)."

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, and where its points come from."""
        parser.add_argument("file", type=Path, help="berkas CSV")
        parser.add_argument("--source", default="", help="asal titiknya, untuk dicatat")

    def handle(self, *args: Any, **options: Any) -> None:
        """Print what was loaded, or every bad row with its line."""
        path: Path = options["file"]
        if not path.is_file():
            raise CommandError(_("Berkas %s tidak ada.") % path)
        source = options["source"] or _("berkas %s") % path.name
        try:
            done = load_region_points(path, policy.system("load_region_points"), source[:200])
        except BadFile as refused:
            raise CommandError(str(refused)) from refused
        numbers = {name: format_number(value) for name, value in vars(done).items()}
        self.stdout.write(
            _(
                "Titik wilayah: %(total)s kabupaten/kota, %(created)s baru, %(corrected)s"
                " diperbaiki; %(passed_over)s baris provinsi dilewati;"
                " %(compared)s foto dibandingkan lagi."
            )
            % numbers
        )
