"""A mistaken file taken back by the office that sent it: until somebody decided on it, by nobody
else, and never out of the ministry's sight."""

from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from registry import policy
from registry.changes.attachment import take_back
from registry.changes.review import approve, reject, return_for_correction
from registry.models import Attachment, Submission
from registry.models.attachment import AttachmentEvent
from registry.queries.attachments import for_submission
from sentra.lib.problems import ChangeRejected
from tests.cast import Cast
from tests.factories import make_attachment
from tests.registry.proposing import corrects, in_bandung, proposed
from tests.registry.web.forms import inputs

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_vault(settings: Any, tmp_path: Path) -> None:
    settings.PRIVATE_ROOT = tmp_path


@pytest.fixture
def sent(cast: Cast) -> Submission:
    """Sent by the operator of Kabupaten Bandung."""
    sentra = in_bandung()
    return proposed(cast.regency_operator, sentra, corrects(sentra, hamlet="Kidul")).submission


@pytest.fixture
def photo(cast: Cast, sent: Submission) -> Attachment:
    """What hangs on it."""
    return make_attachment(sent.office, cast.regency_operator, token=str(sent.token))


def press(client: Any, photo: Attachment, **more: Any) -> Any:
    back = f"/tugas/lampiran/?token={photo.token}"
    body = {"version": photo.version, "back": back, **more}
    return client.post(f"/tugas/lampiran/{photo.pk}/tarik/", body)


def is_withdrawn(photo: Attachment) -> bool:
    photo.refresh_from_db()
    return photo.is_withdrawn


def decide(verb: Any, sent: Submission, by: Any) -> None:
    act = sent.acts.get()
    verb(act, actor=policy.actor_for(by), version_shown=act.version, words="Sesuai kunjungan.")


def test_a_file_of_a_form_not_yet_sent_is_taken_back_on_its_page(
    signed_in: Any, cast: Cast
) -> None:
    office = cast.regency_operator.mandates.get().office
    photo = make_attachment(office, cast.regency_operator, token=str(uuid4()))
    client, path = signed_in("regency_operator"), f"/tugas/lampiran/?token={photo.token}"
    assert "Tarik berkas ini" in client.get(path).content.decode()

    answer = press(client, photo)

    assert answer.url == path
    assert is_withdrawn(photo)
    after = client.get(path).content.decode()
    assert "Berkas ditarik." in after and "Belum ada foto atau dokumen." in after


def test_a_file_that_was_sent_and_not_decided_on_disappears_from_the_proposal(
    signed_in: Any, sent: Submission, photo: Attachment
) -> None:
    client = signed_in("regency_operator")
    page = f"/tugas/tanda-terima/{sent.receipt_number}/lampiran/"
    assert inputs(client.get(page))["version"] == str(photo.version)

    press(client, photo, back=page)

    assert for_submission(sent) == []
    assert client.get(f"/tugas/lampiran/{photo.pk}/").status_code == 404
    assert signed_in("ministry_staff").get(f"/tugas/lampiran/{photo.pk}/").status_code == 200
    assert AttachmentEvent.objects.filter(pgh_obj=photo.pk).count() == 2


@pytest.mark.parametrize("verb", [approve, reject])
def test_what_somebody_decided_on_stays(
    signed_in: Any, cast: Cast, sent: Submission, photo: Attachment, verb: Any
) -> None:
    decide(verb, sent, cast.province_officer)
    client = signed_in("regency_operator")
    page = f"/tugas/tanda-terima/{sent.receipt_number}/lampiran/"
    assert "Tarik berkas ini" not in client.get(page).content.decode()

    press(client, photo, back=page)

    assert "sudah diputuskan pada satu tahap" in client.get(page).content.decode()
    assert not is_withdrawn(photo)
    assert AttachmentEvent.objects.filter(pgh_obj=photo.pk).count() == 1


def test_what_came_back_is_the_offices_own_again(
    cast: Cast, sent: Submission, photo: Attachment
) -> None:
    decide(return_for_correction, sent, cast.province_officer)

    take_back(photo, actor=policy.actor_for(cast.regency_operator), version_shown=photo.version)

    assert is_withdrawn(photo)


def test_a_file_behind_a_mended_form_that_was_agreed_to_stays(
    cast: Cast, sent: Submission, photo: Attachment
) -> None:
    decide(return_for_correction, sent, cast.province_officer)
    sentra = sent.acts.get().sentra
    mended = proposed(
        cast.regency_operator, sentra, corrects(sentra, hamlet="Kaler"), previous=sent
    )
    decide(approve, mended.submission, cast.province_officer)

    with pytest.raises(ChangeRejected) as refused:
        take_back(photo, actor=policy.actor_for(cast.regency_operator), version_shown=photo.version)

    assert {p.code for p in refused.value.problems} == {"attachment.decided"}
    assert not is_withdrawn(photo)


@pytest.mark.parametrize("role", ["province_officer", "stranger", "ministry_staff", "analyst"])
def test_nobody_else_takes_it_back(signed_in: Any, photo: Attachment, role: str) -> None:
    assert press(signed_in(role), photo).status_code == 404

    assert not is_withdrawn(photo)


def test_the_engine_itself_refuses_another_office(cast: Cast, photo: Attachment) -> None:
    province = policy.actor_for(cast.province_officer)

    with pytest.raises(ChangeRejected) as refused:
        take_back(photo, actor=province, version_shown=photo.version)

    assert {p.code for p in refused.value.problems} == {"policy.not_allowed"}
    assert not is_withdrawn(photo)


def test_twice_or_with_an_old_page_nothing_more_happens(signed_in: Any, photo: Attachment) -> None:
    client = signed_in("regency_operator")

    press(client, photo, version="banana")
    assert not is_withdrawn(photo)
    old = photo.version
    assert press(client, photo).status_code == 302
    assert press(client, photo, version=old).status_code == 404

    assert AttachmentEvent.objects.filter(pgh_obj=photo.pk).count() == 2


def test_the_way_back_leads_to_no_other_site(signed_in: Any, photo: Attachment) -> None:
    answer = press(signed_in("regency_operator"), photo, back="//jahat.example/tugas/")

    assert answer.url == "/tugas/"
