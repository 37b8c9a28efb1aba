"""The money chain of a grant: every step fits the one before, and a refusal names the figures."""

from typing import Any

import pytest

from dak.queries.ledger import PARTS
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from sentra.lib.problems import ChangeRejected
from tests.factories import ACTOR, make_claim, make_grant, make_sentra, make_source
from tests.factories.money import (
    make_absorption,
    make_addendum,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_share,
    make_work_plan,
)
from tests.footprint import footprint

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def refused(*changes: Change) -> list[tuple[str, str, int | None]]:
    """(code, field, position) of what stands in the way; nothing was written."""
    act = Act(changes, ACTOR, ChangeSource.SYSTEM, "uji")
    before = footprint_of_money()
    problems = check_batch(act)
    with pytest.raises(ChangeRejected) as refusal:
        apply_batch(act)
    assert list(refusal.value.problems) == problems
    assert footprint_of_money() == before
    return [(p.code, p.field, p.position) for p in problems]


def footprint_of_money() -> list[Any]:
    return [footprint(model) for model in PARTS.values()]


def line(kind: str, grant: Any, **values: Any) -> Change:
    if "source" not in values and kind.endswith(".record"):
        values["source"] = make_source().code
    return Change(kind, {"grant": grant.code, **values})


# --- components and the ceiling


def test_components_of_bangli_make_exactly_the_ceiling() -> None:
    """Persindonesia, 11 July 2024: building, supervision and tools."""
    grant = make_grant_worth(5_345_000_000)
    parts = (4_484_720_000, 110_280_000, 750_000_000)

    act = Act(
        tuple(line("component.record", grant, name=f"bagian {n}", amount_idr=n) for n in parts),
        ACTOR,
        ChangeSource.SYSTEM,
        "uji",
    )
    apply_batch(act)

    assert sorted(c.amount_idr for c in grant.grantcomponent_set.all()) == sorted(parts)


def test_a_component_with_three_zeros_too_many_is_refused_with_its_words() -> None:
    grant = make_grant_worth(5_345_000_000)
    change = line("component.record", grant, name="gedung", amount_idr=4_484_720_000_000)

    (problem,) = check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))

    assert (problem.code, problem.field) == ("component.over_ceiling", "amount_idr")
    assert "Rp4.484.720.000.000" in problem.message and "Rp5.345.000.000" in problem.message
    assert "4 triliun 484 miliar 720 juta" in problem.message
    assert refused(change) == [("component.over_ceiling", "amount_idr", 0)]


def test_components_below_the_ceiling_need_the_remainder_said() -> None:
    """Lingga 2018 (BTK Lingga): parts of 11.51 miliar in a grant of 11.6, ninety million apart."""
    grant = make_grant_worth(11_600_000_000)
    parts = (785_000_000, 7_400_000_000, 1_900_000_000, 345_000_000, 1_080_000_000)
    lines = [line("component.record", grant, name=str(n), amount_idr=n) for n in parts]
    rest = Change("grant.correct", {"unspecified_idr": 90_000_000}, grant.code, grant.version)

    assert refused(*lines) == [("component.sum_below_ceiling", "amount_idr", 4)]

    apply_batch(Act((*lines, rest), ACTOR, ChangeSource.SYSTEM, "uji"))
    grant.refresh_from_db()
    assert (grant.unspecified_idr, grant.grantcomponent_set.count()) == (90_000_000, 5)


def test_components_above_the_ceiling_are_refused_at_the_last_line() -> None:
    grant = make_grant_worth(5 * BILLION)
    lines = [line("component.record", grant, name=n, amount_idr=3 * BILLION) for n in "ab"]

    assert refused(*lines) == [("component.sum_over_ceiling", "amount_idr", 1)]


def test_where_sources_differ_components_may_lie_anywhere_between_them() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=9 * BILLION)
    make_claim(grant, amount_idr=12 * BILLION)

    make_component(grant, amount_idr=10 * BILLION)
    over = line("component.record", grant, name="lain", amount_idr=3 * BILLION)

    assert refused(over) == [("component.sum_over_ceiling", "amount_idr", 0)]


def test_withdrawing_a_component_breaks_the_sum_like_anything_else() -> None:
    grant = make_grant_worth(5 * BILLION)
    component = make_component(grant, amount_idr=5 * BILLION)
    apply_batch(
        Act(
            (Change("grant.correct", {"unspecified_idr": 0}, grant.code, 0),),
            ACTOR,
            ChangeSource.SYSTEM,
            "uji",
        )
    )

    withdrawal = Change("component.withdraw", {}, str(component.pk), 0)

    assert refused(withdrawal) == [("component.sum_below_ceiling", "amount_idr", 0)]


def test_another_official_ceiling_below_what_hangs_on_it_is_refused() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_work_plan(grant, amount_idr=5 * BILLION)

    assert refused(*another_official(grant, 4 * BILLION)) == [
        ("work_plan.over_ceiling", "amount_idr", 1)
    ]

    apply_batch(Act(another_official(grant, 6 * BILLION), ACTOR, ChangeSource.SYSTEM, "uji"))
    assert grant.claims.get(is_official=True).amount_idr == 6 * BILLION


