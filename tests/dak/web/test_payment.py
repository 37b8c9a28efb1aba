"""The payment table of a grant's page: for counted DAK Fisik only, judged over the field, with
every request told as what it is."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Grant
from tests.factories import make_grant
from tests.factories.money import make_disbursement, make_grant_worth
from tests.factories.rules import make_line, make_mode, make_rule_set, make_tranche
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db

MILLION, MILLIARD = 10**6, 10**9


@pytest.fixture(autouse=True)
def rules() -> dict[str, Any]:
    """Of 2024: at once up to a milliard, in stages above it, mixed where it is recommended."""
    code = make_rule_set(fiscal_year=2024).code
    once = make_mode(rule_set=code, mode="one_off", ceiling_up_to_idr=MILLIARD)
    staged = make_mode(rule_set=code, mode="staged", ceiling_above_idr=MILLIARD)
    make_tranche(mode=once.code, number=1, share_words="sebesar nilai kontrak")
    make_tranche(mode=staged.code, number=1, share_percent="25", nominal_on="2024-07-22")
    make_tranche(mode=staged.code, number=2, is_remaining_need=True)
    return {"mixed": make_mode(rule_set=code, mode="mixed", is_by_recommendation=True)}


def section(grant: Grant) -> str:
    html = Client().get(grant.get_absolute_url()).content.decode()
    return html.split('id="penyaluran"')[1].split("</section>")[0]


def test_the_page_says_over_what_mode_and_gates_were_judged() -> None:
    first = make_grant_worth(600 * MILLION)
    assert "Rp600.000.000, dari hibah ini saja" in section(first)
    make_grant_worth(600 * MILLION)

    html = section(first)

    assert "Bertahap" in html and "Rp300.000.000" in html
    assert "Rp1.200.000.000, dari 2 hibah DAK Fisik bersama-sama" in html


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"fund": "nonfisik"}, "bukan DAK Fisik"),
        ({"stage": "cancelled"}, "belum dialokasikan"),
        ({"fiscal_year": None, "year_from": 2020, "year_to": 2022}, "tahun anggaran tunggal"),
    ],
)
def test_what_does_not_count_has_no_tranches_and_no_deadline(values: Any, reason: str) -> None:
    html = section(make_grant_worth(2 * MILLIARD, **values))

    assert "tidak dikenakan pada hibah ini" in html and reason in html
    assert "<table" not in html and "22 Jul 2024" not in html


def test_what_was_only_asked_for_is_shown_as_that() -> None:
    grant = make_grant_worth(4 * MILLIARD)
    make_disbursement(grant, amount_idr=MILLIARD, requested_on="2024-03-01")

    html = section(grant)

    assert "baru diminta 1 Mar 2024: 1.000.000.000" in html
    assert "Rp4.000.000.000" in html  # nothing received, so the remaining need is the whole


def test_every_request_of_a_one_off_is_shown() -> None:
    grant = make_grant_worth(900 * MILLION)
    for number, amount in ((1, 100), (2, 200), (3, 300)):
        paid = {"tranche_number": number, "paid_on": f"2024-0{number + 3}-01"}
        make_disbursement(grant, amount_idr=amount * MILLION, **paid)

    html = section(grant)

    assert all(f"{amount}.000.000" in html for amount in (100, 200, 300))


def test_payments_stand_on_the_page_where_the_mode_has_no_tranches(rules: Any) -> None:
    where = {"mode": rules["mixed"].code, "province": "51", "regency": "51.04"}
    make_line("recommended_region.record", **where)
    grant = make_grant_worth(4 * MILLIARD)
    make_disbursement(grant, amount_idr=MILLIARD, paid_on="2024-03-01")

    html = section(grant)

    assert "Campuran" in html and "1.000.000.000" in html


def test_of_several_grants_the_own_payment_stands_beside_the_sum_of_the_field() -> None:
    first, second = make_grant_worth(2 * MILLIARD), make_grant_worth(2 * MILLIARD)
    make_disbursement(first, amount_idr=300 * MILLION, paid_on="2024-03-01")
    make_disbursement(second, amount_idr=700 * MILLION, paid_on="2024-03-01")

    html = section(first)

    assert "300.000.000" in html and "sebidang 1.000.000.000" in html
    assert 'data-label="Disalurkan, Rp">700.000.000' not in html


def test_number_of_queries_does_not_grow_with_the_grants_of_the_field() -> None:
    grant = make_grant_worth(2 * MILLIARD)
    once = page_queries(grant.get_absolute_url())
    for _number in range(3):
        make_disbursement(make_grant_worth(2 * MILLIARD), amount_idr=1, paid_on="2024-03-01")
    make_grant()

    assert page_queries(grant.get_absolute_url()) == once
