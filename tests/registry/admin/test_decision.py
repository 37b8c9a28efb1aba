"""The decision page of the ministry: fields of their own, two deciders, versions, evidence, and the
next proposal; many at once."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from registry.changes.change import Change
from registry.changes.risk import FORMULA
from registry.models import Decision, Sentra, SentraStatus, SubmissionAct
from tests.cast import Cast
from tests.factories import make, make_profile, make_sentra, make_user
from tests.factories.people import make_mandate
from tests.registry.changes.test_notices import deadline
from tests.registry.proposals import sent, yearly
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

QUEUE = "/admin/registry/submissionact/"


def page_of(act: SubmissionAct) -> str:
    return f"{QUEUE}{act.pk}/change/"


def decide(client: Client, act: SubmissionAct, verb: str, **typed: str) -> Any:
    """What the page shows, plus what is typed; dots of a field's name are written as two lines."""
    body = {name.replace("__", "."): value for name, value in typed.items()}
    version = inputs(client.get(page_of(act)))["version"]
    return client.post(page_of(act), {"version": version, "verb": verb, **body})


def correction(cast: Cast, **values: Any) -> SubmissionAct:
    """Of the province's own, so that it waits at the ministry."""
    sentra = in_bandung(name="Sentra Rajut")
    return proposed(
        cast.province_officer, sentra, corrects(sentra, **(values or {"note": "a", "hamlet": "b"}))
    )


def closing(cast: Cast) -> SubmissionAct:
    sentra = in_bandung(name="Sentra Tutup")
    return proposed(cast.province_officer, sentra, reports(sentra, "closed"), kind="existence")


def second_staff(cast: Cast) -> Any:
    """One more member of staff of the ministry."""
    user = make_user(email="kedua@contoh.example", label="staf kedua", is_staff=True)
    make_mandate(user, cast.ministry_staff.mandates.get().office, "ministry_staff")
    return user


def signed(user: Any) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


# --- the queue


def test_the_queue_has_eight_columns_at_most_and_prints_its_formula(
    signed_in: Any, cast: Cast
) -> None:
    act = correction(cast)

    page = signed_in("ministry_staff").get(QUEUE).content.decode()

    columns = re.findall(r'<th scope="col" class="[^"]*column-(\w+)', page)
    assert len(set(columns)) <= 8
    for words in (str(FORMULA), "Kiriman pertama kantor ini", "Kementerian", "Perbaikan data"):
        assert words in page
    assert act.submission.receipt_number in page


def test_the_queue_is_ordered_by_risk_and_then_age(signed_in: Any, cast: Cast) -> None:
    correction(cast)
    low, grave = correction(cast), closing(cast)
    later = correction(cast)

    response = signed_in("ministry_staff").get(f"{QUEUE}?state=received")

    found = [act.pk for act in response.context["cl"].result_list]
    points = [act.points for act in response.context["cl"].result_list]
    assert points == sorted(points, reverse=True)
    assert grave.pk in found[:2]
    assert found.index(low.pk) < found.index(later.pk)


def test_a_proposal_past_its_day_says_so(signed_in: Any, cast: Cast, time_machine: Any) -> None:
    act = correction(cast)
    time_machine.move_to(timezone.now() + timedelta(days=30))

    client = signed_in("ministry_staff")
    page = client.get(f"{QUEUE}?overdue=true").content.decode()

    assert act.submission.receipt_number in page
    assert "lewat tenggat" in page
    assert "lewat tenggat" in client.get(page_of(act)).content.decode()


# --- field by field


def test_a_field_that_is_left_out_is_not_applied_and_the_others_are(
    signed_in: Any, cast: Cast
) -> None:
    act = correction(cast)
    typed = {"drop_0__note": "on", "words_0__note": "Sebut sumbernya"}

    decide(signed_in("ministry_staff"), act, "approve", **typed)

    sentra = Sentra.objects.get(pk=act.sentra_id)
    assert (sentra.hamlet, sentra.note) == ("b", "")
    assert waiting(act).refused == {"0.note": "Sebut sumbernya"}
    page = signed_in("ministry_staff").get(page_of(act)).content.decode()
    assert "Tidak diterapkan: Catatan" in page
    assert "Versi usulan yang ditampilkan: 0" in page
    assert "Sentra Sentra Rajut versi 1" in page


def test_leaving_a_field_out_asks_why_and_keeps_everything_typed(
    signed_in: Any, cast: Cast
) -> None:
    act = correction(cast)

    response = decide(
        signed_in("ministry_staff"), act, "approve", drop_0__note="on", words="Kata saya"
    )

    assert response.status_code == 422
    assert "0.note" in str(response.context["form"].errors.as_data())
    assert "Kata saya" in response.content.decode()
    assert not Decision.objects.exists()
    assert waiting(act).version == 0


