"""For every named promise of the chain of review a row that breaks it and nothing else
(tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

Row = Mapping[str, Any]
ACT = UUID("22222222-2222-4222-8222-222222222222")

# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED_REVIEW: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("submission", "kind", {}),
    ("submission", "channel", {}),
    ("submission_act", "answer", {}),
    ("decision", "step", {}),
    ("decision", "verdict", {}),
    ("review_step", "code", {}),
)
# (constraint, what breaks it, note)
BROKEN_REVIEW: tuple[tuple[str, Row, str], ...] = (
    ("submission_act_waits_at_a_step", {"step": ""}, ""),
    ("submission_act_waits_at_a_step", {"step": "banana"}, "unknown step"),
    ("review_step_days_above_zero", {"days": 0}, ""),
    ("decision_two_people", {"decided_by_id": lambda row: row["proposer_id"]}, ""),
    ("decision_has_words", {"words": ""}, ""),
    ("decision_applied_is_approved", {"verdict": "returned", "applied_act": ACT}, ""),
)
# (constraint, the second row, the first one)
TAKEN_REVIEW: tuple[tuple[str, Row, Row], ...] = (
    ("office_step_once", {}, {}),
    ("decision_once", {}, {}),
)
