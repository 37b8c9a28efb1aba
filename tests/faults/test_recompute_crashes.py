"""A drain that dies at a statement boundary has done nothing; a later drain is right and nothing is
lost. Also: what many drains at once, and one poisoned province, do to the rest."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from registry.aggregates import recompute
from registry.models import DirtyEvent, DrainFailure, JobRun
from tests.faults import ground, judge, scenarios
from tests.faults.boundaries import at_every_boundary, once_at
from tests.registry.aggregates.truth import drift, stored

pytestmark = pytest.mark.usefixtures("planted")

# A change of a claim moves one definition: lock, take events, read the view into its shadow, delete
# and insert cells, drop the shadow, national lock, delete and insert national cells, forget
# failures; before and after each.
STATEMENTS = 38


class Crash(BaseException):
    """The worker dies; nothing catches this."""


def die() -> None:
    """End the drain here."""
    raise Crash


def change_a_claim() -> str:
    """Edit one claim; the province it concerns."""
    claim = scenarios.a_claim()
    scenarios.say_amount(claim, claim.amount_idr_low + 1)
    return str(claim.grant.province_id)


def test_recompute_has_the_boundaries_tried_here() -> None:
    province = change_a_claim()
    passed: list[int] = []

    with at_every_boundary(lambda number, sql: passed.append(number)):
        recompute.recompute_province(province)

    assert len(passed) == 2 * STATEMENTS


def test_a_crash_at_any_boundary_changes_nothing_and_loses_nothing() -> None:
    judge.drain_quietly()
    before = stored("dak.ceiling")
    province = change_a_claim()
    waiting = DirtyEvent.objects.filter(province_code=province).count()

    # A crash leaves everything as it was, so the next one starts from the same ground.
    for boundary in range(2 * STATEMENTS):
        with pytest.raises(Crash), once_at(boundary, die):
            recompute.recompute_province(province)
        assert DirtyEvent.objects.filter(province_code=province).count() == waiting, boundary
        assert stored("dak.ceiling") == before, boundary

    assert judge.wrong_cells() == []


def test_killed_process_loses_nothing_at_any_boundary() -> None:
    judge.drain_quietly()

    assert not any(scenarios.killed_at_every_boundary())


def test_ten_drains_at_once_do_what_one_does() -> None:
    judge.drain_quietly()
    change_a_claim()
    recompute.mark_everything()
    runs = JobRun.objects.count()

    running = [scenarios.in_thread(recompute.drain) for _ in range(10)]
    for thread, _raised in running:
        thread.join()

    assert [raised for _thread, raised in running if raised] == []
    assert judge.wrong_cells() == []
    assert JobRun.objects.exclude(state="done").count() == 0
    assert JobRun.objects.count() > runs


@contextmanager
def poisoned(province: str) -> Iterator[None]:
    """Nothing about one province can be stored."""
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE registry_provincialaggregate ADD CONSTRAINT poison"
            f" CHECK (province_code <> '{province}') NOT VALID"
        )
        try:
            yield
        finally:
            cursor.execute("ALTER TABLE registry_provincialaggregate DROP CONSTRAINT poison")


def wait_is_over() -> None:
    """The retry time has come."""
    DrainFailure.objects.update(retry_at=timezone.now() - timedelta(seconds=1))


def test_poisoned_province_does_not_starve_the_others() -> None:
    judge.drain_quietly()
    with poisoned("51"):
        recompute.mark_everything()
        done = recompute.drain()

        left = set(DirtyEvent.objects.values_list("province_code", flat=True))
        wrong = {cell[0] for _definition, cell, _kept, _true in drift()}

    assert done.failed == ["51"]
    assert left == {"51"}
    assert wrong == set()
    wait_is_over()
    assert judge.wrong_cells() == []


def test_poisoned_province_waits_longer_each_time_and_recovers() -> None:
    judge.drain_quietly()
    with poisoned("51"):
        recompute.mark_everything()
        for seconds in (10, 20, 40):
            earliest = timezone.now() + timedelta(seconds=seconds)
            recompute.drain()
            latest = timezone.now() + timedelta(seconds=seconds)
            assert earliest <= DrainFailure.objects.get(province_code="51").retry_at <= latest
            assert recompute.dirty_provinces() == []
            wait_is_over()

    assert judge.wrong_cells() == []
    assert not DrainFailure.objects.exists()


def test_drain_of_one_application_serves_both() -> None:
    judge.drain_quietly()
    change_a_claim()
    sentra = scenarios.a_profile().sentra
    ground.act(ground.Change("sentra.correct", {"recognition": "candidate"}, sentra.public_code))

    scenarios.registry_task()

    assert not DirtyEvent.objects.exists()
    assert drift() == []
