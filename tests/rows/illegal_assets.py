"""For every named promise of assets and outcomes, a row that breaks it and nothing else
(tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dak.models import Grant
from tests.factories import make_grant, make_office, make_sentra
from tests.factories.money import line_of

Row = Mapping[str, Any]
EARLY, LATE = date(2024, 5, 1), date(2024, 9, 1)
DATES = ("completed", "handed_over", "inaugurated", "operates")


def an_office(row: Row) -> int:
    return make_office().pk


def own_component(row: Row) -> int:
    from_grant = make_grant()
    return line_of("component", from_grant).pk


def same_component(row: Row) -> int:
    from_grant = Grant.objects.get(pk=row["grant_id"])
    return line_of("component", from_grant).pk


LISTED_ASSETS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    *(("asset", f"{name}_precision", {f"{name}_on": EARLY}) for name in DATES),
    ("asset_state", "state", {}),
    ("asset_state", "state_precision", {}),
    ("asset_state", "basis", {}),
    ("asset_dispute", "verdict", {}),
    ("outcome", "as_of_precision", {"as_of_on": EARLY}),
    ("outcome", "told_as", {}),
)

BROKEN_ASSETS: tuple[tuple[str, Row, str], ...] = (
    *((f"asset_{name}_date_known", {f"{name}_on": EARLY}, "no precision") for name in DATES),
    *((f"asset_{name}_date_known", {f"{name}_precision": "year"}, "no date") for name in DATES),
    ("asset_regency_in_province", {"province_id": "32"}, ""),
    (
        "asset_handed_over_after_completion",
        {
            "completed_on": LATE,
            "completed_precision": "day",
            "handed_over_on": EARLY,
            "handed_over_precision": "day",
        },
        "",
    ),
    (
        "asset_place_words_fit",
        {"sentra_id": lambda row: make_sentra().pk, "village_words": "Tiga"},
        "",
    ),
    ("asset_funding_component_own_grant", {"component_id": own_component}, ""),
    ("asset_state_dated", {"state_precision": "unknown"}, ""),
    ("asset_state_report_has_words", {"words": ""}, ""),
    ("asset_state_office_confirms", {"basis": "office"}, "nobody"),
    ("asset_state_office_confirms", {"confirmed_on": LATE}, "a day alone"),
    ("asset_state_office_confirms", {"confirmed_by_id": an_office, "confirmed_on": LATE}, "report"),
    (
        "asset_state_confirmed_after",
        {"basis": "office", "confirmed_by_id": an_office, "confirmed_on": EARLY},
        "",
    ),
    ("asset_dispute_says_what", {"words": ""}, ""),
    ("asset_dispute_answered", {"verdict": "upheld"}, "no answer"),
    ("asset_dispute_answered", {"answered_on": LATE, "answer_words": "benar"}, "no verdict"),
    (
        "asset_dispute_answered_after",
        {"verdict": "refused", "answered_on": EARLY, "answer_words": "tidak"},
        "",
    ),
    ("outcome_amount_shape", {"amount_low": 5}, ""),
    (
        "outcome_amount_not_negative",
        {"amount": -1, "amount_low": -1, "amount_high": -1},
        "",
    ),
    ("outcome_as_of_date_known", {"as_of_on": EARLY}, "no precision"),
    ("outcome_as_of_date_known", {"as_of_precision": "year"}, "no date"),
    (
        "outcome_amount_given",
        {"amount": None, "amount_low": None, "amount_high": None, "amount_qualifier": ""},
        "",
    ),
    (
        "outcome_moment_is_computed",
        {"as_of_on": EARLY, "as_of_precision": "day", "told_as": "before"},
        "",
    ),
)
TWICE_ASSETS: tuple[tuple[str, Row], ...] = (
    ("asset_funding_once", {}),
    ("asset_state_once", {}),
    ("asset_dispute_open_once", {}),
    ("outcome_once", {"as_of_on": EARLY, "as_of_precision": "day"}),
    ("outcome_undated_once", {"told_as": "before"}),
)


# (constraint, the second row, the first row)
TAKEN_ASSETS: tuple[tuple[str, Row, Row], ...] = (
    ("asset_funding_component_once", {}, {"component_id": same_component}),
)
