"""For every named promise of campaigns and reporting deadlines a row that breaks it and nothing
else (tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from registry.models import CampaignSample, CampaignSentra
from tests.factories import make_office

Row = Mapping[str, Any]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def another_entry(row: Row) -> Any:
    """A sentra of the campaign that is not sampled yet."""
    taken = CampaignSample.objects.values("entry")
    return CampaignSentra.objects.exclude(pk__in=taken).values_list("pk", flat=True)[0]


# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED_CAMPAIGNS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("campaign", "state", {"frame_digest": "a", "n_frame": 1, "opened_at": NOON}),
    ("campaign_draw", "design", {}),
    ("campaign_sample", "result", {"found_on": date(2026, 11, 9), "method": "visit", "words": "a"}),
    ("campaign_sample", "method", {"result": "gone", "found_on": date(2026, 11, 9), "words": "a"}),
)
# (constraint, what breaks it, note)
BROKEN_CAMPAIGNS: tuple[tuple[str, Row, str], ...] = (
    ("campaign_deadline_after_opening", {"deadline_on": date(2026, 11, 1)}, ""),
    ("campaign_name_present", {"name": ""}, ""),
    ("campaign_year_possible", {"year": 1999}, ""),
    ("campaign_year_possible", {"year": 2101}, "far"),
    ("campaign_frozen_when_open", {"state": "open"}, ""),
    ("campaign_frozen_when_open", {"n_frame": 3}, "frozen though prepared"),
    (
        "campaign_frozen_when_open",
        {"state": "open", "frame_digest": "a", "n_frame": 0, "opened_at": NOON},
        "opened empty",
    ),
    (
        "campaign_closed_at_a_moment",
        {"state": "closed", "frame_digest": "a", "n_frame": 1, "opened_at": NOON},
        "",
    ),
    ("campaign_closed_at_a_moment", {"closed_at": NOON}, "closed though prepared"),
    ("campaign_sentra_region_in_province", {"region_code": "32.04"}, ""),
    ("campaign_draw_size_fits", {"size": 0}, ""),
    ("campaign_draw_size_fits", {"size": 4}, "more than there are"),
    ("campaign_draw_seed_present", {"seed": ""}, ""),
    ("campaign_sample_finding_whole", {"result": "exists"}, ""),
    ("campaign_sample_finding_whole", {"words": "ada"}, "words of nothing"),
    ("reporting_deadline_near_its_year", {"due_on": date(2025, 12, 31)}, ""),
    ("reporting_deadline_near_its_year", {"due_on": date(2028, 1, 1)}, "two years on"),
)
# (constraint, the second row, the first one)
TAKEN_CAMPAIGNS: tuple[tuple[str, Row, Row], ...] = (
    ("campaign_sentra_once", {}, {}),
    ("campaign_draw_once", {}, {}),
    ("campaign_sample_once", {"position": 2}, {}),
    ("campaign_sample_position_once", {"entry_id": another_entry}, {}),
    ("reporting_deadline_once", {}, {"office_id": lambda row: make_office().pk}),
    ("reporting_deadline_general_once", {}, {}),
)
