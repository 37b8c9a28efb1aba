"""Legal rows of what became of a sentra and of what sources say about a fact
(tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.factories import make_sentra, make_source

Row = dict[str, Any]

LEGAL_FACTS: Mapping[str, Callable[[], Row]] = {
    "SentraSuccession": lambda: {
        "sentra_id": make_sentra().pk,
        "kind": "merged",
        "successor_id": make_sentra().pk,
        "happened_on": date(2025, 3, 1),
        "old_name": "Uji",
        "old_region_code": "51.04",
        "source_id": make_source().pk,
    },
    "FactClaim": lambda: {
        "sentra_id": make_sentra().pk,
        "fact": "unit_count",
        "year": 2018,
        "claimed": 293,
        "claimed_low": 293,
        "claimed_high": 293,
        "claimed_qualifier": "=",
        "source_id": make_source().pk,
    },
}
