"""Which changes of a grant need a second pair of eyes: those of money that stands on record. What
follows from it is decided in registry.changes.desk and registry.changes.review."""

from collections.abc import Mapping, Sequence
from typing import Any

from registry.changes.kinds import Gravity, Touched

# Whether an amount is the official one among those that disagree.
OFFICIAL = "is_official"
NO = (None, False, "", "false", "False")


def changes_money(values: Mapping[str, Any]) -> Gravity:
    """A corrected amount in rupiah, or another claim taken for the official one."""
    is_money = any(name.endswith("_idr") or name == OFFICIAL for name in values)
    return Gravity.GRAVE if is_money else Gravity.PLAIN


def marks_official(values: Mapping[str, Any]) -> Gravity:
    """A claim that is recorded as the official one; any other is one more thing a source says."""
    return Gravity.PLAIN if values.get(OFFICIAL) in NO else Gravity.GRAVE


def takes_back_money(values: Mapping[str, Any]) -> Gravity:
    """A row on record is replaced, or leaves force, with the money it speaks of."""
    return Gravity.GRAVE


def touches_approved(touched: Sequence[Touched]) -> Gravity:
    """A row of money that was approved: whatever is altered of it."""
    is_approved = any(one.row.approved_on is not None for one in touched)
    return Gravity.GRAVE if is_approved else Gravity.PLAIN


def touches_official(touched: Sequence[Touched]) -> Gravity:
    """The official claim leaves force, or comes back."""
    closing = [one.row for one in touched if "is_withdrawn" in one.names]
    return Gravity.GRAVE if any(row.is_official for row in closing) else Gravity.PLAIN
