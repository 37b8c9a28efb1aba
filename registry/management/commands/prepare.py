"""`manage prepare`: everything between an empty database and the first page. Run before every
start; when there is nothing to do it ends within a second or two."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from io import StringIO
from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from registry.aggregates.counted_by import mark_where_counted_otherwise
from registry.aggregates.recompute import drain
from registry.imports.demo import has_demo_accounts
from registry.queries.schema import is_prepared, store_stamp
from sentra.lib.collected import collect_if_stale
from sentra.lib.number_format import format_number

# A drain that leaves work behind has met another one or a poisoned province; the sweeper goes on.
DRAINS = 5


class Command(BaseCommand):
    """Call each step in order and print what it did, with seconds."""

    help = "Menyiapkan basis data, berkas statis, wilayah, dan data contoh sebelum layanan dimulai."
    # Checks belong to the test command; here they would cost every start a second.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """The sample is for looking around; a server gets it only when asked."""
        parser.add_argument(
            "--sample",
            action="store_true",
            help="muat data contoh juga dengan pengaturan produksi",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Every step; the first that fails ends the start."""
        started = monotonic()
        # Static files need no database, so they are gathered while it is made ready.
        with ThreadPoolExecutor(max_workers=1) as aside:
            is_gathered = aside.submit(collect_if_stale)
            self.database(with_sample=settings.DEMO_LOGINS_ALLOWED or options["sample"])
            gathered = _("dikumpulkan") if is_gathered.result() else _("tidak berubah")
        self.stdout.write(_("berkas statis: %s") % gathered)
        self.stdout.write(_("siap dalam %s") % seconds(monotonic() - started))

    def database(self, *, with_sample: bool) -> None:
        """Structure, reference data, sample, accounts, numbers; each builds on the one before."""
        if is_prepared():
            self.stdout.write(_("struktur dan rujukan: sudah sesuai"))
        else:
            self.step(_("struktur basis data"), "migrate", interactive=False)
            self.step(_("wilayah"), "load_regions")
            self.step(_("komoditas"), "load_commodities")
            self.step(_("daftar kode"), "load_code_lists")
            for name, command in settings.REFERENCE_STEPS:
                self.step(name, command)
            if mark_where_counted_otherwise():
                self.stdout.write(_("cara menghitung angka: berubah, semua angka dihitung ulang"))
            store_stamp()
        if with_sample:
            self.step(_("data contoh"), "load_sample")
        if settings.DEMO_LOGINS_ALLOWED and not has_demo_accounts():
            self.demo_accounts()
        self.tell(_("angka agregat"), self.aggregates)

    def step(self, name: str, command: str, **options: Any) -> None:
        """Run another command quietly and show the line it ends its work with."""
        self.tell(name, lambda: quietly(command, **options))

    def tell(self, name: str, work: Callable[[], str]) -> None:
        """Do one thing and say what came of it and how long it took."""
        began = monotonic()
        outcome = work()
        self.stdout.write(f"{name}: {outcome} ({seconds(monotonic() - began)})")

    def demo_accounts(self) -> None:
        """On the first start only; the logins are shown here unless `./ikm up` shows them."""
        lines = StringIO()
        call_command("make_demo_accounts", stdout=lines)
        if settings.DEMO_LOGINS_FILE:
            self.stdout.write(_("akun contoh: dibuat, hanya untuk peragaan"))
        else:
            self.stdout.write(lines.getvalue(), ending="")

    def aggregates(self) -> str:
        """Drain what the loading has marked, so that the first page has its numbers."""
        cells = 0
        for _turn in range(DRAINS):
            done = drain()
            cells += done.cells
            if not done.provinces:
                break
        if not cells:
            return _("tidak berubah")
        return _("%s angka dihitung") % format_number(cells)


def quietly(command: str, **options: Any) -> str:
    """The first line a command prints at its least talkative."""
    lines = StringIO()
    call_command(command, stdout=lines, verbosity=0, **options)
    said = [line for line in lines.getvalue().splitlines() if line.strip()]
    return "; ".join(said[:-1]) if len(said) > 1 else _("selesai")


def seconds(duration: float) -> str:
    """`1,2 detik`."""
    return _("%s detik") % f"{duration:.1f}".replace(".", ",")
