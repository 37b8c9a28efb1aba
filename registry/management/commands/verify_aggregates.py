"""Compare every stored number with its rows."""

from typing import Any

from django.core.management.base import BaseCommand

from registry.aggregates.verify import verify


class Command(BaseCommand):
    """Exits with 1 when a number differs or a trigger is missing."""

    help = "Membandingkan setiap angka tersimpan dengan baris-barisnya."

    def handle(self, *args: Any, **options: Any) -> None:
        verdict = verify()
        self.stdout.write(
            f"{verdict.n_cells} angka diperiksa; {len(verdict.differences)} berbeda;"
            f" {verdict.pending_events} penanda menunggu;"
            f" {len(verdict.trigger_gaps)} trigger hilang."
        )
        for difference in verdict.differences[:50]:
            self.stdout.write(f"  {difference}")
        for gap in verdict.trigger_gaps:
            self.stdout.write(f"  trigger {gap}")
        if not verdict.is_right:
            raise SystemExit(1)
