"""Every reading of every sentra with the group it stood in and the years since its first grant, as
one SQL view. Readings are those of outcomes and those that yearly profiles report under a figure an
indicator names.

The first grant year is that of the earliest counted grant (dak.aggregates.ceiling) that names the
sentra or shares with it. A year before it is "not yet", that year and later ones are "treated".

DAK of another fund, or of no single year, gives no event time, but a sentra that got it is no
comparison for those that did not. Where it has no first grant year all its readings are "other";
where it has one, those before it are, from the year of that other DAK on, or all where that is not
known. "Never" is a sentra of which no DAK of any kind is on record. Promises, proposals, cancelled
and zero allocations bring nothing. Spans of a whole government name no sentra and are not looked
at."""

from dak.choices import Fund, GrantStage
from registry.models.profile import FIGURE_CODES

FIGURE_ROWS = ", ".join(
    f"('{code}', p.{code}_low, p.{code}_high, p.{code}_qualifier)" for code in FIGURE_CODES
)

# DAK, or what may be DAK: media often leave the fund unclear.
_FUNDS = (Fund.PHYSICAL, Fund.NON_PHYSICAL, Fund.MIXED, Fund.UNKNOWN)
_NOTHING_CAME = (
    GrantStage.PROMISED,
    GrantStage.PROPOSED,
    GrantStage.ZERO_ALLOCATION,
    GrantStage.CANCELLED,
)


def _listed(values: tuple[Fund, ...] | tuple[GrantStage, ...]) -> str:
    return ", ".join(f"'{value.value}'" for value in values)


PANEL_VIEW = f"""
CREATE VIEW dak_outcome_panel AS
WITH received AS (
    SELECT t.sentra_id, g.fund, g.stage, c.is_counted, c.fiscal_year,
           coalesce(g.fiscal_year, g.year_from) AS year
    FROM dak_counted_grant c
    JOIN dak_grant g ON g.id = c.grant_id
    CROSS JOIN LATERAL (
        SELECT g.sentra_id
        UNION SELECT s.sentra_id FROM dak_grantshare s
        WHERE s.grant_id = g.id AND NOT s.is_withdrawn
    ) t
    WHERE c.period = 'latest' AND t.sentra_id IS NOT NULL
),
first_grant AS (
    SELECT sentra_id, min(fiscal_year) AS year FROM received WHERE is_counted GROUP BY sentra_id
),
other_grant AS (
    SELECT sentra_id, min(coalesce(year, 0)) AS year FROM received
    WHERE NOT is_counted AND fund IN ({_listed(_FUNDS)})
      AND stage NOT IN ({_listed(_NOTHING_CAME)})
    GROUP BY sentra_id
),
reading AS (
    SELECT 'outcome:' || o.id AS id, o.sentra_id, o.indicator_id, o.source_id,
           'outcome' AS recorded_as, extract(year FROM o.as_of_on)::int AS year, o.told_as,
           o.amount_low, o.amount_high, o.amount_qualifier,
           coalesce(u.name, i.unit_words) AS unit_words
    FROM dak_outcomereading o
    JOIN dak_outcomeindicator i ON i.id = o.indicator_id
    LEFT JOIN registry_measureunit u ON u.id = o.unit_id
    WHERE NOT o.is_withdrawn
    UNION ALL
    SELECT 'profile:' || p.id || ':' || i.code, p.sentra_id, i.id, p.source_id,
           'profile', p.year::int, 'unknown',
           f.low::numeric(18, 3), f.high::numeric(18, 3), f.sign, i.unit_words
    FROM registry_yearlyprofile p
    CROSS JOIN LATERAL (VALUES {FIGURE_ROWS}) f(code, low, high, sign)
    JOIN dak_outcomeindicator i ON i.profile_figure = f.code
    WHERE NOT p.is_withdrawn AND f.sign <> ''
)
SELECT r.id, r.sentra_id, r.indicator_id, r.source_id, r.recorded_as, r.year, r.told_as,
       t.year AS first_grant_year, r.year - t.year AS event_time,
       CASE
           WHEN r.year >= t.year OR t.year IS NOT NULL AND r.year IS NULL
                AND r.told_as IN ('during', 'after') THEN 'treated'
           WHEN o.year IS NOT NULL AND (t.year IS NULL OR r.year IS NULL OR r.year >= o.year)
               THEN 'other'
           WHEN t.year IS NULL THEN 'never'
           WHEN r.year < t.year OR r.told_as = 'before' THEN 'not_yet'
           ELSE ''
       END AS panel_group,
       CASE
           WHEN r.year IS NULL OR t.year IS NULL THEN r.told_as
           WHEN r.year < t.year THEN 'before'
           WHEN r.year = t.year THEN 'during'
           ELSE 'after'
       END AS moment,
       r.amount_low, r.amount_high, r.amount_qualifier, r.unit_words
FROM reading r
JOIN registry_sentra s ON s.id = r.sentra_id AND NOT s.is_withdrawn
LEFT JOIN first_grant t ON t.sentra_id = r.sentra_id
LEFT JOIN other_grant o ON o.sentra_id = r.sentra_id
"""

VIEWS = (("dak_outcome_panel", lambda: PANEL_VIEW),)
