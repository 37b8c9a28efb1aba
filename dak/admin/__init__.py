"""The admin of DAK grants; importing this package registers them."""

from dak.admin import grant, progress, proposal, rules

__all__ = ["grant", "progress", "proposal", "rules"]
