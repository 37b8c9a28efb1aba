"""For every named promise of what hangs on a sentra, a row that breaks it and nothing else
(tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

Broken = tuple[str, Mapping[str, Any], str]
FAR = date(2024, 1, 1)

# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED_PARTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("legal_act", "kind", {}),
    ("legal_act", "signed_precision", {"signed_on": FAR}),
    ("facility", "state", {}),
    ("facility", "state_precision", {"state_on": FAR}),
    ("facility", "built_precision", {}),
    ("facility_state", "state", {}),
    ("facility_state", "state_precision", {"state_on": FAR}),
    ("machine", "condition", {}),
    ("certificate", "as_of_precision", {"as_of_on": FAR}),
    ("need", "severity", {}),
    ("need", "state", {}),
    ("need", "since_precision", {"since_on": FAR}),
    ("need", "state_precision", {"state_on": FAR}),
    ("raw_material", "origin", {}),
    ("raw_material", "as_of_precision", {"as_of_on": FAR}),
    ("market", "reach", {}),
    ("market", "as_of_precision", {"as_of_on": FAR}),
    ("measure", "measure_kind", {}),
    ("measure", "period", {}),
    ("measure", "year_precision", {}),
    ("measure", "scope", {}),
)
DATES = (
    ("legal_act", "signed"),
    ("facility", "state"),
    ("facility_state", "state"),
    ("certificate", "as_of"),
    ("need", "since"),
    ("need", "state"),
    ("raw_material", "as_of"),
    ("market", "as_of"),
)
FIGURES = (
    ("facility", "user_count"),
    ("machine", "machine_count"),
    ("machine", "value_idr"),
    ("certificate", "certificate_count"),
    ("measure", "amount"),
)
YEARS = (("facility", "built_year"), ("machine", "acquired_year"), ("measure", "year"))


def _figure(code: str, number: int, *, low: int, sign: str = "=") -> dict[str, Any]:
    high = None if sign == ">=" else number
    return {code: number, f"{code}_low": low, f"{code}_high": high, f"{code}_qualifier": sign}


# (constraint, what breaks it, note)
BROKEN_PARTS: tuple[Broken, ...] = (
    *((f"{noun}_{day}_date_known", {f"{day}_on": FAR}, "") for noun, day in DATES),
    *(
        (f"{noun}_{day}_date_known", {f"{day}_precision": "day"}, "day of nothing")
        for noun, day in DATES
    ),
    *((f"{noun}_{year}_possible", {year: 1499}, "") for noun, year in YEARS),
    *((f"{noun}_{code}_shape", _figure(code, 5, low=4), "") for noun, code in FIGURES),
    *(
        (f"{noun}_{code}_not_negative", _figure(code, -1, low=-1, sign=">="), "")
        for noun, code in FIGURES
    ),
    ("measure_amount_given", {"amount": None, "amount_low": None, "amount_qualifier": ""}, ""),
    ("measure_unit_given", {"unit_id": None}, ""),
    ("facility_area_above_zero", {"area_m2": 0}, ""),
    ("machine_count_above_zero", _figure("machine_count", 0, low=0), ""),
    (
        "need_dates_in_order",
        {
            "since_on": FAR,
            "since_precision": "day",
            "state_on": date(2023, 1, 1),
            "state_precision": "day",
        },
        "",
    ),
    ("need_answer_said", {"state": "answered"}, ""),
    ("raw_material_origin_code_form", {"origin_code": "5104"}, ""),
    ("raw_material_import_is_abroad", {"origin": "import", "origin_code": "51"}, ""),
    ("market_countries_for_export", {"reach": "national", "countries": "Malaysia"}, ""),
    ("kbli_class_code_form", {"class_code": "1311"}, ""),
    ("kbli_edition_possible", {"edition": 2101}, ""),
)
# Written twice; the second row may differ in what is no part of the promise.
TWICE_PARTS: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("legal_act_once", {}),
    ("certificate_once", {"as_of_on": FAR, "as_of_precision": "day"}),
    ("facility_state_once", {"state_on": FAR, "state_precision": "day"}),
    ("kbli_once", {}),
    ("commodity_kbli_once", {}),
)
