"""From an act to drafts: find and lock the rows, read the values, compare versions, ask policy and
rules. Every step takes a constant number of statements per noun."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.changes import stage
from registry.changes.change import Act, Change
from registry.changes.conflict import conflicts_of
from registry.changes.fields import (
    REQUIRED,
    UNKNOWN_KEY,
    Unreadable,
    key_field,
    look_up_keys,
    read_figure,
    read_value,
)
from registry.changes.kinds import Kind, all_kinds
from registry.models import Sentra
from registry.rules.draft import Draft, Facts
from registry.rules.withdrawal import names_nothing_withdrawn
from sentra.lib.dates import today_wib
from sentra.lib.problems import Conflict, Problem, problem_code

KIND_UNKNOWN = problem_code("kind.unknown", _("Jenis perubahan “{value}” tidak dikenal."))
NOT_FOUND = problem_code("record.not_found", _("Catatan {value} tidak ditemukan."))
FIELD_UNKNOWN = problem_code(
    "value.unknown_field", _("Isian “{value}” tidak dapat diubah dengan tindakan ini.")
)
VERSION_MISSING = problem_code(
    "record.version_missing", _("Versi catatan tidak disertakan. Muat ulang halaman ini.")
)
NOT_ALLOWED = problem_code(
    "policy.not_allowed", _("Anda tidak berwenang melakukan tindakan ini di wilayah tersebut.")
)
WRONG_DOOR = problem_code(
    "kind.wrong_surface", _("Tindakan ini tidak dapat dilakukan lewat {value}.")
)


class Drafting:
    """One pass over one act. After `draft()`: `problems` and `conflicts` hold what was found."""

    def __init__(self, act: Act) -> None:
        self.act = act
        self.problems: list[Problem] = []
        self.conflicts: list[Conflict] = []
        self.facts = Facts(today=today_wib(), actor=act.actor)
        self._refs: dict[str, tuple[type[models.Model], Any]] = {}
        self._keys: dict[type[models.Model], dict[str, Any]] = {}

    def draft(self, *, lock: bool) -> list[Draft]:
        """The act's rows as they would stand; an unreadable value leaves the old one in place."""
        known = self._known_kinds()
        self._name_new_rows(known)
        self._keys = look_up_keys(self._keys_wanted(known))
        targets = self._targets(known)
        self._lock(known, targets, lock=lock)
        stored = self._stored(targets, lock=lock)
        drafts = [
            draft
            for position, change, kind in known
            if (draft := self._draft_one(position, change, kind, targets, stored)) is not None
        ]
        self.facts.sentra_drafts = {d.row["id"]: d.row for d in drafts if d.model is Sentra}
        self._read_sentra(drafts)
        self.facts.drafts = drafts
        return self._judged(drafts)

    # --- which rows

    def _known_kinds(self) -> list[tuple[int, Change, Kind]]:
        known = []
        for position, change in enumerate(self.act.changes):
            kind = all_kinds().get(change.kind)
            if kind is None:
                self.problems.append(KIND_UNKNOWN.problem("kind", change.kind).at(position))
            elif not self.act.actor.is_system and self.act.source not in kind.surfaces:
                self.problems.append(WRONG_DOOR.problem("kind", self.act.source).at(position))
            else:
                known.append((position, change, kind))
        return known

    def _name_new_rows(self, known: Iterable[tuple[int, Change, Kind]]) -> None:
        """Give every new row its id before anything is read, so that later changes can name it."""
        by_model: dict[type[models.Model], list[tuple[int, Change]]] = defaultdict(list)
        for position, change, kind in known:
            if kind.creates:
                by_model[kind.model].append((position, change))
        for model, group in by_model.items():
            if isinstance(model._meta.pk, models.AutoField):
                pks: list[Any] = list(stage.new_ids(model, len(group)))
            else:
                pks = [change.values.get(model._meta.pk.name) for _position, change in group]
            for (position, change), pk in zip(group, pks, strict=True):
                self._refs[f"#{position}"] = (model, pk)
                if change.ref:
                    self._refs[f"@{change.ref}"] = (model, pk)

    def _keys_wanted(
        self, known: Iterable[tuple[int, Change, Kind]]
    ) -> Mapping[type[models.Model], Iterable[Any]]:
        wanted: dict[type[models.Model], set[str]] = defaultdict(set)
        for _position, change, kind in known:
            if not kind.creates:
                wanted[kind.model].add(change.target)
            for name, value in change.values.items():
                field = _field(kind.model, name)
                is_key = isinstance(field, models.ForeignKey) and value not in (None, "")
                if is_key and str(value) not in self._refs:
                    wanted[field.related_model].add(str(value))
        return wanted

    def _targets(self, known: Iterable[tuple[int, Change, Kind]]) -> dict[int, Any]:
        targets: dict[int, Any] = {}
        for position, change, kind in known:
            if kind.creates:
                continue
            pk = self._keys.get(kind.model, {}).get(change.target)
            if pk is None:
                self.problems.append(NOT_FOUND.problem("target", change.target).at(position))
            else:
                targets[position] = pk
        return targets

    # --- locks: every sentra first, in id order, then the rows themselves

    def _lock(
        self, known: Iterable[tuple[int, Change, Kind]], targets: Mapping[int, Any], *, lock: bool
    ) -> None:
        sentra: set[int] = set()
        parents: dict[type[models.Model], set[Any]] = defaultdict(set)
        moved: dict[type[models.Model], set[Any]] = defaultdict(set)
        for position, change, kind in known:
            part_of = getattr(kind.model, "part_of", "")
            if part_of == "self" and position in targets:
                sentra.add(targets[position])
            elif part_of and part_of != "self":
                related: Any = kind.model._meta.get_field(part_of).related_model
                named = str(change.values.get(part_of) or "")
                if named and named not in self._refs:
                    parents[related] |= {self._keys.get(related, {}).get(named)} - {None}
                if position in targets:
                    moved[kind.model].add(targets[position])
        for model, pks in moved.items():
            parent: Any = model._meta.get_field(model.part_of)  # type: ignore[attr-defined]
            rows = model._default_manager.filter(pk__in=pks)
            held = set(rows.values_list(parent.attname, flat=True)) - {None}
            parents[parent.related_model] |= held
        for model, pks in parents.items():
            if model is Sentra:
                sentra |= pks
            elif getattr(model, "part_of", "") == "sentra":
                rows = model._default_manager.filter(pk__in=pks, sentra__isnull=False)
                sentra |= set(rows.values_list("sentra_id", flat=True))
        self._hold(Sentra, sentra, lock=lock)
        for model, pks in parents.items():
            if model is not Sentra:
                self._hold(model, pks, lock=lock)
        self._know_sentra(sentra)

    def _hold(self, model: type[models.Model], pks: set[Any], *, lock: bool) -> None:
        if lock and pks:
            list(_locked(model, pks))

    def _stored(
        self, targets: Mapping[int, Any], *, lock: bool
    ) -> dict[tuple[type[models.Model], Any], dict[str, Any]]:
        by_model: dict[type[models.Model], set[Any]] = defaultdict(set)
        for position, pk in targets.items():
            by_model[all_kinds()[self.act.changes[position].kind].model].add(pk)
        stored = {}
        for model, pks in by_model.items():
            self._hold(model, pks, lock=lock)
            for row in model._default_manager.filter(pk__in=pks).values():
                stored[(model, row[model._meta.pk.attname])] = row
        return stored

    # --- one row

    def _draft_one(
        self,
        position: int,
        change: Change,
        kind: Kind,
        targets: Mapping[int, Any],
        stored: Mapping[tuple[type[models.Model], Any], dict[str, Any]],
    ) -> Draft | None:
        if not kind.creates and position not in targets:
            return None
        before = {} if kind.creates else stored[(kind.model, targets[position])]
        row = _blank(kind.model) if kind.creates else dict(before)
        if kind.creates:
            row["version"] = 0
            if isinstance(kind.model._meta.pk, models.AutoField):
                row[kind.model._meta.pk.attname] = self._refs[f"#{position}"][1]
        found = self._read(position, change, kind)
        row |= found
        self.problems += [problem.at(position) for problem in _missing(change, kind, found)]
        draft = Draft(
            position=position,
            kind_code=kind.code,
            noun=kind.noun,
            model=kind.model,
            row=row,
            before=before,
            given=frozenset(change.values),
        )
        if not kind.creates:
            self._compare_version(change, draft)
        return draft

    def _read(self, position: int, change: Change, kind: Kind) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in {**change.values, **kind.fixed}.items():
            try:
                if name in kind.figures:
                    values |= read_figure(name, value, _field(kind.model, name))
                elif name in kind.fields or name in kind.fixed:
                    field = _field(kind.model, name)
                    assert field is not None, f"{kind.code} names no field {name}"
                    values[field.attname] = self._read_field(field, value)
                else:
                    self.problems.append(FIELD_UNKNOWN.problem(name, name).at(position))
            except Unreadable as unreadable:
                self.problems.append(unreadable.problem.at(position))
        return values

    def _read_field(self, field: Any, value: Any) -> Any:
        if not isinstance(field, models.ForeignKey):
            return read_value(field, value)
        if value in (None, ""):
            if field.null:
                return None
            raise Unreadable(REQUIRED.problem(field.name, value))
        named = self._refs.get(str(value))
        if named is not None and named[0] is field.related_model:
            return named[1]
        pk = self._keys.get(field.related_model, {}).get(str(value))
        if pk is None:
            noun = field.related_model._meta.verbose_name
            raise Unreadable(UNKNOWN_KEY.problem(field.name, value, noun=noun))
        return pk

    def _compare_version(self, change: Change, draft: Draft) -> None:
        now = draft.before["version"]
        if change.base_version is None:
            if not self.act.actor.is_system:
                self.problems.append(VERSION_MISSING.problem("base_version").at(draft.position))
            return
        if change.base_version != now:
            self.conflicts += conflicts_of(draft, change)

    # --- policy and rules

    def _read_sentra(self, drafts: Iterable[Draft]) -> None:
        """The sentra of every part, for rules and policy: one statement for those not yet read."""
        wanted = {
            draft.row["sentra_id"] for draft in drafts if draft.row.get("sentra_id") is not None
        } - set(self.facts.sentra_rows)
        new = {draft.row["id"] for draft in drafts if draft.model is Sentra}
        self._know_sentra(wanted - new)

    def _know_sentra(self, pks: set[int]) -> None:
        rows: Any = Sentra.objects.filter(pk__in=pks).values() if pks else ()
        self.facts.sentra_rows.update((row["id"], row) for row in rows)

    def _judged(self, drafts: list[Draft]) -> list[Draft]:
        unreadable = {problem.position for problem in self.problems}
        moved = {conflict.position for conflict in self.conflicts}
        for draft in drafts:
            kind = all_kinds()[draft.kind_code]
            if not policy.can(self.act.actor, kind.code, _place(draft, self.facts)):
                self.problems.append(NOT_ALLOWED.problem("kind", kind.code).at(draft.position))
                continue
            if draft.position in unreadable | moved:
                continue  # rules need every value, and the row the person saw
            for derive in kind.derive:
                derive(draft, self.facts)
            for rule in (names_nothing_withdrawn, *kind.rules):
                self.problems += [p.at(draft.position) for p in rule(draft, self.facts)]
        return drafts


