"""Assets stand where they say, on days that have come, paid for by grants that reach them; and only
offices of the place confirm or dispute what became of them."""

from typing import Any

import pytest

from dak.models import Asset, AssetDispute, AssetFunding, AssetState
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch, check_batch
from registry.choices import ChangeSource
from tests.factories import ACTOR, make_grant, make_office, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_dispute,
    make_asset_funding,
    make_asset_state,
    office_of,
)
from tests.factories.money import make_component, make_share
from tests.factories.parts import make_facility, make_need

pytestmark = pytest.mark.django_db
BILLION = 1_000_000_000


def codes(*changes: Change) -> list[str]:
    return [p.code for p in check_batch(Act(changes, ACTOR, ChangeSource.SYSTEM, "uji"))]


def corrected(asset: Asset, **values: Any) -> Change:
    return Change("asset.correct", values, asset.code, asset.version)


def state(asset: Asset, **values: Any) -> Change:
    common = {"state": "idle", "state_on": "2024-06-01", "words": "belum dipakai"}
    cited = {"asset": asset.code, "source": make_source().code}
    return Change("asset_state.record", {**common, **cited, **values})


def test_an_asset_gets_the_code_of_its_region_and_a_number() -> None:
    assert [make_asset().code, make_asset().code] == ["5104-aset-1", "5104-aset-2"]


def test_an_asset_of_a_sentra_stands_on_its_soil() -> None:
    elsewhere = make_sentra(province="32", regency="32.04")

    found = codes(corrected(make_asset(), sentra=elsewhere.public_code))

    assert found == ["asset.sentra_elsewhere"]
    assert Asset.objects.get().version == 0


def test_a_facility_of_another_sentra_is_refused() -> None:
    own, other = make_sentra(), make_sentra()
    asset = make_asset(own)

    assert codes(corrected(asset, facility=str(make_facility(own).pk))) == []
    assert codes(corrected(asset, facility=str(make_facility(other).pk))) == [
        "asset.facility_elsewhere"
    ]


@pytest.mark.parametrize("name", ["completed", "handed_over", "inaugurated", "operates"])
def test_none_of_the_four_dates_lies_ahead(name: str) -> None:
    values = {f"{name}_on": "2999-01-01", f"{name}_precision": "day"}

    assert codes(corrected(make_asset(), **values)) == ["part.day_in_future"]


def test_a_hand_over_known_by_year_is_compared_as_far_as_it_goes() -> None:
    asset = make_asset(completed_on="2022-12-20")

    def given(day: str) -> list[str]:
        return codes(corrected(asset, handed_over_on=day, handed_over_precision="year"))

    assert given("2022-01-01") == []
    assert given("2021-01-01") == ["asset.handed_over_too_early"]


def test_a_use_before_the_hand_over_is_recorded_and_worth_a_second_look() -> None:
    asset = make_asset(operates_on="2024-01-10", handed_over_on="2024-03-01")

    assert (asset.operates_on, asset.version) is not None
    assert codes(corrected(asset, inaugurated_on="2024-02-01", inaugurated_precision="day")) == []


def test_a_grant_pays_for_what_stands_in_its_place() -> None:
    sentra = make_sentra()
    asset, source = make_asset(sentra), make_source().code

    def paid_by(**values: Any) -> list[str]:
        grant = make_grant(**values)
        named = {"asset": asset.code, "grant": grant.code, "source": source}
        return codes(Change("asset_funding.record", named))

    assert paid_by() == []
    assert paid_by(sentra=sentra.public_code) == []
    assert paid_by(sentra=make_sentra().public_code) == ["asset_funding.grant_elsewhere"]
    assert paid_by(province="32", regency="32.04") == ["asset_funding.grant_elsewhere"]
    assert not AssetFunding.objects.exists()


def test_a_grant_split_over_sentra_pays_for_each_of_them() -> None:
    own, other = make_sentra(), make_sentra()
    grant = make_grant()
    make_share(grant, other)
    named = {"grant": grant.code, "source": make_source().code}

    assert codes(Change("asset_funding.record", {"asset": make_asset(other).code, **named})) == []
    assert codes(Change("asset_funding.record", {"asset": make_asset(own).code, **named})) == [
        "asset_funding.grant_elsewhere"
    ]


def test_only_a_plan_may_lie_ahead() -> None:
    asset = make_asset()

    assert codes(state(asset, state="planned", state_on="2999-01-01")) == []
    assert codes(state(asset, state_on="2999-01-01")) == ["part.day_in_future"]


def test_an_office_confirms_what_stands_in_its_own_place() -> None:
    asset = make_asset()
    confirmed = {"basis": "office", "confirmed_on": "2024-07-01"}
    far = make_office(level="regency", province="32", regency="32.04")

    assert codes(state(asset, **confirmed, confirmed_by=office_of(asset).code)) == []
    assert codes(state(asset, **confirmed, confirmed_by=make_office().code)) == []
    assert codes(state(asset, **confirmed, confirmed_by=far.code)) == [
        "asset_state.not_their_place"
    ]
    assert not AssetState.objects.exists()


def test_a_use_on_an_office_s_word_cannot_leave_the_need_of_its_component_open() -> None:
    sentra = make_sentra()
    grant = make_grant(sentra=sentra.public_code)
    component = make_component(grant, amount_idr=BILLION, need=str(make_need(sentra).pk))
    asset = make_asset(sentra)
    make_asset_funding(asset, grant, component=str(component.pk))
    seen = {"basis": "office", "confirmed_by": office_of(asset).code, "confirmed_on": "2024-07-01"}

    assert codes(state(asset, state="operating")) == []
    assert codes(state(asset, state="operating", **seen)) == ["asset_state.component_left"]
    assert codes(state(asset, state="idle", **seen)) == []


def test_an_objection_is_made_by_an_office_of_the_place_about_a_state_of_that_asset() -> None:
    asset, other = make_asset(), make_asset()
    judged, own = make_asset_state(other), office_of(asset).code
    far = make_office(level="province", province="32")
    said = {"asset": asset.code, "state": str(judged.pk), "disputed_on": "2024-07-01", "words": "x"}

    assert codes(Change("asset_dispute.record", {**said, "office": own})) == [
        "asset_dispute.other_asset"
    ]
    assert codes(
        Change("asset_dispute.record", {**said, "asset": other.code, "office": far.code})
    ) == ["asset_dispute.office_elsewhere"]
    assert not AssetDispute.objects.exists()


def test_an_answer_stands() -> None:
    dispute = make_asset_dispute(make_asset_state(make_asset()))
    answer = {"verdict": "upheld", "answered_on": "2024-08-01", "answer_words": "benar"}
    first = Change("asset_dispute.correct", answer, str(dispute.pk), 0)
    apply_batch(Act((first,), ACTOR, ChangeSource.SYSTEM, "uji"))

    again = Change("asset_dispute.correct", {**answer, "verdict": "refused"}, str(dispute.pk), 1)

    assert codes(again) == ["asset_dispute.answered_stays"]
    dispute.refresh_from_db()
    assert (dispute.verdict, dispute.version) == ("upheld", 1)


def test_an_asset_that_other_records_name_is_withdrawn_with_its_own_lines() -> None:
    asset = make_asset()
    confirm_asset_state(asset)
    make_asset_funding(asset, make_grant())

    assert codes(Change("asset.withdraw", {}, asset.code, 0)) == []
    apply_batch(
        Act((Change("asset.withdraw", {}, asset.code, 0),), ACTOR, ChangeSource.SYSTEM, "keliru")
    )
    assert codes(state(asset)) == ["record.names_withdrawn"]
