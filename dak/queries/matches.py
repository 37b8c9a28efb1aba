"""Which registered sentra each grant is matched to, and which grants name a place that the registry
does not hold; for the list that staff work through."""

from dataclasses import dataclass

from dak.choices import Locus
from dak.models.locus import NOT_LISTED
from dak.queries.grants import GrantRow, grant_rows, on_record


@dataclass(frozen=True)
class Match:
    """One grant: its code, what the source calls the place, and the sentra it is matched to;
    several where it is split."""

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
    """Every grant in force, matched ones first; two statements."""
    rows = grant_rows(on_record().order_by("grant__code"))
    return sorted(map(_match, rows), key=lambda match: not match.is_matched)


def _match(row: GrantRow) -> Match:
    code = NOT_LISTED if row.locus is Locus.UNREGISTERED else ""
    return Match(
        grant=row.grant.code,
        words=row.grant.sentra_words,
        locus=row.locus,
        locus_code=" ".join(sentra.public_code for sentra in row.sentra) or code,
        sentra=", ".join(sentra.name for sentra in row.sentra),
    )
