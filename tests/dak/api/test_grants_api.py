"""Grants in the API: the ceiling and why it counts, the claims behind it, and the links of the
published ceiling."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from registry.aggregates.recompute import drain
from tests.factories import make_claim, make_grant, make_sentra
from tests.registry.api.read import API, errors, get, results

pytestmark = pytest.mark.django_db


def test_a_grant_shows_the_range_of_its_claims_and_that_it_counts() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=9_000_000_000)
    make_claim(grant, amount_idr=12_000_000_000)

    (row,) = results("dak/grants/")

    assert (row["ceiling_low"], row["ceiling_high"]) == (9_000_000_000, 12_000_000_000)
    assert (row["ceiling_idr"], row["basis"]) == (None, "allocation")
    assert (row["is_counted"], row["reason"]) == (True, None)


def test_an_official_claim_is_the_ceiling() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=9_000_000_000)
    make_claim(grant, amount_idr=12_000_000_000, is_official=True)

    (row,) = results("dak/grants/")

    assert (row["ceiling_idr"], row["basis"]) == (12_000_000_000, "official")


@pytest.mark.parametrize(
    ("values", "reason"),
    [
        ({"fund": "nonfisik"}, "fund"),
        ({"stage": "promised"}, "stage"),
        ({"fiscal_year": None, "year_from": 2018, "year_to": 2022}, "year"),
    ],
)
def test_what_does_not_count_says_why(values: dict[str, Any], reason: str) -> None:
    make_grant(**values)

    (row,) = results("dak/grants/?is_counted=false")

    assert (row["is_counted"], row["reason"]) == (False, reason)
    assert results("dak/grants/?is_counted=true") == []
    assert len(results(f"dak/grants/?reason={reason}")) == 1


def test_a_detail_carries_every_claim_with_its_source() -> None:
    grant = make_grant()
    make_claim(
        grant, amount_idr={"low": 5, "high": None, "qualifier": ">=", "text": "lebih dari 5"}
    )
    make_claim(grant, stage="built")

    body = json.loads(get(f"dak/grants/{grant.code}/").content)

    assert [claim["stage"] for claim in body["claims"]] == ["allocation", "built"]
    assert body["claims"][0]["amount_idr_text"] == "lebih dari 5"
    assert body["claims"][0]["source_publisher"].startswith("Penerbit")
    assert get(f"dak/grants/{grant.code}/")["ETag"].startswith('"0-')


def test_an_unknown_grant_is_404() -> None:
    answer = get("dak/grants/tidak-ada/")

    assert answer.status_code == 404
    assert json.loads(answer.content)["errors"][0]["code"] == "grant.unknown_code"


def test_the_grants_of_a_sentra_and_those_without_one() -> None:
    sentra = make_sentra()
    mine, loose = make_grant(sentra=sentra.public_code), make_grant()

    assert [r["grant_code"] for r in results(f"sentra/{sentra.public_code}/grants/")] == [mine.code]
    assert [r["grant_code"] for r in results(f"dak/grants/?sentra={sentra.public_code}")] == [
        mine.code
    ]
    assert [r["grant_code"] for r in results("dak/grants/?sentra__isnull=true")] == [loose.code]


def test_places_and_words_filter_grants() -> None:
    sentra = make_sentra(
        province="51", regency="51.04", district="51.04.01", village="51.04.01.2005"
    )
    here = make_grant(sentra=sentra.public_code, menu="Gedung produksi")
    there = make_grant(province="32", regency="32.04", sentra_words="Sepatu Cibaduyut")

    def codes(query: str) -> list[str]:
        return [row["grant_code"] for row in results(f"dak/grants/?{query}")]

    assert codes("region=51.04.01.2005") == [here.code]
    assert codes("region=32") == [there.code]
    assert codes("q=cibaduyut") == [there.code]
    assert codes("q=gedung+gianyar") == [here.code]


def test_the_published_ceiling_links_to_exactly_its_grants() -> None:
    for amount in (5_000_000_000, 7_000_000_000):
        make_claim(make_grant(), amount_idr=amount)
    make_claim(make_grant(stage="promised"), amount_idr=1)
    drain()

    (row,) = results("aggregates/dak.ceiling/?region=51&year=2024")
    parts = urlsplit(row["rows_url"])
    listed = json.loads(get(f"{parts.path.removeprefix(API)}?{parts.query}").content)

    assert row["value"] == 12_000_000_000 == sum(r["ceiling_idr"] for r in listed["results"])
    assert row["n_records"] == listed["count"] == 2


def test_a_misspelt_filter_of_grants_is_refused() -> None:
    assert errors("dak/grants/?stage=alocated&tahun=2024&fiscal_year=24") == [
        ("stage", "query.unknown_value"),
        ("tahun", "query.unknown_parameter"),
        ("fiscal_year", "query.out_of_range"),
    ]
