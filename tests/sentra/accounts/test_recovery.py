"""A reset takes away at once, gives one way back, ends every session and is told to its person."""

from typing import Any
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, transaction
from django.test import Client

from sentra.accounts.models import AccountReset, User
from sentra.accounts.recovery import give_reset, open_reset, told_resets, use_reset
from sentra.lib.problems import ChangeRejected
from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "empat-kata-cukup-panjang"


@pytest.fixture
def user() -> User:
    return make_user(email="orang@contoh.example", password=PASSWORD)


def reset(user: User, **values: Any) -> tuple[AccountReset, str]:
    whole = {"resets_password": True, "resets_second_factor": False, "token": uuid4()}
    return give_reset(user, **{"made_by": make_user(), "reason": "Lupa", **whole, **values})


def has_second_factor(user: User) -> bool:
    return Authenticator.objects.filter(user=user).exists()


def with_second_factor(user: User) -> User:
    Authenticator.objects.create(user=user, type="totp", data={"secret": "A" * 32})
    return user


@pytest.mark.parametrize(
    ("what", "keeps_password", "keeps_factor"),
    [
        ({"resets_password": True, "resets_second_factor": False}, False, True),
        ({"resets_password": False, "resets_second_factor": True}, True, False),
        ({"resets_password": True, "resets_second_factor": True}, False, False),
    ],
)
def test_what_is_reset_is_gone_at_once_and_the_rest_stays(
    user: User, what: dict[str, bool], keeps_password: bool, keeps_factor: bool
) -> None:
    with_second_factor(user)

    reset(user, **what)

    user.refresh_from_db()
    assert user.check_password(PASSWORD) is keeps_password
    assert has_second_factor(user) is keeps_factor


@pytest.mark.parametrize("password", [True, False])
def test_every_session_of_the_account_ends_and_nobody_else_s(user: User, password: bool) -> None:
    phone, laptop, other = Client(), Client(), Client()
    for client, who in ((phone, user), (laptop, user), (other, make_user())):
        client.force_login(who, backend="django.contrib.auth.backends.ModelBackend")

    reset(user, resets_password=password, resets_second_factor=not password)

    signed_in = [
        "_auth_user_id" in c.session and c.get("/tugas/").status_code == 200
        for c in (phone, laptop, other)
    ]
    assert signed_in == [False, False, True]


def test_an_account_that_was_never_reset_keeps_django_s_own_session_hash(user: User) -> None:
    plain = super(User, user).get_session_auth_hash()

    assert user.session_generation == 0
    assert user._get_session_auth_hash() == user.get_session_auth_hash() == plain


def test_a_code_is_used_once(user: User) -> None:
    row, _code = reset(user)
    use_reset(row.pk, password="kata-sandi-yang-baru")

    with pytest.raises(ChangeRejected) as refused:
        use_reset(row.pk, password="kata-sandi-lain-lagi")

    user.refresh_from_db()
    assert user.check_password("kata-sandi-yang-baru")
    assert [p.code for p in refused.value.problems] == ["one_time_code.refused"]


def test_a_second_reset_makes_the_first_code_void(user: User) -> None:
    _first, old = reset(user)
    second, new = reset(user)

    assert AccountReset.found(old) is None
    assert AccountReset.found(new) == second == open_reset(user.pk)


def test_the_same_form_gives_no_second_code(user: User) -> None:
    token = uuid4()
    reset(user, token=token)
    before = User.objects.get(pk=user.pk).session_generation

    with pytest.raises(ChangeRejected) as refused:
        reset(user, token=token)

    assert [p.code for p in refused.value.problems] == ["one_time_code.shown_before"]
    assert AccountReset.objects.count() == 1
    assert User.objects.get(pk=user.pk).session_generation == before


@pytest.mark.parametrize(
    "values", [{"resets_password": False}, {"reason": "  "}, {"made_by": None}], ids=str
)
def test_the_database_keeps_resets_honest(user: User, values: dict[str, Any]) -> None:
    if "made_by" in values:
        values = {"made_by": user}

    with pytest.raises(IntegrityError), transaction.atomic():
        reset(user, **values)

    assert not AccountReset.objects.exists()


def test_its_person_reads_about_it_once(user: User) -> None:
    row, _code = reset(user)

    assert told_resets(user.pk) == [row]
    assert told_resets(user.pk) == []


def test_the_password_alone_opens_nothing_while_a_reset_waits(user: User) -> None:
    reset(user, resets_password=False, resets_second_factor=True)
    client = Client()

    response = client.post("/akun/login/", {"login": user.email, "password": PASSWORD})

    assert response.url == "/akun/pemulihan/"
    assert "_auth_user_id" not in client.session
