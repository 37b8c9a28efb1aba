"""After sending: what came back with words at the field, where a submission stands, why a value was
not applied, and taking it back."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from registry import policy
from registry.changes.review import Judgement, approve, return_for_correction
from registry.models import Sentra, Submission, SubmissionAct
from sentra.lib.dates import today_wib
from tests.cast import Cast
from tests.factories.attachments import jpeg
from tests.registry.web.forms import inputs, open_form, press, without_csrf
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    return bandung()


def data_path(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/data/"


def sent(client: Any, path: str, **typed: str) -> SubmissionAct:
    assert press(client, path, open_form(client, path, **typed)).status_code == 302
    return SubmissionAct.objects.select_related("submission").latest("pk")


def give_back(act: SubmissionAct, cast: Cast) -> None:
    return_for_correction(
        act,
        actor=policy.actor_for(cast.province_officer),
        version_shown=act.version,
        words="Periksa lagi namanya.",
    )


def receipt(act: SubmissionAct) -> str:
    return f"/tugas/tanda-terima/{act.submission.receipt_number}/"


def test_words_stand_at_the_field_they_are_about_and_what_was_typed_is_there(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), data_path(ours)
    act = sent(client, path, own_name="Sentra Rajut Binong", own_hamlet="Kidul")
    return_for_correction(
        act,
        actor=policy.actor_for(cast.province_officer),
        version_shown=0,
        judgement=Judgement("Periksa lagi namanya.", {"1.name": "Apakah ini nama di SK?"}),
    )

    response = client.get(path)

    page = response.content.decode()
    assert f"Isian {act.submission.receipt_number} dikembalikan" in page
    at_name = page.split('for="id_own_name"')[1].split('id="id_own_name"')[0]
    assert "Apakah ini nama di SK?" in at_name
    again = inputs(response)
    assert (again["own_name"], again["own_hamlet"]) == ("Sentra Rajut Binong", "Kidul")


def test_what_is_sent_again_names_the_one_it_mends_and_leaves_the_list(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), data_path(ours)
    first = sent(client, path, own_name="Sentra Rajut Binong")
    give_back(first, cast)
    home = client.get("/tugas/").content.decode()
    assert "Kembali kepada Anda" in home
    assert "Periksa lagi namanya." in home

    second = sent(client, path, own_name="Sentra Rajut Binong Jati")

    assert second.submission.previous == first.submission
    assert "Kembali kepada Anda" not in client.get("/tugas/").content.decode()
    assert first.submission.receipt_number in client.get(receipt(second)).content.decode()


def test_a_new_sentra_that_came_back_is_mended_from_its_receipt(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    act = sent(client, "/tugas/baru/", new_name="Sentra Tenun", evidence="Kunjungan")
    give_back(act, cast)
    number = act.submission.receipt_number

    body = open_form(client, f"/tugas/baru/?perbaikan={number}")
    assert (body["new_name"], body["previous"]) == ("Sentra Tenun", number)
    press(client, "/tugas/baru/", {**body, "new_name": "Sentra Tenun Majalaya"})

    assert Submission.objects.latest("pk").previous == act.submission
    foreign = signed_in("stranger").get(f"/tugas/baru/?perbaikan={number}")
    assert inputs(foreign)["new_name"] == ""


def test_the_receipt_says_which_step_has_it_and_until_when(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    act = sent(client, data_path(ours), own_hamlet="Kidul")

    page = client.get(receipt(act)).content.decode()
    assert "<b>Dinas provinsi</b> sedang memeriksa, paling lambat" in page
    approve(act, actor=policy.actor_for(cast.province_officer), version_shown=0)
    page = client.get(receipt(act)).content.decode()

    assert "<b>Dinas provinsi</b> ✓ Disetujui" in page
    assert "<b>Kementerian Perindustrian</b> sedang memeriksa" in page
    assert cast.province_officer.email not in page


def test_a_value_that_was_not_applied_says_why(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    act = sent(client, data_path(ours), own_hamlet="Kidul", own_name="Sentra Rajut Binong")
    approve(
        act,
        actor=policy.actor_for(cast.province_officer),
        version_shown=0,
        judgement=Judgement("Baik", {"1.hamlet": "Dusun itu di kecamatan lain."}, ["1.hamlet"]),
    )

    page = client.get(receipt(act)).content.decode()

    assert "Isian yang tidak diterapkan" in page
    assert "Dusun/banjar/jorong: “Dusun itu di kecamatan lain.”" in page


def test_the_office_takes_back_what_nobody_decided(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    act = sent(client, data_path(ours), own_hamlet="Kidul")
    body = {"act": act.pk, "version": act.version}
    above = signed_in("province_officer")
    above.post(f"{receipt(act)}tarik/", body)
    act.refresh_from_db()
    assert act.state == "received", "the province reads it and is not its sender"

    client.post(f"{receipt(act)}tarik/", body)

    act.refresh_from_db()
    assert act.state == "withdrawn"
    assert "Ditarik pengirimnya" in client.get(receipt(act)).content.decode()


def test_what_was_decided_is_not_taken_back(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    act = sent(client, data_path(ours), own_hamlet="Kidul")
    body = {"act": act.pk, "version": act.version}
    give_back(act, cast)

    client.post(f"{receipt(act)}tarik/", body)

    act.refresh_from_db()
    assert act.state == "returned"


def test_a_foreign_receipt_cannot_be_taken_back_word_for_word(signed_in: Any, ours: Sentra) -> None:
    act = sent(signed_in("regency_operator"), data_path(ours), own_hamlet="Kidul")
    stranger = signed_in("stranger")

    foreign = stranger.post(f"{receipt(act)}tarik/", {"act": act.pk, "version": 0})
    missing = stranger.post("/tugas/tanda-terima/SUB-2026-32-999999/tarik/", {"act": act.pk})

    assert foreign.status_code == missing.status_code == 404
    assert without_csrf(foreign) == without_csrf(missing)


def test_the_text_to_share_holds_number_and_clock_and_no_address(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    act = sent(client, data_path(ours), own_hamlet="Kidul")

    share = inputs(client.get(receipt(act)))
    page = client.get(receipt(act)).content.decode()
    text = page.split('<textarea id="share"')[1].split("</textarea>")[0]

    assert "share" not in share
    for words in (act.submission.receipt_number, "WIB", "Perbaikan data"):
        assert words in text
    assert "http" not in text
    assert "wa.me" not in page


# --- the sections of a sentra


def stages(client: Any, sentra: Sentra) -> dict[str, str]:
    page = client.get(f"/tugas/{sentra.public_code}/bagian/").content.decode()
    items = page.split('aria-label="Bagian"')[1].split("</ul>")[0].split("<li>")[1:]
    return {
        item.split("</a>")[0].rsplit(">", 1)[1]: item.rsplit("</span>", 1)[0].rsplit(">", 1)[1]
        for item in items
    }


def test_the_sections_say_how_far_each_is(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    press(client, data_path(ours), open_form(client, data_path(ours), own_name=""), "save")
    needs = f"/tugas/{ours.public_code}/kebutuhan/"
    give_back(sent(client, f"/tugas/{ours.public_code}/keadaan/", existence="dormant"), cast)
    sent(client, f"/tugas/{ours.public_code}/", existence="unchanged")
    press(client, needs, open_form(client, needs, new1_words="pasar"), "save")

    assert stages(client, ours) == {
        "Keadaan": "Dikembalikan",
        "Angka tahun ini": "Menunggu putusan",
        "Data": "Ada yang kurang",
        "Fasilitas dan mesin": "Belum mulai",
        "Kebutuhan": "Sedang diisi",
        **dict.fromkeys(("Usulan DAK", "Aset DAK", "Hasil"), "Belum mulai"),
    }


@pytest.mark.parametrize(
    ("role", "expected"),
    [("province_officer", 200), ("stranger", 404), ("ministry_staff", 403), ("public", 302)],
)
def test_who_opens_the_sections(signed_in: Any, ours: Sentra, role: str, expected: int) -> None:
    assert signed_in(role).get(f"/tugas/{ours.public_code}/bagian/").status_code == expected


# --- type-ahead


@pytest.mark.parametrize(
    ("what", "text", "found"),
    [
        ("regency", "band", "Kabupaten Bandung, Jawa Barat (32.04)"),
        ("anywhere", "gianyar", "(51.04)"),
        ("sentra", "rajut", "Sentra Rajut"),
    ],
)
def test_type_ahead_gives_the_lines_that_mean_one_row(
    signed_in: Any, ours: Sentra, what: str, text: str, found: str
) -> None:
    client = signed_in("regency_operator")

    assert found in client.get(f"/tugas/pilih/{what}/", {"q": text}).content.decode()
    assert client.get(f"/tugas/pilih/{what}/", {"q": "x"}).content.decode().strip() == ""


def test_type_ahead_offers_no_foreign_region_and_is_for_the_dinas_alone(signed_in: Any) -> None:
    own = signed_in("regency_operator").get("/tugas/pilih/regency/", {"q": "gianyar"})

    assert own.content.decode().strip() == ""
    assert signed_in("regency_operator").get("/tugas/pilih/apa/").status_code == 404
    assert signed_in("analyst").get("/tugas/pilih/regency/", {"q": "band"}).status_code == 404
    assert signed_in("public").get("/tugas/pilih/regency/", {"q": "band"}).status_code == 302


@pytest.mark.parametrize("about", ["a new sentra", "one on record"])
def test_what_is_mended_stays_so_over_a_draft_and_a_photo(
    signed_in: Any, cast: Cast, ours: Sentra, about: str
) -> None:
    client = signed_in("regency_operator")
    is_new = about == "a new sentra"
    path = "/tugas/baru/" if is_new else data_path(ours)
    typed = (
        {"new_name": "Sentra Tenun", "evidence": "Kunjungan"} if is_new else {"own_name": "Baru"}
    )
    act = sent(client, path, **typed)
    give_back(act, cast)
    mending = f"{path}?perbaikan={act.submission.receipt_number}&token={uuid4()}"

    photos = press(client, path, open_form(client, mending), "files").url
    back = client.get(photos).context["desk"].back
    again = client.get(back).content.decode()
    press(client, path, open_form(client, back))

    assert f"Isian {act.submission.receipt_number} dikembalikan" in again
    assert Submission.objects.latest("pk").previous == act.submission


def test_the_way_back_to_the_form_outlives_a_file(
    signed_in: Any, cast: Cast, settings: Any, tmp_path: Path
) -> None:
    settings.PRIVATE_ROOT = tmp_path
    client = signed_in("regency_operator")
    form = open_form(client, "/tugas/baru/", new_name="Sentra Tenun")
    photos = press(client, "/tugas/baru/", form, "files").url
    body = {**inputs(client.get(photos)), "file": SimpleUploadedFile("f.jpg", jpeg())}

    after = client.post(photos, body)

    desk = client.get(after.url).context["desk"]
    assert desk.back == f"/tugas/baru/?tahun={today_wib().year}&token={form['token']}"
    assert inputs(client.get(desk.back))["new_name"] == "Sentra Tenun"
