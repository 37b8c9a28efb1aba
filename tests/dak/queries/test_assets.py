"""Days without use are published for what an office confirmed alone; alerts are for people who are
signed in; every year has the state that was in force at its end."""

from typing import Any

import pytest

from dak.choices import AlertKind
from dak.models import Asset
from dak.queries.asset_alerts import alert_counts, alerts_for
from dak.queries.asset_limits import idle_after, limits, outdated_after
from dak.queries.assets import asset_rows, idle_assets
from registry import policy
from tests.cast import Cast
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_dispute,
    make_asset_state,
)

pytestmark = pytest.mark.django_db


def row_of(asset: Asset) -> Any:
    (row,) = asset_rows(Asset.objects.filter(pk=asset.pk))
    return row


def handed_over(**values: Any) -> Asset:
    return make_asset(handed_over_on="2023-01-10", **values)


def test_the_ninety_days_are_a_rule_with_a_reason() -> None:
    assert (idle_after().days, outdated_after().days) == (90, 365)
    assert all(limit.why and limit.source for limit in limits().values())


def test_a_report_alone_makes_no_idle_days() -> None:
    asset = handed_over()
    make_asset_state(asset, state_on="2023-09-01")

    row = row_of(asset)

    assert (row.now.idle_since_on, row.now.idle_days, row.spans) == (None, None, ())
    assert (row.current.is_report, row.confirmed) == (True, None)


def test_once_an_office_confirms_the_days_count_from_the_hand_over_plus_ninety() -> None:
    asset = handed_over()
    confirm_asset_state(asset, state_on="2023-09-01")

    row = row_of(asset)

    assert str(row.now.idle_since_on) == "2023-04-10"
    assert row.now.idle_days == row.idle_total > 0
    assert not row.is_at_least


def test_the_sample_is_never_counted() -> None:
    asset = handed_over(is_sample=True)
    confirm_asset_state(asset)

    assert row_of(asset).now.idle_since_on is None
    assert alert_counts().n_idle == 0


def test_an_asset_without_a_hand_over_never_lies_idle() -> None:
    asset = make_asset()
    confirm_asset_state(asset)

    assert (row_of(asset).now.idle_since_on, row_of(asset).spans) == (None, ())


def test_a_later_use_ends_the_days_and_the_earlier_ones_are_kept() -> None:
    asset = handed_over()
    confirm_asset_state(asset, state_on="2023-09-01")
    confirm_asset_state(asset, state="operating", state_on="2024-04-10")

    row = row_of(asset)

    assert row.now.idle_since_on is None
    assert [(str(s.since), str(s.until)) for s in row.spans] == [("2023-04-10", "2024-04-10")]
    assert row.idle_total == 366


def test_a_month_makes_the_days_the_fewest_possible() -> None:
    asset = make_asset(handed_over_on="2023-01-01", handed_over_precision="month")
    confirm_asset_state(asset)

    assert str(row_of(asset).now.idle_since_on) == "2023-05-01"
    assert row_of(asset).is_at_least


def test_every_year_has_the_state_in_force_at_its_end() -> None:
    asset = make_asset(completed_on="2021-12-15", handed_over_on="2022-02-01")
    confirm_asset_state(asset, state="idle", state_on="2022-06-01")
    confirm_asset_state(asset, state="operating", state_on="2024-03-01")

    rows = {row.period: row for row in idle_assets().filter(asset=asset)}

    assert [rows[y].confirmed_state for y in ("2021", "2022", "2023", "2024")] == [
        "",
        "idle",
        "idle",
        "operating",
    ]
    assert [str(rows[y].idle_since_on) for y in ("2022", "2023", "2024")] == [
        "2022-05-02",
        "2022-05-02",
        "None",
    ]
    assert (rows["2023"].year, rows["2023"].province_code) == (2023, "51")
    assert rows["latest"].confirmed_state == "operating"


def test_alerts_name_each_asset_of_the_reach_once_the_most_urgent_first(cast: Cast) -> None:
    idle = make_asset(handed_over_on="2023-01-10", province="32", regency="32.04")
    broken = make_asset(handed_over_on="2023-01-10", province="32", regency="32.04")
    make_asset_state(broken, state="damaged")
    elsewhere = handed_over()

    def seen(user: Any) -> list[tuple[int, AlertKind]]:
        return [(one.row.asset_id, one.kind) for one in alerts_for(policy.actor_for(user), 10)]

    assert seen(cast.regency_operator) == [
        (broken.pk, AlertKind.DAMAGED),
        (idle.pk, AlertKind.IDLE),
    ]
    assert elsewhere.pk not in dict(seen(cast.province_officer))
    assert all(one.words for one in alerts_for(policy.actor_for(cast.regency_operator), 10))
    assert alert_counts().n_idle == 3


def test_a_state_older_than_a_year_is_outdated_until_somebody_looks_again() -> None:
    asset = make_asset()
    confirm_asset_state(asset, state="operating", state_on="2020-01-01")

    assert alert_counts().n_outdated == 1
    confirm_asset_state(asset, state="operating", state_on="2026-11-01")
    assert alert_counts().n_outdated == 0


def test_an_objection_waits_until_it_is_answered() -> None:
    make_asset_dispute(make_asset_state(make_asset()))

    assert alert_counts().n_disputes == 1
