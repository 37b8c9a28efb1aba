"""Pages of a list: a page nobody can show is refused, never replaced."""

import pytest
from django.http import QueryDict

from sentra.lib.filtering import QueryRejected
from sentra.lib.paging import page_of, query_beside_page

ROWS = list(range(7))


def test_the_first_page_is_shown_unless_one_is_named() -> None:
    page = page_of(ROWS, QueryDict(""), 3)

    assert (page.number, list(page.object_list)) == (1, [0, 1, 2])


def test_the_named_page_is_shown() -> None:
    page = page_of(ROWS, QueryDict("page=3"), 3)

    assert list(page.object_list) == [6]


@pytest.mark.parametrize(
    ("text", "code"),
    [("4", "query.out_of_range"), ("0", "query.out_of_range"), ("dua", "query.not_whole")],
)
def test_a_page_that_is_not_there_is_refused(text: str, code: str) -> None:
    with pytest.raises(QueryRejected) as refused:
        page_of(ROWS, QueryDict(f"page={text}"), 3)

    assert [(problem.code, problem.field) for problem in refused.value.problems] == [(code, "page")]


def test_an_empty_list_has_one_empty_page() -> None:
    assert list(page_of([], QueryDict(""), 3).object_list) == []


def test_the_rest_of_the_query_travels_to_the_next_page() -> None:
    query = QueryDict("status=active&page=2&q=perak+celuk")

    assert query_beside_page(query) == "status=active&q=perak+celuk&"
