"""From a definition to SQL: `select()` gives the rows, `cells_sql()` the published cells made of
them. Recompute inserts exactly this, verify compares exactly this, explain lists exactly this."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.utils.module_loading import import_string

from registry.aggregates.definitions import Definition

NATION = "ID"
KEY_COLUMNS = ("definition", "region_code", "period", "dimension", "member")
VALUE_COLUMNS = (
    "low",
    "high",
    "n_records",
    "n_reporting",
    "n_verified",
    "year_from",
    "year_to",
)
CELL_COLUMNS = ("province_code", *KEY_COLUMNS, *VALUE_COLUMNS)


class Sql(NamedTuple):
    """A statement and its parameters."""

    text: str
    params: tuple[Any, ...]


def select(definition: Definition) -> QuerySet:
    """The rows of a definition, over every period; unaggregated."""
    return import_string(definition.rows)(definition)


def measures() -> str:
    """The aggregate expressions over rows `r`: nothing reported is NULL, one open end is NULL."""
    return """
        CASE WHEN bool_or(r.reports) THEN coalesce(sum(r.low) FILTER (WHERE r.reports), 0) END,
        CASE WHEN bool_or(r.reports) AND NOT bool_or(r.reports AND r.high IS NULL)
             THEN sum(r.high) FILTER (WHERE r.reports) END,
        count(*), count(*) FILTER (WHERE r.reports), count(*) FILTER (WHERE r.verified),
        min(r.of_year) FILTER (WHERE r.reports), max(r.of_year) FILTER (WHERE r.reports)
    """


def cells_sql(definition: Definition, province: str, periods: Sequence[str] | None = None) -> Sql:
    """Every cell of a definition in one province: the province and its regencies, for all periods
    or for some, in total and by each dimension. One scan by GROUPING SETS."""
    rows = select(definition).filter(province_code=province)
    if periods is not None:
        rows = rows.filter(period__in=list(periods))
    text, params = rows.query.sql_with_params()
    columns = {name: definition.columns[name] for name in definition.dimensions}
    sets = ["(r.province_code, r.period)", "(r.province_code, r.regency_code, r.period)"]
    for column in columns.values():
        sets.append(f"(r.province_code, r.period, r.{column})")
        sets.append(f"(r.province_code, r.regency_code, r.period, r.{column})")
    dimension = "CASE " + " ".join(
        f"WHEN GROUPING(r.{column}) = 0 THEN '{name}'" for name, column in columns.items()
    )
    member = "CASE " + " ".join(
        f"WHEN GROUPING(r.{column}) = 0 THEN r.{column}" for column in columns.values()
    )
    return Sql(
        f"""
        SELECT r.province_code, %s::text,
               CASE WHEN GROUPING(r.regency_code) = 0 THEN r.regency_code
                    ELSE r.province_code END,
               r.period,
               {dimension + " ELSE '' END" if columns else "''"},
               {member + " ELSE '' END" if columns else "''"},
               {measures()}
        FROM ({text}) r
        GROUP BY GROUPING SETS ({", ".join(sets)})
        HAVING GROUPING(r.regency_code) = 1 OR r.regency_code <> ''
        """,
        (definition.code, *params),
    )


def national_sql(definition: Definition, periods: Sequence[str] | None = None) -> Sql:
    """National cells as sums of the stored provincial rows; every measure here adds up."""
    which = "" if periods is None else " AND a.period = ANY(%s)"
    params: tuple[Any, ...] = (definition.code, definition.code)
    return Sql(
        f"""
        SELECT '', %s::text, '{NATION}', a.period, a.dimension, a.member,
               CASE WHEN sum(a.n_reporting) > 0 THEN coalesce(sum(a.low), 0) END,
               CASE WHEN sum(a.n_reporting) > 0
                     AND NOT bool_or(a.n_reporting > 0 AND a.high IS NULL)
                    THEN sum(a.high) END,
               sum(a.n_records), sum(a.n_reporting), sum(a.n_verified),
               min(a.year_from), max(a.year_to)
        FROM registry_provincialaggregate a
        WHERE a.definition = %s AND a.region_code = a.province_code{which}
        GROUP BY a.period, a.dimension, a.member
        """,
        params if periods is None else (*params, list(periods)),
    )
