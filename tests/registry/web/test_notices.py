"""The inbox: one's own notices, new ones counted, read ones kept."""

from typing import Any

import pytest

from registry.changes import notices
from registry.models import Notice
from tests.cast import Cast
from tests.registry.proposals import in_bandung, sent, yearly

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(cast: Cast) -> Notice:
    sent(cast.regency_operator, yearly(in_bandung(name="Rajut"), worker_count=34))
    notices.tell()
    return Notice.objects.get(user=cast.province_officer)


def test_the_inbox_says_what_waits_and_leads_to_it(signed_in: Any, told: Notice) -> None:
    page = signed_in("province_officer").get("/tugas/kabar/").content.decode()

    receipt = told.event.act.submission.receipt_number
    assert f"/tugas/tanda-terima/{receipt}/" in page
    assert "menunggu putusan Anda: Rajut" in page
    assert "Usulan masuk" in page


def test_new_notices_are_counted_on_every_page(signed_in: Any, told: Notice) -> None:
    assert 'Kabar <span class="count">1' in signed_in("province_officer").get("/").content.decode()
    assert 'class="count"' not in signed_in("analyst").get("/").content.decode()


def test_reading_one_or_all_takes_them_out_of_the_new(signed_in: Any, told: Notice) -> None:
    client = signed_in("province_officer")

    answer = client.post("/tugas/kabar/", {"notice": str(told.pk)})

    assert answer.status_code == 302
    told.refresh_from_db()
    assert told.read_at is not None
    assert "sudah dibaca" in client.get("/tugas/kabar/").content.decode()


def test_nobody_reads_or_marks_another_s_notices(signed_in: Any, told: Notice) -> None:
    client = signed_in("stranger")

    client.post("/tugas/kabar/", {"notice": str(told.pk)})
    client.post("/tugas/kabar/")

    told.refresh_from_db()
    assert told.read_at is None
    assert "Rajut" not in client.get("/tugas/kabar/").content.decode()


def test_the_sender_reads_that_it_came_in_with_its_receipt(signed_in: Any, told: Notice) -> None:
    page = signed_in("regency_operator").get("/tugas/kabar/").content.decode()

    receipt = told.event.act.submission.receipt_number
    assert f"diterima dengan tanda terima {receipt}: Rajut" in page


def test_an_inbox_without_news_says_when_news_come(signed_in: Any) -> None:
    page = signed_in("analyst").get("/tugas/kabar/").content.decode()

    assert "Belum ada kabar" in page


def test_the_public_is_asked_to_sign_in(client: Any) -> None:
    assert client.get("/tugas/kabar/").status_code == 302
