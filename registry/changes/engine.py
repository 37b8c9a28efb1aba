"""The one write path: `check`, `apply`, `apply_batch` and `load` are the only writers of registry
records, whoever asks — web form, admin, import, API, an approved submission.

An act is locked, compared, checked and written in one transaction; the database's triggers add
history, version and dirty events and refuse what nobody answers for."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID, uuid4

from django.db import DatabaseError, connection, models, transaction
from django.utils.translation import gettext_lazy as _

from registry.changes import stage
from registry.changes.change import Act, Applied, AppliedRow, Change
from registry.changes.drafting import Drafting
from registry.changes.kinds import all_kinds
from registry.changes.verdict import (
    STALE,
    constraint_problem,
    database_problem,
    fields_of,
    meets_drafted,
    unique_problem,
)
from registry.choices import ChangeSource
from registry.models import Record
from registry.policy import Actor
from registry.rules.draft import Draft
from sentra.lib.problems import ChangeConflict, ChangeRejected, Conflict, Problem, problem_code
from sentra.lib.wake import wake_after_commit

NO_REASON = problem_code(
    "act.no_reason", _("Tulis alasan perubahan ini, supaya orang lain dapat memahaminya kelak.")
)


@contextmanager
def act_context(act_id: UUID, **metadata: Any) -> Iterator[None]:
    """Say who writes and why, in a transaction of our own, and unsay it at the end.

    One `set_config` covers ORM, SELECT, COPY and raw SQL alike. The only place that opens a
    transaction for registry records."""
    with transaction.atomic():
        _say(str(act_id), json.dumps({"act": str(act_id), **metadata}, ensure_ascii=False))
        yield
        _say("", "")


def _say(act_id: str, metadata: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('pghistory.context_id', %s, true),"
            " set_config('pghistory.context_metadata', %s, true)",
            [act_id, metadata],
        )


def check(
    change: Change, actor: Actor, source: ChangeSource = ChangeSource.SYSTEM
) -> list[Problem]:
    """Every problem of one change; writes nothing."""
    return check_batch(Act((change,), actor, source, reason="-"))


def check_batch(act: Act) -> list[Problem]:
    """Every problem of an act, in order of its changes; writes nothing, locks nothing."""
    drafting = Drafting(act)
    with transaction.atomic():
        drafts = drafting.draft(lock=False)
        problems = [*drafting.problems, *_stage_problems(drafts, drafting.problems)]
    problems += [STALE.problem(c.field, c.ours).at(c.position) for c in drafting.conflicts]
    return sorted(problems, key=lambda problem: problem.position or 0)


def apply(
    change: Change,
    *,
    actor: Actor,
    source: ChangeSource,
    reason: str,
    reason_code: str = "other",
) -> Applied:
    """Apply one change; an act of its own."""
    return apply_batch(Act((change,), actor, source, reason, reason_code))


def apply_batch(act: Act, *, act_id: UUID | None = None) -> Applied:
    """Apply an act, all or none.

    Raises `ChangeRejected` with every problem at once, or `ChangeConflict` when a row moved since
    it was read. Locks every sentra the act touches first, in id order, then the rows themselves.
    Nothing is retried; waking a worker after commit is a courtesy."""
    if not act.reason.strip():
        raise ChangeRejected([NO_REASON.problem("reason", act.reason)])
    identity = act_id or uuid4()
    try:
        with act_context(identity, **_metadata(act)):
            drafting = Drafting(act)
            drafts = drafting.draft(lock=True)
            problems = [*drafting.problems, *_stage_problems(drafts, drafting.problems)]
            if problems:
                raise ChangeRejected(sorted(problems, key=lambda p: p.position or 0))
            if drafting.conflicts:
                raise ChangeConflict(drafting.conflicts)
            rows = _write(drafts)
    except DatabaseError as error:
        problem = database_problem(error)
        if problem is None:
            raise
        raise ChangeRejected([problem]) from error
    wake_after_commit()
    return Applied(act=identity, rows=tuple(sorted(rows, key=lambda row: row.position)))


def _metadata(act: Act) -> dict[str, Any]:
    offices = sorted({reach.office_code for reach in act.actor.reaches})
    return {
        "actor": act.actor.label,
        "user": act.actor.user_id,
        "offices": offices,
        "roles": sorted(act.actor.roles),
        "reason": act.reason,
        "reason_code": act.reason_code,
        "source": str(act.source),
        "kinds": sorted({change.kind for change in act.changes}),
        "submission": act.submission,
    }


def _by_model(drafts: Iterable[Draft]) -> dict[type[models.Model], list[Draft]]:
    grouped: dict[type[models.Model], list[Draft]] = defaultdict(list)
    for draft in drafts:
        grouped[draft.model].append(draft)
    return grouped


def _stage_problems(drafts: Sequence[Draft], told: Sequence[Problem]) -> list[Problem]:
    """What the database would refuse. A row with an unreadable value is asked too, but not about
    constraints that speak of that value, since it still holds the old one, nor of what a rule would
    have derived, since rules need every value."""
    unreadable: dict[int | None, set[str]] = defaultdict(set)
    for problem in told:
        unreadable[problem.position].add(problem.field)
    for draft in drafts:
        if draft.position in unreadable:
            unreadable[draft.position] |= _derived(draft)
    problems: list[Problem] = []
    for model, group in _by_model(drafts).items():
        rows = [{**draft.row, "_is_new": draft.is_new} for draft in group]
        for number, constraint in stage.broken_checks(model, rows):
            if meets_drafted(constraint, group[number], drafts):
                continue
            if not unreadable[group[number].position] & fields_of(constraint, model):
                problems.append(constraint_problem(constraint, group[number]))
        for number, rule in stage.broken_uniques(model, rows):
            if not unreadable[group[number].position] & set(rule.fields):
                problems.append(unique_problem(rule, group[number]))
    return problems


def _derived(draft: Draft) -> set[str]:
    """Fields of a new row that nobody gives: a rule fills them."""
    kind = all_kinds()[draft.kind_code]
    given = {*kind.fields, *kind.figures, *kind.fixed}
    return {f.name for f in draft.model._meta.concrete_fields} - given if draft.is_new else set()


def _write(drafts: Sequence[Draft]) -> list[AppliedRow]:
    """Updates before inserts, and what frees a unique place before what takes it (PostgreSQL judges
    row by row); parents before parts."""
    rows: list[AppliedRow] = []
    grouped = _by_model(drafts)
    order = _order(grouped)
    for model in order:
        rows += _update(model, [draft for draft in grouped[model] if not draft.is_new])
    for model in order:
        created = [draft for draft in grouped[model] if draft.is_new]
        if created:
            stage.insert(model, [draft.row for draft in created])
            rows += [
                AppliedRow(d.position, d.kind_code, d.row[model._meta.pk.attname], 0, True)
                for d in created
            ]
    return rows


def _update(model: type[models.Model], drafts: Sequence[Draft]) -> list[AppliedRow]:
    rows: list[AppliedRow] = []
    by_columns: dict[tuple[bool, tuple[str, ...]], list[Draft]] = defaultdict(list)
    pk = model._meta.pk.attname
    places = [rule for rule in stage.unique_rules(model) if rule.condition is not None]
    for draft in drafts:
        changed = tuple(sorted(draft.changed))
        if changed:
            stays = not any(place.is_left(draft.before, draft.row) for place in places)
            by_columns[stays, changed].append(draft)
        else:
            unchanged = AppliedRow(
                draft.position,
                draft.kind_code,
                draft.row[pk],
                draft.row["version"],
                was_created=False,
                is_unchanged=True,
            )
            rows.append(unchanged)
    for (_stays, changed), group in sorted(by_columns.items(), key=lambda item: item[0][0]):
        versions = stage.update(model, [draft.row for draft in group], changed)
        missed = [draft for draft in group if draft.row[pk] not in versions]
        if missed:
            raise ChangeConflict(
                Conflict(d.position, d.noun, str(d.row[pk]), "version", None, None, None)
                for d in missed
            )
        rows += [
            AppliedRow(d.position, d.kind_code, d.row[pk], versions[d.row[pk]], False)
            for d in group
        ]
    return rows


def _order(nouns: Iterable[type[models.Model]]) -> list[type[models.Model]]:
    """What is named before what names it, parents before parts: the rows of one act may refer to
    one another whatever noun its first change is of."""
    waiting = sorted(nouns, key=_depth)
    order: list[type[models.Model]] = []
    while waiting:
        # A circle between nouns is broken at the least depth; none is known.
        ready = [model for model in waiting if not _named_by(model) & set(waiting)] or waiting
        order.append(ready[0])
        waiting.remove(ready[0])
    return order


def _named_by(model: type[models.Model]) -> set[Any]:
    """The other nouns a row of this one may name."""
    return {field.related_model for field in model._meta.concrete_fields} - {model, None}


def _depth(model: type[models.Model]) -> int:
    """How far a noun stands below what it is a part of."""
    parent = getattr(model, "part_of", "")
    if parent in ("", "self"):
        return 0 if parent != "self" else 1
    related = model._meta.get_field(parent).related_model
    return 1 + _depth(related)  # type: ignore[arg-type]


def load(
    model: type[Record],
    rows: Iterable[Mapping[str, Any]],
    *,
    actor: Actor,
    reason: str,
    source: ChangeSource = ChangeSource.IMPORT,
) -> int:
    """The COPY door for reference and generated data: same triggers, same actor and reason, no
    Python rules. `rows` map attnames to values and must hold every column without a default.
    Returns the number of rows; the database refuses the whole load if one row is illegal."""
    fields = list(model._meta.concrete_fields)
    generated = isinstance(model._meta.pk, models.AutoField)
    if generated:
        fields = [field for field in fields if not field.primary_key]
    columns = ", ".join(stage.quote(field.column) for field in fields)
    count = 0
    metadata = {
        "actor": actor.label,
        "user": actor.user_id,
        "reason": reason,
        "source": str(source),
        "kinds": [f"{model._meta.model_name}.load"],
    }
    with act_context(uuid4(), **metadata), connection.cursor() as cursor:
        statement = f"COPY {stage.quote(model._meta.db_table)} ({columns}) FROM STDIN"
        with connection.wrap_database_errors, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(
                    [
                        field.get_db_prep_save(
                            row.get(field.attname, field.get_default()), connection
                        )
                        for field in fields
                    ]
                )
                count += 1
    wake_after_commit()
    return count
