"""How the rules of 2019 and 2023 decide: mode by ceiling, shares, gates, disaster exceptions."""

from decimal import Decimal

import pytest

from dak.imports.rules import load_rules
from dak.queries.year_rules import GateRule, TrancheRule, YearRules, rules_of
from dak.rules.payment import evaluate_gates, mode_for, share_of, tranches
from tests.factories import ACTOR, make_source
from tests.factories.rules import make_line

MILLIARD = 10**9


@pytest.fixture
def loaded(db: None) -> None:
    load_rules(ACTOR)


def year(number: int) -> YearRules:
    rules = rules_of(number)
    assert rules is not None
    return rules


def mode_of(number: int, ceiling: int, **more: bool) -> str:
    mode = mode_for(year(number), ceiling, **more)
    return mode.mode if mode else ""


@pytest.mark.parametrize("fiscal_year", [2019, 2023])
def test_one_miliar_exactly_is_paid_at_once_and_one_rupiah_more_in_stages(
    fiscal_year: int, loaded: None
) -> None:
    assert mode_of(fiscal_year, MILLIARD) == "one_off"
    assert mode_of(fiscal_year, MILLIARD + 1) == "staged"


def test_the_mixed_mode_needs_a_recommendation(loaded: None) -> None:
    assert mode_of(2023, 5 * MILLIARD) == "staged"
    assert mode_of(2023, 5 * MILLIARD, is_recommended=True) == "mixed"
    assert mode_of(2019, 5 * MILLIARD, is_recommended=True) == "staged"


def test_a_year_without_rules_gives_no_mode_and_a_negative_ceiling_is_refused(
    loaded: None,
) -> None:
    assert mode_of(2025, MILLIARD) == ""
    assert rules_of(2011) is None
    with pytest.raises(ValueError, match="-1"):
        mode_for(year(2019), -1)


def staged(number: int, region: str = "") -> list[TrancheRule]:
    rules = year(number)
    mode = mode_for(rules, 5 * MILLIARD)
    assert mode is not None
    return tranches(rules, mode, region)


def test_the_tranches_of_2019_are_a_quarter_then_45_percent_then_what_is_needed(
    loaded: None,
) -> None:
    steps = staged(2019)

    assert [step.number for step in steps] == [1, 2, 3]
    assert [share_of(step, 4 * MILLIARD + 3, paid_idr=3 * MILLIARD) for step in steps] == [
        1_000_000_000,
        1_800_000_001,
        1_000_000_003,
    ]
    assert share_of(staged(2024)[0], MILLIARD) is None


@pytest.mark.parametrize(
    ("absorbed", "is_passed"), [(75, True), (7_499_999, False), (76, True), (0, False)]
)
def test_the_second_tranche_needs_three_quarters_of_what_was_received(
    absorbed: int, is_passed: bool, loaded: None
) -> None:
    received = 100 if absorbed < 1000 else 10_000_000

    verdict = evaluate_gates(staged(2019)[1], absorbed, received, None)

    assert verdict.is_passed is is_passed
    assert ("belum mencapai batas 75%" in verdict.sentences[0]) is not is_passed


@pytest.mark.parametrize(
    ("absorbed", "output", "states"),
    [
        (90, Decimal(70), [True, True]),
        (90, Decimal("69.999"), [True, False]),
        (89, Decimal(100), [False, True]),
        (90, None, [True, None]),
    ],
)
def test_the_third_tranche_needs_90_percent_and_70_percent_output(
    absorbed: int, output: Decimal | None, states: list[bool | None], loaded: None
) -> None:
    verdict = evaluate_gates(staged(2019)[2], absorbed, 100, output)

    assert [result.is_passed for result in verdict.results] == states
    assert verdict.is_passed == (False if False in states else None if None in states else True)


def test_what_nobody_reported_is_not_zero() -> None:
    step = TrancheRule(2, gates=(GateRule("absorption", Decimal(75)),))

    for absorbed, received in ((None, 100), (75, None), (0, 0)):
        verdict = evaluate_gates(step, absorbed, received, None)
        assert verdict.is_passed is None
        assert verdict.sentences[0].startswith(("Penyerapan atau", "Belum ada dana"))


def test_a_gate_whose_figure_was_not_found_is_not_judged(loaded: None) -> None:
    verdict = evaluate_gates(staged(2023)[2], 100, 100, Decimal(100))

    assert [result.is_passed for result in verdict.results] == [True, None]
    assert verdict.is_passed is None
    assert "belum ditemukan" in verdict.sentences[1]


def test_a_region_of_the_disaster_has_its_own_dates_and_gates(loaded: None) -> None:
    where = {"exception": "ta-2019-gempa", "province": "52", "source": make_source().code}
    make_line("disaster_region.record", **where)

    usual, struck = staged(2019, "51.04"), staged(2019, "52.02")

    assert [str(step.nominal_on) for step in struck] == ["2019-08-21", "2019-10-21", "2019-12-15"]
    assert str(usual[0].nominal_on) == "2019-07-21"
    assert evaluate_gates(struck[1], 50, 100, None).is_passed is True
    assert evaluate_gates(usual[1], 50, 100, None).is_passed is False
    assert evaluate_gates(struck[2], 70, 100, 50).is_passed is True
    assert evaluate_gates(struck[2], 70, 100, 49).is_passed is False
    assert evaluate_gates(struck[2], 69, 100, 50).is_passed is False


def test_a_tranche_without_gates_is_open() -> None:
    assert evaluate_gates(TrancheRule(1), None, None, None).is_passed is True
