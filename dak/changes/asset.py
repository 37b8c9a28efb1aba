"""The verb by which an asset is in use on an office's word: its state, its components that begin to
operate, and the needs they answer, in one act; and which asset an objection is about."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dak.changes.component import operates
from dak.models import Asset, GrantComponent
from dak.queries.matters import asset_matter
from registry.changes.change import Change
from registry.queries.matter import Matter


def starts_operating(asset: Asset, day: date, values: Mapping[str, Any]) -> tuple[Change, ...]:
    """The changes of one act. `values` are those of the state beside asset, state and day: who
    confirms it, when and from which source."""
    state = {
        "state": "operating",
        "state_precision": "day",
        **values,
        "asset": asset.code,
        "state_on": day.isoformat(),
    }
    return (Change("asset_state.record", state), *what_operates(asset, day))


def what_operates(asset: Asset, day: date) -> tuple[Change, ...]:
    """The components that paid for the asset and do not operate yet begin to, and their needs are
    answered. A need that several components answer is closed once."""
    paid = GrantComponent.objects.in_force().filter(
        asset_fundings__asset=asset,
        asset_fundings__is_withdrawn=False,
        operates_on__isnull=True,
    )
    changes: dict[tuple[str, str], Change] = {}
    for component in paid.select_related("need", "grant").distinct().order_by("pk"):
        for change in operates(component, day):
            changes.setdefault((change.kind, change.target), change)
    return tuple(changes.values())


def asset_of_dispute(change: Change) -> Matter | None:
    """The asset without a registered sentra that an objection is about; None for one at a sentra,
    which belongs to that sentra."""
    return asset_matter(str(change.values.get("asset") or ""))
