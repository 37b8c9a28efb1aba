"""The definition test of PP 29/2018: met, not met naming the clause, or open naming the fact."""

from dataclasses import dataclass
from datetime import date

import pytest

from registry.choices import DefinitionState
from registry.rules.definition import assess_sentra, definition_clauses, definition_test
from tests.factories import make_profile, make_sentra

DAY = date(2026, 11, 21)


@dataclass
class Facts:
    """A sentra and its profile in one."""

    is_one_place: str = "yes"
    same_product: str = "yes"
    same_raw_material: str = "unknown"
    same_process: str = "unknown"
    unit_count_low: int | None = 5
    unit_count_high: int | None = 5


def test_the_table_has_the_three_clauses_with_their_source() -> None:
    assert [clause.code for clause in definition_clauses()] == [
        "minimum_units",
        "one_place",
        "similarity",
    ]
    assert definition_clauses()[0].minimum == 5
    assert {clause.legal_source for clause in definition_clauses()} == {"PP 29/2018"}


def test_five_units_in_one_place_of_one_kind_meet_it() -> None:
    facts = Facts()

    outcome = definition_test(facts, facts, DAY)

    assert (outcome.state, outcome.reason) == (DefinitionState.MET, "")
    assert not outcome.is_below_minimum


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(unit_count_low=4, unit_count_high=4), "minimum_units"),
        (Facts(unit_count_low=None, unit_count_high=4), "minimum_units"),
        (Facts(is_one_place="no"), "one_place"),
        (Facts(same_product="no", same_raw_material="no", same_process="no"), "similarity"),
        (Facts(unit_count_high=4, unit_count_low=1, is_one_place="no"), "minimum_units one_place"),
        (Facts(unit_count_high=4, unit_count_low=1, is_one_place="unknown"), "minimum_units"),
    ],
)
def test_a_clause_that_fails_is_named_and_decides(facts: Facts, reason: str) -> None:
    outcome = definition_test(facts, facts, DAY)

    assert (outcome.state, outcome.reason) == (DefinitionState.NOT_MET, reason)


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (Facts(unit_count_low=None, unit_count_high=None), "unit_count"),
        (Facts(unit_count_low=3, unit_count_high=8), "unit_count"),
        (Facts(is_one_place="unknown"), "is_one_place"),
        (Facts(same_product="no", same_raw_material="no"), "similarity_basis"),
    ],
)
def test_a_missing_fact_is_named_and_leaves_it_open(facts: Facts, reason: str) -> None:
    outcome = definition_test(facts, facts, DAY)

    assert (outcome.state, outcome.reason) == (DefinitionState.NOT_ASSESSABLE, reason)


def test_at_least_twenty_units_are_enough() -> None:
    facts = Facts(unit_count_low=20, unit_count_high=None)

    assert definition_test(facts, facts, DAY).state is DefinitionState.MET


def test_without_a_profile_the_units_are_missing() -> None:
    outcome = definition_test(Facts(), None, DAY)

    assert (outcome.state, outcome.missing) == (DefinitionState.NOT_ASSESSABLE, ("unit_count",))


def test_below_the_minimum_it_reads_as_a_potential_sentra() -> None:
    facts = Facts(unit_count_low=2, unit_count_high=2)

    outcome = definition_test(facts, facts, DAY)

    assert outcome.is_below_minimum
    assert outcome.sentence.startswith("Potensi sentra")


def test_before_2018_there_is_no_rule_to_apply() -> None:
    facts = Facts()

    outcome = definition_test(facts, facts, date(2017, 12, 31))

    assert (outcome.state, outcome.missing) == (DefinitionState.NOT_ASSESSABLE, ("rule",))


@pytest.mark.django_db
def test_a_stored_sentra_is_judged_by_its_newest_profile() -> None:
    sentra = make_sentra(is_one_place="yes", same_process="yes")
    make_profile(sentra, year=2020, unit_count=2)
    assert assess_sentra(sentra).is_below_minimum

    make_profile(sentra, year=2024, unit_count=12)

    assert assess_sentra(sentra).state is DefinitionState.MET
