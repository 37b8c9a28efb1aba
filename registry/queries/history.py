"""The history of a row, and of a record with its parts: who, when, why, and each field before and
after, gathered by act. Read from the event tables, which nobody can change."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from registry.choices import ChangeSource, ReasonCode, Role
from registry.models import Office, Part
from registry.queries.as_of import event_model
from registry.queries.words import Reader, Row, items
from sentra.accounts.models import User

Target = tuple[type[models.Model], dict[str, Any]]


@dataclass(frozen=True)
class FieldChange:
    """One field before and after, in words; None where nothing was reported."""

    name: str
    label: str
    unit: str
    old: str | None
    new: str | None


@dataclass(frozen=True)
class RowChange:
    """One row of one noun that an act wrote."""

    noun: str
    line: str
    verb: str
    version: int
    changes: tuple[FieldChange, ...]
    is_new: bool = False
    label: str = ""
    pk: Any = None


@dataclass
class HistoryAct:
    """One act: who, when, why, through which door, and the rows of this record it wrote."""

    act: str
    when: datetime
    reason: str
    reason_label: str
    source: str
    office: str
    role: str
    who: str
    submission: str
    rows: list[RowChange] = field(default_factory=list)

    @property
    def note(self) -> str:
        """The reason's words, where they say more than its place in the list."""
        return "" if self.reason == self.reason_label else self.reason


def row_history(
    model: type[models.Model], pk: Any, *, with_account: bool = False
) -> list[HistoryAct]:
    """The acts that wrote one row, newest first. Accounts are named for staff only."""
    return _acts([(model, {"pgh_obj_id": pk})], with_account=with_account)


def record_history(
    model: type[models.Model],
    pk: Any,
    parts: Sequence[tuple[type[models.Model], str]],
    *,
    with_account: bool = False,
) -> list[HistoryAct]:
    """The acts that wrote a record or one of its parts; a part is (noun, its foreign key)."""
    targets: list[Target] = [(model, {"pgh_obj_id": pk})]
    targets += [(part, {f"{name}_id": pk}) for part, name in parts]
    return _acts(targets, with_account=with_account)


def sentra_history(pk: int, *, with_account: bool = False) -> list[HistoryAct]:
    """Everything that was ever written about a sentra, newest act first."""
    return record_history(
        apps.get_model("registry.Sentra"), pk, sentra_parts(), with_account=with_account
    )


def sentra_parts() -> list[tuple[type[models.Model], str]]:
    """Every noun that hangs on a sentra, of any application."""
    return [(model, "sentra") for model in apps.get_models() if issubclass(model, Part)]


def last_act(model: type[models.Model], pk: Any) -> HistoryAct | None:
    """Who touched a row last, account included; for the page of somebody who came too late."""
    return next(iter(row_history(model, pk, with_account=True)), None)


def _acts(targets: Sequence[Target], *, with_account: bool) -> list[HistoryAct]:
    found: list[tuple[type[models.Model], Row, Row]] = []
    parents = {model: next(iter(where)) for model, where in targets}
    for model, where in targets:
        before: dict[Any, Row] = {}
        events = event_model(model)._default_manager.filter(**where)
        for row in events.order_by("pgh_obj_id", "version", "pgh_id").values():
            found.append((model, before.get(row["pgh_obj_id"], {}), row))
            before[row["pgh_obj_id"]] = row
    reader = Reader((model, event) for model, _before, event in found)
    people = _People((event["pgh_context"] or {} for *_, event in found), with_account)
    acts: dict[str, HistoryAct] = {}
    for model, old, event in found:
        key = str(event["pgh_context_id"] or event["pgh_id"])
        act = acts.setdefault(key, people.act(key, event))
        act.when = max(act.when, event["pgh_created_at"])
        act.rows.append(_row_change(reader, model, old, event, parents[model]))
    return sorted(acts.values(), key=lambda act: act.when, reverse=True)


def _row_change(
    reader: Reader, model: type[models.Model], old: Row, event: Row, parent: str
) -> RowChange:
    changes = []
    for item in items(model):
        before, after = reader.words(item, old), reader.words(item, event)
        if before != after and item.field.attname != parent:
            changes.append(FieldChange(item.name, item.label, item.unit, before, after))
    return RowChange(
        noun=capfirst(str(model._meta.verbose_name)),
        line=reader.line(model, event),
        verb=_verb(old, event),
        version=event["version"],
        changes=tuple(changes),
        is_new=not old,
        label=model._meta.label_lower,
        pk=event["pgh_obj_id"],
    )


def _verb(old: Row, event: Row) -> str:
    if event["pgh_label"] == "delete":
        return _("dihapus")
    if not old:
        return _("dicatat")
    if event.get("is_withdrawn") and not old.get("is_withdrawn"):
        return _("ditarik")
    if old.get("is_withdrawn") and not event.get("is_withdrawn"):
        return _("dipulihkan")
    return _("diperbaiki")


class _People:
    """Names of offices and accounts in a handful of contexts: two statements."""

    def __init__(self, contexts: Iterable[dict[str, Any]], with_account: bool) -> None:
        offices: set[str] = set()
        users: set[int] = set()
        for context in contexts:
            offices |= set(context.get("offices") or ())
            users |= {user for user in (context.get("user"),) if user is not None}
        rows = Office.objects.filter(code__in=offices).values_list("code", "name")
        self.offices: dict[str, str] = dict(rows) if offices else {}
        self.users = User.objects.in_bulk(users) if with_account and users else {}
        self.with_account = with_account

    def act(self, key: str, event: Row) -> HistoryAct:
        """The act behind an event, without its rows."""
        said = defaultdict(str, event["pgh_context"] or {})
        code = said["reason_code"]
        return HistoryAct(
            act=key,
            when=event["pgh_created_at"],
            reason=said["reason"],
            reason_label=str(dict(ReasonCode.choices).get(code, "")) if code != "other" else "",
            source=str(dict(ChangeSource.choices).get(said["source"], said["source"])),
            office=", ".join(self.offices.get(name, name) for name in said["offices"] or ()),
            role=", ".join(str(dict(Role.choices).get(r, r)) for r in said["roles"] or ()),
            who=self._who(said),
            submission=said["submission"],
        )

    def _who(self, said: Row) -> str:
        actor = str(said["actor"])
        if actor.startswith("system:"):
            return _("Sistem (%(job)s)") % {"job": actor.removeprefix("system:")}
        if not self.with_account:
            return ""
        user = self.users.get(said["user"])  # type: ignore[call-overload]
        return str(user) if user is not None else actor
