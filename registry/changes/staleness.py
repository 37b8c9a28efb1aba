"""Which of many proposals were overtaken: a row they correct, or the status or profile they were
made against, is no longer the one they saw. Found by the database, so that a queue of ten thousand
reads no proposal; a single one is judged again, under lock, when it is decided."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache

from django.db import connection, models

from registry.changes.fields import key_field
from registry.changes.kinds import all_kinds
from registry.changes.stage import quote
from registry.choices import ActState
from registry.models import Sentra, SentraStatus, SubmissionAct, YearlyProfile

# What the proposals that wait want to change: one line a change of a row that was read before.
_ASKED = """
    SELECT a.id, c.change ->> 'kind' AS kind, c.change ->> 'target' AS target,
           (c.change ->> 'base_version')::bigint AS base
    FROM {acts} a CROSS JOIN LATERAL jsonb_array_elements(a.changes) AS c(change)
    WHERE a.state = 'received' AND (%(pks)s::bigint[] IS NULL OR a.id = ANY(%(pks)s))
      AND jsonb_typeof(c.change -> 'base_version') = 'number'
"""
_MOVED = """
    SELECT q.id FROM asked q LEFT JOIN {rows} t ON t.{key} = {target}
    WHERE q.kind = ANY(%(kinds_{number})s) AND t.version IS DISTINCT FROM q.base
"""
# A number where the key is one; what is no number names no row.
_AS_NUMBER = "CASE WHEN q.target ~ '^[0-9]{1,18}$' THEN q.target::bigint END"
_OFF_BASIS = """
    SELECT a.id
    FROM (
        SELECT o.id, z.id AS sentra_id, z.is_withdrawn, o.shown -> 'basis' AS basis
        FROM {acts} o JOIN {sentra} z ON z.id = o.sentra_id
        WHERE o.state = 'received' AND (%(pks)s::bigint[] IS NULL OR o.id = ANY(%(pks)s))
          AND jsonb_typeof(o.shown -> 'basis') = 'object'
    ) a
    LEFT JOIN LATERAL (
        SELECT jsonb_build_array(s.id, s.version) AS seen FROM {statuses} s
        WHERE s.sentra_id = a.sentra_id AND NOT s.is_withdrawn AND NOT a.is_withdrawn
        ORDER BY s.status_on DESC NULLS LAST, s.id DESC LIMIT 1
    ) status ON true
    LEFT JOIN LATERAL (
        SELECT jsonb_build_array(p.id, p.version) AS seen FROM {profiles} p
        WHERE p.sentra_id = a.sentra_id AND p.year = (a.basis ->> 'year')::integer
          AND NOT p.is_withdrawn AND NOT a.is_withdrawn
        ORDER BY p.id LIMIT 1
    ) profile ON true
    WHERE coalesce(status.seen, 'null') <> a.basis -> 'status'
       OR coalesce(profile.seen, 'null') <> a.basis -> 'profile'
"""


def stale_now() -> set[int]:
    """The proposals that wait and were overtaken, by primary key."""
    return _stale(None)


def stale_among(acts: Iterable[SubmissionAct]) -> set[int]:
    """Those of these proposals that were overtaken. What is decided is stale no more."""
    pks = [act.pk for act in acts if act.state == ActState.RECEIVED]
    return _stale(pks) if pks else set()


def _stale(pks: list[int] | None) -> set[int]:
    """One statement, and one before it for the kinds that occur: only their tables are joined."""
    with connection.cursor() as cursor:
        asked = _ASKED.format(acts=_table(SubmissionAct))
        cursor.execute(f"SELECT DISTINCT kind FROM ({asked}) q", {"pks": pks})
        kinds = frozenset(kind for (kind,) in cursor.fetchall())
        statement, lists = _statement(kinds)
        cursor.execute(statement, {"pks": pks, **lists})
        return {pk for (pk,) in cursor.fetchall()}


@cache
def _statement(kinds: frozenset[str]) -> tuple[str, dict[str, list[str]]]:
    """The statement over these kinds, and their codes by table."""
    by_model: dict[type[models.Model], list[str]] = defaultdict(list)
    for code in sorted(kinds):
        kind = all_kinds()[code]
        if not kind.creates:
            by_model[kind.model].append(code)
    parts, lists = [], {}
    for number, (model, codes) in enumerate(by_model.items()):
        name = key_field(model)
        parts.append(
            _MOVED.format(
                rows=_table(model),
                key=quote(model._meta.get_field(name).column),  # type: ignore[union-attr]
                target=_AS_NUMBER if name == "id" else "q.target",
                number=number,
            )
        )
        lists[f"kinds_{number}"] = codes
    acts = _table(SubmissionAct)
    parts.append(
        _OFF_BASIS.format(
            acts=acts,
            sentra=_table(Sentra),
            statuses=_table(SentraStatus),
            profiles=_table(YearlyProfile),
        )
    )
    return f"WITH asked AS MATERIALIZED ({_ASKED.format(acts=acts)}) {' UNION '.join(parts)}", lists


def _table(model: type[models.Model]) -> str:
    return quote(model._meta.db_table)
