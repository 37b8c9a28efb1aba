"""Legal rows of the chain of review (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from registry.models import ReviewStep
from tests.factories import make_office, make_user
from tests.factories.submissions import make_submission_act

Row = dict[str, Any]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


LEGAL_REVIEW: Mapping[str, Callable[[], Row]] = {
    "ReviewStep": lambda: {"code": "directorate", "name": "Uji", "position": 9, "days": 7},
    "OfficeStep": lambda: {
        "office_id": make_office().pk,
        "step_id": ReviewStep.objects.get(code="head").pk,
        "is_on": True,
    },
    "Decision": lambda: {
        "act_id": make_submission_act().pk,
        "number": 0,
        "step": "ministry",
        "verdict": "approved",
        "decided_by_id": make_user().pk,
        "proposer_id": make_user().pk,
        "decided_at": NOON,
        "words": "uji",
        "version_shown": 0,
    },
}
