"""The mutants of sending, deciding and telling, each with the scenario that must notice it; and
what a mutant is."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from functools import partial
from typing import NamedTuple

from registry.models import Draft, Submission
from tests.faults import review_mutations as mutations
from tests.faults import review_scenarios as scenarios

Mutation = Callable[[], AbstractContextManager[None]]
Scenario = Callable[[], Iterator[list[str]]]


class Mutant(NamedTuple):
    """One way to get it wrong, and the scenario that must notice."""

    name: str
    mutation: Mutation
    scenario: Scenario


MUTANTS = (
    Mutant("token not unique", mutations.token_not_unique, scenarios.a_retry_is_the_same),
    Mutant(
        "token looked for after the write",
        mutations.looked_for_afterwards,
        scenarios.a_retry_is_the_same,
    ),
    Mutant(
        "token in its own transaction",
        mutations.token_in_its_own_transaction,
        scenarios.told_whatever_dies,
    ),
    Mutant("a token takes any body", mutations.any_body_will_do, scenarios.a_retry_is_the_same),
    Mutant(
        "decision without version", mutations.decision_of_any_version, scenarios.a_page_that_is_old
    ),
    Mutant(
        "overtaken proposals are applied",
        mutations.overtaken_all_the_same,
        scenarios.a_record_that_moved,
    ),
    Mutant("one decider will do", mutations.one_decider_will_do, scenarios.a_closure_needs_two),
    Mutant(
        "one decider will do, for the rule too",
        mutations.one_decider_everywhere,
        scenarios.a_closure_needs_two,
    ),
    Mutant(
        "the engine counts no deciders",
        mutations.nobody_counts_deciders,
        scenarios.the_engine_counts_deciders_itself,
    ),
    Mutant(
        "withdrawn and recorded anew by one",
        mutations.nothing_is_on_record,
        scenarios.a_figure_is_not_replaced_by_one,
    ),
    Mutant("any step is passed over", mutations.any_step_is_dead, scenarios.a_living_step_stays),
    Mutant(
        "passing over agrees",
        mutations.every_decision_agrees,
        scenarios.passing_over_is_no_consent,
    ),
    Mutant(
        "a list is told line by line", mutations.told_line_by_line, scenarios.a_list_is_told_once
    ),
    Mutant(
        "one refused letter ends the run",
        mutations.any_refusal_ends_the_run,
        scenarios.a_bad_address_holds_nothing_up,
    ),
    Mutant("own proposal may be decided", mutations.own_proposal, scenarios.nobody_decides_his_own),
    Mutant("field refusal ignored", mutations.refusal_ignored, scenarios.a_refused_field_stays_out),
    Mutant(
        "letter before its state", mutations.letter_before_its_state, scenarios.one_letter_a_notice
    ),
    Mutant("EXIF kept", mutations.photo_as_it_came, scenarios.a_photo_tells_nothing),
    Mutant(
        "scope forgets drafts",
        partial(mutations.scope_forgets, Draft),
        scenarios.strangers_find_nothing,
    ),
    Mutant(
        "scope forgets receipts and their attachments",
        partial(mutations.scope_forgets, Submission),
        scenarios.strangers_find_nothing,
    ),
    Mutant("event after commit", mutations.event_after_commit, scenarios.told_whatever_dies),
)
