"""`manage list_grant_matches`: every grant with the registered sentra it is matched to, or "belum
terdaftar"."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from dak.queries.matches import grant_matches


class Command(BaseCommand):
    """Prints; the matching stands in the grants themselves."""

    help = "Mencetak setiap hibah dengan sentra terdaftar yang cocok, atau “belum terdaftar”."

    def handle(self, *args: Any, **options: Any) -> None:
        """One line a grant, then how many are matched."""
        matches = grant_matches()
        for match in matches:
            place = match.sentra or str(match.locus.label)
            self.stdout.write("\t".join((match.grant, match.words, match.locus_code, place)))
        words = _("%(n)s hibah: %(matched)s cocok dengan sentra terdaftar, %(rest)s tidak.")
        matched = sum(match.is_matched for match in matches)
        said = {"n": len(matches), "matched": matched, "rest": len(matches) - matched}
        self.stdout.write(words % said)
