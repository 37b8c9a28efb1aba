"""One-time codes: made, read as people type them, found once, slow to guess."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import RequestFactory
from django.utils import timezone

from sentra.accounts.attempts import MOST, note_wrong_code, refuse_too_many
from sentra.accounts.models import AccountReset, CodeAttempt
from sentra.accounts.one_time import fresh_code, read_code
from sentra.accounts.recovery import give_reset
from sentra.lib.codes import ALPHABET
from sentra.lib.problems import ChangeRejected
from tests.factories import make_user

pytestmark = pytest.mark.django_db


def given() -> tuple[AccountReset, str]:
    return give_reset(
        make_user(),
        made_by=make_user(),
        reason="uji",
        resets_password=True,
        resets_second_factor=False,
        token=uuid4(),
    )


def test_a_code_has_seventy_secret_bits_and_is_stored_as_a_hash() -> None:
    code = fresh_code()
    letters = code.shown.replace("-", "")

    assert len(letters) == 20 and set(letters) <= set(ALPHABET)
    assert code.selector == letters[:6]
    assert letters[6:] not in "".join(map(str, code.columns.values()))
    assert len({fresh_code().shown for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "typed",
    [
        "ABCD-EF01-2345-6789-JKMN",
        "abcd ef01 2345 6789 jkmn",
        "abcdefO1234567 89jkmn",
        "ABCD–EFOi–2345–6789–JKMN",
    ],
)
def test_a_code_is_read_as_people_type_it(typed: str) -> None:
    assert read_code(typed) == ("ABCDEF", "0123456789JKMN")


@pytest.mark.parametrize("typed", ["", "ABCD", "ABCD-EF01-2345-6789-JKM!", "A" * 21, "ABCDU" * 4])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None
    assert AccountReset.found(typed) is None


def test_a_code_opens_its_row_until_it_is_used_or_has_run_out() -> None:
    reset, code = given()
    wrong = code[:-1] + ("A" if code[-1] != "A" else "B")

    assert AccountReset.found(code) == AccountReset.found(code.lower()) == reset
    assert AccountReset.found(wrong) is None
    reset.expires_at = timezone.now() - timedelta(seconds=1)
    reset.save()
    assert AccountReset.found(code) is None
    reset.expires_at, reset.used_at = timezone.now() + timedelta(days=1), timezone.now()
    reset.save()
    assert AccountReset.found(code) is None


def request_from(address: str) -> object:
    return RequestFactory().post("/akun/pemulihan/", REMOTE_ADDR=address)


def test_ten_wrong_codes_stop_an_address_for_a_quarter_of_an_hour() -> None:
    here, there = request_from("192.0.2.1"), request_from("192.0.2.2")
    for _ in range(MOST):
        refuse_too_many(here, "salah")
        note_wrong_code(here, "salah")

    with pytest.raises(ChangeRejected) as refused:
        refuse_too_many(here, "salah")
    refuse_too_many(there, "salah")
    CodeAttempt.objects.update(tried_at=timezone.now() - timedelta(minutes=16))
    refuse_too_many(here, "salah")

    assert [p.code for p in refused.value.problems] == ["one_time_code.too_many_attempts"]


def test_one_code_is_not_guessed_from_many_addresses() -> None:
    _reset, code = given()
    for number in range(MOST):
        note_wrong_code(request_from(f"192.0.2.{number}"), code)

    with pytest.raises(ChangeRejected):
        refuse_too_many(request_from("192.0.2.99"), code)


def test_yesterday_s_attempts_are_forgotten_and_none_says_where_it_came_from() -> None:
    note_wrong_code(request_from("192.0.2.1"), "salah")
    CodeAttempt.objects.update(tried_at=timezone.now() - timedelta(days=2))

    note_wrong_code(request_from("192.0.2.1"), "salah")

    assert [len(row.subject) for row in CodeAttempt.objects.all()] == [64]
