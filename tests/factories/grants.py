"""Factories of DAK grants."""

from typing import Any

from dak.models import Grant, GrantClaim
from tests.factories.records import make, make_source


def make_grant(**values: Any) -> Grant:
    """An allocated DAK Fisik grant of 2024 to Kabupaten Gianyar."""
    if values.get("level") == "province":
        place: dict[str, Any] = {"province": "51"}
    else:
        place = {"level": "regency", "province": "51", "regency": "51.04"}
    return make(
        "grant.record",
        **{"fund": "fisik", "stage": "allocated", "fiscal_year": 2024, **place, **values},
    )


def make_claim(grant: Grant, **values: Any) -> GrantClaim:
    """A claim of stage allocation, without an amount."""
    if "source" not in values:
        values["source"] = make_source().code
    if values.get("is_official"):
        values.setdefault("official_reason", "dokumen pelaksanaan anggaran")
    return make("claim.record", grant=grant.code, **{"stage": "allocation", **values})
