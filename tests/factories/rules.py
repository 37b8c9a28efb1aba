"""Factories of the yearly rules of DAK and of figures that others published."""

from itertools import cycle
from typing import Any

from dak.models import DisbursementMode, Holiday, RuleSet, Tranche
from registry.models import Statistic
from tests.factories.records import make, make_source

# A year has one rule set; no test needs more of them than these years.
_years = cycle(range(2030, 2101))


def make_rule_set(**values: Any) -> RuleSet:
    """A year of its own, of which nothing was found."""
    return make("rule_set.record", **{"fiscal_year": next(_years), **values})


def make_line(kind: str, /, **values: Any) -> Any:
    """A line of the rules with a source of its own."""
    return make(kind, **{"source": make_source().code, **values})


def make_mode(**values: Any) -> DisbursementMode:
    """Paid in stages, whatever the ceiling."""
    if "rule_set" not in values:
        values["rule_set"] = make_rule_set().code
    return make_line("disbursement_mode.record", **{"mode": "staged", **values})


def make_tranche(**values: Any) -> Tranche:
    """The first tranche, of which nothing else was found."""
    if "mode" not in values:
        values["mode"] = make_mode().code
    return make_line("tranche.record", **{"number": 1, **values})


def make_holiday(day: str, **values: Any) -> Holiday:
    """A national holiday of the test."""
    return make("holiday.record", **{"day": day, "name": "Uji", "legal_basis": "Uji", **values})


def make_statistic(**values: Any) -> Statistic:
    """Ten sentra in the nation in 2020, by no known definition."""
    if "source" not in values:
        values["source"] = make_source().code
    usual: dict[str, Any] = {
        "scheme": "other",
        "indicator": "sentra-count",
        "label": "Jumlah sentra",
        "unit": "count",
        "stage": "observed",
        "reference_on": "2020-01-01",
        "reference_precision": "year",
    }
    if "stated" not in values:
        usual["amount"] = 10
    return make("statistic.record", **{**usual, **values})