def another_official(grant: Any, amount: int) -> tuple[Change, ...]:
    """The old claim stays as it is and is official no more; a new one is."""
    old = grant.claims.get(is_official=True)
    new = {"stage": "allocation", "is_official": True, "official_reason": "DPA perubahan"}
    return (
        Change("claim.correct", {"is_official": False}, str(old.pk), old.version),
        line("claim.record", grant, amount_idr=amount, **new),
    )


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"amount_idr": 4 * BILLION}, "amount_idr"),
        ({"amount_idr": None}, "amount_idr"),
        ({"amount_idr": 4 * BILLION, "is_official": False}, "amount_idr"),
        ({"stage": "contract"}, "stage"),
    ],
)
def test_the_official_claim_is_never_edited_in_place(values: dict[str, Any], field: str) -> None:
    claim = make_grant_worth(5 * BILLION).claims.get()

    found = refused(Change("claim.correct", values, str(claim.pk), claim.version))

    assert ("claim.official_is_fixed", field, 0) in found


def test_an_official_contract_value_is_no_limit_for_the_components() -> None:
    """Bangli 2024 (Persindonesia, Nusabali): the contract is 3.56 of a ceiling of 5.345 miliar."""
    grant = make_grant_worth(5_345_000_000)
    make_claim(grant, stage="contract", amount_idr=3_561_305_614, is_official=True)

    make_component(grant, amount_idr=5_345_000_000)

    assert grant.grantcomponent_set.count() == 1


@pytest.mark.parametrize("stage", ["built", "unknown"])
@pytest.mark.parametrize("noun", ["component", "work_plan", "disbursement", "absorption"])
def test_a_ceiling_known_by_what_was_built_holds_the_chain_too(stage: str, noun: str) -> None:
    grant = make_grant()
    make_claim(grant, stage=stage, amount_idr=5 * BILLION)
    values = {
        "component": {"name": "gedung"},
        "disbursement": {"tranche_number": 1},
        "absorption": {"as_of_on": "2024-12-31"},
    }

    over = line(f"{noun}.record", grant, amount_idr=5 * BILLION + 1, **values.get(noun, {}))

    assert refused(over) == [(f"{noun}.over_ceiling", "amount_idr", 0)]


def test_what_was_only_asked_for_cannot_have_been_spent() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_disbursement(grant, amount_idr=BILLION, requested_on="2024-03-01", paid_on=None)
    spent = line("absorption.record", grant, as_of_on="2024-12-31", amount_idr=1)

    assert refused(spent) == [("absorption.over_disbursed", "amount_idr", 0)]

    make_disbursement(grant, amount_idr=BILLION, tranche_number=2, paid_on="2024-06-01")
    make_absorption(grant, as_of_on="2024-12-31", amount_idr=BILLION)


# --- work plan, contracts, disbursement, absorption


def test_a_work_plan_above_the_ceiling_is_refused() -> None:
    grant = make_grant_worth(5 * BILLION)

    over = line("work_plan.record", grant, amount_idr=5 * BILLION + 1)

    assert refused(over) == [("work_plan.over_ceiling", "amount_idr", 0)]


def test_disbursement_above_the_contracts_is_refused_and_an_addendum_makes_room() -> None:
    grant = make_grant_worth(5 * BILLION)
    contract = make_contract(grant, amount_idr=3 * BILLION)
    paid = line("disbursement.record", grant, tranche_number=1, amount_idr=4 * BILLION)

    assert refused(paid) == [("disbursement.over_contracts", "amount_idr", 0)]

    make_addendum(contract, amount_idr=4 * BILLION)
    make_disbursement(grant, amount_idr=4 * BILLION)
    assert grant.disbursement_set.count() == 1


def test_an_addendum_that_falls_below_what_was_paid_is_refused() -> None:
    grant = make_grant_worth(5 * BILLION)
    contract = make_contract(grant, amount_idr=3 * BILLION)
    make_disbursement(grant, amount_idr=3 * BILLION)

    less = line(
        "addendum.record",
        grant,
        contract=str(contract.pk),
        signed_on="2024-10-01",
        amount_idr=2 * BILLION,
    )

    assert refused(less) == [("disbursement.over_contracts", "amount_idr", 0)]


def test_contracts_may_exceed_the_plan_but_disbursement_never_the_ceiling() -> None:
    """Regions add money of their own to contracts (the sanitation grants of 2021 did)."""
    grant = make_grant_worth(5 * BILLION)
    make_work_plan(grant, amount_idr=5 * BILLION)
    make_contract(grant, amount_idr=6 * BILLION)

    over = line("disbursement.record", grant, tranche_number=1, amount_idr=5 * BILLION + 1)

    assert refused(over) == [("disbursement.over_ceiling", "amount_idr", 0)]


