"""In which periods a sentra counts, and under which status: what year Y means."""

from collections.abc import Callable
from typing import Any

import pytest

from registry.aggregates.population import FIRST_YEAR
from registry.aggregates.recompute import drain
from registry.models import Sentra
from tests.dirty_marks import changed
from tests.factories import (
    make,
    make_commodity,
    make_grant,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)
from tests.footprint import execute
from tests.registry.aggregates.truth import drift, stored

pytestmark = pytest.mark.django_db

RUNNING = 2026
OnDay = Callable[[str], None]


@pytest.fixture(autouse=True)
def november_2026(on_day: OnDay) -> None:
    on_day("2026-11-21")


def years(definition: str = "sentra.count", member: str = "", dimension: str = "") -> list[str]:
    """The periods in which the nation has a cell, after a drain that agrees with the truth."""
    drain()
    assert drift() == []
    cells = stored(definition)
    return sorted(p for region, p, d, m in cells if (region, d, m) == ("ID", dimension, member))


def since(year: int) -> list[str]:
    return [*(str(y) for y in range(year, RUNNING + 1)), "latest"]


def status_by_year(status: str) -> list[str]:
    return years("sentra.records", status, "status")


def origin(sentra: Sentra, year: int, **more: Any) -> Any:
    key = sentra.public_code
    return make("origin.record", sentra=key, kind="opening", origin_year=year, **more)


def test_without_a_dated_fact_it_counts_in_the_running_year_and_latest_alone() -> None:
    make_sentra()

    assert years() == since(RUNNING)


def test_a_status_of_unknown_date_gives_no_year_and_counts_only_in_latest() -> None:
    make_status(make_sentra(), status="declining", status_on=None, status_precision="unknown")

    assert years() == since(RUNNING)
    assert status_by_year("declining") == ["latest"]
    assert status_by_year("unknown") == [str(RUNNING)]


def test_an_origin_year_counts_from_that_year_on_with_status_unknown() -> None:
    origin(make_sentra(), 2021)

    assert years() == since(2021)
    assert status_by_year("unknown") == since(2021)


def test_an_origin_before_the_first_year_counts_from_the_first_year() -> None:
    origin(make_sentra(), 1915)

    assert years() == since(FIRST_YEAR)


@pytest.mark.parametrize(
    "fact",
    [
        lambda s: make_profile(s, year=2022),
        lambda s: make_status(s, status_on="2022-12-31"),
        lambda s: make_verification(s, verified_on="2022-05-01"),
        lambda s: make_grant(sentra=s.public_code, fiscal_year=2022),
        lambda s: origin(s, 2022),
    ],
    ids=["profile", "status", "verification", "grant", "origin"],
)
def test_the_earliest_dated_fact_of_any_noun_decides(fact: Callable[[Sentra], Any]) -> None:
    sentra = make_sentra()
    origin(sentra, 2024)
    fact(sentra)

    assert years() == since(2022)


def test_a_withdrawn_fact_is_no_fact() -> None:
    sentra = make_sentra()
    mistaken = origin(sentra, 2010)
    origin(sentra, 2024)
    assert years() == since(2010)

    changed("origin.withdraw", mistaken.pk)()

    assert years() == since(2024)


def test_the_status_of_a_year_is_the_one_in_force_on_31_december() -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2020-01-01")
    make_status(sentra, status="dormant", status_on="2022-12-31")
    make_status(sentra, status="active", status_on="2024-01-01")

    assert status_by_year("active") == ["2020", "2021", *since(2024)]
    assert status_by_year("dormant") == ["2022", "2023"]


def test_of_two_statuses_of_one_day_the_later_entry_counts() -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2025-01-01")
    make_status(sentra, status="declining", status_on="2025-01-01")

    assert status_by_year("declining") == since(2025)
    assert status_by_year("active") == []


def test_a_dated_status_comes_before_an_undated_one_in_latest() -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2020-01-01")
    make_status(sentra, status="closed", status_on=None, status_precision="unknown")

    assert status_by_year("active") == since(2020)
    assert status_by_year("closed") == []


