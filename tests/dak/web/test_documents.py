"""TOR and RAB of a proposal: marked when they are attached, offered by the form that asks for money
and by no other, and named as missing until they are there."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from dak.models import Proposal
from registry.models import Attachment, Sentra, SubmissionAct
from tests.cast import Cast
from tests.factories import make_sentra
from tests.factories.attachments import PDF, jpeg
from tests.factories.money import make_proposal
from tests.registry.web.forms import agree_to_the_end, inputs, open_form, press

pytestmark = pytest.mark.django_db
ASKED = {
    "proposal_menu": "Revitalisasi",
    "proposal_asked_idr": "900.000.000",
    "line1_fund": "fisik",
    "line1_name": "Gedung",
    "line1_amount_idr": "900.000.000",
}
NO_TOR = "TOR (kerangka acuan kerja) belum dilampirkan."
NO_RAB = "RAB (rencana anggaran biaya) belum dilampirkan."


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def sentra() -> Sentra:
    return make_sentra(province="32", regency="32.04")


def files_step(browser: Client, path: str, **typed: str) -> str:
    """The address of the files of a form that is being filled in."""
    return str(press(browser, path, open_form(browser, path, **typed), "files")["Location"])


def words(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, answer.content.decode()
    return re.sub(r"\s+", " ", answer.content.decode())


def offered(html: str) -> list[str]:
    return re.findall(r'type="radio" name="kind" value="(\w+)"', html)


def attach(browser: Client, address: str, kind: str, content: bytes = PDF, **more: str) -> Any:
    file = SimpleUploadedFile("berkas.pdf", content, "application/pdf")
    body = {**inputs(browser.get(address)), "kind": kind, "caption": "", "file": file, **more}
    return browser.post(address, body)


def sent(browser: Client, sentra: Sentra) -> SubmissionAct:
    """A proposal for Rp 900 million, with whatever is attached before it is sent."""
    path = f"/tugas/{sentra.public_code}/usulan-dak/"
    answer = press(browser, path, open_form(browser, path, **ASKED))
    assert answer.status_code == 302, answer.content.decode()
    return SubmissionAct.objects.latest("pk")


def receipt_files(act: SubmissionAct) -> str:
    return f"/tugas/tanda-terima/{act.submission.receipt_number}/lampiran/"


def test_only_the_form_that_asks_for_money_offers_tor_and_rab(
    signed_in: Any, sentra: Sentra
) -> None:
    browser = signed_in("regency_operator")

    funding = files_step(browser, f"/tugas/{sentra.public_code}/usulan-dak/", **ASKED)
    yearly = files_step(browser, f"/tugas/{sentra.public_code}/")

    assert offered(words(browser, funding)) == [
        "reference",
        "budget",
        "photo",
        "decree",
        "document",
    ]
    assert offered(words(browser, yearly)) == ["photo", "decree", "document"]
    refused = attach(browser, yearly, "reference")
    assert refused.status_code == 422 and not Attachment.objects.exists()


@pytest.mark.parametrize(
    ("content", "stored"), [(PDF, "pdf"), (jpeg(), "jpeg")], ids=["pdf", "photo"]
)
def test_a_tor_is_kept_as_pdf_or_as_photo(
    signed_in: Any, sentra: Sentra, content: bytes, stored: str
) -> None:
    browser = signed_in("regency_operator")
    act = sent(browser, sentra)

    assert attach(browser, receipt_files(act), "reference", content).status_code == 302

    kept = Attachment.objects.get()
    assert (kept.kind, kept.stored_type) == ("reference", stored)


def test_what_is_neither_pdf_nor_photo_is_no_tor(signed_in: Any, sentra: Sentra) -> None:
    browser = signed_in("regency_operator")
    act = sent(browser, sentra)

    answer = attach(browser, receipt_files(act), "reference", b"PK\x03\x04 a word processor's")

    assert answer.status_code == 422 and not Attachment.objects.exists()


def test_the_form_the_receipt_and_the_desk_name_what_is_missing_until_it_is_there(
    signed_in: Any, sentra: Sentra
) -> None:
    browser, desk = signed_in("regency_operator"), signed_in("province_officer")
    path = f"/tugas/{sentra.public_code}/usulan-dak/"
    form = open_form(browser, path, **ASKED)
    files = str(press(browser, path, form, "files")["Location"])
    attach(browser, files, "reference")

    before = words(browser, files)
    assert NO_TOR not in before and NO_RAB in before
    assert inputs(browser.get(files))["kind"] == "budget"
    checked = press(browser, path, form, "check").content.decode()
    assert NO_TOR not in checked and NO_RAB in checked
    press(browser, path, form)
    act = SubmissionAct.objects.get()
    receipt = f"/tugas/tanda-terima/{act.submission.receipt_number}/"
    review = f"/tugas/periksa/{act.submission.receipt_number}/0/"
    for page in (words(browser, receipt), words(desk, review)):
        assert NO_TOR not in page and NO_RAB in page and "TOR (kerangka acuan kerja)" in page

    attach(browser, receipt_files(act), "budget", PDF + b"%2")

    for page in (words(browser, receipt), words(desk, review)):
        assert "belum dilampirkan" not in page and "RAB (rencana anggaran biaya)" in page


def test_a_caption_does_not_hide_which_document_it_is(signed_in: Any, sentra: Sentra) -> None:
    browser = signed_in("regency_operator")
    act = sent(browser, sentra)
    address = receipt_files(act)

    attach(browser, address, "budget", caption="Naskah kedua")

    assert "RAB (rencana anggaran biaya) · dokumen PDF".lower() in words(browser, address).lower()


@pytest.mark.parametrize(
    ("role", "told"),
    [
        ("regency_operator", True),
        ("province_officer", True),
        ("ministry_staff", True),
        ("stranger", False),
        ("analyst", False),
        ("public", False),
    ],
)
def test_the_page_of_the_proposal_tells_whoever_would_see_the_documents(
    signed_in: Any, cast: Cast, sentra: Sentra, role: str, told: bool
) -> None:
    browser = signed_in("regency_operator")
    act = sent(browser, sentra)
    attach(browser, receipt_files(act), "reference")
    agree_to_the_end(act, cast)

    page = words(signed_in(role), f"/dak/usulan/{Proposal.objects.get().code}/")

    assert (NO_RAB in page, "TOR (kerangka acuan kerja)" in page) == (told, told)
    assert NO_TOR not in page


def test_what_the_ministry_recorded_itself_lacks_nothing(signed_in: Any) -> None:
    proposal = make_proposal()

    page = words(signed_in("ministry_staff"), f"/dak/usulan/{proposal.code}/")

    assert "belum dilampirkan" not in page
