"""What a grant's ceiling is and whether it counts, as one SQL view: the rule of `dak.ceiling`. One
row per grant and period: its fiscal year, and "latest", which is everything on record. What was
contracted and spent stands beside it (dak.aggregates.money).

A grant counts when its fund is DAK Fisik, it got at least as far as an allocation, and it is of
one fiscal year. Its ceiling is the range over the claims it rests on (dak.queries.ceiling).
Promises, contract values and cumulative amounts never count, official or not; a withdrawn grant is
not there at all."""

from dak.aggregates.money import COLUMNS, JOINS
from dak.choices import ALLOCATED_OR_LATER, Fund
from dak.queries.ceiling import BASIS_SQL, CAN_BE_SQL, RANK_SQL

DATED_FACTS = (
    "SELECT sentra_id, make_date(fiscal_year, 1, 1) FROM dak_grant"
    " WHERE sentra_id IS NOT NULL AND fiscal_year IS NOT NULL AND NOT is_withdrawn",
    "SELECT h.sentra_id, make_date(g.fiscal_year, 1, 1) FROM dak_grantshare h JOIN dak_grant g"
    " ON g.id = h.grant_id AND g.fiscal_year IS NOT NULL AND NOT g.is_withdrawn"
    " WHERE NOT h.is_withdrawn",
)

STAGES = ", ".join(f"'{stage.value}'" for stage in ALLOCATED_OR_LATER)

# A sentra that received DAK Fisik, and by the end of which year; without a year it is known today
# only. A promise is no grant.
_RECEIVED = f"g.fund = '{Fund.PHYSICAL.value}' AND g.stage IN ({STAGES}) AND NOT g.is_withdrawn"
SENTRA_MARK_ROWS = (
    "SELECT g.sentra_id, 'dak', coalesce(g.fiscal_year, g.year_to)::int FROM dak_grant g"
    f" WHERE g.sentra_id IS NOT NULL AND {_RECEIVED}",
    "SELECT h.sentra_id, 'dak', coalesce(g.fiscal_year, g.year_to)::int FROM dak_grant g"
    f" JOIN dak_grantshare h ON h.grant_id = g.id AND NOT h.is_withdrawn WHERE {_RECEIVED}",
)

COUNTED_VIEW = f"""
CREATE VIEW dak_counted_grant AS
SELECT g.id AS grant_id, g.province_id AS province_code,
       coalesce(g.regency_id, '') AS regency_code, g.fiscal_year, p.period,
       g.id || ':' || p.period AS id,
       why.reason = '' AS is_counted, why.reason, said.basis,
       said.ceiling_low, said.ceiling_high,
       coalesce(said.n_claims, 0) > 0 AS has_amount,
       {COLUMNS}
FROM dak_grant g
CROSS JOIN LATERAL (
    SELECT g.fiscal_year::text WHERE g.fiscal_year IS NOT NULL UNION ALL SELECT 'latest'
) p(period)
CROSS JOIN LATERAL (
    SELECT CASE
        WHEN g.fund <> '{Fund.PHYSICAL.value}' THEN 'fund'
        WHEN g.stage NOT IN ({STAGES}) THEN 'stage'
        WHEN g.fiscal_year IS NULL THEN 'year'
        ELSE ''
    END AS reason
) why
LEFT JOIN LATERAL (
    SELECT ranked.basis,
           CASE WHEN bool_or(ranked.low IS NULL) THEN NULL ELSE min(ranked.low) END
               AS ceiling_low,
           CASE WHEN bool_or(ranked.high IS NULL) THEN NULL ELSE max(ranked.high) END
               AS ceiling_high,
           count(*) AS n_claims
    FROM (
        SELECT c.amount_idr_low AS low, c.amount_idr_high AS high, {BASIS_SQL} AS basis,
               rank() OVER (ORDER BY {RANK_SQL}) AS rank
        FROM dak_grantclaim c
        WHERE c.grant_id = g.id AND NOT c.is_withdrawn AND {CAN_BE_SQL}
    ) ranked
    WHERE ranked.rank = 1
    GROUP BY ranked.basis
) said ON true
{JOINS}
WHERE NOT g.is_withdrawn
"""

VIEWS = (("dak_counted_grant", lambda: COUNTED_VIEW),)
