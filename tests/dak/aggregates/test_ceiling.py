"""What counts towards the published ceiling, rule by rule."""

from typing import Any

import pytest

from dak.models import CountedGrant
from registry.aggregates.explain import Excluded, explain
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain
from tests.dirty_marks import changed
from tests.factories import make_claim, make_grant
from tests.registry.aggregates.truth import Numbers, drift, stored

pytestmark = pytest.mark.django_db

Bounds = tuple[int | None, int | None]


def ceiling(*claims: dict[str, Any], period: str = "2024", **grant: Any) -> Numbers | None:
    """The national ceiling after one grant with these claims."""
    made = make_grant(**grant)
    for claim in claims:
        make_claim(made, **claim)
    drain()
    assert drift() == []
    return stored("dak.ceiling").get(("ID", period, "", ""))


def bounds(*claims: dict[str, Any], **grant: Any) -> Bounds:
    found = ceiling(*claims, **grant)
    assert found is not None
    return found.low, found.high


def says(stage: str, amount: Any, **more: Any) -> dict[str, Any]:
    return {"stage": stage, "amount_idr": amount, **more}


def test_the_official_claim_is_the_ceiling_whatever_else_is_said() -> None:
    found = bounds(
        says("allocation", 3_000), says("allocation", 5_000), says("built", 4_100, is_official=True)
    )

    assert found == (4_100, 4_100)


@pytest.mark.parametrize("stage", ["planned", "contract", "disbursed", "absorbed"])
def test_an_official_claim_of_another_stage_is_never_the_ceiling(stage: str) -> None:
    found = bounds(says("allocation", 3_000), says(stage, 9_999, is_official=True))

    assert found == (3_000, 3_000)


def test_the_official_contract_is_what_was_contracted_and_leaves_the_ceiling() -> None:
    grant = make_grant()
    for stage, amount, official in (
        ("allocation", 5_345, True),
        ("contract", 3_561, True),
        ("contract", 900, False),
    ):
        make_claim(grant, stage=stage, amount_idr=amount, is_official=official)

    row = CountedGrant.objects.get(grant=grant, period="latest")

    assert (row.basis, row.ceiling_low, row.ceiling_high) == ("official", 5_345, 5_345)
    assert (row.contracted_low, row.contracted_high) == (3_561, 3_561)


def test_without_an_official_claim_it_is_the_range_over_the_allocations() -> None:
    assert bounds(says("allocation", 3_000), says("allocation", 5_000), says("built", 9_000)) == (
        3_000,
        5_000,
    )


def test_one_allocation_is_one_number() -> None:
    assert bounds(says("allocation", 3_000)) == (3_000, 3_000)


@pytest.mark.parametrize("stage", ["built", "unknown"])
def test_without_an_allocation_the_built_and_unnamed_amounts_stand_in(stage: str) -> None:
    assert bounds(says(stage, 2_000), says("built", 2_500)) == (2_000, 2_500)


@pytest.mark.parametrize("stage", ["planned", "contract", "disbursed", "absorbed"])
def test_plans_contracts_and_cumulative_amounts_never_count(stage: str) -> None:
    found = ceiling(says(stage, 9_999))

    assert found == Numbers(None, None, 1, 0, 0, None, None)


@pytest.mark.parametrize("stage", ["planned", "contract", "disbursed", "absorbed"])
def test_they_do_not_widen_the_range_either(stage: str) -> None:
    assert bounds(says("allocation", 3_000), says(stage, 9_999)) == (3_000, 3_000)


def test_a_claim_without_an_amount_says_nothing() -> None:
    assert bounds(says("allocation", None), says("built", 2_000)) == (2_000, 2_000)


def test_an_open_claim_opens_the_ceiling() -> None:
    more = {"low": 2_000, "high": None, "qualifier": ">="}
    less = {"low": None, "high": 2_000, "qualifier": "<="}

    assert bounds(says("allocation", more), says("allocation", 5_000)) == (2_000, None)
    assert bounds(says("allocation", less), fiscal_year=2024) == (2_000, None)


def test_at_most_beside_a_number_leaves_the_lower_end_at_nothing() -> None:
    less = {"low": None, "high": 2_000, "qualifier": "<="}

    assert bounds(says("allocation", less), says("allocation", 1_500)) == (0, 2_000)


def test_a_withdrawn_claim_is_gone() -> None:
    grant = make_grant()
    mistaken = make_claim(grant, amount_idr=9_000, is_official=True)
    make_claim(grant, amount_idr=3_000)

    changed("claim.withdraw", mistaken.pk)()
    drain()

    assert stored("dak.ceiling")["51.04", "2024", "", ""][:2] == (3_000, 3_000)
    assert drift() == []


@pytest.mark.parametrize("fund", ["nonfisik", "mixed", "unknown"])
def test_only_dak_fisik_counts(fund: str) -> None:
    assert ceiling(says("allocation", 3_000), fund=fund) is None
    assert explain("dak.ceiling", "51", "2024").excluded == (
        Excluded(1, "bukan DAK Fisik, atau jenis dananya belum jelas"),
    )


@pytest.mark.parametrize("stage", ["promised", "proposed", "cancelled", "unknown"])
def test_only_what_was_allocated_or_got_further_counts(stage: str) -> None:
    assert ceiling(says("allocation", 3_000), stage=stage) is None
    assert explain("dak.ceiling", "ID", "2024").excluded == (
        Excluded(1, "baru dijanjikan atau diusulkan, dibatalkan, atau tahapnya belum jelas"),
    )


@pytest.mark.parametrize("stage", ["allocated", "contracted", "finished"])
def test_allocated_contracted_and_finished_count(stage: str) -> None:
    assert bounds(says("allocation", 3_000), stage=stage) == (3_000, 3_000)


def test_a_span_of_years_stands_beside_the_ceiling_with_its_reason() -> None:
    years = {"fiscal_year": None, "year_from": 2020, "year_to": 2022}

    assert ceiling(says("allocation", 3_000), period="latest", **years) is None
    assert explain("dak.ceiling", "51.04").excluded == (
        Excluded(1, "tidak bertahun anggaran tunggal"),
    )


def test_latest_is_everything_on_record_once_each() -> None:
    for year in (2021, 2024):
        make_claim(make_grant(fiscal_year=year), amount_idr=1_000)
    make_claim(make_grant(level="province", regency=None), amount_idr=50)
    drain()

    found = stored("dak.ceiling")
    assert found["51", "latest", "", ""] == Numbers(2_050, 2_050, 3, 3, 0, 2021, 2024)
    assert found["51", "2024", "", ""] == Numbers(1_050, 1_050, 2, 2, 0, 2024, 2024)
    assert found["51.04", "latest", "", ""][:3] == (2_000, 2_000, 2)
    assert drift() == []


def test_a_grant_without_an_amount_lowers_the_coverage_and_not_the_sum() -> None:
    make_grant()
    make_claim(make_grant(), amount_idr=1_000)
    drain()

    (cell,) = cells("dak.ceiling", period="2024")
    assert (cell.value, cell.n_records, cell.n_reporting) == (1_000, 2, 1)


def test_the_link_names_the_rows_that_count() -> None:
    make_claim(make_grant(), amount_idr=1_000)
    make_grant(fund="nonfisik")
    drain()

    why = explain("dak.ceiling", "51.04", "2024")

    assert why.query == "is_counted=true&fiscal_year=2024&regency=51.04"
    rows = CountedGrant.objects.filter(is_counted=True, period="2024", regency_code="51.04")
    assert (why.n_records, why.n_reporting) == (rows.count(), 1)
