"""Which changes need more than one pair of eyes, judged by their values alone. Each kind names its
judge in the catalogue; what follows from it is decided in submission.py and desk.py."""

from collections.abc import Mapping
from typing import Any

from registry.changes.kinds import Gravity
from registry.choices import ExistenceStatus, SentraSuccessionKind
from registry.models.profile import FIGURE_CODES

ENDED = frozenset({ExistenceStatus.CLOSED, ExistenceStatus.MERGED, ExistenceStatus.SPLIT})


def ends_a_sentra(values: Mapping[str, Any]) -> Gravity:
    """A state of existence after which the sentra is counted no more."""
    return Gravity.GRAVE if values.get("status") in ENDED else Gravity.PLAIN


def moves_a_sentra(values: Mapping[str, Any]) -> Gravity:
    """Another regency or province: two offices and two sets of numbers are concerned."""
    return Gravity.GRAVE if {"province", "regency"} & values.keys() else Gravity.PLAIN


def becomes_another(values: Mapping[str, Any]) -> Gravity:
    """Merged, split or moved; a new name alone is an ordinary correction."""
    is_rename = values.get("kind") == SentraSuccessionKind.RENAMED
    return Gravity.PLAIN if is_rename else Gravity.GRAVE


def touches_figures(values: Mapping[str, Any]) -> Gravity:
    """A figure that was approved becomes another."""
    return Gravity.FIGURE if set(FIGURE_CODES) & values.keys() else Gravity.PLAIN
