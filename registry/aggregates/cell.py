"""One published number as it leaves the engine. How it is read is in registry.aggregates.publish,
how one is divided by another in registry.aggregates.ratio."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

# Whole, but for a ratio: that is a Decimal in percent.
Amount = Any
Bounds = tuple[Amount, Amount]
OK, SUPPRESSED = "ok", "suppressed"


@dataclass(frozen=True)
class Cell:
    """One published number. `value` is None when nobody reported, when it is a range (see `low` and
    `high`), or when it is withheld (`state`). A ratio carries the bounds of what it was divided
    from."""

    definition: str
    label: str
    unit: str
    region_code: str
    region_name: str
    period: str
    dimension: str
    member: str
    member_label: str
    value: Amount
    low: Amount
    high: Amount
    state: str
    n_records: int
    n_reporting: int | None
    n_verified: int
    year_from: int | None
    year_to: int | None
    data_as_of: datetime
    is_stale: bool
    query: str
    numerator: Bounds = (None, None)
    denominator: Bounds = (None, None)

    @property
    def is_range(self) -> bool:
        """Reported, but not as one exact number."""
        return self.value is None and self.low is not None
