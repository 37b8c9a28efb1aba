"""Pages of provinces and regencies: their numbers, their rows, and what became of old codes."""

from typing import Any

import pytest
from django.test import Client

from registry.aggregates.recompute import drain
from registry.queries.local_words import local_word
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_office,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)

pytestmark = pytest.mark.django_db


def region(path: str) -> Any:
    """The page object of a region."""
    response = Client().get(path)
    assert response.status_code == 200
    return response.context["page"]


def number(page: Any, label: str) -> Any:
    """One of the page's numbers."""
    return next(n for n in page.numbers if n.label == label)


def test_province_counts_its_sentra_and_names_regencies_without_any() -> None:
    make_sentra()
    make_sentra()
    make_sentra(province="32", regency="32.04")
    drain()

    page = region("/wilayah/51/")
    count = number(page, "Sentra yang tercatat")

    assert (count.value, count.part, count.whole) == (2, 1, 2)
    assert [(line.code, line.count) for line in page.lines] == [("51.04", 2), ("51.06", None)]


def test_regency_page_counts_only_its_own() -> None:
    make_sentra()
    make_sentra(province="51", regency="51.06")
    drain()

    page = region("/wilayah/51.06/")

    assert number(page, "Sentra yang tercatat").value == 1
    assert page.lines == []


def test_sentra_known_to_the_province_alone_counts_there_and_in_no_regency() -> None:
    make_sentra(province="51")
    drain()

    assert number(region("/wilayah/51/"), "Sentra yang tercatat").value == 1
    assert number(region("/wilayah/51.04/"), "Sentra yang tercatat").value is None


def test_money_of_fewer_than_three_sentra_is_withheld() -> None:
    for _ in range(2):
        make_profile(make_sentra(), production_value_idr=7_000_000)
    make_sentra()
    drain()

    production = number(region("/wilayah/51/"), "Nilai produksi")
    html = Client().get("/wilayah/51/").content.decode()

    assert (production.suppressed, production.value, production.part) == (True, None, None)
    assert "14.000.000" not in html
    assert "kurang dari 3 sentra melaporkan" in html


def test_sectors_are_exclusive_and_add_up_to_the_count() -> None:
    wood, cloth = make_commodity(), make_commodity()
    for commodity in (wood, wood, cloth):
        _make_of(commodity.code)
    drain()

    page = region("/wilayah/51/")

    assert [share.count for share in page.sectors] == [2, 1]
    assert page.sector_total == number(page, "Sentra yang tercatat").value == 3


def test_quality_says_what_is_missing() -> None:
    office = make_office(level="regency", province="51", regency="51.04").code
    looked_at = make_sentra(
        province="51", regency="51.04", district="51.04.01", village="51.04.01.2005"
    )
    make_verification(looked_at, office=office, valid_to="2090-01-01")
    make_profile(looked_at, worker_count=4)
    make_status(looked_at)
    make_sentra()
    drain()

    quality = region("/wilayah/51/").quality

    assert (quality.total, quality.verified) == (2, 1)
    assert quality.without_figures == 1
    assert quality.without_village == 1
    assert quality.with_unknown_status == 1


def test_list_filters_by_regency_and_status() -> None:
    gianyar = make_sentra()
    make_status(gianyar, status="dormant")
    make_sentra(province="51", regency="51.06")

    page = region("/wilayah/51/?regency=51.04&status=dormant")

    assert [row.sentra for row in page.listing.rows] == [gianyar]


def test_list_of_a_province_never_leaves_the_province() -> None:
    make_sentra(province="32", regency="32.04")

    page = region("/wilayah/51/?province=32")

    assert page.listing.rows == []


@pytest.mark.parametrize("query", ["kabupaten=51.04", "status=mati", "page=9"])
def test_list_refuses_what_it_does_not_know(query: str) -> None:
    assert Client().get(f"/wilayah/51/?{query}").status_code == 400


def test_records_that_are_no_sentra_say_so_in_the_list() -> None:
    make_sentra(recognition="candidate")

    row = region("/wilayah/51/").listing.rows[0]

    assert row.beside == "Potensi sentra"


def test_grants_that_do_not_count_stand_beside_with_the_reason() -> None:
    make_claim(make_grant(fiscal_year=2023), amount_idr=5_000_000_000)
    make_grant(fund="nonfisik")
    make_grant(stage="promised")
    make_grant(fiscal_year=None, year_from=2016, year_to=2021)
    drain()

    panel = region("/wilayah/51/").panels[0]

    assert panel["counted_total"] == 1
    assert sorted(row.reason.split(";")[0] for row in panel["beside"]) == [
        "belum dialokasikan",
        "bukan DAK Fisik (DAK Nonfisik)",
        "tidak bertahun anggaran tunggal",
    ]


def test_old_code_says_what_it_became() -> None:
    response = Client().get("/wilayah/91.01/")

    assert response.status_code == 200
    assert "/wilayah/93.01/" in response.content.decode()
    assert "UU 14/2022" in response.content.decode()


@pytest.mark.parametrize("path", ["/wilayah/99/", "/wilayah/51.99/", "/wilayah/5104/"])
def test_unknown_region_is_not_found(path: str) -> None:
    assert Client().get(path).status_code == 404


def test_list_of_provinces_is_the_map_of_today() -> None:
    lines = region("/wilayah/").lines

    assert [line.code for line in lines] == ["32", "51", "52", "91", "93"]
    assert {line.count for line in lines} == {None}


def test_a_regency_with_words_of_its_own_uses_them() -> None:
    sentra = make_sentra()
    sentra.regency_id = "34.71"

    assert local_word(sentra, "district", "kapanewon") == "Kemantren"


def _make_of(commodity: str) -> None:

    make(
        "sentra_commodity.record",
        sentra=make_sentra().public_code,
        commodity=commodity,
        is_primary=True,
    )
