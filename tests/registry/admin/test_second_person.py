"""In the admin a closing, a merger or a move waits for another member of staff; everything else
applies at once."""

from typing import Any

import pytest
from django.urls import reverse

from registry.models import Sentra, SentraStatus, Submission, SubmissionAct
from registry.models.status import SentraStatusEvent
from tests.factories import make_sentra, make_source, make_status
from tests.registry.admin.page import REASON, line, opened, sent
from tests.registry.admin.test_bulk import applied, previewed
from tests.registry.admin.test_conflict import somebody_else
from tests.registry.admin.test_decision import decide, page_of

pytestmark = pytest.mark.django_db


def page(sentra: Sentra) -> str:
    return reverse("admin:registry_sentra_change", args=[sentra.pk])


def closes(client: Any, sentra: Sentra, **more: str) -> Any:
    """A person fills in the page of a sentra: it closed on a day."""
    data = opened(client, page(sentra)) | {
        "sentrastatus_set-TOTAL_FORMS": "1",
        **line(
            "sentrastatus_set", 0, status="closed", status_on="1/5/2026", source=make_source().code
        ),
        **more,
    }
    return sent(client, page(sentra), data, **REASON)


def test_closing_a_sentra_waits_and_says_so(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()

    response = closes(client, sentra, note="Ikut menunggu")

    submission = Submission.objects.get()
    shown = client.get(response.url).content.decode()
    assert f"Menunggu persetujuan orang kedua: {submission.receipt_number}" in shown
    assert "Ada perubahan yang menunggu" in shown
    assert submission.receipt_number.split("-")[2] == "00"
    assert not SentraStatus.objects.exists()
    assert (Sentra.objects.get().note, Sentra.objects.get().version) == ("", 0)


def test_who_proposed_it_cannot_approve_it(signed_in: Any) -> None:
    client = signed_in("ministry_staff")
    closes(client, make_sentra())
    act = SubmissionAct.objects.get()

    response = client.post(page_of(act), {"version": "0", "verb": "approve"})

    assert "Anda pengirim usulan ini" in client.get(page_of(act)).content.decode()
    assert response.status_code == 422
    assert not SentraStatus.objects.exists()


def test_a_second_member_of_staff_applies_it_whole(signed_in: Any) -> None:
    closes(signed_in("ministry_staff"), make_sentra(), note="Ikut menunggu")
    act = SubmissionAct.objects.get()

    decide(signed_in("ministry_admin"), act, "approve")

    act.refresh_from_db()
    assert act.state == "approved"
    assert SentraStatus.objects.get().status == "closed"
    assert Sentra.objects.get().note == "Ikut menunggu"
    assert SentraStatusEvent.objects.get().pgh_context["submission"].startswith("SUB-")


def test_every_other_edit_applies_at_once(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    data = opened(client, page(sentra)) | {"note": "Segera"}

    sent(client, page(sentra), data, **REASON)

    assert Sentra.objects.get().note == "Segera"
    assert not Submission.objects.exists()


def test_a_new_record_that_is_closed_already_waits_and_leads_back_to_the_list(
    signed_in: Any,
) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:registry_sentra_add")
    data = opened(client, url) | {
        "name": "Sentra Lama",
        "recognition": "reported",
        "kind": "cluster",
        "province": "51",
        "regency": "51.04",
        "sentrastatus_set-TOTAL_FORMS": "1",
        **line(
            "sentrastatus_set", 0, status="closed", status_on="1/5/2020", source=make_source().code
        ),
    }

    response = sent(client, url, data, **REASON)

    assert response.url == reverse("admin:registry_sentra_changelist")
    assert not Sentra.objects.exists()
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert Sentra.objects.get().name == "Sentra Lama"
    assert SubmissionAct.objects.get().sentra == Sentra.objects.get()


def test_what_is_wrong_is_said_before_it_waits(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()

    response = closes(client, sentra, latitude="40", longitude="107")

    assert response.status_code == 200
    assert "latitude" in str(response.context["adminform"].form.errors)
    assert not Submission.objects.exists()


def test_a_record_that_moved_meanwhile_is_a_conflict_before_it_waits(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    data = opened(client, page(sentra)) | {
        "regency": "51.06",
        "district": "",
        "village": "",
    }
    somebody_else("sentra.correct", sentra.public_code, 0, regency="51.06", note="lebih cepat")

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 409
    assert not Submission.objects.exists()


def test_many_closings_wait_as_one_and_show_on_every_page(signed_in: Any) -> None:
    client, rows = signed_in("ministry_staff"), [make_sentra(), make_sentra()]
    values = {"status": "closed", "status_on": "1/5/2026", "source": make_source().code}

    response = applied(client, "status", previewed(client, "status", *rows, **values))

    assert response.status_code == 302
    assert (Submission.objects.count(), SentraStatus.objects.count()) == (1, 0)
    for row in rows:
        assert "Ada perubahan yang menunggu" in client.get(page(row)).content.decode()
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert SentraStatus.objects.count() == 2


def test_reverting_a_row_to_a_closing_waits(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    row = make_status(sentra, status="closed")
    somebody_else("status.correct", row.pk, 0, status="dormant")
    url = reverse("admin:row-revert", args=["registry.sentrastatus", row.pk, 0])

    response = client.post(url, {"base_version": "1", **REASON}, follow=True)

    assert "Menunggu persetujuan orang kedua" in response.content.decode()
    assert SentraStatus.objects.get().status == "dormant"
    decide(signed_in("ministry_admin"), SubmissionAct.objects.get(), "approve")
    assert SentraStatus.objects.get().status == "closed"


def test_undoing_an_act_that_reopened_a_sentra_waits(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    row = make_status(sentra, status="closed")
    somebody_else("status.correct", row.pk, 0, status="active")
    act = SentraStatusEvent.objects.get(version=1).pgh_context_id

    client.post(reverse("admin:act-undo", args=[act]), REASON)

    assert (Submission.objects.count(), SentraStatus.objects.get().status) == (1, "active")
