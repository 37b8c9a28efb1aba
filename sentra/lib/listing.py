"""Lists and details of the API: one query string, read whole and strictly, answered as a page of
JSON, as a stream of CSV, or as an XLSX file, with the same columns and the same rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from tempfile import TemporaryFile
from typing import Any, ClassVar, Protocol

from django.db.models import F, QuerySet
from django.http import FileResponse, HttpResponse, QueryDict, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from sentra.lib.api import json_bytes, problem_json
from sentra.lib.asking import FILES, FORMATS, Asked, Reading
from sentra.lib.columns import Audience, Column, Type, as_row, paths_of, visible
from sentra.lib.context import sample_loaded
from sentra.lib.dates import WIB
from sentra.lib.filtering import QueryRejected, StrictFilterSet, unknown_parameter
from sentra.lib.problems import problem_code
from sentra.lib.readers import UNKNOWN_VALUE, Hint
from sentra.lib.reading import ReadView, notice, with_validator
from sentra.lib.tabular import CsvWriter
from sentra.lib.workbook import MAX_ROWS, write_workbook
from sentra.lib.workbook import MEDIA_TYPE as XLSX

CHUNK_ROWS = 500
TOO_MANY_ROWS = problem_code(
    "query.too_many_rows",
    gettext_lazy(
        "{value} baris tidak muat dalam satu lembar XLSX (paling banyak {limit}). Saring dulu, atau"
        " minta CSV."
    ),
)


class Rows(Protocol):
    """What a list is served from."""

    def count(self) -> int:
        """All rows."""

    def part(self, start: int, stop: int) -> list[Mapping[str, Any]]:
        """Raw rows from `start` up to `stop`."""

    def stream(self) -> Iterator[Mapping[str, Any]]:
        """All raw rows in order, one at a time."""


@dataclass(frozen=True)
class TableRows:
    """Rows of a table: values, never model instances."""

    queryset: QuerySet
    paths: Sequence[str]

    def count(self) -> int:
        """COUNT(*) without what only the columns need."""
        return self.queryset.order_by().count()

    def part(self, start: int, stop: int) -> list[Mapping[str, Any]]:
        """One page."""
        return list(self.queryset.values(*self.paths)[start:stop])

    def stream(self) -> Iterator[Mapping[str, Any]]:
        """Everything, in constant memory."""
        yield from self.queryset.values(*self.paths).iterator(chunk_size=CHUNK_ROWS)


@dataclass(frozen=True)
class ListedRows:
    """Rows that are few and known: definitions, published cells, the history of one sentra."""

    rows: Sequence[Mapping[str, Any]]

    def count(self) -> int:
        """All of them."""
        return len(self.rows)

    def part(self, start: int, stop: int) -> list[Mapping[str, Any]]:
        """One page."""
        return list(self.rows[start:stop])

    def stream(self) -> Iterator[Mapping[str, Any]]:
        """All of them in order."""
        yield from self.rows


class Cell(str):
    """A text of a closed list, such as the qualifier "=": no formula, so it needs no prefix."""


class TableWriter(CsvWriter):
    """CSV with the cells of a closed list as they are."""

    def _cell(self, cell: Any) -> str:
        return str(cell) if isinstance(cell, Cell) else super()._cell(cell)


class RowView(ReadView):
    """A view that shows rows under declared columns."""

    columns: ClassVar[tuple[Column, ...]] = ()
    # Names of the query string this view reads beside the filters.
    served: ClassVar[tuple[str, ...]] = ()
    row_name: ClassVar[str] = ""

    @cached_property
    def viewer(self) -> Any:
        """Who looks; handed to the columns."""
        return None

    @property
    def audience(self) -> Audience:
        """Which columns the caller sees."""
        return Audience.PUBLIC

    @property
    def seen_columns(self) -> tuple[Column, ...]:
        """The columns of this caller."""
        return visible(self.columns, self.audience)


class ListView(RowView):
    """A list: filtered, ordered, and paged as JSON or whole as a file."""

    served = ("ordering", "limit", "offset", "format", "fields", "omit", "count", "dialect")
    name: ClassVar[str] = ""
    filterset_class: ClassVar[type[StrictFilterSet]]
    ordering: ClassVar[tuple[str, ...]] = ()
    tie_breaker: ClassVar[str] = "pk"

    @property
    def orderings(self) -> dict[str, str]:
        """What may be ordered by, and its path."""
        return {column.code: column.order for column in self.seen_columns if column.order}

    def queryset(self) -> QuerySet:
        """Every row the caller may see, unfiltered."""
        raise NotImplementedError

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The rows that were asked for, in order."""
        queryset = self.ordered(self.prepared(filterset.qs, filterset), asked.ordering)
        return TableRows(queryset, paths_of(asked.columns))

    def prepared(self, queryset: QuerySet, filterset: StrictFilterSet) -> QuerySet:
        """Add what the columns read beside the table's own."""
        return queryset

    def ordered(self, queryset: QuerySet, names: Iterable[str]) -> QuerySet:
        """Nothing comes last, and a unique key decides among equals."""
        terms: list[Any] = []
        for name in names:
            path = F(self.orderings[name.removeprefix("-")])
            is_down = name.startswith("-")
            terms.append(path.desc(nulls_last=True) if is_down else path.asc(nulls_last=True))
        return queryset.order_by(*terms, self.tie_breaker)

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """One page of JSON, or everything as CSV or XLSX."""
        wanted = request.accepted_renderer.format
        filterset, asked = self.read(request.query_params, format=wanted)
        rows = self.rows(filterset, asked)
        if wanted == "csv":
            return self.table(rows, asked)
        return (self.workbook if wanted == "xlsx" else self.page)(request, rows, asked)

    def read(self, query: QueryDict, *, format: str) -> tuple[StrictFilterSet, Asked]:
        """Read the query string; raises QueryRejected with every problem in it."""
        reading = Reading(query, self.seen_columns, self.orderings, format=format)
        asked = reading.asked(self.ordering)
        filterset = self.filterset_class(query, self.queryset(), surface=self.served)
        problems = [*filterset.problems, *reading.problems]
        if problems:
            raise QueryRejected(problems)
        return filterset, asked

    def page(self, request: Request, rows: Rows, asked: Asked) -> HttpResponseBase:
        """The envelope with one page; one row more is read to know whether there is a next."""
        start, stop = asked.offset, asked.offset + asked.limit
        total = rows.count() if asked.with_count else None
        raw = [] if total == 0 else rows.part(start, stop + 1)
        following = self.link(request, asked, stop) if len(raw) > asked.limit else None
        before = max(0, start - asked.limit)
        payload: dict[str, Any] = {
            "count": total,
            "next": following,
            "previous": self.link(request, asked, before) if start else None,
            "results": [as_row(row, asked.columns, self.viewer) for row in raw[: asked.limit]],
        }
        response = HttpResponse(json_bytes(noticed(payload)), content_type="application/json")
        if total is not None:
            response["X-Total-Count"] = str(total)
        if following:
            response["Link"] = f'<{following}>; rel="next"'
        return with_validator(request, response)

    def link(self, request: Request, asked: Asked, offset: int) -> str:
        """The address of another page of the same question."""
        query = request.query_params.copy()
        query["limit"], query["offset"] = str(asked.limit), str(offset)
        return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")

    def table(self, rows: Rows, asked: Asked) -> HttpResponseBase:
        """Everything as CSV. The first rows are read before the answer begins, so that a query that
        fails says so; a failure later breaks the transfer, never ends it quietly."""
        lines = self.lines(rows, asked)
        first = list(islice(lines, CHUNK_ROWS))
        body = chain(["".join(first)], chunks(lines))
        response = StreamingHttpResponse(
            (text.encode() for text in body), content_type="text/csv; charset=utf-8; header=present"
        )
        response["Content-Disposition"] = f'attachment; filename="{self.file_name("csv")}"'
        return response

    def workbook(self, request: Request, rows: Rows, asked: Asked) -> HttpResponseBase:
        """Everything as XLSX. The file is complete before the answer begins; 413 for more rows than
        a sheet holds."""
        if (n_rows := rows.count()) > MAX_ROWS:
            problem = TOO_MANY_ROWS.problem("format", n_rows, limit=MAX_ROWS)
            return problem_json(413, _("Terlalu banyak baris"), [problem])
        file = TemporaryFile()  # noqa: SIM115 - closed by the answer once it was sent
        cells = (as_row(raw, asked.columns, self.viewer).values() for raw in rows.stream())
        write_workbook(file, asked.columns, cells, self.about(request))
        file.seek(0)
        return FileResponse(
            file, as_attachment=True, filename=self.file_name("xlsx"), content_type=XLSX
        )

    def about(self, request: Request) -> list[tuple[str, str]]:
        """What the second sheet of a workbook says: source, day, question."""
        told = [
            (_("Sumber"), _("Registri Sentra IKM")),
            (_("Daftar"), " ".join((type(self).__doc__ or self.name).split())),
            (_("Alamat"), request.build_absolute_uri(request.path)),
            (_("Saringan"), request.META.get("QUERY_STRING", "") or _("tidak ada")),
            (_("Diambil pada"), f"{timezone.now().astimezone(WIB):%Y-%m-%d %H:%M:%S} WIB"),
        ]
        return [*told, (_("Pemberitahuan"), str(notice()))] if sample_loaded() else told

    def file_name(self, suffix: str) -> str:
        """The name of a file of this list; a sample says so."""
        return f"{self.name}{'-contoh' if sample_loaded() else ''}.{suffix}"

    def lines(self, rows: Rows, asked: Asked) -> Iterator[str]:
        """The header and every row as CSV."""
        writer = TableWriter(asked.dialect)
        closed = [column.type == Type.CHOICE for column in asked.columns]
        yield writer.header([column.code for column in asked.columns])
        for raw in rows.stream():
            cells = as_row(raw, asked.columns, self.viewer).values()
            yield writer.line(
                [
                    Cell(cell) if is_closed and cell is not None else cell
                    for cell, is_closed in zip(cells, closed, strict=True)
                ]
            )


