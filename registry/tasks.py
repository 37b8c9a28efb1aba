"""Celery's names for what the registry does in the background; one call each, no data: what is to
be done stands in the database."""

from celery import shared_task

from registry.aggregates.recompute import sweep
from registry.aggregates.watch import nightly_verification
from registry.changes import notices


@shared_task(name="registry.tasks.recompute_provincial_aggregates")
def recompute_provincial_aggregates() -> int:
    """Drain the dirty events of every application; provinces recomputed."""
    return sweep("worker").provinces


@shared_task(name="registry.tasks.verify_aggregates")
def verify_aggregates() -> int:
    """The nightly verification; number of differences."""
    return nightly_verification()


@shared_task(name="registry.tasks.tell")
def tell() -> int:
    """Events into inboxes, letters out; the number of letters."""
    notices.tell()
    return notices.mail()


@shared_task(name="registry.tasks.remind")
def remind() -> int:
    """Events for deadlines that come tomorrow, have passed, or passed long ago."""
    return notices.remind()


@shared_task(name="registry.tasks.send_digests")
def send_digests() -> int:
    """The weekly digest of every office with something to tell."""
    return notices.send_digests()
