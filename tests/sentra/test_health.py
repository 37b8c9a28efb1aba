"""The two health pages: the process answers; the database, its migrations and its triggers are in
order. Redis is never asked."""

import pytest
from django.test import Client
from pytest_django import Settings
from pytest_django.asserts import assertNumQueries

from registry.queries.triggers import declared_triggers
from tests.footprint import execute

pytestmark = pytest.mark.django_db

OK = {"database_answers": "ok", "migrations_applied": "ok", "triggers_in_force": "ok"}


def test_healthz_asks_nobody() -> None:
    with assertNumQueries(0):
        answer = Client().get("/healthz")

    assert (answer.status_code, answer.content) == (200, b"ok\n")
    assert "no-store" in answer["Cache-Control"]


def test_readyz_is_ready_without_redis(settings: Settings) -> None:
    settings.REDIS_URL = settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"ready": True, "checks": OK}


def test_a_disabled_trigger_is_not_ready() -> None:
    table, name = sorted(declared_triggers())[0]
    execute(f"ALTER TABLE {table} DISABLE TRIGGER {name}")

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "checks": {**OK, "triggers_in_force": f"{table}:{name} disabled"},
    }


def test_an_off_switch_that_works_again_is_not_ready() -> None:
    execute(
        "CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name name)"
        " RETURNS boolean LANGUAGE sql AS 'SELECT true'"
    )

    assert Client().get("/readyz").status_code == 503


def test_a_missing_migration_is_not_ready() -> None:
    execute("DELETE FROM django_migrations WHERE app = 'dak'")

    answer = Client().get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["migrations_applied"].endswith("migrasi belum diterapkan")


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_health_pages_are_read_only(path: str) -> None:
    assert Client().post(path).status_code == 405
