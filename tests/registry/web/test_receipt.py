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
from tests.registry.proposing import agreed, in_bandung, listed, reports
from tests.registry.web.forms import agree_to_the_end, filled, inputs, post, without_csrf

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
    assert (
        'Tenaga kerja <small>orang</small></span></th>\n<td role="cell"><span class="nil">' in page
    )
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


def fifty(cast: Cast, n: int = 50) -> Submission:
    """What a province sends as a list."""
    lines = [in_bandung(name=f"Sentra {number:02}") for number in range(n)]
    return listed(cast.province_officer, *((one, reports(one)) for one in lines))[0].submission


def test_of_a_list_the_receipt_is_a_table_and_every_line_has_its_state_and_its_own_page(
    signed_in: Any, cast: Cast
) -> None:
    submission = fifty(cast)
    eleventh = submission.acts.get(position=10)
    agreed(eleventh, cast.ministry_staff)
    client = signed_in("province_officer")

    page = client.get(address(submission)).content.decode()
    line = client.get(f"{address(submission)}?baris=11").content.decode()

    rows = page.split("<tbody>")[1].split("</tbody>")[0]
    assert rows.count("<tr>") == 50
    assert rows.count("Disetujui") == 1 and rows.count("Menunggu putusan") == 49
    assert page.count("Tarik usulan ini") == 0
    assert "Sentra 10" in line and "Sentra 11" not in line and "Baris 11 dari 50" in line
    assert "Disetujui" in line and "<ins>Ada" in line


def test_a_line_of_a_list_is_taken_back_on_its_own_page(signed_in: Any, cast: Cast) -> None:
    submission = fifty(cast, 2)
    client = signed_in("province_officer")
    body = inputs(client.get(f"{address(submission)}?baris=2"))

    client.post(f"{address(submission)}tarik/", body)

    states = list(submission.acts.order_by("position").values_list("state", flat=True))
    assert states == ["received", "withdrawn"]


@pytest.mark.parametrize("line", ["0", "3", "-1", "x", "9" * 30])
def test_a_line_there_is_not_is_missing(signed_in: Any, cast: Cast, line: str) -> None:
    submission = fifty(cast, 2)

    answer = signed_in("province_officer").get(f"{address(submission)}?baris={line}")

    assert answer.status_code == 404


def test_the_receipt_of_a_list_takes_the_same_queries_at_two_and_at_fifty_lines(
    signed_in: Any, cast: Cast
) -> None:
    client, counts = signed_in("province_officer"), []
    for n in (2, 50):
        submission = fifty(cast, n)
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            client.get(address(submission))
        counts.append(len(queries))

    assert counts[0] == counts[1]
