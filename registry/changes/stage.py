"""The SQL of an act: proposed rows as one JSON parameter that PostgreSQL reads as rows of the very
table (`jsonb_populate_record`), on which the table's own constraints are asked and from which rows
are inserted and updated. A constant number of statements, whatever the number of rows."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db import connection, models
from django.db.models.constraints import BaseConstraint
from django.db.models.sql.query import Query

from registry.models.base import CompositeForeignKey

Rows = Sequence[dict[str, Any]]


def plain(value: Any) -> Any:
    """JSON's own types for what PostgreSQL reads back into a column."""
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in a row")


def quote(name: str | None) -> str:
    """A quoted identifier; every column here has a name."""
    assert name
    return connection.ops.quote_name(name)


def columns_of(model: type[models.Model]) -> dict[str, str]:
    """Column by attname."""
    return {field.attname: str(field.column) for field in model._meta.concrete_fields}


def staged(model: type[models.Model], rows: Rows) -> tuple[str, list[Any]]:
    """A FROM item `s` with the table's columns and `n`, the position of the row in `rows`."""
    columns = columns_of(model)
    body = [
        {columns[name]: value for name, value in row.items() if name in columns} for row in rows
    ]
    sql = (
        f"(SELECT (e.n - 1)::int AS n, r.* FROM jsonb_array_elements(%s::jsonb)"
        f" WITH ORDINALITY AS e(body, n),"
        f" jsonb_populate_record(NULL::{quote(model._meta.db_table)}, e.body) r) s"
    )
    return sql, [json.dumps(body, default=plain, ensure_ascii=False)]


def check_sql(constraint: models.CheckConstraint, model: type[models.Model]) -> str:
    """The CHECK clause exactly as the migration wrote it, over unqualified columns."""
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        sql = constraint._get_check_sql(model, editor)  # type: ignore[attr-defined]
    return sql.replace("%%", "%").replace("%", "%%")


def condition_sql(condition: models.Q, model: type[models.Model], alias: str) -> str:
    """A partial unique constraint's condition over one alias."""
    query = Query(model=model, alias_cols=False)
    where = query.build_where(condition)
    compiler = query.get_compiler(connection=connection)
    sql, params = where.as_sql(compiler, connection)
    with connection.schema_editor(collect_sql=True, atomic=False) as editor:
        text = sql % tuple(editor.quote_value(param) for param in params)
    for field in model._meta.concrete_fields:
        text = text.replace(quote(field.column), f"{alias}.{quote(field.column)}")
    return text.replace("%", "%%")


@cache
def checks_and_keys(model: type[models.Model]) -> list[tuple[BaseConstraint, str]]:
    """Each CHECK and composite key with the SQL that is true for a row that breaks it; compiled
    once per process, since it depends on the table's declaration alone."""
    broken: list[tuple[BaseConstraint, str]] = []
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.CheckConstraint):
            broken.append((constraint, f"(({check_sql(constraint, model)}) IS FALSE)"))
        elif isinstance(constraint, CompositeForeignKey):
            own, table, theirs = constraint.columns(model)
            present = " AND ".join(f"s.{quote(column)} IS NOT NULL" for column in own)
            match = " AND ".join(
                f"o.{quote(there)} = s.{quote(here)}"
                for here, there in zip(own, theirs, strict=True)
            )
            broken.append(
                (
                    constraint,
                    f"({present} AND NOT EXISTS (SELECT 1 FROM {quote(table)} o WHERE {match}))",
                )
            )
    return broken


def broken_checks(model: type[models.Model], rows: Rows) -> list[tuple[int, BaseConstraint]]:
    """(row number, constraint) of every CHECK and composite key a row breaks: one SELECT."""
    tests = checks_and_keys(model)
    if not tests or not rows:
        return []
    source, params = staged(model, rows)
    flags = ", ".join(sql for _constraint, sql in tests)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT n, {flags} FROM {source} ORDER BY n", params)
        return [
            (row[0], tests[index][0])
            for row in cursor.fetchall()
            for index, is_broken in enumerate(row[1:])
            if is_broken
        ]


