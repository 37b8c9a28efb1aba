"""Which of many proposals were overtaken: a row they correct, or the status or profile they were
made against, is no longer the one they saw. A handful of statements however many proposals there
are; a single one is judged again, under lock, when it is decided."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from django.db import models

from registry.changes.change import Change
from registry.changes.fields import look_up_keys
from registry.changes.kinds import all_kinds
from registry.choices import ActState
from registry.models import SentraStatus, SubmissionAct, YearlyProfile

Versions = Mapping[tuple[type[models.Model], str], int]


def stale_now() -> set[int]:
    """The proposals that wait and were overtaken, by primary key."""
    waiting = SubmissionAct.objects.filter(state=ActState.RECEIVED)
    return stale_among(waiting.only("pk", "state", "changes", "shown", "sentra_id"))


def stale_among(acts: Iterable[SubmissionAct]) -> set[int]:
    """Those of these proposals that were overtaken. What is decided is stale no more."""
    waiting = [act for act in acts if act.state == ActState.RECEIVED]
    changes = {act.pk: [Change.from_json(one) for one in act.changes] for act in waiting}
    versions = _versions(change for group in changes.values() for change in group)
    moved = {pk for pk, group in changes.items() if any(_has_moved(c, versions) for c in group)}
    return moved | _off_their_basis(waiting)


def _versions(changes: Iterable[Change]) -> Versions:
    """Today's versions of the rows that are corrected; two statements a noun."""
    wanted: dict[type[models.Model], set[str]] = defaultdict(set)
    for change in changes:
        kind = all_kinds()[change.kind]
        if not kind.creates and change.base_version is not None:
            wanted[kind.model].add(change.target)
    found: dict[tuple[type[models.Model], str], int] = {}
    for model, keys in look_up_keys(wanted).items():
        rows = model._default_manager.filter(pk__in=keys.values())
        stored = dict(rows.values_list("pk", "version"))
        found |= {(model, key): stored[pk] for key, pk in keys.items() if pk in stored}
    return found


def _has_moved(change: Change, versions: Versions) -> bool:
    kind = all_kinds()[change.kind]
    if kind.creates or change.base_version is None:
        return False
    return versions.get((kind.model, change.target)) != change.base_version


def _off_their_basis(acts: Collection[SubmissionAct]) -> set[int]:
    """Those made against a status or a profile of the year that is not in force any more."""
    based: list[tuple[SubmissionAct, dict[str, Any]]] = [
        (act, act.shown["basis"])
        for act in acts
        if act.sentra_id is not None and (act.shown or {}).get("basis")
    ]
    sentra = [act.sentra_id for act, _basis in based if act.sentra_id is not None]
    statuses: dict[Any, list[int]] = {}
    for row in SentraStatus.objects.in_force().filter(sentra_id__in=sentra):
        statuses.setdefault(row.sentra_id, [row.pk, row.version])
    profiles: dict[Any, list[int]] = {}
    years = {basis["year"] for _act, basis in based}
    for line in YearlyProfile.objects.in_force().filter(sentra_id__in=sentra, year__in=years):
        profiles.setdefault((line.sentra_id, line.year), [line.pk, line.version])
    return {
        act.pk
        for act, basis in based
        if basis["status"] != statuses.get(act.sentra_id)
        or basis["profile"] != profiles.get((act.sentra_id, basis["year"]))
    }
