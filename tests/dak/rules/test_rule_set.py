"""Codes and deadlines are derived; a deadline outside its year and a foreign exception are
refused, and nothing changes."""

from typing import Any

import pytest

from dak.changes.deadlines import refresh_deadlines, stale_tranches
from dak.models import DeadlineOverride, Tranche
from dak.models.payment_rule import TrancheEvent
from registry.changes.change import Change
from sentra.lib.problems import ChangeRejected
from tests.dirty_marks import applied
from tests.factories import ACTOR, make_source
from tests.factories.rules import (
    make_holiday,
    make_line,
    make_mode,
    make_rule_set,
    make_tranche,
)
from tests.footprint import footprint

pytestmark = pytest.mark.django_db


def refusal(**values: Any) -> list[str]:
    before = footprint(Tranche)
    with pytest.raises(ChangeRejected) as refused:
        make_tranche(**values)
    assert footprint(Tranche) == before
    return [problem.code for problem in refused.value.problems]


def stored(tranche: Tranche) -> str:
    tranche.refresh_from_db()
    return f"{tranche.deadline_at:%Y-%m-%d %H:%M}"


def test_codes_name_the_year_and_the_line() -> None:
    rules = make_rule_set(fiscal_year=2028)
    mode = make_mode(rule_set=rules.code)

    assert (rules.code, mode.code) == ("ta-2028", "ta-2028-staged")
    assert make_tranche(mode=mode.code).code == "ta-2028-staged-1"


def test_a_deadline_outside_its_fiscal_year_is_refused() -> None:
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2028).code)

    assert refusal(mode=mode.code, nominal_on="2029-07-21") == ["tranche.other_year"]


def test_an_exception_of_another_year_is_refused() -> None:
    exception = make_line("disaster_exception.record", rule_set=make_rule_set().code, name="gempa")

    assert refusal(exception=exception.code) == ["tranche.other_rule_set"]


def test_a_deadline_follows_holidays_and_the_published_date() -> None:
    make_holiday("2028-07-21")
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2028).code)
    tranche = make_tranche(mode=mode.code, nominal_on="2028-07-21")
    assert stored(tranche) == "2028-07-24 10:00"

    make_line("deadline_override.record", tranche=tranche.code, effective_on="2028-07-28")

    assert [one.pk for one in stale_tranches()] == [tranche.pk]
    assert refresh_deadlines(ACTOR) == 1
    assert stored(tranche) == "2028-07-28 10:00"
    assert refresh_deadlines(ACTOR) == 0
    event = TrancheEvent.objects.get(pgh_obj=tranche, version=1)
    assert "dihitung ulang" in event.pgh_context["reason"]


def test_a_published_date_of_the_same_act_counts_already() -> None:
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2028).code)
    source = make_source().code
    values = {"mode": mode.code, "number": 1, "nominal_on": "2028-07-21", "source": source}

    applied(
        Change("tranche.record", values, ref="t"),
        Change(
            "deadline_override.record",
            {"tranche": "@t", "effective_on": "2028-07-31", "source": source},
        ),
    )

    assert stored(Tranche.objects.get()) == "2028-07-31 10:00"
    assert DeadlineOverride.objects.count() == 1


def test_taking_the_nominal_date_away_takes_the_deadline_away() -> None:
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2028).code)
    tranche = make_tranche(mode=mode.code, nominal_on="2028-07-21")

    applied(Change("tranche.correct", {"nominal_on": None}, tranche.code, 0))

    tranche.refresh_from_db()
    assert tranche.deadline_at is None
