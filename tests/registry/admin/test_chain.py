"""The chain as the ministry's admin sets it: steps for everybody, and switches of one office."""

from typing import Any

import pytest
from django.urls import reverse

from registry.models import Office, OfficeStep, ReviewStep
from registry.queries.review import chain
from tests.cast import Cast
from tests.registry.admin.page import REASON, line, opened, sent

pytestmark = pytest.mark.django_db


def step_page(code: str) -> str:
    return reverse("admin:registry_reviewstep_change", args=[ReviewStep.objects.get(code=code).pk])


def test_the_list_says_what_each_step_does(signed_in: Any) -> None:
    page = signed_in("ministry_admin").get(reverse("admin:registry_reviewstep_changelist"))

    words = page.content.decode()
    assert "kiriman provinsi melewatinya" in words
    assert "Usulan langsung keluar dari kantor pengirimnya." in words


def test_a_step_is_switched_off_for_everybody(signed_in: Any, cast: Cast) -> None:
    client = signed_in("ministry_admin")
    data = opened(client, step_page("province"))
    data.pop("is_active")

    response = sent(client, step_page("province"), data, **REASON)

    assert response.status_code == 302
    office = Office.objects.get(code="dinas-kab-bandung")
    assert [step.code for step in chain(office)] == ["ministry"]


def test_the_last_step_stays_on(signed_in: Any) -> None:
    client = signed_in("ministry_admin")
    data = opened(client, step_page("ministry"))
    data.pop("is_active")

    response = sent(client, step_page("ministry"), data, **REASON)

    assert response.status_code == 200
    assert ReviewStep.objects.get(code="ministry").is_active


def test_no_step_is_added(signed_in: Any) -> None:
    response = signed_in("ministry_admin").get(reverse("admin:registry_reviewstep_add"))

    assert response.status_code == 403


def test_an_office_gets_a_step_of_its_own(signed_in: Any, cast: Cast) -> None:
    office = Office.objects.get(code="dinas-kab-bandung")
    client, url = (
        signed_in("ministry_admin"),
        reverse("admin:registry_office_change", args=[office.pk]),
    )
    data = opened(client, url) | {
        "steps-TOTAL_FORMS": "1",
        **line("steps", 0, step="head", is_on="on"),
    }

    response = sent(client, url, data, **REASON)

    assert response.status_code == 302
    assert OfficeStep.objects.get().is_on
    assert [step.code for step in chain(office)] == ["head", "province", "ministry"]


def test_staff_look_and_only_the_admin_switches(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    response = client.post(step_page("province"), {"days": "1", "base_version": "0", **REASON})

    assert client.get(step_page("province")).status_code == 200
    assert response.status_code == 403
    assert ReviewStep.objects.get(code="province").days == 14
