"""Which provinces and years a grant or a claim marks for a recompute."""

import pytest

from dak.models import Asset, Grant
from tests.dirty_marks import changed, marks
from tests.factories import make_claim, make_grant, make_sentra, make_source
from tests.factories.assets import make_asset, make_asset_state
from tests.factories.money import line_of, make_contract, make_share
from tests.factories.rules import make_line, make_rule_set
from tests.footprint import execute

pytestmark = pytest.mark.django_db


def test_a_grant_marks_its_province_and_its_year() -> None:
    expected = {("51", 2024, "grant")}

    assert marks(make_grant) == expected
    assert marks(changed("grant.correct", Grant.objects.get().code, menu="Mesin")) == expected


def test_a_grant_without_a_single_year_marks_every_year() -> None:
    found = marks(lambda: make_grant(fiscal_year=None, year_from=2020, year_to=2022))

    assert found == {("51", None, "grant")}


def test_a_grant_that_changes_its_year_marks_both() -> None:
    grant = make_grant(fiscal_year=2023)

    found = marks(changed("grant.correct", grant.code, fiscal_year=2024))

    assert found == {("51", 2023, "grant"), ("51", 2024, "grant")}


def test_a_grant_that_moves_marks_both_provinces() -> None:
    grant = make_grant()

    found = marks(changed("grant.correct", grant.code, province="52", regency="52.02"))

    assert found == {("51", 2024, "grant"), ("52", 2024, "grant")}


def test_a_grant_of_a_sentra_marks_the_presence_of_that_sentra() -> None:
    sentra = make_sentra()
    both = {("51", 2024, "grant"), ("51", None, "presence")}

    assert marks(lambda: make_grant(sentra=sentra.public_code)) == both
    assert marks(changed("grant.correct", Grant.objects.get().code, sentra=None)) == both


def test_a_claim_marks_its_grant_s_province_and_year() -> None:
    grant, source = make_grant(), make_source()
    expected = {("51", 2024, "grant")}

    assert marks(lambda: make_claim(grant, source=source.code, amount_idr=5)) == expected
    claim = grant.claims.get()
    assert (
        marks(changed("claim.correct", claim.pk, is_official=True, official_reason="DPA"))
        == expected
    )
    assert marks(changed("claim.withdraw", claim.pk, 1)) == expected


def test_a_claim_moved_to_another_grant_by_hand_marks_both() -> None:
    here, there = make_grant(), make_grant(province="52", regency="52.02", fiscal_year=2022)
    claim = make_claim(here)

    def move() -> None:
        execute("SELECT registry_act('dba:uji', 'tiket 123')")
        execute("UPDATE dak_grantclaim SET grant_id = %s WHERE id = %s", [there.pk, claim.pk])

    assert marks(move) == {("51", 2024, "grant"), ("52", 2022, "grant")}


def test_an_asset_and_its_states_mark_their_province_for_every_year() -> None:
    expected = {("51", None, "asset")}
    source = make_source().code

    assert marks(lambda: make_asset(source=source)) == expected
    asset = Asset.objects.get()
    assert marks(lambda: make_asset_state(asset, source=source)) == expected
    assert marks(changed("asset_state.withdraw", asset.states.get().pk)) == expected


@pytest.mark.parametrize(
    "noun",
    ["component", "work_plan", "contract", "addendum", "disbursement", "absorption", "leftover"],
)
def test_every_row_of_the_money_marks_its_grant_s_province_and_year(noun: str) -> None:
    grant = make_grant(fiscal_year=2022)
    contract = make_contract(grant, amount_idr=1) if noun == "addendum" else None

    found = marks(lambda: line_of(noun, grant, **({"of": contract} if contract else {})))

    assert found == {("51", 2022, "grant")}


def test_a_share_marks_the_grant_and_the_presence_of_its_sentra() -> None:
    grant, sentra = make_grant(), make_sentra()
    both = {("51", 2024, "grant"), ("51", None, "presence")}

    assert marks(lambda: make_share(grant, sentra)) == both
    share = grant.shares.get()
    assert marks(changed("share.withdraw", share.pk)) == both


def test_a_grant_that_is_promised_no_longer_marks_those_it_is_shared_by() -> None:
    grant = make_grant(stage="promised")
    make_share(grant, make_sentra())

    found = marks(changed("grant.correct", grant.code, stage="allocated"))

    assert ("51", None, "presence") in found


def test_a_menu_marks_every_province() -> None:
    rules = make_rule_set()

    found = marks(lambda: make_line("menu.record", rule_set=rules.code, kind="build"))

    assert found == {(None, None, "grant")}
