"""One sentra: any spelling of its code, its parts, its profiles, its history without a person."""

import json
import re
from typing import Any

import pytest

from registry import policy
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Sentra
from tests.cast import Cast
from tests.factories import make_profile, make_sentra, make_source, make_status
from tests.registry.api.read import errors, get, results
from tests.registry.api.scene import Scene, make_scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene(cast: Cast) -> Scene:
    return make_scene(cast)


def detail(path: str) -> dict[str, Any]:
    response = get(path)
    assert response.status_code == 200, response.content
    return json.loads(response.content)


def correct(sentra: Sentra, cast: Cast, reason: str = "uji", **values: Any) -> None:
    apply_batch(
        Act(
            (Change("sentra.correct", values, sentra.public_code, sentra.version),),
            policy.actor_for(cast.ministry_staff),
            ChangeSource.ADMIN,
            reason,
            "correction",
        )
    )


def test_a_sentra_answers_to_any_spelling_of_its_code() -> None:
    sentra = make_sentra(name="Celuk")
    body = sentra.public_code.removeprefix("ST-").replace("-", " ").lower()

    for spelling in (sentra.public_code, f"st {body}", f"ST{body}".replace(" ", "")):
        assert detail(f"sentra/{spelling}/")["sentra_code"] == sentra.public_code


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("ST-000000-1", "sentra_code.check_character"),
        ("ST-000000-0", "sentra.unknown_code"),
        ("12", "sentra_code.malformed"),
        ("x" * 300, "sentra_code.malformed"),
    ],
)
@pytest.mark.parametrize("below", ["", "profiles/", "history/", "grants/"])
def test_a_code_of_nothing_is_404_with_the_reason(code: str, problem: str, below: str) -> None:
    answer = get(f"sentra/{code}/{below}")

    assert answer.status_code == 404
    told = json.loads(answer.content)["errors"][0]
    assert told["code"].replace("grant.unknown_sentra", "sentra.unknown_code") == problem
    assert told["pointer"] == "/code"


def test_the_list_and_the_detail_tell_the_same(scene: Scene) -> None:
    (row,) = results(f"sentra/?sentra={scene.open.public_code}")
    alone = detail(f"sentra/{scene.open.public_code}/")

    assert {name: alone[name] for name in row} == row
    assert row["profile_year"] == 2025
    assert (row["unit_count"], row["unit_count_low"], row["unit_count_high"]) == (18, 18, None)
    assert (row["existence_status"], row["existence_status_on"]) == ("active", "2025-01-01")
    assert (row["verification_state"], row["origin_year"]) == ("current", 1915)
    assert (row["commodity_code"], row["latitude"]) == (scene.commodity, -8.6)


def test_parts_come_on_demand_and_withdrawn_lines_never(scene: Scene) -> None:
    sentra = scene.open
    wrong = make_status(sentra, status="closed", status_on="2025-03-03")
    apply_batch(
        Act(
            (Change("status.withdraw", {}, str(wrong.pk), wrong.version),),
            policy.system("test"),
            ChangeSource.SYSTEM,
            "keliru",
        )
    )

    plain = detail(f"sentra/{sentra.public_code}/")
    whole = detail(f"sentra/{sentra.public_code}/?expand=statuses,profiles,aliases,sources")

    assert set(whole) - set(plain) == {"statuses", "profiles", "aliases", "sources"}
    assert [line["status"] for line in whole["statuses"]] == ["active"]
    assert whole["profiles"][0]["unit_count_text"] == "lebih dari 18"
    assert whole["sources"][0]["source_publisher"] == "Koran"
    assert errors(f"sentra/{sentra.public_code}/?expand=profile&x=1") == [
        ("x", "query.unknown_parameter"),
        ("expand", "query.unknown_value"),
    ]
    assert errors(f"sentra/{sentra.public_code}/?format=csv") == [("format", "query.unknown_value")]


def test_the_definition_test_is_computed_with_its_reason() -> None:
    met = make_sentra(is_one_place="yes", same_product="yes")
    make_profile(met, unit_count=5)
    small, unknown = make_sentra(), make_sentra()
    make_profile(small, unit_count=2)

    told = {
        row["sentra_code"]: (row["definition_state"], row["definition_reason"])
        for row in results("sentra/?fields=sentra_code,definition_state,definition_reason")
    }

    assert told == {
        met.public_code: ("met", None),
        small.public_code: ("not_met", "minimum_units"),
        unknown.public_code: ("not_assessable", "unit_count is_one_place similarity_basis"),
    }


