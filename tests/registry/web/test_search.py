"""Search: one box over names, other names, places, products and permanent codes."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make, make_commodity, make_sentra
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def found(words: str) -> Any:
    """What the page found."""
    response = Client().get("/cari/", {"q": words})
    assert response.status_code == 200
    return response.context["found"]


@pytest.mark.parametrize("words", ["Perak Celuk", "perakceluk", "celuk PERAK", "perak"])
def test_name_is_found_whatever_the_blanks_and_the_order(words: str) -> None:
    sentra = make_sentra(name="Sentra Kerajinan Perak Celuk")
    make_sentra(name="Sentra Tenun")

    assert [row.sentra for row in found(words).sentra] == [sentra]


def test_other_name_place_and_product_lead_to_the_sentra() -> None:
    sentra = make_sentra(name="Sentra A", province="51", regency="51.06")
    make("alias.record", sentra=sentra.public_code, name="Pancor Dao", kind="local")
    gamelan = make_commodity(name="Gamelan")
    make("sentra_commodity.record", sentra=sentra.public_code, commodity=gamelan.code)

    for words in ("pancor", "bangli", "gamelan"):
        assert [row.sentra for row in found(words).sentra] == [sentra]


def test_permanent_code_leads_straight_to_its_sentra() -> None:
    sentra = make_sentra()

    response = Client().get("/cari/", {"q": sentra.public_code.lower()})

    assert (response.status_code, response["Location"]) == (302, sentra.get_absolute_url())


def test_regions_and_commodities_are_groups_of_their_own() -> None:
    commodity = make_commodity(name="Bandung Kulit")

    groups = found("bandung")

    assert [region.code for region in groups.places.regencies] == ["32.04", "32.73"]
    assert groups.commodities == [commodity]
    assert groups.sentra == []


def test_region_code_finds_its_region() -> None:
    assert [region.code for region in found("51.04").places.regencies] == ["51.04"]


def test_nothing_found_does_not_mean_nothing_exists() -> None:
    response = Client().get("/cari/", {"q": "xyzzy"})

    assert response.context["found"].is_empty
    assert "tidak ditemukan bukan berarti tidak ada" in response.content.decode()


def test_empty_box_asks_nothing() -> None:
    assert Client().get("/cari/").context["found"] is None


@pytest.mark.parametrize("query", [{"q": "perak", "kategori": "x"}, {"q": "?!"}, {"q": "a" * 101}])
def test_what_cannot_be_searched_is_refused(query: dict[str, str]) -> None:
    assert Client().get("/cari/", query).status_code == 400


def test_number_of_queries_does_not_grow_with_what_is_found() -> None:
    make_sentra(name="Sentra Batik Satu")
    once = page_queries("/cari/?q=batik")
    make_sentra(name="Sentra Batik Dua")
    make_sentra(name="Sentra Batik Tiga")

    assert page_queries("/cari/?q=batik") == once
