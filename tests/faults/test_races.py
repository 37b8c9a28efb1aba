"""Races on sound code, each made on purpose and each on its smallest ground. That these scenarios
notice the mistake they are made for is proved by `./ikm faults mutants`, and for three here."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.faults import judge, mutations, scenarios, visitors
from tests.registry.aggregates.truth import drift

pytestmark = pytest.mark.usefixtures("planted")

Scenario = Callable[[], Iterator[list[str]]]


@pytest.mark.parametrize(
    "scenario",
    [
        pytest.param(scenarios.part_edit_races_a_move, id="part_edited_while_its_sentra_moves"),
        pytest.param(scenarios.claim_edit_races_a_move, id="claim_edited_while_its_grant_moves"),
        pytest.param(scenarios.two_acts_on_parts, id="two_acts_on_parts_do_not_deadlock"),
        pytest.param(scenarios.two_provinces_at_once, id="national_sum_of_two_drains"),
        pytest.param(scenarios.a_commodity_changes_its_sector, id="sector_reaches_all_provinces"),
        pytest.param(scenarios.a_group_becomes_empty, id="empty_group_loses_its_cells"),
        pytest.param(scenarios.a_sentra_moves, id="move_marks_both_provinces"),
        pytest.param(scenarios.a_profile_is_withdrawn, id="withdrawn_profile_leaves_its_years"),
        pytest.param(scenarios.a_grant_moves, id="grant_marks_both_places_and_years"),
        pytest.param(scenarios.one_act_for_both_applications, id="one_drain_serves_both_apps"),
        pytest.param(scenarios.writer_killed_after_commit, id="writer_killed_after_commit"),
        pytest.param(visitors.ready_without_redis, id="ready_without_redis"),
        pytest.param(visitors.strangers_stay_out, id="strangers_stay_out"),
    ],
)
def test_race_leaves_every_number_right(scenario: Scenario) -> None:
    judge.drain_quietly()

    assert list(scenario()) == [[]]


@pytest.mark.parametrize(
    ("mutation", "scenario"),
    [
        (mutations.recompute_before_delete, scenarios.write_at_every_boundary),
        (mutations.two_transactions, scenarios.killed_at_every_boundary),
        (mutations.no_lock_on_the_sentra, scenarios.two_acts_on_parts),
    ],
)
def test_scenario_notices_its_mutant(
    mutation: Callable[[], AbstractContextManager[None]], scenario: Scenario
) -> None:
    with mutation():
        # Two threads that do not meet in time prove nothing; on a loaded machine they try again.
        is_noticed = any(any(scenario()) for _try in range(3))
    judge.heal()

    assert is_noticed
    assert drift() == []
