"""Photos in need packs and documents of proposals: counted in what is printed, shown to nobody whom
policy keeps from the files."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from dak.models import NeedPack, Proposal
from registry.changes.change import Change
from registry.models import Attachment, Sentra, Submission, SubmissionAct
from tests.cast import ROLES, Cast
from tests.dirty_marks import applied
from tests.factories import make_attachment, make_sentra
from tests.factories.attachments import PDF, kept
from tests.factories.money import make_pack
from tests.registry.proposing import corrects, proposed
from tests.registry.web.forms import agree_to_the_end, open_form, press

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture(autouse=True)
def vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture
def sentra() -> Sentra:
    return make_sentra(province="32", regency="32.04")


def client(cast: Cast, role: str) -> Client:
    browser = Client()
    if role != "public":
        browser.force_login(getattr(cast, role), backend=BACKEND)
    return browser


def photo(cast: Cast, sent: Submission, sentra: Sentra) -> Attachment:
    """Of the office of Kabupaten Bandung, on what it sent."""
    return make_attachment(
        sent.office, cast.regency_operator, token=str(sent.token), sentra=sentra.public_code
    )


def pack_of(cast: Cast, sentra: Sentra) -> NeedPack:
    client(cast, "regency_operator").post(f"/dak/paket/buat/{sentra.public_code}/")
    return NeedPack.objects.get()


def test_a_pack_counts_the_photos_of_every_submission_and_shows_them_to_its_office(
    cast: Cast, sentra: Sentra
) -> None:
    sent = proposed(cast.regency_operator, sentra, corrects(sentra, hamlet="Kidul")).submission
    first, second = photo(cast, sent, sentra), photo(cast, sent, sentra)
    make_attachment(sent.office, cast.regency_operator, sentra=sentra.public_code)  # never sent

    pack = pack_of(cast, sentra)

    named = {one["attachment"] for one in pack.snapshot["pictures"]}
    assert named == {first.pk, second.pk}
    html = client(cast, "regency_operator").get(f"/dak/paket/{pack.pk}/").content.decode()
    assert sent.receipt_number in html and "2 foto" in html
    for one in (first, second):
        assert f'src="/tugas/lampiran/{one.pk}/kecil/"' in html


def test_a_photo_of_the_province_is_counted_and_not_shown_to_the_regency(
    cast: Cast, sentra: Sentra
) -> None:
    sent = proposed(cast.province_officer, sentra, corrects(sentra, hamlet="Kidul")).submission
    theirs = photo(cast, sent, sentra)
    pack = pack_of(cast, sentra)

    path = f"/dak/paket/{pack.pk}/"
    regency = client(cast, "regency_operator").get(path).content.decode()
    ministry = client(cast, "ministry_staff").get(path).content.decode()

    assert "1 foto" in regency and f"/lampiran/{theirs.pk}/" not in regency
    assert f"/lampiran/{theirs.pk}/" in ministry


def test_a_photo_taken_back_later_is_shown_no_more(cast: Cast, sentra: Sentra) -> None:
    act = proposed(cast.regency_operator, sentra, corrects(sentra, hamlet="Kidul"))
    one = photo(cast, act.submission, sentra)
    pack = pack_of(cast, sentra)

    applied(Change("attachment.withdraw", {}, str(one.pk), one.version))

    html = client(cast, "regency_operator").get(f"/dak/paket/{pack.pk}/").content.decode()
    assert "1 foto" in html and f"/lampiran/{one.pk}/" not in html


def test_an_older_pack_without_photos_still_opens(cast: Cast, sentra: Sentra) -> None:
    pack = make_pack(sentra)

    html = client(cast, "regency_operator").get(f"/dak/paket/{pack.pk}/").content.decode()

    assert "Belum ada foto yang dikirim tentang sentra ini." in html


@pytest.mark.parametrize("role", ROLES)
def test_documents_of_a_proposal_are_listed_for_those_who_may_open_them(
    cast: Cast, sentra: Sentra, role: str
) -> None:
    browser = client(cast, "regency_operator")
    path = f"/tugas/{sentra.public_code}/usulan-dak/"
    said = {"proposal_menu": "Revitalisasi", "proposal_asked_idr": "900.000.000"}
    line = {"line1_fund": "fisik", "line1_name": "Gedung", "line1_amount_idr": "900.000.000"}
    press(browser, path, open_form(browser, path, **said, **line))
    act = SubmissionAct.objects.get()
    office = act.submission.office
    document = {"kind": "document", "caption": "TOR dan RAB", "width": None, "height": None}
    document |= kept(PDF, "pdf")
    file = make_attachment(
        office, cast.regency_operator, token=str(act.submission.token), **document
    )
    agree_to_the_end(act, cast)
    address = f"/dak/usulan/{Proposal.objects.get().code}/"

    reader = client(cast, role)
    html = reader.get(address).content.decode()

    opens = reader.get(f"/tugas/lampiran/{file.pk}/").status_code == 200
    assert (f"/tugas/lampiran/{file.pk}/" in html) == opens
    assert opens == (role not in ("public", "analyst", "stranger"))
