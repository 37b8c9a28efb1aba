"""Every table of the DAK application."""

from dak.models.contract import Contract, ContractAddendum
from dak.models.grant import CountedGrant, Grant, GrantClaim
from dak.models.money import (
    Absorption,
    Disbursement,
    GrantComponent,
    LeftoverFunds,
    MoneyLine,
    WorkPlan,
)
from dak.models.proposal import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.models.share import GrantShare, GrantSpan

__all__ = [
    "Absorption",
    "Contract",
    "ContractAddendum",
    "CountedGrant",
    "Disbursement",
    "Grant",
    "GrantClaim",
    "GrantComponent",
    "GrantShare",
    "GrantSpan",
    "LeftoverFunds",
    "MoneyLine",
    "NeedPack",
    "Proposal",
    "ProposalLine",
    "ProposalStage",
    "WorkPlan",
]