def test_closing_takes_it_out_of_the_headline_from_that_year_on() -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2020-01-01")
    make_status(sentra, status="closed", status_on="2023-06-30")

    assert years() == ["2020", "2021", "2022"]
    assert status_by_year("closed") == since(2023)


@pytest.mark.parametrize("gone", ["closed", "merged", "split"])
def test_what_is_gone_stands_beside_the_headline(gone: str) -> None:
    make_status(make_sentra(), status=gone, status_on="2024-01-01")

    assert years() == []
    assert status_by_year(gone) == since(2024)


@pytest.mark.parametrize(
    "values", [{"kind": "craft_group"}, {"kind": "service_unit"}, {"recognition": "candidate"}]
)
def test_only_recognised_clusters_stand_in_the_headline(values: dict[str, str]) -> None:
    make_sentra(**values)
    make_sentra(recognition="planned")

    assert years() == []
    assert years("sentra.records") == since(RUNNING)
    assert stored("sentra.records")["ID", "latest", "", ""].n_records == 2


def test_a_future_date_moves_nothing_before_its_day(on_day: OnDay) -> None:
    sentra = make_sentra()
    make_status(sentra, status="active", status_on="2025-01-01")
    make_status(sentra, status="dormant", status_on="2026-11-21")
    write_by_hand(
        "UPDATE registry_sentrastatus SET status_on = '2026-11-22' WHERE status = 'dormant'"
    )

    assert status_by_year("dormant") == []
    assert status_by_year("active") == since(2025)

    on_day("2026-11-22")
    write_by_hand("UPDATE registry_sentrastatus SET evidence = 'kunjungan'")
    assert status_by_year("dormant") == since(RUNNING)


def write_by_hand(sql: str) -> None:
    execute("SELECT registry_act('dba:uji', 'tiket 123')")
    execute(sql)


def test_a_commodity_counts_in_the_years_in_which_it_was_the_primary_one() -> None:
    sentra, silver, gold = make_sentra(), make_commodity(), make_commodity()
    origin(sentra, 2020)
    key = sentra.public_code
    make(
        "sentra_commodity.record",
        sentra=key,
        commodity=silver.code,
        is_primary=True,
        valid_to="2023-06-01",
    )
    make(
        "sentra_commodity.record",
        sentra=key,
        commodity=gold.code,
        is_primary=True,
        valid_from="2023-06-01",
    )

    assert years("sentra.count", silver.code, "commodity") == ["2020", "2021", "2022"]
    assert years("sentra.count", gold.code, "commodity") == since(2023)
    assert years("sentra.count", gold.sector.code, "sector") == since(2023)


def test_verification_fades_with_time_and_is_counted_apart(on_day: OnDay) -> None:
    sentra = make_sentra()
    origin(sentra, 2020)
    make_verification(sentra, verified_on="2022-03-01", valid_to="2025-01-15")

    assert years("sentra.count", "never", "verification") == ["2020", "2021"]
    assert years("sentra.count", "current", "verification") == ["2022", "2023"]
    assert years("sentra.count", "due", "verification") == ["2024"]
    assert years("sentra.count", "lapsed", "verification") == since(2025)
    verified = {
        p: n.n_verified
        for (r, p, d, _m), n in stored("sentra.count").items()
        if (r, d) == ("ID", "")
    }
    assert [p for p, n in sorted(verified.items()) if n] == ["2022", "2023", "2024"]


def test_a_disputed_record_is_not_verified() -> None:
    sentra = make_sentra()
    make_verification(sentra, verified_on="2025-03-01")
    make_verification(sentra, verified_on="2026-03-01", is_disputed=True)

    assert years("sentra.count", "current", "verification") == ["2025"]
    assert years("sentra.count", "disputed", "verification") == since(2026)
    assert stored("sentra.count")["ID", "latest", "", ""].n_verified == 0


def test_a_sentra_stands_in_the_province_of_today_in_every_year() -> None:
    sentra = make_sentra(province="52", regency="52.02")
    origin(sentra, 2020)
    drain()

    changed("sentra.correct", sentra.public_code, province="51", regency="51.04")()

    assert years() == since(2020)
    regions = {region for region, _p, _d, _m in stored("sentra.count")}
    assert regions == {"ID", "51", "51.04"}
