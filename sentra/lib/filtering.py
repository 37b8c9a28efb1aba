"""Filters that never guess: a misspelt parameter or an unknown value is a refusal that names the
nearest valid one, and every problem of a query string is told at once.

django-filter ignores what it does not know and returns everything, which in a registry is a wrong
number; this base replaces its reading and keeps its shape, so that API, pages, exports and the
admin filter by the same class. How one text is read stands in sentra.lib.readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Self

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sentra.lib.problems import ChangeRejected, Problem, problem_code
from sentra.lib.readers import Hint, Reader, YesNo

# Names that mean the same on every list, whatever the noun; no noun may use them for a fact of its
# own. A list that serves one reads it; a list that does not refuses it.
RESERVED = (
    "q",
    "ordering",
    "limit",
    "offset",
    "cursor",
    "format",
    "fields",
    "omit",
    "expand",
    "as_of",
    "map",
    "vintage",
    "count",
    "dialect",
)
MAX_VALUES = 50
MAX_LENGTH = 100
# Lookups that take a comma separated list.
LISTED = ("in", "not")
# Lookups that take one value only.
SINGLE = ("gte", "lte", "isnull")

UNKNOWN_PARAMETER = problem_code(
    "query.unknown_parameter", _("Parameter {value} tidak dikenal. {hint}")
)
TOO_LONG = problem_code(
    "query.too_long", _("Nilai {value} lebih panjang dari {limit} karakter. Singkatkan.")
)
NUL_CHARACTER = problem_code(
    "query.nul_character", _("Nilai parameter ini memuat karakter nol yang tidak dapat dicari.")
)
TOO_MANY_VALUES = problem_code(
    "query.too_many_values",
    _("Parameter ini memuat {value} nilai; paling banyak {limit}. Bagi permintaan ini."),
)
REPEATED = problem_code(
    "query.repeated", _("Parameter ini ditulis lebih dari sekali. Tulis satu kali saja.")
)


class QueryRejected(ChangeRejected):
    """A query string that is refused; `problems` names every parameter that is wrong."""


@dataclass(frozen=True)
class Parameter:
    """One thing a list can be filtered by, with its lookups ("" is equality).

    `path` leads to the column; empty when the FilterSet itself applies the parameter. `low` and
    `high` are the columns that __gte and __lte compare where a figure has bounds: at least n means
    surely at least n. `absent` is what stands in a text column for nothing."""

    name: str
    label: str | Promise
    reader: Reader
    path: str = ""
    lookups: tuple[str, ...] = ("", *LISTED)
    low: str = ""
    high: str = ""
    absent: str | None = None

    def names(self) -> Iterator[tuple[str, str]]:
        """Every name this parameter answers to, with its lookup."""
        for lookup in self.lookups:
            yield (f"{self.name}__{lookup}" if lookup else self.name), lookup

    def condition(self, lookup: str, values: Sequence[Any]) -> Q:
        """The rows that fit."""
        if lookup == "isnull":
            nothing = Q(**{f"{self.path}__isnull": True})
            if self.absent is not None:
                nothing |= Q(**{self.path: self.absent})
            return nothing if values[0] else ~nothing
        if lookup == "gte":
            return Q(**{f"{self.low or self.path}__gte": values[0]})
        if lookup == "lte":
            return Q(**{f"{self.high or self.path}__lte": values[0]})
        if lookup == "icontains":
            words = Q()
            for value in values:
                words |= Q(**{f"{self.path}__icontains": value})
            return words
        chosen = Q(**{f"{self.path}__in": list(values)})
        return ~chosen if lookup == "not" else chosen


class ParameterFilter(django_filters.Filter):
    """One name of a parameter, as django-filter knows filters."""

    def __init__(self, parameter: Parameter, lookup: str) -> None:
        self.parameter, self.lookup = parameter, lookup
        super().__init__(
            field_name=parameter.path or parameter.name, label=parameter.label, required=False
        )

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        return self

    @property
    def reader(self) -> Reader:
        """How one text is read under this lookup."""
        return YesNo() if self.lookup == "isnull" else self.parameter.reader

    @property
    def field(self) -> forms.Field:
        """A form field for pages."""
        return ParameterField(self)

    def filter(self, qs: QuerySet, value: Sequence[Any]) -> QuerySet:
        """The rows that fit; a parameter without a path is the FilterSet's affair."""
        if not value or not self.parameter.path:
            return qs
        return qs.filter(self.parameter.condition(self.lookup, value))

    def texts(self, raw: Iterable[str]) -> list[str]:
        """The single values in what was sent; blanks are nothing."""
        parts = raw if self.lookup not in LISTED else (p for text in raw for p in text.split(","))
        return [part.strip() for part in parts if part.strip()]

    def read(self, name: str, raw: Sequence[str]) -> tuple[list[Any], list[Problem]]:
        """The typed values and everything wrong with them."""
        texts = self.texts(raw)
        if len(texts) > MAX_VALUES:
            return [], [TOO_MANY_VALUES.problem(name, len(texts), limit=MAX_VALUES)]
        if self.lookup in SINGLE and len(texts) > 1:
            return [], [REPEATED.problem(name, ",".join(texts))]
        problems = [problem for text in texts for problem in text_problems(name, text)]
        if problems or not texts:
            return [], problems
        return self.reader.read(texts, name)


