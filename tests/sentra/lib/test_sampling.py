"""Shares with their intervals against hand-computed and published values, and draws anybody can
repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sentra.lib.sampling import (
    Share,
    Stratum,
    allocate,
    digest,
    draw_simple,
    draw_stratified,
    has_scatter,
    stratified,
    wilson,
)

CODES = [f"ST-{number:06d}" for number in range(200)]


@pytest.mark.parametrize(
    ("n_yes", "n_seen", "low", "high"),
    [
        # Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_gives_the_published_intervals(
    n_yes: int, n_seen: int, low: float, high: float
) -> None:
    share = wilson(n_yes, n_seen)

    assert (round(share.low, 4), round(share.high, 4)) == (low, high)
    assert share.value == n_yes / n_seen


@st.composite
def counts(draw: st.DrawFn) -> tuple[int, int, int]:
    """Yes, seen and population."""
    population = draw(st.integers(1, 5000))
    n_seen = draw(st.integers(1, population))
    return draw(st.integers(0, n_seen)), n_seen, population


@given(counts())
def test_an_interval_lies_between_0_and_1_around_its_share(counted: tuple[int, int, int]) -> None:
    for share in (wilson(*counted), wilson(*counted[:2])):
        assert 0 <= share.low <= share.value + 1e-12
        assert share.value - 1e-12 <= share.high <= 1


@given(counts())
def test_a_finite_population_never_widens(counted: tuple[int, int, int]) -> None:
    finite, endless = wilson(*counted), wilson(*counted[:2])

    assert finite.high - finite.low <= endless.high - endless.low + 1e-9


@given(st.integers(1, 40), st.integers(1, 40), st.integers(2, 20))
def test_an_interval_shrinks_when_more_is_seen(n_yes: int, n_no: int, times: int) -> None:
    few = wilson(n_yes, n_yes + n_no)
    many = wilson(n_yes * times, (n_yes + n_no) * times)

    assert many.high - many.low < few.high - few.low


def test_all_seen_leaves_no_doubt() -> None:
    assert wilson(7, 10, 10) == Share(0.7, 0.7, 0.7)


@pytest.mark.parametrize(("n_yes", "n_seen", "of"), [(0, 0, None), (3, 2, None), (1, 3, 2)])
def test_an_impossible_count_is_refused(n_yes: int, n_seen: int, of: int | None) -> None:
    with pytest.raises(ValueError, match="seen of"):
        wilson(n_yes, n_seen, of)


def test_strata_are_weighted_with_their_textbook_variance() -> None:
    # W = 0.75 and 0.25; p = 0.8 and 0.5; p_st = 0.725.
    # v = 0.5625·(1 − 30/300)·0.16/29 + 0.0625·(1 − 10/100)·0.25/9 = 0.00435560
    share = stratified([Stratum(300, 30, 24), Stratum(100, 10, 5)])

    assert share.value == pytest.approx(0.725)
    assert share.low == pytest.approx(0.725 - 1.959964 * 0.00435560**0.5, abs=1e-6)
    assert share.high == pytest.approx(0.725 + 1.959964 * 0.00435560**0.5, abs=1e-6)


def test_one_seen_of_several_takes_the_largest_variance() -> None:
    share = stratified([Stratum(50, 1, 1), Stratum(50, 50, 25)])

    # W²/4 = 0.0625 from the first stratum, nothing from the second, which was seen whole.
    assert share.value == pytest.approx(0.75)
    assert share.low == pytest.approx(0.75 - 1.959964 * 0.25, abs=1e-6)
    assert share.high == 1.0


def test_a_sample_without_scatter_is_not_taken_for_certain() -> None:
    strata = [Stratum(300, 30, 30), Stratum(100, 10, 10)]
    share = stratified(strata)

    assert not has_scatter(strata)
    assert (share.value, share.high) == (1.0, 1.0)
    assert share.low == wilson(40, 40, 400).low < 1


def test_a_share_without_scatter_keeps_the_weights_of_its_strata() -> None:
    share = stratified([Stratum(300, 10, 10), Stratum(100, 10, 0)])

    assert share.value == pytest.approx(0.75)
    assert share.low < 0.75 < share.high


def test_strata_nobody_saw_are_left_out_and_nothing_at_all_is_refused() -> None:
    seen = Stratum(100, 20, 10)

    assert stratified([seen, Stratum(900, 0, 0)]) == stratified([seen])
    with pytest.raises(ValueError, match="nothing was seen"):
        stratified([Stratum(900, 0, 0)])


@given(st.lists(counts(), min_size=1, max_size=12))
def test_a_stratified_interval_lies_between_0_and_1(rows: list[tuple[int, int, int]]) -> None:
    share = stratified([Stratum(size, n_seen, n_yes) for n_yes, n_seen, size in rows])

    assert 0 <= share.low <= share.value + 1e-9
    assert share.value - 1e-9 <= share.high <= 1


def test_a_draw_is_repeated_by_seed_and_list_in_any_order() -> None:
    drawn = draw_simple(CODES, 20, "benih")

    assert drawn == draw_simple(reversed(CODES), 20, "benih")
    assert len(set(drawn)) == 20
    assert drawn != draw_simple(CODES, 20, "benih lain")
    assert digest(CODES) == digest(reversed(CODES)) != digest(CODES[1:])


def test_every_code_is_drawn_about_equally_often() -> None:
    times = dict.fromkeys(CODES, 0)
    for seed in range(400):
        for code in draw_simple(CODES, 20, str(seed)):
            times[code] += 1

    # 400 draws of one in ten: 40 expected, standard deviation 6; five of them either way.
    assert min(times.values()) > 10 and max(times.values()) < 70


def test_a_stratified_draw_takes_its_places_in_every_stratum() -> None:
    strata = {"51": CODES[:150], "32": CODES[150:]}
    drawn = draw_stratified(strata, 20, "benih")

    assert len([code for code in drawn if code in strata["51"]]) == 15
    assert len([code for code in drawn if code in strata["32"]]) == 5


@pytest.mark.parametrize(
    ("sizes", "size", "places"),
    [
        ({"a": 300, "b": 100}, 40, {"a": 30, "b": 10}),
        ({"a": 990, "b": 9, "c": 1}, 10, {"a": 7, "b": 2, "c": 1}),
        ({"a": 50, "b": 50, "c": 50}, 4, {"a": 2, "b": 1, "c": 1}),
        ({"a": 2, "b": 1}, 3, {"a": 2, "b": 1}),
    ],
)
def test_places_follow_the_sizes_with_two_where_there_is_room(
    sizes: dict[str, int], size: int, places: dict[str, int]
) -> None:
    assert allocate(sizes, size) == places


@given(st.lists(st.integers(1, 400), min_size=1, max_size=38), st.data())
def test_places_add_up_and_none_is_larger_than_its_stratum(
    sizes: list[int], data: st.DataObject
) -> None:
    named = {str(number): size for number, size in enumerate(sizes)}
    size = data.draw(st.integers(len(sizes), sum(sizes)))
    places = allocate(named, size)

    assert sum(places.values()) == size
    assert all(1 <= places[name] <= named[name] for name in named)


def test_fewer_places_than_strata_are_refused() -> None:
    with pytest.raises(ValueError, match="2 places for 3 strata"):
        allocate({"a": 1, "b": 1, "c": 1}, 2)
