"""Every table of the DAK application."""

from dak.models.grant import CountedGrant, Grant, GrantClaim
from dak.models.holiday import Holiday
from dak.models.payment_rule import (
    DeadlineOverride,
    DisasterException,
    DisasterRegion,
    DisbursementMode,
    Gate,
    Tranche,
)
from dak.models.rule_set import Menu, MenuComponent, MinimumUnits, RuleLine, RuleSet

__all__ = [
    "CountedGrant",
    "DeadlineOverride",
    "DisasterException",
    "DisasterRegion",
    "DisbursementMode",
    "Gate",
    "Grant",
    "GrantClaim",
    "Holiday",
    "Menu",
    "MenuComponent",
    "MinimumUnits",
    "RuleLine",
    "RuleSet",
    "Tranche",
]
