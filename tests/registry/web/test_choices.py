"""Type-ahead of the dinas forms: own region only, few, and for nobody else."""

from typing import Any

import pytest

from registry.queries.choosing import villages
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def offered(client: Any, what: str, text: str) -> str:
    answer = client.get(f"/tugas/pilih/{what}/", {"place_village": text})
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_village_of_another_region_is_offered_to_nobody(signed_in: Any, cast: Cast) -> None:
    assert "51.04.01.2005" in offered(signed_in("stranger"), "village", "celuk")
    assert "51.04.01.2005" not in offered(signed_in("regency_operator"), "village", "celuk")
    assert "51.04.01.2005" not in offered(signed_in("province_officer"), "village", "celuk")
    assert "51.04.01.2005" not in offered(signed_in("regency_operator"), "village", "51.04.01.2005")


def test_an_office_without_a_region_is_offered_no_village() -> None:
    assert villages("celuk", regions=[]).options == ()
    assert villages("51.04.01.2005", regions=[]).chosen is None


@pytest.mark.parametrize("what", ["village", "regency"])
def test_one_letter_and_nul_offer_nothing(signed_in: Any, cast: Cast, what: str) -> None:
    client = signed_in("stranger")

    assert "<option" not in offered(client, what, "c")
    assert client.get(f"/tugas/pilih/{what}/", {"x": "\x00"}).status_code == 400


@pytest.mark.parametrize(("role", "status"), [("analyst", 404), ("public", 302)])
def test_who_fills_in_no_form_is_offered_nothing(
    signed_in: Any, cast: Cast, role: str, status: int
) -> None:
    assert signed_in(role).get("/tugas/pilih/village/?x=celuk").status_code == status
