"""Size classes of one business: the boundary cases of three scales, and what is missing."""

from datetime import date

import pytest

from registry.choices import SizeClass, SizeScale
from registry.rules.size_class import Business, size_class, size_classes, size_rules

TODAY = date(2026, 11, 21)
MILLIARD = 1_000_000_000
LAW, BPS, PP7 = SizeScale.PERMENPERIN_64_2016, SizeScale.BPS, SizeScale.PP_7_2021


@pytest.mark.parametrize(
    ("workers", "investment", "expected"),
    [
        (19, 999_999_999, "small"),
        (19, MILLIARD, "medium"),
        (20, 500_000_000, "medium"),
        (20, 15 * MILLIARD, "medium"),
        (20, 15 * MILLIARD + 1, "large"),
        (1, 0, "small"),
        (19, 15 * MILLIARD + 1, "medium"),
        (500, 1, "medium"),
    ],
)
def test_the_industry_ministry_s_scale_needs_workers_and_investment(
    workers: int, investment: int, expected: str
) -> None:
    assert size_class(LAW, Business(workers, investment), TODAY).size == expected


@pytest.mark.parametrize(
    ("workers", "expected"),
    [
        (1, "micro"),
        (4, "micro"),
        (5, "small"),
        (19, "small"),
        (20, "medium"),
        (99, "medium"),
        (100, "large"),
    ],
)
def test_the_bps_scale_asks_for_workers_alone(workers: int, expected: str) -> None:
    assert size_class(BPS, Business(workers, None), TODAY).size == expected


@pytest.mark.parametrize(
    ("capital", "expected"),
    [
        (0, "micro"),
        (MILLIARD, "micro"),
        (MILLIARD + 1, "small"),
        (5 * MILLIARD, "small"),
        (5 * MILLIARD + 1, "medium"),
        (10 * MILLIARD, "medium"),
        (10 * MILLIARD + 1, "large"),
    ],
)
def test_the_scale_of_pp_7_2021_asks_for_capital_alone(capital: int, expected: str) -> None:
    assert size_class(PP7, Business(None, capital), TODAY).size == expected


def test_the_same_business_has_three_classes_and_none_is_the_class() -> None:
    found = size_classes(Business(25, 800_000_000), TODAY)

    assert {scale: outcome.size for scale, outcome in found.items()} == {
        LAW: SizeClass.MEDIUM,
        BPS: SizeClass.MEDIUM,
        PP7: SizeClass.MICRO,
    }


@pytest.mark.parametrize(
    ("scale", "business", "missing"),
    [
        (LAW, Business(19, None), ("investment_idr",)),
        (LAW, Business(None, MILLIARD), ("worker_count",)),
        (LAW, Business(), ("worker_count", "investment_idr")),
        (BPS, Business(None, MILLIARD), ("worker_count",)),
        (BPS, Business(0, MILLIARD), ("worker_count",)),
        (PP7, Business(19, None), ("investment_idr",)),
    ],
)
def test_a_missing_fact_leaves_the_class_open_and_is_named(
    scale: SizeScale, business: Business, missing: tuple[str, ...]
) -> None:
    outcome = size_class(scale, business, TODAY)

    assert (outcome.size, outcome.missing) == (None, missing)


def test_a_sentence_names_the_class_with_its_scale_or_what_is_missing() -> None:
    assert size_class(PP7, Business(1, MILLIARD), TODAY).sentence == (
        "Mikro menurut PP 7/2021 (PP 7/2021)."
    )
    assert size_class(LAW, Business(19, None), TODAY).sentence == (
        "Belum dapat dinilai menurut Permenperin 64/2016; yang belum diketahui: nilai investasi"
        " atau modal usaha tanpa tanah dan bangunan."
    )


def test_a_scale_holds_from_its_year_on() -> None:
    early = size_class(PP7, Business(1, 1), date(2020, 12, 31))

    assert (early.size, early.missing) == (None, ("rule",))
    assert size_class(PP7, Business(1, 1), date(2021, 1, 1)).size == "micro"


@pytest.mark.parametrize("scale", SizeScale)
def test_every_business_has_exactly_one_class_under_every_scale(scale: SizeScale) -> None:
    rules = [rule for rule in size_rules() if rule.scale == scale]
    amounts = (0, MILLIARD - 1, MILLIARD, MILLIARD + 1, 5 * MILLIARD, 5 * MILLIARD + 1)
    more = (10 * MILLIARD, 10 * MILLIARD + 1, 15 * MILLIARD, 15 * MILLIARD + 1)

    for workers in (1, 4, 5, 19, 20, 99, 100, 5000):
        for investment in (*amounts, *more):
            holding = {rule.size for rule in rules if rule.holds(workers, investment)}
            assert len(holding) == 1, (workers, investment)
