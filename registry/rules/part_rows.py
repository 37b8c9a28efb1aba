"""The parts of the sentra an act touches, as they will stand after it: rows in force, with what the
act itself records, corrects or withdraws already laid over them."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from registry.models import Part
from registry.rules.draft import Facts

Rows = Mapping[int, list[Mapping[str, Any]]]


def rows_in_force(facts: Facts, model: type[Part]) -> Rows:
    """Rows by sentra; one statement per noun and act, and only when a rule asks."""
    key = ("rows", model)
    if key not in facts.remembered:
        facts.remembered[key] = _rows(facts, model)
    return facts.remembered[key]


def _rows(facts: Facts, model: type[Part]) -> Rows:
    drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is model}
    stored: Any = model._default_manager.filter(sentra_id__in=facts.sentra_rows).values()
    found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for row in ({row["id"]: row for row in stored} | drafted).values():
        if not row["is_withdrawn"]:
            found[row["sentra_id"]].append(row)
    return found
