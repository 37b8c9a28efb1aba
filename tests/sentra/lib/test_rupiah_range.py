"""Money in a headline: one scale for both ends, and an open end says so."""

import pytest

from sentra.lib.rupiah_range import rupiah_words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (5_345_000_000, 5_345_000_000, ("5,345", "miliar rupiah")),
        (9_000_000_000, 12_000_000_000, ("9–12", "miliar rupiah")),
        (900_000_000, 1_200_000_000, ("0,9–1,2", "miliar rupiah")),
        (750_000_000, 750_000_000, ("750", "juta rupiah")),
        (999_999_999_999, 999_999_999_999, ("1", "triliun rupiah")),
        (9_000_000_000, None, ("≥ 9", "miliar rupiah")),
        (None, 9_000_000_000, ("≤ 9", "miliar rupiah")),
        (0, 0, ("0", "rupiah")),
        (None, None, ("", "")),
    ],
)
def test_both_ends_are_written_in_one_scale(
    low: int | None, high: int | None, words: tuple[str, str]
) -> None:
    assert rupiah_words(low, high) == words


def test_ends_that_round_to_the_same_words_are_written_once() -> None:
    assert rupiah_words(5_345_000_001, 5_345_000_002) == ("5,345", "miliar rupiah")
