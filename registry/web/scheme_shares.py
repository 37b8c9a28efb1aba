"""The part of the page of commodities that spreads sentra over one scheme (`?skema=`)."""

from dataclasses import dataclass

from django.http import Http404
from django.utils.translation import gettext as _

from registry.aggregates.classification import SchemeShares, shares
from registry.models import Scheme

PARAMETER = "skema"


@dataclass(frozen=True)
class SchemeChoice:
    """Every scheme to choose from, and the table of the one that was chosen."""

    schemes: list[Scheme]
    chosen: SchemeShares | None

    @property
    def top(self) -> int:
        """The largest group, for the bars."""
        return max((line.count for line in self.chosen.lines), default=0) if self.chosen else 0


def scheme_choice(code: str) -> SchemeChoice:
    """The schemes, with the table of `code` where one is named; Http404 for one there is not."""
    schemes = list(Scheme.objects.order_by("name"))
    if not code:
        return SchemeChoice(schemes, None)
    found = next((scheme for scheme in schemes if scheme.code == code), None)
    if found is None:
        raise Http404(_("Tidak ada skema dengan kode %(code)s.") % {"code": code[:60]})
    return SchemeChoice(schemes, shares(found))
