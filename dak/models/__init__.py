"""Every table of the DAK application."""

from dak.models.asset import Asset, AssetFunding
from dak.models.asset_state import AssetDispute, AssetPeriod, AssetState
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
from dak.models.outcome import OutcomeIndicator, OutcomeReading, PanelReading
from dak.models.payment_rule import (
    DeadlineOverride,
    DisasterException,
    DisasterRegion,
    DisbursementMode,
    Gate,
    Tranche,
)
from dak.models.progress import (
    ProgressPhoto,
    ProgressProblem,
    ProgressProblemKind,
    ProgressReport,
    ProgressTarget,
)
from dak.models.proposal import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.models.recommended import RecommendedRegion
from dak.models.rule_set import Menu, MenuComponent, MinimumUnits, RuleLine, RuleSet
from dak.models.share import GrantShare, GrantSpan

__all__ = [
    "Absorption",
    "Asset",
    "AssetDispute",
    "AssetFunding",
    "AssetPeriod",
    "AssetState",
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
    "OutcomeIndicator",
    "OutcomeReading",
    "PanelReading",
    "ProgressPhoto",
    "ProgressProblem",
    "ProgressProblemKind",
    "ProgressReport",
    "ProgressTarget",
    "Proposal",
    "ProposalLine",
    "ProposalStage",
    "RecommendedRegion",
    "RuleLine",
    "RuleSet",
    "Tranche",
    "WorkPlan",
]
