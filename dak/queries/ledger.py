"""The money of a grant as one value: its ceiling, and the rows in force of every step of the chain.
Read from the tables for pages, or laid together by the rules from an act and the tables; what is
wrong with it is said in dak.rules.money, what is doubtful in dak.queries.cautions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db.models import Q

from dak.models import (
    Absorption,
    Contract,
    ContractAddendum,
    Disbursement,
    Grant,
    GrantClaim,
    GrantComponent,
    GrantShare,
    LeftoverFunds,
    ProgressReport,
    WorkPlan,
)
from dak.queries.ceiling import Ceiling, ceiling_of
from registry.models import Record

Row = Mapping[str, Any]
Rows = Sequence[Row]

# Every noun whose rows hang on a grant and enter its ledger, by the name kinds give it.
PARTS: Mapping[str, type[Record]] = {
    "claim": GrantClaim,
    "share": GrantShare,
    "component": GrantComponent,
    "work_plan": WorkPlan,
    "contract": Contract,
    "addendum": ContractAddendum,
    "disbursement": Disbursement,
    "absorption": Absorption,
    "leftover": LeftoverFunds,
    "progress": ProgressReport,
}


@dataclass(frozen=True)
class ContractState:
    """One contract as its addenda leave it."""

    row: Row
    amount: int
    ends_on: date | None
    is_extended: bool


@dataclass(frozen=True)
class Ledger:
    """One grant's money; `rows` holds the rows in force by noun, in the order of their keys."""

    grant: Row
    rows: Mapping[str, Rows] = field(default_factory=dict)
    # Of a corrected contract, the first row of its line, by every row's key.
    first_contract: Mapping[int, int] = field(default_factory=dict)

    def of(self, noun: str) -> Rows:
        """The rows in force of one noun."""
        return self.rows.get(noun, ())

    def total(self, noun: str) -> int | None:
        """The sum of one noun's amounts; None where there is no row."""
        rows = self.of(noun)
        return sum(row["amount_idr"] for row in rows) if rows else None

    @cached_property
    def ceiling(self) -> Ceiling:
        """What sums are held against: the range over the claims it rests on."""
        return ceiling_of(self.of("claim"))

    @property
    def itemised(self) -> int | None:
        """Components and the remainder said to be unspecified; None where neither is on record."""
        rest, parts = self.grant["unspecified_idr"], self.total("component")
        return None if rest is None and parts is None else (rest or 0) + (parts or 0)

    @property
    def work_plan(self) -> int | None:
        """The amount of the plan of activities."""
        return self.total("work_plan")

    @property
    def contracts(self) -> list[ContractState]:
        """Every contract with the value and the end its addenda leave."""
        return [self._contract(row) for row in self.of("contract")]

    @property
    def contracted(self) -> int | None:
        """The value of all contracts; None where none is on record."""
        states = self.contracts
        return sum(state.amount for state in states) if states else None

    @property
    def payments(self) -> list[Row]:
        """The tranches that were paid; one without any date counts, one that was only asked for is
        no payment."""
        return [row for row in self.of("disbursement") if is_paid(row)]

    @property
    def disbursed(self) -> int | None:
        """Everything paid; None where no payment is on record."""
        rows = self.payments
        return sum(row["amount_idr"] for row in rows) if rows else None

    @property
    def asked(self) -> int | None:
        """Everything paid or asked for; None where no tranche is on record."""
        return self.total("disbursement")

    @property
    def absorbed(self) -> int | None:
        """The newest cumulative figure; zero is an answer."""
        rows = self.absorptions
        return rows[-1]["amount_idr"] if rows else None

    @property
    def reported(self) -> int | None:
        """The most money any progress report speaks of; None where none does."""
        told = [row["amount_idr"] for row in self.of("progress") if row["amount_idr"] is not None]
        return max(told, default=None)

    @property
    def absorptions(self) -> list[Row]:
        """The cumulative figures, oldest first."""
        return sorted(self.of("absorption"), key=lambda row: (row["as_of_on"], row["id"]))

    def disbursed_by(self, day: date) -> int:
        """What had been paid by a day; payments of unknown date count, too."""
        return sum(
            row["amount_idr"]
            for row in self.payments
            if row["paid_on"] is None or row["paid_on"] <= day
        )

    def absorbed_by(self, day: date | None) -> int | None:
        """The newest cumulative figure up to a day; of all without one."""
        rows = [row for row in self.absorptions if day is None or row["as_of_on"] <= day]
        return rows[-1]["amount_idr"] if rows else None

    def output_by(self, day: date | None) -> Decimal | None:
        """The physical progress of the whole grant by its newest report in force up to a day; a
        report about one component says nothing of the whole."""
        rows = [
            row
            for row in self.of("progress")
            if row["component_id"] is None and (day is None or row["as_of_on"] <= day)
        ]
        newest = max(rows, key=lambda row: (row["as_of_on"], row["id"]), default=None)
        return None if newest is None else newest["physical_percent"]

    def _contract(self, row: Row) -> ContractState:
        own = [
            addendum
            for addendum in self.of("addendum")
            if self._line(addendum["contract_id"]) == self._line(row["id"])
        ]
        own.sort(key=lambda addendum: (addendum["signed_on"], addendum["id"]))
        amounts = [a["amount_idr"] for a in own if a["amount_idr"] is not None]
        ends = [a["ends_on"] for a in own if a["ends_on"] is not None]
        return ContractState(
            row=row,
            amount=amounts[-1] if amounts else row["amount_idr"],
            ends_on=ends[-1] if ends else row["ends_on"],
            is_extended=bool(ends),
        )

    def _line(self, pk: int) -> int:
        return self.first_contract.get(pk, pk)


