"""Factories of a grant's money, its shares, spans of years, need packs and proposals."""

from itertools import count
from typing import Any

from dak.models import (
    Absorption,
    Contract,
    ContractAddendum,
    Disbursement,
    Grant,
    GrantComponent,
    GrantShare,
    GrantSpan,
    LeftoverFunds,
    NeedPack,
    Proposal,
    ProposalLine,
    ProposalStage,
    WorkPlan,
)
from registry.models import Sentra
from tests.factories.grants import make_claim, make_grant
from tests.factories.records import make, make_source

_numbers = count(1)
APPROVED = {"approved_on": "2024-03-01", "approval_words": "surat pengesahan"}


def make_grant_worth(amount: int, **values: Any) -> Grant:
    """A grant whose official ceiling is `amount`, with nothing itemised."""
    grant = make_grant(**values)
    make_claim(grant, amount_idr=amount, is_official=True)
    return grant


def _of_grant(kind: str, grant: Grant, values: dict[str, Any]) -> Any:
    if "source" not in values:
        values["source"] = make_source().code
    return make(kind, grant=grant.code, **values)


def make_component(grant: Grant, **values: Any) -> GrantComponent:
    """A production building."""
    return _of_grant("component.record", grant, {"name": "gedung produksi", **values})


def make_work_plan(grant: Grant, **values: Any) -> WorkPlan:
    """A plan of activities."""
    return _of_grant("work_plan.record", grant, values)


def make_contract(grant: Grant, **values: Any) -> Contract:
    """A tendered contract for the building, without dates."""
    return _of_grant(
        "contract.record", grant, {"kind": "tender", "subject": "pembangunan gedung", **values}
    )


def make_addendum(contract: Contract, **values: Any) -> ContractAddendum:
    """An addendum of 1 October 2024."""
    return _of_grant(
        "addendum.record",
        contract.grant,
        {"contract": str(contract.pk), "signed_on": "2024-10-01", **values},
    )


def make_disbursement(grant: Grant, **values: Any) -> Disbursement:
    """The first tranche, of unknown date."""
    return _of_grant("disbursement.record", grant, {"tranche_number": 1, **values})


def make_absorption(grant: Grant, **values: Any) -> Absorption:
    """Spent by the end of 2024."""
    return _of_grant("absorption.record", grant, {"as_of_on": "2024-12-31", **values})


def make_leftover(grant: Grant, **values: Any) -> LeftoverFunds:
    """Declared in January of the next year."""
    return _of_grant("leftover.record", grant, {"declared_on": "2025-01-15", **values})


def make_share(grant: Grant, sentra: Sentra, **values: Any) -> GrantShare:
    """The whole grant for one sentra."""
    return _of_grant(
        "share.record", grant, {"sentra": sentra.public_code, "share_percent": "100", **values}
    )


def make_span(**values: Any) -> GrantSpan:
    """Kabupaten Gianyar, some time from 2016 to 2024."""
    if "source" not in values:
        values["source"] = make_source().code
    place = {"level": "regency", "province": "51", "regency": "51.04"}
    return make("grant_span.record", **{**place, "year_from": 2016, "year_to": 2024, **values})


def make_pack(sentra: Sentra, **values: Any) -> NeedPack:
    """A pack of 1 February 2023."""
    common = {"made_on": "2023-02-01", "snapshot": {"needs": []}}
    return make("need_pack.record", sentra=sentra.public_code, **{**common, **values})


def make_proposal(**values: Any) -> Proposal:
    """A proposal of Kabupaten Gianyar for 2024."""
    if "source" not in values:
        values["source"] = make_source().code
    place = {"level": "regency", "province": "51", "regency": "51.04"}
    common = {"fiscal_year": 2024, "menu": "pembangunan sentra", **place}
    return make("proposal.record", **{**common, **values})


def make_proposal_line(proposal: Proposal, **values: Any) -> ProposalLine:
    """A building for one milliard."""
    common = {"fund": "fisik", "name": "gedung produksi", "amount_idr": 1_000_000_000}
    return make("proposal_line.record", proposal=proposal.code, **{**common, **values})


def make_proposal_stage(proposal: Proposal, **values: Any) -> ProposalStage:
    """Proposed on 2 May 2023."""
    if "source" not in values:
        values["source"] = make_source().code
    common = {"stage": "proposed", "happened_on": "2023-05-02", "office_words": "Dinas"}
    return make("proposal_stage.record", proposal=proposal.code, **{**common, **values})


def line_of(noun: str, grant: Grant, **values: Any) -> Any:
    """A row of any noun of the money chain, of one milliard."""
    maker = {
        "component": make_component,
        "work_plan": make_work_plan,
        "contract": make_contract,
        "disbursement": make_disbursement,
        "absorption": make_absorption,
        "leftover": make_leftover,
    }
    if noun == "addendum":
        contract = values.pop("of", None) or make_contract(grant, amount_idr=1_000_000_000)
        return make_addendum(contract, **{"amount_idr": 1_000_000_000, **values})
    return maker[noun](grant, **{"amount_idr": 1_000_000_000, **values})
