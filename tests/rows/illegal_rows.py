"""For every named constraint a row that breaks it and nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from registry.models.profile import FIGURES
from tests.factories import make_commodity, make_user
from tests.rows.illegal_assets import BROKEN_ASSETS, LISTED_ASSETS, TAKEN_ASSETS, TWICE_ASSETS
from tests.rows.illegal_attachments import BROKEN_ATTACHMENTS, LISTED_ATTACHMENTS, TAKEN_ATTACHMENTS
from tests.rows.illegal_campaigns import BROKEN_CAMPAIGNS, LISTED_CAMPAIGNS, TAKEN_CAMPAIGNS
from tests.rows.illegal_facts import BROKEN_FACTS, LISTED_FACTS, TAKEN_FACTS
from tests.rows.illegal_money import BROKEN_MONEY, LISTED_MONEY, TAKEN_MONEY, TWICE_MONEY
from tests.rows.illegal_parts import BROKEN_PARTS, LISTED_PARTS, TWICE_PARTS
from tests.rows.illegal_progress import (
    BROKEN_PROGRESS,
    LISTED_PROGRESS,
    TAKEN_PROGRESS,
    TWICE_PROGRESS,
)
from tests.rows.illegal_review import BROKEN_REVIEW, LISTED_REVIEW, TAKEN_REVIEW
from tests.rows.illegal_rules import BROKEN_RULES, LISTED_RULES, TAKEN_RULES, TWICE_RULES
from tests.rows.legal_rows import NOON, TOKEN, Row


@dataclass(frozen=True)
class Illegal:
    """A row that breaks one constraint. `row` overrides the legal row; a callable gets it. A
    uniqueness is broken by `row` after the legal row with `first` was written."""

    constraint: str
    row: Mapping[str, Any] = field(default_factory=dict)
    first: Mapping[str, Any] | None = None
    note: str = ""

    def __str__(self) -> str:
        return f"{self.constraint}{'-' + self.note if self.note else ''}"


def exact(code: str, number: int, *, low: int | None = None, sign: str = "=") -> Row:
    """The columns of one figure."""
    return {
        code: number,
        f"{code}_low": number if low is None else low,
        f"{code}_high": number,
        f"{code}_qualifier": sign,
    }


def twice(constraint: str, **row: Any) -> Illegal:
    """The same row two times."""
    return Illegal(constraint, row=row, first=row)


FAR_AHEAD = date(2099, 1, 1)
FAR, NEAR = date(2024, 1, 1), date(2023, 1, 1)
BACKWARDS = {"valid_from": FAR, "valid_to": NEAR}
OFFICIAL = {"is_official": True, "official_reason": "DPA"}
DECIDED = {
    "decided_by_id": lambda row: make_user().pk,
    "decided_at": NOON,
    "decision_reason": "uji",
    "step": "",
}

# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED: tuple[tuple[str, str, Row], ...] = (
    ("sentra", "kind", {}),
    ("sentra", "recognition", {}),
    ("sentra", "location_precision", {}),
    ("sentra", "is_one_place", {}),
    ("sentra", "same_product", {}),
    ("sentra", "same_raw_material", {}),
    ("sentra", "same_process", {}),
    ("alias", "kind", {}),
    ("origin", "kind", {}),
    ("origin", "precision", {}),
    ("institution", "kind", {}),
    ("sentra_institution", "role", {}),
    ("regency", "kind", {}),
    ("village", "kind", {}),
    ("succession", "kind", {}),
    ("succession", "effective_precision", {}),
    ("source", "published_precision", {"published_on": FAR}),
    ("status", "status", {}),
    ("status", "status_precision", {}),
    ("verification", "method", {}),
    ("submission_act", "state", DECIDED),
    ("submission_act", "kind", {}),
    ("grant", "fund", {}),
    ("grant", "stage", {}),
    ("claim", "stage", {}),
    ("invitation", "role", {"valid_to": FAR_AHEAD}),
)

ILLEGAL: tuple[Illegal, ...] = (
    Illegal("sentra_name_present", {"name": ""}),
    Illegal("sentra_public_code_form", {"public_code": "ST-abcdef-g"}),
    Illegal("sentra_public_code_form", {"public_code": "ST-ABCDEI-G"}, note="forbidden letter"),
    Illegal("sentra_place_from_the_top", {"village_id": "51.04.01.2005"}),
    Illegal("sentra_district_needs_regency", {"regency_id": None, "district_id": "51.04.01"}),
    Illegal("sentra_point_whole", {"latitude": Decimal("-8.6")}),
    Illegal("sentra_point_whole", {"longitude": Decimal("115.2")}, note="longitude alone"),
    Illegal("sentra_point_in_indonesia", {"latitude": Decimal("7"), "longitude": Decimal("115.2")}),
    Illegal(
        "sentra_point_in_indonesia",
        {"latitude": Decimal("115.2"), "longitude": Decimal("-8.6")},
        note="swapped",
    ),
    Illegal("sentra_exact_needs_point", {"location_precision": "exact"}),
    Illegal("sentra_regency_in_province", {"province_id": "32"}),
    Illegal("sentra_district_in_regency", {"district_id": "51.06.01"}),
    Illegal(
        "sentra_village_in_district",
        {
            "province_id": "52",
            "regency_id": "52.02",
            "district_id": "52.02.03",
            "village_id": "52.02.12.2002",
        },
    ),
    twice("alias_once"),
    Illegal("alias_dates_in_order", BACKWARDS),
    Illegal(
        "sentra_commodity_one_primary",
        row={"is_primary": True, "commodity_id": lambda row: make_commodity().pk},
        first={"is_primary": True},
    ),
    twice("sentra_commodity_once"),
    Illegal("sentra_commodity_dates_in_order", BACKWARDS),
    Illegal("origin_year_possible", {"origin_year": 1499}),
    Illegal("origin_year_possible", {"origin_year": 2101}, note="far future"),
    twice("origin_once"),
    twice("sentra_source_once"),
    Illegal("institution_regency_in_province", {"province_id": "32", "regency_id": "51.04"}),
    twice("sentra_institution_once"),
    Illegal("sentra_institution_dates_in_order", BACKWARDS),
    Illegal("office_region_fits_level", {"province_id": "51"}),
    Illegal("office_region_fits_level", {"level": "regency", "province_id": "51"}, note="no place"),
    Illegal(
        "office_regency_in_province",
        {"level": "regency", "province_id": "32", "regency_id": "51.04"},
    ),
    twice("mandate_once"),
    Illegal("mandate_dates_in_order", {"valid_to": date(2025, 12, 31)}),
    Illegal("mandate_dinas_ends", {"role": "office_head", "region_code": "51"}),
    Illegal("mandate_region_fits_role", {"region_code": "32"}),
    Illegal(
        "mandate_region_fits_role",
        {"role": "regency_operator", "region_code": "32", "valid_to": FAR_AHEAD},
        note="wide",
    ),
    *(
        Illegal("mandate_region_fits_role", {"role": role, "valid_to": FAR_AHEAD}, note=f"{role}")
        for role in ("province_officer", "office_head")
    ),
    Illegal("invitation_accepted_by_somebody", {"used_at": NOON}),
    Illegal("invitation_revoked_by_somebody", {"revoked_at": NOON}),
    Illegal(
        "invitation_revoked_by_somebody",
        {
            "used_at": NOON,
            "accepted_by_id": lambda row: make_user().pk,
            "revoked_at": NOON,
            "revoked_by_id": lambda row: make_user().pk,
        },
        note="used before",
    ),
    Illegal("invitation_dinas_ends", {"role": "office_head"}),
    twice("profile_once_a_year"),
    Illegal("profile_year_possible", {"year": 1899}),
    Illegal("profile_nib_above_units", exact("unit_count", 5) | exact("unit_with_nib_count", 6)),
    Illegal("profile_men_above_workers", exact("worker_count", 5) | exact("worker_male_count", 6)),
    Illegal(
        "profile_women_above_workers", exact("worker_count", 5) | exact("worker_female_count", 6)
    ),
    Illegal(
        "profile_workers_add_up",
        exact("worker_count", 9) | exact("worker_male_count", 3) | exact("worker_female_count", 3),
    ),
    Illegal("province_dates_in_order", {"valid_from": FAR, "valid_to": FAR}),
    Illegal("province_code_form", {"code": "9"}),
    Illegal("regency_dates_in_order", BACKWARDS),
    Illegal("regency_code_form", {"code": "5199"}),
    Illegal("regency_code_in_province", {"code": "52.99"}),
    Illegal("district_dates_in_order", BACKWARDS),
    Illegal("district_code_form", {"code": "51.041"}),
    Illegal("district_code_in_regency", {"code": "51.06.99"}),
    Illegal("village_dates_in_order", BACKWARDS),
    Illegal("village_code_form", {"code": "51.04.01.20"}),
    Illegal("village_code_in_district", {"code": "51.06.01.2999"}),
    twice("succession_once"),
    Illegal("succession_date_known", {"effective_on": None}),
    Illegal("succession_date_known", {"effective_precision": "unknown"}, note="date of unknown"),
    Illegal("source_date_known", {"published_on": FAR}),
    Illegal("source_date_known", {"published_precision": "day"}, note="day of nothing"),
    Illegal("status_date_known", {"status_on": None}),
    Illegal("status_date_known", {"status_precision": "unknown"}, note="date of unknown"),
    Illegal("verification_dates_in_order", {"valid_to": date(2025, 1, 1)}),
    twice("sector_name_once"),
    twice("commodity_synonym_once"),
    twice("commodity_sector_once"),
    twice("submission_token_once"),
    twice("submission_act_once"),
    Illegal("submission_act_decision_whole", {"state": "rejected", "step": ""}),
    Illegal("submission_act_decision_whole", {"decision_reason": "uji"}, note="reason too early"),
    Illegal(
        "submission_act_two_people",
        {"state": "rejected", **DECIDED, "decided_by_id": lambda row: row["sender_id"]},
    ),
    Illegal("submission_act_approved_is_applied", {"state": "approved", **DECIDED}),
    Illegal(
        "submission_act_approved_is_applied",
        {"state": "returned", "applied_act": TOKEN, **DECIDED},
        note="applied though returned",
    ),
    *(Illegal(name, row, note=note) for name, row, note in (*BROKEN_REVIEW, *BROKEN_CAMPAIGNS)),
    *(Illegal(name, row, first) for name, row, first in (*TAKEN_REVIEW, *TAKEN_CAMPAIGNS)),
    twice("aggregate_cell_once"),
    Illegal("grant_regency_in_province", {"province_id": "32"}),
    Illegal("grant_receiver_fits_level", {"level": "province"}),
    Illegal("grant_receiver_fits_level", {"regency_id": None}, note="nobody receives"),
    Illegal("grant_one_year_or_span", {"year_from": 2020, "year_to": 2021}),
    Illegal("grant_span_in_order", {"fiscal_year": None, "year_from": 2021, "year_to": 2020}),
    Illegal("grant_span_in_order", {"fiscal_year": None, "year_from": 2021}, note="half a span"),
    Illegal("grant_fiscal_year_possible", {"fiscal_year": 2009}),
    Illegal("claim_amount_shape", {"amount_idr": 5}),
    Illegal("claim_amount_not_negative", exact("amount_idr", -1)),
    Illegal("claim_realised_not_negative", {"realised_idr": -1}),
    Illegal("claim_percent_possible", {"physical_percent": Decimal("100.001")}),
    Illegal("claim_percent_possible", {"physical_percent": Decimal("-1")}, note="negative"),
    twice("claim_one_official", **OFFICIAL, **exact("amount_idr", 5)),
    twice("claim_one_official_of_stage", stage="contract", **OFFICIAL, **exact("amount_idr", 5)),
    *(
        Illegal(f"{table}_{name}_listed", {name: "banana", **with_it})
        for table, name, with_it in (
            *LISTED,
            *LISTED_PARTS,
            *LISTED_FACTS,
            *LISTED_ATTACHMENTS,
            *LISTED_REVIEW,
            *LISTED_CAMPAIGNS,
            *LISTED_RULES,
            *LISTED_MONEY,
            *LISTED_ASSETS,
            *LISTED_PROGRESS,
        )
    ),
    *(Illegal(f"profile_{figure.code}_shape", {figure.code: 5}) for figure in FIGURES),
    *(
        Illegal(f"profile_{figure.code}_shape", {f"{figure.code}_qualifier": sign}, note=sign)
        for figure in FIGURES[:1]
        for sign in ("=", "~", ">=", "<=", "range", "?")
    ),
    Illegal("profile_unit_count_shape", exact("unit_count", 5, low=4), note="exact yet a range"),
    Illegal(
        "profile_unit_count_shape",
        {"unit_count_low": 9, "unit_count_high": 5, "unit_count_qualifier": "range"},
        note="range backwards",
    ),
    *(Illegal(f"profile_{f.code}_not_negative", exact(f.code, -1)) for f in FIGURES),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_PARTS),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_FACTS),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_ATTACHMENTS),
    *(
        Illegal(constraint, row, first=first)
        for constraint, row, first in (*TAKEN_FACTS, *TAKEN_ATTACHMENTS)
    ),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_RULES),
    *(Illegal(constraint, row, first=first) for constraint, row, first in TAKEN_RULES),
    *(twice(constraint, **row) for constraint, row in TWICE_RULES),
    *(twice(constraint, **row) for constraint, row in TWICE_PARTS),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_MONEY),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_PROGRESS),
    *(Illegal(constraint, row, first=first) for constraint, row, first in TAKEN_PROGRESS),
    *(twice(constraint, **row) for constraint, row in TWICE_PROGRESS),
    *(Illegal(constraint, row, first=first) for constraint, row, first in TAKEN_MONEY),
    *(twice(constraint, **row) for constraint, row in TWICE_MONEY),
    *(Illegal(constraint, row, note=note) for constraint, row, note in BROKEN_ASSETS),
    *(Illegal(constraint, row, first=first) for constraint, row, first in TAKEN_ASSETS),
    *(twice(constraint, **row) for constraint, row in TWICE_ASSETS),
)
