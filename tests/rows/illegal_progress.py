"""For every named promise of progress reports, a row that breaks it and nothing else
(tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from typing import Any

from dak.models import Grant
from tests.factories import make_grant
from tests.factories.money import make_component
from tests.factories.progress import make_report

Row = Mapping[str, Any]
REVISES = {"revision_words": "salah baca"}

LISTED_PROGRESS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("progress", "period_kind", {}),
    ("progress_photo", "stage", {}),
)


def own_report(row: Row) -> int:
    """An earlier report of the very grant."""
    grant = Grant.objects.get(pk=row["grant_id"])
    return make_report(grant, as_of_on="2024-03-31", period_number=1, physical_percent="1").pk


def own_component(row: Row) -> int:
    """A component of the very grant."""
    grant = Grant.objects.get(pk=row["grant_id"])
    return make_component(grant, amount_idr=1_000_000_000).pk


BROKEN_PROGRESS: tuple[tuple[str, Row, str], ...] = (
    ("progress_period_possible", {"period_number": 5}, "quarter"),
    ("progress_period_possible", {"period_number": 0}, ""),
    ("progress_period_possible", {"period_kind": "tranche", "period_number": 13}, "tranche"),
    ("progress_percent_possible", {"physical_percent": "-0.001"}, ""),
    ("progress_percent_possible", {"physical_percent": "100.001"}, "too much"),
    ("progress_amount_not_negative", {"amount_idr": -1}, ""),
    ("progress_volume_has_unit", {"output_volume": 1}, "no unit"),
    ("progress_volume_has_unit", {"unit_words": "m2"}, "no volume"),
    ("progress_volume_has_unit", {"output_volume": -1, "unit_words": "m2"}, ""),
    ("progress_revision_says_why", REVISES, "revises nothing"),
    ("progress_revision_says_why", {"corrects_id": own_report}, ""),
    (
        "progress_corrects_own_grant",
        {**REVISES, "corrects_id": lambda row: make_report(make_grant()).pk},
        "",
    ),
    (
        "progress_component_own_grant",
        {"component_id": lambda row: make_component(make_grant(), amount_idr=1_000_000_000).pk},
        "",
    ),
    ("progress_target_percent_possible", {"physical_percent": "100.001"}, ""),
    ("progress_target_percent_possible", {"physical_percent": -1}, "negative"),
    ("progress_target_amount_not_negative", {"amount_idr": -1}, ""),
)
# Written twice; the second row may differ in what is no part of the promise.
TWICE_PROGRESS: tuple[tuple[str, Row], ...] = (
    ("progress_once", {}),
    ("progress_target_once", {}),
    ("progress_problem_once", {}),
    ("progress_photo_once", {}),
)
# (constraint, the second row, the first row)
TAKEN_PROGRESS: tuple[tuple[str, Row, Row], ...] = (
    ("progress_corrected_once", {}, {**REVISES, "corrects_id": own_report}),
    ("progress_once_of_component", {}, {"component_id": own_component}),
)
