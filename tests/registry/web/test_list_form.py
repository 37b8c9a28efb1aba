"""The list form: one answer a line, one receipt a page, a wrong line alone, nothing lost."""

from typing import Any
from uuid import uuid4

import pytest

from registry.models import Draft, Sentra, SentraStatus, Submission, SubmissionAct
from tests.cast import Cast
from tests.factories import make_sentra, make_status
from tests.registry.proposals import in_bandung
from tests.registry.web.forms import inputs, without_csrf
from tests.registry.web.list_page import ADDRESS, filled, post, sent_answers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours(cast: Cast) -> list[Sentra]:
    return [in_bandung(name=f"Sentra {letter}") for letter in "ABC"]


def test_answered_lines_become_one_submission_with_one_act_each(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged", C="unknown")

    checked = post(client, page, "check")
    assert "2 baris siap dikirim" in checked.content.decode()
    assert not Submission.objects.exists()
    answer = post(client, page, "send")

    submission = Submission.objects.get()
    assert answer.url == f"/tugas/tanda-terima/{submission.receipt_number}/"
    assert (submission.kind, sent_answers()) == ("list", {"A": "unchanged", "C": "unknown"})


def test_not_knowing_changes_no_state_and_stays_in_the_list(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")

    post(client, filled(client, A="unknown", B="unchanged"), "send")

    act = SubmissionAct.objects.get(answer="unknown")
    assert [change["kind"] for change in act.changes] == ["source.record", "sentra_source.record"]
    again = client.get(ADDRESS).content.decode()
    assert "Sentra A" in again and "Sentra C" in again
    assert "Sentra B" not in again


def test_a_retry_of_the_whole_page_is_the_same_submission(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged")
    first = post(client, page, "send")

    again = post(client, page, "send")

    assert again.url == first.url
    assert Submission.objects.count() == 1


def test_another_body_with_the_same_token_is_refused_and_kept(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged")
    post(client, page, "send")

    answer = post(client, {**page, f"a_{ours[1].public_code}": "dormant"}, "send")

    assert answer.status_code == 422
    assert "sudah terkirim dengan isi lain" in answer.content.decode()
    assert inputs(answer)[f"a_{ours[1].public_code}"] == "dormant"
    assert Submission.objects.count() == 1


def test_a_stale_line_comes_back_alone_and_the_others_go_on(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged", B="dormant")
    make_status(ours[1], status="declining")

    answer = post(client, page, "send")

    assert sent_answers() == {"A": "unchanged"}
    rest = client.get(answer.url)
    words = rest.content.decode()
    assert "1 baris di bawah kembali kepada Anda" in words
    assert "Sentra B" in words and "Sentra A" not in words
    assert inputs(rest)[f"a_{ours[1].public_code}"] == "dormant"
    assert post(client, inputs(rest), "send").status_code == 302
    assert sent_answers() == {"A": "unchanged", "B": "dormant"}


def test_a_stale_line_that_was_named_on_the_check_page_is_not_sent_with_the_others(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged", B="dormant")
    make_status(ours[1], status="declining")

    checked = post(client, page, "check")
    assert "1 baris siap dikirim, 1 baris perlu diperbaiki" in checked.content.decode()
    first = post(client, inputs(checked), "send")

    assert sent_answers() == {"A": "unchanged"}
    assert post(client, inputs(checked), "send").url == first.url, (
        "a lost answer is asked for again"
    )
    assert Submission.objects.get().acts.count() == 1


def test_a_line_that_moved_is_answered_again_on_what_stands_now(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged")
    make_status(ours[0], status="declining")

    again = post(client, page, "edit")
    assert "Catatan sentra ini berubah sejak daftar dibuka" in again.content.decode()
    answer = post(client, inputs(again), "send")

    assert answer.status_code == 302
    assert sent_answers() == {"A": "unchanged"}


def test_a_closure_without_words_comes_back_with_its_answer(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="closed", B="unchanged")

    checked = post(client, page, "check").content.decode()

    assert "1 baris siap dikirim, 1 baris perlu diperbaiki" in checked
    assert "Sentra A: Tulis sejak kapan sentra ini tidak ada" in checked


def test_when_every_line_is_wrong_nothing_is_sent_and_everything_is_kept(
    signed_in: Any, ours: list[Sentra]
) -> None:
    client = signed_in("regency_operator")

    answer = post(client, filled(client, A="closed"), "send")

    assert answer.status_code == 422
    assert inputs(answer)[f"a_{ours[0].public_code}"] == "closed"
    assert not Submission.objects.exists()


@pytest.mark.parametrize("whose", ["foreign", "invented"])
def test_a_foreign_code_is_refused_in_the_same_words(
    signed_in: Any, ours: list[Sentra], whose: str
) -> None:
    code = make_sentra().public_code if whose == "foreign" else "ST-ZZZZZZ-Z"
    client = signed_in("regency_operator")

    answer = post(client, {**filled(client, A="unchanged"), f"a_{code}": "unchanged"}, "send")

    assert answer.status_code == 422
    assert f"Sentra {code} tidak ada di daftar kantor Anda" in answer.content.decode()
    assert not Submission.objects.exists()


def test_an_unknown_answer_and_an_empty_page_are_said(signed_in: Any, ours: list[Sentra]) -> None:
    client = signed_in("regency_operator")

    strange = post(client, filled(client, A="banana"), "check")
    empty = post(client, filled(client), "check")

    assert "Jawaban “banana” tidak dikenal" in strange.content.decode()
    assert "Belum ada baris yang dijawab" in empty.content.decode()
    assert (strange.status_code, empty.status_code) == (422, 422)


def test_a_province_answers_for_all_its_regencies_or_for_one(
    signed_in: Any, ours: list[Sentra]
) -> None:
    in_bandung(name="Sentra K", regency="32.73")
    client = signed_in("province_officer")

    everything = client.get(ADDRESS).content.decode()
    one = client.get(ADDRESS, {"regency": "32.73"}).content.decode()

    assert "Sentra A" in everything and "Sentra K" in everything
    assert "Sentra A" not in one and "Sentra K" in one


def test_fifty_go_to_a_page_and_all_of_them_can_be_sent_at_once(
    signed_in: Any, cast: Cast, django_assert_max_num_queries: Any
) -> None:
    for number in range(52):
        in_bandung(name=f"Sentra {number:02}")
    client = signed_in("province_officer")
    page = inputs(client.get(ADDRESS))
    codes = [name[2:] for name in page if name.startswith("b_")]
    assert len(codes) == 50

    answers = {f"a_{code}": "unchanged" for code in codes}
    with django_assert_max_num_queries(250):
        assert post(client, {**page, **answers}, "send").status_code == 302

    assert SubmissionAct.objects.count() == 50
    assert Submission.objects.get().acts.count() == 50


def test_a_foreign_draft_is_as_missing_as_none(signed_in: Any, ours: list[Sentra]) -> None:
    client = signed_in("regency_operator")
    post(client, filled(client, A="dormant"), "save")
    reference = Draft.objects.get().reference
    stranger = signed_in("stranger")

    foreign = stranger.get(ADDRESS, {"draf": reference})
    invented = stranger.get(ADDRESS, {"draf": "DRF-ZZZZZZZZ"})

    assert (foreign.status_code, invented.status_code) == (404, 404)
    assert without_csrf(foreign) == without_csrf(invented)


@pytest.mark.parametrize(("role", "status"), [("analyst", 403), ("ministry_staff", 403)])
def test_only_a_dinas_fills_it_in(signed_in: Any, role: str, status: int) -> None:
    assert signed_in(role).get(ADDRESS).status_code == status


def test_a_form_without_token_sends_nothing(signed_in: Any, ours: list[Sentra]) -> None:
    client = signed_in("regency_operator")
    page = filled(client, A="unchanged")

    answer = post(client, {**page, "token": "bukan-token"}, "send")

    assert answer.status_code == 422
    assert not Submission.objects.exists()
    assert not SentraStatus.objects.exists()
    assert post(client, {**page, "token": str(uuid4())}, "send").status_code == 302


def test_words_that_are_too_long_come_back_whole(signed_in: Any, ours: list[Sentra]) -> None:
    client, long = signed_in("regency_operator"), "x" * 501
    page = {**filled(client, A="dormant", B="unchanged"), f"e_{ours[0].public_code}": long}

    checked = post(client, page, "check")
    assert "Keterangan ini 501 huruf; paling banyak 500" in checked.content.decode()
    rest = post(client, inputs(checked), "send")

    assert sent_answers() == {"B": "unchanged"}
    assert inputs(client.get(rest.url))[f"e_{ours[0].public_code}"] == long
