"""A sentra's page: identity, doubt, what is missing, and what the public may not see; and the list
that shows the rows behind a number."""

import pytest
from django.test import Client

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_institution,
    make_office,
    make_profile,
    make_sentra,
    make_source,
    make_status,
)
from tests.registry.web.page_queries import page_queries

pytestmark = pytest.mark.django_db


def page(sentra: Sentra) -> str:
    """The page as nobody in particular sees it."""
    response = Client().get(f"/sentra/{sentra.public_code}/")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("spelling", ["lower", "bare", "blanks"])
def test_another_spelling_of_the_code_leads_to_the_permanent_address(spelling: str) -> None:
    code = make_sentra().public_code
    typed = {
        "lower": code.lower(),
        "bare": code.replace("-", ""),
        "blanks": code.replace("-", " "),
    }[spelling]

    response = Client().get(f"/sentra/{typed}/")

    assert (response.status_code, response["Location"]) == (301, f"/sentra/{code}/")


@pytest.mark.parametrize("code", ["ST-000000-1", "ST-000000-0", "bukan-kode"])
def test_a_code_nobody_has_is_not_found(code: str) -> None:
    assert Client().get(f"/sentra/{code}/").status_code == 404


def test_a_figure_keeps_its_qualifier_and_the_words_of_its_source() -> None:
    sentra = make_sentra()
    make_profile(
        sentra,
        year=2024,
        worker_count={"low": 18, "high": None, "qualifier": ">=", "text": "lebih dari 18 orang"},
    )

    html = page(sentra)

    assert "≥ 18" in html
    assert "sumber menulis “lebih dari 18 orang”" in html


def test_an_older_figure_stands_beside_a_missing_one_and_not_in_its_place() -> None:
    sentra = make_sentra()
    make_profile(sentra, year=2019, unit_count=40)
    make_profile(sentra, year=2024, worker_count=9)

    units = next(n for n in _figures(sentra) if n.label == "Unit usaha")

    assert (units.value, units.as_of) == (None, "terakhir dilaporkan untuk 2019: 40 unit")


def test_money_an_office_sent_is_hidden_from_the_public() -> None:
    sentra = _with_money(office=True)

    html = page(sentra)

    assert "1.234.567" not in html
    assert "hanya untuk petugas" in html


def test_money_a_publication_printed_is_shown_to_the_public() -> None:
    sentra = _with_money(office=False)

    assert "Rp1.234.567" in page(sentra)


@pytest.mark.parametrize(
    ("role", "is_shown"),
    [("ministry_staff", True), ("stranger", True), ("regency_operator", False), ("analyst", False)],
)
def test_money_an_office_sent_is_for_that_office_and_the_nation(
    role: str, is_shown: bool, signed_in: object
) -> None:
    sentra = _with_money(office=True)

    response = signed_in(role).get(sentra.get_absolute_url())  # type: ignore[operator]

    assert ("Rp1.234.567" in response.content.decode()) is is_shown


def test_existence_freshness_and_verification_are_three_badges() -> None:
    sentra = make_sentra()
    make_status(sentra, status="declining")
    make_profile(sentra, year=2010, worker_count=3)

    html = page(sentra)

    assert 'class="badge ada half warn">Menurun' in html
    assert 'class="badge segar old warn">Data 2010' in html
    assert "Belum pernah diverifikasi" in html


def test_fewer_than_five_units_is_shown_as_a_potential_sentra() -> None:
    sentra = make_sentra(is_one_place="yes", same_product="yes")
    make_profile(sentra, unit_count=4)

    response = Client().get(sentra.get_absolute_url())

    assert response.context["verdict"].failed == ("minimum_units",)
    assert response.context["label"] == "Potensi sentra"


def test_the_test_names_the_missing_facts_and_refuses_nothing() -> None:
    verdict = Client().get(make_sentra().get_absolute_url()).context["verdict"]

    assert verdict.missing == ("unit_count", "is_one_place", "similarity_basis")


def test_two_sources_with_two_amounts_are_both_shown() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code)
    make_claim(grant, amount_idr=9_000_000_000, stage="built")
    make_claim(grant, amount_idr=12_000_000_000, stage="built")

    html = page(sentra)

    assert "Rp9.000.000.000" in html
    assert "Rp12.000.000.000" in html
    assert "Sumber menyebut nilai yang berbeda" in html


