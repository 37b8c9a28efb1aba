"""What `/readyz` asks of the database; each answers "ok" or says in a few words what is wrong."""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from registry.queries.triggers import trigger_gaps


def database_answers() -> str:
    """SELECT 1."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def migrations_applied() -> str:
    """No migration of the code is missing in the database."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "ok" if not plan else f"{len(plan)} migrasi belum diterapkan"


def triggers_in_force() -> str:
    """Every declared trigger is present and enabled, and the off switch is sealed."""
    gaps = trigger_gaps()
    return "ok" if not gaps else ", ".join(f"{g.table}:{g.trigger} {g.state}" for g in gaps[:5])