class DetailView(RowView):
    """One row under its permanent code, with parts on demand."""

    served = ("format", "fields", "omit", "expand")
    renderer_classes = [JSONRenderer]
    # What `expand` may name, and how each part is read.
    parts: ClassVar[tuple[str, ...]] = ()
    # Whether the record of an address may have been withdrawn (410).
    can_be_gone: ClassVar[bool] = False
    # Whether a row may have become another one, whose address is then the answer (301).
    leads_elsewhere: ClassVar[bool] = False
    # Parts that are there without being asked for.
    always: ClassVar[tuple[str, ...]] = ()

    def get(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The row as JSON."""
        asked, expand = self.read(request.query_params)
        raw = self.row(paths_of([*self.columns]), **kwargs)
        payload = as_row(raw, asked.columns, self.viewer)
        for part in (*self.always, *expand):
            payload[part] = self.part(part, raw)
        response = HttpResponse(json_bytes(noticed(payload)), content_type="application/json")
        return with_validator(request, response, version=str(raw.get("version", "")))

    def read(self, query: QueryDict) -> tuple[Asked, list[str]]:
        """The columns and parts that were asked for; raises QueryRejected with every problem."""
        reading = Reading(query, self.seen_columns, {})
        asked = reading.asked(())
        problems = [
            unknown_parameter(name, self.served) for name in query if name not in self.served
        ]
        expand = [part for text in query.getlist("expand") for part in text.split(",") if part]
        for part in expand:
            if part not in self.parts:
                seen = part[:100].replace("\x00", "")
                hint = Hint(seen, self.parts)
                problems.append(UNKNOWN_VALUE.problem("expand", seen, hint=hint))
        if (wanted := query.get("format")) in FILES:
            hint = Hint(str(wanted), ("json",))
            problems.append(UNKNOWN_VALUE.problem("format", wanted, hint=hint))
        if problems or reading.problems:
            raise QueryRejected([*problems, *reading.problems])
        return asked, list(dict.fromkeys(expand))

    def row(self, paths: Sequence[str], **kwargs: Any) -> Mapping[str, Any]:
        """The raw row, or Http404."""
        raise NotImplementedError

    def part(self, name: str, raw: Mapping[str, Any]) -> Any:
        """One expanded part."""
        raise NotImplementedError


def chunks(lines: Iterator[str]) -> Iterator[str]:
    """Lines joined into larger writes."""
    while batch := list(islice(lines, CHUNK_ROWS)):
        yield "".join(batch)


def noticed(payload: dict[str, Any]) -> dict[str, Any]:
    """Say on top that the data are a sample, as long as they are."""
    return {"notice": notice(), **payload} if sample_loaded() else payload


def list_paths(route: str, view: Any, name: str) -> list[URLPattern]:
    """A list under its name, and as a file: `sentra/`, `sentra.csv`, `sentra.json`,
    `sentra.xlsx`."""
    files = [
        path(f"{route}.{suffix}", view, {"format": suffix}, name=f"{name}-{suffix}")
        for suffix in FORMATS
    ]
    return [path(f"{route}/", view, name=name), *files]
