"""OpenAPI from the views themselves: columns become row schemas, parameters of the FilterSets
become query parameters, and every operation says how it refuses."""

from __future__ import annotations

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ResolvedComponent
from drf_spectacular.settings import spectacular_settings

from sentra.lib.asking import DEFAULT_LIMIT, FORMATS, MAX_LIMIT, MAX_OFFSET
from sentra.lib.columns import row_schema
from sentra.lib.filtering import LISTED, MAX_LENGTH, MAX_VALUES, ParameterFilter, StrictFilterSet
from sentra.lib.listing import DetailView, ListView, RowView
from sentra.lib.schema_writing import (
    BODIES,
    CALLER_REFUSALS,
    SENT,
    write_headers,
    write_refusals,
)
from sentra.lib.tabular import DIALECTS
from sentra.lib.workbook import MEDIA_TYPE

Schema = dict[str, Any]

PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "errors"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "message"],
                "properties": {
                    "parameter": {"type": "string"},
                    "pointer": {"type": "string"},
                    "code": {"type": "string"},
                    "message": {"type": "string"},
                    "value": {},
                },
            },
        },
    },
}
REFUSALS = {
    "400": "Permintaan ditolak: setiap parameter yang salah disebut, dengan yang terdekat.",
    "404": "Tidak ditemukan.",
    "405": "API ini hanya dibaca.",
    "406": "Format tidak tersedia.",
    "429": "Terlalu banyak permintaan; lihat Retry-After.",
}
GONE = "Catatan keliru yang ditarik: hari dan alasannya (`record.gone`)."
MOVED = "Sudah digabung: Location dan `merged_into` menyebut penerusnya."
NOTICE: Schema = {"type": "string", "description": "Ada selama data contoh dimuat."}
LOOKUP_WORDS = {
    "in": f"beberapa nilai dipisah koma, paling banyak {MAX_VALUES}",
    "not": f"selain nilai ini, dipisah koma, paling banyak {MAX_VALUES}",
    "gte": "sekurang-kurangnya",
    "lte": "paling banyak",
    "isnull": "true: belum diisi; false: sudah diisi",
    "icontains": "memuat kata ini",
}


class ProblemAwareSchema(AutoSchema):
    """The setting DEFAULT_SCHEMA_CLASS."""

    def is_excluded(self) -> bool:
        """A list is documented once, not once more for each suffix."""
        return self.path.endswith(tuple(f".{suffix}" for suffix in FORMATS))

    def get_operation_id(self) -> str:
        """The address in words: sentra_code_profiles_list."""
        path = self.path.removeprefix(spectacular_settings.SCHEMA_PATH_PREFIX)
        words = [part.strip("{}") for part in path.split("/") if part]
        verb = "list" if isinstance(self.view, ListView) else "read"
        if self.is_writing:
            verb = "send"
        return "_".join([*words, verb]).replace("-", "_")

    @property
    def is_writing(self) -> bool:
        """Whether this operation changes anything."""
        return bool(self.method == "POST")

    @property
    def is_for_callers(self) -> bool:
        """Whether an account is needed even to read."""
        return hasattr(self.view, "permission_classes") and any(
            hasattr(one, "writing") for one in self.view.permission_classes
        )

    def get_tags(self) -> list[str]:
        """The subject."""
        return [getattr(self.view, "tag", "registri")]

    def get_description(self) -> str:  # type: ignore[override]
        """The view's own words."""
        return " ".join((self.view.__class__.__doc__ or "").split())

    def get_auth(self) -> list[Schema]:
        """Reading is open but for submissions; a session of the pages only adds columns."""
        return [{"token": []}] if self.is_for_callers else []

    def _get_parameters(self) -> list[Schema]:
        path = [
            {"in": "path", "name": name, "required": True, "schema": {"type": "string"}}
            for name in self.path_names()
        ]
        if self.is_writing:
            return [*path, *write_headers(self.view)]
        return [*path, *self.query_parameters()]

    def path_names(self) -> list[str]:
        """The variables of the address."""
        parts = self.path.split("{")[1:]
        return [part.split("}")[0] for part in parts]

    def query_parameters(self) -> list[Schema]:
        """Filters first, then what every list reads."""
        found = [filter_parameter(name, f) for name, f in self.filters().items()]
        if isinstance(self.view, ListView):
            found += list_parameters(self.view)
        if isinstance(self.view, DetailView):
            found += detail_parameters(self.view)
        return found

    def filters(self) -> dict[str, ParameterFilter]:
        """The filters of the view, if it has any."""
        filterset: type[StrictFilterSet] | None = getattr(self.view, "filterset_class", None)
        return dict(filterset.base_filters) if filterset is not None else {}  # type: ignore[arg-type]

    def _get_request_body(self, direction: str = "request") -> Schema | None:
        if not self.is_writing:
            return None
        name = self.view.body_name  # type: ignore[attr-defined]
        schema = self.component(name, BODIES[name])
        return {"required": True, "content": {"application/json": {"schema": schema}}}

    def _get_response_bodies(self, direction: str = "response") -> Schema:
        problem = self.component("Problem", PROBLEM)
        told = REFUSALS | self.gone() | (CALLER_REFUSALS if self.is_for_callers else {})
        if self.is_writing:
            told = write_refusals(self.view)
        refusals: dict[str, Any] = {
            status: {
                "description": text,
                "content": {"application/problem+json": {"schema": problem}},
            }
            for status, text in sorted(told.items())
        }
        if self.is_writing:
            sent = {"application/json": {"schema": self.component("Sent", SENT)}}
            good = {"description": "Tersimpan.", "content": sent}
            return {self.view.answer_status: good, **refusals}  # type: ignore[attr-defined]
        if getattr(self.view, "leads_elsewhere", False):
            refusals = {"301": {"description": MOVED}} | refusals
        return {"200": self.answer(), "304": {"description": "Tidak berubah."}, **refusals}

    def gone(self) -> dict[str, str]:
        """The refusal of an address whose record may have been withdrawn."""
        return {"410": GONE} if getattr(self.view, "can_be_gone", False) else {}

    def answer(self) -> Schema:
        """The good answer in each of its formats."""
        headers = {"ETag": {"schema": {"type": "string"}, "description": "Penanda isi jawaban."}}
        if not isinstance(self.view, RowView):
            body: Schema = {"type": "object"}
        elif isinstance(self.view, ListView):
            body = self.envelope(self.row(self.view))
        elif isinstance(self.view, DetailView):
            body = self.detail(self.view)
        else:
            body = self.row(self.view)
        content = {"application/json": {"schema": body}}
        if isinstance(self.view, ListView):
            content["text/csv"] = {"schema": {"type": "string"}}
            content[MEDIA_TYPE] = {"schema": {"type": "string", "format": "binary"}}
        return {"description": "Jawaban.", "headers": headers, "content": content}

    def row(self, view: RowView) -> Schema:
        """A reference to the row of a view."""
        return self.component(view.row_name, row_schema(view.columns))

    def detail(self, view: DetailView) -> Schema:
        """One row with the notice and the parts that were asked for."""
        schema = row_schema(view.columns)
        schema["properties"]["notice"] = NOTICE
        lines = {"type": "array", "items": {"type": "object"}}
        schema["properties"] |= dict.fromkeys(getattr(view, "parts", ()), lines)
        return self.component(view.row_name, schema)

    def envelope(self, row: Schema) -> Schema:
        """The page around rows."""
        link = {"type": ["string", "null"], "format": "uri"}
        return {
            "type": "object",
            "required": ["count", "next", "previous", "results"],
            "properties": {
                "notice": NOTICE,
                "count": {"type": ["integer", "null"], "description": "null bila count=false"},
                "next": link,
                "previous": link,
                "results": {"type": "array", "items": row},
            },
        }

    def component(self, name: str, schema: Schema) -> Schema:
        """Register a schema once and refer to it."""
        component = ResolvedComponent(
            name=name, type=ResolvedComponent.SCHEMA, schema=schema, object=name
        )
        self.registry.register_on_missing(component)
        return component.ref


