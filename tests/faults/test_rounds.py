"""The rounds of `./ikm faults recompute`: a few with real processes, and when a run proves
anything."""

from random import Random

import pytest

from tests.faults import rounds

ENOUGH = {"rounds": 100, "kills": 200, "moves": 600, "races": 200}


@pytest.mark.usefixtures("planted")
def test_rounds_with_killed_workers_end_without_drift() -> None:
    tally = rounds.Tally()
    random = Random(11)

    for number in range(3):
        rounds.one_round(tally, random, is_verified=number == 2)

    assert (tally.rounds, tally.kills, tally.drift) == (3, 6, 0)
    assert tally.moves > 0


@pytest.mark.parametrize(
    ("what", "code"),
    [
        ({}, 0),
        ({"drift": 1, "bad_rounds": 1}, 1),
        ({"kills": 19}, 1),
        ({"moves": 499}, 1),
        ({"rounds": 10, "kills": 19, "moves": 60}, 0),
    ],
)
def test_run_is_judged_by_drift_and_by_how_much_happened(what: dict[str, int], code: int) -> None:
    assert rounds.judged(rounds.Tally(**{**ENOUGH, **what})) == code
