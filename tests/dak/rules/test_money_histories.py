"""Whatever legal and illegal acts follow one another, the money of a grant adds up. The truth is
asked in SQL written by hand here, not of the code that judges the acts."""

from collections import Counter
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
from tests.factories.money import APPROVED, make_grant_worth

pytestmark = pytest.mark.django_db

IN_FORCE = """
    SELECT r.* FROM {table} r WHERE r.grant_id = {grant} AND NOT r.is_withdrawn AND NOT EXISTS
        (SELECT 1 FROM {table} l WHERE l.corrects_id = r.id AND NOT l.is_withdrawn)
"""
TABLES = {
    "component": "dak_grantcomponent",
    "work_plan": "dak_workplan",
    "contract": "dak_contract",
    "addendum": "dak_contractaddendum",
    "disbursement": "dak_disbursement",
    "absorption": "dak_absorption",
}
AMOUNTS = st.sampled_from([0, 1, 2, 3, 4, 5, 6, 5_000, -1])
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["record", "correct", "approve", "supersede", "withdraw", "restore", "ceiling", "rest"]
        ),
        st.sampled_from(list(TABLES)),
        AMOUNTS,
        st.integers(1, 4),
    ),
    min_size=4,
    max_size=14,
)
UNIT = 1_000_000_000


class History:
    """One grant and what was done to it."""

    def __init__(self) -> None:
        self.grant = make_grant_worth(5 * UNIT, unspecified_idr=5 * UNIT)
        self.source = make_source().code
        self.told: Counter[str] = Counter()

    def do(self, verb: str, noun: str, amount: int, place: int) -> None:
        """Try one act; a refusal is an answer."""
        changes = self._changes(verb, noun, amount * UNIT, place)
        if not changes:
            return
        try:
            apply_batch(Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, "uji"))
            self.told["applied"] += 1
        except ChangeRejected:
            self.told["refused"] += 1

    def _changes(self, verb: str, noun: str, amount: int, place: int) -> list[Change]:
        row = last_row(noun, self.grant.pk)
        if verb == "ceiling":
            return self._another_official(amount)
        if verb == "rest":
            self.grant.refresh_from_db()
            values = {"unspecified_idr": amount}
            return [Change("grant.correct", values, self.grant.code, self.grant.version)]
        if verb == "record":
            return [*self._room(noun, amount), self._record(noun, amount, place)]
        if row is None:
            return []
        pk, version = str(row["id"]), row["version"]
        if verb == "supersede":
            base = self._record(noun, amount, row.get("tranche_number") or place)
            values = {**base.values, **APPROVED, "corrects": pk}
            return [Change(f"{noun}.supersede", values)]
        values = {"correct": {"amount_idr": amount}, "approve": APPROVED}.get(verb, {})
        kind = "correct" if verb == "approve" else verb
        return [Change(f"{noun}.{kind}", values, pk, version)]

    def _another_official(self, amount: int) -> list[Change]:
        """The official claim stays as it is and is official no more; a new one is."""
        old = self.grant.claims.get(is_official=True)
        new = {"stage": "allocation", "is_official": True, "official_reason": "perubahan"}
        common = {"grant": self.grant.code, "source": self.source, "amount_idr": amount}
        return [
            Change("claim.correct", {"is_official": False}, str(old.pk), old.version),
            Change("claim.record", {**common, **new}),
        ]

    def _room(self, noun: str, amount: int) -> list[Change]:
        """A component takes its amount from the remainder, so that some acts are legal."""
        if noun != "component":
            return []
        self.grant.refresh_from_db()
        rest = (self.grant.unspecified_idr or 0) - amount
        return [
            Change("grant.correct", {"unspecified_idr": rest}, self.grant.code, self.grant.version)
        ]

    def _record(self, noun: str, amount: int, place: int) -> Change:
        day = f"2024-0{place}-01"
        contract = last_row("contract", self.grant.pk)
        extra: dict[str, dict[str, Any]] = {
            "component": {"name": "bagian"},
            "work_plan": {},
            "contract": {"subject": "gedung"},
            "addendum": {"contract": str(contract["id"]) if contract else "", "signed_on": day},
            "disbursement": {"tranche_number": place, "paid_on": day},
            "absorption": {"as_of_on": day},
        }
        common = {"grant": self.grant.code, "source": self.source, "amount_idr": amount}
        return Change(f"{noun}.record", {**common, **extra[noun]})


