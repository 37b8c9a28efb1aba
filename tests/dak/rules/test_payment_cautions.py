"""Payments that do not fit the rules of their year are asked about and never refused."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Grant
from dak.rules.payment_cautions import grant_cautions
from tests.factories.money import make_absorption, make_disbursement, make_grant_worth
from tests.factories.rules import make_line, make_mode, make_rule_set, make_tranche

pytestmark = pytest.mark.django_db

MILLIARD = 10**9


@pytest.fixture
def grant() -> Grant:
    """Of ten milliard, in two tranches, the second from April, by 21 October, at 75 percent."""
    mode = make_mode(rule_set=make_rule_set(fiscal_year=2024).code, mode="staged")
    make_tranche(mode=mode.code, number=1, share_percent="25")
    later = {"number": 2, "share_percent": "45", "earliest_month": 4, "nominal_on": "2024-10-21"}
    second = make_tranche(mode=mode.code, **later)
    make_line("gate.record", tranche=second.code, kind="absorption", minimum_percent="75")
    made = make_grant_worth(10 * MILLIARD)
    make_disbursement(made, amount_idr=2 * MILLIARD, paid_on="2024-02-15")
    return made


def second(grant: Grant, **dates: Any) -> list[str]:
    make_disbursement(grant, tranche_number=2, amount_idr=MILLIARD, **dates)
    return [caution.code for caution in grant_cautions(grant.pk)]


def test_a_payment_before_the_earliest_month_is_asked_about(grant: Grant) -> None:
    assert second(grant, paid_on="2024-03-31") == ["caution.paid_before_month"]


@pytest.mark.parametrize("dates", [{"requested_on": "2024-10-22"}, {"paid_on": "2024-11-05"}])
def test_a_request_after_the_deadline_is_asked_about(grant: Grant, dates: Any) -> None:
    assert second(grant, **dates) == ["caution.asked_after_deadline"]


def test_papers_in_time_and_paid_later_are_in_order(grant: Grant) -> None:
    assert second(grant, requested_on="2024-10-21", paid_on="2024-11-05") == []


def test_a_request_with_a_gate_not_passed_is_asked_about_with_the_figures(grant: Grant) -> None:
    make_absorption(grant, amount_idr=1_400_000_000, as_of_on="2024-05-31")

    assert second(grant, requested_on="2024-06-01") == ["caution.gate_not_passed"]

    html = Client().get(grant.get_absolute_url()).content.decode()
    assert "syaratnya belum terpenuhi" in html and "Rp1.400.000.000" in html


def test_a_passed_gate_and_one_nobody_can_judge_say_nothing(grant: Grant) -> None:
    assert second(grant, requested_on="2024-06-01") == []

    make_absorption(grant, amount_idr=1_500_000_000, as_of_on="2024-05-31")

    assert grant_cautions(grant.pk) == []
