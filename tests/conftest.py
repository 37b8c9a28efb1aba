"""What every test may count on: a real PostgreSQL, a small map of Indonesia, one cast of people,
and the triggers in force. Redis is not needed; waking a worker is switched off."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management.commands import flush
from django.db import IntegrityError, connection, transaction
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client, client
from pytest_django.plugin import DjangoDbBlocker

from registry.models import Province
from tests.cast import Cast, make_cast
from tests.factories.regions import load_small_map


def flush_with_guards_off(self: BaseDatabaseOperations, sql_list: list[str]) -> None:
    """Transactional tests empty the database; only here, as owner, the guards rest. Of hundreds of
    tables a test fills a few: those are emptied by DELETE, since TRUNCATE makes new files for every
    table and index, full or not, and took most of the time of such a test."""
    with transaction.atomic(), connection.cursor() as cursor:
        full = full_tables(cursor)
        for table in full:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        left = full
        while left:
            refused = [table for table in left if not is_emptied(cursor, table)]
            assert len(refused) < len(left), f"tables that hold each other: {refused}"
            left = refused
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in full:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')


def full_tables(cursor: Any) -> list[str]:
    """Every table of ours with a row in it; one statement."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    asked = " UNION ALL ".join(
        f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")"
        for table in sorted({*tables} - KEPT)
    )
    cursor.execute(asked)
    return [row[0] for row in cursor.fetchall()]


def is_emptied(cursor: Any, table: str) -> bool:
    """Whether nothing holds its rows any more; a composite key is checked at once, so that a table
    may have to wait for another."""
    try:
        with transaction.atomic():
            cursor.execute(f'DELETE FROM "{table}"')
    except IntegrityError:
        return False
    return True


BaseDatabaseOperations.execute_sql_flush = flush_with_guards_off  # type: ignore[method-assign]
# After every flush Django would do what belongs to a migrate: install hundreds of triggers and the
# views, and write content types and permissions anew. All of that stays where it is.
flush.emit_post_migrate_signal = lambda *args, **kwargs: None
KEPT = frozenset({"django_content_type", "auth_permission"})


def store_each_template_once(
    store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **more: Any
) -> None:
    """What `response.context` is looked up in: of every template the first rendering. A page of the
    desk renders a thousand small ones (each widget, each line), and a copy of the context for each
    was the dearest thing that the tests did to it."""
    seen = store.setdefault("names", set())
    if template.name is None or template.name not in seen:
        seen.add(template.name)
        store_rendered_templates(store, signal, sender, template, context, **more)


store_rendered_templates = client.store_rendered_templates
client.store_rendered_templates = store_each_template_once


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """The small map is committed once per test database."""
    with django_db_blocker.unblock():
        if not Province.objects.exists():
            load_small_map()


@pytest.fixture(autouse=True)
def small_map(request: pytest.FixtureRequest) -> None:
    """Put the map back where a transactional test before this one has flushed it away."""
    uses_database = {"db", "transactional_db"} & set(request.fixturenames)
    if uses_database or request.node.get_closest_marker("django_db"):
        transactional = "transactional_db" in request.fixturenames or getattr(
            request.node.get_closest_marker("django_db"), "kwargs", {}
        ).get("transaction")
        request.getfixturevalue("transactional_db" if transactional else "db")
        if not Province.objects.exists():
            load_small_map()


@pytest.fixture
def cast(db: None) -> Cast:
    """One account per role, the same roles as the demo accounts."""
    return make_cast()


@pytest.fixture
def signed_in(cast: Cast) -> Any:
    """`signed_in("ministry_staff")` gives a browser signed in as that role."""

    def sign_in(role: str) -> Client:
        client = Client()
        if role != "public":
            client.force_login(
                getattr(cast, role), backend="django.contrib.auth.backends.ModelBackend"
            )
        return client

    return sign_in


@pytest.fixture
def frozen_today() -> Iterator[Any]:
    """`frozen_today("2026-11-21")` sets the database's today; time_machine freezes Python's."""

    def freeze(day: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('registry.today', %s, false)", [day])

    yield freeze
    if connection.connection is not None and not connection.needs_rollback:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('registry.today', '', false)")
