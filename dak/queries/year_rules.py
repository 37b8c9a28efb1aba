"""The rules of a fiscal year as plain values, read in a constant number of statements. What they
decide is in dak.rules.payment."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from dak.models import (
    DeadlineOverride,
    DisasterException,
    DisasterRegion,
    DisbursementMode,
    Gate,
    Holiday,
    RecommendedRegion,
    RuleSet,
    Tranche,
)
from registry.models import Source


@dataclass(frozen=True)
class GateRule:
    """One condition; `minimum_percent` None: its figure was not found."""

    kind: str
    minimum_percent: Decimal | None
    note: str = ""


@dataclass(frozen=True)
class TrancheRule:
    """One step of payment. `share_percent` None and no remaining need: the share was not found, or
    stands in `share_words`."""

    number: int
    share_percent: Decimal | None = None
    is_remaining_need: bool = False
    share_words: str = ""
    earliest_month: int | None = None
    nominal_on: date | None = None
    deadline_at: datetime | None = None
    deadline_words: str = ""
    conditions: str = ""
    gates: tuple[GateRule, ...] = ()
    exception: str = ""
    published_on: date | None = None
    source: Source | None = None
    published_source: Source | None = None


@dataclass(frozen=True)
class ModeRule:
    """One way of paying, with all its tranches, those of exceptions included."""

    mode: str
    label: str
    ceiling_above_idr: int | None = None
    ceiling_up_to_idr: int | None = None
    is_by_recommendation: bool = False
    condition_words: str = ""
    tranches: tuple[TrancheRule, ...] = ()
    source: Source | None = None
    # Governments the ministry recommended it for.
    recommended: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExceptionRule:
    """Other dates or gates for some regions; without regions the list was not found."""

    code: str
    name: str
    legal_basis: str = ""
    note: str = ""
    regions: tuple[str, ...] = ()
    source: Source | None = None


@dataclass(frozen=True)
class YearRules:
    """Everything the treasury asks for in one fiscal year, as far as it was found."""

    fiscal_year: int
    state: str
    modes: tuple[ModeRule, ...] = ()
    exceptions: tuple[ExceptionRule, ...] = ()


def holidays() -> frozenset[date]:
    """Every recorded holiday in force."""
    return frozenset(Holiday.objects.filter(is_withdrawn=False).values_list("day", flat=True))


def rules_of(fiscal_year: int) -> YearRules | None:
    """The rules of one year; None where nobody has recorded any."""
    return next(iter(year_rules(RuleSet.objects.filter(fiscal_year=fiscal_year))), None)


def year_rules(rule_sets: Iterable[RuleSet]) -> list[YearRules]:
    """The rules of some years, in their order; seven statements for any number of them."""
    listed = list(rule_sets)
    modes = _modes([rule_set.pk for rule_set in listed])
    exceptions = _exceptions([rule_set.pk for rule_set in listed])
    return [
        YearRules(
            fiscal_year=rule_set.fiscal_year,
            state=rule_set.state,
            modes=tuple(modes[rule_set.pk]),
            exceptions=tuple(exceptions[rule_set.pk]),
        )
        for rule_set in listed
    ]


def _modes(keys: list[int]) -> dict[int, list[ModeRule]]:
    rows = DisbursementMode.objects.filter(rule_set__in=keys, is_withdrawn=False)
    tranches, recommended = _tranches(keys), _recommended(keys)
    found: dict[int, list[ModeRule]] = defaultdict(list)
    for row in rows.select_related("source").order_by("id"):
        found[row.rule_set_id].append(
            ModeRule(
                mode=row.mode,
                label=str(row.get_mode_display()),
                ceiling_above_idr=row.ceiling_above_idr,
                ceiling_up_to_idr=row.ceiling_up_to_idr,
                is_by_recommendation=row.is_by_recommendation,
                condition_words=row.condition_words,
                tranches=tuple(tranches[row.pk]),
                source=row.source,
                recommended=tuple(recommended[row.pk]),
            )
        )
    return found


def _recommended(keys: list[int]) -> dict[int, list[str]]:
    rows = RecommendedRegion.objects.filter(mode__rule_set__in=keys, is_withdrawn=False)
    found: dict[int, list[str]] = defaultdict(list)
    for row in rows.order_by("province_id", "regency_id"):
        found[row.mode_id].append(row.regency_id or row.province_id)
    return found


def _tranches(keys: list[int]) -> dict[int, list[TrancheRule]]:
    rows = Tranche.objects.filter(mode__rule_set__in=keys, is_withdrawn=False)
    gates, published = _gates(keys), _published(keys)
    found: dict[int, list[TrancheRule]] = defaultdict(list)
    for row in rows.select_related("exception", "source").order_by("exception_id", "number"):
        is_withdrawn = row.exception is not None and row.exception.is_withdrawn
        if is_withdrawn:
            continue
        override = published.get(row.pk)
        found[row.mode_id].append(
            TrancheRule(
                number=row.number,
                share_percent=row.share_percent,
                is_remaining_need=row.is_remaining_need,
                share_words=row.share_words,
                earliest_month=row.earliest_month,
                nominal_on=row.nominal_on,
                deadline_at=row.deadline_at,
                deadline_words=row.deadline_words,
                conditions=row.conditions,
                gates=tuple(gates[row.pk]),
                exception=row.exception.code if row.exception else "",
                published_on=override.effective_on if override else None,
                source=row.source,
                published_source=override.source if override else None,
            )
        )
    return found


def _gates(keys: list[int]) -> dict[int, list[GateRule]]:
    rows = Gate.objects.filter(tranche__mode__rule_set__in=keys, is_withdrawn=False)
    found: dict[int, list[GateRule]] = defaultdict(list)
    for row in rows.order_by("kind"):
        found[row.tranche_id].append(GateRule(row.kind, row.minimum_percent, row.note))
    return found


def _published(keys: list[int]) -> dict[int, DeadlineOverride]:
    rows = DeadlineOverride.objects.filter(tranche__mode__rule_set__in=keys, is_withdrawn=False)
    return {row.tranche_id: row for row in rows.select_related("source")}


def _exceptions(keys: list[int]) -> dict[int, list[ExceptionRule]]:
    regions: dict[int, list[str]] = defaultdict(list)
    lines = DisasterRegion.objects.filter(exception__rule_set__in=keys, is_withdrawn=False)
    for line in lines.order_by("province_id", "regency_id"):
        regions[line.exception_id].append(line.regency_id or line.province_id)
    rows = DisasterException.objects.filter(rule_set__in=keys, is_withdrawn=False)
    found: dict[int, list[ExceptionRule]] = defaultdict(list)
    for row in rows.select_related("source").order_by("id"):
        found[row.rule_set_id].append(
            ExceptionRule(
                code=row.code,
                name=row.name,
                legal_basis=row.legal_basis,
                note=row.note,
                regions=tuple(regions[row.pk]),
                source=row.source,
            )
        )
    return found
