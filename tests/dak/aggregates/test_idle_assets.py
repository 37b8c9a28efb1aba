"""Assets and idle assets as published numbers: confirmed states only, at the end of every year, and
equal to a recount in Python whatever the history."""

from collections import Counter
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registry.aggregates.explain import explain
from registry.aggregates.publish import cells
from registry.aggregates.recompute import drain, turn_of_day
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import DirtyEvent, Heartbeat
from sentra.lib.dates import today_wib
from sentra.lib.problems import ChangeRejected
from tests.dak.aggregates.recount import recount
from tests.factories import ACTOR, make_source
from tests.factories.assets import confirm_asset_state, make_asset, make_asset_state
from tests.registry.aggregates.truth import drift, stored
from tests.registry.api.read import results

pytestmark = pytest.mark.django_db

NUMBERS = ("dak.assets", "dak.idle_assets")
HANDED = {"handed_over_on": "2024-01-10", "handed_over_precision": "day"}


def counted(code: str, **wanted: str) -> dict[str, Any]:
    """Value by member of a national number."""
    drain()
    assert drift() == []
    return {cell.member: cell.value for cell in cells(code, **wanted)}


def test_an_asset_an_office_found_idle_is_counted_from_the_year_its_allowance_ended() -> None:
    confirm_asset_state(make_asset(**HANDED), state="idle", state_on="2024-02-01")
    drain()

    years = {key[1] for key in stored("dak.idle_assets") if key[0] == "51.04"}

    assert {"2024", "2025", "latest"} <= years and "2023" not in years
    assert drift() == []


def test_what_only_a_report_says_is_no_idle_asset() -> None:
    make_asset_state(make_asset(**HANDED))

    assert counted("dak.idle_assets") == {}
    assert counted("dak.assets", dimension="confirmed_state") == {"": 1}
    assert [left.n_records for left in explain("dak.idle_assets").excluded] == [1]


def test_a_state_that_ends_the_standstill_ends_the_count() -> None:
    asset = make_asset(**HANDED)
    confirm_asset_state(asset, state="idle", state_on="2024-02-01")
    assert counted("dak.idle_assets") == {"": 1}

    confirm_asset_state(asset, state="operating", state_on="2025-03-01")

    assert counted("dak.idle_assets") == {}
    assert counted("dak.idle_assets", period="2024") == {"": 1}


def test_every_number_opens_to_exactly_its_assets() -> None:
    idle = make_asset(**HANDED)
    confirm_asset_state(idle, state="idle", state_on="2024-02-01")
    confirm_asset_state(make_asset(), state="operating", state_on="2025-05-01")
    make_asset()
    drain()

    for code, query in (
        ("dak.idle_assets", ""),
        ("dak.idle_assets", "&year=2024"),
        ("dak.assets", "&dimension=confirmed_state"),
    ):
        for cell in results(f"aggregates/{code}/?level=national{query}"):
            listed = results(cell["rows_url"].partition("/api/v1/")[2])
            assert len(listed) == cell["value"]


def test_a_new_day_marks_what_time_alone_makes_idle() -> None:
    Heartbeat.objects.create(name="day", at="2020-01-01T00:00:00Z", day="2020-01-01")
    DirtyEvent.objects.all().delete()

    turn_of_day("uji", today_wib())

    assert DirtyEvent.objects.get().noun == "presence"


STEP = st.tuples(
    st.sampled_from(["report", "office", "office", "withdraw", "begin", "sample", "remove"]),
    st.integers(0, 2),
    st.sampled_from(["built", "handed_over", "operating", "underused", "idle", "damaged"]),
    st.sampled_from(["2022-05-01", "2023-01-01", "2024-06-15", "2025-02-01", "2025-02-01"]),
    st.sampled_from(["day", "month", "year"]),
)


def do(assets: list[Any], source: str, step: tuple[str, int, str, str, str]) -> bool:
    """Try one act; whether it was applied."""
    verb, which, state, day, precision = step
    asset = assets[which]
    asset.refresh_from_db()
    try:
        if verb == "office":
            confirm_asset_state(asset, state=state, state_on=day, state_precision=precision)
        elif verb == "report":
            make_asset_state(asset, state=state, state_on=day, source=source)
        else:
            changes = _changes(asset, verb, day)
            apply_batch(Act(tuple(changes), ACTOR, ChangeSource.SYSTEM, "uji"))
    except ChangeRejected:
        return False
    return True


def _changes(asset: Any, verb: str, day: str) -> list[Change]:
    if verb == "withdraw":
        row = asset.states.order_by("id").last()
        if row is not None:
            return [Change("asset_state.withdraw", {}, str(row.pk), row.version)]
    if verb == "remove":
        done = "restore" if asset.is_withdrawn else "withdraw"
        return [Change(f"asset.{done}", {}, asset.code, asset.version)]
    values = {"operates_on": day, "operates_precision": "day"}
    return [Change("asset.correct", values, asset.code, asset.version)]


def test_after_any_history_idle_assets_are_those_of_a_recount() -> None:
    told: Counter[bool] = Counter()

    @settings(
        max_examples=10,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(st.lists(STEP, min_size=5, max_size=15))
    def holds(steps: list[tuple[str, int, str, str, str]]) -> None:
        with transaction.atomic():
            source = make_source().code
            month = {"handed_over_on": "2023-03-01", "handed_over_precision": "month"}
            assets = [make_asset(**HANDED), make_asset(**month), make_asset()]
            for step in steps:
                told[do(assets, source, step)] += 1
            drain()
            for code in NUMBERS:
                assert stored(code) == recount(code), code
            transaction.set_rollback(True)

    holds()

    assert told[True] > 30 and told[False] > 0, told