def test_public_history_names_office_and_kind_of_reason_but_no_account(signed_in: object) -> None:
    sentra = make_sentra()
    client = signed_in("ministry_staff")  # type: ignore[operator]
    user = client.get("/").wsgi_request.user
    change = Change(
        "sentra.correct",
        {"note": "diperbaiki"},
        target=sentra.public_code,
        base_version=sentra.version,
    )
    apply_batch(
        Act(
            (change,),
            policy.actor_for(user),
            ChangeSource.ADMIN,
            reason="kata rahasia petugas",
            reason_code="correction",
        )
    )

    html = page(sentra)

    assert "Direktorat Jenderal IKMA" in html
    assert "Memperbaiki kekeliruan" in html
    assert user.email not in html
    assert "kata rahasia petugas" not in html


def test_place_is_named_in_local_words_with_its_codes() -> None:
    sentra = make_sentra(
        province="51", regency="51.04", district="51.04.01", village="51.04.01.2005"
    )

    html = page(sentra)

    assert "Desa Celuk <small>51.04.01.2005</small>" in html
    assert "Kecamatan Sukawati <small>51.04.01</small>" in html


def test_citation_carries_figure_year_source_code_and_address() -> None:
    source = make_source(publisher="Maklumat", published_on="2025-04-05", published_precision="day")
    sentra = make_sentra(name="Sentra Contoh")
    make_profile(sentra, year=2025, worker_count=30, source=source.code)

    citation = Client().get(sentra.get_absolute_url()).context["citation"]

    assert citation.startswith(
        "Tenaga kerja Sentra Contoh 30 orang, data tahun 2025 menurut Maklumat, 5 April 2025."
    )
    assert citation.endswith(f"http://testserver/sentra/{sentra.public_code}/")


def test_number_of_queries_does_not_grow_with_the_parts() -> None:
    sentra = make_sentra()
    _parts(sentra, 1)
    once = page_queries(sentra.get_absolute_url())
    _parts(sentra, 2)
    _parts(sentra, 3)

    assert page_queries(sentra.get_absolute_url()) == once


def test_list_shows_exactly_the_rows_of_a_number() -> None:
    counted = make_sentra(name="Yang dihitung")
    make_sentra(name="Potensi", recognition="candidate")
    closed = make_sentra(name="Tutup")
    make_status(closed, status="closed")

    response = Client().get(
        "/sentra/?kind=cluster&recognition__in=decree,listed,reported"
        "&status__not=closed,merged,split&province=51"
    )

    assert [row.sentra for row in response.context["page"].rows] == [counted]


def test_list_refuses_an_unknown_parameter_and_names_the_nearest() -> None:
    response = Client().get("/sentra/?provinc=51")

    assert response.status_code == 400
    assert "Maksud Anda province?" in response.content.decode()


def test_list_says_what_an_empty_answer_means() -> None:
    response = Client().get("/sentra/?q=tidakada")

    assert response.context["page"].rows == []
    assert "Tidak ada catatan yang cocok dengan saringan ini." in response.content.decode()


def _figures(sentra: Sentra) -> list:
    return Client().get(sentra.get_absolute_url()).context["figures"]


def _with_money(*, office: bool) -> Sentra:
    values = {"office": make_office(level="regency", province="51", regency="51.04").code}
    source = make_source(**(values if office else {}))
    sentra = make_sentra()
    make_profile(sentra, turnover_idr=1_234_567, source=source.code)
    return sentra


def _parts(sentra: Sentra, number: int) -> None:
    code = sentra.public_code
    make_status(sentra, status_on=f"2025-01-0{number}")
    make_profile(sentra, year=2020 + number, worker_count=3)
    make("alias.record", sentra=code, name=f"Nama {number}", kind="local")
    make("origin.record", sentra=code, kind="opening", origin_year=2000 + number, precision="exact")
    make("sentra_commodity.record", sentra=code, commodity=make_commodity().code)
    make(
        "sentra_institution.record",
        sentra=code,
        institution=make_institution().code,
        role="manager",
    )
    make_claim(make_grant(sentra=code), amount_idr=5_000_000_000)
