"""Pages of a list on the web: `?page=3`. A page that is no number or does not exist is refused with
a sentence, never replaced by another."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page, Paginator
from django.forms import BoundField
from django.http import QueryDict

from sentra.lib.filtering import QueryRejected, StrictFilterSet
from sentra.lib.problems import UnreadableValue
from sentra.lib.readers import OUT_OF_RANGE, Whole

PAGE = "page"


@dataclass(frozen=True)
class FilteredPage:
    """One page of a filtered list with its form: the rows as the page prints them, the rest of the
    query before `page=` and on its own, and what to say where nothing fits."""

    rows: list[Any]
    page_obj: Page
    page_url: str
    fields: list[BoundField]
    hidden: list[BoundField]
    is_filtered: bool
    query: str
    empty: str = ""


def filtered_page(
    filterset: StrictFilterSet,
    rows: Any,
    query: QueryDict,
    size: int,
    dress: Callable[[Sequence[Any]], list[Any]],
    empty: str = "",
) -> FilteredPage:
    """The page asked for of `rows`, which the filter set has let through; `dress` makes them what
    is printed. Raises QueryRejected."""
    page = page_of(rows, query, size)
    rest = query_beside_page(query)
    return FilteredPage(
        rows=dress(list(page.object_list)),
        page_obj=page,
        page_url=rest,
        fields=filterset.form.visible_fields(),
        hidden=filterset.form.hidden_fields(),
        is_filtered=bool(filterset.values),
        query=rest.rstrip("&"),
        empty=empty,
    )


def page_of(rows: Any, query: QueryDict, size: int) -> Page:
    """The page asked for, the first unless one is named. Raises QueryRejected."""
    paginator = Paginator(rows, size)
    text = query.get(PAGE, "").strip() or "1"
    try:
        number = int(Whole(1).one(text))
    except UnreadableValue as error:
        raise QueryRejected([error.problem(PAGE)]) from error
    if number > paginator.num_pages:
        raise QueryRejected([OUT_OF_RANGE.problem(PAGE, number, least=1, most=paginator.num_pages)])
    return paginator.page(number)


def query_beside_page(query: QueryDict) -> str:
    """The rest of the query string, ready to be put before `page=`."""
    rest = query.copy()
    rest.pop(PAGE, None)
    return f"{rest.urlencode()}&" if rest else ""
