"""What hangs on a sentra over the API: each kind of line a list of its own, in JSON and CSV, money
for those who may see it, and the same lines under `expand`."""

from typing import Any

import pytest
from django.test import Client

from registry.columns.part_nouns import PART_NOUNS
from registry.models import Sentra
from tests.factories import make_office, make_sentra, make_source
from tests.factories.parts import (
    make_certificate,
    make_facility,
    make_facility_kind,
    make_facility_state,
    make_legal_act,
    make_machine,
    make_market,
    make_measure,
    make_measure_unit,
    make_need,
    make_raw_material,
)
from tests.journeys.recording import Change, record

pytestmark = pytest.mark.django_db
MAKERS = {
    "facilities": make_facility,
    "facility-states": make_facility_state,
    "machines": make_machine,
    "certificates": make_certificate,
    "needs": make_need,
    "raw-materials": make_raw_material,
    "markets": make_market,
    "measures": make_measure,
    "legal-acts": make_legal_act,
}


def rows(sentra: Sentra, name: str, query: str = "", client: Client | None = None) -> Any:
    """The rows of one list, or the refusal."""
    answer = (client or Client()).get(f"/api/v1/sentra/{sentra.public_code}/{name}/{query}")
    return answer.json()["results"] if answer.status_code == 200 else answer


def test_every_kind_of_line_has_a_factory_here() -> None:
    assert set(MAKERS) == set(PART_NOUNS)


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_shows_the_lines_in_force_of_its_own_sentra(name: str) -> None:
    sentra, other = make_sentra(), make_sentra()
    kept, withdrawn = MAKERS[name](sentra), MAKERS[name](sentra)
    MAKERS[name](other)
    kind = f"{PART_NOUNS[name].code}.withdraw"
    record(Change(kind, {}, str(withdrawn.pk), withdrawn.version))

    assert [row["line"] for row in rows(sentra, name)] == [kept.pk]
    assert rows(sentra, name)[0]["sentra_code"] == sentra.public_code


@pytest.mark.parametrize("name", MAKERS)
def test_a_list_is_a_file_too_with_the_same_columns(name: str) -> None:
    sentra = make_sentra()
    MAKERS[name](sentra)

    answer = Client().get(f"/api/v1/sentra/{sentra.public_code}/{name}.csv")
    head, line = b"".join(answer.streaming_content).decode().strip().splitlines()  # type: ignore[attr-defined]

    assert head.lstrip("\ufeff").split(",") == list(rows(sentra, name)[0])
    assert line.startswith(sentra.public_code)


@pytest.mark.parametrize("name", MAKERS)
def test_an_unknown_parameter_and_an_unknown_sentra_are_refused(name: str) -> None:
    sentra = make_sentra()

    assert rows(sentra, name, "?banana=1").status_code == 400
    assert Client().get(f"/api/v1/sentra/ST-000000-0/{name}/").status_code == 404


@pytest.mark.parametrize("name", MAKERS)
def test_a_sentra_brings_its_lines_along_when_asked(name: str) -> None:
    sentra = make_sentra()
    line = MAKERS[name](sentra)

    answer = Client().get(f"/api/v1/sentra/{sentra.public_code}/?expand={name}").json()

    assert [row["line"] for row in answer[name]] == [line.pk]


def test_money_of_an_office_s_source_is_for_the_office_and_the_ministry(signed_in: Any) -> None:
    sentra = make_sentra()
    office = make_source(office=make_office().code).code
    make_machine(sentra, source=office, value_idr=200_000_000)
    make_machine(sentra, value_idr=7)

    def seen(role: str) -> list[int | None]:
        return sorted(
            (row["value_idr"] for row in rows(sentra, "machines", client=signed_in(role))),
            key=lambda value: value or 0,
        )

    assert seen("public") == [None, 7]
    assert seen("regency_operator") == [None, 7]
    assert seen("stranger") == seen("ministry_staff") == [7, 200_000_000]


