"""Facts on which sources disagree, as the page of a sentra shows them: every value with its source
and date, and which one is used and why."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from registry.columns.viewer import Viewer
from registry.models import FactClaim, Sentra
from registry.policy import Actor
from registry.queries.claim_differences import claim_differences
from registry.queries.contradictions import (
    Contradiction,
    claim_words,
    figure_words,
    is_money,
    seen_contradictions,
)
from registry.web.source_words import source_words
from sentra.lib.dates import today_wib


@dataclass(frozen=True)
class Line:
    """One source's value."""

    claim: FactClaim
    value: str
    source: str


@dataclass(frozen=True)
class Departure:
    """A figure of a profile that is not what the published claim says, both with their source."""

    label: str
    claimed: str
    claim_source: str
    reported: str
    profile_source: str


@dataclass(frozen=True)
class Disagreement:
    """One fact: its name, its lines, and what the registry makes of it."""

    label: str
    lines: list[Line]
    is_open: bool
    verdict: str


def disagreements(sentra: Sentra, actor: Actor) -> list[Disagreement]:
    """The contradictions of a sentra as this reader may see them: money whose source is an office
    only for the ministry and the office of the place, as everywhere."""
    viewer = Viewer(actor, today_wib())
    is_own = viewer.is_own(sentra.regency_id or sentra.province_id)

    def may_see(claim: FactClaim) -> bool:
        return is_own or not is_money(claim) or claim.source.office_id is None

    return [_shown(one) for one in seen_contradictions(sentra, may_see)]


def departures(sentra: Sentra, actor: Actor) -> list[Departure]:
    """Where a yearly profile says something else than the published claim, as this reader may see
    it: money only where neither source is an office, or for the office itself."""
    viewer = Viewer(actor, today_wib())
    is_own = viewer.is_own(sentra.regency_id or sentra.province_id)
    found = []
    for one in claim_differences(sentra):
        offices = [one.claim.source.office_id, one.profile and one.profile.source.office_id]
        if is_money(one.claim) and not is_own and any(offices):
            continue
        found.append(
            Departure(
                label=str(one.claim),
                claimed=claim_words(one.claim),
                claim_source=source_words(one.claim.source),
                reported=figure_words(one.claim, one.reported),
                profile_source=source_words(one.profile.source) if one.profile else "",
            )
        )
    return found


def _shown(one: Contradiction) -> Disagreement:
    published = one.published
    lines = [Line(claim, claim_words(claim), source_words(claim.source)) for claim in one.claims]
    verdict = (
        _("Dipakai: %(value)s. Alasan: %(reason)s")
        % {"value": claim_words(published), "reason": published.published_reason}
        if published
        else _("Belum diputuskan nilai mana yang dipakai.")
    )
    return Disagreement(one.label, lines, published is None, verdict)
