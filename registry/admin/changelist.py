"""Lists of the admin on top of the one FilterSet of their noun: the same query string gives the
same rows as on a page, in a file and in the API, and an unknown parameter is an error that names
the nearest valid one. Django would answer it with a redirect and the whole list."""

import re
from typing import Any

from django.contrib.admin import SimpleListFilter
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from sentra.lib.filtering import Parameter, StrictFilterSet
from sentra.lib.problems import Problem, problem_code

UNKNOWN_ORDER = problem_code(
    "list.unknown_order",
    _("Urutan “{value}” tidak dikenal. Klik judul kolom untuk mengurutkan."),
)
UNKNOWN_PAGE = problem_code(
    "list.unknown_page", _("Halaman “{value}” tidak ada. Tulis bilangan bulat mulai dari 1.")
)

# What Django's own lists understand: order, page, all rows, pop-up; `q` where the noun's own
# FilterSet does not search.
OWN_PARAMETERS = ("q", "o", "p", "all", "_popup", "_to_field")
_ORDER = re.compile(r"-?[0-9]{1,2}(\.-?[0-9]{1,2})*")


class BadListRequest(Exception):
    """A list was asked for something it does not know; carries the problems."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(*(problem.message for problem in problems))
        self.problems = problems


class NoFilters(StrictFilterSet):
    """A list that can be searched and ordered only."""


class ParameterFilter(SimpleListFilter):
    """One parameter of the FilterSet as a column of choices; which rows that means is the
    FilterSet's affair."""

    parameter: Parameter

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        """The choices of the parameter's own field, without "any"."""
        choices = self.parameter.reader.widget().choices  # type: ignore[attr-defined]
        return [(value, label) for value, label in choices if value != ""]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        """Every row; see `DeskChangeList.get_queryset`."""
        return queryset


def list_filters(filterset: type[StrictFilterSet], *names: str) -> tuple[type, ...]:
    """The generic list filter for each of these parameters."""
    parameters = {parameter.name: parameter for parameter in filterset.parameters}
    return tuple(
        type(
            f"{name.title()}Filter",
            (ParameterFilter,),
            {
                "parameter": parameters[name],
                "parameter_name": name,
                "title": parameters[name].label,
                "__doc__": f"By {name}.",
            },
        )
        for name in names
    )


class DeskChangeList(ChangeList):
    """A list that refuses what it does not understand."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        columns, model_admin = args[1], args[10]
        self.filterset = model_admin.filterset(
            request.GET, model_admin.get_queryset(request), surface=OWN_PARAMETERS, request=request
        )
        problems = [*self.filterset.problems, *_own_problems(request, len(columns))]
        if problems:
            raise BadListRequest(problems)
        super().__init__(request, *args, **kwargs)

    def get_filters(self, request: HttpRequest) -> tuple[Any, ...]:
        """The columns of choices; nothing is left over for Django's own lookups."""
        params = self.get_filters_params()
        classes: Any = self.list_filter
        specs = [one(request, params, self.model, self.model_admin) for one in classes]
        shown = [spec for spec in specs if spec.has_output()]
        return shown, bool(shown), {}, False, bool(self.filterset.values)

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> QuerySet:
        """The FilterSet's rows in the list's order."""
        self.root_queryset = self.filterset.qs
        words = self.query
        if "q" in self.filterset.filters:
            self.query = ""
        rows = super().get_queryset(request, exclude_parameters)
        self.query = words
        return rows

    def get_results(self, request: HttpRequest) -> None:
        """The page's rows, each with what its columns need; a constant number of statements."""
        super().get_results(request)
        model_admin: Any = self.model_admin
        self.result_list = model_admin.dressed(list(self.result_list))


def _own_problems(request: HttpRequest, n_columns: int) -> list[Problem]:
    problems = []
    order, page = request.GET.get("o", ""), request.GET.get("p", "1")
    if order and not _is_order(order, n_columns):
        problems.append(UNKNOWN_ORDER.problem("o", order))
    if not (page.isascii() and page.isdigit() and len(page) < 7 and int(page) > 0):
        problems.append(UNKNOWN_PAGE.problem("p", page))
    return problems


def _is_order(order: str, n_columns: int) -> bool:
    if not _ORDER.fullmatch(order):
        return False
    return all(int(part.lstrip("-")) < n_columns for part in order.split("."))
