"""Which registered sentra each grant is matched to, and which grants name a place that the registry
does not hold; for the list that staff work through."""

from dataclasses import dataclass

from dak.choices import Locus
from dak.models import Grant
from dak.models.locus import NOT_LISTED


@dataclass(frozen=True)
class Match:
    """One grant: its code, what the source calls the place, and the sentra it is matched to."""

    grant: str
    words: str
    locus: Locus
    locus_code: str
    sentra: str

    @property
    def is_matched(self) -> bool:
        """Whether a registered sentra is named."""
        return self.locus is Locus.REGISTERED


def grant_matches() -> list[Match]:
    """Every grant, matched ones first; one statement."""
    rows = Grant.objects.select_related("sentra").order_by("code")
    return sorted(map(_match, rows), key=lambda match: not match.is_matched)


def _match(grant: Grant) -> Match:
    code = NOT_LISTED if grant.is_unregistered else ""
    return Match(
        grant=grant.code,
        words=grant.sentra_words,
        locus=grant.locus,
        locus_code=grant.sentra.public_code if grant.sentra else code,
        sentra=grant.sentra.name if grant.sentra else "",
    )
