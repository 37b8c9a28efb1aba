"""The yearly rules as flat rows, for files and the API."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from dak.choices import GateKind
from dak.models import RuleSet
from dak.queries.year_rules import ModeRule, TrancheRule, year_rules
from registry.models import Source

BLANK: Mapping[str, Any] = dict.fromkeys(
    (
        "mode",
        "ceiling_above_idr",
        "ceiling_up_to_idr",
        "is_by_recommendation",
        "tranche",
        "exception",
        "share_percent",
        "is_remaining_need",
        "share_words",
        "earliest_month",
        "nominal_on",
        "published_on",
        "deadline_at",
        "deadline_words",
        "absorption_percent_min",
        "output_percent_min",
        "conditions",
    )
)


def rule_rows(rule_sets: Iterable[RuleSet], mode: str = "") -> list[dict[str, Any]]:
    """One row per tranche in force, or per mode or year without any; only those of one mode where
    it is named."""
    listed = list(rule_sets)
    found: list[dict[str, Any]] = []
    for rule_set, rules in zip(listed, year_rules(listed), strict=True):
        head = {
            **BLANK,
            "fiscal_year": rule_set.fiscal_year,
            "state": rule_set.state,
            "technical_basis": rule_set.technical_basis,
            "disbursement_basis": rule_set.disbursement_basis,
            **_cited(rule_set.source),
        }
        rows = [
            {**head, **row} for one in rules.modes if mode in ("", one.mode) for row in _rows(one)
        ]
        found += rows or ([] if mode else [head])
    return found


def _rows(mode: ModeRule) -> Iterator[dict[str, Any]]:
    head = {
        "mode": mode.mode,
        "ceiling_above_idr": mode.ceiling_above_idr,
        "ceiling_up_to_idr": mode.ceiling_up_to_idr,
        "is_by_recommendation": mode.is_by_recommendation,
        **_cited(mode.source),
    }
    if not mode.tranches:
        yield head
    for tranche in mode.tranches:
        yield {**head, **_row(tranche)}


def _row(tranche: TrancheRule) -> dict[str, Any]:
    least = {gate.kind: gate.minimum_percent for gate in tranche.gates}
    return {
        "tranche": tranche.number,
        "exception": tranche.exception,
        "share_percent": tranche.share_percent,
        "is_remaining_need": tranche.is_remaining_need,
        "share_words": tranche.share_words,
        "earliest_month": tranche.earliest_month,
        "nominal_on": tranche.nominal_on,
        "published_on": tranche.published_on,
        "deadline_at": tranche.deadline_at,
        "deadline_words": tranche.deadline_words,
        "absorption_percent_min": least.get(GateKind.ABSORPTION),
        "output_percent_min": least.get(GateKind.OUTPUT),
        "conditions": tranche.conditions,
        **_cited(tranche.source),
    }


def _cited(source: Source | None) -> dict[str, Any]:
    return {
        "source_publisher": source.publisher if source else "",
        "source_published_on": source.published_on if source else None,
        "source_url": source.url if source else "",
    }
