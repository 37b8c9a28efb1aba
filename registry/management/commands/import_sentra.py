"""`manage import_sentra FILE --reason …`: a CSV file of sentra, first as a dry run, with --apply
for good. All problems at once; a file with a problem changes nothing."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.plan import Plan, RowProblem
from registry.imports.run import carry_out, problems_of, problems_of_refusal
from registry.imports.sentra import plan_file
from registry.imports.sentra_columns import COLUMNS, REQUIRED_COLUMNS
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected
from sentra.lib.tabular import TabularProblem


class Command(BaseCommand):
    """Parse, plan, apply, print; rows become changes in registry.imports.sentra."""

    help = (
        "Mengimpor sentra dari berkas CSV. Tanpa --apply hanya diperiksa. Kolom wajib: "
        f"{', '.join(REQUIRED_COLUMNS)}. Kolom yang dikenal: {', '.join(COLUMNS)}. "
        "Baris dengan public_code memperbaiki sentra yang tercatat dan memerlukan version; "
        "sel kosong tidak mengubah apa pun."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """The file, the reason, and whether it is meant."""
        parser.add_argument("file", type=Path, metavar="BERKAS")
        parser.add_argument("--reason", default="", help="alasan, wajib dengan --apply")
        how = parser.add_mutually_exclusive_group()
        how.add_argument("--dry-run", action="store_true", help="hanya diperiksa (bawaan)")
        how.add_argument("--apply", action="store_true", help="simpan perubahannya")

    def handle(self, *args: Any, **options: Any) -> None:
        """Dry run first, always; then the act."""
        if options["apply"] and not options["reason"].strip():
            raise CommandError(_("Tulis alasannya: --reason “…”."))
        try:
            plan = plan_file(options["file"])
        except (TabularProblem, OSError) as refused:
            raise CommandError(str(refused)) from refused
        actor = policy.system("import_sentra")
        refuse(problems_of(plan, actor))
        self.stdout.write(summary(plan))
        if not options["apply"]:
            self.stdout.write(_("Belum disimpan. Tambahkan --apply untuk menyimpannya."))
            return
        try:
            applied = carry_out(plan, actor, options["reason"])
        except ChangeRejected as refused:
            refuse(problems_of_refusal(plan, refused))
            raise
        self.stdout.write(
            _("%s perubahan tersimpan.") % format_number(applied.n_changed if applied else 0)
        )


def summary(plan: Plan) -> str:
    """`12 perubahan pada 9 dari 151 baris, 2 di antaranya sentra baru.`"""
    return _("{changes} perubahan pada {rows} dari {total} baris; {new} sentra baru.").format(
        changes=format_number(plan.n_changes),
        rows=format_number(plan.n_rows_changed),
        total=format_number(plan.n_rows),
        new=format_number(plan.n_new),
    )


def refuse(problems: Sequence[RowProblem]) -> None:
    """End with every problem, one a line."""
    if problems:
        head = _("%s masalah; tidak ada yang disimpan.") % format_number(len(problems))
        raise CommandError("\n".join([head, *(problem.line for problem in problems)]))
