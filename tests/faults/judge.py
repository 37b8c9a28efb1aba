"""Quiet, then judge: drain what is left, and compare every stored number with the tables."""

import time

from django.db.models import Max

from registry.aggregates import recompute
from registry.choices import JobState
from registry.models import DirtyEvent, JobRun
from tests.registry.aggregates.truth import drift

QUIET_SECONDS = 20.0


def drain_quietly() -> int:
    """Drain until no event is left that can be had; the number of events that stay.

    A worker that was killed a moment ago may still hold its province: PostgreSQL ends its statement
    first. A province whose recompute failed waits its turn, and its events stay."""
    until = time.monotonic() + QUIET_SECONDS
    while time.monotonic() < until:
        done = recompute.drain()
        if not done.busy and not recompute.dirty_provinces():
            break
        time.sleep(0.005)
    return DirtyEvent.objects.count()


def wrong_cells() -> list[str]:
    """One line for every stored number that is not what the tables say, and for every event that
    nobody can work off."""
    left = drain_quietly()
    wrong = [
        f"{definition} {'/'.join(filter(None, cell))}: stored {_shown(kept)}, true {_shown(true)}"
        for definition, cell, kept, true in drift()
    ]
    if left:
        wrong.append(f"{left} dirty events stay")
    return wrong


def last_run() -> int:
    """The newest job run, to tell later ones from."""
    return JobRun.objects.aggregate(last=Max("pk"))["last"] or 0


def failed_recomputes(since: int) -> list[str]:
    """Recomputes that failed since that run. They are tried again and heal; on sound code, and with
    workers that die rather than fail, there is none."""
    failed = JobRun.objects.filter(state=JobState.FAILED, pk__gt=since).order_by("pk")
    return [f"the recompute of {run.detail['failed']} failed" for run in failed]


def heal() -> None:
    """Right numbers again, so that the next round is judged on its own."""
    recompute.DrainFailure.objects.all().delete()
    recompute.mark_everything()
    drain_quietly()


def _shown(numbers: object) -> str:
    return "nothing" if numbers is None else str(tuple(numbers))  # type: ignore[arg-type]