def test_a_year_shows_the_status_and_profile_of_that_year() -> None:
    sentra = make_sentra(is_one_place="yes", same_product="yes")
    make_status(sentra, status="active", status_on="2015-01-01")
    make_status(sentra, status="closed", status_on="2024-01-01")
    make_profile(sentra, year=2017, unit_count=10)
    make_profile(sentra, year=2024, unit_count=2)

    (then,) = results("sentra/?year=2017")
    (now,) = results("sentra/")

    assert (then["existence_status"], then["profile_year"], then["unit_count"]) == (
        "active",
        2017,
        10,
    )
    assert then["existence_status_on"] == "2015-01-01"
    assert then["definition_state"] == "not_assessable"  # no rule before 2018
    assert (now["existence_status"], now["unit_count"]) == ("closed", 2)


def test_the_etag_carries_the_row_version_and_moves_with_parts(cast: Cast) -> None:
    sentra = make_sentra()
    path = f"sentra/{sentra.public_code}/"
    first = get(path)["ETag"]
    assert re.fullmatch(r'"0-[0-9a-f]{24}"', first)
    assert get(path, **{"if-none-match": first}).status_code == 304

    correct(sentra, cast, name="Nama baru")
    second = get(path)["ETag"]
    make_status(sentra)
    third = get(path)["ETag"]

    assert second.startswith('"1-')
    assert len({first, second, third}) == 3
    assert get(path, **{"if-none-match": first}).status_code == 200


def test_validators_differ_by_what_the_caller_may_see(scene: Scene, signed_in: Any) -> None:
    path = f"sentra/{scene.closed.public_code}/"
    public, ministry = get(path)["ETag"], get(path, signed_in("ministry_staff"))["ETag"]

    assert public != ministry
    answer = get(path, **{"if-none-match": ministry})
    assert answer.status_code == 200


def test_history_tells_office_role_and_kind_of_reason_but_no_person(
    scene: Scene, cast: Cast
) -> None:
    correct(scene.open, cast, "Budi salah ketik", name="Sentra Celuk Baru", note="isi lain")

    steps = results(f"sentra/{scene.open.public_code}/history/?noun=sentra&column=name")

    assert [(s["before"], s["after"], s["operation"]) for s in steps] == [
        ("Sentra Celuk", "Sentra Celuk Baru", "corrected"),
        (None, "Sentra Celuk", "recorded"),
    ]
    newest = steps[0]
    assert newest["role"] == "ministry_staff"
    assert newest["office_code"] == cast.ministry_staff.mandates.get().office.code
    assert (newest["reason_code"], newest["channel"]) == ("correction", "admin")
    text = get(f"sentra/{scene.open.public_code}/history/").content.decode()
    assert "Budi" not in text and cast.ministry_staff.email not in text
    assert f"user:{cast.ministry_staff.pk}" not in text
    assert not {"actor", "user", "reason"} & set(newest)


def test_history_shows_codes_of_other_rows_and_withdrawals(scene: Scene) -> None:
    steps = results(f"sentra/{scene.open.public_code}/history/?limit=1000")

    by_column = {(step["noun"], step["column"]): step["after"] for step in steps}
    assert by_column["sentra_commodity", "commodity_code"] == scene.commodity
    assert by_column["sentra", "regency_code"] == "51.04"
    assert by_column["status", "source_code"] == by_column["profile", "source_code"]


def test_profiles_keep_the_words_of_their_source() -> None:
    sentra = make_sentra()
    source = make_source(publisher="Koran", published_on="2025-04-05", published_precision="day")
    make_profile(
        sentra,
        year=2024,
        source=source.code,
        worker_count={"low": 400, "high": 700, "qualifier": "range", "text": "400–700 orang"},
    )
    make_profile(sentra, year=2020)

    rows = results(f"sentra/{sentra.public_code}/profiles/")

    assert [row["year"] for row in rows] == [2024, 2020]
    assert (rows[0]["worker_count"], rows[0]["worker_count_low"], rows[0]["worker_count_high"]) == (
        None,
        400,
        700,
    )
    assert rows[0]["worker_count_text"] == "400–700 orang"
    assert (rows[0]["source_publisher"], rows[0]["source_published_on"]) == ("Koran", "2025-04-05")
    assert results(f"sentra/{sentra.public_code}/profiles/?year__gte=2021")[0]["year"] == 2024