def test_a_day_is_not_a_year_and_nothing_is_converted() -> None:
    sentra, tonne = make_sentra(), make_measure_unit(code="ton", name="ton").code
    at_least = {"low": 18, "high": None, "qualifier": ">=", "text": "lebih dari 18 ton"}
    make_measure(sentra, unit=tonne, period="year", amount=at_least)
    make_measure(sentra, unit=tonne, period="day", amount="1.5", scope="facility")

    (yearly,) = rows(sentra, "measures", "?period=year")
    (daily,) = rows(sentra, "measures", "?period=day")

    assert (yearly["amount"], yearly["amount_high"], yearly["amount_qualifier"]) == (18, None, ">=")
    assert yearly["amount_text"] == "lebih dari 18 ton"
    assert (daily["amount"], daily["unit_code"], daily["scope"]) == (1.5, "ton", "facility")


def test_the_place_of_work_and_the_building_are_told_apart() -> None:
    sentra = make_sentra()
    place = make_facility_kind(is_workplace=True).code
    make_facility(sentra, facility_kind=place, name="kampung perajin")
    make_facility(sentra, name="gedung sentra")

    assert [row["name"] for row in rows(sentra, "facilities", "?is_workplace=true")] == [
        "kampung perajin"
    ]
    assert [row["name"] for row in rows(sentra, "facilities", "?is_workplace=false")] == [
        "gedung sentra"
    ]


def test_the_history_tells_lines_and_keeps_an_office_s_money() -> None:
    sentra = make_sentra()
    office = make_source(office=make_office().code).code
    make_machine(sentra, source=office, value_idr=200_000_000, name="CNC")

    answer = Client().get(f"/api/v1/sentra/{sentra.public_code}/history/?noun=machine").json()
    columns = {row["column"]: row["after"] for row in answer["results"]}

    assert columns["name"] == "CNC"
    assert "200000000" not in str(columns)


def test_the_number_of_statements_does_not_grow_with_the_lines(
    django_assert_max_num_queries: Any,
) -> None:
    sentra = make_sentra()
    make_need(sentra)
    rows(sentra, "needs")
    with django_assert_max_num_queries(30) as first:
        rows(sentra, "needs")
    make_need(sentra)
    make_need(sentra)
    with django_assert_max_num_queries(len(first.captured_queries)):
        rows(sentra, "needs")


def test_the_newest_dated_state_is_the_one_in_force() -> None:
    sentra = make_sentra()
    first = {"state": "under_construction", "state_on": "2023-07-11", "state_precision": "day"}
    building = make_facility(sentra, **first)
    make_facility_state(sentra, facility=building, state="idle", state_on="2025-05-18")
    make_facility_state(sentra, facility=building, state="opened", state_on="2024-01-02")

    (row,) = rows(sentra, "facilities")

    assert (row["state"], row["state_on"], row["state_precision"]) == ("idle", "2025-05-18", "day")
    assert (row["recorded_state"], row["recorded_state_on"]) == ("under_construction", "2023-07-11")
    assert [line["state"] for line in rows(sentra, "facility-states")] == ["idle", "opened"]
    assert len(rows(sentra, "facilities", "?state=idle")) == 1
    assert rows(sentra, "facilities", "?state=under_construction") == []


def test_an_older_or_undated_state_does_not_displace_the_recorded_one() -> None:
    sentra = make_sentra()
    dated = make_facility(sentra, state="opened", state_on="2024-01-02", state_precision="day")
    plain = make_facility(sentra, state="planned")
    make_facility_state(sentra, facility=dated, state="planned", state_on="2020-01-01")
    for facility in (dated, plain):
        undated = {"state": "idle", "state_on": None, "state_precision": "unknown"}
        make_facility_state(sentra, facility=facility, **undated)

    found = {row["line"]: row["state"] for row in rows(sentra, "facilities")}

    assert found == {dated.pk: "opened", plain.pk: "idle"}


def test_a_withdrawn_state_and_those_of_a_withdrawn_facility_say_nothing() -> None:
    sentra = make_sentra()
    kept, gone = make_facility(sentra, state="opened"), make_facility(sentra)
    mistaken = make_facility_state(sentra, facility=kept, state="idle")
    make_facility_state(sentra, facility=gone)
    record(Change("facility_state.withdraw", {}, str(mistaken.pk), mistaken.version))
    record(Change("facility.withdraw", {}, str(gone.pk), gone.version))

    assert [row["state"] for row in rows(sentra, "facilities")] == ["opened"]
    assert rows(sentra, "facility-states") == []
