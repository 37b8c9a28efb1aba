"""For every named promise of the yearly rules of DAK and of published figures, a row that breaks it
and nothing else (tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from tests.factories import make_source

Row = Mapping[str, Any]
MOMENT = datetime(2029, 7, 21, 10, tzinfo=UTC)
NOTHING = {"amount": None, "amount_low": None, "amount_high": None, "amount_qualifier": ""}
MINUS = {"amount": -1, "amount_low": -1, "amount_high": -1}

# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED_RULES: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("rule_set", "state", {"source_id": lambda row: make_source().pk}),
    ("menu", "kind", {}),
    ("minimum_units", "island_group", {}),
    ("disbursement_mode", "mode", {}),
    ("gate", "kind", {}),
    ("holiday", "kind", {}),
    ("statistic", "scheme", {}),
    ("statistic", "unit", {}),
    ("statistic", "stage", {}),
    ("statistic", "reference_precision", {}),
)
# (constraint, what breaks it, note)
BROKEN_RULES: tuple[tuple[str, Row, str], ...] = (
    ("rule_set_year_possible", {"fiscal_year": 2009}, ""),
    (
        "rule_set_documented_has_basis",
        {"state": "documented", "source_id": lambda row: make_source().pk},
        "",
    ),
    ("rule_set_found_has_source", {"state": "partial"}, ""),
    ("menu_component_name_present", {"name": ""}, ""),
    ("minimum_units_possible", {"minimum_count": 0}, ""),
    (
        "disbursement_mode_ceiling_in_order",
        {"ceiling_above_idr": 5, "ceiling_up_to_idr": 5},
        "",
    ),
    ("disbursement_mode_ceiling_in_order", {"ceiling_above_idr": -1}, "negative"),
    ("disbursement_mode_ceiling_positive", {"ceiling_up_to_idr": 0}, ""),
    ("disaster_exception_name_present", {"name": ""}, ""),
    ("disaster_region_regency_in_province", {"province_id": "32"}, ""),
    ("recommended_region_regency_in_province", {"province_id": "32"}, ""),
    ("tranche_share_possible", {"share_percent": Decimal("100.001")}, ""),
    ("tranche_share_possible", {"share_percent": Decimal("-1")}, "negative"),
    ("tranche_share_or_need", {"share_percent": Decimal(25), "is_remaining_need": True}, ""),
    ("tranche_number_possible", {"number": 13}, ""),
    ("tranche_month_possible", {"earliest_month": 13}, ""),
    ("tranche_deadline_rests_on_date", {"deadline_at": MOMENT}, ""),
    ("tranche_deadline_rests_on_date", {"nominal_on": date(2029, 7, 21)}, "not derived"),
    ("gate_percent_possible", {"minimum_percent": Decimal("100.5")}, ""),
    ("holiday_said", {"name": ""}, ""),
    ("holiday_said", {"legal_basis": ""}, "by nobody"),
    ("statistic_amount_shape", {"amount_low": 4}, ""),
    ("statistic_amount_not_negative", MINUS, ""),
    ("statistic_reference_date_known", {"reference_on": None}, ""),
    ("statistic_reference_date_known", {"reference_precision": "unknown"}, "date of unknown"),
    ("statistic_says_something", NOTHING, ""),
    ("statistic_says_something", {"stated": "belasan"}, "both at once"),
    ("statistic_label_present", {"label": ""}, ""),
    ("statistic_flag_is_yes_or_no", {"unit": "flag"}, ""),
    ("statistic_since_possible", {"since_year": 2020}, ""),
    ("statistic_since_possible", {"since_year": 1899}, "too early"),
    ("statistic_place_from_the_top", {"province_id": None}, ""),
    ("statistic_place_from_the_top", {"regency_id": None}, "district in no regency"),
    ("statistic_regency_in_province", {"province_id": "32"}, ""),
    ("statistic_district_in_regency", {"district_id": "51.06.01"}, ""),
)
# (constraint, the second row, the first one)
TAKEN_RULES: tuple[tuple[str, Row, Row], ...] = (
    ("disaster_region_province_once", {"regency_id": None}, {"regency_id": None}),
    ("recommended_region_province_once", {"regency_id": None}, {"regency_id": None}),
    ("tranche_once", {"exception_id": None}, {"exception_id": None}),
    ("menu_component_code_once", {"component_code": "k", "name": "lain"}, {"component_code": "k"}),
)
TWICE_RULES: tuple[tuple[str, Row], ...] = tuple(
    (name, {})
    for name in (
        "rule_set_once_a_year",
        "menu_once",
        "menu_component_once",
        "minimum_units_once",
        "disbursement_mode_once",
        "disaster_region_once",
        "recommended_region_once",
        "tranche_once_in_exception",
        "gate_once",
        "deadline_override_once",
        "holiday_once",
    )
)
