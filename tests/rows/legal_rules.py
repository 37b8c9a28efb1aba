"""Legal rows of the yearly rules of DAK and of published figures (tests/rows/legal_rows.py)."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from tests.factories import make_source
from tests.factories.rules import make_line, make_mode, make_rule_set, make_tranche

Row = dict[str, Any]


def _line(**more: Any) -> Row:
    return {"source_id": make_source().pk, **more}


def _menu() -> Any:
    return make_line("menu.record", rule_set=make_rule_set().code, kind="build")


def _exception() -> Any:
    return make_line("disaster_exception.record", rule_set=make_rule_set().code, name="gempa")


LEGAL_RULES: Mapping[str, Callable[[], Row]] = {
    "RuleSet": lambda: {"code": "uji", "fiscal_year": 2029},
    "Menu": lambda: _line(rule_set_id=make_rule_set().pk, code="uji", kind="build"),
    "MenuComponent": lambda: _line(menu_id=_menu().pk, name="gedung"),
    "MinimumUnits": lambda: _line(
        rule_set_id=make_rule_set().pk, island_group="sumatra", minimum_count=10
    ),
    "DisbursementMode": lambda: _line(rule_set_id=make_rule_set().pk, code="uji", mode="staged"),
    "DisasterException": lambda: _line(rule_set_id=make_rule_set().pk, code="uji", name="gempa"),
    "DisasterRegion": lambda: _line(
        exception_id=_exception().pk, province_id="51", regency_id="51.04"
    ),
    "RecommendedRegion": lambda: _line(
        mode_id=make_mode().pk, province_id="51", regency_id="51.04"
    ),
    "Tranche": lambda: _line(
        mode_id=make_mode().pk, exception_id=_exception().pk, code="uji", number=1
    ),
    "Gate": lambda: _line(tranche_id=make_tranche().pk, kind="absorption"),
    "DeadlineOverride": lambda: _line(tranche_id=make_tranche().pk, effective_on=date(2029, 7, 23)),
    "Holiday": lambda: {"day": date(2029, 8, 17), "name": "Uji", "legal_basis": "Uji"},
    "Statistic": lambda: _line(
        code="uji",
        scheme="dak",
        indicator="dak-amount",
        label="Pagu",
        unit="idr",
        stage="allocation",
        reference_on=date(2019, 1, 1),
        reference_precision="year",
        amount=5,
        amount_low=5,
        amount_high=5,
        amount_qualifier="=",
        province_id="51",
        regency_id="51.04",
        district_id="51.04.01",
    ),
}
