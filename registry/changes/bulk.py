"""Verbs on many rows: for each selected row the changes it needs, none of them applied here. The
rows' own versions travel along, so that a row that moves meanwhile is refused."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from registry.changes.change import Change
from registry.changes.fields import key_field
from registry.models import (
    Commodity,
    Facility,
    FacilityState,
    Institution,
    Part,
    Record,
    Sentra,
    SentraCommodity,
    SentraInstitution,
    SentraStatus,
    SentraVerification,
)

Values = Mapping[str, Any]
# One list of changes for each row, in the order of the rows.
BulkVerb = Callable[[Sequence[Any], Values], list[list[Change]]]


def correct(noun: str) -> BulkVerb:
    """Give every row the same values."""

    def verb(rows: Sequence[Record], values: Values) -> list[list[Change]]:
        return [
            [
                Change(
                    f"{noun}.correct",
                    dict(values),
                    str(getattr(row, key_field(type(row)))),
                    row.version,
                )
            ]
            for row in rows
        ]

    return verb


def withdraw(noun: str) -> BulkVerb:
    """Take every row out of force; nothing where it already is."""

    def verb(rows: Sequence[Part], values: Values) -> list[list[Change]]:
        return [
            [] if row.is_withdrawn else [Change(f"{noun}.withdraw", {}, str(row.pk), row.version)]
            for row in rows
        ]

    return verb


def add_facility_state(rows: Sequence[Facility], values: Values) -> list[list[Change]]:
    """Record the same dated state of every facility that does not say so already."""
    codes = dict(
        Sentra.objects.filter(pk__in=[row.sentra_id for row in rows]).values_list(
            "pk", "public_code"
        )
    )
    told = _told(FacilityState, "facility", rows, values)
    return [
        []
        if row.pk in told
        else [
            Change(
                "facility_state.record",
                {**values, "sentra": codes[row.sentra_id], "facility": str(row.pk)},
            )
        ]
        for row in rows
    ]


def add_verification(rows: Sequence[Sentra], values: Values) -> list[list[Change]]:
    """Record the same look of an office about every sentra; each keeps its own line."""
    return _about_each("verification.record", SentraVerification, rows, values)


def _about_each(
    kind: str, model: type[Part], rows: Sequence[Sentra], values: Values
) -> list[list[Change]]:
    """One new line for every sentra; nothing where it is on record."""
    told = _told(model, "sentra", rows, values)
    return [
        [] if row.pk in told else [Change(kind, {**values, "sentra": row.public_code})]
        for row in rows
    ]


def _told(model: type[Part], owner: str, rows: Sequence[Any], values: Values) -> set[Any]:
    """The rows about which exactly this is on record, so that an act confirmed twice says it once.
    What the form left open may have been derived since, so it is not compared."""
    asked: dict[str, Any] = {}
    for name, value in values.items():
        if value not in (None, ""):
            field: Any = model._meta.get_field(name)
            path = f"{name}__{key_field(field.related_model)}" if field.is_relation else name
            asked[path] = value
    lines = model._default_manager.filter(**{f"{owner}__in": rows}, is_withdrawn=False, **asked)
    return set(lines.values_list(f"{owner}_id", flat=True))


def end_roles(rows: Sequence[Institution], values: Values) -> list[list[Change]]:
    """End every role these institutions still hold, on one day."""
    lines: dict[int, list[SentraInstitution]] = defaultdict(list)
    still_held = SentraInstitution.objects.in_force().filter(valid_to__isnull=True)
    for line in still_held.filter(institution__in=rows).order_by("pk"):
        lines[line.institution_id].append(line)
    return [
        [
            Change("sentra_institution.correct", dict(values), str(line.pk), line.version)
            for line in lines[row.pk]
        ]
        for row in rows
    ]


def add_status(rows: Sequence[Sentra], values: Values) -> list[list[Change]]:
    """Record the same dated report about every sentra."""
    return _about_each("status.record", SentraStatus, rows, values)


def set_primary_commodity(rows: Sequence[Sentra], values: Values) -> list[list[Change]]:
    """Make one commodity the primary of every sentra; the former primary stays as a second one."""
    wanted = values.get("commodity", "")
    lines: dict[int, list[SentraCommodity]] = defaultdict(list)
    in_force = SentraCommodity.objects.in_force().filter(valid_to__isnull=True)
    for line in in_force.filter(sentra__in=rows).select_related("commodity").order_by("pk"):
        lines[line.sentra_id].append(line)
    return [_primary(row, wanted, lines[row.pk]) for row in rows]


def _primary(sentra: Sentra, wanted: str, lines: Sequence[SentraCommodity]) -> list[Change]:
    """Nothing where it already is the primary. A line made primary is withdrawn and recorded anew:
    two lines of one sentra cannot change places within one statement."""
    if any(line.is_primary and line.commodity.code == wanted for line in lines):
        return []
    changes = []
    for line in lines:
        if line.commodity.code == wanted:
            changes.append(Change("sentra_commodity.withdraw", {}, str(line.pk), line.version))
        elif line.is_primary:
            demoted = {"is_primary": False}
            changes.append(Change("sentra_commodity.correct", demoted, str(line.pk), line.version))
    new = {"sentra": sentra.public_code, "commodity": wanted, "is_primary": True}
    return [*changes, Change("sentra_commodity.record", new)]


def fold_into(rows: Sequence[Commodity], values: Values) -> list[list[Change]]:
    """Keep each commodity's name as a synonym of the one that stays, and move what sentra make to
    it. A sentra that makes both already loses the line that would stand there twice."""
    keeper = values.get("commodity", "")
    uses = SentraCommodity.objects.in_force().filter(valid_to__isnull=True)
    has_keeper = set(uses.filter(commodity__code=keeper).values_list("sentra_id", flat=True))
    by_commodity: dict[int, list[SentraCommodity]] = defaultdict(list)
    for line in uses.filter(commodity__in=rows).order_by("pk"):
        by_commodity[line.commodity_id].append(line)
    found = []
    for row in rows:
        changes = [Change("synonym.record", {"commodity": keeper, "name": row.name})]
        for line in by_commodity[row.pk]:
            if line.sentra_id in has_keeper:
                changes.append(Change("sentra_commodity.withdraw", {}, str(line.pk), line.version))
            else:
                has_keeper.add(line.sentra_id)
                moved = {"commodity": keeper}
                changes.append(
                    Change("sentra_commodity.correct", moved, str(line.pk), line.version)
                )
        found.append(changes if row.code != keeper else [])
    return found
