"""How one government's field of a year is paid: over all its counted grants, never over one."""

from typing import Any

import pytest

from dak.models import CountedGrant, Grant
from dak.queries.payment_field import PaymentField, field_of
from dak.rules.field_payment import FieldPayment, payment_of_field
from registry.changes.change import Act, Change
from registry.changes.engine import check_batch
from registry.changes.recode import recode_regency
from registry.choices import ChangeSource
from tests.dirty_marks import changed
from tests.factories import ACTOR, make, make_claim, make_grant, make_source
from tests.factories.money import make_absorption, make_disbursement, make_grant_worth
from tests.factories.progress import make_report
from tests.factories.rules import make_line, make_mode, make_rule_set, make_tranche

pytestmark = pytest.mark.django_db

MILLION, MILLIARD = 10**6, 10**9


def rules_of_2024() -> dict[str, Any]:
    """Paid at once up to a milliard, in two stages above it, mixed where it is recommended."""
    rules = make_rule_set(fiscal_year=2024).code
    once = make_mode(rule_set=rules, mode="one_off", ceiling_up_to_idr=MILLIARD)
    staged = make_mode(rule_set=rules, mode="staged", ceiling_above_idr=MILLIARD)
    mixed = make_mode(rule_set=rules, mode="mixed", is_by_recommendation=True)
    make_tranche(mode=once.code, number=1, share_percent="100")
    make_tranche(mode=staged.code, number=1, share_percent="25")
    second = make_tranche(mode=staged.code, number=2, is_remaining_need=True)
    make_line("gate.record", tranche=second.code, kind="absorption", minimum_percent="75")
    make_line("gate.record", tranche=second.code, kind="output", minimum_percent="70")
    return {"one_off": once, "staged": staged, "mixed": mixed}


def field(grant: Grant) -> PaymentField | None:
    return field_of(CountedGrant.objects.select_related("grant").get(grant=grant, period="latest"))


def paid(grant: Grant) -> FieldPayment:
    found = field(grant)
    assert found is not None
    return payment_of_field(found)


def mode_of(grant: Grant) -> str:
    mode = paid(grant).mode
    return mode.mode if mode else ""


def test_two_grants_of_600_million_in_one_regency_are_paid_in_stages() -> None:
    rules_of_2024()
    first = make_grant_worth(600 * MILLION)
    assert mode_of(first) == "one_off"

    second = make_grant_worth(600 * MILLION)

    assert mode_of(first) == mode_of(second) == "staged"
    assert [step.share_idr for step in paid(first).steps] == [300 * MILLION, 1200 * MILLION]


@pytest.mark.parametrize(
    "other",
    [
        {"regency": "51.06"},
        {"fiscal_year": 2023},
        {"fund": "nonfisik"},
        {"stage": "cancelled"},
        {"level": "province", "regency": None},
    ],
)
def test_other_governments_years_funds_and_cancelled_grants_are_no_part_of_it(other: Any) -> None:
    rules_of_2024()
    grant = make_grant_worth(600 * MILLION)
    make_grant_worth(600 * MILLION, **other)

    assert mode_of(grant) == "one_off"


@pytest.mark.parametrize("values", [{"fund": "nonfisik"}, {"stage": "promised"}, {"fund": "otsus"}])
def test_what_does_not_count_is_paid_by_no_rule_of_dak_fisik(values: Any) -> None:
    rules_of_2024()

    assert field(make_grant_worth(600 * MILLION, **values)) is None


def test_a_grant_of_unknown_ceiling_leaves_the_field_open_above() -> None:
    rules_of_2024()
    small = make_grant_worth(600 * MILLION)
    make_grant()
    assert paid(small).mode is None and "rentang" in paid(small).why_not

    make_grant_worth(500 * MILLION)

    assert mode_of(small) == "staged"


def test_mixed_payment_is_reached_by_a_recommendation_for_the_region() -> None:
    modes = rules_of_2024()
    grant = make_grant_worth(2 * MILLIARD)
    where = {"mode": modes["mixed"].code, "province": "51"}
    make_line("recommended_region.record", **where)
    assert mode_of(grant) == "staged"  # that one is of the province's own grants

    own = make_line("recommended_region.record", regency="51.04", **where)
    assert mode_of(grant) == "mixed"

    changed("recommended_region.withdraw", own.pk)()
    assert mode_of(grant) == "staged"