def is_paid(row: Row) -> bool:
    """Whether a tranche was paid and not only asked for."""
    return row["paid_on"] is not None or row["requested_on"] is None


def in_force(rows: Iterable[Row]) -> list[Row]:
    """Neither withdrawn nor corrected by a row that stands."""
    standing = [row for row in rows if not row["is_withdrawn"]]
    corrected = {row.get("corrects_id") for row in standing} - {None}
    return [row for row in standing if row["id"] not in corrected]


def first_rows(rows: Iterable[Row]) -> dict[int, int]:
    """By the key of every row, the key of the first row of its line of corrections."""
    before = {row["id"]: row["corrects_id"] for row in rows}
    return {pk: _first(before, pk) for pk in before}


def _first(before: Mapping[int, int | None], pk: int) -> int:
    seen = {pk}
    while (earlier := before.get(pk)) is not None and earlier not in seen:
        pk = earlier
        seen.add(pk)
    return pk


def ledger_of(grant: Row, rows: Mapping[str, Iterable[Row]]) -> Ledger:
    """The ledger of one grant from all its rows, withdrawn and corrected ones included."""
    whole = {noun: sorted(lines, key=lambda row: row["id"]) for noun, lines in rows.items()}
    return Ledger(
        grant=grant,
        rows={noun: in_force(lines) for noun, lines in whole.items()},
        first_contract=first_rows(whole.get("contract", ())),
    )


def stored_rows(grants: Iterable[int]) -> dict[str, list[Row]]:
    """Every row that hangs on these grants: one statement a noun."""
    wanted = list(grants)
    return {
        noun: list(model._default_manager.filter(Q(("grant_id__in", wanted))).values())
        for noun, model in PARTS.items()
    }


def ledgers(grants: Iterable[int]) -> dict[int, Ledger]:
    """The ledgers of some grants as they stand in the tables."""
    heads = {row["id"]: row for row in Grant.objects.filter(pk__in=list(grants)).values()}
    rows = stored_rows(heads)
    return {
        pk: ledger_of(
            head,
            {noun: [r for r in lines if r["grant_id"] == pk] for noun, lines in rows.items()},
        )
        for pk, head in heads.items()
    }
