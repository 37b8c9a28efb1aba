"""The update form: prefilled, checked, sent once; whatever is refused keeps everything typed."""

from typing import Any
from uuid import uuid4

import pytest

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.changes.review import return_for_correction
from registry.choices import ChangeSource
from registry.models import Sentra, SentraStatus, Submission, SubmissionAct, YearlyProfile
from registry.models.submission import SubmissionEvent
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories import ACTOR, make_profile, make_sentra, make_status
from tests.registry.web.forms import address, filled, inputs, post, without_csrf

pytestmark = pytest.mark.django_db

YEAR = today_wib().year


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return make_sentra(name="Sentra Rajut", province="32", regency="32.04")


def nothing_was_sent() -> bool:
    return not (
        Submission.objects.exists()
        or SubmissionAct.objects.exists()
        or SubmissionEvent.objects.exists()
    )


def test_the_form_is_prefilled_and_says_what_was_approved_last(
    signed_in: Any, ours: Sentra
) -> None:
    make_profile(ours, year=YEAR - 1, worker_count=30)

    response = signed_in("regency_operator").get(address(ours))

    assert inputs(response)["worker_count"] == "30"
    assert inputs(response)["unit_count"] == ""
    assert f"Terakhir disetujui: 30 orang (data {YEAR - 1})." in response.content.decode()


def test_the_form_page_is_small_private_and_needs_no_script(signed_in: Any, ours: Sentra) -> None:
    response = signed_in("regency_operator").get(address(ours))

    assert len(response.content) < 50_000
    assert "no-store" in response["Cache-Control"]
    assert response.content.count(b"<script") == response.content.count(b"<script src=")
    assert b"style=" not in response.content


def test_checking_shows_old_and_new_and_stores_nothing(signed_in: Any, ours: Sentra) -> None:
    make_profile(ours, year=YEAR - 1, worker_count=30)
    client = signed_in("regency_operator")

    response = post(
        client, ours, filled(client, ours, existence="changed", worker_count="34"), "check"
    )

    page = response.content.decode()
    assert response.status_code == 200
    assert f"<del>30 (data {YEAR - 1})</del>" in page
    assert "<ins>34</ins>" in page
    assert inputs(response)["worker_count"] == "34"
    assert nothing_was_sent()


def test_ubah_leads_back_to_the_form_with_everything_typed(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    body = filled(client, ours, existence="changed", worker_count="34", evidence="Kunjungan")
    checked = inputs(post(client, ours, body, "check"))

    response = post(client, ours, checked, "edit")

    again = inputs(response)
    for name in body.keys() - {"csrfmiddlewaretoken", "seen"}:
        assert again[name] == body[name]
    assert nothing_was_sent()


def test_sending_stores_one_submission_and_leads_to_the_receipt(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    body = filled(
        client,
        ours,
        existence="changed",
        unit_count="lebih dari 18",
        worker_count="34",
        worker_male_count="20",
        worker_female_count="14",
        production_value_idr="1.200.000.000",
    )

    response = post(client, ours, body)

    act = SubmissionAct.objects.get()
    assert response.url == f"/tugas/tanda-terima/{act.submission.receipt_number}/"
    source, status, profile = act.changes
    assert source["values"]["publisher"] == "Dinas Kab. Bandung"
    assert source["values"]["office"] == act.submission.office.code
    assert status["values"]["status"] == "active"
    assert status["values"]["status_on"] == today_wib().isoformat()
    assert profile["kind"] == "profile.record"
    assert profile["values"]["year"] == YEAR
    assert profile["values"]["unit_count"] == {
        "low": 18,
        "high": None,
        "qualifier": ">=",
        "text": "lebih dari 18",
    }
    assert profile["values"]["production_value_idr"]["low"] == 1_200_000_000
    assert not YearlyProfile.objects.exists()


def test_a_retry_a_refresh_and_back_give_the_same_receipt(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    body = filled(client, ours)
    first = post(client, ours, body)

    retry = post(client, ours, body)
    checked_again = post(client, ours, body, "check")
    back = client.get(address(ours), {"token": body["token"]})

    assert retry.url == checked_again.url == back.url == first.url
    assert Submission.objects.count() == SubmissionAct.objects.count() == 1


def test_the_same_token_with_another_body_is_refused_in_a_sentence(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    body = filled(client, ours)
    post(client, ours, body)

    response = post(client, ours, {**body, "evidence": "Kabar lain"})

    assert response.status_code == 422
    assert Submission.objects.get().receipt_number in response.content.decode()
    assert Submission.objects.count() == 1
    reopened = inputs(post(client, ours, inputs(response), "edit"))
    assert reopened["evidence"] == "Kabar lain"
    assert reopened["token"] != body["token"]


def test_a_colleague_with_the_same_form_sends_nothing_twice(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    """Unique is (office, token): two browsers of one account are still one form."""
    first, second = signed_in("regency_operator"), signed_in("regency_operator")
    body = filled(first, ours)

    assert post(first, ours, body).url == post(second, ours, body).url
    assert Submission.objects.count() == 1


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("unchanged", "active"),
        ("changed", "active"),
        ("declining", "declining"),
        ("dormant", "dormant"),
        ("closed", "closed"),
    ],
)
def test_each_answer_proposes_its_state_of_existence(
    signed_in: Any, ours: Sentra, answer: str, status: str
) -> None:
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours, existence=answer, evidence="Kunjungan dinas"))

    assert SubmissionAct.objects.get().changes[1]["values"]["status"] == status


def test_no_change_keeps_a_declining_sentra_declining(signed_in: Any, ours: Sentra) -> None:
    make_status(ours, status="declining")
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours))

    assert SubmissionAct.objects.get().changes[1]["values"]["status"] == "declining"


