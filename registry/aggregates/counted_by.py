"""Which statements counted the stored numbers. After an upgrade that counts otherwise the numbers
in the table are no longer what their rows say, although no row has changed; then everything is
marked for a recompute. The digest of the statements is the comment of the table they fill."""

import hashlib
from collections.abc import Iterator
from datetime import date

from django.db import connection, transaction

from registry.aggregates import engine
from registry.aggregates.definitions import stored_definitions
from registry.aggregates.population import view_texts
from registry.aggregates.recompute import mark_everything
from registry.models import ProvincialAggregate

TABLE = ProvincialAggregate._meta.db_table
ANY_PROVINCE = "00"


def mark_where_counted_otherwise() -> bool:
    """Mark everything where other statements counted what is stored; whether that was so. Run by
    the owner of the tables, after the views are made. One transaction: a process that dies in it
    leaves the old comment, and the next start marks."""
    now = _digest()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT obj_description(to_regclass(%s), 'pg_class')", [TABLE])
        before = cursor.fetchone()[0]
        if before == now:
            return False
        cursor.execute(f"COMMENT ON TABLE {connection.ops.quote_name(TABLE)} IS '{now}'")
        has_numbers = ProvincialAggregate.objects.exists()
        if has_numbers:
            mark_everything()
        return has_numbers


def _digest() -> str:
    """SHA-256 in hex over every statement and view that makes a stored number."""
    digest = hashlib.sha256()
    for text in _texts():
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()


def _texts() -> Iterator[str]:
    yield from view_texts()
    for definition in stored_definitions():
        for sql in (engine.cells_sql(definition, ANY_PROVINCE), engine.national_sql(definition)):
            yield sql.text
            # Days come and go with the calendar; the turn of the day marks what depends on them.
            yield repr([value for value in sql.params if not isinstance(value, date)])
