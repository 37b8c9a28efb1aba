"""Who may open what: role by address, as policy says it."""

from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse

from registry.models import Commodity, Office, Province, Sentra
from sentra.accounts.models import User
from tests.cast import ROLES
from tests.factories import make_commodity, make_office, make_sentra, make_source
from tests.registry.admin.page import REASON, opened, sent

pytestmark = pytest.mark.django_db

OUTSIDE = ("regency_operator", "province_officer", "office_head", "stranger", "analyst")
# noun: who may add, who may change; everybody of the ministry may look.
RIGHTS = {
    "sentra": ({"ministry_staff", "ministry_admin"},) * 2,
    "source": ({"ministry_staff", "ministry_admin"},) * 2,
    "institution": ({"ministry_staff", "ministry_admin"},) * 2,
    "commodity": ({"ministry_staff", "ministry_admin"},) * 2,
    "scheme": ({"ministry_staff", "ministry_admin"},) * 2,
    "office": ({"ministry_admin"},) * 2,
    "mandate": ({"ministry_admin"},) * 2,
    "province": (set(), {"ministry_admin"}),
    "regency": (set(), {"ministry_admin"}),
    "provincialaggregate": (set(), set()),
    "jobrun": (set(), set()),
    "heartbeat": (set(), set()),
}


def rows() -> dict[str, Any]:
    return {
        "sentra": make_sentra(),
        "source": make_source(),
        "commodity": make_commodity(),
        "office": make_office(),
        "province": Province.objects.get(pk="51"),
    }


@pytest.mark.parametrize("role", OUTSIDE)
@pytest.mark.parametrize("noun", sorted(RIGHTS))
def test_outside_the_ministry_the_desk_is_closed(signed_in: Any, role: str, noun: str) -> None:
    client = signed_in(role)

    for view in ("changelist", "add"):
        assert client.get(reverse(f"admin:registry_{noun}_{view}")).status_code == 403
    assert client.get(reverse("admin:index")).status_code == 403


def test_the_public_is_asked_to_sign_in_by_allauth(signed_in: Any) -> None:
    client = signed_in("public")

    response = client.get(reverse("admin:registry_sentra_changelist"), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


@pytest.mark.parametrize("role", ["ministry_staff", "ministry_admin"])
@pytest.mark.parametrize("noun", sorted(RIGHTS))
def test_the_ministry_adds_what_policy_allows(signed_in: Any, role: str, noun: str) -> None:
    client, may_add = signed_in(role), RIGHTS[noun][0]

    assert client.get(reverse(f"admin:registry_{noun}_changelist")).status_code == 200
    response = client.get(reverse(f"admin:registry_{noun}_add"))
    assert response.status_code == (200 if role in may_add else 403)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
@pytest.mark.parametrize("noun", ["sentra", "source", "commodity", "office", "province"])
def test_saving_a_record_needs_the_right_to_its_kind(signed_in: Any, role: str, noun: str) -> None:
    row, client = rows()[noun], signed_in(role)
    url = reverse(f"admin:registry_{noun}_change", args=[row.pk])
    data = {"base_version": str(row.version), "name": "Nama Baru", "publisher": "Penerbit Baru"}

    response = client.post(url, {**data, **REASON})

    row.refresh_from_db()
    may_change = role in RIGHTS[noun][1]
    assert (response.status_code == 403) is not may_change
    if not may_change:
        assert row.version == 0


@pytest.mark.parametrize("role", ["ministry_staff", "ministry_admin"])
def test_nothing_can_be_deleted_by_anybody(signed_in: Any, role: str) -> None:
    client, sentra = signed_in(role), make_sentra()

    for url in (
        reverse("admin:registry_sentra_delete", args=[sentra.pk]),
        reverse("admin:registry_sentra_delete", args=[999_999]),
        reverse("admin:registry_office_delete", args=[1]),
    ):
        assert client.get(url).status_code == 403
        assert client.post(url, {"post": "yes"}).status_code == 403
    assert Sentra.objects.count() == 1


def test_staff_may_look_at_an_office_and_not_change_it(signed_in: Any) -> None:
    office = make_office(name="Kantor Awal")
    url = reverse("admin:registry_office_change", args=[office.pk])
    client = signed_in("ministry_staff")

    page = client.get(url)
    response = client.post(url, {"name": "Baru", "base_version": "0", **REASON})

    assert (page.status_code, response.status_code) == (200, 403)
    assert b"_save" not in page.content
    assert Office.objects.get(pk=office.pk).name == "Kantor Awal"


def test_a_mandate_taken_away_closes_the_desk_at_once(signed_in: Any, cast: Any) -> None:
    client = signed_in("ministry_staff")
    User.objects.filter(pk=cast.ministry_staff.pk).update(is_active=False)

    response = client.get(reverse("admin:index"))

    assert response.status_code == 302


def test_a_technical_administrator_without_mandate_changes_nothing(client: Any) -> None:
    user = User.objects.create_superuser("teknis@contoh.example", "kata-sandi-teknis")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    sentra = make_sentra()

    assert client.get(reverse("admin:index")).status_code == 200
    url = reverse("admin:registry_sentra_change", args=[sentra.pk])
    assert client.post(url, {"name": "x", "base_version": "0", **REASON}).status_code == 403


def test_no_page_belongs_to_another_package() -> None:
    labels = {model._meta.app_label for model in admin.site._registry}

    assert labels == {"accounts", "registry", "dak"}


def test_an_account_is_opened_without_a_password_and_gets_a_link(
    signed_in: Any, mailoutbox: Any
) -> None:
    client, url = signed_in("ministry_admin"), reverse("admin:accounts_user_add")
    data = opened(client, url) | {"email": "Operator.Bangli@contoh.example", "is_active": "on"}

    response = sent(client, url, data, is_superuser="on", label="Operator Kab. Bangli")

    assert response.status_code == 302
    user = User.objects.get(email="operator.bangli@contoh.example")
    assert (user.has_usable_password(), user.is_superuser, user.is_staff) == (False, False, False)
    assert [mail.to for mail in mailoutbox] == [["operator.bangli@contoh.example"]]


def test_staff_see_no_accounts(signed_in: Any) -> None:
    client = signed_in("ministry_staff")

    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 403


def test_a_commodity_is_recorded_with_a_code_made_of_its_name(signed_in: Any) -> None:
    client, url = signed_in("ministry_staff"), reverse("admin:registry_commodity_add")
    sector = make_commodity().sector
    data = opened(client, url) | {"name": "Anyaman bambu", "sector": sector.code}
    data |= {"synonyms-TOTAL_FORMS": "1", "synonyms-0-name": "Besek"}

    sent(client, url, data, **REASON)

    commodity = Commodity.objects.get(code="anyaman-bambu")
    assert [synonym.name for synonym in commodity.synonyms.all()] == ["Besek"]
