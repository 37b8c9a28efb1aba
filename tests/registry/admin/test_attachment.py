"""Attachments at the desk: listed for the ministry, withdrawn with a reason, and the text of a
legal act added from its line."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from registry.models import Attachment
from tests.cast import ROLES
from tests.factories import make_attachment, make_region_point, make_sentra
from tests.factories.attachments import PDF, make_legal_act_file
from tests.factories.parts import make_legal_act
from tests.registry.admin.page import REASON
from tests.registry.web.forms import without_csrf

pytestmark = pytest.mark.django_db
LIST = "/admin/registry/attachment/"
PLACE = {"latitude": "-6.9", "longitude": "107.6", "place_origin": "camera"}


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


def page_of(attachment: Attachment) -> str:
    return f"{LIST}{attachment.pk}/change/"


def files_page(act: Any) -> str:
    return reverse("admin:legal-act-files", args=[act.pk])


def decree(content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile("sk.pdf", content, "application/pdf")


def test_only_the_ministry_sees_list_page_and_files(signed_in: Any) -> None:
    kept, act = make_attachment(), make_legal_act(make_sentra())
    addresses = (LIST, page_of(kept), f"{LIST}{kept.pk}/history/", files_page(act))

    for role in ROLES:
        codes = {signed_in(role).get(path).status_code for path in addresses}
        assert codes == (
            {200} if role.startswith("ministry") else {302} if role == "public" else {403}
        )


def test_nothing_is_added_or_deleted_here(signed_in: Any) -> None:
    kept, client = make_attachment(), signed_in("ministry_admin")

    assert client.get(f"{LIST}add/").status_code == 403
    assert client.post(f"{LIST}{kept.pk}/delete/", {"post": "yes"}).status_code == 403
    assert client.get(f"{LIST}999999/change/").status_code == 404


def test_the_list_can_be_narrowed_and_an_unknown_parameter_is_refused(signed_in: Any) -> None:
    make_region_point()
    far, _plain = make_attachment(declared_regency="51.04", **PLACE), make_attachment()
    client = signed_in("ministry_staff")

    found = client.get(LIST, {"place": "far"})

    assert [row.pk for row in found.context["cl"].result_list] == [far.pk]
    assert "jauh dari Kabupaten Gianyar" in found.content.decode()
    assert client.get(LIST, {"tempat": "far"}).status_code == 400


def test_the_list_takes_the_same_statements_at_one_and_at_three_rows(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    counts = []
    for _n in range(3):
        make_attachment(sentra=make_sentra().public_code, declared_regency="51.04", **PLACE)
        make_legal_act_file(make_legal_act(make_sentra()))
        client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        counts.append(len(queries))

    assert counts[0] == counts[2]


def test_a_file_is_withdrawn_with_a_reason_and_put_back(signed_in: Any) -> None:
    kept, client = make_attachment(), signed_in("ministry_staff")
    assert "Tarik lampiran" in client.get(page_of(kept)).content.decode()

    done = client.post(page_of(kept), {**REASON, "verb": "withdraw", "version": "0"})

    kept.refresh_from_db()
    assert (done.status_code, kept.is_withdrawn) == (302, True)
    page = client.get(page_of(kept)).content.decode()
    assert "Lampiran ini ditarik" in page and "Pulihkan lampiran" in page
    assert "Nomor surat salah dibaca" in client.get(f"{LIST}{kept.pk}/history/").content.decode()
    client.post(page_of(kept), {**REASON, "verb": "restore", "version": "1"})
    kept.refresh_from_db()
    assert kept.is_withdrawn is False


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"verb": "withdraw", "version": "0"}, 422),
        ({**REASON, "verb": "withdraw", "version": "7"}, 409),
        ({**REASON, "verb": "withdraw"}, 409),
        ({**REASON, "verb": "hapus", "version": "0"}, 403),
    ],
    ids=["no reason", "stale", "no version", "no such verb"],
)
def test_a_withdrawal_that_is_not_whole_changes_nothing(
    signed_in: Any, body: dict[str, str], status: int
) -> None:
    kept = make_attachment()

    assert signed_in("ministry_staff").post(page_of(kept), body).status_code == status

    kept.refresh_from_db()
    assert (kept.is_withdrawn, kept.version) == (False, 0)


def test_the_line_of_a_legal_act_leads_to_its_files(signed_in: Any) -> None:
    sentra = make_sentra()
    act = make_legal_act(sentra)

    page = signed_in("ministry_staff").get(f"/admin/registry/sentra/{sentra.pk}/change/")

    assert f'href="{files_page(act)}"' in page.content.decode()


def test_staff_add_the_text_of_a_legal_act_and_open_it(signed_in: Any) -> None:
    act, client = make_legal_act(make_sentra()), signed_in("ministry_staff")
    body = {"kind": "decree", "caption": "SK lengkap", "reason_words": "dari bagian hukum"}

    assert client.post(files_page(act), {**body, "file": decree()}).status_code == 302

    kept = act.attachments.get()
    page = client.get(files_page(act)).content.decode()
    assert "SK lengkap" in page and f"/tugas/lampiran/{kept.pk}/" in page
    assert client.get(f"/tugas/lampiran/{kept.pk}/").content == PDF
    history = client.get(f"{LIST}{kept.pk}/history/").content.decode()
    assert "dari bagian hukum" in history


def test_a_hostile_text_is_refused_at_the_picker_and_nothing_is_kept(signed_in: Any) -> None:
    act, client = make_legal_act(make_sentra()), signed_in("ministry_staff")
    hostile = decree(PDF.replace(b"xref", b"3 0 obj << /S /JavaScript >> endobj xref"))

    answer = client.post(files_page(act), {"kind": "decree", "caption": "SK", "file": hostile})

    page = answer.content.decode()
    assert answer.status_code == 422 and "JavaScript" in page and 'value="SK"' in page
    assert not Attachment.objects.exists()


def test_a_legal_act_that_is_not_there_is_missing(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    answers = [client.get(f"/admin/dasar-hukum/{n}/berkas/") for n in (999_999, 999_998)]

    assert {a.status_code for a in answers} == {404}
    assert len({without_csrf(a) for a in answers}) == 1
