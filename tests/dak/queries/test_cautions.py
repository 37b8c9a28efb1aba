"""What is doubtful and still allowed: each caution has its code, its row and a sentence with the
figures; none of them refuses anything."""

from typing import Any

import pytest

from dak.models import Grant
from dak.queries.cautions import cautions_of, is_plausible
from tests.factories import make_claim, make_grant, make_sentra
from tests.factories.money import (
    make_absorption,
    make_addendum,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_leftover,
    make_work_plan,
)

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def told(grant: Grant) -> list[str]:
    return [caution.code for caution in cautions_of([grant.pk])[grant.pk]]


def test_a_grant_of_which_nothing_is_odd_has_no_caution() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_work_plan(grant, amount_idr=5 * BILLION)
    make_contract(grant, amount_idr=4 * BILLION)
    make_disbursement(grant, amount_idr=4 * BILLION)
    make_absorption(grant, amount_idr=3 * BILLION)
    make_leftover(grant, amount_idr=BILLION)

    assert told(grant) == []


@pytest.mark.parametrize(
    ("amount", "fits"),
    [
        (0, True),
        (9_999_999, False),
        (10_000_000, True),
        (100_000_000_000, True),
        (100_000_000_001, False),
    ],
)
def test_an_amount_in_thousands_or_with_zeros_too_many_is_doubted(amount: int, fits: bool) -> None:
    assert is_plausible(amount) is fits


def test_a_doubtful_amount_is_echoed_in_words() -> None:
    grant = make_grant_worth(5_345_000)

    (caution,) = cautions_of([grant.pk])[grant.pk]

    assert (caution.code, caution.noun) == ("caution.unit_doubtful", "claim")
    assert "Rp5.345.000" in caution.sentence and "5,345 juta rupiah" in caution.sentence
    assert caution.row == grant.claims.get().pk


def test_contracts_above_the_plan_are_a_caution_and_no_refusal() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_work_plan(grant, amount_idr=4 * BILLION)
    make_contract(grant, amount_idr=5 * BILLION)

    assert told(grant) == ["caution.contracts_over_work_plan"]


def test_a_contract_beyond_its_year_is_doubted_unless_an_addendum_says_so() -> None:
    grant = make_grant_worth(5 * BILLION)
    dates: dict[str, Any] = {"starts_on": "2024-06-13", "ends_on": "2025-01-15"}
    contract = make_contract(grant, amount_idr=BILLION, **dates)
    assert told(grant) == ["caution.contract_ends_after_year"]

    make_addendum(contract, ends_on="2025-02-01")

    assert told(grant) == []


@pytest.mark.parametrize(("days", "codes"), [(180, []), (181, ["caution.contract_days_differ"])])
def test_calendar_days_are_counted_with_both_ends(days: int, codes: list[str]) -> None:
    """Bangli: 13 June to 9 December 2024 are 180 days (Persindonesia)."""
    grant = make_grant_worth(5_345_000_000)
    make_contract(
        grant,
        amount_idr=105_982_245,
        starts_on="2024-06-13",
        ends_on="2024-12-09",
        calendar_day_count=days,
    )

    assert told(grant) == codes


def test_physical_progress_far_from_the_money_is_doubted() -> None:
    grant = make_grant_worth(10 * BILLION)
    make_claim(grant, physical_percent="75")
    make_disbursement(grant, amount_idr=6 * BILLION)
    make_absorption(grant, amount_idr=5 * BILLION)

    assert told(grant) == ["caution.progress_gap"]


def test_spent_without_a_payment_and_a_leftover_that_does_not_fit_are_doubted() -> None:
    unpaid = make_grant_worth(5 * BILLION)
    make_absorption(unpaid, amount_idr=5 * BILLION)
    left = make_grant_worth(5 * BILLION)
    make_disbursement(left, amount_idr=5 * BILLION)
    make_absorption(left, amount_idr=4 * BILLION)
    make_leftover(left, amount_idr=500_000_000)

    assert told(unpaid) == ["caution.absorbed_without_disbursement"]
    assert told(left) == ["caution.leftover_differs"]


def test_an_unreadable_amount_is_flagged() -> None:
    grant = make_grant(sentra=make_sentra().public_code)
    make_claim(grant, unreadable_amount="Rp. 3.508.972.00")

    (caution,) = cautions_of([grant.pk])[grant.pk]

    assert caution.code == "caution.amount_unreadable"
    assert "3.508.972.00" in caution.sentence


@pytest.mark.parametrize(
    ("values", "is_doubtful"),
    [
        ({"realised_idr": 5 * BILLION + 1}, True),
        ({"realised_idr": 5 * BILLION}, False),
        ({"stage": "absorbed", "amount_idr": 6 * BILLION}, True),
        ({"stage": "disbursed", "amount_idr": 6 * BILLION}, True),
        ({"stage": "contract", "amount_idr": 6 * BILLION}, False),
    ],
)
def test_a_source_that_tells_of_more_than_the_ceiling_is_asked_about(
    values: dict[str, Any], is_doubtful: bool
) -> None:
    grant = make_grant_worth(5 * BILLION)
    make_claim(grant, **values)

    assert told(grant) == (["caution.claimed_over_ceiling"] if is_doubtful else [])


def test_a_source_that_spends_more_than_its_own_amount_is_asked_about() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=5 * BILLION, realised_idr=6 * BILLION)
    make_claim(grant, amount_idr=8 * BILLION, realised_idr=7 * BILLION)

    assert told(grant) == ["caution.claimed_over_ceiling"]
