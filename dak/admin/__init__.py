"""The admin of DAK grants; importing this package registers them."""

from dak.admin import grant, proposal, rules

__all__ = ["grant", "proposal", "rules"]
