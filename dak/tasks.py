"""Celery's name for the recompute of DAK aggregates; it is the one drain of the registry."""

from celery import shared_task

from registry.aggregates.recompute import sweep


@shared_task(name="dak.tasks.recompute_provincial_aggregates")
def recompute_provincial_aggregates() -> int:
    """Drain the dirty events of every application; provinces recomputed."""
    return sweep("worker").provinces