class ParameterField(forms.Field):
    """A parameter on a page; the reading is the filter's."""

    def __init__(self, parameter_filter: ParameterFilter, *, is_shown: bool = True) -> None:
        self.parameter_filter = parameter_filter
        widget = parameter_filter.reader.widget() if is_shown else forms.MultipleHiddenInput()
        label = parameter_filter.parameter.label
        super().__init__(required=False, label=label, widget=widget)  # type: ignore[arg-type]

    def clean(self, value: Any) -> list[Any]:
        """Typed values, or every sentence at once."""
        raw = value if isinstance(value, list | tuple) else [value or ""]
        values, problems = self.parameter_filter.read(self.parameter_filter.parameter.name, raw)
        if problems:
            raise forms.ValidationError(
                [forms.ValidationError(problem.message, code=problem.code) for problem in problems]
            )
        return values


class StrictFilterSet(django_filters.FilterSet):
    """The base of every FilterSet.

    Subclasses list `parameters` as data and may override `filter_queryset` for what no single
    column answers. `surface` are the names the surface reads itself (paging, ordering …). `.qs`
    raises QueryRejected, a ChangeRejected, so that a page answers 400 with the sentences."""

    parameters: ClassVar[Sequence[Parameter]] = ()
    # Names that stand on a page; the others travel along as hidden fields.
    on_form: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        queryset: QuerySet | None = None,
        *,
        surface: Iterable[str] = RESERVED,
        request: Any = None,
        prefix: str | None = None,
    ) -> None:
        super().__init__(as_query(data or {}), queryset, request=request, prefix=prefix)
        self.is_bound = True
        self.surface = frozenset(surface) - set(self.filters)
        self.values, self.problems = self._read()

    @classmethod
    def get_filters(cls) -> dict[str, ParameterFilter]:
        """One filter for each name of each parameter."""
        return {
            name: ParameterFilter(parameter, lookup)
            for parameter in cls.parameters
            for name, lookup in parameter.names()
        }

    def _read(self) -> tuple[dict[str, list[Any]], tuple[Problem, ...]]:
        values: dict[str, list[Any]] = {}
        problems: list[Problem] = []
        for name in self.data:
            raw = self.data.getlist(name)
            if name in self.surface:
                continue
            if name not in self.filters:
                problems.append(unknown_parameter(name, [*self.filters, *sorted(self.surface)]))
                continue
            read, found = self.filters[name].read(name, raw)
            problems += found
            if read:
                values[name] = read
        return values, tuple(problems)

    def is_valid(self) -> bool:
        """Whether nothing is wrong with the query string."""
        return not self.problems

    @property
    def qs(self) -> QuerySet:
        """The rows that fit; raises QueryRejected with every problem."""
        if self.problems:
            raise QueryRejected(self.problems)
        if not hasattr(self, "_qs"):
            self._qs = self.filter_queryset(self.queryset.all())
        return self._qs

    def filter_queryset(self, queryset: QuerySet) -> QuerySet:
        """Apply each parameter that has a column."""
        for name, value in self.values.items():
            queryset = self.filters[name].filter(queryset, value)
        return queryset

    def get_form_class(self) -> type[forms.Form]:
        """The fields of a page, and hidden ones for everything else that was asked."""
        shown = self.on_form or tuple(parameter.name for parameter in self.parameters)
        fields = {name: self.filters[name].field for name in shown}
        for name in self.values:
            fields.setdefault(name, ParameterField(self.filters[name], is_shown=False))
        return type(f"{type(self).__name__}Form", (forms.Form,), fields)


def query_of(text: str) -> QueryDict:
    """The query string of an address, with or without its question mark, as parameters."""
    return QueryDict(text.strip().removeprefix("?"))


def as_query(data: Mapping[str, Any]) -> QueryDict:
    """A query string from any mapping; lists are repetition."""
    if isinstance(data, QueryDict):
        return data
    query = QueryDict(mutable=True)
    for name, value in data.items():
        query.setlist(
            name, [str(v) for v in (value if isinstance(value, list | tuple) else [value])]
        )
    return query


def unknown_parameter(name: str, known: Iterable[str]) -> Problem:
    """The refusal of a parameter nobody reads, with the nearest one."""
    shown = name.replace("\x00", "")
    return UNKNOWN_PARAMETER.problem(shown[:MAX_LENGTH], shown, hint=Hint(shown, known))


def text_problems(name: str, text: str) -> Iterator[Problem]:
    """What is wrong with a value before anybody reads it."""
    if "\x00" in text:
        yield NUL_CHARACTER.problem(name, text.replace("\x00", "\\0")[:MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        yield TOO_LONG.problem(name, text[: MAX_LENGTH + 1], limit=MAX_LENGTH)
