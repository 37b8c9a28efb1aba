"""`manage load_dak_rules`: the yearly rules of DAK with their sources. Safe to run again; what
staff changed stays theirs."""

from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from dak.imports.rules import load_rules
from registry import policy
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected

LABELS = {
    "source": "sumber",
    "rule_set": "tahun aturan",
    "menu": "menu",
    "menu_component": "komponen menu",
    "minimum_units": "batas unit usaha",
    "disbursement_mode": "cara penyaluran",
    "disaster_exception": "pengecualian bencana",
    "tranche": "tahap",
    "gate": "syarat capaian",
    "deadline_override": "batas yang diumumkan",
    "holiday": "hari libur",
    "outcome_indicator": "indikator hasil",
    "progress_problem_kind": "jenis masalah pekerjaan",
    "deadline": "batas berlaku",
}


class Command(BaseCommand):
    """Load, print; the work is in dak.imports.rules."""

    help = "Memuat aturan DAK per tahun anggaran; boleh dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per noun and the seconds, or every problem."""
        started = monotonic()
        try:
            counts = load_rules(policy.system("load_dak_rules"))
        except ChangeRejected as refused:
            lines = [f"{p.message} ({p.code}, {p.field}: {p.value})" for p in refused.problems]
            raise CommandError("\n".join(lines)) from refused
        for count in counts:
            line = f"{format_number(count.total)} {LABELS[count.noun]}"
            if count.created:
                line += ", " + _("%s baru") % format_number(count.created)
            if count.corrected:
                line += ", " + _("%s dihitung ulang") % format_number(count.corrected)
            if count.withdrawn:
                line += ", " + _("%s ditarik") % format_number(count.withdrawn)
            self.stdout.write(line)
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)
