"""Keys and versions that come back from outside: plain digits that a column holds, or nothing."""

import pytest

from sentra.lib.keys import plain_number


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("42", 42), ("9" * 18, 10**18 - 1), (7, 7)])
def test_plain_digits_are_a_number(text: object, number: int) -> None:
    assert plain_number(text) == number


@pytest.mark.parametrize("text", [None, "", "-1", "1 ", "5_345", "1.0", "٣", "²", "9" * 19, "x"])
def test_everything_else_is_none(text: object) -> None:
    assert plain_number(text) is None


def test_a_caller_may_ask_for_fewer_digits() -> None:
    assert (plain_number("1234", 4), plain_number("12345", 4)) == (1234, None)
