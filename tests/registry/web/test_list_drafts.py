"""Answers of the list that are not sent yet: kept page by page, by colleagues, by itself."""

from typing import Any

import pytest

from registry.models import Draft, Sentra
from tests.cast import Cast
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import inputs
from tests.registry.web.list_page import ADDRESS, filled, post, sent_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(cast: Cast) -> list[Sentra]:
    return [in_bandung(name=f"Sentra {letter}") for letter in "ABC"]


def test_partial_answers_are_kept_and_a_colleague_goes_on(
    signed_in: Any, ours: list[Sentra], cast: Cast
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="dormant")

    post(client, page, "save")

    draft = Draft.objects.get()
    assert (draft.kind, str(draft.token)) == ("list", page["token"])
    again = inputs(signed_in("regency_operator").get(ADDRESS))
    assert again[f"a_{ours[0].public_code}"] == "dormant"
    assert again["token"] == page["token"]
    assert post(client, again, "send").status_code == 302
    assert not Draft.objects.exists()


def test_two_colleagues_at_once_lose_no_answer(signed_in: Any, ours: list[Sentra]) -> None:
    client = signed_in("regency_operator")
    post(client, filled(client, A="dormant"), "save")
    mine = inputs(client.get(ADDRESS))
    theirs = {**mine, f"a_{ours[1].public_code}": "unchanged"}
    post(client, theirs, "save")

    answer = post(client, {**mine, f"a_{ours[2].public_code}": "unknown"}, "save")

    assert answer.status_code == 409
    kept = inputs(answer)
    assert [kept[f"a_{s.public_code}"] for s in ours] == ["dormant", "unchanged", "unknown"]
    assert post(client, kept, "save").status_code == 302


def test_checking_keeps_the_answers_and_the_home_leads_back_to_them(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")

    post(client, filled(client, A="dormant"), "check")

    draft = Draft.objects.get()
    assert f"/tugas/draf/{draft.reference}/" in client.get("/tugas/").content.decode()
    opened = client.get(f"/tugas/draf/{draft.reference}/")
    assert opened.url == f"{ADDRESS}?draf={draft.reference}"
    assert inputs(client.get(opened.url))[f"a_{ours[0].public_code}"] == "dormant"


def test_a_page_opened_with_its_token_keeps_it_and_a_sent_one_gets_another(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged")
    address = f"{ADDRESS}?token={page['token']}"
    assert inputs(client.get(address))["token"] == page["token"]

    post(client, page, "send")

    assert inputs(client.get(address))["token"] != page["token"]
    assert inputs(client.get(f"{ADDRESS}?token=banana"))["token"] != "banana"


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