def query(name: str, schema: Schema, description: str, **more: Any) -> Schema:
    """One query parameter."""
    return {"in": "query", "name": name, "schema": schema, "description": description, **more}


def filter_parameter(name: str, parameter_filter: ParameterFilter) -> Schema:
    """One name of a filter; equality may be repeated, a list is one text with commas."""
    parameter, lookup = parameter_filter.parameter, parameter_filter.lookup
    words = LOOKUP_WORDS.get(lookup, "")
    description = f"{parameter.label}{': ' if words else ''}{words}"
    one = parameter_filter.reader.schema()
    if lookup in LISTED:
        several: Schema = {"type": "array", "items": one, "maxItems": MAX_VALUES}
        return query(name, several, description, style="form", explode=False)
    if lookup in ("", "icontains") and name not in ("q", "map"):
        repeated: Schema = {"type": "array", "items": one, "maxItems": MAX_VALUES}
        return query(name, repeated, description, style="form", explode=True)
    return query(name, one, description)


def list_parameters(view: ListView) -> list[Schema]:
    """What every list reads."""
    columns = [column.code for column in view.columns]
    orders = [column.code for column in view.columns if column.order]
    found = [
        query(
            "limit",
            {"type": "integer", "minimum": 1, "maximum": MAX_LIMIT, "default": DEFAULT_LIMIT},
            "Banyaknya baris satu halaman JSON.",
        ),
        query(
            "offset",
            {"type": "integer", "minimum": 0, "maximum": MAX_OFFSET, "default": 0},
            "Baris yang dilewati dalam JSON.",
        ),
        query("count", {"type": "boolean", "default": True}, "false melewati penjumlahan."),
        query("format", {"type": "string", "enum": list(FORMATS)}, "Mengalahkan Accept."),
        query("dialect", {"type": "string", "enum": list(DIALECTS)}, "Hanya bagi CSV."),
        columns_parameter("fields", columns, "Hanya kolom ini."),
        columns_parameter("omit", columns, "Tanpa kolom ini."),
    ]
    if orders:
        names = [*orders, *(f"-{order}" for order in orders)]
        found.append(columns_parameter("ordering", names, "Urutan; tanda - berarti menurun."))
    return found


def detail_parameters(view: DetailView) -> list[Schema]:
    """What a detail reads."""
    columns = [column.code for column in view.columns]
    found = [
        query("format", {"type": "string", "enum": ["json"]}, "JSON saja."),
        columns_parameter("fields", columns, "Hanya kolom ini."),
        columns_parameter("omit", columns, "Tanpa kolom ini."),
    ]
    if view.parts:
        found.append(columns_parameter("expand", list(view.parts), "Bagian yang ditambahkan."))
    return found


def columns_parameter(name: str, codes: list[str], description: str) -> Schema:
    """A list of names in one text."""
    schema: Schema = {"type": "array", "items": {"type": "string", "enum": codes}}
    return query(
        name,
        schema,
        f"{description} Paling panjang {MAX_LENGTH} karakter per nama.",
        style="form",
        explode=False,
    )
