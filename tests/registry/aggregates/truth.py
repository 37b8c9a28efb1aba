"""What every published number should be, in SQL written by hand and on its own: it reads the tables
and never the views, definitions or statements of `registry.aggregates`, so that the engine is not
compared with itself. The numbers of the grants are recounted in Python
(tests.dak.aggregates.recount). tests/faults uses both as the judge.

`truth(code)` returns {(region, period, dimension, member): (low, high, n_records, n_reporting,
n_verified, year_from, year_to)}; the region is "ID", a province or a regency."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.db import connection

from tests.dak.aggregates.recount import RECOUNTS, recount

Key = tuple[str, str, str, str]


class Numbers(NamedTuple):
    """The numbers of one cell, in the order of the stored columns."""

    low: int | None
    high: int | None
    n_records: Any
    n_reporting: Any
    n_verified: Any
    year_from: int | None
    year_to: int | None


# Every sentra in every period in which it counts, with what was in force at that period's end.
POPULATION = """
WITH day AS (SELECT registry_today() AS today),
span AS (
    SELECT y::text AS period, y AS of_year, CASE WHEN y = date_part('year', today) THEN today
           ELSE (y || '-12-31')::date END AS cutoff
    FROM day, generate_series(1995, date_part('year', today)::int) AS y
    UNION ALL SELECT 'latest', NULL, today FROM day
),
fact AS (
    SELECT sentra_id, (origin_year || '-01-01')::date AS happened
      FROM registry_sentraorigin WHERE is_withdrawn = false
    UNION ALL SELECT sentra_id, status_on FROM registry_sentrastatus WHERE is_withdrawn = false
    UNION ALL SELECT sentra_id, verified_on FROM registry_sentraverification
               WHERE is_withdrawn = false
    UNION ALL SELECT sentra_id, (year || '-01-01')::date FROM registry_yearlyprofile
               WHERE is_withdrawn = false
    UNION ALL SELECT sentra_id, (fiscal_year || '-01-01')::date FROM dak_grant
               WHERE fiscal_year IS NOT NULL AND is_withdrawn = false
    UNION ALL SELECT h.sentra_id, (g.fiscal_year || '-01-01')::date
               FROM dak_grantshare h JOIN dak_grant g ON g.id = h.grant_id
               WHERE g.fiscal_year IS NOT NULL AND NOT g.is_withdrawn AND NOT h.is_withdrawn
),
first_fact AS (
    SELECT sentra_id, min(happened) AS happened FROM fact
    WHERE sentra_id IS NOT NULL AND happened IS NOT NULL GROUP BY sentra_id
),
present AS (
    SELECT s.id, s.province_id, s.regency_id, s.kind, s.recognition,
           span.period, span.of_year, span.cutoff, day.today
    FROM day, registry_sentra s
    LEFT JOIN first_fact ON first_fact.sentra_id = s.id
    JOIN span ON true
    WHERE span.period = 'latest'
       OR first_fact.happened <= span.cutoff
       OR (first_fact.happened IS NULL
           AND span.of_year = (SELECT date_part('year', today) FROM day))
),
standing AS (
    SELECT DISTINCT ON (p.id, p.period) p.id, p.period, t.status
    FROM present p JOIN registry_sentrastatus t ON t.sentra_id = p.id
    WHERE t.is_withdrawn = false
      AND (t.status_on <= p.cutoff OR (p.period = 'latest' AND t.status_on IS NULL))
    ORDER BY p.id, p.period, t.status_on DESC NULLS LAST, t.id DESC
),
looked AS (
    SELECT DISTINCT ON (p.id, p.period) p.id, p.period,
           CASE WHEN v.is_disputed THEN 'disputed'
                WHEN v.valid_to IS NULL OR v.valid_to > p.cutoff + 60 THEN 'current'
                WHEN v.valid_to > p.cutoff THEN 'due' ELSE 'lapsed' END AS verification
    FROM present p JOIN registry_sentraverification v ON v.sentra_id = p.id
    WHERE v.is_withdrawn = false AND v.verified_on <= p.cutoff
    ORDER BY p.id, p.period, v.verified_on DESC, v.id DESC
),
made AS (
    SELECT DISTINCT ON (p.id, p.period) p.id, p.period, c.code AS commodity, g.code AS sector
    FROM present p JOIN registry_sentracommodity u ON u.sentra_id = p.id
    JOIN registry_commodity c ON c.id = u.commodity_id
    JOIN registry_sector g ON g.id = c.sector_id
    WHERE u.is_primary AND u.is_withdrawn = false
      AND daterange(u.valid_from, u.valid_to) @> p.cutoff
    ORDER BY p.id, p.period, u.valid_from DESC NULLS LAST, u.id DESC
),
counted AS (
    SELECT present.*, coalesce(standing.status, 'unknown') AS status,
           coalesce(looked.verification, 'never') AS verification,
           coalesce(made.commodity, '') AS commodity, coalesce(made.sector, '') AS sector,
           coalesce(looked.verification IN ('current', 'due'), false) AS is_verified
    FROM present
    LEFT JOIN standing USING (id, period)
    LEFT JOIN looked USING (id, period)
    LEFT JOIN made USING (id, period)
),
headline AS (
    SELECT * FROM counted
    WHERE kind = 'cluster' AND recognition IN ('decree', 'listed', 'reported')
      AND status NOT IN ('closed', 'merged', 'split')
),
report AS (
    SELECT h.*, y.year AS reported_year, y.id AS profile_id
    FROM headline h
    LEFT JOIN registry_yearlyprofile y ON y.sentra_id = h.id AND y.is_withdrawn = false
     AND y.year = CASE WHEN h.period <> 'latest' THEN h.of_year ELSE (
             SELECT max(n.year) FROM registry_yearlyprofile n
             WHERE n.sentra_id = h.id AND n.is_withdrawn = false
               AND n.year <= date_part('year', h.today)) END
)
"""

COUNT = """
SELECT region, period, dimension, member, count(*), count(*), count(*), count(*),
       count(*) FILTER (WHERE is_verified), min(of_year), max(of_year)
