"""Claims of a sentra in the API: every value with its source, its date and where the fact
stands."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import (
    make_fact_claim,
    make_office,
    make_sentra,
    make_sentra_succession,
    make_source,
)

pytestmark = pytest.mark.django_db


def rows(client: Client, sentra: Any, **query: str) -> list[dict[str, Any]]:
    answer = client.get(f"/api/v1/sentra/{sentra.public_code}/claims/", query)
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_claims_stand_side_by_side_with_the_state_of_their_fact(client: Client) -> None:
    sentra = make_sentra()
    make_fact_claim(sentra, claimed=293, said_on="2018-10-01", said_precision="month")
    make_fact_claim(sentra, claimed={"low": 4, "high": 8, "qualifier": "range", "text": "4–8"})
    make_fact_claim(sentra, fact="place", year=None, stated="Desa Celuk")

    found = [
        (
            r["fact"],
            r["year"],
            r["claimed"],
            r["claimed_low"],
            r["stated"],
            r["contradiction_state"],
        )
        for r in rows(client, sentra)
    ]

    assert found == [
        ("place", None, None, None, "Desa Celuk", "alone"),
        ("unit_count", 2018, 293, 293, None, "open"),
        ("unit_count", 2018, None, 4, None, "open"),
    ]
    dated = rows(client, sentra, fact="unit_count")[0]
    assert (dated["said_on"], dated["said_precision"]) == ("2018-10-01", "month")


def test_claims_are_filtered_by_fact_year_and_state(client: Client) -> None:
    sentra = make_sentra()
    make_fact_claim(sentra)
    make_fact_claim(sentra, claimed=1)
    make_fact_claim(sentra, year=2020)

    assert len(rows(client, sentra, contradiction="open")) == 2
    assert len(rows(client, sentra, contradiction="alone")) == 1
    assert len(rows(client, sentra, year="2020")) == 1
    assert rows(client, sentra, is_published="true") == []
    refused = client.get(f"/api/v1/sentra/{sentra.public_code}/claims/", {"state": "open"})
    assert refused.status_code == 400


def test_money_an_office_reported_is_kept_from_the_public(client: Client, signed_in: Any) -> None:
    sentra = make_sentra()
    office = make_source(office=make_office().code)
    make_fact_claim(
        sentra,
        fact="turnover_idr",
        claimed=2_000_000,
        source=office.code,
        source_words="dua juta",
        is_published=True,
        published_reason="dua juta menurut dinas",
    )
    secret = ("claimed", "claimed_low", "claimed_high", "source_words", "published_reason")

    kept = rows(client, sentra)[0]
    own = rows(signed_in("stranger"), sentra)[0]

    assert {kept[name] for name in secret} == {None}
    assert (own["claimed"], own["published_reason"]) == (2_000_000, "dua juta menurut dinas")
    expanded = client.get(f"/api/v1/sentra/{sentra.public_code}/?expand=claims").json()
    assert expanded["claims"][0]["claimed"] is None
    history = client.get(f"/api/v1/sentra/{sentra.public_code}/history/").content.decode()
    assert "2000000" not in history and "dua juta" not in history


def test_a_merged_sentra_answers_301_with_its_successor(client: Client) -> None:
    old, new = make_sentra(), make_sentra()
    make_sentra_succession(old, successor=new.public_code)

    answer = client.get(f"/api/v1/sentra/{old.public_code}/?expand=aliases")
    listed = client.get(f"/api/v1/sentra/?sentra={old.public_code}").json()["results"]

    assert answer.status_code == 301
    assert answer["Location"] == f"/api/v1/sentra/{new.public_code}/?expand=aliases"
    assert answer.json()["merged_into"] == new.public_code
    assert answer.json()["sentra_code"] == old.public_code
    assert [row["merged_into"] for row in listed] == [new.public_code]


def test_successions_are_a_part_of_the_record(client: Client) -> None:
    old, part = make_sentra(), make_sentra()
    make_sentra_succession(old, kind="split", successor=part.public_code)

    found = client.get(f"/api/v1/sentra/{old.public_code}/?expand=successions").json()

    assert [(s["kind"], s["successor_code"]) for s in found["successions"]] == [
        ("split", part.public_code)
    ]
    history = client.get(f"/api/v1/sentra/{old.public_code}/history/").json()["results"]
    assert ("sentra_succession", "successor_code", part.public_code) in {
        (row["noun"], row["column"], row["after"]) for row in history
    }
