"""The review desk of a province and of the head of an office, outside of the admin."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.models import Decision, Sentra, SubmissionAct
from registry.queries.sample import forget_sample_answer
from tests.cast import ROLES, Cast
from tests.factories import make, make_office, make_user
from tests.factories.people import make_mandate
from tests.registry.proposing import (
    agreed,
    corrects,
    in_bandung,
    listed,
    proposed,
    reports,
    waiting,
)
from tests.registry.web.forms import inputs

pytestmark = pytest.mark.django_db

QUEUE = "/tugas/periksa/"


def page_of(act: SubmissionAct) -> str:
    return f"{QUEUE}{act.submission.receipt_number}/{act.position}/"


def correction(cast: Cast, **values: Any) -> SubmissionAct:
    sentra = in_bandung(name="Sentra Rajut")
    return proposed(cast.regency_operator, sentra, corrects(sentra, **(values or {"note": "baru"})))


def decide(client: Client, act: SubmissionAct, verb: str, **typed: str) -> Any:
    version = inputs(client.get(page_of(act)))["version"]
    body = {name.replace("__", "."): value for name, value in typed.items()}
    return client.post(page_of(act), {"version": version, "verb": verb, **body})


def signed(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def officer_elsewhere() -> Any:
    """A provincial officer of Bali."""
    user = make_user(email="bali@contoh.example", label="petugas Bali")
    make_mandate(user, make_office(level="province", province="51"), "province_officer")
    return user


# --- who may come in

EXPECTED = {
    "regency_operator": (403, 403),
    "province_officer": (200, 200),
    "office_head": (200, 200),
    "stranger": (403, 403),
    "ministry_staff": (302, 200),
    "ministry_admin": (302, 200),
    "analyst": (403, 403),
    "public": (302, 302),
}


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_the_queue_and_a_proposal(signed_in: Any, cast: Cast, role: str) -> None:
    act, client = correction(cast), signed_in(role)

    found = (client.get(QUEUE).status_code, client.get(page_of(act)).status_code)

    assert found == EXPECTED[role]


@pytest.mark.parametrize("role", [role for role in ROLES if role != "province_officer"])
def test_whoever_does_not_hold_the_step_decides_nothing(
    signed_in: Any, cast: Cast, role: str
) -> None:
    act, client = correction(cast), signed_in(role)

    response = client.post(page_of(act), {"version": "0", "verb": "approve"})
    together = client.post(f"{QUEUE}bersama/", {"shown": f"{act.pk}:0", "words": "Ya"})

    assert response.status_code in (302, 403, 422)
    assert together.status_code in (302, 403, 422)
    assert (waiting(act).state, waiting(act).version) == ("received", 0)
    assert not Decision.objects.exists()


def test_a_proposal_of_another_province_is_as_missing_as_one_that_never_was(cast: Cast) -> None:
    act, client = correction(cast), signed(officer_elsewhere())

    foreign = client.get(page_of(act))
    missing = client.get(f"{QUEUE}SUB-2026-51-999999/0/")

    assert (foreign.status_code, missing.status_code) == (404, 404)
    assert client.post(page_of(act), {"version": "0", "verb": "approve"}).status_code == 404
    assert act.submission.receipt_number not in client.get(QUEUE).content.decode()
    assert waiting(act).version == 0


def test_the_ministry_is_led_to_its_own_desk(signed_in: Any) -> None:
    response = signed_in("ministry_staff").get(QUEUE, follow=True)

    assert response.request["PATH_INFO"] == "/admin/registry/submissionact/"


# --- deciding


def test_the_province_agrees_and_it_goes_on_to_the_ministry(signed_in: Any, cast: Cast) -> None:
    act, client = correction(cast), signed_in("province_officer")
    assert act.submission.receipt_number in client.get(QUEUE).content.decode()

    response = decide(client, act, "approve")

    assert response.url == QUEUE
    assert (waiting(act).state, waiting(act).step) == ("received", "ministry")
    shown = client.get(QUEUE).content.decode()
    assert "Kini menunggu di tahap Kementerian." in shown
    assert "Tidak ada usulan yang menunggu Anda" in shown


def test_the_province_returns_one_field_with_words(signed_in: Any, cast: Cast) -> None:
    act = correction(cast, note="a", hamlet="b")

    decide(signed_in("province_officer"), act, "return", words_0__note="Sebut sumbernya")

    assert waiting(act).state == "returned"
    assert Decision.objects.get().field_words == {"0.note": "Sebut sumbernya"}
    assert Sentra.objects.get().version == 0


def test_a_field_the_province_left_out_stays_out_and_is_told_to_the_ministry(
    signed_in: Any, cast: Cast
) -> None:
    act = correction(cast, note="a", hamlet="b")
    typed = {"drop_0__note": "on", "words_0__note": "Tidak terbukti"}
    decide(signed_in("province_officer"), act, "approve", **typed)

    staff = signed_in("ministry_staff")
    shown = staff.get(f"/admin/registry/submissionact/{act.pk}/change/").content.decode()
    agreed(waiting(act), cast.ministry_staff)

    assert "“Tidak terbukti”" in shown
    assert "drop_0.note" not in shown
    assert (Sentra.objects.get().note, Sentra.objects.get().hamlet) == ("", "b")


def test_after_a_decision_the_next_one_opens(signed_in: Any, cast: Cast) -> None:
    first, second = correction(cast), correction(cast)

    response = decide(signed_in("province_officer"), first, "approve")

    assert response.url == page_of(second)


def test_turning_down_without_words_changes_nothing(signed_in: Any, cast: Cast) -> None:
    act = correction(cast)

    response = decide(signed_in("province_officer"), act, "reject", words=" ")

    assert response.status_code == 422
    assert "Tulis kepada pengirim" in response.content.decode()
    assert waiting(act).version == 0


def test_an_overtaken_page_answers_409_with_the_words_kept(signed_in: Any, cast: Cast) -> None:
    act = agreed(correction(cast), cast.province_officer)

    response = signed_in("province_officer").post(
        page_of(act), {"version": "0", "verb": "return", "words": "Kata saya"}
    )

    assert response.status_code in (409, 422)
    assert waiting(act).step == "ministry"


def test_the_head_of_an_office_decides_his_own_step_and_no_other(cast: Cast) -> None:
    office = cast.regency_operator.mandates.get().office
    make("office_step.record", office=office.code, step="head", is_on=True)
    head = make_user(email="kepala@contoh.example", label="kepala")
    make_mandate(head, office, "office_head")
    act, client = correction(cast), signed(head)
    assert act.step == "head"

    decide(client, act, "approve")

    assert waiting(act).step == "province"
    shown = client.get(page_of(act)).content.decode()
    assert "Menunggu di tahap Dinas provinsi" in shown
    assert 'value="approve"' not in shown


# --- many at once


def test_the_lines_of_a_list_are_approved_together(signed_in: Any, cast: Cast) -> None:
    correction(cast)
    lines = [(sentra, reports(sentra)) for sentra in (in_bandung(), in_bandung(), in_bandung())]
    acts = listed(cast.regency_operator, *lines)
    client = signed_in("province_officer")

    preview = client.post(f"{QUEUE}bersama/", {"usulan": [act.pk for act in acts]})
    result = client.post(
        f"{QUEUE}bersama/", {"shown": inputs(preview)["shown"], "words": "Sudah ditanya"}
    )

    assert "3 usulan disetujui" in result.content.decode()
    assert {waiting(act).step for act in acts} == {"ministry"}


def test_a_foreign_proposal_among_many_is_not_there(cast: Cast) -> None:
    act = correction(cast)

    response = signed(officer_elsewhere()).post(f"{QUEUE}bersama/", {"usulan": [str(act.pk)]})

    assert act.submission.receipt_number not in response.content.decode()
    assert waiting(act).version == 0


# --- the rest


def test_the_queue_filters_and_refuses_what_it_does_not_know(signed_in: Any, cast: Cast) -> None:
    act, client = correction(cast), signed_in("province_officer")

    assert act.submission.receipt_number in client.get(
        f"{QUEUE}?kind=correct"
    ).content.decode() or (page_of(act) in client.get(f"{QUEUE}?kind=correct").content.decode())
    assert page_of(act) not in client.get(f"{QUEUE}?stale=true").content.decode()
    assert client.get(f"{QUEUE}?stal=true").status_code == 400


def test_the_navigation_leads_reviewers_to_their_desk(signed_in: Any) -> None:
    link = f'href="{QUEUE}"'

    assert link in signed_in("province_officer").get("/").content.decode()
    assert link not in signed_in("regency_operator").get("/").content.decode()
    assert link not in signed_in("public").get("/").content.decode()


def test_the_queue_takes_the_same_queries_at_one_and_at_three_rows(
    signed_in: Any, cast: Cast
) -> None:
    client, counts = signed_in("province_officer"), []
    for _number in range(3):
        correction(cast)
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            client.get(QUEUE)
        counts.append(len(queries))

    assert counts[0] == counts[2]
