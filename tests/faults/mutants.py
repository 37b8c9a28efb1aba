"""Every mutant of the house, each tried by the scenario that must notice it, on a copy of the same
prepared database; and the same scenarios on sound code, which must find nothing."""

import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from functools import partial
from random import Random

from django.db import connection

from tests.faults import (
    api_mutants,
    ground,
    mutations,
    refusals,
    review_mutants,
    scenarios,
    visitors,
)
from tests.faults.console import say
from tests.faults.review_mutants import Mutant, Scenario
from tests.faults.scratch import Scratch, copy_of, scratch_database

N_SENTRA = 36


def once(check: Callable[[], list[str]]) -> Scenario:
    """A check without rounds as a scenario of one round."""

    def scenario() -> Iterator[list[str]]:
        yield check()

    scenario.__name__ = check.__name__
    return scenario


def careless_form() -> list[str]:
    """What the source check says to a form that takes every field."""
    return refusals.careless_source(
        "class Meta:\n    fields = '__all__'\n", "mutant", handles_money=False
    )


def float_money() -> list[str]:
    """What the source check says to money in a float."""
    return refusals.careless_source("ceiling = models.FloatField()\n", "mutant", handles_money=True)


STATEMENTS = once(refusals.forbidden_statements)
SAVES = once(refusals.stale_saves)
HISTORY = once(refusals.history_is_kept)
INVENTORY = once(refusals.inventory)
SOURCE = once(refusals.careless_files)

MUTANTS = (
    Mutant(
        "recompute before delete",
        mutations.recompute_before_delete,
        scenarios.write_at_every_boundary,
    ),
    Mutant("two transactions", mutations.two_transactions, scenarios.killed_at_every_boundary),
    Mutant("deltas", mutations.deltas, scenarios.killed_while_figures_are_made),
    Mutant(
        "national without its lock",
        mutations.national_without_lock,
        scenarios.two_provinces_at_once,
    ),
    Mutant(
        "no lock on the parent",
        partial(
            mutations.with_other_functions,
            "registry_yearlyprofile",
            "dirty\\_%",
            "FOR SHARE OF s",
            "",
        ),
        scenarios.part_edit_races_a_move,
    ),
    Mutant(
        "no lock on the grant of a claim",
        partial(
            mutations.with_other_functions, "dak_grantclaim", "dirty\\_%", "FOR SHARE OF g", ""
        ),
        scenarios.claim_edit_races_a_move,
    ),
    Mutant("upsert only", mutations.upsert_only, scenarios.a_group_becomes_empty),
    Mutant(
        "enqueue on commit only",
        mutations.enqueue_on_commit,
        scenarios.writer_killed_after_commit,
    ),
    Mutant(
        "a move marks the new province only",
        partial(
            mutations.with_other_functions,
            "registry_sentra",
            "dirty\\_update%",
            "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows",
            "SELECT * FROM new_rows",
        ),
        scenarios.a_sentra_moves,
    ),
    Mutant(
        "no event on a move",
        partial(mutations.without_triggers, "registry_sentra", "dirty\\_update%"),
        scenarios.a_sentra_moves,
    ),
    Mutant(
        "a grant's move marks the new place only",
        partial(
            mutations.with_other_functions,
            "dak_grant",
            "dirty\\_update%",
            "SELECT * FROM old_rows UNION ALL SELECT * FROM new_rows",
            "SELECT * FROM new_rows",
        ),
        scenarios.a_grant_moves,
    ),
    Mutant(
        "a withdrawn profile leaves its presence",
        partial(mutations.without_triggers, "registry_yearlyprofile", "dirty\\_presence\\_update%"),
        scenarios.a_profile_is_withdrawn,
    ),
    Mutant(
        "no event when a scheme changes",
        partial(mutations.without_triggers, "registry_commodity", "dirty\\_%"),
        scenarios.a_commodity_changes_its_sector,
    ),
    Mutant(
        "the first province takes the event for all",
        mutations.first_province_takes_all,
        scenarios.a_commodity_changes_its_sector,
    ),
    Mutant(
        "one application's task eats the other's events",
        mutations.tasks_of_their_own,
        scenarios.one_act_for_both_applications,
    ),
    Mutant(
        "no lock on the sentra first",
        mutations.no_lock_on_the_sentra,
        scenarios.two_acts_on_parts,
    ),
    Mutant(
        "no version trigger",
        partial(mutations.without_triggers, "registry_sentra", "version%"),
        SAVES,
    ),
    Mutant("update_fields without version", mutations.update_fields_without_version, SAVES),
    Mutant(
        "no actor trigger",
        partial(mutations.without_triggers, "registry_sentra", "actor%"),
        STATEMENTS,
    ),
    Mutant(
        "history may be changed",
        partial(mutations.without_triggers, "registry_sentraevent", "%"),
        STATEMENTS,
    ),
    Mutant(
        "records may be truncated",
        partial(mutations.without_triggers, "registry_sentraalias", "no_truncate%"),
        STATEMENTS,
    ),
    Mutant("the triggers' off switch works", mutations.with_off_switch, STATEMENTS),
    Mutant(
        "no history on one table",
        partial(mutations.without_triggers, "registry_sentra", "update%"),
        HISTORY,
    ),
    Mutant(
        "a history trigger is missing, by the inventory",
        partial(mutations.without_triggers, "registry_sentraalias", "update%"),
        INVENTORY,
    ),
    Mutant(
        "a trigger is switched off, by the inventory",
        partial(mutations.with_disabled_trigger, "dak_grantclaim", "dirty\\_insert%"),
        INVENTORY,
    ),
    Mutant("scope forgotten", mutations.scope_forgotten, visitors.strangers_stay_out),
    Mutant("readiness asks Redis", mutations.readiness_asks_redis, visitors.ready_without_redis),
    Mutant("fields = '__all__'", nullcontext, once(careless_form)),
    Mutant("money as float", nullcontext, once(float_money)),
    *review_mutants.MUTANTS,
    *api_mutants.MUTANTS,
)


