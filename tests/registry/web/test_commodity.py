"""Pages of commodities: where one is made, and that its count is the primary commodity's."""

import pytest
from django.test import Client

from registry.aggregates.recompute import drain
from registry.models import Commodity
from tests.factories import make, make_commodity, make_sentra
from tests.factories.parts import make_commodity_kbli, make_kbli
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def make_of(commodity: Commodity, *, is_primary: bool = True, **place: str) -> None:
    """A sentra that makes a commodity."""
    make(
        "sentra_commodity.record",
        sentra=make_sentra(**place).public_code,
        commodity=commodity.code,
        is_primary=is_primary,
    )


def test_commodity_counts_sentra_whose_primary_one_it_is() -> None:
    silver = make_commodity(name="Perak")
    make_of(silver)
    make_of(silver, province="32", regency="32.04")
    make_of(silver, is_primary=False)
    drain()

    response = Client().get(f"/komoditas/{silver.code}/")

    assert response.context["number"].value == 2
    assert [(share.label, share.count) for share in response.context["provinces"]] == [
        ("Jawa Barat", 1),
        ("Bali", 1),
    ]


def test_commodity_nobody_makes_is_missing_and_not_zero() -> None:
    commodity = make_commodity()

    assert Client().get(f"/komoditas/{commodity.code}/").context["number"].value is None


def test_list_shows_every_commodity() -> None:
    made, not_made = make_commodity(), make_commodity()
    make_of(made)
    drain()

    lines = {line.commodity: line.count for line in Client().get("/komoditas/").context["lines"]}

    assert lines == {made: 1, not_made: None}


def test_unknown_commodity_is_not_found() -> None:
    assert Client().get("/komoditas/tidak-ada/").status_code == 404


def test_number_of_queries_does_not_grow_with_the_rows() -> None:
    silver = make_commodity()
    make_of(silver)
    drain()
    paths = ("/komoditas/", f"/komoditas/{silver.code}/")
    once = [page_queries(path) for path in paths]
    make_of(silver, province="32", regency="32.04")
    make_of(silver, province="52", regency="52.02")
    make_commodity()
    drain()

    assert [page_queries(path) for path in paths] == once


def test_the_class_of_a_commodity_stands_with_its_edition_and_its_source(client: Client) -> None:
    commodity = make_commodity(name="Batik uji")
    kbli = make_kbli(class_code="13134", edition=2020, title="Industri Batik").code
    make_commodity_kbli(commodity=commodity.code, kbli=kbli, source_note="Peraturan BPS 2/2020")

    text = client.get(f"/komoditas/{commodity.code}/").content.decode()

    assert "13134 Industri Batik" in text
    assert "KBLI 2020. Peraturan BPS 2/2020" in text
