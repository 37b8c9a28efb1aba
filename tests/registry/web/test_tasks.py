"""The task list: whose turn it is, for whom, by which clock, in a constant number of queries."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry import policy
from registry.changes.review import reject, return_for_correction
from registry.models import Sentra, SubmissionAct
from registry.queries.sample import forget_sample_answer
from registry.queries.tasks import Progress, TaskState, own_tasks, progress, tasks
from sentra.accounts.models import User
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import (
    make_mandate,
    make_office,
    make_profile,
    make_sentra,
    make_status,
    make_user,
    make_verification,
)
from tests.registry.web.forms import agree_to_the_end, filled, post

pytestmark = pytest.mark.django_db

YEAR = today_wib().year


def in_bandung(name: str, regency: str = "32.04") -> Sentra:
    return make_sentra(name=name, province="32", regency=regency)


def listed(user: User) -> list[tuple[str, str]]:
    actor = policy.actor_for(user)
    return [(t.sentra.name, t.state.value) for t in tasks(actor, own_tasks(actor, YEAR))]


def send(client: Client, sentra: Sentra, **typed: str) -> SubmissionAct:
    assert post(client, sentra, filled(client, sentra, **typed)).status_code == 302
    return SubmissionAct.objects.order_by("pk").last()


def test_an_office_sees_its_own_sentra_and_the_province_all_of_its_regencies(cast: Cast) -> None:
    in_bandung("Kabupaten")
    in_bandung("Kota", "32.73")
    make_sentra(name="Gianyar")

    assert listed(cast.regency_operator) == [("Kabupaten", "due")]
    assert listed(cast.province_officer) == [("Kabupaten", "due"), ("Kota", "due")]
    assert listed(cast.stranger) == [("Gianyar", "due")]
    assert listed(cast.ministry_staff) == []


def test_the_state_follows_what_was_sent_and_decided(signed_in: Any, cast: Cast) -> None:
    client, above = signed_in("regency_operator"), policy.actor_for(cast.province_officer)
    wanted = {"A": "", "B": "", "C": "", "D": return_for_correction, "E": reject}
    for name, decide in wanted.items():
        sentra = in_bandung(name)
        if name == "A":
            continue
        act = send(client, sentra)
        if decide:
            decide(act, actor=above, version_shown=0, words="Sudah diperiksa")
        if name == "C":
            agree_to_the_end(act, cast)

    assert listed(cast.regency_operator) == [
        ("D", "returned"),
        ("A", "due"),
        ("E", "due"),
        ("B", "waiting"),
        ("C", "done"),
    ]
    actor = policy.actor_for(cast.regency_operator)
    assert progress(own_tasks(actor, YEAR)) == Progress(n_sentra=5, n_sent=2, n_open=3)


@pytest.mark.parametrize("is_approved", [False, True])
def test_not_knowing_keeps_the_task_open_and_says_so(
    signed_in: Any, cast: Cast, is_approved: bool
) -> None:
    client = signed_in("regency_operator")
    act = send(client, in_bandung("Rajut"), existence="unknown")
    if is_approved:
        agree_to_the_end(act, cast)

    assert listed(cast.regency_operator) == [("Rajut", "due")]
    assert "Jawaban terakhir kantor: tidak tahu" in client.get("/tugas/").content.decode()


def test_what_was_sent_last_year_is_due_again(signed_in: Any, cast: Cast) -> None:
    send(signed_in("regency_operator"), in_bandung("Rajut"))
    actor = policy.actor_for(cast.regency_operator)

    assert own_tasks(actor, YEAR).get().task_state == TaskState.WAITING
    assert own_tasks(actor, YEAR + 1).get().task_state == TaskState.DUE


def test_a_closed_sentra_asks_for_no_update(cast: Cast) -> None:
    make_status(in_bandung("Rajut"), status="closed")

    assert listed(cast.regency_operator) == []


def test_the_list_shows_status_verification_and_data_year(signed_in: Any) -> None:
    sentra = in_bandung("Rajut")
    make_status(sentra, status="declining")
    make_verification(sentra, valid_to="2099-01-01")
    make_profile(sentra, year=2019)

    page = signed_in("regency_operator").get("/tugas/").content.decode()

    for words in ("Menurun", "Verifikasi berlaku", "Data 2019", "Belum dikirim", "Rajut"):
        assert words in page


def test_returned_words_stand_in_the_list(signed_in: Any, cast: Cast) -> None:
    client = signed_in("regency_operator")
    act = send(client, in_bandung("Rajut"))
    return_for_correction(
        act,
        actor=policy.actor_for(cast.province_officer),
        version_shown=0,
        words="Tanggalnya keliru?",
    )

    assert (
        "Dikembalikan dengan catatan: “Tanggalnya keliru?”"
        in client.get("/tugas/").content.decode()
    )


def test_a_regency_learns_that_its_province_has_sent_but_gets_no_door_to_it(
    signed_in: Any,
) -> None:
    act = send(signed_in("province_officer"), in_bandung("Rajut"))

    page = signed_in("regency_operator").get("/tugas/").content.decode()

    assert "Dikirim Dinas Provinsi Jawa Barat" in page
    assert act.submission.receipt_number not in page


def test_a_form_link_carries_a_token_so_that_back_leads_to_the_receipt(signed_in: Any) -> None:
    sentra, client = in_bandung("Rajut"), signed_in("regency_operator")
    page = client.get("/tugas/").content.decode()
    link = re.search(rf"/tugas/{sentra.public_code}/\?token=[0-9a-f-]+", page)
    assert link is not None
    token = link[0].split("=")[1]

    sent = post(client, sentra, filled(client, sentra, token=token))

    assert client.get(link[0]).url == sent.url


@pytest.mark.parametrize(
    ("province", "regency", "clock"),
    [("32", "32.04", "WIB"), ("51", "51.04", "WITA"), ("93", "93.01", "WIT")],
)
def test_the_clock_is_the_offices(
    client: Client, time_machine: Any, province: str, regency: str, clock: str
) -> None:
    hour = {"WIB": "10.00", "WITA": "11.00", "WIT": "12.00"}[clock]
    time_machine.move_to(datetime(2026, 11, 21, 3, 0, tzinfo=UTC), tick=False)
    office = make_office(level="regency", province=province, regency=regency)
    user = make_user()
    make_mandate(user, office, "regency_operator")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")

    assert f"Sabtu, 21 November 2026, {hour} {clock}" in client.get("/tugas/").content.decode()


def test_the_list_takes_the_same_queries_at_one_and_at_three_rows(signed_in: Any) -> None:
    client = signed_in("regency_operator")
    counts = []
    for name in ("A", "B", "C"):
        send(client, in_bandung(name))
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            client.get("/tugas/")
        counts.append(len(queries))

    assert counts[0] == counts[2]


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("regency_operator", 200),
        ("province_officer", 200),
        ("stranger", 200),
        ("ministry_staff", 302),
        ("ministry_admin", 302),
        ("analyst", 200),
        ("public", 302),
    ],
)
@pytest.mark.parametrize("path", ["/tugas/"])
def test_who_sees_the_task_list(signed_in: Any, path: str, role: str, expected: int) -> None:
    assert signed_in(role).get(path).status_code == expected


def test_the_ministry_is_sent_to_the_admin_and_the_public_to_the_login(signed_in: Any) -> None:
    assert signed_in("ministry_staff").get("/tugas/").url == "/admin/"
    assert signed_in("public").get("/tugas/").url == "/akun/login/?next=/tugas/"


def test_an_analyst_reads_what_he_can_do(signed_in: Any) -> None:
    in_bandung("Rajut")

    page = signed_in("analyst").get("/tugas/").content.decode()

    assert "Tidak ada tugas dinas untuk akun ini" in page
    assert "Rajut" not in page


def test_the_page_of_an_office_without_sentra_says_what_that_means(signed_in: Any) -> None:
    page = signed_in("stranger").get("/tugas/").content.decode()

    assert "Itu bukan berarti tidak ada" in page


def test_the_desk_leads_to_what_waits_in_the_admin(signed_in: Any) -> None:
    response = signed_in("ministry_staff").get("/tugas/meja/")

    assert response.url == "/admin/registry/submissionact/?state=received"
