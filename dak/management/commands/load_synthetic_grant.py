"""`manage load_synthetic_grant`: the one made-up grant, step by step. Safe to run again; never part
of a start."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from dak.imports.synthetic import load_synthetic_grant
from registry import policy
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected

REFUSED = _(
    "Ini bukan pemasangan peragaan. Angka karangan akan ikut terhitung, dan uang yang sudah"
    " disetujui tidak dapat ditarik kembali. Bila memang dimaksud, ulangi dengan --anyway."
)


class Command(BaseCommand):
    """Load, print; the work is in dak.imports.synthetic."""

    help = (
        "Memuat satu hibah CONTOH BUATAN dari kebutuhan sampai hasil; boleh dijalankan berulang."
        " Angkanya ikut terhitung selama hibah itu tercatat, dan setiap halaman menyebutnya."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Approved money is never withdrawn, so on a server somebody has to mean it."""
        parser.add_argument(
            "--anyway",
            action="store_true",
            help="muat juga di peladen yang bukan untuk peragaan; hibahnya tidak dapat ditarik",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a step with the rows it wrote, or every problem."""
        if not (settings.DEMO_LOGINS_ALLOWED or options["anyway"]):
            raise CommandError(REFUSED)
        try:
            told = load_synthetic_grant(policy.system("load_synthetic_grant"))
        except ChangeRejected as refused:
            lines = [f"{p.message} ({p.code}, {p.field}: {p.value})" for p in refused.problems]
            raise CommandError("\n".join(lines)) from refused
        for step in told:
            words = _("%s baris") % format_number(step.rows) if step.rows else _("sudah ada")
            self.stdout.write(f"{step.words}: {words}")
        if not any(step.rows for step in told):
            self.stdout.write(_("Tidak ada perubahan."))