def test_a_mode_that_needs_no_recommendation_takes_none() -> None:
    modes = rules_of_2024()
    values = {"mode": modes["staged"].code, "province": "51", "source": make_source().code}
    act = Act((Change("recommended_region.record", values),), ACTOR, ChangeSource.SYSTEM, "uji")

    assert [(p.code, p.field) for p in check_batch(act)] == [
        ("recommended_region.mode_needs_none", "mode")
    ]


def test_gates_are_judged_by_what_the_whole_field_received_and_spent() -> None:
    rules_of_2024()
    first, second = make_grant_worth(MILLIARD), make_grant_worth(MILLIARD)
    for grant, amount in ((first, 400), (second, 100)):
        make_disbursement(grant, amount_idr=amount * MILLION, paid_on="2024-03-01")
        assert paid(first).steps[1].verdict.results[0].is_passed is None
    make_absorption(first, amount_idr=350 * MILLION)
    assert paid(first).steps[1].verdict.results[0].is_passed is None  # the other has not told

    make_absorption(second, amount_idr=24 * MILLION)
    assert paid(first).steps[1].verdict.results[0].is_passed is False

    make_absorption(second, amount_idr=25 * MILLION, as_of_on="2025-01-15")
    assert paid(second).steps[1].verdict.results[0].is_passed is True


def test_output_of_several_grants_is_weighed_by_their_ceilings() -> None:
    rules_of_2024()
    large, small = make_grant_worth(3 * MILLIARD), make_grant_worth(MILLIARD)
    make_report(large, physical_percent="90")
    assert paid(large).steps[1].verdict.results[1].is_passed is None

    make_report(small, physical_percent="10")

    assert paid(large).steps[1].verdict.results[1].is_passed is True


def test_a_request_counts_for_nothing_until_it_is_paid() -> None:
    rules_of_2024()
    grant = make_grant_worth(4 * MILLIARD)
    request = make_disbursement(grant, amount_idr=MILLIARD, requested_on="2024-03-01")
    open_step = paid(grant).steps[1]
    assert open_step.share_idr == 4 * MILLIARD and "diterima" in open_step.verdict.sentences[0]

    changed("disbursement.correct", request.pk, paid_on="2024-04-01")()

    assert paid(grant).steps[1].share_idr == 3 * MILLIARD


def test_every_request_of_a_one_off_belongs_to_its_only_tranche() -> None:
    rules_of_2024()
    grant = make_grant_worth(900 * MILLION)
    for number in (1, 2, 3):
        make_disbursement(grant, tranche_number=number, amount_idr=MILLION, paid_on="2024-05-01")

    (step,) = paid(grant).steps

    assert [row["tranche_number"] for row in step.requests] == [1, 2, 3]


@pytest.mark.parametrize("regency", ["52.02", None])
def test_the_exception_of_a_disaster_survives_a_new_code_of_the_region(regency: str | None) -> None:
    """Named itself it moves along; named by its province it keeps the one it lay in then."""
    modes = rules_of_2024()
    rules = modes["staged"].rule_set.code
    struck = make_line("disaster_exception.record", rule_set=rules, name="gempa").code
    make_tranche(mode=modes["staged"].code, exception=struck, number=1, share_percent="40")
    make_line("disaster_region.record", exception=struck, province="52", regency=regency)
    grant = make_grant_worth(2 * MILLIARD, province="52", regency="52.02")
    assert paid(grant).steps[0].share_idr == 800 * MILLION
    names = {"old_name": "Dulu", "new_name": "Gianyar", "effective_on": "2026-01-01"}
    make("succession.record", kind="recode", old_code="52.02", new_code="51.04", **names)

    recode_regency("52.02", actor=ACTOR, reason="uji")

    moved = Grant.objects.get(pk=grant.pk)
    assert (moved.regency_id, moved.region_code) == ("51.04", "52.02")
    assert paid(moved).steps[0].share_idr == 800 * MILLION


def test_a_disputed_ceiling_is_told_only_where_every_amount_is_paid_alike() -> None:
    rules_of_2024()
    grant = make_grant()
    make_claim(grant, amount_idr=2 * MILLIARD)
    make_claim(grant, amount_idr=5 * MILLIARD)
    assert (mode_of(grant), paid(grant).steps[0].share_idr) == ("staged", None)

    make_claim(grant, amount_idr=900 * MILLION)

    assert mode_of(grant) == "" and "lebih dari satu" in paid(grant).why_not