def test_no_change_copies_no_figure_of_an_earlier_year(signed_in: Any, ours: Sentra) -> None:
    make_profile(ours, year=YEAR - 3, worker_count=30)
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours))

    kinds = [change["kind"] for change in SubmissionAct.objects.get().changes]
    assert kinds == ["source.record", "status.record"]


def test_not_knowing_proposes_no_state_of_existence(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours, existence="unknown"))

    act = SubmissionAct.objects.get()
    assert [change["kind"] for change in act.changes] == ["source.record", "sentra_source.record"]
    assert act.shown["answer"] == "unknown"


def test_figures_of_this_year_are_corrected_with_the_version_that_was_shown(
    signed_in: Any, ours: Sentra
) -> None:
    profile = make_profile(ours, year=YEAR, worker_count=30, unit_count=10)
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours, existence="changed", worker_count="34"))

    change = SubmissionAct.objects.get().changes[2]
    assert (change["kind"], change["target"], change["base_version"]) == (
        "profile.correct",
        str(profile.pk),
        0,
    )
    assert set(change["values"]) == {"worker_count", "source"}


def test_a_profile_with_other_figures_keeps_their_source(signed_in: Any, ours: Sentra) -> None:
    make_profile(ours, year=YEAR, worker_count=30, investment_idr=5_000_000)
    client = signed_in("regency_operator")

    post(client, ours, filled(client, ours, existence="changed", worker_count="34"))

    assert set(SubmissionAct.objects.get().changes[2]["values"]) == {"worker_count"}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"existence": ""}, "Pilih satu jawaban"),
        ({"seen_on": ""}, "Tulis kapan Anda terakhir melihat"),
        ({"seen_on": "31/02/2026"}, "31/02/2026"),
        ({"seen_on": f"1/1/{YEAR + 1}"}, "belum terjadi"),
        ({"existence": "changed", "worker_count": "1,080"}, "pemisah cara Inggris"),
        ({"existence": "changed", "worker_count": "-3"}, "di bawah nol"),
        ({"existence": "changed", "production_value_idr": "Rp1.500 miliar"}, "punya dua arti"),
        (
            {"existence": "changed", "unit_count": "5", "worker_count": "2"},
            "Jumlah tenaga kerja (2) lebih kecil dari jumlah unit usaha (5).",
        ),
        (
            {
                "existence": "changed",
                "worker_count": "10",
                "worker_male_count": "4",
                "worker_female_count": "5",
            },
            "tidak sama dengan jumlahnya",
        ),
        ({"existence": "unchanged", "worker_count": "34"}, "jawaban ini tidak mengirim angka"),
        ({"existence": "changed"}, "tidak ada angka yang berbeda"),
        ({"existence": "closed"}, "sejak kapan sentra ini tidak ada"),
        ({"token": ""}, "Formulir ini tidak lengkap"),
    ],
)
@pytest.mark.parametrize("step", ["check", "send"])
def test_what_is_refused_is_said_and_everything_typed_is_kept(
    signed_in: Any, ours: Sentra, typed: dict[str, str], sentence: str, step: str
) -> None:
    client = signed_in("regency_operator")
    body = filled(client, ours, **typed)

    response = post(client, ours, body, step)

    page = response.content.decode()
    assert response.status_code == 422
    assert "<title>Kesalahan:" in page
    assert sentence in page.split("<h1>")[0], "the summary stands above the title"
    kept = inputs(response)
    for name, text in typed.items():
        if name != "token" and text:
            assert kept[name] == text
    assert nothing_was_sent()


