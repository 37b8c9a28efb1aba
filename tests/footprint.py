"""What a refusal must leave untouched: rows, history and dirty events, as they can be compared
before and after; and the SQLSTATE behind a refusal of the database."""

from typing import Any

from django.db import DatabaseError, connection, models

from registry.models import DirtyEvent
from registry.queries.as_of import event_model


def footprint(*nouns: type[models.Model]) -> dict[str, Any]:
    """Every row of the nouns, their history, and every dirty event."""
    left: dict[str, Any] = {
        "dirty": list(DirtyEvent.objects.order_by("id").values_list("province_code", "noun"))
    }
    for noun in nouns:
        left[noun.__name__] = list(noun._default_manager.order_by("pk").values())
        left[f"{noun.__name__} history"] = event_model(noun)._default_manager.count()
    return left


def sqlstate(error: DatabaseError) -> str:
    """The five letters of PostgreSQL behind Django's error."""
    return getattr(error.__cause__, "sqlstate", "") or ""


def execute(sql: str, params: list[Any] | None = None) -> None:
    """One statement by hand, as somebody with psql would."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def setting(name: str) -> str:
    """A setting of the session; empty when it was never set."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(current_setting(%s, true), '')", [name])
        return str(cursor.fetchone()[0])
