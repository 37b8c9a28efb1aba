"""Rules of withdrawing a whole record: nothing in force may name it, nobody may wait for a decision
on it, and from then on nothing names it any more. Lines of the record leave force with it."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from registry.choices import ActState
from registry.models import Record, SubmissionAct, owner_field
from registry.queries.facts import CORRESPONDENCE
from registry.queries.words import Reader
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

NAMES_WITHDRAWN = problem_code(
    "record.names_withdrawn",
    _("{noun} {value} sudah ditarik sebagai catatan keliru. Pilih catatan lain."),
)
STILL_NAMED = problem_code(
    "record.still_named",
    _("{noun} “{value}” masih menyebut catatan ini. Perbaiki atau tarik dahulu {value}."),
)
PROPOSAL_OPEN = problem_code(
    "sentra.proposal_open",
    _(
        "Usulan {value} tentang sentra ini masih menunggu putusan."
        " Putuskan dahulu, baru tarik catatannya."
    ),
)
# How many of one noun are named in full; more would not be read.
SHOWN = 3


def names_nothing_withdrawn(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A row in force belongs to no withdrawn record, and a key that is given, or put back into
    force, leads to none."""
    if draft.row.get("is_withdrawn"):
        return
    owner = owner_field(draft.model)
    was_out = bool(draft.before.get("is_withdrawn"))
    for field in _keys(draft.model):
        pk = draft.row.get(field.attname)
        is_old = not draft.is_new and not was_out and draft.before.get(field.attname) == pk
        if pk is None or (is_old and field is not owner):
            continue
        row = _as_it_will_stand(field.related_model, pk, facts)
        if row.get("is_withdrawn"):
            noun = capfirst(str(field.related_model._meta.verbose_name))
            code = row.get("public_code") or row.get("code") or pk
            yield NAMES_WITHDRAWN.problem(field.name, code, noun=noun)


def nobody_waits(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """No proposal about the sentra waits for its decision."""
    decided = [d.row["id"] for d in facts.drafts if d.model is SubmissionAct and not d.is_new]
    waiting = SubmissionAct.objects.filter(sentra=draft.row["id"], state=ActState.RECEIVED)
    numbers = waiting.exclude(pk__in=decided).order_by("pk")
    for number in numbers.values_list("submission__receipt_number", flat=True)[:SHOWN]:
        yield PROPOSAL_OPEN.problem("is_withdrawn", number)


def nobody_names_it(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """No other record in force points at it, as all will stand after the act; its own lines may,
    since they leave force with it."""
    for relation in draft.model._meta.related_objects:
        other, field = relation.related_model, relation.field
        if not issubclass(other, Record) or other in CORRESPONDENCE or field is owner_field(other):
            continue
        rows = _naming(other, field, draft.row["id"], facts)[:SHOWN]
        reader = Reader((other, row) for row in rows)
        for row in rows:
            noun = capfirst(str(other._meta.verbose_name))
            words = row.get("code") or reader.line(other, row) or row["id"]
            yield STILL_NAMED.problem("is_withdrawn", words, noun=noun)


def _keys(model: type[models.Model]) -> Iterator[Any]:
    for field in model._meta.concrete_fields:
        is_whole = getattr(field.related_model, "withdrawn_whole", False)
        if isinstance(field, models.ForeignKey) and is_whole:
            yield field


def _as_it_will_stand(model: Any, pk: Any, facts: Facts) -> Mapping[str, Any]:
    """A record that is named, drafted or stored; one statement per noun and act for those that the
    act has not read."""
    key = ("named", model)
    if key not in facts.remembered:
        rows = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is model}
        named = {
            d.row.get(f.attname)
            for d in facts.drafts
            for f in _keys(d.model)
            if f.related_model is model
        } - {None}
        rows |= {
            one: facts.sentra_rows[one]
            for one in named - set(rows)
            if one in facts.sentra_rows and model._meta.label == "registry.Sentra"
        }
        missing = named - set(rows)
        stored = model._default_manager.filter(pk__in=missing).values() if missing else ()
        facts.remembered[key] = rows | {row["id"]: row for row in stored}
    return facts.remembered[key].get(pk, {})


def _naming(
    other: type[models.Model], field: Any, pk: Any, facts: Facts
) -> list[Mapping[str, Any]]:
    """Rows of another noun that will name the record and be in force."""
    rows = other._default_manager.filter(**{field.name: pk})
    names = {one.name for one in other._meta.concrete_fields}
    owner = owner_field(other)
    if owner is not None:
        rows = rows.filter(**{f"{owner.name}__is_withdrawn": False})
    found: dict[Any, Mapping[str, Any]] = {row["id"]: row for row in rows.order_by("pk").values()}
    drafts = [draft for draft in facts.drafts if draft.model is other]
    found |= {draft.row["id"]: draft.row for draft in drafts}
    gone = {
        d.row["id"]
        for d in facts.drafts
        if d.row.get("is_withdrawn") and owner is not None and d.model is owner.related_model
    }
    return [
        row
        for row in found.values()
        if row[field.attname] == pk
        and not ("is_withdrawn" in names and row["is_withdrawn"])
        and not (owner is not None and row[owner.attname] in gone)
    ]
