"""Two sources, two values: the public page shows both, and money only to whom it may."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_fact_claim, make_office, make_profile, make_sentra, make_source

pytestmark = pytest.mark.django_db


def page(client: Client, sentra: Any) -> str:
    return client.get(sentra.get_absolute_url()).content.decode()


def test_both_values_stand_with_source_and_date_and_nobody_has_decided(client: Client) -> None:
    sentra = make_sentra()
    first = make_source(publisher="Koran A", published_on="2018-10-01", published_precision="month")
    make_fact_claim(
        sentra, source=first.code, said_on="2018-10-01", said_precision="month", claimed=293
    )
    make_fact_claim(
        sentra,
        source=make_source(publisher="Koran B").code,
        claimed={"low": 400, "high": 400, "qualifier": "~", "text": ""},
        source_words="sekitar 400 unit usaha",
    )

    shown = page(client, sentra)

    assert "Dua sumber, dua nilai" in shown
    assert "Unit usaha 2018" in shown
    assert "Koran A, Oktober 2018" in shown and "Koran B" in shown
    assert "293" in shown and "± 400" in shown and "“sekitar 400 unit usaha”" in shown
    assert "Belum diputuskan nilai mana yang dipakai." in shown


def test_a_decision_is_shown_with_its_reason(client: Client) -> None:
    sentra = make_sentra()
    make_fact_claim(sentra, fact="place", year=None, stated="Desa Aik Berik")
    make_fact_claim(
        sentra,
        fact="place",
        year=None,
        stated="Desa Aik Darek",
        is_published=True,
        published_reason="cocok dengan kecamatannya",
    )

    shown = page(client, sentra)

    assert "Dipakai: Desa Aik Darek. Alasan: cocok dengan kecamatannya" in shown
    assert "Desa Aik Berik" in shown


def test_sources_that_agree_are_no_disagreement(client: Client) -> None:
    sentra = make_sentra()
    make_fact_claim(sentra)
    make_fact_claim(sentra)

    assert "Dua sumber" not in page(client, sentra)


def test_money_an_office_reported_is_no_public_disagreement(client: Client, signed_in: Any) -> None:
    sentra = make_sentra()
    office = make_source(publisher="Dinas uji", office=make_office().code)
    make_fact_claim(sentra, fact="turnover_idr", claimed=1_000_000)
    make_fact_claim(sentra, fact="turnover_idr", claimed=2_000_000, source=office.code)

    assert "2.000.000" not in page(client, sentra)
    assert "Dua sumber" not in page(client, sentra)
    assert "2.000.000" in page(signed_in("stranger"), sentra)
    assert "2.000.000" not in page(signed_in("regency_operator"), sentra)


def test_a_profile_that_left_the_published_claim_stands_beside_it(client: Client) -> None:
    sentra = make_sentra()
    source = make_source(publisher="Koran A").code
    make_fact_claim(sentra, source=source, is_published=True, published_reason="uji")
    make_profile(sentra, year=2018, unit_count=517)

    shown = page(client, sentra)

    assert "Angka profil berbeda dari klaim yang diterbitkan" in shown
    assert "517" in shown and "293" in shown and "Koran A" in shown


def test_money_of_an_office_is_no_public_departure(client: Client, signed_in: Any) -> None:
    sentra = make_sentra()
    office = make_source(office=make_office().code).code
    common = {"fact": "turnover_idr", "claimed": 1_234_567, "source": office}
    make_fact_claim(sentra, **common, is_published=True, published_reason="uji")

    assert "1.234.567" not in page(client, sentra)
    assert "Angka profil berbeda" not in page(client, sentra)
    assert "1.234.567" in page(signed_in("ministry_staff"), sentra)