FROM {source} r
CROSS JOIN LATERAL (
    SELECT 'ID' UNION ALL SELECT r.province_id
    UNION ALL SELECT r.regency_id WHERE r.regency_id IS NOT NULL) place(region)
CROSS JOIN LATERAL (VALUES ('', ''), {dimensions}) cut(dimension, member)
GROUP BY region, period, dimension, member
"""

SUM = """
SELECT region, r.period, '', '',
       CASE WHEN count(nullif(y.{stem}_qualifier, '')) > 0
            THEN sum(coalesce(y.{stem}_low, 0)) END,
       CASE WHEN count(nullif(y.{stem}_qualifier, '')) = count(y.{stem}_high)
            THEN sum(y.{stem}_high) END,
       count(*), count(nullif(y.{stem}_qualifier, '')),
       count(*) FILTER (WHERE r.is_verified),
       min(y.year) FILTER (WHERE y.{stem}_qualifier <> ''),
       max(y.year) FILTER (WHERE y.{stem}_qualifier <> '')
FROM report r
LEFT JOIN registry_yearlyprofile y ON y.id = r.profile_id
CROSS JOIN LATERAL (
    SELECT 'ID' UNION ALL SELECT r.province_id
    UNION ALL SELECT r.regency_id WHERE r.regency_id IS NOT NULL) place(region)
GROUP BY region, r.period
"""

# Sentra of the headline that were given DAK Fisik by then, for themselves or as a share.
RECEIVED = """
, given AS (
    SELECT sentra_id, coalesce(fiscal_year, year_to) AS since, id FROM dak_grant
    WHERE fund = 'fisik' AND stage IN ('allocated', 'contracted', 'finished') AND NOT is_withdrawn
),
receiver AS (
    SELECT sentra_id, since FROM given
    UNION ALL SELECT h.sentra_id, given.since
    FROM dak_grantshare h JOIN given ON given.id = h.grant_id WHERE NOT h.is_withdrawn
),
received AS (
    SELECT h.* FROM headline h
    WHERE h.id IN (SELECT sentra_id FROM receiver r WHERE h.of_year IS NULL OR r.since <= h.of_year)
)
"""


SENTRA_DIMENSIONS = ("status", "verification", "sector", "commodity")


def _count(source: str, *dimensions: str) -> str:
    pairs = ", ".join(f"('{name}', r.{name})" for name in dimensions)
    return POPULATION + COUNT.format(source=source, dimensions=pairs)


def _received() -> str:
    pairs = ", ".join(f"('{name}', r.{name})" for name in SENTRA_DIMENSIONS)
    return POPULATION + RECEIVED + COUNT.format(source="received", dimensions=pairs)


def _sum(stem: str) -> str:
    return POPULATION + SUM.format(stem=stem)


STATEMENTS: Mapping[str, str] = {
    "sentra.count": _count("headline", *SENTRA_DIMENSIONS),
    "sentra.records": _count("counted", "kind", "recognition", "status"),
    "sentra.unit_count": _sum("unit_count"),
    "sentra.worker_count": _sum("worker_count"),
    "sentra.worker_male_count": _sum("worker_male_count"),
    "sentra.worker_female_count": _sum("worker_female_count"),
    "sentra.production_value_idr": _sum("production_value_idr"),
    "sentra.with_dak": _received(),
}


# Every number somebody can recount without the engine.
WRITTEN_DOWN = (*STATEMENTS, *RECOUNTS)


def truth(definition: str) -> dict[Key, Numbers]:
    """Every cell of a definition as the tables say now; KeyError for a number nobody wrote down."""
    if definition in RECOUNTS:
        return {key: Numbers(*cell) for key, cell in recount(definition).items()}
    with connection.cursor() as cursor:
        cursor.execute(STATEMENTS[definition])
        return {tuple(row[:4]): Numbers(*map(_whole, row[4:])) for row in cursor.fetchall()}


def stored(definition: str) -> dict[Key, Numbers]:
    """Every cell of a definition as it is stored, in the same shape."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT region_code, period, dimension, member, low, high, n_records, n_reporting,"
            " n_verified, year_from, year_to FROM registry_provincialaggregate"
            " WHERE definition = %s",
            [definition],
        )
        return {tuple(row[:4]): Numbers(*map(_whole, row[4:])) for row in cursor.fetchall()}


def drift() -> list[tuple[str, Key, Numbers | None, Numbers | None]]:
    """(definition, cell, stored, true) of every cell that is not what the tables say."""
    found = []
    for definition in WRITTEN_DOWN:
        kept, true = stored(definition), truth(definition)
        found += [
            (definition, key, kept.get(key), true.get(key))
            for key in sorted(kept.keys() | true.keys())
            if kept.get(key) != true.get(key)
        ]
    return found


def _whole(value: Any) -> int | None:
    return None if value is None else int(value)
