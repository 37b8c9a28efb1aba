"""A contract and its addenda in one act: a row may be named before it exists, whatever the order in
which the nouns of the act appear."""

from typing import Any

import pytest

from dak.models import Contract, ContractAddendum, Grant
from dak.queries.ledger import ledgers
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_source
from tests.factories.money import make_addendum, make_contract, make_grant_worth
from tests.footprint import footprint

pytestmark = pytest.mark.django_db

MILLIARD = 1_000_000_000


def record(noun: str, grant: Grant, ref: str = "", **values: Any) -> Change:
    common = {"grant": grant.code, "source": make_source().code}
    extra: dict[str, dict[str, Any]] = {
        "contract": {"subject": "gedung"},
        "addendum": {"signed_on": "2024-10-01"},
        "component": {"name": "gedung produksi"},
        "disbursement": {"tranche_number": 1},
    }
    return Change(f"{noun}.record", {**common, **extra[noun], **values}, ref=ref)


def act(*changes: Change) -> Act:
    return Act(changes, ACTOR, ChangeSource.SYSTEM, "uji")


def test_a_contract_and_its_addendum_are_recorded_in_one_act() -> None:
    grant = make_grant_worth(5 * MILLIARD)

    apply_batch(
        act(
            record("contract", grant, "baru", amount_idr=3 * MILLIARD),
            record("addendum", grant, contract="@baru", amount_idr=4 * MILLIARD),
        )
    )

    assert ContractAddendum.objects.get().contract == Contract.objects.get()
    assert ledgers([grant.pk])[grant.pk].contracted == 4 * MILLIARD


def test_the_order_in_which_nouns_appear_does_not_matter() -> None:
    grant = make_grant_worth(5 * MILLIARD)
    old = make_contract(grant, amount_idr=MILLIARD)

    apply_batch(
        act(
            record("addendum", grant, contract=str(old.pk), amount_idr=2 * MILLIARD),
            record("contract", grant, "baru", amount_idr=MILLIARD, subject="pagar"),
            record("addendum", grant, contract="@baru", ends_on="2024-12-20"),
        )
    )

    new = Contract.objects.get(subject="pagar")
    assert set(ContractAddendum.objects.values_list("contract_id", flat=True)) == {old.pk, new.pk}


def test_a_contract_may_name_a_component_that_a_later_change_of_its_noun_follows() -> None:
    grant = make_grant_worth(5 * MILLIARD)

    apply_batch(
        act(
            record("contract", grant, amount_idr=MILLIARD, subject="pagar"),
            record("component", grant, "bagian", amount_idr=5 * MILLIARD),
            record("contract", grant, amount_idr=MILLIARD, component="@bagian"),
        )
    )

    assert Contract.objects.get(subject="gedung").component is not None


def test_the_sum_of_the_act_is_judged_with_the_new_addendum() -> None:
    grant = make_grant_worth(5 * MILLIARD)
    both = act(
        record("contract", grant, "baru", amount_idr=3 * MILLIARD),
        record("addendum", grant, contract="@baru", amount_idr=1 * MILLIARD),
        record("disbursement", grant, amount_idr=2 * MILLIARD),
    )
    before = footprint(Contract, ContractAddendum)

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(both)

    assert [p.code for p in refused.value.problems] == ["disbursement.over_contracts"]
    assert footprint(Contract, ContractAddendum) == before
    assert [p.code for p in check_batch(both)] == ["disbursement.over_contracts"]


def test_an_addendum_to_a_contract_of_another_grant_is_refused_in_the_same_act_too() -> None:
    here, there = make_grant_worth(5 * MILLIARD), make_grant_worth(5 * MILLIARD)
    before = footprint(Contract, ContractAddendum)

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(
            act(
                record("contract", there, "lain", amount_idr=MILLIARD),
                record("addendum", here, contract="@lain", amount_idr=MILLIARD),
            )
        )

    assert "addendum.contract_own_grant" in [p.code for p in refused.value.problems]
    assert footprint(Contract, ContractAddendum) == before


def test_two_addenda_of_one_new_contract_leave_the_value_of_the_later_one() -> None:
    grant = make_grant_worth(5 * MILLIARD)

    apply_batch(
        act(
            record("contract", grant, "baru", amount_idr=MILLIARD),
            record("addendum", grant, contract="@baru", amount_idr=3 * MILLIARD,
                   signed_on="2024-11-01"),
            record("addendum", grant, contract="@baru", amount_idr=2 * MILLIARD),
        )
    )  # fmt: skip

    assert ledgers([grant.pk])[grant.pk].contracted == 3 * MILLIARD


def test_a_name_that_no_row_of_the_act_bears_is_refused() -> None:
    grant = make_grant_worth(5 * MILLIARD)
    make_addendum(make_contract(grant, amount_idr=MILLIARD), amount_idr=MILLIARD)

    with pytest.raises(ChangeRejected) as refused:
        apply_batch(act(record("addendum", grant, contract="@tiada", amount_idr=MILLIARD)))

    assert [p.field for p in refused.value.problems] == ["contract"]
    assert ContractAddendum.objects.count() == 1
