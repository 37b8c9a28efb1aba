"""A region gets a new code: everything that stands on today's map moves by one act, and every dated
fact keeps the code of its time.

Which nouns move is read from the kinds: whatever can be corrected in province and regency."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch
from registry.changes.fields import key_field
from registry.changes.kinds import Kind, all_kinds
from registry.choices import ChangeSource, ReasonCode
from registry.models import District, Mandate, Regency, RegionSuccession, Village
from registry.policy import Actor
from sentra.lib.problems import ChangeRejected, problem_code

NO_SUCCESSOR = problem_code(
    "region.no_successor",
    "Kode {value} tidak mempunyai satu kode pengganti yang tercatat dan masih berlaku.",
)


def successor_of(old_code: str) -> Regency:
    """The regency of today's map that an old regency code became.

    Raises ChangeRejected when there is none, or more than one (a split is decided case by case)."""
    codes = RegionSuccession.objects.filter(kind="recode", old_code=old_code)
    found = list(Regency.objects.today().filter(code__in=codes.values("new_code")))
    if len(found) != 1:
        raise ChangeRejected([NO_SUCCESSOR.problem("old_code", old_code)])
    return found[0]


def recode_regency(old_code: str, *, actor: Actor, reason: str) -> Applied | None:
    """Move everything from an old regency code to its successor, as one act.

    Districts and villages follow by the rest of their code where the successor has them; otherwise
    they become unknown, and the source's own words stay. None when nothing stands there."""
    new = successor_of(old_code)
    changes = tuple(_moves(old_code, new))
    if not changes:
        return None
    return apply_batch(
        Act(changes, actor, ChangeSource.SYSTEM, reason, ReasonCode.REGION_CHANGE.value)
    )


def _moves(old_code: str, new: Regency) -> Iterator[Change]:
    for kind in _moving_kinds():
        for row in _standing(kind.model).filter(regency_id=old_code).order_by("pk"):
            yield Change(
                kind.code,
                _new_place(kind, row, old_code, new),
                str(getattr(row, key_field(kind.model))),
                row.version,  # type: ignore[attr-defined]
            )
    for mandate in Mandate.objects.filter(region_code=old_code).order_by("pk"):
        yield Change("mandate.correct", {"region_code": new.code}, str(mandate.pk), mandate.version)


def _standing(model: type[models.Model]) -> models.QuerySet:
    """The rows of a noun that are in force: what was withdrawn stands on no map and is corrected no
    more."""
    rows = model._default_manager.all()
    has_end = any(field.name == "is_withdrawn" for field in model._meta.get_fields())
    return rows.filter(is_withdrawn=False) if has_end else rows


def _moving_kinds() -> list[Kind]:
    """Offices first, so that a mandate's region and its office agree at the end of the act."""
    kinds = [
        kind
        for kind in all_kinds().values()
        if kind.code.endswith(".correct") and {"province", "regency"} <= set(kind.fields)
    ]
    return sorted(kinds, key=lambda kind: (kind.noun != "office", kind.code))


def _new_place(kind: Kind, row: Any, old_code: str, new: Regency) -> dict[str, str | None]:
    place: dict[str, str | None] = {"province": new.province_id, "regency": new.code}
    levels: tuple[tuple[str, type[models.Model]], ...] = (
        ("district", District),
        ("village", Village),
    )
    for name, model in levels:
        code = getattr(row, f"{name}_id", None)
        if name not in kind.fields or not code:
            continue
        moved = new.code + code[len(old_code) :]
        place[name] = moved if model._default_manager.filter(pk=moved).exists() else None
    if place.get("district") is None and "village" in place:
        place["village"] = None
    return place
