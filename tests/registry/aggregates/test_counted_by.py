"""An upgrade that counts otherwise counts everything anew; one that does not touches no number."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from registry.aggregates.counted_by import TABLE, mark_where_counted_otherwise
from registry.aggregates.recompute import drain
from registry.models import DirtyEvent, ProvincialAggregate
from tests.factories import make_sentra

pytestmark = pytest.mark.django_db


@pytest.fixture
def counted() -> Iterator[None]:
    make_sentra()
    mark_where_counted_otherwise()
    drain()
    yield
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {TABLE} IS NULL")


def counted_by(digest: str) -> None:
    """As a version left it that counted with other statements."""
    with connection.cursor() as cursor:
        cursor.execute(f"COMMENT ON TABLE {TABLE} IS '{digest}'")


def test_the_same_statements_mark_nothing(counted: None) -> None:
    n_before = DirtyEvent.objects.count()

    assert not mark_where_counted_otherwise()

    assert DirtyEvent.objects.count() == n_before


@pytest.mark.parametrize("before", ["", "0" * 64], ids=["nobody said", "other statements"])
def test_numbers_counted_by_other_statements_are_counted_anew(counted: None, before: str) -> None:
    counted_by(before)
    right = list(ProvincialAggregate.objects.values_list("definition", "low"))
    ProvincialAggregate.objects.filter(definition="sentra.count").update(low=7)

    assert mark_where_counted_otherwise()
    drain()

    found = ProvincialAggregate.objects.values_list("definition", "low")
    assert sorted(found, key=repr) == sorted(right, key=repr)
    assert not mark_where_counted_otherwise()


def test_whoever_dies_before_everything_is_marked_leaves_it_to_the_next_start(
    counted: None,
) -> None:
    counted_by("0" * 64)

    def dying(execute: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('INSERT INTO "registry_dirtyevent"'):
            raise ConnectionError("killed")
        return execute(sql, *rest)

    with pytest.raises(ConnectionError), connection.execute_wrapper(dying):
        mark_where_counted_otherwise()

    assert not DirtyEvent.objects.exists()
    assert mark_where_counted_otherwise()


def test_views_are_part_of_what_counts(counted: None, settings: object) -> None:
    settings.DATABASE_VIEWS = [*settings.DATABASE_VIEWS, f"{__name__}.ONE_MORE"]  # type: ignore[attr-defined]

    assert mark_where_counted_otherwise()


ONE_MORE = (("registry_one_more", lambda: "CREATE VIEW registry_one_more AS SELECT 1"),)


def test_an_empty_table_has_nothing_to_count_anew() -> None:
    n_before = DirtyEvent.objects.count()

    assert not mark_where_counted_otherwise()

    assert DirtyEvent.objects.count() == n_before
