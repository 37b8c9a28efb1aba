"""Whatever reports, revisions and withdrawals follow one another, the curve in force never falls.
The truth is asked in SQL written by hand here, not of the code that judges the acts."""

from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_source
from tests.factories.money import make_grant_worth

pytestmark = pytest.mark.django_db

UNIT = 1_000_000_000
CEILING = 5
IN_FORCE = """
    SELECT r.* FROM dak_progressreport r WHERE r.grant_id = %s AND NOT r.is_withdrawn
    AND NOT EXISTS (SELECT 1 FROM dak_progressreport l
                    WHERE l.corrects_id = r.id AND NOT l.is_withdrawn)
    ORDER BY r.as_of_on, r.id
"""
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["record", "record", "revise", "revise", "withdraw", "restore"]),
        st.integers(1, 12),
        st.integers(0, 10),
        st.one_of(st.none(), st.integers(0, CEILING + 1)),
    ),
    min_size=4,
    max_size=12,
)


class History:
    """One grant of five milliards and what was reported about it."""

    def __init__(self) -> None:
        self.grant = make_grant_worth(CEILING * UNIT)
        self.source = make_source().code
        self.told: Counter[str] = Counter()

    def do(self, verb: str, month: int, tenths: int, money: int | None) -> None:
        """Try one act; a refusal is an answer and changes nothing."""
        change = self._change(verb, month, tenths, money)
        if change is None:
            return
        before = everything(self.grant.pk)
        try:
            apply_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))
            self.told[verb] += 1
        except ChangeRejected:
            assert everything(self.grant.pk) == before
            self.told["refused"] += 1

    def _change(self, verb: str, month: int, tenths: int, money: int | None) -> Change | None:
        values: dict[str, Any] = {
            "grant": self.grant.code,
            "source": self.source,
            "period_kind": "tranche",
            "period_number": 1,
            "as_of_on": f"2024-{month:02d}-15",
            "physical_percent": str(10 * tenths),
        }
        if money is not None:
            values["amount_idr"] = money * UNIT
        if verb == "record":
            return Change("progress.record", values)
        rows = everything(self.grant.pk)
        if not rows:
            return None
        row = rows[month % len(rows)]
        if verb == "revise":
            lower = max(row["physical_percent"] - tenths, Decimal(0))
            said = {
                "corrects": str(row["id"]),
                "revision_words": "salah baca",
                "as_of_on": row["as_of_on"].isoformat(),
                "physical_percent": str(lower),
            }
            return Change("progress.revise", {**values, **said})
        reason = {"note": "keliru"} if verb == "withdraw" else {}
        return Change(f"progress.{verb}", reason, str(row["id"]), row["version"])


def rows(sql: str, grant: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [grant])
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def everything(grant: int) -> list[dict[str, Any]]:
    return rows("SELECT * FROM dak_progressreport WHERE grant_id = %s ORDER BY id", grant)


def assert_rises(grant: int) -> None:
    """Physical progress and money in force, from the table alone."""
    physical, money = Decimal(0), 0
    for row in rows(IN_FORCE, grant):
        assert physical <= row["physical_percent"] <= 100
        physical = row["physical_percent"]
        if row["amount_idr"] is not None:
            assert money <= row["amount_idr"] <= CEILING * UNIT
            money = row["amount_idr"]


def assert_figures_stayed() -> None:
    """No version of a report says other figures than its first one."""
    edited = rows(
        "SELECT 1 FROM dak_progressreportevent a JOIN dak_progressreportevent b"
        " ON a.pgh_obj_id = b.pgh_obj_id WHERE (a.physical_percent, a.amount_idr, a.as_of_on)"
        " IS DISTINCT FROM (b.physical_percent, b.amount_idr, b.as_of_on) AND a.grant_id > %s",
        0,
    )
    assert edited == []


def test_after_any_history_the_curve_in_force_never_falls() -> None:
    told: Counter[str] = Counter()

    @settings(
        max_examples=15,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def holds(steps: list[tuple[str, int, int, int | None]]) -> None:
        with transaction.atomic():
            history = History()
            for step in steps:
                history.do(*step)
                assert_rises(history.grant.pk)
            assert_figures_stayed()
            told.update(history.told)
            transaction.set_rollback(True)

    holds()

    assert min(told[verb] for verb in ("record", "revise", "withdraw", "refused")) > 3, told
