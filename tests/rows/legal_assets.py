"""Legal rows of assets and outcomes (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.factories import make_grant, make_sentra, make_source
from tests.factories.assets import (
    make_asset,
    make_asset_state,
    make_outcome_indicator,
    office_of,
)
from tests.factories.parts import make_facility_kind

Row = dict[str, Any]


def _dispute() -> Row:
    state = make_asset_state(make_asset())
    return {
        "asset_id": state.asset_id,
        "state_id": state.pk,
        "office_id": office_of(state.asset).pk,
        "disputed_on": date(2024, 7, 1),
        "words": "sudah dipakai",
    }


LEGAL_ASSETS: Mapping[str, Callable[[], Row]] = {
    "Asset": lambda: {
        "code": "uji",
        "name": "gedung",
        "facility_kind_id": make_facility_kind().pk,
        "province_id": "51",
        "regency_id": "51.04",
        "source_id": make_source().pk,
    },
    "AssetFunding": lambda: {
        "asset_id": make_asset().pk,
        "grant_id": make_grant().pk,
        "source_id": make_source().pk,
    },
    "AssetState": lambda: {
        "asset_id": make_asset().pk,
        "state": "idle",
        "state_on": date(2024, 6, 1),
        "words": "belum dipakai",
        "source_id": make_source().pk,
    },
    "AssetDispute": _dispute,
    "OutcomeIndicator": lambda: {"code": "uji", "name": "Uji"},
    "OutcomeReading": lambda: {
        "sentra_id": make_sentra().pk,
        "indicator_id": make_outcome_indicator().pk,
        "amount": 30,
        "amount_low": 30,
        "amount_high": 30,
        "amount_qualifier": "=",
        "source_id": make_source().pk,
    },
}