class UniqueRule:
    """One uniqueness promise of a table, from a constraint or from `unique=True`."""

    def __init__(
        self,
        model: type[models.Model],
        fields: Sequence[str],
        constraint: models.UniqueConstraint | None = None,
    ) -> None:
        self.fields, self.constraint = tuple(fields), constraint
        self.columns = [model._meta.get_field(name).column for name in fields]  # type: ignore[union-attr]
        self.condition = constraint.condition if constraint else None
        self._sql = ""

    def is_left(self, before: dict[str, Any], after: dict[str, Any]) -> bool:
        """Whether a row gives its place up: it stood under the condition and does no longer."""
        return _stands(self.condition, before) and not _stands(self.condition, after)

    def sql(self, model: type[models.Model]) -> str:
        """True for a staged row that an earlier staged row or a stored one already holds.

        A stored row that the act itself changes does not count: its staged version does. Window and
        hashed set keep this linear in the number of rows. Compiled once."""
        self._sql = self._sql or self._compiled(model)
        return self._sql

    def _compiled(self, model: type[models.Model]) -> str:
        pk = quote(model._meta.pk.column)
        columns = ", ".join(f"s.{quote(column)}" for column in self.columns)
        filled = " AND ".join(f"s.{quote(column)} IS NOT NULL" for column in self.columns)
        same = " AND ".join(f"o.{quote(c)} = s.{quote(c)}" for c in self.columns)
        there = ""
        if self.condition is not None:
            filled += f" AND ({condition_sql(self.condition, model, 's')})"
            there = f" AND ({condition_sql(self.condition, model, 'o')})"
        repeated = f"row_number() OVER (PARTITION BY ({filled}), {columns} ORDER BY s.n) > 1"
        stored = (
            f"EXISTS (SELECT 1 FROM {quote(model._meta.db_table)} o WHERE {same}{there}"
            f" AND o.{pk} NOT IN (SELECT c.{pk} FROM staged c WHERE NOT c.is_new))"
        )
        return f"({filled} AND ({repeated} OR {stored}))"


def _stands(condition: models.Q | None, row: dict[str, Any]) -> bool:
    """Whether a row meets a condition of plain equalities and `isnull`s, all of them at once."""
    children = condition.children if condition is not None else []
    for name, wanted in (child for child in children if isinstance(child, tuple)):
        column, is_null = name.removesuffix("__isnull"), name.endswith("__isnull")
        value = row.get(column, row.get(f"{column}_id"))
        if (value is None) != wanted if is_null else value != wanted:
            return False
    return True


@cache
def unique_rules(model: type[models.Model]) -> list[UniqueRule]:
    """Every uniqueness promise but the primary key of generated ids; once per process."""
    rules = [
        UniqueRule(model, [field.name])
        for field in model._meta.concrete_fields
        if field.unique and not isinstance(field, models.AutoField)
    ]
    return rules + [
        UniqueRule(model, constraint.fields, constraint)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]


def broken_uniques(model: type[models.Model], rows: Rows) -> list[tuple[int, UniqueRule]]:
    """(row number, rule) of every uniqueness a row breaks, against the table as it would stand
    after the act: one SELECT."""
    rules = unique_rules(model)
    if not rules or not rows:
        return []
    source, params = staged(model, rows)
    new = [number for number, row in enumerate(rows) if row.get("_is_new")]
    flags = ", ".join(rule.sql(model) for rule in rules)
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH staged AS MATERIALIZED"
            f" (SELECT s.*, s.n = ANY(%s::int[]) AS is_new FROM {source})"
            f" SELECT s.n, {flags} FROM staged s ORDER BY s.n",
            [new, *params],
        )
        return [
            (row[0], rules[index])
            for row in cursor.fetchall()
            for index, is_broken in enumerate(row[1:])
            if is_broken
        ]


def insert(model: type[models.Model], rows: Rows) -> None:
    """INSERT … SELECT from the stage; triggers fire once for the whole statement."""
    names = ", ".join(quote(field.column) for field in model._meta.concrete_fields)
    source, params = staged(model, rows)
    overriding = " OVERRIDING SYSTEM VALUE" if isinstance(model._meta.pk, models.AutoField) else ""
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {quote(model._meta.db_table)} ({names}){overriding}"
            f" SELECT {', '.join(f's.{quote(f.column)}' for f in model._meta.concrete_fields)}"
            f" FROM {source} ORDER BY s.n",
            params,
        )


def update(model: type[models.Model], rows: Rows, changed: Iterable[str]) -> dict[Any, int]:
    """UPDATE … FROM the stage WHERE the version is still the one read; new version by key.

    Fewer rows than given means somebody was faster: the caller refuses the act."""
    columns = columns_of(model)
    pk = quote(model._meta.pk.column)
    sets = ", ".join(f"{quote(columns[name])} = s.{quote(columns[name])}" for name in changed)
    source, params = staged(model, rows)
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {quote(model._meta.db_table)} t SET {sets} FROM {source}"
            f" WHERE t.{pk} = s.{pk} AND t.version = s.version RETURNING t.{pk}, t.version",
            params,
        )
        return dict(cursor.fetchall())


def new_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids from the table's own sequence, before anything is written."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
            [model._meta.db_table, model._meta.pk.column, count],
        )
        return [row[0] for row in cursor.fetchall()]


__all__ = ["Rows", "broken_checks", "broken_uniques", "insert", "new_ids", "update"]
