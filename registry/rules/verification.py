"""How long a verification holds, by the way an office looked: a dated rule table
(registry/data/rules/verification.csv). The months are the registry's own rule and may be changed;
no law sets them.

A verification whose last day was not stated gets it from the rule; freshness is read from that day
(registry.aggregates.population) and says nothing about existence."""

import csv
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from registry.choices import VerificationMethod
from registry.rules.draft import Draft, Facts

RULE_FILE = Path(__file__).resolve().parent.parent / "data" / "rules" / "verification.csv"


@dataclass(frozen=True)
class Validity:
    """For how many months one method holds, since which year, and who says so."""

    method: str
    months: int
    first_year: int
    source: str

    @property
    def sentence(self) -> str:
        """What an officer reads."""
        return _("{method} berlaku {months} bulan ({source})").format(
            method=VerificationMethod(self.method).label, months=self.months, source=self.source
        )


@cache
def validities() -> tuple[Validity, ...]:
    """The rule table, oldest rule of a method first."""
    with RULE_FILE.open(encoding="utf-8", newline="") as stream:
        rows = [
            Validity(row["method"], int(row["months"]), int(row["valid_from"][:4]), row["source"])
            for row in csv.DictReader(stream)
        ]
    return tuple(sorted(rows, key=lambda rule: rule.first_year))


def validity_of(method: str, on: date) -> Validity | None:
    """The rule in force on a day; the first one for days before any rule, since they need an end,
    too. None for a method the table does not name."""
    known = [rule for rule in validities() if rule.method == method]
    begun = [rule for rule in known if rule.first_year <= on.year]
    return begun[-1] if begun else next(iter(known), None)


def validity_words(on: date) -> str:
    """The rules in force on a day, in one sentence."""
    rules = [rule for m in VerificationMethod if (rule := validity_of(m, on)) is not None]
    words = ", ".join(
        _("{method} {months} bulan").format(
            method=VerificationMethod(rule.method).label, months=rule.months
        )
        for rule in rules
    )
    source = next((rule.source for rule in rules), "")
    return _("Bila tidak disebut, masa berlaku menurut cara memeriksa: {words} ({source}).").format(
        words=words, source=source
    )


def last_day_of(method: str, on: date) -> date | None:
    """The first day on which a verification of that day no longer holds."""
    rule = validity_of(method, on)
    return None if rule is None else months_after(on, rule.months)


def months_after(day: date, months: int) -> date:
    """The same day of the month so many months later, or that month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def give_validity(draft: Draft, facts: Facts) -> None:
    """The last day by the method's rule where nobody states one; it follows a corrected date or
    method as long as it was the rule's."""
    is_emptied = "valid_to" in draft.given and draft.row.get("valid_to") is None
    is_moved = {"verified_on", "method"} & set(draft.changed)
    was_the_rule_s = draft.before and draft.before["valid_to"] == _by_rule(draft.before)
    follows = "valid_to" not in draft.given and is_moved and was_the_rule_s
    is_open = draft.row.get("valid_to") is None and (draft.is_new or is_emptied)
    if is_open or follows:
        draft.row["valid_to"] = _by_rule(draft.row)


def _by_rule(row: Mapping[str, Any]) -> date | None:
    day = row.get("verified_on")
    return None if day is None else last_day_of(str(row.get("method")), day)
