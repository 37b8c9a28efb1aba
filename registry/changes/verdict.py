"""What the database says no to, as problems people can act on."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import DatabaseError, models
from django.db.models.constraints import BaseConstraint
from django.utils.translation import gettext_lazy as _

from registry.changes.stage import UniqueRule
from registry.models.base import CompositeForeignKey
from registry.rules.draft import Draft
from sentra.lib.problems import Problem, problem_code

NOT_UNIQUE = problem_code("value.not_unique", _("“{value}” sudah dipakai catatan lain."))
STALE = problem_code(
    "record.stale", _("Catatan ini sudah diubah orang lain. Muat ulang dan periksa perubahannya.")
)
NO_ACTOR = problem_code(
    "act.no_actor", _("Perubahan ditolak karena tidak menyebut siapa dan mengapa.")
)
REFUSED = problem_code(
    "record.refused", _("Basis data menolak perubahan ini ({value}). Periksa kembali isiannya.")
)
DEADLOCK = problem_code(
    "record.busy", _("Catatan ini sedang diubah orang lain. Ulangi sebentar lagi.")
)

SQLSTATES = {"RG001": STALE, "RG002": NO_ACTOR, "40P01": DEADLOCK, "55P03": DEADLOCK}


def field_of(constraint: BaseConstraint, model: type[models.Model]) -> str:
    """The field a constraint's problem is shown at: the first one it names."""
    if isinstance(constraint, CompositeForeignKey):
        return constraint.fields[0]
    if isinstance(constraint, models.UniqueConstraint):
        return constraint.fields[-1]
    if isinstance(constraint, models.CheckConstraint):
        for name in _names(constraint.condition):
            try:
                return model._meta.get_field(name).name
            except FieldDoesNotExist:
                continue
    return ""


def fields_of(constraint: BaseConstraint, model: type[models.Model]) -> set[str]:
    """Every field a constraint speaks of; figures by their stem."""
    if isinstance(constraint, CompositeForeignKey):
        return set(constraint.fields)
    names = _names(getattr(constraint, "condition", None))
    return {name.removesuffix(s) for name in names for s in ("", "_low", "_high", "_qualifier")}


def meets_drafted(constraint: BaseConstraint, draft: Draft, drafts: Iterable[Draft]) -> bool:
    """Whether a key over several columns is met by another row of the same act, which the table
    does not hold yet: a contract and its addendum, say."""
    if not isinstance(constraint, CompositeForeignKey):
        return False
    other = draft.model._meta.apps.get_model(constraint.to)
    own = [_attname(draft.model, name) for name in constraint.fields]
    theirs = [_attname(other, name) for name in constraint.to_fields]
    wanted = [draft.row[name] for name in own]
    return any(
        one.model is other and [one.row[name] for name in theirs] == wanted for one in drafts
    )


def _attname(model: type[models.Model], name: str) -> str:
    field: Any = model._meta.get_field(name)
    return str(field.attname)


def _names(condition: Any) -> list[str]:
    if isinstance(condition, models.Q):
        return [name for child in condition.children for name in _names(child)]
    if isinstance(condition, tuple):
        return [condition[0].split("__")[0]]
    return []


def constraint_problem(constraint: BaseConstraint, draft: Draft) -> Problem:
    """A broken CHECK or composite key."""
    field = field_of(constraint, draft.model)
    for suffix in ("_low", "_high", "_qualifier", "_text"):
        stem = field.removesuffix(suffix)
        if stem != field and stem in draft.row:
            field = stem
    value = draft.row.get(field, draft.row.get(f"{field}_id"))
    return Problem(
        code=constraint.violation_error_code or constraint.name,
        field=field,
        message=str(constraint.violation_error_message),
        value=value,
        position=draft.position,
    )


def unique_problem(rule: UniqueRule, draft: Draft) -> Problem:
    """A value somebody else already has."""
    field = rule.fields[-1]
    value = draft.row.get(field, draft.row.get(f"{field}_id"))
    if rule.constraint is not None and rule.constraint.violation_error_code:
        return Problem(
            code=rule.constraint.violation_error_code,
            field=field,
            message=str(rule.constraint.violation_error_message),
            value=value,
            position=draft.position,
        )
    return NOT_UNIQUE.problem(field, value).at(draft.position)


def database_problem(error: DatabaseError) -> Problem | None:
    """A refusal that reached us as an SQLSTATE; None when it is not one of ours."""
    cause = error.__cause__
    code = getattr(cause, "sqlstate", "") or ""
    if code in SQLSTATES:
        return SQLSTATES[code].problem("", None)
    if code.startswith("23"):
        name = getattr(getattr(cause, "diag", None), "constraint_name", "") or code
        return REFUSED.problem("", name)
    return None
