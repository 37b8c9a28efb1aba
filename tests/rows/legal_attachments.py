"""Legal rows of attachments and region points (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from tests.factories import make_office, make_user

Row = dict[str, Any]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOKEN = UUID("11111111-1111-4111-8111-111111111111")

LEGAL_ATTACHMENTS: Mapping[str, Callable[[], Row]] = {
    "Attachment": lambda: {
        "office_id": make_office().pk,
        "province_id": "51",
        "regency_id": "51.04",
        "token": TOKEN,
        "kind": "photo",
        "stored_type": "jpeg",
        "byte_count": 1000,
        "width": 64,
        "height": 48,
        "sha256": "a" * 64,
        "source_sha256": "b" * 64,
        "uploaded_by_id": make_user().pk,
        "uploaded_at": NOON,
    },
    "RegionPoint": lambda: {
        "regency_id": "51.06",
        "latitude": "-8.4",
        "longitude": "115.3",
        "radius_km": "20",
        "source_words": "uji",
    },
}
