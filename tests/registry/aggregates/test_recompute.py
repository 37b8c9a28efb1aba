"""The drain: what it takes, what it rewrites, what it leaves, and what the clock asks for."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.utils import timezone

from registry.aggregates.definitions import definitions, stored_definitions
from registry.aggregates.recompute import (
    dirty_provinces,
    drain,
    mark_everything,
    recompute_province,
    spread_everywhere,
    sweep,
)
from registry.changes.engine import act_context
from registry.choices import JobState
from registry.models import (
    DirtyEvent,
    DrainFailure,
    Heartbeat,
    JobRun,
    Province,
    ProvincialAggregate,
)
from tests.dirty_marks import changed
from tests.factories import (
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_profile,
    make_sector,
    make_sentra,
    make_status,
    make_verification,
)
from tests.factories.assets import confirm_asset_state, make_asset
from tests.footprint import execute
from tests.registry.aggregates.truth import WRITTEN_DOWN, drift, stored, truth

pytestmark = pytest.mark.django_db


def small_world() -> None:
    """Sentra of every state in three provinces, with figures, makers, visits and grants."""
    celuk = make_sentra()
    silver = make_commodity()
    key = celuk.public_code
    make("sentra_commodity.record", sentra=key, commodity=silver.code, is_primary=True)
    make("origin.record", sentra=key, kind="craft_start", origin_year=1976)
    make_status(celuk, status="active", status_on="2020-01-01")
    make_profile(celuk, year=2023, unit_count=25, worker_count=60, production_value_idr=10**12)
    make_profile(celuk, year=2025, unit_count={"low": 20, "high": 30, "qualifier": "range"})
    make_verification(celuk)
    gone = make_sentra(regency="51.06", province="51")
    make_status(gone, status="closed", status_on="2024-01-01")
    make_profile(gone, year=2022, worker_female_count=3)
    make_sentra(province="52", regency="52.02", recognition="candidate")
    make_sentra(province="32", kind="service_unit")
    lombok = make_sentra(province="52", regency="52.02", recognition="decree")
    make_profile(lombok, year=2024, worker_male_count={"low": 9, "high": None, "qualifier": ">="})
    make_claim(make_grant(sentra=key), amount_idr=2_000_000_000)
    make_claim(make_grant(fiscal_year=2021, province="52", regency="52.02"), stage="built")
    make_grant(level="province", province="51", regency=None)
    built = make_asset(handed_over_on="2024-01-10")
    confirm_asset_state(built, state="idle", state_on="2024-02-01")


def test_every_number_of_every_province_is_what_the_tables_say() -> None:
    small_world()

    drain()

    assert drift() == []
    assert not DirtyEvent.objects.exists()
    codes = [definition.code for definition in stored_definitions()]
    assert {code: bool(truth(code)) for code in codes} == dict.fromkeys(codes, True)


def test_every_definition_has_its_own_truth() -> None:
    assert set(WRITTEN_DOWN) == {definition.code for definition in stored_definitions()}


def test_the_nation_is_the_sum_of_the_provinces() -> None:
    small_world()
    drain()

    for code in definitions():
        cells = stored(code)
        for (region, period, dimension, member), nation in cells.items():
            if region == "ID":
                parts = [
                    n for (r, p, d, m), n in cells.items()
                    if (len(r), r != "ID") == (2, True) and (p, d, m) == (period, dimension, member)
                ]  # fmt: skip
                assert nation.n_records == sum(n.n_records for n in parts)
                assert nation.n_reporting == sum(n.n_reporting for n in parts)
                assert (nation.low or 0) == sum(n.low or 0 for n in parts)


def test_an_empty_group_disappears_everywhere() -> None:
    sentra = make_sentra()
    make_status(sentra, status="dormant", status_on="2025-01-01")
    drain()
    assert ("51.04", "latest", "status", "dormant") in stored("sentra.count")

    make_status(sentra, status="active", status_on="2025-06-01")
    drain()

    members = {key[3] for key in stored("sentra.count") if key[2] == "status"}
    assert members == {"active"}


def test_a_province_that_lost_its_last_sentra_has_no_row_left() -> None:
    sentra = make_sentra()
    drain()

    changed("sentra.correct", sentra.public_code, province="52", regency="52.02")()
    drain()

    assert {key[0] for key in stored("sentra.count")} == {"ID", "52", "52.02"}
    assert drift() == []


def test_a_drain_with_nothing_to_do_writes_nothing() -> None:
    drain()
    rows = list(ProvincialAggregate.objects.values())
    runs = JobRun.objects.count()

    done = drain()

    assert (done.provinces, done.cells, done.failed) == (0, 0, [])
    assert list(ProvincialAggregate.objects.values()) == rows
    assert JobRun.objects.count() == runs


def test_an_event_of_one_year_rewrites_that_year_and_latest_alone() -> None:
    make_grant(fiscal_year=2022)
    drain()
    execute("UPDATE registry_provincialaggregate SET n_records = 99")
    DirtyEvent.objects.create(province_code="51", year=2024, noun="grant")

    drain()

    wrong = set(ProvincialAggregate.objects.filter(n_records=99).values_list("period", flat=True))
    assert wrong == {"2022"}


def test_an_event_rewrites_only_the_definitions_that_depend_on_its_noun() -> None:
    small_world()
    drain()
    execute("UPDATE registry_provincialaggregate SET n_records = 99")
    DirtyEvent.objects.create(province_code="51", year=None, noun="grant")

    drain()

    right = set(ProvincialAggregate.objects.exclude(n_records=99).values_list("definition"))
    of_assets = {"dak.assets", "dak.idle_assets"}
    assert right == {(c,) for c in WRITTEN_DOWN if c.startswith("dak.") and c not in of_assets}


def test_every_province_gets_its_own_event_of_a_change_that_concerns_all() -> None:
    DirtyEvent.objects.all().delete()
    DirtyEvent.objects.create(province_code=None, year=None, noun="scheme")
    DirtyEvent.objects.create(province_code=None, year=None, noun="scheme")

    spread_everywhere()

    assert sorted(DirtyEvent.objects.values_list("province_code", "year", "noun")) == [
        (code, None, "scheme") for code in sorted(Province.objects.values_list("code", flat=True))
    ]


def test_a_commodity_that_changes_its_sector_moves_the_counts_of_every_province() -> None:
    silver, other = make_commodity(), make_sector()
    for place in ({"province": "51", "regency": "51.04"}, {"province": "52"}):
        make(
            "sentra_commodity.record",
            sentra=make_sentra(**place).public_code,
            commodity=silver.code,
            is_primary=True,
        )
    drain()

    changed("commodity.correct", silver.code, sector=other.code)()
    drain()

    regions = {k[0] for k in stored("sentra.count") if k[2:] == ("sector", other.code)}
    assert regions == {"ID", "51", "51.04", "52"}
    assert drift() == []


def test_a_province_another_worker_holds_is_left_with_its_events() -> None:
    make_sentra()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(77, hashtext('51'))")

        done = drain()

        assert (done.busy, done.provinces) == (1, 4)
        assert DirtyEvent.objects.filter(province_code="51").exists()
        assert "51" not in {key[0] for key in stored("sentra.count")}
    finally:
        other.close()
    drain()
    assert drift() == []


def test_a_poisoned_province_waits_and_starves_nobody() -> None:
    make_sentra()
    make_sentra(province="52", regency="52.02")
    execute(
        "CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        " IF NEW.province_code = '51' THEN RAISE 'racun'; END IF; RETURN NEW; END $$"
    )
    execute(
        "CREATE TRIGGER poison BEFORE INSERT ON registry_provincialaggregate"
        " FOR EACH ROW EXECUTE FUNCTION poison()"
    )

    done = drain()

    assert done.failed == ["51"]
    failure = DrainFailure.objects.get()
    assert (failure.province_code, failure.attempts) == ("51", 1)
    assert "racun" in failure.last_error
    assert {key[0] for key in stored("sentra.count")} == {"ID", "52", "52.02"}
    assert DirtyEvent.objects.filter(province_code="51").exists()
    assert JobRun.objects.latest("pk").state == JobState.FAILED
    assert "51" not in dirty_provinces()

    execute("DROP TRIGGER poison ON registry_provincialaggregate")
    DrainFailure.objects.update(retry_at=timezone.now() - timedelta(seconds=1))
    drain()
    assert drift() == []
    assert not DrainFailure.objects.exists()


def test_a_crash_in_the_middle_of_a_province_leaves_events_and_numbers_as_they_were() -> None:
    sentra = make_sentra()
    drain()
    before = list(ProvincialAggregate.objects.order_by("pk").values())
    changed("sentra.correct", sentra.public_code, kind="craft_group")()
    events = list(DirtyEvent.objects.values())
    execute(
        "CREATE FUNCTION crash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'mati'; END $$"
    )
    execute(
        "CREATE TRIGGER crash BEFORE DELETE ON registry_provincialaggregate"
        " FOR EACH STATEMENT EXECUTE FUNCTION crash()"
    )

    assert drain().failed == ["51"]

    assert list(ProvincialAggregate.objects.order_by("pk").values()) == before
    assert list(DirtyEvent.objects.values()) == events


def test_recompute_without_events_does_nothing() -> None:
    drain()

    assert recompute_province("51") == 0


def test_mark_everything_puts_right_whatever_was_wrong() -> None:
    small_world()
    drain()
    execute("UPDATE registry_provincialaggregate SET low = 1, n_records = 99")
    execute("DELETE FROM registry_provincialaggregate WHERE region_code = '51'")
    assert drift() != []

    mark_everything()
    drain()

    assert drift() == []


def test_the_first_sweep_after_midnight_moves_the_running_year(
    on_day: Callable[[str], None],
) -> None:
    on_day("2026-12-31")
    sentra = make_sentra()
    make_verification(sentra, verified_on="2026-01-01", valid_to="2027-01-01")
    sweep()
    assert {k[1] for k in stored("sentra.count")} == {"2026", "latest"}
    assert stored("sentra.count")["ID", "latest", "verification", "due"].n_records == 1

    on_day("2027-01-01")
    assert not DirtyEvent.objects.exists()
    sweep()

    assert drift() == []
    assert {k[1] for k in stored("sentra.count")} == {"2026", "2027", "latest"}
    assert ("ID", "latest", "verification", "due") not in stored("sentra.count")
    assert stored("sentra.count")["ID", "latest", "verification", "lapsed"].n_records == 1
    assert Heartbeat.objects.get(name="day").day.isoformat() == "2027-01-01"


def test_a_second_sweep_of_the_same_day_finds_nothing_to_do(on_day: Callable[[str], None]) -> None:
    on_day("2026-12-30")
    sweep()
    on_day("2026-12-31")
    assert sweep().provinces == Province.objects.count()

    assert sweep().provinces == 0


def test_an_act_of_many_rows_is_one_recompute_a_province() -> None:
    drain()
    with act_context(uuid4(), actor="user:7", reason="uji"):
        for _ in range(3):
            execute(
                "INSERT INTO registry_dirtyevent (province_code, year, noun)"
                " VALUES ('51', NULL, 'sentra'), ('51', 2024, 'profile'), ('52', NULL, 'status')"
            )

    assert drain().provinces == 2
