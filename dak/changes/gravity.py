"""Which changes of a grant need a second pair of eyes: those of money that stands on record. What
follows from it is decided in registry.changes.desk and registry.changes.review."""

from collections.abc import Mapping
from typing import Any

from registry.changes.kinds import Gravity

# Whether an amount is the official one among those that disagree.
OFFICIAL = "is_official"


def changes_money(values: Mapping[str, Any]) -> Gravity:
    """A corrected amount in rupiah, or another claim taken for the official one."""
    is_money = any(name.endswith("_idr") or name == OFFICIAL for name in values)
    return Gravity.GRAVE if is_money else Gravity.PLAIN


def takes_back_money(values: Mapping[str, Any]) -> Gravity:
    """A report on record is replaced, or leaves force, with the money it speaks of."""
    return Gravity.GRAVE
