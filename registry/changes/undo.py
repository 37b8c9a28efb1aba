"""Taking back: a whole act, or one row to an earlier version. Both are new acts through the engine,
with today's policy and rules; nothing is half undone and history only grows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.change import Act, Applied, Change
from registry.changes.conflict import version_of
from registry.changes.desk import apply_or_propose
from registry.changes.drafting import NOT_FOUND, Drafting
from registry.changes.fields import key_field
from registry.changes.kinds import Kind, all_kinds
from registry.changes.row_values import Keys, covered, values_for
from registry.choices import ChangeSource
from registry.models import Submission
from registry.policy import Actor
from registry.queries.as_of import event_model
from registry.queries.words import Reader, Row, items
from sentra.lib.problems import ChangeRejected, Problem, problem_code

NOTHING = problem_code(
    "undo.nothing", gettext_lazy("Tidak ada yang dapat dibatalkan pada tindakan {value}.")
)
MOVED = problem_code(
    "undo.moved",
    gettext_lazy(
        "{noun} “{value}” sudah diubah lagi sesudah tindakan ini. Batalkan dahulu tindakan yang"
        " lebih baru, atau perbaiki catatannya langsung."
    ),
)
NO_WAY_BACK = problem_code(
    "undo.no_way_back",
    gettext_lazy(
        "{noun} “{value}” dicatat oleh tindakan ini dan tidak dapat ditarik. Tutup atau perbaiki"
        " catatannya dengan tindakan tersendiri."
    ),
)
INCOMPLETE = problem_code(
    "undo.incomplete",
    gettext_lazy(
        "{noun} “{value}” tidak dapat dikembalikan seluruhnya ({fields}), jadi tidak ada yang"
        " dikembalikan."
    ),
)
TOO_MANY = problem_code(
    "undo.too_many",
    gettext_lazy(
        "Tindakan ini menulis lebih dari {value} catatan; pemuatan sebesar itu tidak dibatalkan"
        " dari sini."
    ),
)
SAME = problem_code("undo.same", gettext_lazy("Catatan ini sudah sama dengan versi {value}."))

# What a person can still look through before agreeing; loads are taken back by their loaders.
MOST_ROWS = 2000
# A citation without a fact and a decision that was taken say nothing about a sentra: they stay.
STAYS = frozenset(
    {"registry.Source", "registry.Submission", "registry.SubmissionAct", "registry.Decision"}
)
# A withdrawn line frees its place before another takes it, and a restored one comes last.
ORDER = ("withdraw", "correct", "restore")


@dataclass(frozen=True)
class _Step:
    """One row on its way back: as it stands after the act, and as it is wanted."""

    model: type[models.Model]
    pk: Any
    now: Row
    wanted: Row


@dataclass(frozen=True)
class TakingBack:
    """What would be done: the changes in order, the rows they must give, and what forbids it."""

    changes: tuple[Change, ...]
    wanted: tuple[Row, ...]
    problems: tuple[Problem, ...]
    stays: tuple[str, ...] = ()

    def act(self, actor: Actor, reason: str, reason_code: str = "correction") -> Act:
        """The new act."""
        return Act(self.changes, actor, ChangeSource.ADMIN, reason, reason_code)


def taking_back(act_id: UUID) -> TakingBack:
    """How a whole act would be undone; writes nothing."""
    steps: list[_Step] = []
    stays: list[str] = []
    problems: list[Problem] = []
    for model in _nouns():
        rows = _rows_of(model, act_id)
        if len(rows) > MOST_ROWS:
            return TakingBack((), (), (TOO_MANY.problem("act", MOST_ROWS),))
        if model._meta.label in STAYS:
            stays += [_named(step) for step in rows]
            continue
        steps += rows
        problems += _moved(model, rows)
    found = _planned(steps, problems)
    if not found.changes and not found.problems:
        return TakingBack((), (), (NOTHING.problem("act", str(act_id)),), tuple(stays))
    return TakingBack(found.changes, found.wanted, found.problems, tuple(stays))


def taking_to_version(model: type[models.Model], pk: Any, version: int) -> TakingBack:
    """How one row would return to an earlier version; writes nothing."""
    wanted = version_of(model, pk, version)
    now = model._default_manager.filter(pk=pk).values().first()
    if not wanted or now is None:
        return TakingBack((), (), (NOT_FOUND.problem("version", version),))
    found = _planned([_Step(model, pk, now, _columns(model, wanted))], [])
    if not found.changes and not found.problems:
        return TakingBack((), (), (SAME.problem("version", version),))
    return found


def undo(act_id: UUID, actor: Actor, reason: str) -> Applied | Submission:
    """Undo a whole act as a new act; where that closes, merges or moves a sentra, or changes money,
    it waits as a proposal for a second person.

    Raises `ChangeRejected` (`ChangeConflict` when a row moves at this very moment); then nothing
    was undone. Undoing the undo is an undo like any other."""
    words = reason.strip() and _("%(reason)s (membatalkan tindakan %(act)s)") % {
        "reason": reason.strip(),
        "act": act_id,
    }
    return _take(taking_back(act_id), actor, words)


def revert(
    model: type[models.Model],
    pk: Any,
    version: int,
    *,
    version_shown: int,
    actor: Actor,
    reason: str,
) -> Applied | Submission:
    """Bring one row back to an earlier version, on top of the version the person saw; it may have
    to wait for a second person, as `undo`."""
    found = taking_to_version(model, pk, version)
    changes = tuple(
        Change(one.kind, one.values, one.target, version_shown, one.ref) for one in found.changes
    )
    words = reason.strip() and _("%(reason)s (kembali ke versi %(version)s)") % {
        "reason": reason.strip(),
        "version": version,
    }
    return _take(TakingBack(changes, found.wanted, found.problems), actor, words)


def problems_of(found: TakingBack, actor: Actor) -> list[Problem]:
    """What forbids it beside the engine's own checks: what is known beforehand, and rows that
    would not come back whole."""
    if found.problems:
        return list(found.problems)
    problems = []
    drafting = Drafting(found.act(actor, "-"))
    drafts = drafting.draft(lock=False)
    refused = {one.position for one in drafting.problems}
    refused |= {one.position for one in drafting.conflicts}
    for draft in (draft for draft in drafts if draft.position not in refused):
        wanted = found.wanted[draft.position]
        differing = {n for n in wanted if n != "version" and draft.row[n] != wanted[n]}
        if differing:
            labels = [i.label for i in items(draft.model) if differing & set(i.columns)]
            line = Reader([(draft.model, draft.row)]).line(draft.model, draft.row)
            problems.append(
                INCOMPLETE.problem(
                    "target",
                    line,
                    noun=capfirst(str(draft.model._meta.verbose_name)),
                    fields=", ".join(labels or sorted(differing)),
                )
            )
    return problems


def _take(found: TakingBack, actor: Actor, reason: str) -> Applied | Submission:
    problems = problems_of(found, actor)
    if problems:
        raise ChangeRejected(problems)
    return apply_or_propose(found.act(actor, reason))


@cache
def _nouns() -> tuple[type[models.Model], ...]:
    """Every noun that a kind writes, once."""
    return tuple({kind.model: None for kind in all_kinds().values()})


def _columns(model: type[models.Model], row: Row) -> Row:
    """The row without what history adds to it."""
    return {field.attname: row[field.attname] for field in model._meta.concrete_fields}


def _rows_of(model: type[models.Model], act_id: UUID) -> list[_Step]:
    """Every row of a noun that the act wrote, before and after."""
    events = event_model(model)._default_manager.filter(pgh_context_id=act_id)
    first: dict[Any, Row] = {}
    last: dict[Any, Row] = {}
    for event in events.order_by("pgh_obj_id", "version", "pgh_id").values()[: MOST_ROWS + 1]:
        first.setdefault(event["pgh_obj_id"], event)
        last[event["pgh_obj_id"]] = event
    earlier = _versions_before(model, [e for e in first.values() if e["pgh_label"] != "insert"])
    return [_Step(model, pk, _columns(model, last[pk]), earlier.get(pk, {})) for pk in first]


def _versions_before(model: type[models.Model], events: Sequence[Row]) -> dict[Any, Row]:
    """The version before each of these events: one statement."""
    wanted = {event["pgh_obj_id"]: event["version"] - 1 for event in events}
    rows = event_model(model)._default_manager.filter(pgh_obj_id__in=wanted).values()
    return {
        row["pgh_obj_id"]: _columns(model, row)
        for row in rows.exclude(pgh_label="delete")
        if row["version"] == wanted[row["pgh_obj_id"]]
    }


def _moved(model: type[models.Model], steps: Sequence[_Step]) -> list[Problem]:
    """The rows somebody changed after the act."""
    rows = model._default_manager.filter(pk__in=[step.pk for step in steps])
    today = dict(rows.values_list("pk", "version")) if steps else {}
    return [
        MOVED.problem("target", _line(step), noun=_noun(model))
        for step in steps
        if today.get(step.pk) != step.now["version"]
    ]


def _planned(steps: Sequence[_Step], problems: list[Problem]) -> TakingBack:
    keys = Keys((step.model, step.wanted) for step in steps)
    planned = []
    for step in steps:
        moved = {n for n, v in step.wanted.items() if n != "version" and step.now[n] != v}
        if step.wanted and not moved:
            continue
        kind = _kind_back(step, moved)
        if kind is None:
            problems.append(NO_WAY_BACK.problem("target", _line(step), noun=_noun(step.model)))
            continue
        values = values_for(kind, step.wanted, moved, keys)
        target = str(step.now[key_field(step.model)])
        change = Change(kind.code, values, target, step.now["version"])
        wanted = step.wanted or {**step.now, "is_withdrawn": True}
        planned.append((change, wanted))
    planned.sort(key=lambda pair: _rank(pair[0]))
    return TakingBack(
        tuple(change for change, _wanted in planned),
        tuple(wanted for _change, wanted in planned),
        tuple(problems),
    )


def _rank(change: Change) -> int:
    verb = change.kind.split(".")[1]
    return ORDER.index(verb) if verb in ORDER else 1


def _kind_back(step: _Step, moved: set[str]) -> Kind | None:
    """The kind that brings back most of what moved; for a created row the one that withdraws."""
    found = [
        kind
        for kind in all_kinds().values()
        if kind.model is step.model and not kind.creates and kind.code.split(".")[0] != "submission"
    ]
    if not step.wanted:
        return next((kind for kind in found if kind.fixed == {"is_withdrawn": True}), None)
    fitting = [
        (len(covered(kind, moved)), -len(kind.fixed), kind)
        for kind in found
        if all(step.wanted.get(name) == value for name, value in kind.fixed.items())
    ]
    reach, _plainness, kind = max(fitting, key=lambda one: one[:2], default=(0, 0, None))
    return kind if reach else None


def _line(step: _Step) -> str:
    return Reader([(step.model, step.now)]).line(step.model, step.now) or str(step.pk)


def _noun(model: type[models.Model]) -> str:
    return capfirst(str(model._meta.verbose_name))


def _named(step: _Step) -> str:
    return f"{_noun(step.model)} “{_line(step)}”"


__all__ = ["TakingBack", "problems_of", "revert", "taking_back", "taking_to_version", "undo"]