def test_returning_with_words_at_one_field_needs_no_others(signed_in: Any, cast: Cast) -> None:
    act = correction(cast)

    decide(signed_in("ministry_staff"), act, "return", words_0__hamlet="Nama dusunnya lain")

    decision = Decision.objects.get()
    assert (waiting(act).state, decision.field_words) == (
        "returned",
        {"0.hamlet": "Nama dusunnya lain"},
    )


# --- two deciders


def test_a_closing_waits_for_a_second_decider_who_is_another(signed_in: Any, cast: Cast) -> None:
    act, staff = closing(cast), signed_in("ministry_staff")

    decide(staff, act, "approve")

    page = staff.get(page_of(act)).content.decode()
    assert "Menunggu pemutus kedua" in page
    assert "Anda sudah menyetujui usulan ini" in page
    assert 'value="approve"' not in page
    assert not SentraStatus.objects.exists()


def test_the_first_cannot_be_the_second_even_by_a_request_of_his_own(
    signed_in: Any, cast: Cast
) -> None:
    act = agreed(closing(cast), cast.ministry_staff)

    response = signed_in("ministry_staff").post(
        page_of(act), {"version": str(act.version), "verb": "approve"}
    )

    assert response.status_code == 422
    assert "persetujuan kedua diberikan orang lain" in response.content.decode()
    assert (Decision.objects.count(), SentraStatus.objects.count()) == (1, 0)


def test_the_second_decider_applies_it(signed_in: Any, cast: Cast) -> None:
    act = agreed(closing(cast), cast.ministry_staff)
    client = signed(second_staff(cast))
    assert "Disetujui lebih dahulu oleh ministry_staff" in client.get(page_of(act)).content.decode()

    decide(client, act, "approve")

    assert waiting(act).state == "approved"
    assert SentraStatus.objects.get().status == "closed"


def test_one_person_in_two_steps_is_marked(signed_in: Any, cast: Cast) -> None:
    step = {"code": "directorate", "name": "Direktorat", "position": 3, "days": 7}
    make("review_step.record", **step, is_active=True)
    sentra = in_bandung()
    act = proposed(cast.province_officer, sentra, corrects(sentra, note="a"))
    act = agreed(act, cast.ministry_staff)

    decide(signed_in("ministry_staff"), act, "approve")

    page = signed_in("ministry_staff").get(page_of(act)).content.decode()
    assert "orang yang sama memutuskan lebih dari satu tahap" in page


# --- versions


def test_a_page_that_was_overtaken_answers_409_with_the_words_kept(
    signed_in: Any, cast: Cast
) -> None:
    sentra = in_bandung()
    act = proposed(cast.regency_operator, sentra, corrects(sentra, note="a"))
    agreed(act, cast.province_officer)

    response = signed_in("ministry_staff").post(
        page_of(act), {"version": "0", "verb": "approve", "words": "Kata saya"}
    )

    page = response.content.decode()
    assert response.status_code == 409
    assert "Usulan ini berubah sejak halaman ini dibuka" in page
    assert "Kata saya" in page
    assert 'name="version" value="1"' in page
    assert waiting(act).state == "received"


def test_a_stale_correction_offers_words_to_return_it_with(signed_in: Any, cast: Cast) -> None:
    act = correction(cast)
    sentra = Sentra.objects.get(pk=act.sentra_id)
    agreed(
        proposed(cast.regency_operator, sentra, corrects(sentra, note="dari kabupaten")),
        cast.province_officer,
        cast.ministry_admin,
    )
    client = signed_in("ministry_staff")

    page = client.get(page_of(act)).content.decode()

    assert "<b>dari kabupaten</b>" in page
    assert 'value="approve"' not in page
    words = inputs(client.get(page_of(act)))["words"]
    assert "Catatan sentra ini berubah setelah Anda mengirim usulan (Catatan)" in words
    decide(client, act, "return", words=words)
    assert waiting(act).decision_reason == words


# --- evidence


