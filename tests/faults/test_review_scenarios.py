"""Sending, deciding and the API on sound code, with the scenarios the mutants are tried with; and
every mutant that needs no database of its own, noticed by its scenario."""

import pytest

from tests.faults import api_mutants, review_mutants
from tests.faults.review_mutants import Mutant, Scenario
from tests.faults.review_scenarios import told_whatever_dies

pytestmark = pytest.mark.usefixtures("planted")

MUTANTS = (*review_mutants.MUTANTS, *api_mutants.MUTANTS)
SCENARIOS = [s for s in dict.fromkeys(m.scenario for m in MUTANTS) if s is not told_whatever_dies]
# These drop a constraint or a trigger or die, and need a copy each: `./ikm faults mutants`.
ON_A_COPY = (
    "token not unique",
    "token in its own transaction",
    "own proposal may be decided",
    "event after commit",
)
IN_PYTHON = [mutant for mutant in MUTANTS if mutant.name not in ON_A_COPY]


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_nothing_is_wrong_on_sound_code(scenario: Scenario) -> None:
    assert list(scenario()) == [[]]


@pytest.mark.parametrize("mutant", IN_PYTHON, ids=lambda mutant: mutant.name)
def test_scenario_notices_its_mutant(mutant: Mutant) -> None:
    with mutant.mutation():
        assert any(mutant.scenario())
