"""Shares of a scheme: an exclusive one adds up, an overlapping one never shows a total."""

import pytest
from django.test import Client

from registry.aggregates.classification import shares
from registry.models import Commodity, Scheme
from tests.factories import make, make_commodity, make_sector, make_sentra

pytestmark = pytest.mark.django_db


def makes(commodity: Commodity) -> None:
    sentra = make_sentra()
    make(
        "sentra_commodity.record",
        sentra=sentra.public_code,
        commodity=commodity.code,
        is_primary=True,
    )


def overlapping() -> Scheme:
    """Batik in two themes, coffee in one, and a sentra that makes nothing known."""
    scheme = make("scheme.record", code="tema", name="Tema", is_exclusive=False)
    creative = make_sector(scheme="tema", code="kreatif", name="Kreatif")
    fashion = make_sector(scheme="tema", code="fesyen", name="Fesyen")
    batik, coffee = make_commodity(name="Batik"), make_commodity(name="Kopi")
    for commodity, sector in ((batik, creative), (batik, fashion), (coffee, creative)):
        make("commodity_sector.record", commodity=commodity.code, sector=sector.code)
    makes(batik)
    makes(batik)
    makes(coffee)
    make_sentra()
    return scheme


def test_an_overlapping_scheme_has_shares_above_the_whole_and_no_total() -> None:
    found = shares(overlapping())

    assert [(line.sector.code, line.count) for line in found.lines] == [
        ("kreatif", 3),
        ("fesyen", 2),
    ]
    assert (found.sentra_count, found.unplaced_count) == (4, 1)
    assert found.total is None
    assert "tidak boleh dijumlahkan" in found.why_no_total


def test_an_exclusive_scheme_adds_up_to_every_counted_sentra() -> None:
    overlapping()
    batik = Commodity.objects.get(name="Batik")

    found = shares(batik.sector.scheme)

    assert (found.total, found.sentra_count, found.unplaced_count) == (4, 4, 2)
    assert found.why_no_total == ""


def test_the_page_of_an_overlapping_scheme_says_why_it_has_no_total() -> None:
    overlapping()

    page = Client().get("/komoditas/?skema=tema").content.decode()

    assert "tumpang tindih" in page
    assert "tidak boleh dijumlahkan dan tabel ini tidak berjumlah" in page
    assert "<tfoot>" not in page


def test_the_page_of_an_exclusive_scheme_shows_the_total() -> None:
    overlapping()
    scheme = Commodity.objects.get(name="Batik").sector.scheme

    page = Client().get(f"/komoditas/?skema={scheme.code}").content.decode()

    assert "<tfoot>" in page
    assert "tabel ini tidak berjumlah" not in page


def test_a_scheme_there_is_not_is_said_so() -> None:
    assert Client().get("/komoditas/?skema=tidak-ada").status_code == 404
