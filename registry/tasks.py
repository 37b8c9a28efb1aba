"""Celery's names for what the registry does in the background; one call each, no data: what is to
be done stands in the database."""

from celery import shared_task

from registry.aggregates.recompute import sweep
from registry.aggregates.watch import nightly_verification
from registry.changes.attachment import sweep_orphans


@shared_task(name="registry.tasks.recompute_provincial_aggregates")
def recompute_provincial_aggregates() -> int:
    """Drain the dirty events of every application; provinces recomputed."""
    return sweep("worker").provinces


@shared_task(name="registry.tasks.verify_aggregates")
def verify_aggregates() -> int:
    """The nightly verification; number of differences."""
    return nightly_verification()


@shared_task(name="registry.tasks.sweep_files")
def sweep_files() -> int:
    """Remove attached files nobody recorded; how many."""
    return sweep_orphans()
