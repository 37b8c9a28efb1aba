"""Published numbers: the cells, one definition, and how a cell was made."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from itertools import product
from typing import Any
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from registry.aggregates.definitions import Definition, definitions
from registry.aggregates.explain import explain
from registry.aggregates.publish import Cell, cells
from registry.api.base import RegistryList
from registry.columns.aggregate import CELL, DEFINITION
from registry.filters.aggregate import (
    NATION,
    CellFilterSet,
    DefinitionFilterSet,
    ExplainFilterSet,
    Level,
    OneDefinitionFilterSet,
)
from registry.models import Province, ProvincialAggregate, Regency
from registry.queries.periods import LATEST
from sentra.lib.api import json_bytes
from sentra.lib.asking import Asked
from sentra.lib.columns import plain
from sentra.lib.filtering import QueryRejected, StrictFilterSet
from sentra.lib.listing import ListedRows, Rows, noticed
from sentra.lib.problems import Problem, problem_code
from sentra.lib.readers import UNKNOWN_VALUE, Hint
from sentra.lib.reading import ReadView, with_validator

TOTAL = "total"
MAX_CELL_LISTS = 400

UNKNOWN_DEFINITION = problem_code(
    "aggregate.unknown_definition", _("Angka {value} tidak dikenal. {hint}")
)
NO_DIMENSION = problem_code(
    "aggregate.no_dimension", _("Angka {definition} tidak dirinci menurut {value}. {hint}")
)
TOO_BROAD = problem_code(
    "aggregate.too_broad",
    _("Permintaan ini mencakup {value} daftar angka; paling banyak {limit}. Persempit tahunnya."),
)


def known_definition(code: str) -> Definition:
    """The definition with a code; Http404 that names the nearest."""
    what = definitions().get(code)
    if what is None:
        shown = code[:100]
        hint = Hint(shown, definitions())
        raise Http404(UNKNOWN_DEFINITION.problem("definition", shown, hint=hint))
    return what


class CellList(RegistryList):
    """Angka yang diterbitkan. Tanpa saringan: setiap angka, semua provinsi, periode terbaru, tidak
    dirinci. Angka yang tidak ada barisnya berarti belum ada catatan, bukan nol; `suppressed`
    berarti ditahan karena terlalu sedikit yang melapor."""

    name, row_name, tag = "aggregates", "AggregateCell", "angka"
    columns, filterset_class = CELL, CellFilterSet

    def queryset(self) -> QuerySet:
        """Read through registry.aggregates.publish alone."""
        return ProvincialAggregate.objects.none()

    def wanted(self, filterset: StrictFilterSet) -> list[Definition]:
        """The definitions that were asked for, or every one."""
        return chosen_definitions(filterset)

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """The cells that fit."""
        return ListedRows(list(self.found(filterset)))

    def found(self, filterset: StrictFilterSet) -> Iterator[Mapping[str, Any]]:
        """The cells of every definition, level, period and dimension that was asked for."""
        what = self.wanted(filterset)
        dimensions = [d if d != TOTAL else "" for d in chosen(filterset, "dimension")] or [""]
        refuse_dimensions(what, dimensions, is_named=len(what) < len(definitions()))
        periods = [str(year) for year in chosen(filterset, "year")] or [LATEST]
        questions = list(product(what, levels(filterset), periods, dimensions))
        if len(questions) > MAX_CELL_LISTS:
            problem = TOO_BROAD.problem("year", len(questions), limit=MAX_CELL_LISTS)
            raise QueryRejected([problem])
        bps = bps_codes()
        for definition, level, period, dimension in questions:
            if dimension and dimension not in definition.dimensions:
                continue
            for cell in cells(definition.code, period=period, level=level, dimension=dimension):
                if fits(cell, filterset):
                    yield self.raw(cell, level, definition, bps)

    def raw(
        self, cell: Cell, level: str, what: Definition, bps: Mapping[str, str]
    ) -> Mapping[str, Any]:
        """One cell with what the columns add to it."""
        is_province = level == Level.PROVINCE
        province = "" if level == Level.NATIONAL else cell.region_code[:2]
        return {
            **asdict(cell),
            "level": level,
            "province_code": province,
            "bps_region_code": bps.get(cell.region_code, "") if is_province or province else "",
            "coverage": share(cell.n_reporting, cell.n_records),
            "verified_share": share(cell.n_verified, cell.n_records),
            **ratio_parts(cell),
            "rows_url": self.absolute(rows_path(what.noun), cell.query),
            "explain_url": self.absolute(
                reverse("api-aggregate-explain", args=[cell.definition]), explain_query(cell)
            ),
        }

    def absolute(self, path: str, query: str) -> str:
        """An address as it may be followed."""
        if not path:
            return ""
        return self.request.build_absolute_uri(f"{path}?{query}" if query else path)


class DefinitionCells(CellList):
    """Satu angka menurut wilayah, tahun, dan golongan."""

    name, row_name = "aggregate", "AggregateCell"
    filterset_class = OneDefinitionFilterSet

    def wanted(self, filterset: StrictFilterSet) -> list[Definition]:
        """The one in the address."""
        return [known_definition(self.kwargs["definition"])]


class Explain(ReadView):
    """Mengapa sebuah angka demikian: artinya, rumusnya, banyaknya baris, alamat daftar barisnya,
    dan apa yang tidak dihitung beserta sebabnya."""

    renderer_classes = [JSONRenderer]
    filterset_class = ExplainFilterSet
    served = ("format",)
    tag = "angka"

    def get(self, request: Request, definition: str) -> HttpResponseBase:
        """The explanation of one cell; its rows are counted afresh."""
        what = known_definition(definition)
        region, period, dimension, member = self.cell(request, what)
        told = explain(what.code, region, period, dimension, member)
        level = Level.NATIONAL
        if region != NATION:
            level = Level.REGENCY if "." in region else Level.PROVINCE
        stored = [
            cell
            for cell in cells(
                what.code, period=period, level=level, region=region, dimension=dimension
            )
            if cell.member == member
        ]
        path = rows_path(what.noun)
        payload: dict[str, Any] = {
            "definition": what.code,
            "label": str(what.label),
            "unit": str(what.unit),
            "region_code": region,
            "year": period,
            "dimension": dimension or None,
            "member": member or None,
            "sentence": told.sentence,
            "formula": told.formula,
            "n_records": told.n_records,
            "n_reporting": told.n_reporting,
            "query": told.query,
            "rows_url": request.build_absolute_uri(f"{path}?{told.query}") if path else None,
            "state": stored[0].state if stored else None,
            "value": plain(stored[0].value) if stored else None,
            "value_low": plain(stored[0].low) if stored else None,
            "value_high": plain(stored[0].high) if stored else None,
            **(ratio_parts(stored[0]) if stored else {}),
            "stale": stored[0].is_stale if stored else None,
            "excluded": [asdict(left_out) for left_out in told.excluded],
        }
        if stored and stored[0].state != "ok":
            payload["n_reporting"] = None
        response = HttpResponse(json_bytes(noticed(payload)), content_type="application/json")
        return with_validator(request, response)

    def cell(self, request: Request, what: Definition) -> tuple[str, str, str, str]:
        """Region, period, dimension and member; raises QueryRejected with every problem."""
        query = request.query_params
        rows = ProvincialAggregate.objects.none()
        filterset = self.filterset_class(query, rows, surface=self.served)
        problems: list[Problem] = list(filterset.problems)
        wanted = query.get("format", "json")
        if wanted != "json":
            seen = wanted[:100].replace("\x00", "")
            problems.append(UNKNOWN_VALUE.problem("format", seen, hint=Hint(seen, ("json",))))
        if problems:
            raise QueryRejected(problems)
        first = {name: values[0] for name, values in filterset.values.items()}
        dimension = first.get("dimension", TOTAL)
        dimension = "" if dimension == TOTAL else dimension
        refuse_dimensions([what], [dimension], is_named=True)
        return (
            first.get("region", NATION),
            str(first.get("year", LATEST)),
            dimension,
            first.get("member", ""),
        )


class DefinitionList(RegistryList):
    """Apa arti setiap angka yang diterbitkan."""

    name, row_name, tag = "definitions", "Definition", "angka"
    columns, filterset_class = DEFINITION, DefinitionFilterSet

    def queryset(self) -> QuerySet:
        """Definitions are data of the program, no table."""
        return ProvincialAggregate.objects.none()

    def rows(self, filterset: StrictFilterSet, asked: Asked) -> Rows:
        """Every definition, or the chosen ones."""
        return ListedRows(
            [
                {
                    **{name: getattr(what, name) for name in DEFINITION_FIELDS},
                    "population": urlencode(what.population, safe=","),
                    "dimensions": " ".join(what.dimensions),
                    "suppress_below": what.suppress_below or None,
                }
                for what in chosen_definitions(filterset)
            ]
        )


DEFINITION_FIELDS = ("code", "label", "unit", "noun", "sentence", "formula", "since", "source")


def chosen(filterset: StrictFilterSet, name: str) -> list[Any]:
    """The values of a parameter, by repetition or as a list."""
    return [*filterset.values.get(name, []), *filterset.values.get(f"{name}__in", [])]


def chosen_definitions(filterset: StrictFilterSet) -> list[Definition]:
    """The definitions that were asked for, or every one; raises QueryRejected for an unknown."""
    codes = list(dict.fromkeys(chosen(filterset, "definition")))
    problems = [
        UNKNOWN_DEFINITION.problem("definition", code, hint=Hint(code, definitions()))
        for code in codes
        if code not in definitions()
    ]
    if problems:
        raise QueryRejected(problems)
    return [definitions()[code] for code in codes] or list(definitions().values())


def levels(filterset: StrictFilterSet) -> list[str]:
    """The levels that were asked for, or those the regions are of, or provinces."""
    asked = chosen(filterset, "level")
    if asked:
        return list(dict.fromkeys(asked))
    found: list[str] = []
    for region in chosen(filterset, "region"):
        found.append(
            Level.NATIONAL
            if region == NATION
            else (Level.REGENCY if "." in region else Level.PROVINCE)
        )
    if chosen(filterset, "regency"):
        found.append(Level.REGENCY)
    return list(dict.fromkeys(found)) or [Level.PROVINCE]


def fits(cell: Cell, filterset: StrictFilterSet) -> bool:
    """Whether a cell lies where it was asked for, and is of a member that was asked for."""
    provinces, regencies = chosen(filterset, "province"), chosen(filterset, "regency")
    regions, members = chosen(filterset, "region"), chosen(filterset, "member")
    return (
        (not provinces or cell.region_code[:2] in provinces)
        and (not regencies or cell.region_code in regencies)
        and (not regions or cell.region_code in regions)
        and (not members or cell.member in members)
    )


def refuse_dimensions(
    what: Sequence[Definition], dimensions: Sequence[str], *, is_named: bool
) -> None:
    """A named definition that is not broken down that way is refused; an unnamed one is left out,
    as long as another one has cells."""
    problems = [
        NO_DIMENSION.problem(
            "dimension",
            dimension,
            definition=definition.code,
            hint=Hint(dimension, (TOTAL, *definition.dimensions)),
        )
        for definition, dimension in product(what, dimensions)
        if is_named and dimension and dimension not in definition.dimensions
    ]
    if problems:
        raise QueryRejected(problems)


def share(part: int | None, whole: int) -> float | None:
    """Four decimals of a share; None of nothing."""
    return round(part / whole, 4) if part is not None and whole else None


def rows_path(noun: str) -> str:
    """The list that shows the rows of a noun; empty where the API has none."""
    try:
        return reverse(f"api-{noun}-list")
    except NoReverseMatch:
        return ""


def ratio_parts(cell: Cell) -> dict[str, Any]:
    """What a ratio was divided from; empty of any other number."""
    ends = (*cell.numerator, *cell.denominator)
    names = ("numerator_low", "numerator_high", "denominator_low", "denominator_high")
    return dict(zip(names, map(plain, ends), strict=True))


def explain_query(cell: Cell) -> str:
    """The parameters that name a cell to `explain`."""
    params = {"region": cell.region_code, "year": cell.period}
    if cell.dimension:
        params |= {"dimension": cell.dimension, "member": cell.member}
    return urlencode(params)


def bps_codes() -> dict[str, str]:
    """The code of the statistics office by ours, provinces and regencies of today."""
    codes = dict(Province.objects.values_list("code", "bps_code"))
    return codes | dict(Regency.objects.exclude(bps_code="").values_list("code", "bps_code"))
