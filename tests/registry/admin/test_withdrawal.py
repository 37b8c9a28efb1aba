"""Withdrawing a whole record from its page, the list of what is out of force, and the way back."""

from typing import Any

import pytest
from django.urls import reverse

from registry.models import Sentra, Submission
from registry.queries.facts import facts_digest
from tests.factories import make_grant, make_profile, make_sentra, make_status
from tests.registry.admin.page import REASON
from tests.registry.admin.test_conflict import somebody_else

pytestmark = pytest.mark.django_db


def closing(row: Any) -> str:
    return reverse("admin:record-withdrawal", args=[row._meta.label_lower, row.pk])


def page(row: Any) -> str:
    return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])


def withdrawn(client: Any, row: Any) -> Any:
    return client.post(closing(row), {"base_version": row.version, **REASON})


def test_the_page_of_a_record_has_the_door(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    for row in (make_sentra(), make_grant()):
        assert closing(row) in client.get(page(row)).content.decode()


def test_what_would_happen_is_shown_first_and_nothing_is_written(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    before = facts_digest()

    response = client.get(closing(sentra))

    assert [row.verb for row in response.context["shown"].rows] == ["ditarik"]
    assert response.context["may_apply"]
    assert facts_digest() == before


def test_a_sentra_is_withdrawn_and_put_back(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Salah catat")
    make_status(sentra)
    before = facts_digest()

    response = withdrawn(client, sentra)
    assert (response.status_code, response["Location"]) == (302, page(sentra))
    assert not Sentra.objects.in_force().exists()
    listed = client.get(reverse("admin:withdrawn"))
    assert "Salah catat" in listed.content.decode()
    assert REASON["reason_text"] in listed.content.decode()

    sentra.refresh_from_db()
    withdrawn(client, sentra)
    assert facts_digest() == before
    assert client.get(reverse("admin:withdrawn")).context["rows"] == []


def test_what_takes_approved_money_along_waits_for_a_second_person(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    make_profile(sentra, year=2024, investment_idr=10**9)

    response = withdrawn(client, sentra)

    assert (response.status_code, response["Location"]) == (302, page(sentra))
    number = Submission.objects.get().receipt_number
    assert number in client.get(page(sentra)).content.decode()
    assert Sentra.objects.in_force().exists()


def test_a_withdrawn_sentra_is_in_no_list_search_or_type_ahead_of_the_desk(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra(name="Zamrud Wilis")
    ahead = "?term=zamrud&app_label=registry&model_name=sentrasuccession&field_name=successor"
    addresses = (
        reverse("admin:registry_sentra_changelist"),
        f"{reverse('admin:quick-search')}?q=zamrud+w",
        f"{reverse('admin:autocomplete')}{ahead}",
    )
    make_sentra(name="Zamrud Wonosari")
    assert all("Zamrud Wilis" in client.get(one).content.decode() for one in addresses)

    withdrawn(client, sentra)

    found = [client.get(one, follow=True).content.decode() for one in addresses]
    assert not any("Zamrud Wilis</a>" in html or "Wilis (" in html for html in found)


def test_the_page_of_a_withdrawn_sentra_is_read_only_and_says_so(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    withdrawn(client, sentra)

    html = client.get(page(sentra)).content.decode()

    assert "Catatan ini sudah ditarik" in html
    assert 'name="_save"' not in html
    assert "Pulihkan catatan ini" in html
    assert reverse("admin:sentra-event", args=[sentra.pk]) not in html


def test_a_record_that_is_still_named_is_not_withdrawn(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    grant = make_grant(sentra=sentra.public_code)
    before = facts_digest()

    shown = client.get(closing(sentra))
    response = withdrawn(client, sentra)

    assert [one.code for one in shown.context["problems"]] == ["record.still_named"]
    assert grant.code in shown.content.decode()
    assert not shown.context["may_apply"]
    assert response.status_code == 422
    assert facts_digest() == before


def test_a_record_that_moved_meanwhile_is_not_withdrawn(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()
    somebody_else("sentra.correct", sentra.public_code, 0, note="lebih baru")

    response = withdrawn(client, sentra)

    assert response.status_code == 422
    assert Sentra.objects.in_force().exists()


def test_nothing_is_withdrawn_without_a_reason(signed_in: Any) -> None:
    client, sentra = signed_in("ministry_staff"), make_sentra()

    response = client.post(closing(sentra), {"base_version": "0", "reason_code": ""})

    assert response.status_code == 422
    assert Sentra.objects.in_force().exists()


@pytest.mark.parametrize("role", ["regency_operator", "analyst", "public"])
def test_only_the_ministry_withdraws(signed_in: Any, role: str) -> None:
    sentra = make_sentra()

    response = withdrawn(signed_in(role), sentra)

    assert response.status_code in (302, 403)
    assert Sentra.objects.in_force().exists()


@pytest.mark.parametrize("label", ["registry.office", "registry.nope", "x"])
def test_what_is_not_withdrawn_whole_has_no_such_page(signed_in: Any, label: str) -> None:
    client = signed_in("ministry_staff")

    assert client.get(reverse("admin:record-withdrawal", args=[label, 1])).status_code == 404
