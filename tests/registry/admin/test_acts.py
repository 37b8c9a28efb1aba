"""The history's two buttons: take a whole act back, and return one row to an earlier version."""

from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from registry.models import Sentra, SentraAlias
from registry.queries.facts import facts_digest
from registry.queries.history import sentra_history
from tests.factories import make, make_sentra
from tests.registry.admin.page import REASON, line, opened, sent
from tests.registry.admin.test_conflict import somebody_else

pytestmark = pytest.mark.django_db


def page(sentra: Sentra) -> str:
    return reverse("admin:registry_sentra_change", args=[sentra.pk])


def an_act(client: Any, sentra: Sentra) -> str:
    """A correction with a new line, saved from the page; its identity."""
    data = opened(client, page(sentra)) | {
        "name": "Nama keliru",
        "sentraalias_set-TOTAL_FORMS": "1",
        **line("sentraalias_set", 0, name="Keliru", kind="local"),
    }
    sent(client, page(sentra), data, **REASON)
    return sentra_history(sentra.pk)[0].act


def undoing(act: Any) -> str:
    return reverse("admin:act-undo", args=[act])


def test_the_history_offers_both_ways_back(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    act = an_act(client, sentra)

    html = client.get(reverse("admin:registry_sentra_history", args=[sentra.pk])).content.decode()

    assert undoing(act) in html
    assert reverse("admin:row-revert", args=["registry.sentra", sentra.pk, 0]) in html


def test_the_preview_shows_what_would_come_back_and_writes_nothing(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Nama benar")
    act = an_act(client, sentra)
    before = facts_digest()

    response = client.get(undoing(act))

    rows = response.context["shown"].rows
    assert {(row.noun, row.verb) for row in rows} == {
        ("Sentra", "diperbaiki"),
        ("Nama lain", "ditarik"),
    }
    sentra_row = next(row for row in rows if row.noun == "Sentra")
    assert [(c.label, c.old, c.new) for c in sentra_row.changes] == [
        ("Nama", "Nama keliru", "Nama benar")
    ]
    assert response.context["may_apply"]
    assert facts_digest() == before


def test_an_act_is_taken_back_from_the_history(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Nama benar")
    before = facts_digest()
    act = an_act(client, sentra)
    back = reverse("admin:registry_sentra_history", args=[sentra.pk])

    response = client.post(undoing(act), {"back": back, **REASON})

    assert (response.status_code, response["Location"]) == (302, back)
    assert facts_digest() == before
    assert SentraAlias.objects.get().is_withdrawn
    assert act in sentra_history(sentra.pk)[0].reason


def test_an_act_is_not_taken_back_without_a_reason(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    act = an_act(client, sentra)
    before = facts_digest()

    response = client.post(undoing(act), {"reason_code": "", "reason_text": ""})

    assert response.status_code == 422
    errors = response.context["form"].errors.as_data()
    assert [error.code for error in errors["reason_code"]] == ["act.no_reason"]
    assert facts_digest() == before


def test_a_moved_row_is_named_and_the_button_is_gone(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    act = an_act(client, sentra)
    somebody_else("sentra.correct", sentra.public_code, 1, note="lebih baru")
    before = facts_digest()

    shown = client.get(undoing(act))
    response = client.post(undoing(act), REASON)

    assert [problem.code for problem in shown.context["problems"]] == ["undo.moved"]
    assert not shown.context["may_apply"]
    assert response.status_code == 422
    assert facts_digest() == before


def test_nobody_is_led_to_another_site(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    act = an_act(client, sentra)

    response = client.post(undoing(act), {"back": "https://lain.example/", **REASON})

    assert response["Location"] == reverse("admin:index")


@pytest.mark.parametrize("role", ["regency_operator", "province_officer", "analyst"])
def test_outside_the_ministry_nothing_is_taken_back(signed_in: Any, role: str) -> None:
    sentra = make_sentra()
    act = an_act(signed_in("ministry_staff"), sentra)
    before = facts_digest()
    client = signed_in(role)

    assert client.post(undoing(act), REASON).status_code == 403
    assert client.post(reversion(sentra, 0), REASON).status_code == 403
    assert facts_digest() == before


def test_an_unknown_act_says_so(signed_in: Any) -> None:
    response = signed_in("ministry_staff").get(undoing(uuid4()))

    assert [problem.code for problem in response.context["problems"]] == ["undo.nothing"]


def reversion(row: Any, version: int) -> str:
    return reverse("admin:row-revert", args=[row._meta.label_lower, row.pk, version])


def test_a_row_returns_to_the_version_the_person_chose(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Pertama")
    somebody_else("sentra.correct", sentra.public_code, 0, name="Kedua")

    shown = client.get(reversion(sentra, 0))
    response = client.post(reversion(sentra, 0), {"base_version": "1", **REASON})

    assert [(c.old, c.new) for row in shown.context["shown"].rows for c in row.changes] == [
        ("Kedua", "Pertama")
    ]
    assert response.status_code == 302
    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Pertama", 2)


@pytest.mark.parametrize("shown", ["0", "9" * 5000, "٣"])
def test_a_return_on_top_of_a_version_not_shown_is_refused(signed_in: Any, shown: str) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Pertama")
    somebody_else("sentra.correct", sentra.public_code, 0, name="Kedua")

    response = client.post(reversion(sentra, 0), {"base_version": shown, **REASON})

    assert response.status_code == 422
    sentra.refresh_from_db()
    assert (sentra.name, sentra.version) == ("Kedua", 1)


def test_a_withdrawn_line_returns(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    alias = make("alias.record", sentra=sentra.public_code, name="Lama", kind="former")
    somebody_else("alias.withdraw", alias.pk, 0)

    client.post(reversion(alias, 0), {"base_version": "1", **REASON})

    alias.refresh_from_db()
    assert (alias.is_withdrawn, alias.version) == (False, 2)


@pytest.mark.parametrize("label", ["accounts.user", "registry.heartbeat", "registry.x", "x"])
def test_what_has_no_history_cannot_return(signed_in: Any, label: str) -> None:
    path = reverse("admin:row-revert", args=[label, "1", 0])

    assert signed_in("ministry_admin").get(path).status_code == 404
