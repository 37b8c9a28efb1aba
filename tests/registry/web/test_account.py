"""Resetting a colleague and coming back: who may, what is shown, what is written down."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from registry.models import Office
from sentra.accounts.models import AccountReset, User
from tests.cast import Cast
from tests.factories import make_mandate, make_user
from tests.registry.web.forms import inputs

pytestmark = pytest.mark.django_db
PASSWORD = "empat-kata-cukup-panjang"
NEW_PASSWORD = "kata-sandi-yang-baru-sekali"
REASON = "Ponsel hilang"


@pytest.fixture
def office(cast: Cast) -> Office:
    return cast.office_head.mandates.get().office


def path(office: Office, user: User) -> str:
    return f"/tugas/kantor/{office.code}/akun/{user.pk}/pulihkan/"


def reset(client: Client, office: Office, user: User, **typed: str) -> Any:
    page = client.get(path(office, user))
    asked = {"what": "password", "reason": REASON}
    return client.post(path(office, user), {"token": inputs(page)["token"], **asked, **typed})


def code_on(response: Any) -> str:
    found = re.search(r"<b>((?:[0-9A-Z]{4}-){4}[0-9A-Z]{4})</b>", response.content.decode())
    assert found is not None
    return found[1]


def test_a_forgotten_password_comes_back_with_a_code_and_is_told_at_the_next_sign_in(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    code = code_on(reset(signed_in("office_head"), office, cast.regency_operator))
    guest = Client()

    step = guest.post("/akun/pemulihan/", {"code": code})
    done = guest.post(step.url, {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD})
    signed = guest.post(
        done.url, {"login": cast.regency_operator.email, "password": NEW_PASSWORD}, follow=True
    ).content.decode()
    later = Client()
    later.post("/akun/login/", {"login": cast.regency_operator.email, "password": NEW_PASSWORD})

    assert (step.url, done.url) == ("/akun/pemulihan/kata-sandi/", "/akun/login/")
    assert f"dipulihkan oleh {cast.office_head}" in signed and REASON in signed
    assert REASON not in later.get("/tugas/").content.decode()
    row = AccountReset.objects.get()
    assert (row.user, row.made_by) == (cast.regency_operator, cast.office_head)
    assert row.reason == REASON and row.used_at is not None and row.shown_at is not None


def test_a_lost_telephone_keeps_the_password_and_needs_the_code_all_the_same(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    user = cast.regency_operator
    user.set_password(PASSWORD)
    user.save()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "A" * 32})
    code = code_on(reset(signed_in("office_head"), office, user, what="second_factor"))
    guest, sign_in = Client(), {"login": user.email, "password": PASSWORD}

    too_early = guest.post("/akun/login/", sign_in)
    step = guest.post("/akun/pemulihan/", {"code": code})
    wrong = guest.post(step.url, {"password": "bukan-kata-sandinya"})
    guest.post(step.url, {"password": PASSWORD})
    guest.post("/akun/login/", sign_in)

    assert too_early.url == "/akun/pemulihan/"
    assert wrong.status_code == 400
    assert guest.get("/tugas/").status_code == 200
    assert not Authenticator.objects.filter(user=user).exists()


def test_nobody_resets_himself_a_head_a_stranger_or_the_ministry(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    client = signed_in("office_head")
    deputy = make_user()
    make_mandate(deputy, office, "office_head")

    for user in (cast.office_head, deputy, cast.stranger, cast.ministry_staff):
        assert client.post(path(office, user), {"what": "both", "reason": "x"}).status_code == 404
    ministry = cast.ministry_admin.mandates.get().office
    own = signed_in("ministry_admin").get(path(ministry, cast.ministry_admin))
    staff = signed_in("ministry_admin").get(path(ministry, cast.ministry_staff))
    assert (own.status_code, staff.status_code) == (404, 200)
    assert not AccountReset.objects.exists()


@pytest.mark.parametrize("typed", [{"reason": ""}, {"what": ""}, {"what": "semua"}], ids=str)
def test_a_reset_needs_to_say_what_and_why(
    cast: Cast, office: Office, signed_in: Any, typed: dict[str, str]
) -> None:
    response = reset(signed_in("office_head"), office, cast.regency_operator, **typed)

    assert response.status_code == 400
    assert not AccountReset.objects.exists()
    assert User.objects.get(pk=cast.regency_operator.pk).session_generation == 0


def test_a_wrong_code_says_nothing_and_a_used_one_the_same(
    cast: Cast, office: Office, signed_in: Any
) -> None:
    code = code_on(reset(signed_in("office_head"), office, cast.regency_operator))
    guest = Client()
    step = guest.post("/akun/pemulihan/", {"code": code})
    guest.post(step.url, {"password": NEW_PASSWORD, "password_again": NEW_PASSWORD})

    answers = [guest.post("/akun/pemulihan/", {"code": c}) for c in (code, "0" * 20, "pendek")]

    assert {answer.status_code for answer in answers} == {400}
    assert all("Kode ini tidak dapat dipakai" in a.content.decode() for a in answers)
    assert guest.get("/akun/pemulihan/kata-sandi/").url == "/akun/pemulihan/"


def test_passwords_that_differ_use_no_code(cast: Cast, office: Office, signed_in: Any) -> None:
    code = code_on(reset(signed_in("office_head"), office, cast.regency_operator))
    guest = Client()
    step = guest.post("/akun/pemulihan/", {"code": code})

    refused = guest.post(step.url, {"password": NEW_PASSWORD, "password_again": PASSWORD})

    assert refused.status_code == 400
    assert AccountReset.objects.get().used_at is None
