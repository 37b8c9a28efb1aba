"""Photos of a form that came back: shown on the form that mends it, and before the reviewer of the
mended one. And what a list of fifty looks like among the other submissions."""

from typing import Any

import pytest

from registry import policy
from registry.changes.review import return_for_correction
from registry.models import Sentra, Submission
from registry.queries.attachments import for_submission
from tests.cast import Cast
from tests.factories import make_attachment
from tests.registry.proposing import in_bandung, listed, reports, rows
from tests.registry.web.forms import open_form, press
from tests.registry.web.proposals import bandung

pytestmark = pytest.mark.django_db


@pytest.fixture
def ours() -> Sentra:
    return bandung()


def data_path(sentra: Sentra) -> str:
    return f"/tugas/{sentra.public_code}/data/"


def test_a_form_shows_the_photos_that_hang_on_it_and_no_other_office_s(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), data_path(ours)
    token = open_form(client, path)["token"]
    office = cast.regency_operator.mandates.get().office
    make_attachment(office, token=token, caption="Ruang produksi")
    make_attachment(token=token, caption="Milik kantor lain")

    page = client.get(path, {"token": token}).content.decode()

    assert "Ruang produksi" in page
    assert "Milik kantor lain" not in page


def test_a_mended_submission_keeps_the_photos_of_the_one_it_mends(
    signed_in: Any, cast: Cast, ours: Sentra
) -> None:
    client, path = signed_in("regency_operator"), data_path(ours)
    press(client, path, open_form(client, path, own_hamlet="Kidul"))
    first = Submission.objects.get()
    photo = make_attachment(first.office, token=str(first.token), caption="Ruang produksi")
    officer = policy.actor_for(cast.province_officer)
    act = rows().get()
    return_for_correction(act, actor=officer, version_shown=act.version, words="Periksa lagi.")

    assert "Ruang produksi" in client.get(path).content.decode()
    press(client, path, open_form(client, path, own_hamlet="Kaler"))

    second = Submission.objects.latest("pk")
    assert second.previous == first
    assert [shown.attachment for shown in for_submission(second)] == [photo]
    address = f"/tugas/periksa/{second.receipt_number}/{second.acts.get().position}/"
    assert "Ruang produksi" in signed_in("province_officer").get(address).content.decode()


def test_a_list_of_many_is_told_in_short(signed_in: Any, cast: Cast) -> None:
    lines = [(sentra, reports(sentra)) for sentra in (in_bandung() for _number in range(5))]
    listed(cast.regency_operator, *lines)

    page = signed_in("regency_operator").get("/tugas/kiriman/").content.decode()
    receipt = Submission.objects.get().receipt_number
    share = signed_in("regency_operator").get(f"/tugas/tanda-terima/{receipt}/").content.decode()

    assert "dan 2 sentra lain" in page
    assert "dan 2 sentra lain" in share.partition('id="share"')[2]
    assert page.count("Menunggu putusan") == 1
