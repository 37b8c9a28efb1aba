"""The admin on top of the engine; importing this package registers every noun."""

from registry.admin import (
    attachment,
    campaign,
    chain,
    code_list,
    commodity,
    facts,
    office,
    operations,
    part_lists,
    parts,
    region,
    sentra,
    source,
    statistic,
    submission,
    tokens,
)

__all__ = [
    "attachment",
    "campaign",
    "chain",
    "code_list",
    "commodity",
    "facts",
    "office",
    "operations",
    "part_lists",
    "parts",
    "region",
    "sentra",
    "source",
    "statistic",
    "submission",
    "tokens",
]
