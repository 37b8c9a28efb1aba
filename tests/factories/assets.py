"""Factories of assets, what became of them, objections, and readings of outcomes."""

from itertools import count
from typing import Any

from dak.models import (
    Asset,
    AssetDispute,
    AssetFunding,
    AssetState,
    Grant,
    OutcomeIndicator,
    OutcomeReading,
)
from registry.models import FacilityKind, Office, Sentra
from tests.factories.parts import make_facility_kind
from tests.factories.people import make_office
from tests.factories.records import make, make_source

_numbers = count(1)


def make_asset(sentra: Sentra | None = None, **values: Any) -> Asset:
    """A production building in Kabupaten Gianyar, of which nothing else is known."""
    if "source" not in values:
        values["source"] = make_source().code
    if "facility_kind" not in values:
        kind = FacilityKind.objects.first() or make_facility_kind()
        values["facility_kind"] = kind.code
    place: dict[str, Any] = {"province": "51", "regency": "51.04"}
    if sentra is not None:
        place = {
            "province": sentra.province_id,
            "regency": sentra.regency_id,
            "sentra": sentra.public_code,
        }
    for name in ("completed", "handed_over", "inaugurated", "operates"):
        if values.get(f"{name}_on"):
            values.setdefault(f"{name}_precision", "day")
    name = f"Gedung produksi {next(_numbers)}"
    return make("asset.record", **{"name": name, **place, **values})


def make_asset_funding(asset: Asset, grant: Grant, **values: Any) -> AssetFunding:
    """This grant paid for it."""
    if "source" not in values:
        values["source"] = make_source().code
    return make("asset_funding.record", asset=asset.code, grant=grant.code, **values)


def make_asset_state(asset: Asset, **values: Any) -> AssetState:
    """A report says that it was idle on 1 June 2024."""
    if "source" not in values:
        values["source"] = make_source().code
    common = {"state": "idle", "state_on": "2024-06-01", "words": "belum dipakai"}
    return make("asset_state.record", asset=asset.code, **{**common, **values})


def office_of(asset: Asset) -> Office:
    """The dinas of the asset's regency."""
    known = Office.objects.filter(regency=asset.regency, level="regency").first()
    return known or make_office(
        level="regency", province=asset.province_id, regency=asset.regency_id
    )


def confirm_asset_state(asset: Asset, **values: Any) -> AssetState:
    """The dinas confirms that it was idle on 1 June 2024."""
    confirmed = {"basis": "office", "confirmed_by": office_of(asset).code, "words": ""}
    day = str(values.get("state_on", "2024-06-01"))
    return make_asset_state(asset, **{**confirmed, "confirmed_on": day, **values})


def make_asset_dispute(state: AssetState, **values: Any) -> AssetDispute:
    """The dinas objects on 1 July 2024."""
    common = {
        "office": office_of(state.asset).code,
        "disputed_on": "2024-07-01",
        "words": "gedung sudah dipakai",
    }
    return make(
        "asset_dispute.record",
        **{"asset": state.asset.code, "state": str(state.pk), **common, **values},
    )


def make_outcome_indicator(**values: Any) -> OutcomeIndicator:
    """Workers, counted in persons."""
    number = next(_numbers)
    return make(
        "outcome_indicator.record",
        **{"code": f"indikator-{number}", "name": f"Indikator {number}", "unit_words": "orang"}
        | values,
    )


def make_outcome(sentra: Sentra, **values: Any) -> OutcomeReading:
    """Thirty workers on 1 May 2025."""
    if "source" not in values:
        values["source"] = make_source().code
    if "indicator" not in values:
        values["indicator"] = make_outcome_indicator().code
    common = {"amount": 30, "as_of_on": "2025-05-01", "as_of_precision": "day"}
    return make("outcome.record", sentra=sentra.public_code, **{**common, **values})