def test_a_new_sentra_is_shown_with_its_possible_twins_and_its_place(
    signed_in: Any, cast: Cast
) -> None:
    make_sentra(name="Sentra Rajut Binong", province="32", regency="32.04")
    values = {
        "name": "Sentra IKM Rajut Binong",
        "recognition": "reported",
        "province": "32",
        "regency": "32.04",
        "latitude": "-7.02",
        "longitude": "107.53",
        "location_precision": "exact",
    }
    change = Change("sentra.register", values, ref="baru")
    act = proposed(cast.province_officer, None, change, kind="register", region="32.04")

    page = signed_in("ministry_staff").get(page_of(act)).content.decode()

    assert "<h1>Sentra IKM Rajut Binong</h1>" in page
    assert "mirip 100%" in page
    assert 'class="proposed"' in page
    assert "7,0200° LS, 107,5300° BT" in page


def test_earlier_years_the_office_and_a_missing_place_are_told(signed_in: Any, cast: Cast) -> None:
    act = correction(cast)
    make_profile(Sentra.objects.get(pk=act.sentra_id), year=2024, worker_count=30)

    page = signed_in("ministry_staff").get(page_of(act)).content.decode()

    assert re.search(r"Tenaga kerja.*?<td class=\"n\">30</td>", page, re.S)
    assert "pernah mengirim 1 usulan: 0 disetujui" in page
    assert "Letak belum diketahui." in page
    assert "Belum ada foto atau dokumen." in page


# --- working through


def test_after_a_decision_the_next_of_the_same_list_opens(signed_in: Any, cast: Cast) -> None:
    correction(cast)
    first, second = closing(cast), closing(cast)
    kept = "?_changelist_filters=kind%3Dexistence"

    response = signed_in("ministry_staff").post(
        f"{page_of(first)}{kept}", {"version": "0", "verb": "reject", "words": "Keliru"}
    )

    assert response.url == f"{page_of(second)}{kept}"


def test_what_one_has_agreed_to_does_not_come_next(signed_in: Any, cast: Cast) -> None:
    agreed(closing(cast), cast.ministry_staff)
    act = correction(cast)

    response = decide(signed_in("ministry_staff"), act, "approve")

    assert response.url == f"{QUEUE}?state=received"


# --- many at once


def test_many_are_previewed_and_then_approved_with_one_reason(signed_in: Any, cast: Cast) -> None:
    correction(cast)
    lines = [(sentra, reports(sentra)) for sentra in (in_bandung(), in_bandung())]
    acts = listed(cast.province_officer, *lines)
    client = signed_in("ministry_staff")

    preview = client.post(
        QUEUE,
        {"action": "approve_together", "_selected_action": [act.pk for act in acts], "index": "0"},
    )
    shown = inputs(preview)["shown"]
    result = client.post("/admin/registry/submissionact/bersama/", {"shown": shown, "words": "Ya"})

    assert "2 usulan akan disetujui" in preview.content.decode()
    assert "2 usulan disetujui" in result.content.decode()
    assert {waiting(act).state for act in acts} == {"approved"}


def test_many_without_a_reason_are_shown_again(signed_in: Any, cast: Cast) -> None:
    correction(cast)
    act = correction(cast)

    response = signed_in("ministry_staff").post(
        "/admin/registry/submissionact/bersama/", {"shown": f"{act.pk}:0", "words": ""}
    )

    assert response.status_code == 422
    assert inputs(response)["shown"] == f"{act.pk}:0"
    assert waiting(act).state == "received"


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst", "public"])
def test_many_are_approved_by_the_ministry_alone(signed_in: Any, cast: Cast, role: str) -> None:
    act = correction(cast)

    response = signed_in(role).post(
        "/admin/registry/submissionact/bersama/", {"shown": f"{act.pk}:0", "words": "Ya"}
    )

    assert response.status_code == (302 if role == "public" else 403)
    assert waiting(act).state == "received"


def test_the_ministry_takes_an_overdue_proposal_past_the_province(
    signed_in: Any, cast: Cast
) -> None:
    act = sent(cast.regency_operator, yearly(in_bandung(), worker_count=34))
    client, page = signed_in("ministry_staff"), f"/admin/registry/submissionact/{act.pk}/change/"
    assert 'value="pass"' not in client.get(page).content.decode()
    deadline(act, timedelta(days=-1))
    act.refresh_from_db()

    form = {"version": str(act.version), "verb": "pass"}
    refused = client.post(page, {**form, "words": ""})
    assert (refused.status_code, SubmissionAct.objects.get().step) == (422, "province")
    assert "Tulis mengapa tahap ini dilewati" in refused.content.decode()
    done = client.post(page, {**form, "words": "Provinsi belum punya petugas"}, follow=True)

    assert "Tahap Dinas provinsi dilewati" in done.content.decode()
    assert SubmissionAct.objects.get().step == "ministry"
    assert "Dilewati" in client.get(page).content.decode()
