"""Claims, shares, work plans, absorption, leftover funds and need packs in the API and as files;
and what a grant row says of every step of the money."""

from typing import Any

import pytest

from registry.aggregates.recompute import drain
from tests.dirty_marks import changed
from tests.factories import make_claim, make_commodity, make_grant, make_sentra
from tests.factories.money import (
    APPROVED,
    line_of,
    make_absorption,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_leftover,
    make_pack,
    make_share,
    make_work_plan,
)
from tests.factories.parts import make_need
from tests.factories.records import make
from tests.registry.api.read import errors, get, results, table

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000
LISTS = ("claims", "shares", "work-plans", "absorption", "leftover-funds")


def everything(**place: Any) -> Any:
    """A grant with one row in each of the lists."""
    grant = make_grant_worth(9 * BILLION, **place)
    make_share(grant, make_sentra(**{k: v for k, v in place.items() if k != "fiscal_year"}))
    make_work_plan(grant, amount_idr=8 * BILLION, number="RK-1")
    make_absorption(grant, amount_idr=BILLION)
    make_leftover(grant, amount_idr=2 * BILLION)
    return grant


@pytest.mark.parametrize("name", LISTS)
def test_every_list_names_the_grant_and_is_filtered_by_it_its_year_and_place(name: str) -> None:
    here = everything()
    everything(province="32", regency="32.04", fiscal_year=2022)

    assert len(results(f"dak/{name}/")) == 2
    for query in (f"grant={here.code}", "fiscal_year=2024", "region=51", "regency=51.04"):
        (row,) = results(f"dak/{name}/?{query}")
        assert (row["grant_code"], row["regency_code"]) == (here.code, "51.04")


@pytest.mark.parametrize("name", LISTS)
def test_every_list_is_a_file_with_the_same_rows(name: str) -> None:
    everything()

    (row,) = table(f"dak/{name}.csv")

    assert row["grant_code"] == results(f"dak/{name}/")[0]["grant_code"]


@pytest.mark.parametrize("name", LISTS)
def test_a_misspelt_parameter_is_refused(name: str) -> None:
    assert [name for name, _code in errors(f"dak/{name}/?fiskal_year=2024")] == ["fiskal_year"]


@pytest.mark.parametrize(
    ("name", "noun"),
    [("work-plans", "work_plan"), ("absorption", "absorption"), ("leftover-funds", "leftover")],
)
def test_a_corrected_row_gives_way_to_the_one_that_corrects_it(name: str, noun: str) -> None:
    grant = make_grant_worth(9 * BILLION)
    old = line_of(noun, grant, **APPROVED)
    extra = {"absorption": {"as_of_on": "2024-12-31"}, "leftover": {"declared_on": "2025-01-15"}}
    values = {"amount_idr": 2 * BILLION, "corrects": str(old.pk), **APPROVED}
    make(
        f"{noun}.supersede",
        grant=grant.code,
        source=old.source.code,
        **values,
        **extra.get(noun, {}),
    )

    (row,) = results(f"dak/{name}/")

    assert (row["amount_idr"], row["corrects_id"]) == (2 * BILLION, old.pk)


def test_claims_are_filtered_by_stage_and_by_what_is_official() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=5 * BILLION, is_official=True)
    make_claim(grant, amount_idr=7 * BILLION, stage="planned")

    assert [row["amount_idr"] for row in results("dak/claims/?stage=planned")] == [7 * BILLION]
    assert [row["amount_idr"] for row in results("dak/claims/?is_official=true")] == [5 * BILLION]


def test_rows_of_a_withdrawn_grant_are_not_listed() -> None:
    grant = make_grant()
    make_claim(grant, amount_idr=1)
    changed("grant.withdraw", grant.code)()

    assert results("dak/claims/") == [] == results("dak/shares/")


def test_a_need_pack_says_when_and_for_whom_and_never_what_is_in_it() -> None:
    sentra = make_sentra()
    make_need(sentra)
    pack = make_pack(sentra, snapshot={"needs": [{"kind": "rahasia"}], "figures": {}})

    (row,) = results(f"dak/need-packs/?sentra={sentra.public_code}")

    assert (row["row_id"], row["need_count"], row["made_on"]) == (pack.pk, 1, "2023-02-01")
    assert b"rahasia" not in get("dak/need-packs/").content
    assert results("dak/need-packs/?province=32") == []


