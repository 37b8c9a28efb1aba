"""Pages of a list on the web: `?page=3`. A page that is no number or does not exist is refused with
a sentence, never replaced by another."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.http import QueryDict

from sentra.lib.filtering import QueryRejected
from sentra.lib.problems import UnreadableValue
from sentra.lib.readers import OUT_OF_RANGE, Whole

PAGE = "page"


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