def test_a_record_that_moved_shows_base_theirs_and_ours_and_keeps_what_was_typed(
    signed_in: Any, ours: Sentra
) -> None:
    profile = make_profile(ours, year=YEAR, worker_count=30)
    client = signed_in("regency_operator")
    body = filled(client, ours, existence="changed", worker_count="34")
    edit = Change("profile.correct", {"worker_count": 31}, str(profile.pk), 0)
    apply_batch(Act((edit,), ACTOR, ChangeSource.SYSTEM, "uji"))

    response = post(client, ours, body)

    page = response.content.decode()
    assert response.status_code == 409
    assert "berubah sejak Anda membuka formulir" in page
    row = page.split("Isian yang berubah</caption>")[1].split("</tbody>")[0]
    for value in ("30", "<ins>31</ins>", "<ins>34</ins>"):
        assert value in row
    assert inputs(response)["worker_count"] == "34"
    assert nothing_was_sent()
    assert post(client, ours, inputs(response)).status_code == 302


@pytest.mark.parametrize(
    "basis", ["", "x", "[]", '{"year": 1}', '{"year":2026,"status":[1],"profile":null}']
)
def test_a_form_whose_versions_are_broken_is_shown_again(
    signed_in: Any, ours: Sentra, basis: str
) -> None:
    client = signed_in("regency_operator")

    response = post(client, ours, {**filled(client, ours), "basis": basis})

    assert response.status_code == 409
    assert nothing_was_sent()


def test_a_returned_form_comes_back_with_words_and_with_what_was_typed(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    post(client, ours, filled(client, ours, existence="changed", worker_count="34"))
    return_for_correction(
        SubmissionAct.objects.get(),
        actor=policy.actor_for(cast.province_officer),
        version_shown=0,
        words="Apakah pemilik ikut dihitung?",
    )

    response = client.get(address(ours))

    assert "Apakah pemilik ikut dihitung?" in response.content.decode()
    again = inputs(response)
    assert (again["existence"], again["worker_count"]) == ("changed", "34")
    assert post(client, ours, {**again, "worker_count": "36"}).status_code == 302
    assert Submission.objects.count() == 2


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("regency_operator", 200),
        ("province_officer", 200),
        ("stranger", 404),
        ("ministry_staff", 403),
        ("ministry_admin", 403),
        ("analyst", 403),
        ("public", 302),
    ],
)
def test_who_may_open_the_form(signed_in: Any, ours: Sentra, role: str, expected: int) -> None:
    assert signed_in(role).get(address(ours)).status_code == expected


@pytest.mark.parametrize(
    ("role", "expected"),
    [
        ("stranger", 404),
        ("ministry_staff", 403),
        ("ministry_admin", 403),
        ("analyst", 403),
        ("public", 302),
    ],
)
def test_who_may_not_send(signed_in: Any, ours: Sentra, role: str, expected: int) -> None:
    body = filled(signed_in("regency_operator"), ours)

    response = post(signed_in(role), ours, body)

    assert response.status_code == expected
    assert nothing_was_sent()
    assert not SentraStatus.objects.exists()


def test_a_foreign_sentra_is_missing_word_for_word(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("stranger")

    foreign = client.get(address(ours))
    missing = client.get("/tugas/ST-000000-0/")

    assert foreign.status_code == missing.status_code == 404
    assert without_csrf(foreign) == without_csrf(missing)
    assert ours.name not in foreign.content.decode()


def test_an_unknown_token_in_the_address_is_kept(signed_in: Any, ours: Sentra) -> None:
    token = uuid4()

    response = signed_in("regency_operator").get(address(ours), {"token": str(token)})

    assert inputs(response)["token"] == str(token)
