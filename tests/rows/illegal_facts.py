"""For every named promise of what became of a sentra and of what sources say about a fact, a row
that breaks it and nothing else (tests/rows/illegal_rows.py)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from tests.factories import make_sentra

Row = Mapping[str, Any]
DAY = date(2024, 1, 1)
PUBLISHED = {"is_published": True, "published_reason": "uji"}
NOTHING = {"claimed": None, "claimed_low": None, "claimed_high": None, "claimed_qualifier": ""}

# Constraint prefix, field, and what else the row needs to be legal but for that field.
LISTED_FACTS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("sentra_succession", "happened_precision", {}),
    ("fact_claim", "said_precision", {"said_on": DAY}),
)
# (constraint, what breaks it, note)
BROKEN_FACTS: tuple[tuple[str, Row, str], ...] = (
    ("sentra_succession_successor_fits_kind", {"successor_id": None}, ""),
    ("sentra_succession_successor_fits_kind", {"kind": "renamed"}, "renamed into another"),
    ("sentra_succession_successor_fits_kind", {"kind": "banana"}, "unknown kind"),
    ("sentra_succession_not_itself", {"successor_id": lambda row: row["sentra_id"]}, ""),
    ("sentra_succession_date_known", {"happened_on": None}, ""),
    ("sentra_succession_date_known", {"happened_precision": "unknown"}, "date of unknown"),
    ("sentra_succession_old_name_present", {"old_name": ""}, ""),
    ("sentra_succession_old_region_form", {"old_region_code": "5104"}, ""),
    ("sentra_succession_old_region_form", {"old_region_code": ""}, "no place"),
    ("fact_claim_value_fits_fact", NOTHING, ""),
    ("fact_claim_value_fits_fact", {"fact": "place"}, "a place is no number"),
    ("fact_claim_value_fits_fact", {"fact": "banana"}, "unknown fact"),
    ("fact_claim_value_fits_fact", {"stated": "banyak"}, "both at once"),
    ("fact_claim_figure_shape", {"claimed_low": 5}, ""),
    ("fact_claim_not_negative", dict.fromkeys(("claimed", "claimed_low", "claimed_high"), -1), ""),
    ("fact_claim_year_possible", {"year": 1899}, ""),
    ("fact_claim_date_known", {"said_on": DAY}, ""),
    ("fact_claim_date_known", {"said_precision": "day"}, "day of nothing"),
    ("fact_claim_published_with_reason", {"is_published": True}, ""),
    ("fact_claim_published_with_reason", {"published_reason": "uji"}, "reason for nothing"),
)
# (constraint, the second row, the first one)
TAKEN_FACTS: tuple[tuple[str, Row, Row], ...] = (
    ("sentra_succession_merged_once", {"successor_id": lambda row: make_sentra().pk}, {}),
    ("sentra_succession_split_once", {"kind": "split"}, {"kind": "split"}),
    ("fact_claim_one_published", PUBLISHED, PUBLISHED),
    (
        "fact_claim_one_published_undated",
        {**PUBLISHED, "year": None},
        {**PUBLISHED, "year": None},
    ),
)
