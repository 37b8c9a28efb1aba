"""Pages of grants: every claim with its source, a range where they differ, and why one counts."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Grant
from sentra.lib.figures import Figure
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def context(grant: Grant) -> Any:
    """What the page of a grant is drawn from."""
    response = Client().get(grant.get_absolute_url())
    assert response.status_code == 200
    return response.context


def test_two_claims_of_ceiling_make_a_range() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=5_000_000_000)
    make_claim(grant, amount_idr=8_000_000_000)

    page = context(grant)

    assert page["row"].figure == Figure.between(5_000_000_000, 8_000_000_000)
    assert (page["value"], page["unit"]) == ("5–8", "miliar rupiah")
    assert page["row"].is_disputed


def test_official_claim_ends_the_dispute_and_the_other_is_kept() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=5_345_000_000, is_official=True)
    make_claim(grant, amount_idr=8_000_000_000)

    page = context(grant)

    assert page["value"] == "5,345"
    assert not page["row"].is_disputed
    assert [claim.is_used for claim in page["row"].claims] == [True, False]


def test_contract_values_and_plans_are_listed_and_never_the_ceiling() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=7_000_000_000, stage="planned")
    make_claim(grant, amount_idr=3_561_305_614, stage="contract")

    page = context(grant)
    chain = {step.label: [amount.figure.low for amount in step.amounts] for step in page["chain"]}

    assert page["value"] is None
    assert (chain["Rencana"], chain["Kontrak"]) == ([7_000_000_000], [3_561_305_614])
    assert chain["Terserap"] == []


def test_nothing_absorbed_is_a_reported_zero() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=6_000_000_000, realised_idr=0)

    absorbed = next(step for step in context(grant)["chain"] if step.label == "Terserap")

    assert [amount.figure for amount in absorbed.amounts] == [Figure.exact(0)]


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"fund": "nonfisik"}, "bukan DAK Fisik (DAK Nonfisik)"),
        ({"fund": "unknown"}, "jenis dananya belum jelas"),
        ({"stage": "promised"}, "belum dialokasikan; tahapnya: dijanjikan"),
        (
            {"fiscal_year": None, "year_from": 2016, "year_to": 2021},
            "tidak bertahun anggaran tunggal; nilainya kumulatif atau tanpa tahun",
        ),
    ],
)
def test_grant_that_does_not_count_says_why(values: dict[str, Any], reason: str) -> None:
    row = context(make_grant(**values))["row"]

    assert (row.is_counted, row.reason) == (False, reason)


def test_sentra_not_registered_is_said_in_the_words_of_the_source() -> None:
    html = (
        Client()
        .get(make_grant(sentra_words="Sentra sagu Tohor").get_absolute_url())
        .content.decode()
    )

    assert "Sentranya belum terdaftar" in html
    assert "“Sentra sagu Tohor”" in html


def test_words_of_a_report_stand_with_their_source() -> None:
    grant = make_grant()
    source = make_source(publisher="Harian Contoh")
    make_claim(grant, status_words="disegel karena status lahan", source=source.code)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert "Keadaan menurut sumber: “disegel karena status lahan”" in html
    assert "Harian Contoh" in html


def test_list_shows_exactly_the_rows_of_the_ceiling() -> None:
    counted = make_grant()
    make_grant(fund="nonfisik")
    make_grant(level="province", stage="proposed")

    response = Client().get("/dak/?is_counted=true&province=51")

    assert [row.grant for row in response.context["page"].rows] == [counted]


def test_list_refuses_an_unknown_parameter() -> None:
    response = Client().get("/dak/?fiskal_year=2024")

    assert response.status_code == 400
    assert "Maksud Anda fiscal_year?" in response.content.decode()


def test_unknown_grant_is_not_found() -> None:
    assert Client().get("/dak/tidak-ada/").status_code == 404


def test_number_of_queries_does_not_grow_with_grants_and_claims() -> None:
    grant = make_grant(sentra=make_sentra().public_code)
    make_claim(grant, amount_idr=5_000_000_000)
    once = [page_queries("/dak/"), page_queries(grant.get_absolute_url())]
    for _ in range(2):
        make_claim(grant, amount_idr=6_000_000_000)
        make_claim(make_grant(sentra=make_sentra().public_code), amount_idr=1_000_000)

    assert [page_queries("/dak/"), page_queries(grant.get_absolute_url())] == once


def test_an_unreadable_amount_is_shown_as_printed_and_the_official_one_with_its_reason() -> None:
    grant = make_grant()
    make_claim(grant, unreadable_amount="3.508.972.00")
    make_claim(grant, amount_idr=5_345_000_000, is_official=True, official_reason="DPA 2024")
    make_claim(grant, stage="contract", amount_idr=1_000, is_official=True)

    html = Client().get(grant.get_absolute_url()).content.decode()

    assert "“3.508.972.00”" in html and "tidak terbaca sebagai rupiah" in html
    assert "Alasan: DPA 2024" in html
    assert html.count("resmi untuk tahapnya; bukan pagu") == 1
