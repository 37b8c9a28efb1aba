"""Where REQUIRE_MFA is on, whoever can write enrols before anything else works."""

import json
import re
import time
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from sentra.accounts.models import User
from tests.cast import ROLES, Cast
from tests.factories import make_office

pytestmark = pytest.mark.django_db
ENROL = "/akun/2fa/totp/activate/"
PASSWORD = "empat-kata-cukup-panjang"


@pytest.fixture(autouse=True)
def required(settings: Settings) -> None:
    settings.REQUIRE_MFA = True
    cache.clear()


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def signed_in_by_password(user: User) -> Client:
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/akun/login/", {"login": user.email, "password": PASSWORD})
    return client


def enrolled(user: User) -> tuple[Client, list[str]]:
    """A client that enrolled, and the recovery codes it was shown."""
    client = signed_in_by_password(user)
    page = client.get(ENROL).content.decode()
    secret = re.search(r"<code>([A-Z2-7]+)</code>", page)
    assert secret is not None
    client.post(ENROL, {"code": code_of(secret[1])})
    shown = client.get("/akun/2fa/recovery-codes/").content.decode()
    return client, re.findall(r"<li><code>(\d{8})</code></li>", shown)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
@pytest.mark.parametrize("path", ["/tugas/", "/", "/sentra/", "/admin/", "/akun/password/change/"])
def test_whoever_can_write_is_led_to_enrolment_from_everywhere(
    signed_in: Any, role: str, path: str
) -> None:
    response = signed_in(role).get(path)

    is_held = response.status_code == 302 and response.url.startswith(ENROL)
    assert is_held is (role != "analyst")


@pytest.mark.parametrize("path", ["/healthz", ENROL, "/akun/2fa/", "/akun/logout/"])
def test_the_way_to_it_and_out_stay_open(signed_in: Any, path: str) -> None:
    response = signed_in("regency_operator").get(path)

    assert not (response.status_code == 302 and response.url.startswith(ENROL))


def test_the_page_that_was_wanted_is_kept_for_afterwards(signed_in: Any) -> None:
    response = signed_in("regency_operator").get("/tugas/?page=2")

    assert response.url == f"{ENROL}?next=%2Ftugas%2F%3Fpage%3D2"


def test_the_api_says_it_as_a_problem(signed_in: Any) -> None:
    response = signed_in("regency_operator").get("/api/v1/sentra/")

    assert response.status_code == 403
    assert response["Content-Type"] == "application/problem+json"
    errors = json.loads(response.content)["errors"]
    assert [error["code"] for error in errors] == ["account.second_factor_required"]


def test_readers_and_the_public_are_not_asked(signed_in: Any) -> None:
    for role in ("analyst", "public"):
        assert signed_in(role).get("/api/v1/sentra/").status_code == 200


def test_a_mandate_given_today_asks_in_a_running_session(cast: Cast, signed_in: Any) -> None:
    client = signed_in("analyst")
    assert client.get("/sentra/").status_code == 200

    User.objects.filter(pk=cast.analyst.pk).update(is_staff=True)

    assert client.get("/sentra/").url.startswith(ENROL)


def test_where_the_setting_is_off_nobody_is_asked(signed_in: Any, settings: Settings) -> None:
    settings.REQUIRE_MFA = False

    assert signed_in("regency_operator").get("/tugas/").status_code == 200


def test_after_enrolment_everything_works_and_the_codes_are_shown_once(cast: Cast) -> None:
    client, codes = enrolled(cast.regency_operator)

    again = client.get("/akun/2fa/recovery-codes/").content.decode()

    assert client.get("/tugas/").status_code == 200
    assert len(codes) == len(set(codes)) == 10
    assert not any(code in again for code in codes)
    assert "10 dari 10 kode belum dipakai" in again


def test_a_recovery_code_opens_once(cast: Cast) -> None:
    user = cast.regency_operator
    _client, codes = enrolled(user)

    def sign_in_with(code: str) -> bool:
        client = signed_in_by_password(user)
        client.post("/akun/2fa/authenticate/", {"code": code})
        return "_auth_user_id" in client.session

    assert sign_in_with(codes[0])
    assert not sign_in_with(codes[0])
    assert sign_in_with(codes[1])
    recovery = Authenticator.objects.get(user=user, type="recovery_codes").wrap()
    assert len(recovery.get_unused_codes()) == 8


def test_the_second_factor_cannot_be_dropped_while_it_is_needed(cast: Cast) -> None:
    client, _codes = enrolled(cast.regency_operator)

    response = client.post("/akun/2fa/totp/deactivate/", {})

    assert "tidak dapat dimatikan" in response.content.decode()
    assert Authenticator.objects.filter(user=cast.regency_operator, type="totp").exists()


def test_recovery_codes_alone_are_no_second_factor(cast: Cast, signed_in: Any) -> None:
    Authenticator.objects.create(
        user=cast.stranger, type="recovery_codes", data={"seed": "a", "used_mask": 0}
    )

    assert signed_in("stranger").get("/tugas/").url.startswith(ENROL)


def test_an_unknown_address_is_held_too(signed_in: Any) -> None:
    make_office()

    assert signed_in("regency_operator").get("/tidak/ada/").url.startswith(ENROL)
