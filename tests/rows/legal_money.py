"""Legal rows of a grant's money and of proposals (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.factories import make_grant, make_sentra, make_source
from tests.factories.money import make_contract, make_proposal

Row = dict[str, Any]


def _money(**more: Any) -> Row:
    return {
        "grant_id": make_grant().pk,
        "source_id": make_source().pk,
        "amount_idr": 1_000_000_000,
        **more,
    }


def _addendum() -> Row:
    contract = make_contract(make_grant(), amount_idr=1_000_000_000)
    return _money(grant_id=contract.grant_id, contract_id=contract.pk, signed_on=date(2024, 10, 1))


PLACE = {"level": "regency", "province_id": "51", "regency_id": "51.04"}

LEGAL_MONEY: Mapping[str, Callable[[], Row]] = {
    "GrantComponent": lambda: _money(name="gedung"),
    "WorkPlan": _money,
    "Contract": lambda: _money(subject="gedung", number="1/2024"),
    "ContractAddendum": _addendum,
    "Disbursement": lambda: _money(tranche_number=1),
    "Absorption": lambda: _money(as_of_on=date(2024, 12, 31)),
    "LeftoverFunds": lambda: _money(declared_on=date(2025, 1, 15)),
    "GrantShare": lambda: {
        "grant_id": make_grant().pk,
        "sentra_id": make_sentra().pk,
        "share_percent": 100,
        "source_id": make_source().pk,
    },
    "GrantSpan": lambda: {
        **PLACE,
        "year_from": 2016,
        "year_to": 2024,
        "source_id": make_source().pk,
    },
    "NeedPack": lambda: {
        "sentra_id": make_sentra().pk,
        "made_on": date(2023, 2, 1),
        "snapshot": {"needs": []},
    },
    "Proposal": lambda: {
        **PLACE,
        "code": "uji",
        "fiscal_year": 2024,
        "menu": "pembangunan",
        "source_id": make_source().pk,
    },
    "ProposalLine": lambda: {
        "proposal_id": make_proposal().pk,
        "fund": "fisik",
        "name": "gedung",
        "amount_idr": 1_000_000_000,
    },
    "ProposalStage": lambda: {
        "proposal_id": make_proposal().pk,
        "stage": "proposed",
        "happened_on": date(2023, 5, 2),
        "office_words": "Dinas",
        "source_id": make_source().pk,
    },
}
