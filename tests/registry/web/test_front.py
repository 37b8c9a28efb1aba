"""The front page: what it counts, what it says about missing, verified and stale numbers."""

from typing import Any

import pytest
from django.test import Client

from registry.aggregates.recompute import drain
from tests.factories import (
    make_claim,
    make_grant,
    make_office,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def front(query: str = "") -> Any:
    """The page object of the front page."""
    response = Client().get(f"/{query}")
    assert response.status_code == 200
    return response.context["page"]


def test_headline_counts_sentra_and_the_provinces_that_have_any() -> None:
    make_sentra()
    make_sentra(province="32", regency="32.04")
    make_sentra(recognition="candidate")
    drain()

    headline = front().headline

    assert (headline.value, headline.part, headline.whole) == (2, 2, 5)
    assert headline.rows_url.startswith("/sentra/?kind=cluster")


def test_without_any_record_the_headline_is_missing_and_not_zero() -> None:
    page = front()

    assert page.headline.value is None
    assert page.verified.value is None
    assert page.sectors == []
    assert {tile.value for tile in page.tiles} == {None}


def test_verified_share_is_none_of_all_until_an_office_has_looked() -> None:
    make_sentra()
    drain()

    verified = front().verified

    assert (verified.value, verified.part, verified.whole) == (0, 0, 1)


def test_verified_share_counts_a_verification_in_force() -> None:
    office = _office()
    make_verification(make_sentra(), office=office, valid_to="2090-01-01")
    drain()

    assert front().verified.value == 1


def test_records_that_are_no_sentra_stand_beside_the_headline() -> None:
    make_sentra(recognition="candidate")
    make_sentra(recognition="planned")
    make_sentra(kind="craft_group")
    make_sentra(kind="service_unit")
    drain()

    beside = front().beside

    assert [(share.label, share.count) for share in beside] == [
        ("Potensi sentra", 1),
        ("Direncanakan", 1),
        ("Kelompok perajin", 1),
        ("Unit layanan", 1),
    ]


def test_workers_say_how_many_sentra_reported_and_of_which_years() -> None:
    make_profile(make_sentra(), year=2020, worker_count=30)
    make_profile(make_sentra(), year=2024, worker_count=12)
    make_sentra()
    drain()

    workers = next(n for n in front().numbers if n.label == "Tenaga kerja")

    assert (workers.value, workers.part, workers.whole) == (42, 2, 3)
    assert workers.note == "data tahun 2020–2024"


def test_a_disputed_ceiling_is_a_range_on_the_front_page() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=9_000_000_000)
    make_claim(grant, amount_idr=12_000_000_000)
    drain()

    ceiling = next(n for n in front().numbers if n.label == "Pagu DAK Fisik")

    assert (ceiling.value, ceiling.unit) == ("9–12", "miliar rupiah")
    assert ceiling.rows_url == "/dak/?is_counted=true"
    assert ceiling.download_url == "/api/v1/dak/grants.csv?is_counted=true"


def test_a_province_without_a_record_is_hatched_and_not_zero() -> None:
    make_sentra()
    drain()

    tiles = {tile.code: tile.value for tile in front().tiles}

    assert (len(tiles), tiles["51"], tiles["52"]) == (38, 1, None)


def test_the_table_beside_the_map_has_the_same_numbers() -> None:
    make_profile(make_sentra(), unit_count=7)
    make_sentra(province="32", regency="32.73")
    drain()

    page = front("?peta=unit")
    table = {row.code: row.value for row in page.provinces}
    on_map = {tile.code: tile.value for tile in page.tiles if tile.code in table}

    assert page.map.definition == "sentra.unit_count"
    assert (table["51"], on_map["51"]) == ("7", 7)
    assert (table["32"], on_map["32"]) == ("", None)


def test_a_change_not_yet_counted_shows_the_banner() -> None:
    sentra = make_sentra()
    drain()
    make_status(sentra)

    response = Client().get("/")

    assert response.context["page"].stale is True
    assert "sedang dihitung ulang" in response.content.decode()


@pytest.mark.parametrize("path", ["/", "/wilayah/", "/wilayah/51/", "/wilayah/51.04/", "/sentra/"])
def test_number_of_queries_does_not_grow_with_the_rows(path: str) -> None:
    _populate()
    drain()
    once = page_queries(path)
    _populate()
    _populate()
    drain()

    assert page_queries(path) == once


def _populate() -> None:
    sentra = make_sentra()
    make_status(sentra)
    make_profile(sentra, worker_count=3)
    make_claim(make_grant(sentra=sentra.public_code), amount_idr=5_000_000_000)


def _office() -> str:
    return make_office(level="regency", province="51", regency="51.04").code
