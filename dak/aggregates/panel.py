"""Every reading of every sentra with the group it stood in and the years since its first grant, as
one SQL view. Readings are those of outcomes and those that yearly profiles report under a figure an
indicator names.

The first grant year is that of the earliest counted grant (dak.aggregates.ceiling) that names the
sentra or shares with it. A year before it is "not yet", that year and later ones are "treated"; a
sentra without any such grant on record is "never" and has no event time."""

from registry.models.profile import FIGURE_CODES

FIGURE_ROWS = ", ".join(
    f"('{code}', p.{code}_low, p.{code}_high, p.{code}_qualifier)" for code in FIGURE_CODES
)

PANEL_VIEW = f"""
CREATE VIEW dak_outcome_panel AS
WITH first_grant AS (
    SELECT t.sentra_id, min(c.fiscal_year) AS year
    FROM dak_counted_grant c
    JOIN dak_grant g ON g.id = c.grant_id
    CROSS JOIN LATERAL (
        SELECT g.sentra_id
        UNION SELECT s.sentra_id FROM dak_grantshare s
        WHERE s.grant_id = g.id AND NOT s.is_withdrawn
    ) t
    WHERE c.period = 'latest' AND c.is_counted AND t.sentra_id IS NOT NULL
    GROUP BY t.sentra_id
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
           WHEN t.year IS NULL THEN 'never'
           WHEN r.year < t.year OR (r.year IS NULL AND r.told_as = 'before') THEN 'not_yet'
           WHEN r.year IS NOT NULL OR r.told_as IN ('during', 'after') THEN 'treated'
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
"""

VIEWS = (("dak_outcome_panel", lambda: PANEL_VIEW),)