def rows(sql: str) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def last_row(noun: str, grant: int) -> dict[str, Any] | None:
    found = rows(f"SELECT * FROM {TABLES[noun]} WHERE grant_id = {grant} ORDER BY id DESC LIMIT 1")
    return found[0] if found else None


def in_force(noun: str, grant: int) -> list[dict[str, Any]]:
    return rows(IN_FORCE.format(table=TABLES[noun], grant=grant))


def assert_adds_up(grant: int) -> None:
    """Every invariant of the chain, from the tables alone."""
    head = rows(
        "SELECT g.unspecified_idr AS rest, c.amount_idr AS ceiling FROM dak_grant g"
        f" JOIN dak_grantclaim c ON c.grant_id = g.id AND c.is_official WHERE g.id = {grant}"
    )[0]
    ceiling = head["ceiling"]
    lines = {noun: in_force(noun, grant) for noun in TABLES}
    parts = [row["amount_idr"] for row in lines["component"]]
    if parts or head["rest"] is not None:
        assert sum(parts) + (head["rest"] or 0) == ceiling
    assert all(row["amount_idr"] <= ceiling for row in lines["work_plan"])
    assert len(lines["work_plan"]) <= 1
    paid = sum(row["amount_idr"] for row in lines["disbursement"])
    assert paid <= ceiling
    if lines["contract"]:
        assert paid <= sum(contract_value(row["id"], grant) for row in lines["contract"])
    tranches = [row["tranche_number"] for row in lines["disbursement"]]
    assert len(tranches) == len(set(tranches))
    earlier = 0
    for row in sorted(lines["absorption"], key=lambda r: (r["as_of_on"], r["id"])):
        by_then = [r for r in lines["disbursement"] if r["paid_on"] <= row["as_of_on"]]
        if lines["disbursement"]:
            assert row["amount_idr"] <= sum(r["amount_idr"] for r in by_then)
        assert earlier <= row["amount_idr"] <= ceiling
        earlier = row["amount_idr"]


def contract_value(contract: int, grant: int) -> int:
    """What the addenda of a contract, or of the rows it corrects, leave of its value."""
    found = rows(
        f"""
        WITH RECURSIVE line(id, corrects_id, amount_idr) AS (
            SELECT id, corrects_id, amount_idr FROM dak_contract WHERE id = {contract}
            UNION SELECT c.id, c.corrects_id, c.amount_idr
            FROM dak_contract c JOIN line l ON c.id = l.corrects_id
        )
        SELECT coalesce(
            (SELECT a.amount_idr FROM ({IN_FORCE.format(table=TABLES["addendum"], grant=grant)}) a
             WHERE a.contract_id IN (SELECT id FROM line) AND a.amount_idr IS NOT NULL
             ORDER BY a.signed_on DESC, a.id DESC LIMIT 1),
            (SELECT amount_idr FROM line WHERE id = {contract})) AS worth
        """
    )
    return int(found[0]["worth"])


def assert_approved_stayed() -> None:
    """No version after an approval says another amount than the approved one."""
    for table in TABLES.values():
        edited = rows(
            f"SELECT 1 FROM {table}event a JOIN {table}event b ON a.pgh_obj_id = b.pgh_obj_id"
            " AND b.version > a.version WHERE a.approved_on IS NOT NULL"
            " AND (a.amount_idr IS DISTINCT FROM b.amount_idr OR b.is_withdrawn)"
        )
        assert edited == []


def test_after_any_history_the_money_of_a_grant_adds_up() -> None:
    told: Counter[str] = Counter()

    @settings(
        max_examples=20,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(STEPS)
    def holds(steps: list[tuple[str, str, int, int]]) -> None:
        with transaction.atomic():
            history = History()
            for step in steps:
                history.do(*step)
                assert_adds_up(history.grant.pk)
            assert_approved_stayed()
            told.update(history.told)
            transaction.set_rollback(True)

    holds()

    assert told["applied"] > 20 and told["refused"] > 20, told