def test_a_grant_row_says_what_was_contracted_disbursed_and_absorbed() -> None:
    grant = make_grant_worth(9 * BILLION)
    make_contract(grant, amount_idr=8 * BILLION)
    make_disbursement(grant, amount_idr=5 * BILLION, paid_on="2024-05-01")
    make_disbursement(grant, amount_idr=BILLION, tranche_number=2, requested_on="2024-06-01")
    make_claim(grant, stage="absorbed", amount_idr=BILLION)
    make_claim(grant, stage="absorbed", amount_idr=2 * BILLION)

    (row,) = results("dak/grants/?has_absorption=true")

    assert (row["contracted_low"], row["contracted_high"]) == (8 * BILLION, 8 * BILLION)
    # What was only asked for is no payment.
    assert (row["disbursed_low"], row["disbursed_high"]) == (5 * BILLION, 5 * BILLION)
    assert (row["absorbed_low"], row["absorbed_high"]) == (BILLION, 2 * BILLION)
    assert results("dak/grants/?has_absorption=false") == []


def test_grants_are_filtered_by_menu_and_by_the_commodity_of_their_sentra() -> None:
    sentra, silver = make_sentra(), make_commodity()
    make(
        "sentra_commodity.record",
        sentra=sentra.public_code,
        commodity=silver.code,
        is_primary=True,
    )
    made = make_grant(sentra=sentra.public_code, menu="Pembangunan sentra: gedung, mesin")
    # Words that only speak of building name no menu.
    words = ("lanjutan pembangunan", "pembangunan sentral batik", "biaya revitalisasi")
    others = [make_grant(menu=said) for said in words]

    def codes(query: str) -> list[str]:
        return [row["grant_code"] for row in results(f"dak/grants/?{query}")]

    assert codes(f"commodity={silver.code}") == codes("menu_kind=build") == [made.code]
    unnamed = sorted(grant.code for grant in others)
    assert sorted(codes("commodity__isnull=true")) == unnamed
    assert sorted(codes("menu_kind__isnull=true")) == unnamed
    assert codes("menu_kind=revitalise") == []


def test_a_ratio_carries_what_it_was_divided_from_and_opens_to_its_rows() -> None:
    grant = make_grant_worth(9 * BILLION)
    make_claim(grant, stage="absorbed", amount_idr=8 * BILLION)
    make_grant_worth(5 * BILLION)
    drain()

    address = "aggregates/dak.absorption_weighted/?level=national&year=2024"
    (cell,) = results(address)

    assert (cell["value"], cell["unit"]) == (88.89, "persen")
    assert (cell["numerator_low"], cell["numerator_high"]) == (8 * BILLION, 8 * BILLION)
    assert (cell["denominator_low"], cell["denominator_high"]) == (9 * BILLION, 9 * BILLION)
    assert (cell["n_records"], cell["n_reporting"]) == (2, 1)
    why = get("aggregates/dak.absorption_weighted/explain/?year=2024").json()
    assert (why["value"], why["numerator_low"]) == (88.89, 8 * BILLION)
    assert (why["n_records"], why["n_reporting"]) == (2, 1)
    assert len(results(cell["rows_url"].partition("/api/v1/")[2])) == 2


def test_a_number_of_grants_is_broken_down_by_fund_and_refuses_a_foreign_dimension() -> None:
    make_grant()
    make_grant(fund="nonfisik")
    drain()

    rows = results("aggregates/dak.grants/?level=national&dimension=fund")

    assert {row["member"]: row["value"] for row in rows} == {"fisik": 1, "nonfisik": 1}
    assert {row["member_label"] for row in rows} == {"DAK Fisik", "DAK Nonfisik"}
    refused = errors("aggregates/dak.grants/?dimension=sector")
    assert refused == [("dimension", "aggregate.no_dimension")]


def test_sentra_with_dak_open_to_exactly_their_rows() -> None:
    make_sentra()
    old, new, shared = make_sentra(), make_sentra(), make_sentra()
    make_grant(sentra=old.public_code, fiscal_year=2019)
    make_grant(sentra=new.public_code, fiscal_year=2024)
    make_grant(sentra=make_sentra().public_code, stage="promised")
    make_share(make_grant(fiscal_year=2020), shared)
    drain()

    (cell,) = results("aggregates/sentra.with_dak/?level=national&year=2021")

    assert cell["value"] == 2
    listed = results(cell["rows_url"].partition("/api/v1/")[2])
    assert {row["sentra_code"] for row in listed} == {old.public_code, shared.public_code}
