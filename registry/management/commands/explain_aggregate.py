"""Say in words why a number is what it is."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from registry.aggregates.definitions import definitions
from registry.aggregates.explain import explain
from registry.aggregates.publish import cells


class Command(BaseCommand):
    """Prints sentence, formula, rows and the query that lists them."""

    help = "Menjelaskan satu angka agregat."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("definition")
        parser.add_argument("--region", default="ID", help="ID, 51, atau 51.04")
        parser.add_argument("--year", default="latest")
        parser.add_argument("--dimension", default="")
        parser.add_argument("--member", default="")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["definition"]
        if code not in definitions():
            raise CommandError(f"Angka “{code}” tidak dikenal. Ada: {', '.join(definitions())}.")
        why = explain(
            code, options["region"], options["year"], options["dimension"], options["member"]
        )
        region = options["region"]
        level = "national" if region == "ID" else "regency" if "." in region else "province"
        found = [
            cell
            for cell in cells(
                code,
                period=options["year"],
                level=level,
                region=region,
                dimension=options["dimension"],
            )
            if cell.member == options["member"]
        ]
        for cell in found:
            shown = cell.value if not cell.is_range else f"{cell.low} sampai {cell.high or '…'}"
            self.stdout.write(f"{cell.label}, {cell.region_name}, {cell.period}: {shown}")
        self.stdout.write(f"{why.sentence}\nRumus: {why.formula}")
        self.stdout.write(f"{why.n_records} baris, {why.n_reporting} melaporkan. ?{why.query}")
        for left_out in why.excluded:
            self.stdout.write(f"Tidak dihitung: {left_out.n_records} ({left_out.reason})")
