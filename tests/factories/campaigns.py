"""Factories of campaigns: prepared, opened with its sentra, with a sample drawn."""

from itertools import count
from typing import Any

from registry.changes.campaign import draw_sample, open_campaign
from registry.filters.campaign import frame_rows
from registry.models import Campaign, CampaignDraw, CampaignSample, ReportingDeadline
from registry.queries.audit import draw_of, samples
from sentra.lib.sampling import digest
from tests.factories.records import ACTOR, make

_numbers = count(1)


def make_campaign(**values: Any) -> Campaign:
    """One of November 2026 about every sentra, not opened yet."""
    given = {
        "name": f"Kampanye {next(_numbers)}",
        "year": 2026,
        "opens_on": "2026-11-01",
        "deadline_on": "2026-12-15",
        **values,
    }
    return make("campaign.record", **given)


def opened(campaign: Campaign) -> Campaign:
    """The same campaign, opened today with whatever its frame selects."""
    open_campaign(
        campaign,
        actor=ACTOR,
        version_shown=campaign.version,
        digest_shown=digest(row.public_code for row in frame_rows(campaign.frame)),
        reason="uji",
    )
    campaign.refresh_from_db()
    return campaign


def drawn(campaign: Campaign, size: int, design: str = "simple") -> list[CampaignSample]:
    """The sample of an opened campaign, in the order of the draw."""
    draw_sample(campaign, design=design, size=size, actor=ACTOR)
    draw: CampaignDraw | None = draw_of(campaign)
    assert draw is not None
    return list(samples(draw))


def make_reporting_deadline(**values: Any) -> ReportingDeadline:
    """The end of October 2026 for every office."""
    return make("reporting_deadline.record", **{"year": 2026, "due_on": "2026-10-31", **values})
