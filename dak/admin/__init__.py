"""The admin of DAK grants; importing this package registers them."""

from dak.admin import asset, grant, progress, proposal, rules

__all__ = ["asset", "grant", "progress", "proposal", "rules"]
