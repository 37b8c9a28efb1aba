"""The admin on top of the engine; importing this package registers every noun."""

from registry.admin import (
    commodity,
    office,
    operations,
    region,
    sentra,
    source,
    submission,
)

__all__ = ["commodity", "office", "operations", "region", "sentra", "source", "submission"]
