"""The population behind published numbers, as SQL views: which sentra counts in which period, and
under which status. The views are installed after every migrate, from the code that reads them.

Each application may add dated facts (settings.DATED_FACTS), marks of a sentra
(settings.SENTRA_MARK_ROWS) and views of its own (settings.DATABASE_VIEWS); this module names no
application but its own."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

# The first year that has cells; figures older than this are on the sentra's own page only.
FIRST_YEAR = 1995
DAYS_BEFORE_DUE = 60

REGISTRY_FACTS = (
    "SELECT sentra_id, make_date(origin_year, 1, 1) FROM registry_sentraorigin"
    " WHERE NOT is_withdrawn",
    "SELECT sentra_id, status_on FROM registry_sentrastatus"
    " WHERE NOT is_withdrawn AND status_on IS NOT NULL",
    "SELECT sentra_id, verified_on FROM registry_sentraverification WHERE NOT is_withdrawn",
    "SELECT sentra_id, make_date(year, 1, 1) FROM registry_yearlyprofile WHERE NOT is_withdrawn",
)

PERIOD_VIEW = f"""
CREATE VIEW registry_sentra_period AS
WITH period AS (
    SELECT y AS year, y::text AS period, least(make_date(y, 12, 31), registry_today()) AS day,
           y = extract(year FROM registry_today())::int AS is_running
    FROM generate_series({FIRST_YEAR}, extract(year FROM registry_today())::int) y
    UNION ALL
    SELECT NULL, 'latest', registry_today(), false
)
SELECT s.id || ':' || p.period AS id, s.id AS sentra_id, p.period, p.year,
       s.province_id AS province_code, coalesce(s.regency_id, '') AS regency_code,
       s.kind, s.recognition,
       coalesce(dated.status, CASE WHEN p.year IS NULL THEN undated.status END, 'unknown')
           AS status,
       CASE
           WHEN looked.verified_on IS NULL THEN 'never'
           WHEN looked.is_disputed THEN 'disputed'
           WHEN looked.valid_to <= p.day THEN 'lapsed'
           WHEN looked.valid_to <= p.day + {DAYS_BEFORE_DUE} THEN 'due'
           ELSE 'current'
       END AS verification,
       made.commodity_id, coalesce(made.commodity_code, '') AS commodity_code,
       coalesce(made.sector_code, '') AS sector_code,
       reported.id AS profile_id,
       CASE WHEN marked.since IS NULL THEN '{{}}'::text[] ELSE ARRAY(
           SELECT m.key FROM jsonb_each_text(marked.since) m
           WHERE p.year IS NULL OR m.value::int <= p.year ORDER BY m.key) END AS marks
FROM registry_sentra s
LEFT JOIN LATERAL (
    SELECT min(f.dated_on) AS dated_on FROM registry_dated_fact f WHERE f.sentra_id = s.id
) earliest ON true
LEFT JOIN LATERAL (
    SELECT jsonb_object_agg(k.mark, k.since_year) AS since
    FROM (SELECT m.mark, min(m.since_year) AS since_year FROM registry_sentra_mark m
          WHERE m.sentra_id = s.id GROUP BY m.mark) k
) marked ON true
JOIN period p
  ON p.year IS NULL OR earliest.dated_on <= p.day OR (earliest.dated_on IS NULL AND p.is_running)
LEFT JOIN LATERAL (
    SELECT t.status FROM registry_sentrastatus t
    WHERE t.sentra_id = s.id AND NOT t.is_withdrawn AND t.status_on <= p.day
    ORDER BY t.status_on DESC, t.id DESC LIMIT 1
) dated ON true
LEFT JOIN LATERAL (
    SELECT t.status FROM registry_sentrastatus t
    WHERE t.sentra_id = s.id AND NOT t.is_withdrawn AND t.status_on IS NULL
    ORDER BY t.id DESC LIMIT 1
) undated ON true
LEFT JOIN LATERAL (
    SELECT v.verified_on, v.valid_to, v.is_disputed FROM registry_sentraverification v
    WHERE v.sentra_id = s.id AND NOT v.is_withdrawn AND v.verified_on <= p.day
    ORDER BY v.verified_on DESC, v.id DESC LIMIT 1
) looked ON true
LEFT JOIN LATERAL (
    SELECT u.commodity_id, c.code AS commodity_code, g.code AS sector_code
    FROM registry_sentracommodity u
    JOIN registry_commodity c ON c.id = u.commodity_id
    JOIN registry_sector g ON g.id = c.sector_id
    WHERE u.sentra_id = s.id AND u.is_primary AND NOT u.is_withdrawn
      AND (u.valid_from IS NULL OR u.valid_from <= p.day)
      AND (u.valid_to IS NULL OR u.valid_to > p.day)
    ORDER BY u.valid_from DESC NULLS LAST, u.id DESC LIMIT 1
) made ON true
LEFT JOIN LATERAL (
    SELECT y.id FROM registry_yearlyprofile y
    WHERE y.sentra_id = s.id AND NOT y.is_withdrawn
      AND (y.year = p.year OR (p.year IS NULL AND y.year <= extract(year FROM p.day)))
    ORDER BY y.year DESC, y.id DESC LIMIT 1
) reported ON true
WHERE NOT s.is_withdrawn
"""


def dated_fact_view() -> str:
    """Every dated fact of every application: (sentra_id, dated_on)."""
    facts = [fact for path in settings.DATED_FACTS for fact in import_string(path)]
    return "CREATE VIEW registry_dated_fact (sentra_id, dated_on) AS " + " UNION ALL ".join(facts)


def sentra_mark_view() -> str:
    """What other applications know of a sentra, and since which year (NULL: in no year, only in
    "latest"): (sentra_id, mark, since_year)."""
    rows = [row for path in settings.SENTRA_MARK_ROWS for row in import_string(path)]
    nothing = "SELECT NULL::bigint, NULL::text, NULL::int WHERE false"
    return (
        "CREATE VIEW registry_sentra_mark (sentra_id, mark, since_year) AS "
        + " UNION ALL ".join([nothing, *rows])
    )


VIEWS = (
    ("registry_dated_fact", dated_fact_view),
    ("registry_sentra_mark", sentra_mark_view),
    ("registry_sentra_period", lambda: PERIOD_VIEW),
)


def install_views(plan: Any = None, **kwargs: Any) -> None:
    """Signal receiver: drop and create every view, so that they always equal the code. A flush
    sends the signal too, without a plan, and leaves views alone."""
    if plan is None:
        return
    views = _every_view()
    with connection.cursor() as cursor:
        for name, _ in reversed(views):
            cursor.execute(f"DROP VIEW IF EXISTS {name} CASCADE")
        for _, sql in views:
            cursor.execute(sql())


def view_texts() -> list[str]:
    """The statements of all views, in the order in which they are made."""
    return [sql() for _, sql in _every_view()]


def _every_view() -> list[tuple[str, Callable[[], str]]]:
    return [view for path in settings.DATABASE_VIEWS for view in import_string(path)]
