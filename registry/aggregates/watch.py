"""The nightly verification: drain, compare, tell, and put right what differs."""

from django.utils import timezone

from registry.aggregates.recompute import drain, mark_everything
from registry.aggregates.verify import verify
from registry.choices import JobState
from registry.models import JobRun


def nightly_verification() -> int:
    """Verify every number after draining; a difference is recorded as a failed job with its first
    cells, and everything is marked for a recompute. Returns the number of differences."""
    started = timezone.now()
    drain()
    verdict = verify()
    JobRun.objects.create(
        name="verify_aggregates",
        state=JobState.DONE if verdict.is_right else JobState.FAILED,
        started_at=started,
        ended_at=timezone.now(),
        detail={
            "cells": verdict.n_cells,
            "differences": len(verdict.differences),
            "first": [str(difference) for difference in verdict.differences[:20]],
            "trigger_gaps": list(verdict.trigger_gaps),
        },
    )
    if verdict.differences:
        mark_everything()
    return len(verdict.differences)
