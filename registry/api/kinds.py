"""What a proposal may hold, for machines: every kind a dinas may propose, with its fields, which of
them a new row needs, and which take a figure."""

from collections.abc import Iterator
from typing import Any

from django.db import models
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from registry.changes.drafting import required_fields
from registry.changes.fields import key_field
from registry.changes.kinds import PROPOSED, Kind, all_kinds
from sentra.lib.api import json_bytes
from sentra.lib.filtering import QueryRejected, unknown_parameter
from sentra.lib.reading import ReadView, with_validator


class ProposableKinds(ReadView):
    """Jenis perubahan yang dapat diusulkan: isian, mana yang wajib pada baris baru, dan mana yang
    berupa angka dengan batas. Dari sinilah isi `changes` sebuah usulan dibuat."""

    tag = "usulan"
    renderer_classes = [JSONRenderer]

    def get(self, request: Request) -> HttpResponseBase:
        """All of them, in the order of their codes."""
        unknown = [
            unknown_parameter(name, ("format",))
            for name in request.query_params
            if name != "format"
        ]
        if set(request.query_params) - {"format"}:
            raise QueryRejected(unknown)
        rows = [kind_row(kind) for kind in proposable_kinds()]
        payload = {"count": len(rows), "results": rows}
        response = HttpResponse(json_bytes(payload), content_type="application/json")
        return with_validator(request, response)


def proposable_kinds() -> Iterator[Kind]:
    """The kinds that may stand in a proposal."""
    for code in sorted(all_kinds()):
        if all_kinds()[code].surfaces >= PROPOSED:
            yield all_kinds()[code]


def kind_row(kind: Kind) -> dict[str, Any]:
    """One kind for a program."""
    needed = set(required_fields(kind))
    fields = [field_row(kind, name, is_required=name in needed) for name in kind.fields]
    figures = [
        {"name": name, "type": "figure", "is_required": False}
        for name in kind.figures
        if name not in kind.fields
    ]
    return {
        "kind": kind.code,
        "sentence": str(kind.sentence),
        "noun": kind.noun,
        "is_new_row": kind.creates,
        "needs_target": not kind.creates,
        "fields": [*fields, *figures],
    }


def field_row(kind: Kind, name: str, *, is_required: bool) -> dict[str, Any]:
    """One field: type, choices, and whose key it holds."""
    field: Any = kind.model._meta.get_field(name)
    row: dict[str, Any] = {
        "name": name,
        "label": str(field.verbose_name),
        "type": type_of(field),
        "is_required": is_required,
    }
    if field.flatchoices:
        row["choices"] = [str(value) for value, _label in field.flatchoices]
    if getattr(field, "max_length", None):
        row["max_length"] = field.max_length
    if isinstance(field, models.ForeignKey):
        related: Any = field.related_model
        row["names"] = f"{related._meta.model_name}.{key_field(related)}"
    return row


TYPES: tuple[tuple[type[models.Field], str], ...] = (
    (models.ForeignKey, "key"),
    (models.BooleanField, "boolean"),
    (models.DateTimeField, "moment"),
    (models.DateField, "date"),
    (models.DecimalField, "decimal"),
    (models.IntegerField, "integer"),
    (models.JSONField, "json"),
)


def type_of(field: Any) -> str:
    """How the value is written in JSON."""
    return next((name for kind, name in TYPES if isinstance(field, kind)), "text")
