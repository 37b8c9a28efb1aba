"""The history of one sentra as others may read it: when, which office in which role, the kind of
reason, and each public column before and after. Never a person, never words that could name one."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models

from registry.models import (
    Commodity,
    FactClaim,
    Institution,
    Office,
    Sentra,
    SentraAlias,
    SentraCommodity,
    SentraInstitution,
    SentraOrigin,
    SentraSource,
    SentraStatus,
    SentraSuccession,
    SentraVerification,
    Source,
    YearlyProfile,
)
from registry.models.profile import FIGURES, SUFFIXES
from registry.queries.as_of import event_model
from registry.queries.public_parts import PART_CODES, PART_MONEY, PART_NAMES, PUBLIC_PARTS

Event = Mapping[str, Any]
# Whether this reader may see the money of a profile, given the office of its source, if any.
MaySeeMoney = Callable[[int | None], bool]

# What a claim about money says is money, too.
CLAIMED = (*(f"claimed{suffix}" for suffix in SUFFIXES), "published_reason")
PLACE = ("province_id", "regency_id", "district_id", "village_id")
PUBLIC: Mapping[type[models.Model], tuple[str, ...]] = {
    Sentra: (
        "name",
        "kind",
        "recognition",
        *PLACE,
        "place_words",
        "latitude",
        "longitude",
        "location_precision",
        "is_one_place",
        "same_product",
        "same_raw_material",
        "same_process",
    ),
    SentraAlias: ("name", "kind", "valid_from", "valid_to", "source_id"),
    SentraCommodity: ("commodity_id", "is_primary", "valid_from", "valid_to"),
    SentraOrigin: ("kind", "origin_year", "precision", "source_id"),
    SentraSource: ("source_id",),
    SentraInstitution: ("institution_id", "role", "valid_from", "valid_to", "source_id"),
    SentraStatus: ("status", "status_on", "status_precision", "source_id", "region_code"),
    SentraVerification: ("verified_on", "valid_to", "office_id", "method", "is_disputed"),
    SentraSuccession: (
        "kind",
        "successor_id",
        "happened_on",
        "happened_precision",
        "old_name",
        "old_region_code",
        "source_id",
    ),
    FactClaim: (
        "fact",
        "year",
        *CLAIMED,
        "stated",
        "source_id",
        "said_on",
        "said_precision",
        "is_published",
    ),
    YearlyProfile: (
        "year",
        "source_id",
        "region_code",
        *(f"{figure.code}{suffix}" for figure in FIGURES for suffix in SUFFIXES),
    ),
    **PUBLIC_PARTS,
}
# Free words and what lies below the village: for callers with a mandate.
WITH_A_ROLE: Mapping[type[models.Model], tuple[str, ...]] = {
    Sentra: ("hamlet", "note"),
    SentraStatus: ("evidence",),
    SentraVerification: ("note",),
    SentraSuccession: ("reason_words",),
}
NOUNS: Mapping[type[models.Model], str] = {
    Sentra: "sentra",
    SentraAlias: "alias",
    SentraCommodity: "sentra_commodity",
    SentraOrigin: "origin",
    SentraSource: "sentra_source",
    SentraInstitution: "sentra_institution",
    SentraStatus: "status",
    SentraVerification: "verification",
    SentraSuccession: "sentra_succession",
    FactClaim: "fact_claim",
    YearlyProfile: "profile",
    **PART_NAMES,
}
CODED: Mapping[str, type[models.Model]] = {
    "commodity_id": Commodity,
    "source_id": Source,
    "institution_id": Institution,
    "office_id": Office,
    **PART_CODES,
    "successor_id": Sentra,
}
MONEY = PART_MONEY | frozenset(
    f"{figure.code}{suffix}" for figure in FIGURES if figure.is_money for suffix in SUFFIXES
)


@dataclass(frozen=True)
class Step:
    """One version of one row, with the version before it (empty for the first)."""

    model: type[models.Model]
    before: Event
    after: Event


def public_history(
    sentra: int, *, may_see_money: MaySeeMoney, has_role: bool
) -> list[dict[str, Any]]:
    """One row for each column that changed, newest first; a constant number of statements."""
    steps = [step for model in NOUNS for step in _steps(model, sentra)]
    codes = _codes(steps)
    rows = [
        row
        for step in steps
        for row in _rows(step, codes, may_see_money=may_see_money, has_role=has_role)
    ]
    rows.sort(key=lambda row: row["changed_at"], reverse=True)
    return rows


def _steps(model: type[models.Model], sentra: int) -> Iterator[Step]:
    owner = "pgh_obj_id" if model is Sentra else "sentra_id"
    events = event_model(model)._default_manager.filter(**{owner: sentra})
    before: dict[int, Event] = {}
    for event in events.order_by("pgh_obj_id", "version", "pgh_id").values():
        yield Step(model, before.get(event["pgh_obj_id"], {}), event)
        before[event["pgh_obj_id"]] = event


def _codes(steps: Iterable[Step]) -> dict[tuple[str, int], tuple[str, int | None]]:
    """Code by (column, key) for every row that is referred to; for a source also its office."""
    wanted: dict[str, set[int]] = {name: set() for name in CODED}
    for step in steps:
        for name in CODED:
            if step.after.get(name) is not None:
                wanted[name].add(step.after[name])
    found: dict[tuple[str, int], tuple[str, int | None]] = {}
    for name, keys in wanted.items():
        rows = CODED[name]._default_manager.filter(pk__in=keys)
        code = "public_code" if CODED[name] is Sentra else "code"
        fields = ("pk", code, "office_id") if name == "source_id" else ("pk", code)
        for pk, code, *office in rows.values_list(*fields):
            found[name, pk] = (code, office[0] if office else None)
    return found


def _rows(
    step: Step,
    codes: Mapping[tuple[str, int], tuple[str, int | None]],
    *,
    may_see_money: MaySeeMoney,
    has_role: bool,
) -> Iterator[dict[str, Any]]:
    said = step.after["pgh_context"] or {}
    is_part = step.model is not Sentra
    names = [*PUBLIC[step.model], *(WITH_A_ROLE.get(step.model, ()) if has_role else ())]
    if is_part:
        names.append("is_withdrawn")

    def shown(event: Event, name: str) -> Any:
        value = event.get(name)
        if name in CODED and value is not None:
            return codes.get((name, value), (None, None))[0]
        is_claimed_money = name in CLAIMED and event.get("fact", "").endswith("_idr")
        if (name in MONEY or is_claimed_money) and event:
            _code, office = codes.get(("source_id", event["source_id"]), ("", None))
            return value if may_see_money(office) else None
        return None if value == "" or (name == "is_withdrawn" and not value) else value

    now = {} if step.after["pgh_label"] == "delete" else step.after
    for name in names:
        before, after = shown(step.before, name), shown(now, name)
        if before == after:
            continue
        yield {
            "changed_at": step.after["pgh_created_at"],
            "act": str(step.after["pgh_context_id"] or ""),
            "office_code": " ".join(said.get("offices") or ()),
            "role": " ".join(said.get("roles") or ()),
            "channel": said.get("source", ""),
            "reason_code": said.get("reason_code", ""),
            "reason": said.get("reason", ""),
            "kinds": " ".join(said.get("kinds") or ()),
            "noun": NOUNS[step.model],
            "line": str(step.after["pgh_obj_id"]) if is_part else step.after["public_code"],
            "operation": _operation(step),
            "row_version": step.after["version"],
            "column": column_code(name),
            "before": before,
            "after": after,
        }


def column_code(name: str) -> str:
    """The column as the lists call it: a key to another row shows that row's code."""
    return f"{name.removesuffix('_id')}_code" if name.endswith("_id") else name


def _operation(step: Step) -> str:
    if step.after["pgh_label"] == "delete":
        return "deleted"
    if not step.before:
        return "recorded"
    is_withdrawal = step.after.get("is_withdrawn") and not step.before.get("is_withdrawn")
    return "withdrawn" if is_withdrawal else "corrected"
