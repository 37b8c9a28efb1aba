"""The receipt: what an office can hold against us, for itself and the office above it."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Sentra, Submission
from registry.queries.sample import forget_sample_answer
from tests.cast import Cast
from tests.factories import make_profile, make_sentra
from tests.registry.web.forms import agree_to_the_end, filled, post, without_csrf

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return make_sentra(name="Sentra Rajut", province="32", regency="32.04")


def sent(client: Client, sentra: Sentra, **typed: str) -> Submission:
    assert post(client, sentra, filled(client, sentra, **typed)).status_code == 302
    return Submission.objects.latest("pk")


def address(submission: Submission) -> str:
    return f"/tugas/tanda-terima/{submission.receipt_number}/"


def test_the_receipt_shows_number_fingerprint_server_time_and_old_and_new(
    signed_in: Any, ours: Sentra
) -> None:
    make_profile(ours, year=2020, worker_count=30)
    client = signed_in("regency_operator")
    submission = sent(client, ours, existence="changed", worker_count="34")

    page = client.get(address(submission)).content.decode()

    for words in (
        submission.receipt_number,
        f"<code>{submission.body_hash[:8]}</code>",
        "WIB",
        "Kementerian Perindustrian memeriksa",
        "<del>30 (data 2020)</del>",
        "<ins>34</ins>",
        "Menunggu putusan",
    ):
        assert words in page


def test_the_receipt_keeps_the_old_values_of_its_day(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    submission = sent(client, ours, existence="changed", worker_count="34")
    agree_to_the_end(submission.acts.get(), cast)

    page = client.get(address(submission)).content.decode()

    assert "Disetujui" in page
    assert 'Tenaga kerja <small>orang</small></th>\n<td><span class="nil">' in page
    assert "<ins>34</ins>" in page


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("regency_operator", 200),
        ("province_officer", 200),
        ("ministry_staff", 200),
        ("ministry_admin", 200),
        ("stranger", 404),
        ("analyst", 404),
        ("public", 302),
    ],
)
def test_who_may_read_a_receipt(signed_in: Any, ours: Sentra, role: str, expected: int) -> None:
    submission = sent(signed_in("regency_operator"), ours)

    assert signed_in(role).get(address(submission)).status_code == expected


def test_a_regency_may_not_read_what_the_province_sent(signed_in: Any, ours: Sentra) -> None:
    submission = sent(signed_in("province_officer"), ours)

    assert signed_in("regency_operator").get(address(submission)).status_code == 404


def test_a_foreign_receipt_is_missing_word_for_word(signed_in: Any, ours: Sentra) -> None:
    submission = sent(signed_in("regency_operator"), ours)
    client = signed_in("stranger")

    foreign = client.get(address(submission))
    missing = client.get("/tugas/tanda-terima/SUB-2026-32-999999/")

    assert foreign.status_code == missing.status_code == 404
    assert without_csrf(foreign) == without_csrf(missing)


def test_the_list_of_submissions_holds_ones_own_and_those_below(
    signed_in: Any, ours: Sentra
) -> None:
    own = sent(signed_in("regency_operator"), ours).receipt_number
    above = sent(signed_in("province_officer"), ours).receipt_number

    def listed(role: str) -> list[str]:
        page = signed_in(role).get("/tugas/kiriman/").content.decode()
        return [number for number in (own, above) if number in page]

    assert listed("regency_operator") == [own]
    assert listed("province_officer") == [own, above]
    assert listed("stranger") == []
    assert listed("analyst") == []
    assert signed_in("public").get("/tugas/kiriman/").status_code == 302


def test_the_list_takes_the_same_queries_at_one_and_at_three_rows(signed_in: Any) -> None:
    client = signed_in("regency_operator")
    counts = []
    for name in ("A", "B", "C"):
        sent(client, make_sentra(name=name, province="32", regency="32.04"))
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            client.get("/tugas/kiriman/")
        counts.append(len(queries))

    assert counts[0] == counts[2]
