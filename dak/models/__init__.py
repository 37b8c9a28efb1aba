"""Every table of the DAK application."""

from dak.models.grant import CountedGrant, Grant, GrantClaim

__all__ = ["CountedGrant", "Grant", "GrantClaim"]
