"""Which state an asset is in at the end of each year and today, and since when it lies idle, as one
SQL view: the rule of dak.queries.idle for all assets at once.

`idle_since_on` rests on states an office confirmed and on the recorded start of operation; it is
empty while no office has confirmed a standstill, and for the sample. `any_idle_since_on` takes
every state, for alerts inside the registry. `state` is the newest state of anybody,
`confirmed_state` the newest an office answers for."""

from dak.choices import IN_USE, AssetBasis
from dak.queries.asset_limits import idle_after

USE = ", ".join(f"'{state.value}'" for state in IN_USE)
OFFICE = AssetBasis.OFFICE.value


def last_day(day: str, precision: str) -> str:
    """The last day of the time that a date of this precision means."""
    return (
        f"CASE {precision}"
        f" WHEN 'month' THEN (date_trunc('month', {day}) + interval '1 month - 1 day')::date"
        f" WHEN 'year' THEN make_date(extract(year FROM {day})::int, 12, 31)"
        f" ELSE {day} END"
    )


# Every state with the day from which it counts; the recorded start of operation is a use, too.
STANDS = f"""greatest(s.state_on, least(
               {last_day("s.state_on", "s.state_precision")},
               coalesce(s.confirmed_on, registry_today())))"""
STEPS = f"""
    SELECT s.asset_id, s.id AS row_id, s.id AS rank, s.state, s.state_on,
           s.state IN ({USE}) AS is_use, s.basis = '{OFFICE}' AS is_confirmed,
           CASE WHEN s.state IN ({USE}) THEN s.state_on ELSE {STANDS} END AS begins_on
    FROM dak_assetstate s WHERE NOT s.is_withdrawn
    UNION ALL
    SELECT a.id, NULL, 0, 'operating', a.operates_on, true, true, a.operates_on
    FROM dak_asset a WHERE a.operates_on IS NOT NULL
"""
FIRST_FACTS = """
    SELECT f.asset_id, min(f.on_day) AS on_day FROM (
        SELECT asset_id, state_on AS on_day FROM step
        UNION ALL SELECT id, completed_on FROM dak_asset
        UNION ALL SELECT id, handed_over_on FROM dak_asset
        UNION ALL SELECT id, inaugurated_on FROM dak_asset
    ) f GROUP BY f.asset_id
"""
PERIODS = """
    SELECT y AS year, y::text AS period, least(make_date(y, 12, 31), registry_today()) AS day
    FROM generate_series(
        extract(year FROM f.on_day)::int, extract(year FROM registry_today())::int) y
    UNION ALL SELECT NULL, 'latest', registry_today()
"""


def period_view() -> str:
    """The view, with the allowance of the rule table."""
    return f"""
CREATE VIEW dak_asset_period AS
WITH step AS ({STEPS}), first_fact AS ({FIRST_FACTS})
SELECT a.id || ':' || p.period AS id, a.id AS asset_id, a.province_id AS province_code,
       coalesce(a.regency_id, '') AS regency_code, p.period, p.year, p.day AS as_of_on,
       now_any.row_id AS state_row_id, coalesce(now_any.state, '') AS state,
       now_any.state_on AS state_on,
       now_seen.row_id AS confirmed_row_id, coalesce(now_seen.state, '') AS confirmed_state,
       now_seen.row_id IS NOT NULL AS is_confirmed,
       lies.since AS idle_since_on, p.day - lies.since AS idle_days,
       lies_any.since AS any_idle_since_on
FROM dak_asset a
LEFT JOIN first_fact f ON f.asset_id = a.id
CROSS JOIN LATERAL ({PERIODS}) p
LEFT JOIN LATERAL ({_in_force(only_confirmed=False)}) now_any ON true
LEFT JOIN LATERAL ({_in_force(only_confirmed=True)}) now_seen ON true
LEFT JOIN LATERAL ({_since(only_confirmed=True)}) lies
       ON now_seen.row_id IS NOT NULL AND NOT now_seen.is_use AND NOT a.is_sample
      AND lies.since < p.day
LEFT JOIN LATERAL ({_since(only_confirmed=False)}) lies_any
       ON NOT coalesce(now_any.is_use, false) AND lies_any.since < p.day
WHERE NOT a.is_withdrawn
"""


def _in_force(*, only_confirmed: bool) -> str:
    """The newest state at the end of the period."""
    considered = "AND s.is_confirmed" if only_confirmed else ""
    return f"""
    SELECT s.row_id, s.state, s.state_on, s.is_use FROM step s
    WHERE s.asset_id = a.id AND s.begins_on <= p.day {considered}
    ORDER BY s.begins_on DESC, s.rank DESC LIMIT 1"""


def _since(*, only_confirmed: bool) -> str:
    """The later of the end of the allowance and of the first standstill after the last use."""
    given = last_day("a.handed_over_on", "a.handed_over_precision")
    free = f"({given}) + {idle_after().days}"
    considered = "AND {}.is_confirmed" if only_confirmed else ""
    return f"""
    SELECT greatest({free}, (
        SELECT min(s.begins_on) FROM step s, (
            SELECT u.begins_on, u.rank FROM step u
            WHERE u.asset_id = a.id AND u.is_use AND u.begins_on <= p.day {considered.format("u")}
              AND NOT EXISTS (
                  SELECT 1 FROM step l
                  WHERE l.asset_id = a.id AND l.begins_on = u.begins_on AND l.rank > u.rank
                    {considered.format("l")}
              )
            ORDER BY u.begins_on DESC, u.rank DESC LIMIT 1
        ) used
        WHERE s.asset_id = a.id AND NOT s.is_use {considered.format("s")}
          AND (s.begins_on, s.rank) > (used.begins_on, used.rank)
    )) AS since
    WHERE a.handed_over_on IS NOT NULL"""


VIEWS = (("dak_asset_period", period_view),)
