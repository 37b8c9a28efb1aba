"""Stored numbers compared with their rows, under one consistent snapshot."""

import pytest

from registry.aggregates.recompute import drain
from registry.aggregates.verify import verify
from registry.aggregates.watch import nightly_verification
from registry.choices import JobState
from registry.models import JobRun, ProvincialAggregate
from registry.queries.triggers import declared_triggers
from tests.factories import make_sentra
from tests.footprint import execute
from tests.registry.aggregates.test_recompute import small_world
from tests.registry.aggregates.truth import drift

# The snapshot is asked for at the start of a transaction, so there must be none yet.
pytestmark = pytest.mark.django_db(transaction=True)


def test_right_numbers_are_right_and_waiting_events_are_told_apart() -> None:
    small_world()
    drain()
    verdict = verify()
    assert (verdict.is_right, verdict.pending_events) == (True, 0)
    assert verdict.n_cells == ProvincialAggregate.objects.count() > 100

    make_sentra()
    verdict = verify()
    assert (verdict.is_right, verdict.pending_events) == (False, 1)


def test_verify_names_every_wrong_missing_and_surplus_cell() -> None:
    make_sentra()
    drain()
    execute(
        "UPDATE registry_provincialaggregate SET n_records = 9"
        " WHERE region_code = '51.04' AND definition = 'sentra.records'"
        " AND period = 'latest' AND dimension = ''"
    )
    execute(
        "DELETE FROM registry_provincialaggregate WHERE region_code = 'ID'"
        " AND definition = 'sentra.count' AND period = 'latest' AND dimension = ''"
    )
    execute(
        "UPDATE registry_provincialaggregate SET member = 'merged'"
        " WHERE region_code = '51' AND member = 'unknown' AND period = 'latest'"
        " AND definition = 'sentra.count' AND dimension = 'status'"
    )

    found = {
        (d.definition, d.region_code, d.member, d.stored is None, d.counted is None)
        for d in verify().differences
        if d.period == "latest"
    }

    assert found >= {
        ("sentra.records", "51.04", "", False, False),
        ("sentra.count", "ID", "", True, False),
        ("sentra.count", "51", "unknown", True, False),
        ("sentra.count", "51", "merged", False, True),
    }


def test_the_nightly_verification_tells_what_differs_and_puts_it_right() -> None:
    make_sentra()
    drain()
    execute("UPDATE registry_provincialaggregate SET n_records = 9 WHERE region_code = '51.04'")

    assert nightly_verification() > 0

    run = JobRun.objects.filter(name="verify_aggregates").latest("pk")
    assert run.state == JobState.FAILED
    assert "51.04" in run.detail["first"][0]
    drain()
    assert drift() == []
    assert nightly_verification() == 0


def test_a_switched_off_trigger_is_no_right_state() -> None:
    table, name = sorted(declared_triggers())[0]
    execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")
    try:
        verdict = verify()
    finally:
        execute(f"ALTER TABLE {table} ENABLE TRIGGER {name}")

    assert (verdict.is_right, verdict.differences) == (False, ())
    assert verdict.trigger_gaps == (f"{table}:{name} disabled",)