def _place(draft: Draft, facts: Facts) -> Any:
    """What policy is asked about: an unsaved object with the draft's region, or the proposed row
    itself where a region does not say whose it is."""
    row = draft.row
    if draft.model in policy.JUDGED_AS_ITSELF or draft.kind_code in policy.TAKING_BACK:
        return draft.model(**row)
    if row.get("sentra_id") is not None and "province_id" not in row:
        row = facts.sentra(row["sentra_id"])
    return Sentra(province_id=row.get("province_id") or "", regency_id=row.get("regency_id"))


def _missing(change: Change, kind: Kind, found: Mapping[str, Any]) -> Iterator[Problem]:
    """Required fields of a new row that nobody gave."""
    for name in required_fields(kind):
        if name not in change.values and _field(kind.model, name).attname not in found:
            yield REQUIRED.problem(name, None)


def required_fields(kind: Kind) -> list[str]:
    """What a new row of this kind cannot do without."""
    names = []
    for name in kind.fields if kind.creates else ():
        field = _field(kind.model, name)
        if field is None or name in kind.fixed:
            continue
        if field.blank or field.null or field.has_default() or not field.editable:
            continue
        if name == "code" and any(d.__name__ == "give_code" for d in kind.derive):
            continue
        names.append(name)
    return names


def _locked(model: type[models.Model], pks: Iterable[Any]) -> models.QuerySet:
    """Rows held FOR NO KEY UPDATE in key order."""
    return (
        model._default_manager.filter(pk__in=pks)
        .order_by("pk")
        .select_for_update(no_key=True)
        .values_list("pk", flat=True)
    )


@cache
def _field(model: type[models.Model], name: str) -> Any:
    return next((field for field in model._meta.concrete_fields if field.name == name), None)


def _blank(model: type[models.Model]) -> dict[str, Any]:
    """A new row with every default."""
    return {
        field.attname: (field.get_default() if field.has_default() else _nothing(field))
        for field in model._meta.concrete_fields
    }


def _nothing(field: models.Field) -> Any:
    is_text = isinstance(field, models.CharField | models.TextField)
    return "" if is_text and not field.null else None


__all__ = ["Drafting", "key_field", "required_fields"]
