"""For every named promise of a grant's money and of proposals, a row that breaks it and nothing
else (tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dak.models import Grant
from tests.factories import make_grant, make_sentra
from tests.factories.money import APPROVED, line_of

Row = Mapping[str, Any]
DAY = date(2024, 3, 1)
LATE, EARLY = date(2024, 6, 1), date(2024, 5, 1)
CHAIN = (
    "component",
    "work_plan",
    "contract",
    "addendum",
    "disbursement",
    "absorption",
    "leftover",
)
FIVE = {
    "amount_idr": 5,
    "amount_idr_low": 5,
    "amount_idr_high": 5,
    "amount_idr_qualifier": "=",
}
CONFIRMED = {"approved_on": DAY, "approval_words": "surat"}

LISTED_MONEY: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("contract", "kind", {}),
    ("span", "fund", {}),
    ("proposal", "land_status", {}),
    ("proposal_line", "fund", {}),
    ("proposal_stage", "stage", {}),
    ("proposal_stage", "verdict", {}),
)


def approved(noun: str) -> Any:
    """An approved row of another grant."""

    def key(row: Row) -> int:
        return line_of(noun, make_grant(), **APPROVED).pk

    return key


def own(noun: str) -> Any:
    """An approved row of the very grant."""

    def key(row: Row) -> int:
        return line_of(noun, Grant.objects.get(pk=row["grant_id"]), **APPROVED).pk

    return key


BROKEN_MONEY: tuple[tuple[str, Row, str], ...] = (
    *((f"{noun}_amount_not_negative", {"amount_idr": -1}, "") for noun in CHAIN),
    *((f"{noun}_approval_said", {"approved_on": DAY}, "") for noun in CHAIN),
    *((f"{noun}_approval_said", {"approval_words": "surat"}, "words alone") for noun in CHAIN),
    *((f"{noun}_approved_stays", {**CONFIRMED, "is_withdrawn": True}, "") for noun in CHAIN),
    *((f"{noun}_correction_approved", {"corrects_id": own(noun)}, "") for noun in CHAIN),
    *(
        (f"{noun}_corrects_own_grant", {**CONFIRMED, "corrects_id": approved(noun)}, "")
        for noun in CHAIN
    ),
    ("component_volume_above_zero", {"volume": 0, "unit_words": "unit"}, ""),
    ("component_volume_above_zero", {"volume": 1}, "no unit"),
    (
        "contract_component_own_grant",
        {"component_id": lambda row: line_of("component", make_grant()).pk},
        "",
    ),
    ("contract_dates_in_order", {"starts_on": LATE, "ends_on": EARLY}, ""),
    (
        "contract_handed_over_after_signing",
        {"signed_on": LATE, "handed_over_on": EARLY},
        "",
    ),
    ("contract_days_above_zero", {"calendar_day_count": 0}, ""),
    ("addendum_contract_own_grant", {"grant_id": lambda row: make_grant().pk}, ""),
    ("addendum_changes_something", {"amount_idr": None}, ""),
    ("disbursement_tranche_possible", {"tranche_number": 0}, ""),
    ("disbursement_tranche_possible", {"tranche_number": 13}, "too many"),
    ("disbursement_dates_in_order", {"requested_on": LATE, "paid_on": EARLY}, ""),
    ("share_percent_possible", {"share_percent": 0}, ""),
    ("share_percent_possible", {"share_percent": "100.001"}, "too much"),
    ("span_regency_in_province", {"province_id": "32"}, ""),
    ("span_receiver_fits_level", {"level": "province"}, ""),
    ("span_receiver_fits_level", {"regency_id": None}, "nobody"),
    ("span_in_order", {"year_from": 2024, "year_to": 2020}, ""),
    ("span_years_possible", {"year_from": 2009}, ""),
    ("span_years_possible", {"year_to": 2101}, "far"),
    ("need_pack_has_content", {"snapshot": {}}, ""),
    ("proposal_regency_in_province", {"province_id": "32"}, ""),
    ("proposal_level_fits", {"level": "province"}, ""),
    ("proposal_level_fits", {"regency_id": None}, "nobody"),
    ("proposal_fiscal_year_possible", {"fiscal_year": 2009}, ""),
    ("proposal_asked_above_zero", {"asked_idr": 0}, ""),
    (
        "proposal_place_words_fit",
        {"sentra_id": lambda row: make_sentra().pk, "district_words": "Susut"},
        "",
    ),
    ("proposal_line_amount_above_zero", {"amount_idr": 0}, ""),
    ("proposal_line_volume_above_zero", {"volume": 1}, "no unit"),
    ("proposal_line_volume_above_zero", {"volume": 0, "unit_words": "unit"}, ""),
    ("grant_unspecified_not_negative", {"unspecified_idr": -1}, ""),
    ("grant_continues_another", {"id": 10**8, "continues_id": 10**8}, ""),
    (
        "grant_place_words_fit",
        {"sentra_id": lambda row: make_sentra().pk, "village_words": "Tiga"},
        "",
    ),
    ("claim_readable_or_not", {"unreadable_amount": "3.508.972.00", **FIVE}, ""),
    ("claim_official_says_why", {"is_official": True, **FIVE}, ""),
    (
        "claim_official_has_amount",
        {"is_official": True, "official_reason": "DPA", "unreadable_amount": "3.508.972.00"},
        "",
    ),
    (
        "claim_official_has_amount",
        {"is_official": True, "official_reason": "DPA"},
        "names none",
    ),
)
# Written twice; the second row may differ in what is no part of the promise.
TWICE_MONEY: tuple[tuple[str, Row], ...] = (
    ("work_plan_once", {}),
    ("contract_once", {}),
    ("addendum_once", {}),
    ("disbursement_once", {}),
    ("absorption_once", {}),
    ("leftover_once", {}),
    ("share_once", {}),
    ("span_once", {}),
    ("proposal_stage_once", {}),
)
# (constraint, the second row, the first row)
TAKEN_MONEY: tuple[tuple[str, Row, Row], ...] = tuple(
    (f"{noun}_corrected_once", {}, {**CONFIRMED, "corrects_id": own(noun)}) for noun in CHAIN
)
