"""The public pages of the yearly rules and of the figures of a year."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dak.imports.rules import load_rules
from tests.factories import ACTOR, make_claim, make_grant
from tests.factories.real_map import load_places
from tests.factories.rules import make_line, make_statistic
from tests.registry.imports.test_statistics import NTB

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> Any:
    """`page(path)` gives the text of a public page, blanks folded."""
    load_rules(ACTOR)

    def read(path: str, status: int = 200) -> str:
        answer = Client().get(path)
        assert answer.status_code == status
        return " ".join(answer.content.decode().split())

    return read


def test_the_list_has_every_year_and_says_what_was_not_found(page: Any) -> None:
    text = page("/dak/aturan/")

    assert all(f'href="/dak/aturan/{year}/"' in text for year in range(2016, 2027))
    assert "Perpres 141/2018" in text and "belum ditemukan" in text
    assert "Direktorat Jenderal Perimbangan Keuangan" in text


def test_2019_shows_shares_gates_and_both_clocks(page: Any) -> None:
    text = page("/dak/aturan/2019/")

    assert "22 Jul 2019, 17.00 WIB (18.00 WITA, 19.00 WIT)" in text
    assert "menurut aturan 21 Jul 2019; batas yang diumumkan" in text
    assert "pagu sampai dengan Rp1.000.000.000" in text
    assert "sisa kebutuhan sampai selesai" in text
    assert "Penyerapan dari dana yang diterima ≥ 90%" in text and "Capaian keluaran ≥ 70%" in text
    assert "PMK 145/2018" in text and "daftarnya belum ditemukan" in text


def test_2023_moves_a_saturday_and_admits_the_missing_gate(page: Any) -> None:
    text = page("/dak/aturan/2023/")

    assert "23 Okt 2023, 17.00 WIB" in text
    assert "digeser ke hari kerja berikutnya" in text
    assert "Capaian keluaran: batasnya belum ditemukan" in text


def test_a_year_without_rules_says_so_and_an_unknown_year_is_404(page: Any) -> None:
    assert "Cara penyaluran tahun ini" in page("/dak/aturan/2025/")
    assert "Menu tahun ini" in page("/dak/aturan/2025/")
    page("/dak/aturan/2011/", 404)
    page("/dak/tahun/2011/", 404)
    page("/dak/tahun/99999999999/", 404)


def test_2019_shows_three_amounts_with_scope_and_stage_beside_ours(page: Any) -> None:
    load_places("13.01", *NTB)
    call_command("load_statistics", stdout=StringIO())
    make_claim(make_grant(fiscal_year=2019), amount_idr=9_000_000_000)

    text = page("/dak/tahun/2019/")

    assert "terbit 3 angka yang berbeda" in text
    for amount in ("178,3", "540,0", "489,1"):
        assert f"<b>{amount} miliar rupiah</b>" in text
    assert "9,0<br><small>1 hibah</small>" in text
    assert "169,3" in text and "531,0" in text
    assert "Kabupaten Pesisir Selatan" in text and "51,3" in text


def test_an_open_ceiling_of_ours_gives_an_open_difference(page: Any) -> None:
    make_statistic(
        scheme="dak",
        indicator="dak-amount",
        unit="idr",
        stage="allocation",
        amount=20 * 10**9,
        reference_on="2019-01-01",
        scope_note="Seluruh menu",
    )
    claimed = {"low": 3 * 10**9, "high": None, "qualifier": ">="}
    make_claim(make_grant(fiscal_year=2019), amount_idr=claimed)

    text = page("/dak/tahun/2019/")

    assert "≥ 3,0<br>" in text and 'data-label="Selisih">≤ 17,0</td>' in text


def test_2021_shows_the_whole_chain_and_2023_both_absorptions(page: Any) -> None:
    load_places("13.01", *NTB)
    call_command("load_statistics", stdout=StringIO())

    chain = page("/dak/tahun/2021/")
    absorbed = page("/dak/tahun/2023/")

    amounts = [chain.index(f"± {amount},0") for amount in (750, 744, 665, 654, 495)]
    assert amounts == sorted(amounts)
    assert "88,46" in absorbed and "93,23" in absorbed
    assert "Tertimbang" in absorbed and "Rata-rata sederhana" in absorbed


def test_2024_names_the_receivers_of_ntb_with_and_without_a_grant_on_record(page: Any) -> None:
    load_places("13.01", *NTB)
    call_command("load_statistics", stdout=StringIO())
    make_grant(fiscal_year=2023, province="52", regency="52.02")

    text = page("/dak/tahun/2024/")

    rows = text.split("<tbody>")
    (central,) = (row for row in rows if "IKM, Kabupaten Lombok Tengah<br>" in row)
    (west,) = (row for row in rows if "IKM, Kabupaten Lombok Barat<br>" in row)
    assert 'data-label="Registri">ya<br><small>1 hibah</small>' in central and "Sama." in central
    assert "belum ada catatan" in west and "bukan berarti tidak ada" in west
    assert sum("Penerima DAK Fisik IKM, K" in row for row in rows) == 10


def test_a_page_takes_as_many_statements_for_three_figures_as_for_one(page: Any) -> None:
    def taken() -> int:
        with CaptureQueriesContext(connection) as queries:
            page("/dak/tahun/2029/")
        return sum("is_sample" not in q["sql"].partition("WHERE")[2] for q in queries)

    def add() -> None:
        make_statistic(
            scheme="dak", reference_on="2029-01-01", stage="target", province="51", regency="51.04"
        )

    add()
    taken()
    one = taken()
    add()
    add()

    assert taken() == one


def test_a_mode_by_recommendation_names_the_governments_it_was_given_for(page: Any) -> None:
    before = page("/dak/aturan/2023/")
    assert "Daerah yang direkomendasikan: " in before and "belum ada yang tercatat" in before

    make_line("recommended_region.record", mode="ta-2023-mixed", province="51", regency="51.04")

    assert "Daerah yang direkomendasikan: 51.04." in page("/dak/aturan/2023/")
