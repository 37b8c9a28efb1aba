"""The admin on top of the engine; importing this package registers every noun."""

from registry.admin import (
    code_list,
    commodity,
    facts,
    office,
    operations,
    parts,
    region,
    sentra,
    source,
    statistic,
    submission,
)

__all__ = [
    "code_list",
    "commodity",
    "facts",
    "office",
    "operations",
    "parts",
    "region",
    "sentra",
    "source",
    "statistic",
    "submission",
]
