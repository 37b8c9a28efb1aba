"""Assets, readings and the panel in the API: a report's words with their source, days without use
for confirmed states alone, and no money that only an office reported."""

import csv
import io
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_grant, make_office, make_sentra, make_source
from tests.factories.assets import (
    confirm_asset_state,
    make_asset,
    make_asset_funding,
    make_asset_state,
    make_outcome,
    make_outcome_indicator,
)
from tests.registry.api.read import errors, get, results

pytestmark = pytest.mark.django_db
JUNE = {"published_on": "2024-06-02", "published_precision": "day"}


def test_a_report_is_told_in_its_words_with_its_source_and_without_days() -> None:
    asset = make_asset(handed_over_on="2023-01-10")
    source = make_source(publisher="Harian Uji", **JUNE)
    make_asset_state(asset, source=source.code, words="gedung kosong")

    (row,) = results("dak/assets/")

    assert (row["state"], row["state_basis"], row["state_words"]) == (
        "idle",
        "report",
        "gedung kosong",
    )
    assert (row["state_source_publisher"], row["state_source_published_on"]) == (
        "Harian Uji",
        "2024-06-02",
    )
    assert (row["is_confirmed"], row["idle_since"], row["idle_days"]) == (False, None, None)


def test_days_without_use_are_there_once_an_office_confirmed_them() -> None:
    asset = make_asset(handed_over_on="2023-01-10")
    state = confirm_asset_state(asset)

    (row,) = results("dak/assets/?is_idle=true")

    assert (row["asset_code"], row["idle_since"]) == (asset.code, "2023-04-10")
    assert row["idle_days"] > 500
    assert row["confirmed_by_name"] == state.confirmed_by.name  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "query",
    ["state=idle", "is_confirmed=false", "is_idle=false", "region=51.04", "q=gedung", "sentra={s}"],
)
def test_assets_are_filtered_by_state_place_and_sentra(query: str) -> None:
    sentra = make_sentra()
    asset = make_asset(sentra)
    make_asset_state(asset)
    other = make_asset(make_sentra(province="32", regency="32.04"), name="pabrik")
    confirm_asset_state(other, state="idle" if "state" not in query else "operating")
    asked = query.format(s=sentra.public_code)

    codes = {row["asset_code"] for row in results(f"dak/assets/?{asked}")}

    assert asset.code in codes
    assert (other.code in codes) == (query == "is_idle=false")


def test_assets_are_found_by_the_grant_that_paid_for_them() -> None:
    grant, asset = make_grant(), make_asset()
    make_asset_funding(asset, grant)
    make_asset()

    assert [row["asset_code"] for row in results(f"dak/assets/?grant={grant.code}")] == [asset.code]


def test_alerts_are_no_parameter_of_the_public() -> None:
    assert errors("dak/assets/?alert=idle") == [("alert", "query.unknown_parameter")]


def test_a_misspelt_parameter_names_the_right_one() -> None:
    response = get("dak/outcomes/?indikator=workers")

    assert response.status_code == 400
    assert "indicator" in response.content.decode()


def test_a_withdrawn_sentra_takes_its_readings_out_of_every_list() -> None:
    reading = make_outcome(make_sentra())

    (row,) = results("dak/outcomes/")

    assert (row["row_id"], row["amount"], row["unit_words"]) == (reading.pk, 30, "orang")


def money_of(client: Client) -> list[Any]:
    response = client.get("/api/v1/dak/outcomes/")
    return [row["amount"] for row in response.json()["results"]]


def test_money_that_only_an_office_reported_is_kept_from_the_public(signed_in: Any) -> None:
    turnover = make_outcome_indicator(unit_words="rupiah", is_money=True).code
    told = make_source(office=make_office().code).code
    make_outcome(make_sentra(), indicator=turnover, amount=5_000_000, source=told)

    assert money_of(Client()) == [None]
    assert money_of(signed_in("ministry_staff")) == [5_000_000]
    assert results("dak/outcome-panel/") == []


def test_the_panel_is_a_file_with_the_group_and_the_event_time_of_every_reading() -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra)
    make_outcome(make_sentra())

    response = Client().get("/api/v1/dak/outcome-panel.csv?ordering=-event_time")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    rows = {row["sentra_code"]: row for row in csv.DictReader(io.StringIO("\n".join(lines)))}

    assert len(rows) == 2
    own = rows.pop(sentra.public_code)
    assert (own["panel_group"], own["event_time"], own["moment"]) == ("treated", "2", "after")
    (other,) = rows.values()
    assert (other["panel_group"], other["event_time"]) == ("never", "")


def test_the_panel_is_filtered_by_event_time_and_group() -> None:
    sentra = make_sentra()
    make_grant(sentra=sentra.public_code, fiscal_year=2023)
    make_outcome(sentra, as_of_on="2021-05-01")
    make_outcome(sentra)

    def years(query: str) -> list[int]:
        return [row["year"] for row in results(f"dak/outcome-panel/?{query}")]

    assert years("event_time__lte=-1") == years("panel_group=not_yet") == [2021]
    assert years("event_time__gte=0") == years("moment=after") == [2025]
