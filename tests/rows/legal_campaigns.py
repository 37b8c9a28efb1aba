"""Legal rows of campaigns and reporting deadlines (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from typing import Any

from tests.factories import make_sentra
from tests.factories.campaigns import drawn, make_campaign, opened

Row = dict[str, Any]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def _sample() -> Row:
    for _one in range(3):
        make_sentra()
    campaign = opened(make_campaign())
    first = drawn(campaign, 1)[0]
    other = campaign.entries.exclude(pk=first.entry_id).first()
    assert other is not None
    return {"draw_id": first.draw_id, "entry_id": other.pk, "position": 9}


LEGAL_CAMPAIGNS: Mapping[str, Callable[[], Row]] = {
    "Campaign": lambda: {
        "code": "uji",
        "name": "Uji",
        "year": 2026,
        "opens_on": date(2026, 11, 1),
        "deadline_on": date(2026, 12, 15),
    },
    "CampaignSentra": lambda: {
        "campaign_id": make_campaign().pk,
        "sentra_id": make_sentra().pk,
        "province_id": "51",
        "region_code": "51.04",
    },
    "CampaignDraw": lambda: {
        "campaign_id": make_campaign().pk,
        "design": "simple",
        "size": 2,
        "n_frame": 3,
        "frame_digest": "a",
        "seed": "a",
        "drawn_at": NOON,
    },
    "CampaignSample": _sample,
    "ReportingDeadline": lambda: {"year": 2026, "due_on": date(2026, 10, 31)},
}
