"""Tokens of the API: shown once, stored as a hash, narrowed by scope, ended by time or by hand."""

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from sentra.accounts.models import ApiToken, User
from sentra.accounts.tokens import make_token, revoke_token, token_behind
from tests.cast import Cast
from tests.factories.api_token import calling, make_api_token

pytestmark = pytest.mark.django_db
MINE = "/api/v1/submissions/"
PAGE = "/akun/token/"
PASSWORD = "empat-kata-cukup-panjang"


def code_of(response: Any) -> str:
    return str(json.loads(response.content)["errors"][0]["code"])


def fresh(user: User) -> Client:
    """Signed in by password a moment ago."""
    user.set_password(PASSWORD)
    user.save()
    client = Client()
    client.post("/akun/login/", {"login": user.email, "password": PASSWORD})
    return client


def test_only_a_hash_is_stored(cast: Cast) -> None:
    row, text = make_api_token(cast.regency_operator)

    with connection.cursor() as cursor:
        cursor.execute("SELECT row_to_json(t)::text FROM accounts_apitoken t")
        stored = cursor.fetchone()[0]

    assert text not in stored and text[20:] not in stored
    assert token_behind(text) == row


@pytest.mark.parametrize("text", ["", "ikm_", "x" * 68, "ikm_" + "0" * 64, "ikm_" + "é" * 64])
def test_a_wrong_token_is_401_and_says_not_why(cast: Cast, text: str) -> None:
    headers = {"Authorization": f"Token {text}".encode().decode("latin-1")}

    response = Client(headers=headers).get(MINE)

    assert response.status_code == 401
    assert response["WWW-Authenticate"] == "Token"


def test_an_expired_token_opens_nothing(cast: Cast) -> None:
    row, text = make_api_token(cast.regency_operator)
    late = timezone.now() - timedelta(seconds=1)
    ApiToken.objects.filter(pk=row.pk).update(created=late - timedelta(days=1), expiry=late)

    response = Client(headers={"Authorization": f"Token {text}"}).get(MINE)

    assert (response.status_code, code_of(response)) == (401, "api.token_refused")


def test_a_revoked_token_opens_nothing_and_the_row_stays(cast: Cast) -> None:
    row, text = make_api_token(cast.regency_operator)

    revoke_token(row)

    assert Client(headers={"Authorization": f"Token {text}"}).get(MINE).status_code == 401
    assert ApiToken.objects.get().revoked_at is not None


def test_a_token_of_a_closed_account_opens_nothing(cast: Cast) -> None:
    client = calling(cast.regency_operator)

    User.objects.filter(pk=cast.regency_operator.pk).update(is_active=False)

    assert client.get(MINE).status_code == 401


def test_use_is_written_down(cast: Cast) -> None:
    calling(cast.regency_operator).get(MINE)

    assert ApiToken.objects.get().last_used_at is not None


@pytest.mark.parametrize(
    ("scope", "path", "status"),
    [
        ("read", "/api/v1/sentra/", 200),
        ("submit", "/api/v1/sentra/", 403),
        ("submit", MINE, 200),
        ("review", MINE, 200),
    ],
)
def test_a_scope_opens_what_it_is_for(cast: Cast, scope: str, path: str, status: int) -> None:
    assert calling(cast.regency_operator, scope).get(path).status_code == status


def test_a_reading_token_does_not_send(cast: Cast) -> None:
    response = calling(cast.regency_operator, "read").post(
        MINE, "{}", content_type="application/json"
    )

    assert (response.status_code, code_of(response)) == (403, "api.scope_missing")


def test_a_token_without_a_second_factor_reads_but_does_not_write(
    cast: Cast, settings: Settings
) -> None:
    settings.REQUIRE_MFA = True
    client = calling(cast.regency_operator)

    response = client.post(MINE, "{}", content_type="application/json")

    assert (response.status_code, code_of(response)) == (403, "account.second_factor_required")
    assert client.get(MINE).status_code == 200


def test_a_session_needs_its_csrf_token_to_write(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.regency_operator)

    response = client.post(MINE, "{}", content_type="application/json")

    assert (response.status_code, code_of(response)) == (403, "api.forbidden")


def test_the_page_makes_a_token_and_shows_it_once(cast: Cast) -> None:
    client, form = fresh(cast.regency_operator), {"name": "Sistem", "scopes": ["read"], "days": 30}
    form["token"] = str(uuid4())

    first, again = (client.post(PAGE, form).content.decode() for _ in range(2))

    shown = re.search(r"ikm_[0-9a-f]{64}", first)
    assert shown is not None and token_behind(shown[0]) is not None
    assert "ikm_" not in again and ApiToken.objects.count() == 1


def test_the_page_asks_for_the_password_again(cast: Cast, signed_in: Any) -> None:
    cast.regency_operator.set_password(PASSWORD)
    cast.regency_operator.save()

    response = signed_in("regency_operator").get(PAGE)

    assert response.status_code == 302 and "reauthenticate" in response.url


def test_one_revokes_one_s_own_tokens_alone(cast: Cast) -> None:
    mine, other = make_api_token(cast.regency_operator)[0], make_api_token(cast.stranger)[0]
    client = fresh(cast.regency_operator)

    codes = [client.post(f"{PAGE}cabut/", {"digest": row.pk}).status_code for row in (mine, other)]

    assert codes == [302, 404]
    assert list(ApiToken.objects.filter(revoked_at=None)) == [other]


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"name": " "}, "api_token_has_name"),
        ({"scopes": ()}, "api_token_is_for_something"),
        ({"days": -1}, "api_token_expires"),
    ],
)
def test_the_database_refuses_a_token_without_sense(
    cast: Cast, values: dict[str, Any], code: str
) -> None:
    given = {"name": "Sistem", "scopes": ("read",), "days": 1, "form_token": uuid4()} | values

    with pytest.raises(IntegrityError, match=code), transaction.atomic():
        make_token(cast.stranger, **given)

    assert ApiToken.objects.count() == 0


@pytest.mark.parametrize(("role", "status"), [("ministry_admin", 200), ("ministry_staff", 403)])
def test_the_ministry_admin_sees_tokens_and_no_hash(
    signed_in: Any, cast: Cast, role: str, status: int
) -> None:
    row, _text = make_api_token(cast.regency_operator)

    response = signed_in(role).get("/admin/accounts/apitoken/")

    assert response.status_code == status
    if status == 200:
        assert row.name in response.content.decode()
