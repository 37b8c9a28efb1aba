"""Every table of the DAK application."""

from dak.models.contract import Contract, ContractAddendum
from dak.models.counted import CountedGrant
from dak.models.grant import Grant, GrantClaim
from dak.models.holiday import Holiday
from dak.models.money import (
    Absorption,
    Disbursement,
    GrantComponent,
    LeftoverFunds,
    MoneyLine,
    WorkPlan,
)
from dak.models.payment_rule import (
    DeadlineOverride,
    DisasterException,
    DisasterRegion,
    DisbursementMode,
    Gate,
    Tranche,
)
from dak.models.proposal import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.models.rule_set import Menu, MenuComponent, MinimumUnits, RuleLine, RuleSet
from dak.models.share import GrantShare, GrantSpan

__all__ = [
    "Absorption",
    "Contract",
    "ContractAddendum",
    "CountedGrant",
    "DeadlineOverride",
    "DisasterException",
    "DisasterRegion",
    "Disbursement",
    "DisbursementMode",
    "Gate",
    "Grant",
    "GrantClaim",
    "GrantComponent",
    "GrantShare",
    "GrantSpan",
    "Holiday",
    "LeftoverFunds",
    "Menu",
    "MenuComponent",
    "MinimumUnits",
    "MoneyLine",
    "NeedPack",
    "Proposal",
    "ProposalLine",
    "ProposalStage",
    "RuleLine",
    "RuleSet",
    "Tranche",
    "WorkPlan",
]
