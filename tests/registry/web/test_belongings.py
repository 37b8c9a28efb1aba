"""What hangs on a sentra, on its public page."""

from typing import Any

import pytest
from django.test import Client

from registry.models import Sentra
from tests.factories import make, make_institution, make_office, make_sentra, make_source
from tests.factories.parts import (
    make_certificate,
    make_certificate_kind,
    make_facility,
    make_facility_kind,
    make_facility_state,
    make_legal_act,
    make_machine,
    make_market,
    make_measure,
    make_measure_unit,
    make_need,
    make_need_kind,
    make_raw_material,
)
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def page(sentra: Sentra, client: Client | None = None) -> str:
    """The page's text with single blanks."""
    answer = (client or Client()).get(f"/sentra/{sentra.public_code}/")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def everything(sentra: Sentra) -> None:
    """One line of every kind."""
    source = make_source(publisher="Koran Uji").code
    owner = make_institution(name="Dinas Uji", kind="office").code
    make_facility(
        sentra,
        facility_kind=make_facility_kind(name="Gedung produksi").code,
        name="gedung bersama",
        built_year=2023,
        state="opened",
        state_on="2024-05-03",
        state_precision="day",
        state_words="diresmikan",
        owner=owner,
        area_m2="5363",
        user_count={"low": 25, "high": None, "qualifier": ">="},
        source=source,
    )
    make_facility(
        sentra,
        facility_kind=make_facility_kind(name="Kampung", is_workplace=True).code,
        name="rumah perajin",
    )
    make_facility_state(sentra, facility=make_facility(sentra, name="bengkel"), source=source)
    make_machine(sentra, name="vacuum frying", machine_count=2, value_idr=200_000_000)
    make_measure(
        sentra,
        unit=make_measure_unit(name="ton").code,
        amount={"low": 18, "high": None, "qualifier": ">=", "text": "lebih dari 18 ton"},
        period="year",
    )
    make_certificate(
        sentra,
        certificate_kind=make_certificate_kind(name="Halal", code="halal-uji").code,
        certificate_count=14,
    )
    make_need(
        sentra,
        need_kind=make_need_kind(name="Pemasaran").code,
        words="sepi pembeli",
        state="answered",
        answered_by="pameran daerah",
    )
    make_raw_material(sentra, name="perak", origin="import", origin_words="luar negeri")
    make_market(sentra, reach="export", countries="Amerika, Eropa")
    make_legal_act(sentra, number="188/77/2024", file_reference="https://contoh.example/sk.pdf")


def test_the_page_says_so_when_nothing_is_on_record() -> None:
    assert "Itu bukan berarti tidak ada" in page(make_sentra())


@pytest.mark.parametrize(
    "words",
    [
        "gedung bersama",
        "Diresmikan per",
        "“diresmikan”",
        "Dibangun 2023",
        "Luas 5.363 m²",
        "Pemilik: Dinas Uji",
        "Pengguna: ≥ 25",
        "Tempat para perajin bekerja",
        "rumah perajin",
        "vacuum frying",
        "Rp200.000.000",
        "≥ 18 ton per tahun",
        "“lebih dari 18 ton”",
        "Halal",
        "Pemasaran",
        "Terjawab",
        "Dijawab dengan pameran daerah",
        "“luar negeri”",
        "Amerika, Eropa",
        "188/77/2024",
        'href="https://contoh.example/sk.pdf"',
        "Koran Uji",
    ],
)
def test_every_fact_stands_on_the_page(words: str) -> None:
    sentra = make_sentra()
    everything(sentra)

    assert words in page(sentra)


def test_the_life_of_a_building_stands_in_the_order_of_its_days() -> None:
    sentra = make_sentra()
    first = {"state": "under_construction", "state_on": "2023-07-11", "state_precision": "day"}
    building = make_facility(sentra, name="gedung sentra", **first)
    other = {"source": make_source(publisher="Kabar Uji").code, "state_words": "mangkrak"}
    make_facility_state(sentra, facility=building, state="idle", state_on="2025-05-18", **other)
    make_facility_state(sentra, facility=building, state="opened", state_on="2024-01-02")

    text = page(sentra)

    life = text[text.index('<ol class="life"') :]
    words = ("Dibangun", "11 Juli 2023", "Diresmikan", "2 Januari 2024", "Mangkrak", "yang berlaku")
    assert [life.index(word) for word in words] == sorted(life.index(word) for word in words)
    assert "<p>Mangkrak atau tidak dipakai per 18 Mei 2025: “mangkrak”" in text
    assert "Kabar Uji" in life


def test_a_building_of_one_state_has_no_life_to_tell() -> None:
    sentra = make_sentra()
    make_facility(sentra, state="opened")

    assert '<ol class="life"' not in page(sentra)


def test_a_file_reference_that_is_no_web_address_is_no_link() -> None:
    sentra = make_sentra()
    make_legal_act(sentra, file_reference="javascript:alert(1)")

    assert 'href="javascript' not in page(sentra)
    assert "javascript:alert(1)" in page(sentra)


def test_money_of_an_office_s_source_is_hidden_from_strangers(signed_in: Any) -> None:
    sentra = make_sentra()
    office = make_source(office=make_office().code).code
    make_machine(sentra, source=office, value_idr=123_456_789)

    assert "123.456.789" not in page(sentra)
    assert "123.456.789" not in page(sentra, signed_in("regency_operator"))
    assert "123.456.789" in page(sentra, signed_in("ministry_staff"))


def test_land_owner_and_patron_stand_beside_manager_and_owner() -> None:
    sentra = make_sentra()
    for role, name in (("land_owner", "Desa Uji"), ("patron", "Dinas Pembina")):
        make(
            "sentra_institution.record",
            sentra=sentra.public_code,
            institution=make_institution(name=name).code,
            role=role,
        )

    text = page(sentra)

    assert "<dt>Pemilik lahan</dt><dd>Desa Uji" in text
    assert "<dt>Pembina</dt><dd>Dinas Pembina" in text


def test_the_page_takes_no_more_statements_for_more_lines() -> None:
    sentra = make_sentra()
    everything(sentra)
    one = page_queries(f"/sentra/{sentra.public_code}/")
    make_need(sentra)
    make_machine(sentra)
    make_facility_state(sentra, facility=make_facility(sentra))

    assert page_queries(f"/sentra/{sentra.public_code}/") == one
