"""`manage load_sample`: the sample from public sources, with how deep its places were found. Safe
to run again: what was loaded once is left alone."""

from time import monotonic
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from registry import policy
from registry.imports.sample import SampleReport
from sentra.lib.number_format import format_number
from sentra.lib.problems import ChangeRejected

LABELS = {
    "source": "sumber",
    "institution": "lembaga",
    "sentra": "catatan sentra",
    "fact_claim": "klaim fakta",
    "facility_state": "keadaan fasilitas",
    "need": "kebutuhan",
    "certificate": "sertifikat",
    "grant": "hibah DAK",
    "claim": "klaim nilai",
    "grant_span": "rentang tahun penerimaan DAK",
    "asset": "aset DAK",
    "asset_state": "keadaan aset",
    "outcome": "angka hasil",
}
DEPTHS = (("village", "desa/kelurahan"), ("district", "kecamatan"), ("regency", "kabupaten/kota"))


class Command(BaseCommand):
    """Parse, load, print; the work is in registry.imports.sample and its like in other
    applications (settings.SAMPLE_LOADERS)."""

    help = "Memuat data contoh dari sumber publik; boleh dijalankan berulang kali."

    def handle(self, *args: Any, **options: Any) -> None:
        """Print one line per noun, the places, and the seconds."""
        started = monotonic()
        actor = policy.system("load_sample")
        try:
            reports: list[SampleReport] = [
                import_string(path)(actor) for path in settings.SAMPLE_LOADERS
            ]
        except ChangeRejected as refused:
            lines = [f"{p.message} ({p.code}, {p.field}: {p.value})" for p in refused.problems]
            raise CommandError("\n".join(lines)) from refused
        if all(report.is_unchanged for report in reports):
            self.stdout.write(_("Tidak ada perubahan."))
        else:
            for report in reports:
                self.tell(report, verbose=options["verbosity"] > 0)
        seconds = f"{monotonic() - started:.1f}".replace(".", ",")
        self.stdout.write(_("Selesai dalam %s detik.") % seconds)

    def tell(self, report: SampleReport, *, verbose: bool) -> None:
        """What one loader brought."""
        for count in report.counts:
            total, created = format_number(count.total), format_number(count.created)
            self.stdout.write(f"{total} {LABELS[count.noun]}, " + _("%s baru") % created)
        if report.depths:
            found = [f"{report.depths[level]} {label}" for level, label in DEPTHS]
            self.stdout.write(_("Tempat ditemukan sampai: ") + ", ".join(found))
        if report.shallow:
            line = _("%s tempat tidak ditemukan sedalam kata sumbernya")
            self.stdout.write(line % len(report.shallow) + (":" if verbose else ""))
        for place in report.shallow if verbose else []:
            self.stdout.write(f"  {place}")
