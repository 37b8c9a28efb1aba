"""The admin of DAK grants; importing this package registers them."""

from dak.admin import grant, rules

__all__ = ["grant", "rules"]
