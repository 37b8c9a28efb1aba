"""Pages of assets and outcomes: a report's words are shown as such with a way to object, and days
without use only once an office confirmed the state."""

from typing import Any

import pytest
from django.test import Client

from dak.models import Asset
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from tests.factories import ACTOR, make_grant, make_office, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_dispute,
    make_asset_funding,
    make_asset_state,
    make_outcome,
    make_outcome_indicator,
)
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db
JUNE = {"published_on": "2024-06-02", "published_precision": "day"}


def html(url: str, client: Client | None = None) -> str:
    response = (client or Client()).get(url)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def reported() -> Asset:
    asset = make_asset(make_sentra(), handed_over_on="2023-01-10")
    source = make_source(publisher="Harian Uji", **JUNE)
    make_asset_state(asset, source=source.code, words="gedung kosong")
    return asset


def test_a_report_stays_a_report_with_source_date_and_a_way_to_object() -> None:
    asset = reported()

    page = html(asset.get_absolute_url())

    assert "Menurut laporan: “gedung kosong”" in page
    assert "Harian Uji, 2 Juni 2024" in page
    assert f'href="/dak/aset/{asset.code}/#sanggah"' in page
    assert 'id="sanggah"' in page
    assert " hari</b>" not in page


def test_a_confirmed_state_shows_its_days_and_who_confirmed_it() -> None:
    asset = make_asset(handed_over_on="2023-01-10")
    state = confirm_asset_state(asset, reason_words="belum ada listrik")

    page = html(asset.get_absolute_url())

    assert f"Dipastikan {state.confirmed_by.name}, 1 Juni 2024" in page  # type: ignore[union-attr]
    assert "hari</b>, sejak 10 April 2023; dihitung dari serah terima ditambah 90 hari" in page
    assert "Sebab: belum ada listrik" in page


def test_a_newer_report_does_not_hide_what_an_office_confirmed() -> None:
    asset = make_asset(handed_over_on="2023-01-10")
    confirm_asset_state(asset, state="operating", state_on="2024-01-01")
    make_asset_state(asset, state_on="2024-06-01")

    page = html(asset.get_absolute_url())

    assert "Menurut laporan: “belum dipakai”" in page
    assert "Terakhir dipastikan kantor" in page


def test_an_objection_and_its_answer_stand_beside_the_judgement() -> None:
    asset = reported()
    dispute = make_asset_dispute(asset.states.get())
    answer = {"verdict": "refused", "answered_on": "2024-08-01", "answer_words": "foto terbaru"}
    change = Change("asset_dispute.correct", answer, str(dispute.pk), 0)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    page = html(asset.get_absolute_url())

    assert "“gedung sudah dipakai”" in page
    assert "Sanggahan tidak diterima, 1 Agustus 2024: “foto terbaru”" in page


def test_an_asset_is_reached_from_its_grant_and_from_its_sentra() -> None:
    asset = reported()
    grant = make_grant(sentra=asset.sentra.public_code)  # type: ignore[union-attr]
    make_asset_funding(asset, grant)

    for url in (grant.get_absolute_url(), asset.sentra.get_absolute_url()):  # type: ignore[union-attr]
        assert f'href="/dak/aset/{asset.code}/"' in html(url)


def test_an_unknown_asset_is_missing_and_a_withdrawn_one_gone() -> None:
    asset = make_asset()
    change = Change("asset.withdraw", {}, asset.code, 0)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "dobel"))

    assert Client().get("/dak/aset/tidak-ada/").status_code == 404
    assert Client().get(asset.get_absolute_url()).status_code == 410


def test_the_page_of_outcomes_says_what_it_is_not_and_offers_the_panel() -> None:
    sentra, workers = make_sentra(), make_outcome_indicator(name="Tenaga kerja").code
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra, indicator=workers)
    undated = {"as_of_on": None, "as_of_precision": "unknown", "told_as": "before"}
    make_outcome(sentra, indicator=workers, amount=10, **undated)

    page = html("/dak/hasil/")

    assert "Halaman ini bukan bukti sebab-akibat" in page
    assert "1 indikator sentra mempunyai angka sebelum dan sesudah hibah" in page
    assert page.index("Sebelum hibah") < page.index("Sesudah hibah")
    assert "/api/v1/dak/outcome-panel.csv" in page and "/api/v1/dak/outcome-panel.json" in page
    assert "/dak/hasil/" in html("/dak/")


def test_readings_stand_on_the_page_of_the_sentra_and_of_the_grant() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra, grant=grant.code)

    for url in (sentra.get_absolute_url(), grant.get_absolute_url()):
        assert "Sesudah hibah" in html(url)


def test_money_of_an_office_is_not_on_public_pages(signed_in: Any) -> None:
    turnover = make_outcome_indicator(name="Omzet", unit_words="rupiah", is_money=True).code
    told = make_source(office=make_office().code).code
    make_outcome(make_sentra(), indicator=turnover, amount=5_000_000, source=told)

    assert "5.000.000" not in html("/dak/hasil/")
    assert "5.000.000" in html("/dak/hasil/", signed_in("ministry_staff"))


def test_the_pages_take_as_many_statements_for_three_rows_as_for_one() -> None:
    sentra = make_sentra()
    make_asset_state(make_asset(sentra))
    make_outcome(sentra)
    urls = (sentra.get_absolute_url(), "/dak/hasil/")
    before = [page_queries(url) for url in urls]

    for _number in range(2):
        make_asset_state(make_asset(sentra))
        make_outcome(sentra)

    assert [page_queries(url) for url in urls] == before
