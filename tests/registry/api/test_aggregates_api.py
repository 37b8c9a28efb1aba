"""Published numbers in the API: equal to the rows they count, explained, suppressed, never zero for
nothing."""

import json
from typing import Any
from urllib.parse import urlsplit

import pytest

from registry.aggregates.recompute import drain
from registry.models import Sentra, YearlyProfile
from tests.factories import (
    make,
    make_commodity,
    make_profile,
    make_sentra,
    make_status,
)
from tests.registry.api.read import API, errors, get, results

pytestmark = pytest.mark.django_db


def followed(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    response = get(f"{parts.path.removeprefix(API)}?{parts.query}")
    assert response.status_code == 200, response.content
    return json.loads(response.content)


@pytest.fixture
def bali() -> list[Sentra]:
    rows = [make_sentra() for _number in range(3)]
    make_sentra(kind="craft_group")
    gone = make_sentra()
    make_status(gone, status="closed", status_on="2024-01-01")
    for number, sentra in enumerate(rows):
        make_status(sentra, status="active", status_on="2020-01-01")
        make_profile(sentra, year=2024, unit_count=10 + number, production_value_idr=1000)
    drain()
    return rows


def cell(path: str) -> dict[str, Any]:
    (row,) = results(path)
    return row


def test_the_count_equals_the_rows_it_links_to(bali: list[Sentra]) -> None:
    row = cell("aggregates/sentra.count/?region=51")

    listed = followed(row["rows_url"])

    assert row["value"] == row["n_records"] == listed["count"] == 3
    assert {r["sentra_code"] for r in listed["results"]} == {s.public_code for s in bali}


def test_every_cell_of_every_level_and_year_lists_exactly_its_rows(bali: list[Sentra]) -> None:
    make(
        "sentra_commodity.record",
        sentra=bali[0].public_code,
        commodity=make_commodity().code,
        is_primary=True,
    )
    drain()
    path = "aggregates/?level__in=national,province,regency&year__in=2021,2024,latest&limit=1000"
    for dimension in (
        "total",
        "status",
        "kind",
        "recognition",
        "verification",
        "sector",
        "commodity",
    ):
        for row in results(f"{path}&dimension={dimension}"):
            if row["definition"].startswith("sentra."):
                assert followed(row["rows_url"])["count"] == row["n_records"], row


def test_a_sum_equals_the_profiles_and_keeps_its_bounds(bali: list[Sentra]) -> None:
    make_profile(make_sentra(), year=2024, unit_count={"low": 7, "high": None, "qualifier": ">="})
    drain()

    row = cell("aggregates/sentra.unit_count/?region=51&year=2024")

    assert (row["value"], row["value_low"], row["value_high"]) == (None, 40, None)
    assert row["value_low"] == sum(YearlyProfile.objects.values_list("unit_count_low", flat=True))
    assert (row["n_reporting"], row["n_records"], row["coverage"]) == (4, 4, 1.0)


def test_money_of_fewer_than_three_is_withheld_with_its_count(bali: list[Sentra]) -> None:
    open_row = cell("aggregates/sentra.production_value_idr/?region=51.04&year=2024")
    assert (open_row["state"], open_row["value"]) == ("ok", 3000)

    lonely = make_sentra(province="32", regency="32.04")
    make_profile(lonely, year=2024, production_value_idr=4_242)
    drain()
    hidden = cell("aggregates/sentra.production_value_idr/?region=32&year=2024")
    told = json.loads(
        get("aggregates/sentra.production_value_idr/explain/?region=32&year=2024").content
    )

    assert (hidden["state"], hidden["value"], hidden["value_low"]) == ("suppressed", None, None)
    assert (hidden["n_reporting"], hidden["coverage"]) == (None, None)
    assert (told["state"], told["value"], told["n_reporting"]) == ("suppressed", None, None)


def test_nothing_on_record_is_no_row_and_never_zero(bali: list[Sentra]) -> None:
    assert results("aggregates/sentra.count/?region=32") == []
    assert all(row["value"] != 0 for row in results("aggregates/?limit=1000"))


def test_an_explanation_counts_afresh_and_names_what_is_left_out(bali: list[Sentra]) -> None:
    told = json.loads(get("aggregates/sentra.count/explain/?region=51").content)

    assert (told["n_records"], told["value"]) == (3, 3)
    assert followed(told["rows_url"])["count"] == 3
    assert sorted(left_out["n_records"] for left_out in told["excluded"]) == [1, 1]
    assert told["sentence"] and told["formula"]
    assert get("aggregates/sentra.count/explain/?region=51")["ETag"]


def test_every_explain_link_answers_with_the_same_number(bali: list[Sentra]) -> None:
    for row in results("aggregates/?dimension__in=total,status&limit=1000"):
        told = followed(row["explain_url"])
        assert (told["n_records"], told["value"]) == (row["n_records"], row["value"]), row


def test_a_number_that_is_being_recomputed_says_so(bali: list[Sentra]) -> None:
    assert cell("aggregates/sentra.count/?region=51")["stale"] is False

    make_status(bali[0], status="closed", status_on="2025-01-01")

    assert cell("aggregates/sentra.count/?region=51")["stale"] is True
    assert json.loads(get("aggregates/sentra.count/explain/?region=51").content)["stale"] is True


@pytest.mark.parametrize(
    ("path", "problems"),
    [
        ("aggregates/?definition=sentra.cout", [("definition", "aggregate.unknown_definition")]),
        ("aggregates/?region=51.04.01", [("region", "query.unknown_value")]),
        ("aggregates/?region=99", [("region", "query.unknown_value")]),
        ("aggregates/?level=nation", [("level", "query.unknown_value")]),
        ("aggregates/?dimension=colour", [("dimension", "query.unknown_value")]),
        (
            "aggregates/sentra.unit_count/?dimension=status",
            [("dimension", "aggregate.no_dimension")],
        ),
        ("aggregates/sentra.count/explain/?year=1890", [("year", "query.out_of_range")]),
        ("aggregates/sentra.count/explain/?wilayah=51", [("wilayah", "query.unknown_parameter")]),
        ("aggregates/sentra.count/explain/?format=csv", [("format", "query.unknown_value")]),
        ("definitions/?definition=x", [("definition", "aggregate.unknown_definition")]),
    ],
)
def test_a_bad_question_is_refused(path: str, problems: list[tuple[str, str]]) -> None:
    assert errors(path) == problems


def test_a_question_over_too_many_years_is_refused() -> None:
    years = ",".join(str(year) for year in range(1995, 2026))

    (problem,) = errors(
        f"aggregates/?year__in={years}&level__in=national,province,regency"
        "&dimension__in=total,status,kind"
    )

    assert problem == ("year", "aggregate.too_broad")


def test_an_unknown_definition_in_the_address_is_404_naming_the_nearest() -> None:
    answer = get("aggregates/sentra.cout/")

    assert answer.status_code == 404
    assert "sentra.count" in json.loads(answer.content)["detail"]


def test_a_region_beside_its_bps_code(bali: list[Sentra]) -> None:
    row = cell("aggregates/sentra.count/?region=51.04")

    assert (row["level"], row["region_name"], row["province_code"]) == (
        "regency",
        "Kabupaten Gianyar",
        "51",
    )
    assert "bps_region_code" in row


def test_definitions_say_what_each_number_means() -> None:
    rows = {row["definition"]: row for row in results("definitions/")}

    assert rows["sentra.production_value_idr"]["suppress_below"] == 3
    assert rows["sentra.count"]["dimensions"].split()[:2] == ["status", "verification"]
    assert set(rows) >= {"sentra.count", "sentra.records", "dak.ceiling"}
