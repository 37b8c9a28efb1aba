"""The money of a grant from plan to absorption, stage by stage, as far as any source speaks of it.
Amounts are listed, never added: two sources may speak of one contract."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dak.choices import ClaimStage
from dak.queries.grants import Claim, GrantRow
from registry.models import Source
from sentra.lib.figures import Figure

STAGES: tuple[tuple[ClaimStage, str | Promise], ...] = (
    (ClaimStage.PLANNED, _("Rencana")),
    (ClaimStage.ALLOCATION, _("Pagu")),
    (ClaimStage.CONTRACT, _("Kontrak")),
    (ClaimStage.DISBURSED, _("Disalurkan ke kas daerah")),
    (ClaimStage.ABSORBED, _("Terserap")),
    (ClaimStage.BUILT, _("Nilai bangunan jadi")),
)


@dataclass(frozen=True)
class Amount:
    """One amount at one stage, and who says so."""

    figure: Figure
    source: Source
    activity: str


@dataclass(frozen=True)
class ChainStep:
    """One stage; without amounts nobody has reported it."""

    label: str
    amounts: tuple[Amount, ...]


def chain(row: GrantRow) -> list[ChainStep]:
    """Every stage in order, reported or not."""
    return [ChainStep(str(label), tuple(_amounts(row, stage))) for stage, label in STAGES]


def _amounts(row: GrantRow, stage: ClaimStage) -> list[Amount]:
    found = [
        Amount(line.figure, line.claim.source, line.claim.activity)
        for line in row.claims
        if line.claim.stage == stage and line.figure is not None
    ]
    if stage == ClaimStage.ABSORBED:
        found += [_realised(line) for line in row.claims if line.claim.realised_idr is not None]
    return found


def _realised(line: Claim) -> Amount:
    """What a claim of another stage says was spent; zero is an answer."""
    figure = Figure.exact(line.claim.realised_idr or 0)
    return Amount(figure, line.claim.source, line.claim.activity)
