"""The admin on top of the engine; importing this package registers every noun."""

from registry.admin import (
    chain,
    code_list,
    commodity,
    facts,
    office,
    operations,
    parts,
    region,
    sentra,
    source,
    submission,
)

__all__ = [
    "chain",
    "code_list",
    "commodity",
    "facts",
    "office",
    "operations",
    "parts",
    "region",
    "sentra",
    "source",
    "submission",
]
