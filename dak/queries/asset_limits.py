"""After how many days an asset counts as idle and a state as outdated: a rule table
(dak/data/rules/asset_limits.csv) that says why. The days are the registry's own and may be changed;
no regulation was found that sets them."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

RULE_FILE = Path(__file__).resolve().parent.parent / "data" / "rules" / "asset_limits.csv"


@dataclass(frozen=True)
class Limit:
    """A number of days, why it is that many, and who says so."""

    code: str
    days: int
    why: str
    source: str


@cache
def limits() -> dict[str, Limit]:
    """Every row of the table by its code."""
    with RULE_FILE.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return {
            row["code"]: Limit(row["code"], int(row["days"]), row["why"], row["source"])
            for row in rows
        }


def idle_after() -> Limit:
    """How long after the hand-over an asset may stand before its days count as idle."""
    return limits()["idle_after"]


def outdated_after() -> Limit:
    """How old the newest state may be before somebody is asked to look again."""
    return limits()["state_outdated_after"]