@pytest.mark.parametrize(
    ("day", "amount", "codes"),
    [
        ("2024-05-31", 1, ["absorption.over_disbursed"]),
        ("2024-06-01", 2 * BILLION, []),
        ("2024-06-30", 2 * BILLION + 1, ["absorption.over_disbursed"]),
        ("2024-12-31", 3 * BILLION, []),
    ],
)
def test_nothing_is_spent_before_it_is_paid(day: str, amount: int, codes: list[str]) -> None:
    grant = make_grant_worth(5 * BILLION)
    make_disbursement(grant, amount_idr=2 * BILLION, paid_on="2024-06-01")
    make_disbursement(grant, tranche_number=2, amount_idr=BILLION, paid_on="2024-10-01")
    change = line("absorption.record", grant, as_of_on=day, amount_idr=amount)

    found = [p.code for p in check_batch(Act((change,), ACTOR, ChangeSource.SYSTEM, "uji"))]

    assert found == codes


def test_a_cumulative_figure_never_falls_and_zero_is_an_answer() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_absorption(grant, as_of_on="2024-03-31", amount_idr=0)
    make_absorption(grant, as_of_on="2024-06-30", amount_idr=2 * BILLION)

    falls = line("absorption.record", grant, as_of_on="2024-09-30", amount_idr=BILLION)
    before = line("absorption.record", grant, as_of_on="2024-04-30", amount_idr=3 * BILLION)

    assert refused(falls) == [("absorption.falls", "amount_idr", 0)]
    assert refused(before) == [("absorption.falls", "amount_idr", 0)]


def test_more_than_the_ceiling_is_never_spent() -> None:
    grant = make_grant_worth(5 * BILLION)

    over = line("absorption.record", grant, as_of_on="2024-12-31", amount_idr=5 * BILLION + 1)

    assert refused(over) == [("absorption.over_ceiling", "amount_idr", 0)]


# --- shares, zero allocations, dates


def test_shares_sum_to_one_hundred_percent_in_one_act() -> None:
    """Pesisir Selatan 2022 (Top Sumbar): at most 30 percent to the second sentra."""
    first, second = make_sentra(), make_sentra()
    grant = make_grant(fund="nonfisik")
    seventy = line("share.record", grant, sentra=first.public_code, share_percent="70")
    thirty = line("share.record", grant, sentra=second.public_code, share_percent="30")

    assert refused(seventy) == [("share.not_whole", "share_percent", 0)]

    apply_batch(Act((seventy, thirty), ACTOR, ChangeSource.SYSTEM, "uji"))
    assert sorted(int(s.share_percent) for s in grant.shares.all()) == [30, 70]


def test_one_third_each_leaves_a_thousandth_that_is_refused() -> None:
    grant = make_grant()
    thirds = [
        line("share.record", grant, sentra=make_sentra().public_code, share_percent="33.333")
        for _n in range(3)
    ]

    assert refused(*thirds) == [("share.not_whole", "share_percent", 2)]


def test_a_share_goes_to_a_sentra_on_the_receivers_soil() -> None:
    elsewhere = make_sentra(province="52", regency="52.02")
    change = line("share.record", make_grant(), sentra=elsewhere.public_code, share_percent="100")

    assert refused(change) == [("share.sentra_elsewhere", "sentra", 0)]


def test_the_sentra_a_split_grant_names_has_a_share() -> None:
    named, other = make_sentra(), make_sentra()
    grant = make_grant(sentra=named.public_code)
    change = line("share.record", grant, sentra=other.public_code, share_percent="100")

    assert refused(change) == [("share.sentra_without_share", "sentra", 0)]
    assert make_share(grant, named).share_percent == 100


def test_a_year_without_allocation_holds_no_rupiah() -> None:
    grant = make_grant(stage="zero", fiscal_year=2025)
    make_claim(grant, amount_idr=0, is_official=True)

    money = line("contract.record", grant, subject="gedung", amount_idr=BILLION)

    assert refused(money) == [("grant.zero_allocation_has_money", "stage", 0)]


def test_what_was_not_paid_yet_is_not_paid_tomorrow() -> None:
    grant = make_grant_worth(5 * BILLION)
    change = line(
        "disbursement.record", grant, tranche_number=1, amount_idr=1, paid_on="2999-01-01"
    )

    assert refused(change) == [("part.day_in_future", "paid_on", 0)]


@pytest.mark.parametrize("amount", [1.5, "1,5", "5.345.000.000,00", "1e9", "5,345.000.000"])
def test_a_float_or_mixed_separators_are_no_amount(amount: Any) -> None:
    change = line("work_plan.record", make_grant(), amount_idr=amount)

    assert refused(change) == [("value.not_a_number", "amount_idr", 0)]


def test_a_breach_that_is_none_of_this_acts_nouns_is_told_at_its_last_row() -> None:
    grant = make_grant_worth(5 * BILLION)
    make_work_plan(grant, amount_idr=5 * BILLION)
    claim = grant.claims.get()
    unofficial = Change("claim.withdraw", {}, str(claim.pk), claim.version)
    lower = line("claim.record", grant, stage="allocation", amount_idr=BILLION)

    assert refused(unofficial, lower) == [("work_plan.over_ceiling", "amount_idr", 1)]
