"""The database as digests: every row of every table, the triggers, constraints and functions that
guard them, and the sequences. A backup is proven by writing them down beside the dump, a restore by
comparing. Values are digested as COPY prints them, under settings that no server may change."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.utils.translation import gettext as _

FORMAT = 1
# Whatever turns a value into text differently on another server.
PRINTING = {
    "TimeZone": "UTC",
    "DateStyle": "ISO, YMD",
    "IntervalStyle": "iso_8601",
    "extra_float_digits": "1",
    "bytea_output": "hex",
    "lc_monetary": "C",
    "lc_numeric": "C",
    # pg_get_constraintdef and its like leave out the schema that is on the path.
    "search_path": "public",
}

TABLES = """
    SELECT c.relname,
           coalesce((SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY k.n)
                     FROM pg_index i
                     CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY k(attnum, n)
                     JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
                     WHERE i.indrelid = c.oid AND i.indisprimary), ''),
           (SELECT string_agg(quote_ident(a.attname), ', ' ORDER BY a.attname COLLATE "C")
            FROM pg_attribute a
            WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped)
    FROM pg_class c
    WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
    ORDER BY c.relname COLLATE "C"
"""
TRIGGERS = """
    SELECT c.relname || '.' || t.tgname,
           t.tgenabled::text || ' ' || md5(pg_get_triggerdef(t.oid) || p.prosrc)
    FROM pg_trigger t
    JOIN pg_class c ON c.oid = t.tgrelid
    JOIN pg_proc p ON p.oid = t.tgfoid
    WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace
"""
# PostgreSQL prints a CHECK that was read back from a dump with its casts and brackets in other
# places; without them the text is the same.
CONSTRAINTS = r"""
    SELECT c.relname || '.' || k.conname,
           k.contype::text || k.convalidated::int || ' ' || md5(regexp_replace(
               pg_get_constraintdef(k.oid), '::(character varying|text)(\[\])?|[() ]', '', 'g'))
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
    WHERE c.relnamespace = 'public'::regnamespace
"""
FUNCTIONS = """
    SELECT p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')', md5(p.prosrc)
    FROM pg_proc p
    WHERE p.pronamespace = 'public'::regnamespace
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
"""
# A view's text changes on the way too; its columns do not, and `migrate` makes it anew.
VIEWS = """
    SELECT c.relname, string_agg(a.attname || ' ' || a.atttypid::regtype, ', ' ORDER BY a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    WHERE c.relkind = 'v' AND c.relnamespace = 'public'::regnamespace
    GROUP BY c.relname
"""
# A sequence that belongs to a column, with that column.
SEQUENCES = """
    SELECT s.relname, quote_ident(t.relname), quote_ident(a.attname)
    FROM pg_class s
    JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i')
     AND d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
    JOIN pg_class t ON t.oid = d.refobjid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
    WHERE s.relkind = 'S' AND s.relnamespace = 'public'::regnamespace
    ORDER BY s.relname COLLATE "C"
"""
CATALOGUES = {
    "triggers": TRIGGERS,
    "constraints": CONSTRAINTS,
    "functions": FUNCTIONS,
    "views": VIEWS,
}

Digests = dict[str, Any]


@contextmanager
def one_moment(snapshot: str = "") -> Iterator[None]:
    """A read-only transaction that sees one moment: the exported snapshot where one is named.

    Reads only; nothing of the registry is written under it."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        if snapshot:
            cursor.execute("SET TRANSACTION SNAPSHOT %s", [snapshot])
        for name, value in PRINTING.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
        yield


def database_digests(snapshot: str | None = None) -> Digests:
    """The digests of this database at one moment, as JSON types."""
    with one_moment(settings.DATABASE_SNAPSHOT if snapshot is None else snapshot):
        found: Digests = {"format": FORMAT, "tables": _tables()}
        for name, sql in CATALOGUES.items():
            found[name] = dict(sorted(_pairs(sql)))
        found["sequences"] = _sequences()
    return found


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """One sentence for everything in which `now` is not what `then` was."""
    found = [*_table_differences(then["tables"], now["tables"])]
    for name, label in (
        ("triggers", _("pemicu")),
        ("constraints", _("batasan")),
        ("functions", _("fungsi")),
        ("views", _("pandangan")),
    ):
        found += _catalogue_differences(label, then[name], now[name])
    found += _sequence_differences(then["sequences"], now["sequences"])
    return found


def as_text(found: Mapping[str, Any]) -> str:
    """Digests as a file that diff can read."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def _tables() -> dict[str, dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        tables = cursor.fetchall()
        return {name: _table(cursor, name, key, columns) for name, key, columns in tables}


def _table(cursor: Any, name: str, key: str, columns: str) -> dict[str, Any]:
    """Row count and digest; the order of the columns does not count, that of the rows is the key's
    (or, without a key, that of the rows' own text)."""
    quoted = connection.ops.quote_name(name)
    order = key or 't::text COLLATE "C"'
    cursor.execute(f"SELECT count(*) FROM {quoted}")
    rows = cursor.fetchone()[0]
    digest = hashlib.sha256()
    statement = f"COPY (SELECT {columns} FROM {quoted} t ORDER BY {order}) TO STDOUT"
    with cursor.copy(statement) as copy:
        for block in copy:
            digest.update(block)
    return {"rows": rows, "sha256": digest.hexdigest()}


def _pairs(sql: str) -> list[tuple[str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


def _sequences() -> dict[str, dict[str, int]]:
    """The next value of each sequence and the highest value its column holds."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for name, table, column in cursor.fetchall():
            quoted = connection.ops.quote_name(name)
            cursor.execute(
                f"SELECT last_value + is_called::int, (SELECT coalesce(max({column}), 0)"
                f" FROM {table}) FROM {quoted}"
            )
            following, highest = cursor.fetchone()
            found[name] = {"next": following, "highest": highest}
    return found


def _table_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    for name in sorted({*then, *now}):
        if name not in now:
            yield _("tabel %s tidak ada") % name
        elif name not in then:
            yield _("tabel %s tidak ada pada cadangan") % name
        elif then[name]["rows"] != now[name]["rows"]:
            counts = {"then": then[name]["rows"], "now": now[name]["rows"]}
            yield _("tabel {name}: {then} baris pada cadangan, sekarang {now}").format(
                name=name, **counts
            )
        elif then[name]["sha256"] != now[name]["sha256"]:
            yield _("tabel %s: isinya berbeda") % name


def _catalogue_differences(
    label: str, then: Mapping[str, str], now: Mapping[str, str]
) -> Iterator[str]:
    for name in sorted({*then, *now}):
        if name not in now:
            yield _("{label} {name} tidak ada").format(label=label, name=name)
        elif name not in then:
            yield _("{label} {name} tidak ada pada cadangan").format(label=label, name=name)
        elif then[name] != now[name]:
            yield _("{label} {name} berbeda atau tidak menyala").format(label=label, name=name)


def _sequence_differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> Iterator[str]:
    """A sequence is right when the next row gets a number nobody has. It may lag behind the one
    that was written down: sequences do not stand still for a snapshot."""
    for name in sorted({*then, *now}):
        if name not in now or name not in then:
            yield _("urutan %s hanya ada pada salah satunya") % name
        elif now[name]["next"] <= now[name]["highest"]:
            yield _("urutan {name} akan memberi nomor {next} yang sudah dipakai").format(
                name=name, next=now[name]["next"]
            )
