"""Approved money is corrected by a new row that points to the old one, never by editing."""

from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from dak.models import Contract
from dak.models.contract import ContractEvent
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make, make_grant, make_source
from tests.factories.money import (
    APPROVED,
    line_of,
    make_contract,
    make_disbursement,
    make_grant_worth,
)
from tests.rows.illegal_money import CHAIN

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def codes(*changes: Change) -> list[str]:
    act = Act(changes, ACTOR, ChangeSource.SYSTEM, "uji")
    found = [problem.code for problem in check_batch(act)]
    if found:
        with pytest.raises(ChangeRejected):
            apply_batch(act)
    return found


def superseding(row: Any, noun: str, **values: Any) -> Change:
    kept = {"source": make_source().code, "corrects": str(row.pk), **APPROVED}
    return Change(f"{noun}.supersede", {"grant": row.grant.code, **kept, **values})


@pytest.mark.parametrize("noun", CHAIN)
def test_an_amount_is_corrected_until_it_is_approved_and_never_after(noun: str) -> None:
    row = line_of(noun, make_grant())
    change = {"amount_idr": 999_999_999}
    apply_batch(
        Act(
            (Change(f"{noun}.correct", {**change, **APPROVED}, str(row.pk), 0),),
            ACTOR,
            ChangeSource.SYSTEM,
            "uji",
        )
    )

    again = Change(f"{noun}.correct", {"amount_idr": 5}, str(row.pk), 1)

    assert codes(again) == ["money.approved_is_fixed"]
    row.refresh_from_db()
    assert (row.amount_idr, row.version) == (999_999_999, 1)


def test_an_approval_is_not_taken_back_and_approved_money_not_withdrawn() -> None:
    row = make_contract(make_grant(), amount_idr=BILLION, **APPROVED)
    silent = {"approved_on": None, "approval_words": ""}

    assert codes(Change("contract.correct", silent, str(row.pk), 0)) == [
        "money.approved_is_fixed",
        "money.approved_is_fixed",
    ]
    assert codes(Change("contract.withdraw", {}, str(row.pk), 0)) == ["contract.approved_stays"]


@pytest.mark.parametrize("noun", CHAIN)
def test_raw_sql_cannot_edit_approved_money_either(noun: str) -> None:
    row = line_of(noun, make_grant(), **APPROVED)
    table = type(row)._meta.db_table

    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cur:
        cur.execute("SELECT registry_act('dba:uji', 'tiket 123')")
        cur.execute(f"UPDATE {table} SET amount_idr = 5 WHERE id = %s", [row.pk])

    assert refusal.value.__cause__.sqlstate == "RG004"


def test_a_correction_is_a_new_row_and_only_it_is_in_force() -> None:
    grant = make_grant_worth(5 * BILLION)
    old = make_contract(grant, amount_idr=4 * BILLION, **APPROVED)

    new = make(
        "contract.supersede", **superseding(old, "contract", subject="g", amount_idr=BILLION).values
    )

    assert list(Contract.objects.in_force()) == [new]
    assert Contract.objects.count() == 2
    assert ContractEvent.objects.filter(pgh_obj=old).count() == 1
    late = Change(
        "disbursement.record",
        {
            "grant": grant.code,
            "source": make_source().code,
            "tranche_number": 1,
            "amount_idr": 2 * BILLION,
        },
    )
    assert codes(late) == ["disbursement.over_contracts"]


def test_a_row_is_corrected_once_and_a_correction_is_corrected_again() -> None:
    old = make_contract(make_grant(), amount_idr=4 * BILLION, **APPROVED)
    values = {"subject": "gedung", "amount_idr": BILLION}
    new = make("contract.supersede", **superseding(old, "contract", **values).values)

    assert codes(superseding(old, "contract", **values)) == ["contract.corrected_once"]
    assert codes(superseding(new, "contract", **values)) == []


def test_what_was_not_approved_is_corrected_directly() -> None:
    row = make_contract(make_grant(), amount_idr=BILLION)

    change = superseding(row, "contract", subject="gedung", amount_idr=5)

    assert codes(change) == ["money.corrects_unapproved"]


def test_a_correction_needs_an_approval_and_stays_with_its_grant_and_tranche() -> None:
    row = make_disbursement(make_grant(), amount_idr=BILLION, **APPROVED)
    other = make_grant()

    def change(**values: Any) -> Change:
        return superseding(row, "disbursement", **{"tranche_number": 1, "amount_idr": 5, **values})

    assert codes(change(approved_on=None, approval_words="")) == [
        "disbursement.correction_approved"
    ]
    assert codes(change(grant=other.code)) == ["disbursement.corrects_own_grant"]
    assert codes(change(tranche_number=2)) == ["disbursement.tranche_moved"]
    assert codes(change()) == []


@pytest.mark.parametrize("assignment", ["amount_idr_low = 5", "stage = 'contract'"])
def test_raw_sql_cannot_edit_the_official_claim_either(assignment: str) -> None:
    claim = make_grant_worth(5 * BILLION).claims.get()

    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cur:
        cur.execute("SELECT registry_act('dba:uji', 'tiket 123')")
        cur.execute(f"UPDATE dak_grantclaim SET {assignment} WHERE id = %s", [claim.pk])

    assert refusal.value.__cause__.sqlstate == "RG004"