def controls_of(chosen: Iterable[Mutant]) -> list[Scenario]:
    """Each scenario of the chosen mutants once; the source checks are tried on our own source."""
    wanted = dict.fromkeys(m.scenario for m in chosen if m.mutation is not nullcontext)
    return [*wanted, SOURCE]


def run_mutants(only: str = "") -> int:
    """Controls first, then the mutants; the exit code: 1 when a mutant survives or sound code is
    blamed."""
    started = time.monotonic()
    chosen = [mutant for mutant in MUTANTS if only in mutant.name]
    with scratch_database() as prepared:
        ground.prepare(N_SENTRA, Random(2))
        controls = controls_of(chosen)
        blamed = sum(not control_is_clean(prepared, scenario) for scenario in controls)
        survivors = sum(not is_caught(prepared, mutant) for mutant in chosen)
    seconds = time.monotonic() - started
    say(
        f"mutants: {len(chosen)} mutants, caught={len(chosen) - survivors} survived={survivors};"
        f" controls={len(controls)} blamed={blamed} seconds={seconds:.0f}"
    )
    return 1 if survivors or blamed else 0


def control_is_clean(prepared: Scratch, scenario: Scenario) -> bool:
    """Run a scenario on sound code, every round of it."""
    with copy_of(prepared):
        rounds = list(scenario())
        connection.close()
    wrong = [line for lines in rounds for line in lines]
    verdict = "clean" if not wrong else f"BLAMED {wrong[0]}"
    say(f"control {scenario.__name__}: {verdict} rounds={len(rounds)}")
    return not wrong


def is_caught(prepared: Scratch, mutant: Mutant) -> bool:
    """Run the mutant's scenario until a round notices it."""
    number = 0
    lines: list[str] = []
    with copy_of(prepared), mutant.mutation():
        for lines in mutant.scenario():
            number += 1
            if lines:
                break
        connection.close()
    if lines:
        say(f"mutant {mutant.name}: caught=yes after={number} ({lines[0]})")
    else:
        say(f"mutant {mutant.name}: caught=NO after={number}")
    return bool(lines)
