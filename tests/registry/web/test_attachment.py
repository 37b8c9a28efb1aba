"""Files of a form through the browser: before it is sent and after, once, for the right eyes."""

import io
import json
import re
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from registry import policy
from registry.changes.attachment import withdraw
from registry.models import Attachment, Sentra, Submission
from registry.queries.attachments import for_submission, vault
from registry.queries.sample import forget_sample_answer
from tests.cast import ROLES, Cast
from tests.factories import make_attachment, make_sentra
from tests.factories.attachments import PDF, jpeg, make_legal_act_file
from tests.factories.parts import make_legal_act
from tests.registry.web.forms import filled, inputs, post, without_csrf
from tests.sentra.lib.test_images import HOSTILE, gps

pytestmark = pytest.mark.django_db
ADDRESS = "/tugas/lampiran/"
JSON = {"accept": "application/json"}


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def ours() -> Sentra:
    """A sentra in Kabupaten Bandung."""
    return make_sentra(name="Sentra Rajut", province="32", regency="32.04")


def file(content: bytes | None = None, name: str = "foto.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg(exif=gps()) if content is None else content, "image/jpeg")


def upload(client: Client, address: str = ADDRESS, **more: Any) -> Any:
    headers = more.pop("headers", None)
    body = {"kind": "photo", "caption": "Ruang produksi", "file": file(), **more}
    return client.post(address, {k: v for k, v in body.items() if v is not None}, headers=headers)


def sent(client: Client, sentra: Sentra, **typed: str) -> Submission:
    assert post(client, sentra, filled(client, sentra, **typed)).status_code == 302
    return Submission.objects.latest("pk")


def receipt_page(submission: Submission) -> str:
    return f"/tugas/tanda-terima/{submission.receipt_number}/lampiran/"


def test_a_photo_comes_before_the_text_and_meets_it(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    form = filled(client, ours)

    answer = upload(client, token=form["token"], sentra=ours.public_code)

    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert "Ruang produksi" in page
    assert "<span data-attachment-count>1</span> dari 12 berkas" in page
    post(client, ours, form)
    kept = Attachment.objects.get()
    assert [s.attachment for s in for_submission(Submission.objects.get())] == [kept]
    assert (kept.sentra, kept.declared_regency_id) == (ours, "32.04")


def test_a_photo_follows_the_text_from_the_receipt(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    submission = sent(client, ours)
    receipt = client.get(f"/tugas/tanda-terima/{submission.receipt_number}/").content.decode()
    assert receipt_page(submission) in receipt

    answer = upload(client, receipt_page(submission))

    assert (answer.status_code, answer["Location"]) == (302, receipt_page(submission))
    assert len(for_submission(submission)) == 1
    assert "Ruang produksi" in client.get(answer["Location"]).content.decode()


def test_the_page_works_as_a_plain_form_and_says_what_is_not_needed(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    page = client.get(f"{ADDRESS}?token={uuid4()}&sentra={ours.public_code}")
    text = page.content.decode()

    assert 'enctype="multipart/form-data"' in text and 'type="file"' in text
    assert "wajah orang tidak diperlukan" in text
    assert {"token", "sentra", "kind"} <= set(inputs(page))
    answer = upload(client, **{k: v for k, v in inputs(page).items() if k in ("token", "sentra")})
    assert answer.status_code == 302


def told(answer: Any) -> Any:
    """The answer to a script without what differs on every one."""
    form_token = r'csrfmiddlewaretoken\\" value=\\"[^"\\]*'
    return json.loads(re.sub(form_token, "", answer.content.decode()))


def test_a_script_gets_the_same_answer_for_the_same_file(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    token = str(uuid4())

    answers = [
        upload(client, token=token, sentra=ours.public_code, headers=JSON) for _n in range(2)
    ]

    assert [a.status_code for a in answers] == [200, 200]
    assert told(answers[0]) == told(answers[1])
    kept = Attachment.objects.get()
    assert answers[0].json()["problems"] == []
    (said,) = answers[0].json()["attachments"]
    assert (said["id"], said["url"]) == (kept.pk, f"/tugas/lampiran/{kept.pk}/")
    assert said["thumbnail"] == f"/tugas/lampiran/{kept.pk}/kecil/"
    assert "-8.51" not in answers[0].content.decode()


def test_several_files_at_once_are_kept_as_far_as_they_can_be(signed_in: Any, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    files = [file(jpeg(color="red")), file(b"bukan foto"), file(jpeg(color="blue"))]

    answer = upload(client, token=str(uuid4()), sentra=ours.public_code, file=files)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "bukan foto JPEG" in page and "2 berkas yang lain sudah tersimpan" in page
    assert 'value="Ruang produksi"' in page
    assert Attachment.objects.count() == 2


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_on_the_page_and_nothing_is_kept(
    signed_in: Any, ours: Sentra, name: str
) -> None:
    content, code = HOSTILE[name]
    client = signed_in("regency_operator")
    body = {"token": str(uuid4()), "sentra": ours.public_code}

    answer = upload(client, **body, file=file(content), headers=JSON)
    page = upload(client, **body, file=file(content))

    assert (answer.status_code, page.status_code) == (422, 422)
    assert [(p["code"], p["field"]) for p in answer.json()["problems"]] == [(code, "file")]
    assert 'class="errs"' in page.content.decode()
    assert not Attachment.objects.exists() and list(vault().names()) == []


def test_a_file_over_the_limit_is_thrown_away_while_it_arrives(
    signed_in: Any, ours: Sentra, settings: Any
) -> None:
    settings.UPLOAD_MAX_BYTES = 100_000
    client = signed_in("regency_operator")
    body = {"token": str(uuid4()), "sentra": ours.public_code}

    answer = upload(client, **body, file=file(b"\xff\xd8\xff" + b"\0" * 200_000), headers=JSON)

    assert answer.status_code == 422
    assert [p["code"] for p in answer.json()["problems"]] == ["upload.too_large"]
    assert not Attachment.objects.exists()


def test_text_keeps_its_own_limit(signed_in: Any, settings: Any) -> None:
    client = signed_in("regency_operator")
    client.raise_request_exception = False

    answer = upload(client, token=str(uuid4()), caption="x" * 3_000_000)

    assert answer.status_code == 400
    assert not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("missing", "code"),
    [({"file": None}, "attachment.no_file"), ({"kind": "film"}, "invalid_choice")],
)
def test_an_incomplete_form_says_what_is_missing(
    signed_in: Any, ours: Sentra, missing: dict[str, Any], code: str
) -> None:
    client = signed_in("regency_operator")
    body = {"token": str(uuid4()), "sentra": ours.public_code, **missing}

    answer = upload(client, **body, headers=JSON)

    assert (answer.status_code, [p["code"] for p in answer.json()["problems"]]) == (422, [code])


def test_a_full_form_says_so_and_offers_no_picker(
    signed_in: Any, ours: Sentra, settings: Any
) -> None:
    settings.ATTACHMENTS_PER_FORM = 1
    client = signed_in("regency_operator")
    body = {"token": str(uuid4()), "sentra": ours.public_code}
    page = client.get(upload(client, **body)["Location"]).content.decode()

    assert 'type="file"' not in page and "yang terbanyak" in page
    answer = upload(client, **body, file=file(jpeg(color="red")), headers=JSON)
    assert [p["code"] for p in answer.json()["problems"]] == ["attachment.too_many"]


def test_the_place_a_script_says_is_kept_where_the_photo_says_none(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    said = {"latitude": "-7.1", "longitude": "107.5", "file": file(jpeg())}

    upload(client, token=str(uuid4()), sentra=ours.public_code, **said)

    kept = Attachment.objects.get()
    assert (str(kept.latitude), kept.place_origin) == ("-7.100000", "form")


def test_a_foreign_form_is_as_missing_as_none(signed_in: Any, cast: Cast, ours: Sentra) -> None:
    client = signed_in("regency_operator")
    token = Attachment.objects.get(pk=make_attachment().pk).token
    theirs = make_sentra()

    answers = [
        client.get(f"{ADDRESS}?token={token}"),
        client.get(f"{ADDRESS}?token=bukan-token"),
        client.get(ADDRESS),
        client.get(f"{ADDRESS}?token={uuid4()}&sentra={theirs.public_code}"),
        client.get(f"{ADDRESS}?token={uuid4()}&sentra=ST-AAAAAA-A"),
        upload(client, token=str(token)),
        upload(client, token=str(uuid4()), sentra=theirs.public_code),
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert len({without_csrf(answer) for answer in answers}) == 1
    assert Attachment.objects.count() == 1


def test_another_office_s_receipt_takes_no_files(signed_in: Any, ours: Sentra) -> None:
    submission = sent(signed_in("regency_operator"), ours)
    stranger, above = signed_in("stranger"), signed_in("province_officer")
    missing = stranger.get("/tugas/tanda-terima/SUB-2026-32-999999/lampiran/")

    for answer in (
        stranger.get(receipt_page(submission)),
        upload(stranger, receipt_page(submission)),
    ):
        assert answer.status_code == 404
        assert without_csrf(answer) == without_csrf(missing)
    page = above.get(receipt_page(submission))
    assert page.status_code == 200 and 'type="file"' not in page.content.decode()
    assert upload(above, receipt_page(submission)).status_code == 404
    assert not Attachment.objects.exists()


def seen_by(signed_in: Any, path: str) -> dict[str, int]:
    return {role: signed_in(role).get(path).status_code for role in ROLES}


PRIVATE = {
    "regency_operator": 200,
    "province_officer": 200,
    "office_head": 200,
    "stranger": 404,
    "ministry_staff": 200,
    "ministry_admin": 200,
    "analyst": 404,
    "public": 404,
}
MINISTRY_ONLY = {role: 200 if role.startswith("ministry") else 404 for role in ROLES}


def test_who_sees_a_file_and_its_small_picture(signed_in: Any, cast: Cast) -> None:
    kept = make_attachment(cast.regency_operator.mandates.get().office)

    for end in ("", "kecil/"):
        assert seen_by(signed_in, f"{ADDRESS}{kept.pk}/{end}") == PRIVATE


def test_a_file_of_the_province_is_not_the_regency_s(signed_in: Any, cast: Cast) -> None:
    kept = make_attachment(cast.province_officer.mandates.get().office)

    expected = {**PRIVATE, "regency_operator": 404, "office_head": 404}
    assert seen_by(signed_in, f"{ADDRESS}{kept.pk}/") == expected


def test_a_withdrawn_file_and_that_of_a_legal_act_are_the_ministry_s(
    signed_in: Any, cast: Cast
) -> None:
    kept = make_attachment(cast.regency_operator.mandates.get().office)
    staff = policy.actor_for(cast.ministry_staff)
    withdraw(kept, actor=staff, version_shown=0, reason="salah foto")
    decree = make_legal_act_file(make_legal_act(make_sentra(province="32", regency="32.04")))

    assert seen_by(signed_in, f"{ADDRESS}{kept.pk}/") == MINISTRY_ONLY
    assert seen_by(signed_in, f"{ADDRESS}{decree.pk}/") == MINISTRY_ONLY


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst", "public"])
def test_a_foreign_file_is_missing_word_for_word(signed_in: Any, role: str) -> None:
    of_gianyar, client = make_attachment(), signed_in(role)

    foreign, missing = client.get(f"{ADDRESS}{of_gianyar.pk}/"), client.get(f"{ADDRESS}999999/")

    assert foreign.status_code == missing.status_code == 404
    assert without_csrf(foreign) == without_csrf(missing)


def test_a_photo_is_shown_and_a_document_is_a_download_and_both_are_inert(
    signed_in: Any, cast: Cast
) -> None:
    client = signed_in("ministry_staff")
    picture = make_attachment()
    decree = make_legal_act_file(make_legal_act(make_sentra()))

    shown = client.get(f"{ADDRESS}{picture.pk}/")
    small = client.get(f"{ADDRESS}{picture.pk}/kecil/")
    saved = client.get(f"{ADDRESS}{decree.pk}/")

    assert shown["Content-Disposition"] == f'inline; filename="lampiran-{picture.pk}.jpg"'
    assert saved["Content-Disposition"] == f'attachment; filename="lampiran-{decree.pk}.pdf"'
    assert (shown["Content-Type"], saved["Content-Type"]) == ("image/jpeg", "application/pdf")
    for answer in (shown, small, saved):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["Cache-Control"] == "private, no-store"
        assert not any(k.lower() in ("etag", "last-modified") for k in answer.headers)
    assert saved.content.startswith(PDF)
    assert Image.open(io.BytesIO(small.content)).format == "JPEG"
    assert client.get(f"{ADDRESS}{decree.pk}/kecil/").status_code == 404


def test_a_file_that_is_gone_says_so_to_whoever_may_see_it(signed_in: Any) -> None:
    kept = make_attachment()
    vault().path(kept.sha256).unlink()

    answer = signed_in("ministry_staff").get(f"{ADDRESS}{kept.pk}/")

    assert answer.status_code == 404
    assert "tidak ada di penyimpanan" in answer.content.decode()


@pytest.mark.parametrize("role", ["analyst", "ministry_staff"])
def test_only_a_dinas_attaches_to_a_form(signed_in: Any, role: str) -> None:
    assert upload(signed_in(role), token=str(uuid4())).status_code == 403
    assert upload(signed_in("public"), token=str(uuid4())).status_code == 302
    assert not Attachment.objects.exists()


def test_no_public_page_and_no_api_answer_speaks_of_a_file(signed_in: Any, cast: Cast) -> None:
    sentra = make_sentra(province="32", regency="32.04")
    place = {"latitude": "-7.123456", "longitude": "107.654321", "place_origin": "camera"}
    office = cast.regency_operator.mandates.get().office
    kept = make_attachment(office, sentra=sentra.public_code, caption="Rahasia kantor", **place)
    make_legal_act_file(make_legal_act(sentra), caption="Rahasia kantor")
    code = sentra.public_code
    pages = [f"/sentra/{code}/", f"/api/v1/sentra/{code}/", "/api/v1/sentra/?format=csv"]
    pages += [f"/api/v1/sentra/{code}/legal-acts/", "/api/v1/schema/"]

    for role in ("public", "analyst", "regency_operator"):
        for path in pages:
            answer = signed_in(role).get(path)
            said = answer.getvalue().decode()
            assert answer.status_code == 200, path
            for secret in ("Rahasia kantor", "7.123456", "7,123456", kept.sha256):
                assert secret not in said, (role, path)


def test_the_list_takes_the_same_queries_at_one_and_at_three_files(
    signed_in: Any, ours: Sentra
) -> None:
    client = signed_in("regency_operator")
    body = {"token": str(uuid4()), "sentra": ours.public_code}
    counts = []
    for color in ("red", "green", "blue"):
        address = upload(client, **body, file=file(jpeg(color=color)))["Location"]
        forget_sample_answer()
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        counts.append(len(queries))

    assert counts[0] == counts[2]
