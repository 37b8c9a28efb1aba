"""The answers of a list on their way over pages: kept where they are turned, when somebody answers
elsewhere, by themselves, and whole however long they are."""

from typing import Any

import pytest

from registry.models import Draft, Sentra
from tests.cast import Cast
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import inputs
from tests.registry.web.test_list_form import ADDRESS, filled, post, sent_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(cast: Cast) -> list[Sentra]:
    return [in_bandung(name=f"Sentra {letter}") for letter in "ABC"]


def test_a_page_of_fewer_sentra_keeps_what_a_colleague_answered_elsewhere(
    signed_in: Any, ours: list[Sentra]
) -> None:
    city = in_bandung(name="Sentra K", regency="32.73")
    client = signed_in("province_officer")
    post(client, filled(client, A="unchanged", K="dormant"), "save")

    part = inputs(client.get(ADDRESS, {"regency": "32.04"}))
    assert f"a_{city.public_code}" not in part
    post(client, {**part, f"a_{ours[1].public_code}": "unknown"}, "save")

    kept = Draft.objects.get().typed
    assert kept[f"a_{city.public_code}"] == "dormant"
    assert [kept[f"a_{s.public_code}"] for s in ours[:2]] == ["unchanged", "unknown"]


def test_what_a_draft_holds_of_other_pages_outlives_the_sending_of_one(
    signed_in: Any, ours: list[Sentra]
) -> None:
    city = in_bandung(name="Sentra K", regency="32.73")
    client = signed_in("province_officer")
    post(client, filled(client, A="unchanged", K="dormant"), "save")
    part = inputs(client.get(ADDRESS, {"regency": "32.04"}))

    sent = post(client, part, "send")

    assert "/tanda-terima/" in sent.url
    assert sent_answers() == {"A": "unchanged"}
    draft = Draft.objects.get()
    assert draft.typed[f"a_{city.public_code}"] == "dormant"
    assert "belum terkirim; tetap tersimpan" in client.get(sent.url).content.decode()
    rest = inputs(client.get(ADDRESS, {"draf": draft.reference}))
    assert post(client, rest, "send").status_code == 302
    assert sent_answers() == {"A": "unchanged", "K": "dormant"}


def test_words_that_are_too_long_come_back_whole(signed_in: Any, ours: list[Sentra]) -> None:
    client, long = signed_in("regency_operator"), "x" * 501
    page = {**filled(client, A="dormant", B="unchanged"), f"e_{ours[0].public_code}": long}

    checked = post(client, page, "check")
    assert "Keterangan ini 501 huruf; paling banyak 500" in checked.content.decode()
    rest = post(client, inputs(checked), "send")

    assert sent_answers() == {"B": "unchanged"}
    assert inputs(client.get(rest.url))[f"e_{ours[0].public_code}"] == long


def test_another_page_is_turned_to_and_the_answers_of_this_one_are_kept(
    signed_in: Any, ours: list[Sentra]
) -> None:
    for number in range(50):
        in_bandung(name=f"Sentra {number:02}")
    client = signed_in("regency_operator")
    opened = client.get(ADDRESS)
    assert 'name="step" value="page-2"' in opened.content.decode()
    page = inputs(opened)
    first = next(name for name in page if name.startswith("b_"))[2:]

    turned = post(client, {**page, f"a_{first}": "dormant"}, "page-2")

    second = client.get(turned.url)
    assert "halaman 2 dari 2" in second.content.decode()
    assert f"b_{first}" not in inputs(second)
    back = post(client, inputs(second), "page-1")
    assert inputs(client.get(back.url))[f"a_{first}"] == "dormant"


def test_the_page_saves_by_itself_and_says_the_number_of_the_draft(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="dormant")
    assert post(client, filled(client), "autosave").status_code == 204

    saved = post(client, page, "autosave")

    draft = Draft.objects.get()
    assert draft.reference in saved.content.decode()
    assert 'id="seen" hx-swap-oob="true"' in saved.content.decode()
    assert post(client, {**page, "revision": "1"}, "autosave").status_code == 200
    moved = post(client, {**page, f"a_{ours[1].public_code}": "unknown"}, "autosave")
    assert "Belum tersimpan di server" in moved.content.decode()
