"""Somebody was faster: nothing is overwritten, and one's own values can be put on top of what is
stored now, field by field."""

from typing import Any

import pytest
from django.urls import reverse

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from registry.models.sentra import SentraEvent
from tests.factories import ACTOR, make, make_profile, make_sentra
from tests.registry.admin.page import REASON, form_of, opened, sent

pytestmark = pytest.mark.django_db


def page(sentra: Sentra) -> str:
    return reverse("admin:registry_sentra_change", args=[sentra.pk])


def somebody_else(kind: str, target: Any, version: int, **values: Any) -> None:
    change = Change(kind, values, str(target), version)
    apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, reason="lebih cepat"))


def fields_of(response: Any, row: int = 0) -> dict[str, tuple[Any, ...]]:
    return {
        field.label: (field.base, field.theirs, field.ours, field.clash)
        for field in response.context["rows"][row].fields
    }


def resent(response: Any) -> dict[str, Any]:
    """The conflict page's form as it stands, with its ticked boxes."""
    data: dict[str, Any] = dict(response.context["resubmit"])
    keep = [f.choice for row in response.context["rows"] for f in row.fields if f.choice]
    return data | {"_reapply": "1", "_keep": keep}


def test_a_stale_version_shows_the_conflict_and_changes_nothing(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal", note="Catatan awal")
    data = opened(client, page(sentra)) | {"name": "Nama saya"}
    somebody_else("sentra.correct", sentra.public_code, 0, name="Nama mereka", note="Catatan baru")

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 409
    assert fields_of(response) == {
        "Nama": ("Awal", "Nama mereka", "Nama saya", True),
        "Catatan": ("Catatan awal", "Catatan baru", "Catatan awal", False),
    }
    sentra.refresh_from_db()
    assert (sentra.name, sentra.note, sentra.version) == ("Nama mereka", "Catatan baru", 1)
    assert SentraEvent.objects.count() == 2


def test_a_record_that_moved_does_not_hinder_an_edit_of_one_line(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal")
    profile = make_profile(sentra, unit_count=6)
    data = opened(client, page(sentra)) | {"yearlyprofile_set-0-unit_count": "7"}
    somebody_else("sentra.correct", sentra.public_code, 0, name="Nama mereka")

    response = sent(client, page(sentra), data, **REASON)

    assert response.status_code == 302
    sentra.refresh_from_db()
    profile.refresh_from_db()
    assert (sentra.name, profile.unit_count) == ("Nama mereka", 7)


def test_kept_values_are_applied_and_the_others_stay_as_stored(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal", hamlet="Satu")
    profile = make_profile(sentra, unit_count=6, worker_count=20)
    data = opened(client, page(sentra)) | {
        "name": "Nama saya",
        "hamlet": "Dua",
        "yearlyprofile_set-0-worker_count": "30",
    }
    somebody_else("sentra.correct", sentra.public_code, 0, name="Nama mereka", note="Baru")
    somebody_else("profile.correct", profile.pk, 0, unit_count=9, worker_count=25)
    conflict = sent(client, page(sentra), data, **REASON)
    again = resent(conflict)
    again["_keep"] = ["hamlet", "yearlyprofile_set-0-worker_count"]

    response = client.post(page(sentra), again)

    assert response.status_code == 302
    sentra.refresh_from_db()
    profile.refresh_from_db()
    assert (sentra.name, sentra.hamlet, sentra.note) == ("Nama mereka", "Dua", "Baru")
    assert (profile.unit_count, profile.worker_count) == (9, 30)
    assert SentraEvent.objects.get(version=2).pgh_context["reason"] == REASON["reason_text"]


def test_the_version_kept_is_the_one_the_conflict_page_showed(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal")
    data = opened(client, page(sentra)) | {"name": "Nama saya"}
    somebody_else("sentra.correct", sentra.public_code, 0, name="Kedua")
    conflict = sent(client, page(sentra), data, **REASON)
    somebody_else("sentra.correct", sentra.public_code, 1, name="Ketiga")

    response = client.post(page(sentra), resent(conflict))

    assert response.status_code == 409
    assert fields_of(response)["Nama"] == ("Kedua", "Ketiga", "Nama saya", True)
    sentra.refresh_from_db()
    assert sentra.name == "Ketiga"


def test_a_line_withdrawn_meanwhile_is_named_and_cannot_be_revived(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal")
    alias = make("alias.record", sentra=sentra.public_code, name="Lama", kind="former")
    data = opened(client, page(sentra)) | {"sentraalias_set-0-name": "Lebih lama", "name": "Baru"}
    somebody_else("alias.withdraw", alias.pk, 0)
    conflict = sent(client, page(sentra), data, **REASON)
    assert (conflict.status_code, conflict.context["rows"][0].is_gone) == (409, True)

    response = client.post(page(sentra), resent(conflict))

    assert response.status_code == 302
    sentra.refresh_from_db()
    alias.refresh_from_db()
    assert sentra.name == "Baru"
    assert (alias.name, alias.is_withdrawn, alias.version) == ("Lama", True, 1)


def test_withdrawing_a_line_that_changed_meanwhile_is_a_conflict(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    alias = make("alias.record", sentra=sentra.public_code, name="Lama", kind="former")
    data = opened(client, page(sentra)) | {"sentraalias_set-0-DELETE": "on"}
    somebody_else("alias.correct", alias.pk, 0, name="Celuk Tua")

    conflict = sent(client, page(sentra), data, **REASON)
    alias.refresh_from_db()
    assert (conflict.status_code, alias.is_withdrawn) == (409, False)

    assert client.post(page(sentra), resent(conflict)).status_code == 302
    alias.refresh_from_db()
    assert (alias.name, alias.is_withdrawn) == ("Celuk Tua", True)


def test_a_page_without_its_version_is_refused(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal")
    data = opened(client, page(sentra)) | {"name": "Baru", "base_version": "x"}

    response = sent(client, page(sentra), data, **REASON)

    errors = response.context["adminform"].form.non_field_errors().as_data()
    assert [error.code for error in errors] == ["record.version_missing"]
    sentra.refresh_from_db()
    assert sentra.name == "Awal"


def test_the_conflict_page_can_be_sent_without_a_script(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Awal")
    data = opened(client, page(sentra)) | {"name": "Nama saya"}
    somebody_else("sentra.correct", sentra.public_code, 0, note="Baru")
    html = sent(client, page(sentra), data, **REASON).content.decode()

    # The only form of the page beside signing out; its box is ticked, since nothing clashes.
    body = form_of(html.replace('<form method="post" action="/admin', '<form id="x_form" action="'))
    response = client.post(page(sentra), body | {"_reapply": "1"})

    assert response.status_code == 302
    sentra.refresh_from_db()
    assert (sentra.name, sentra.note) == ("Nama saya", "Baru")
