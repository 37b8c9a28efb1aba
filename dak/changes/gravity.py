"""Which changes of a grant need a second pair of eyes: those of money that stands on record. What
follows from it is decided in registry.changes.desk and registry.changes.review."""

from collections.abc import Mapping
from typing import Any

from registry.changes.change import Change
from registry.changes.kinds import Gravity, all_kinds

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


def touches_approved(change: Change) -> Gravity:
    """A row of money that was approved: whatever is altered of it."""
    return Gravity.PLAIN if _stored(change, "approved_on") is None else Gravity.GRAVE


def touches_official(change: Change) -> Gravity:
    """The official claim leaves force, or comes back."""
    return Gravity.GRAVE if _stored(change, OFFICIAL) else Gravity.PLAIN


def _stored(change: Change, column: str) -> Any:
    """One column of the row a change touches; None where there is no such row."""
    if not str(change.target).isdecimal():
        return None
    rows = all_kinds()[change.kind].model._default_manager.filter(pk=change.target)
    return rows.values_list(column, flat=True).first()
