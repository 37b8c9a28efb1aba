"""Components, contracts, disbursements, proposals and spans in the API: what is in force, with the
grant's place and year, filtered strictly."""

import json

import pytest

from tests.factories import make, make_grant, make_sentra
from tests.factories.money import (
    APPROVED,
    make_addendum,
    make_component,
    make_contract,
    make_disbursement,
    make_grant_worth,
    make_proposal,
    make_share,
    make_span,
)
from tests.factories.parts import make_need
from tests.registry.api.read import errors, get, results

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def test_a_contract_shows_its_value_before_and_after_addenda() -> None:
    grant = make_grant_worth(5 * BILLION)
    contract = make_contract(grant, amount_idr=3 * BILLION, ends_on="2024-11-30")
    make_addendum(contract, amount_idr=4 * BILLION, signed_on="2024-09-01")
    make_addendum(contract, ends_on="2024-12-20", signed_on="2024-10-01")

    (row,) = results("dak/contracts/")

    assert (row["amount_idr"], row["current_amount_idr"]) == (3 * BILLION, 4 * BILLION)
    assert (row["ends_on"], row["current_ends_on"]) == ("2024-11-30", "2024-12-20")
    assert (row["grant_code"], row["regency_code"]) == (grant.code, "51.04")


def test_an_addendum_speaks_for_the_contract_that_corrects_its_own() -> None:
    old = make_contract(make_grant_worth(5 * BILLION), amount_idr=3 * BILLION, **APPROVED)
    make_addendum(old, amount_idr=4 * BILLION)
    values = {"subject": "g", "amount_idr": 2 * BILLION, "corrects": str(old.pk), **APPROVED}
    make("contract.supersede", grant=old.grant.code, source=old.source.code, **values)

    (row,) = results("dak/contracts/")

    assert (row["amount_idr"], row["current_amount_idr"]) == (2 * BILLION, 4 * BILLION)


def test_only_rows_in_force_are_listed() -> None:
    grant = make_grant_worth(5 * BILLION)
    old = make_contract(grant, amount_idr=3 * BILLION, **APPROVED)
    values = {"subject": "g", "amount_idr": 2 * BILLION, "corrects": str(old.pk), **APPROVED}
    new = make("contract.supersede", grant=grant.code, source=old.source.code, **values)

    (row,) = results("dak/contracts/")

    assert (row["row_id"], row["corrects_id"]) == (new.pk, old.pk)


def test_a_component_names_the_need_it_answers() -> None:
    sentra = make_sentra()
    need = make_need(sentra)
    grant = make_grant(sentra=sentra.public_code)
    make_component(grant, amount_idr=BILLION, need=str(need.pk), sentra=sentra.public_code)

    (row,) = results("dak/components/?operates=false")

    assert (row["need_id"], row["need_kind_name"]) == (need.pk, need.need_kind.name)
    assert (row["sentra_code"], row["operates_on"]) == (sentra.public_code, None)
    assert results("dak/components/?operates=true") == []


def test_disbursements_are_filtered_by_grant_year_and_place() -> None:
    here, there = make_grant(), make_grant(province="32", regency="32.04", fiscal_year=2023)
    make_disbursement(here, amount_idr=1)
    make_disbursement(there, amount_idr=2)

    def amounts(query: str) -> list[int]:
        return [row["amount_idr"] for row in results(f"dak/disbursements/?{query}")]

    assert amounts("region=32") == amounts("fiscal_year=2023") == [2]
    assert amounts(f"grant={here.code}") == amounts("regency=51.04") == [1]
    assert amounts("tranche_number=2") == []


def test_a_proposal_says_whether_it_was_funded_and_where_it_is_to_be() -> None:
    funded = make_proposal(sentra=make_sentra().public_code)
    loose = make_proposal(sentra_words="Tenun", district_words="Sambaliung")
    make_grant(proposal=funded.code)

    rows = {row["proposal_code"]: row for row in results("dak/proposals/")}

    assert rows[funded.code]["is_funded"] and rows[funded.code]["locus"] == "registered"
    assert not rows[loose.code]["is_funded"]
    assert (rows[loose.code]["locus"], rows[loose.code]["locus_code"]) == ("unregistered", "XXXX")
    assert [r["proposal_code"] for r in results("dak/proposals/?is_funded=false")] == [loose.code]


def test_a_span_is_listed_and_is_no_grant() -> None:
    make_span()

    (row,) = results("dak/spans/")

    assert (row["regency_code"], row["year_from"], row["year_to"]) == ("51.04", 2016, 2024)
    assert results("dak/grants/") == []


def test_a_grant_says_how_exactly_its_place_is_known() -> None:
    make_grant()
    make_grant(sentra_words="Sagu")

    assert [row["locus"] for row in results("dak/grants/")] == ["region_only", "unregistered"]


def test_a_split_grant_shows_the_share_of_every_sentra() -> None:
    grant, sentra = make_grant(), make_sentra()
    make_share(grant, sentra)

    body = json.loads(get(f"dak/grants/{grant.code}/").content)

    (share,) = body["shares"]
    assert (share["sentra_code"], share["share_percent"]) == (sentra.public_code, 100)


@pytest.mark.parametrize("path", ["contracts", "components", "disbursements", "proposals", "spans"])
def test_a_misspelt_parameter_is_refused(path: str) -> None:
    assert errors(f"dak/{path}/?provinsi=51") == [("provinsi", "query.unknown_parameter")]
