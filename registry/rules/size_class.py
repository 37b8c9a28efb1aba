"""The size class of ONE business under three scales that do not agree with one another: a rule
table (registry/data/rules/size_classes.csv) over its raw workers and investment.

Never to be applied to a sentra's totals: twenty workers of ten workshops are no business of twenty
workers, and no class follows from a sum. Therefore nothing that reads or adds up sentra imports
this module (tests/architecture), and no class is ever stored or typed."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from registry.choices import SizeClass, SizeScale

RULE_FILE = Path(__file__).resolve().parent.parent / "data" / "rules" / "size_classes.csv"


@dataclass(frozen=True)
class Business:
    """The raw facts of one business; None where nobody reported them. Investment (modal usaha) is
    whole rupiah without land and buildings."""

    worker_count: int | None = None
    investment_idr: int | None = None


@dataclass(frozen=True)
class SizeRule:
    """One line of the table: bounds that all hold together. A class may have several lines."""

    scale: SizeScale
    size: SizeClass
    min_workers: int | None
    max_workers: int | None
    min_investment: int | None
    max_investment: int | None
    first_year: int | None
    legal_source: str

    @property
    def facts(self) -> frozenset[str]:
        """The facts this line asks for."""
        asked = set()
        if self.min_workers is not None or self.max_workers is not None:
            asked.add("worker_count")
        if self.min_investment is not None or self.max_investment is not None:
            asked.add("investment_idr")
        return frozenset(asked)

    def holds(self, workers: int, investment: int) -> bool:
        """Whether a business lies within the bounds (whole numbers, both ends inclusive)."""
        return _within(workers, self.min_workers, self.max_workers) and _within(
            investment, self.min_investment, self.max_investment
        )


@dataclass(frozen=True)
class SizeOutcome:
    """A class, or the facts that are missing; with the scale and its legal source."""

    scale: SizeScale
    size: SizeClass | None
    missing: tuple[str, ...] = ()
    legal_source: str = ""

    @property
    def sentence(self) -> str:
        """What an officer reads."""
        if self.size is not None:
            return _("{size} menurut {scale} ({source}).").format(
                size=self.size.label, scale=self.scale.label, source=self.legal_source
            )
        words = ", ".join(_words(code) for code in self.missing)
        return _("Belum dapat dinilai menurut {scale}; yang belum diketahui: {words}.").format(
            scale=self.scale.label, words=words
        )


def size_class(scale: SizeScale, business: Business, on: date) -> SizeOutcome:
    """The class of one business under one scale on a day. A fact the scale asks for and nobody
    reported leaves it open and is named; so does a day before the scale."""
    rules = [rule for rule in size_rules() if rule.scale == scale]
    in_force = [r for r in rules if r.first_year is None or r.first_year <= on.year]
    source = rules[0].legal_source
    if not in_force:
        return SizeOutcome(scale, None, ("rule",), source)
    asked = frozenset[str]().union(*(rule.facts for rule in in_force))
    missing = tuple(name for name in FACTS if name in asked and getattr(business, name) is None)
    if missing:
        return SizeOutcome(scale, None, missing, source)
    workers, investment = business.worker_count or 0, business.investment_idr or 0
    found = next((rule for rule in in_force if rule.holds(workers, investment)), None)
    if found is None:  # a business without anybody at work is in no class of the BPS
        return SizeOutcome(scale, None, ("worker_count",), source)
    return SizeOutcome(scale, found.size, (), found.legal_source)


def size_classes(business: Business, on: date) -> dict[SizeScale, SizeOutcome]:
    """The class of one business under every scale."""
    return {scale: size_class(scale, business, on) for scale in SizeScale}


@cache
def size_rules() -> tuple[SizeRule, ...]:
    """The rule table."""
    with RULE_FILE.open(encoding="utf-8", newline="") as stream:
        return tuple(_rules(csv.DictReader(stream)))


def _rules(rows: csv.DictReader) -> Iterator[SizeRule]:
    for row in rows:
        yield SizeRule(
            scale=SizeScale(row["scale"]),
            size=SizeClass(row["class"]),
            min_workers=_number(row, "min_workers"),
            max_workers=_number(row, "max_workers"),
            # Whole rupiah: an end that is not included lies one rupiah further in.
            min_investment=_end(row, "min", inwards=1),
            max_investment=_end(row, "max", inwards=-1),
            first_year=_number(row, "valid_from"),
            legal_source=row["legal_source"],
        )


def _number(row: Mapping[str, str], name: str) -> int | None:
    return int(row[name]) if row[name] else None


def _end(row: Mapping[str, str], end: str, *, inwards: int) -> int | None:
    bound = _number(row, f"{end}_investment_idr")
    if bound is None or row[f"{end}_is_inclusive"] == "yes":
        return bound
    return bound + inwards


def _within(number: int, low: int | None, high: int | None) -> bool:
    return (low is None or number >= low) and (high is None or number <= high)


FACTS = ("worker_count", "investment_idr")


def _words(code: str) -> str:
    """A missing fact in words."""
    return {
        "worker_count": _("jumlah tenaga kerja"),
        "investment_idr": _("nilai investasi atau modal usaha tanpa tanah dan bangunan"),
        "rule": _("aturan yang berlaku pada tanggal itu"),
    }[code]
