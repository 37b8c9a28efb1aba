"""History read back: the event table of a noun, and what was true at a moment."""

from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q


def event_model(model: type[models.Model]) -> type[models.Model]:
    """The history table of a noun; StopIteration where it has none."""
    return next(
        candidate
        for candidate in model._meta.apps.get_models()
        if getattr(candidate, "pgh_tracked_model", None) is model
    )


def as_of(model: type[models.Model], moment: datetime) -> models.QuerySet[Any]:
    """The versions of a noun's rows that were in force at `moment`, one event row each.

    A version is in force while the same row has no next one: a later event whose version is the
    next, or the same for a delete. Ordered by what was written, never by comparing clocks of two
    versions; (object, version) is indexed, so this stays one index probe a row."""
    events = event_model(model)._default_manager.filter(pgh_created_at__lte=moment)
    ended = events.filter(
        Q(version=OuterRef("version")) | Q(version=OuterRef("version") + 1),
        pgh_obj=OuterRef("pgh_obj"),
        pgh_id__gt=OuterRef("pgh_id"),
    )
    return events.exclude(pgh_label="delete").filter(~Exists(ended)).order_by(F("pgh_obj"))
