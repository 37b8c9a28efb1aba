"""`manage load_code_lists`: kinds of facilities, certificates and needs, and units of measure. Safe
to run again; what staff changed stays theirs."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.code_lists import load_code_lists
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected

LABELS = {
    "facility_kind": "jenis fasilitas",
    "certificate_kind": "jenis sertifikat",
    "need_kind": "jenis kebutuhan",
    "measure_unit": "satuan",
    "review_step": "tahap pemeriksaan",
}


class Command(BaseCommand):
    """Load, print; the work is in registry.imports.code_lists."""

    help = "Memuat daftar kode; boleh dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per list and the seconds, or every problem."""
        started = monotonic()
        try:
            counts = load_code_lists(policy.system("load_code_lists"))
        except ChangeRejected as refused:
            raise CommandError("\n".join(p.message for p in refused.problems)) from refused
        for count in counts:
            line = f"{format_number(count.total)} {LABELS[count.noun]}"
            if count.created:
                line += ", " + _("%s baru") % format_number(count.created)
            self.stdout.write(line)
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)
