"""What every list keeps: the same rows and cells in JSON and CSV, a constant number of statements,
whole files, strict pages."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from registry.aggregates.recompute import drain
from registry.columns.part_nouns import PART_NOUNS
from registry.queries.sample import forget_sample_answer
from sentra.lib.tabular import cell_text, unescape_formula
from tests.cast import Cast
from tests.factories import (
    make_commodity,
    make_grant,
    make_profile,
    make_sector,
    make_sentra,
    make_status,
)
from tests.registry.api.read import API, errors, get, results, table, text_of
from tests.registry.api.scene import Scene, make_scene

pytestmark = pytest.mark.django_db

LISTS = (
    "provinces",
    "regencies",
    "districts",
    "villages",
    "successions",
    "sectors",
    "commodities",
    "sentra",
    "sentra/{code}/profiles",
    "sentra/{code}/history",
    "sentra/{code}/grants",
    "sentra/{code}/grant-years",
    "aggregates",
    "aggregates/sentra.count",
    "definitions",
    "dak/grants",
    "dak/rules",
    "statistics",
    "dak/proposals",
    "dak/proposal-lines",
    "dak/proposal-stages",
    "dak/components",
    "dak/contracts",
    "dak/disbursements",
    "dak/spans",
)


@pytest.fixture
def scene(cast: Cast) -> Scene:
    """Something in every list."""
    return make_scene(cast)


def at(path: str, scene: Scene) -> str:
    return path.format(code=scene.open.public_code)


def test_every_list_of_the_urlconf_is_tested_here() -> None:
    contract = Path(settings.BASE_DIR, "docs", "openapi.yaml").read_text(encoding="utf-8")
    paths = set(re.findall(r"^  /api/v1/(.+)/:$", contract, re.MULTILINE))
    details = {
        "sentra/{code}",
        "dak/grants/{code}",
        "aggregates/{definition}/explain",
    }

    # Lines of a sentra and claims have tests of their own (test_parts.py, test_claims.py).
    lines = {f"sentra/{{code}}/{name}" for name in (*PART_NOUNS, "claims")}

    # What offices send has its tests in test_submissions.py and test_submission_verbs.py.
    sending = {path for path in paths if path.split("/")[0] == "submissions"}
    sending.add("codes/proposable-kinds")

    # The later lists of DAK have tests of their own (tests/dak/api).
    money = ("claims", "shares", "work-plans", "absorption", "leftover-funds", "need-packs")
    left = ("assets", "outcomes", "outcome-panel", "progress", "progress-targets")
    parts = ("menus", "minimum-units", "exceptions", "recommended-regions", "holidays")
    rules = [f"rules/{name}" for name in parts]
    elsewhere = {f"dak/{name}" for name in (*money, *left, *rules)}
    assert elsewhere <= paths

    tested = {path.replace("sentra.count", "{definition}") for path in LISTS}
    assert tested == paths - details - lines - sending - elsewhere


def plain_text(value: Any) -> str:
    """A JSON value as its cell reads, without the prefix that guards a spreadsheet."""
    return unescape_formula(cell_text(value))


@pytest.mark.parametrize("path", LISTS)
def test_json_and_csv_are_equal_cell_by_cell(path: str, scene: Scene) -> None:
    drain()
    pages = results(f"{at(path, scene)}/?limit=1000")
    rows = table(f"{at(path, scene)}.csv")

    assert pages, "a list without rows proves nothing"
    assert [list(row) for row in pages] == [list(row) for row in rows]
    assert [[plain_text(value) for value in row.values()] for row in pages] == [
        [unescape_formula(cell) for cell in row.values()] for row in rows
    ]


@pytest.mark.parametrize(
    "query",
    [
        "province=51",
        "province__not=51&ordering=-name",
        "status=active&ordering=-unit_count,name",
        "q=perak",
        "unit_count__gte=5",
        "year=2025&kind=cluster",
        "fields=sentra_code,name&omit=name",
    ],
)
def test_the_same_query_string_gives_the_same_codes_in_both_formats(
    query: str, scene: Scene
) -> None:
    as_json = [row["sentra_code"] for row in results(f"sentra/?{query}")]
    as_csv = [row["sentra_code"] for row in table(f"sentra/?{query}&format=csv")]
    by_accept = get(f"sentra/?{query}", accept="text/csv")

    assert as_json == as_csv
    assert text_of(by_accept) == text_of(get(f"sentra.csv?{query}"))


def counted(path: str) -> int:
    """Statements of one answer, but for the one that asks, every five seconds, for sample data."""
    with CaptureQueriesContext(connection) as queries:
        response = get(path)
        text_of(response)
    assert response.status_code == 200, response.content
    return sum("is_sample" not in q["sql"].partition("WHERE")[2] for q in queries)


@pytest.mark.parametrize(
    "path", ["sentra/", "sentra.csv", "dak/grants/", "sectors/", "commodities/"]
)
def test_three_rows_take_as_many_statements_as_one(path: str) -> None:
    def add() -> None:
        sentra = make_sentra()
        make_status(sentra)
        make_profile(sentra, unit_count=4)
        make_grant(sentra=sentra.public_code, fiscal_year=2024)
        make_commodity(sector=make_sector().code)

    add()
    counted(path)
    one = counted(path)
    add()
    add()

    assert counted(path) == one


def test_a_detail_with_three_lines_takes_as_many_statements_as_with_one() -> None:
    sentra = make_sentra()
    path = f"sentra/{sentra.public_code}/?expand=profiles,statuses"
    make_profile(sentra, year=2023)
    make_status(sentra)
    counted(path)
    one = counted(path)
    for year in (2024, 2025):
        make_profile(sentra, year=year)
        make_status(sentra, status_on=f"{year}-02-02")

    assert counted(path) == one
    assert counted(f"sentra/{sentra.public_code}/history/") < 32


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    for number in range(7):
        make_sentra(name=f"Sentra sama {number % 2}")
    seen: list[str] = []
    path: str | None = "sentra/?limit=3&ordering=kind"
    while path:
        answer = json.loads(get(path).content)
        seen += [row["sentra_code"] for row in answer["results"]]
        path = answer["next"] and answer["next"].split(API)[1]
        assert answer["count"] == 7

    assert len(seen) == len(set(seen)) == 7
    assert seen == [row["sentra_code"] for row in table("sentra.csv?ordering=kind")]


def test_a_page_carries_its_links_and_total_in_headers() -> None:
    for _number in range(3):
        make_sentra()

    middle = get("sentra/?limit=1&offset=1")
    body = json.loads(middle.content)

    assert middle["X-Total-Count"] == "3"
    assert middle["Link"] == f'<{body["next"]}>; rel="next"'
    assert body["previous"].endswith("limit=1&offset=0")
    assert json.loads(get("sentra/?count=false&limit=1").content)["count"] is None


def test_what_is_unknown_is_last_in_either_direction() -> None:
    known, unknown = make_sentra(), make_sentra()
    make_profile(known, unit_count=5)

    for ordering in ("unit_count", "-unit_count"):
        rows = results(f"sentra/?ordering={ordering}")
        assert [row["sentra_code"] for row in rows] == [known.public_code, unknown.public_code]


@pytest.mark.parametrize(
    ("query", "problems"),
    [
        ("limit=0", [("limit", "query.out_of_range")]),
        ("limit=1001", [("limit", "query.out_of_range")]),
        ("limit=1000000000", [("limit", "query.out_of_range")]),
        ("limit=1e400", [("limit", "query.not_whole")]),
        ("limit=5&limit=6", [("limit", "query.repeated")]),
        ("offset=100001", [("offset", "query.offset_too_deep")]),
        ("offset=9999999999999999999999", [("offset", "query.not_whole")]),
        ("cursor=abc", [("cursor", "query.unknown_parameter")]),
        ("as_of=2025-01-01", [("as_of", "query.unknown_parameter")]),
        ("ordering=nam", [("ordering", "query.unknown_ordering")]),
        ("ordering=-production_value_idr", [("ordering", "query.unknown_ordering")]),
        ("ordering=owner__password", [("ordering", "query.unknown_ordering")]),
        ("ordering=name%22%20--", [("ordering", "query.unknown_ordering")]),
        ("fields=nam", [("fields", "query.unknown_column")]),
        ("fields=hamlet", [("fields", "query.unknown_column")]),
        ("fields=name&omit=name", [("omit", "query.no_columns")]),
        ("format=xml", [("format", "query.unknown_value")]),
        ("dialect=excel-id", [("dialect", "query.only_csv")]),
        ("count=ya", [("count", "query.not_yes_no")]),
        ("format=csv&limit=5", [("limit", "query.whole_set")]),
        ("format=csv&dialect=excel", [("dialect", "query.unknown_value")]),
        ("_connector=OR", [("_connector", "query.unknown_parameter")]),
        ("province__regex=5", [("province__regex", "query.unknown_parameter")]),
        (
            "staus=x&limit=0&ordering=z&fields=q&format=pdf",
            [
                ("staus", "query.unknown_parameter"),
                ("format", "query.unknown_value"),
                ("fields", "query.unknown_column"),
                ("ordering", "query.unknown_ordering"),
                ("limit", "query.out_of_range"),
            ],
        ),
    ],
)
def test_a_bad_query_is_refused_whole(query: str, problems: list[tuple[str, str]]) -> None:
    assert errors(f"sentra/?{query}") == problems


@pytest.mark.parametrize(
    "query",
    ["staus=active", "ordering=person__nik", "submitted_by__password__startswith=a", "x%22--=1"],
)
def test_an_unknown_name_is_refused_before_any_statement(query: str) -> None:
    get("sentra/")
    with CaptureQueriesContext(connection) as queries:
        assert get(f"sentra/?{query}").status_code == 400

    assert len(queries) == 0


def test_csv_for_indonesian_excel_has_its_own_dialect(scene: Scene) -> None:
    text = text_of(get("sentra.csv?dialect=excel-id&fields=name,latitude,longitude&q=celuk"))

    assert text == "\ufeffname;latitude;longitude\r\nSentra Celuk;-8,6;115,27\r\n"


def test_a_text_like_a_formula_is_prefixed_in_csv_and_plain_in_json(scene: Scene) -> None:
    query = "fields=place_words,unit_count_qualifier&q=celuk"

    (row,) = table(f"sentra.csv?{query}")
    (plain,) = results(f"sentra/?{query}")

    assert plain["place_words"] == '=Celuk; "Sukawati", Gianyar'
    assert row["place_words"] == "'" + plain["place_words"]
    assert row["unit_count_qualifier"] == plain["unit_count_qualifier"] == ">="


def test_while_the_sample_is_loaded_every_answer_says_so() -> None:
    make_sentra()
    forget_sample_answer()
    assert "X-Data-Notice" not in get("sentra/")

    make_sentra(is_sample=True)
    forget_sample_answer()
    page, file, refusal = get("sentra/"), get("sentra.csv"), get("sentra/?x=1")
    forget_sample_answer()

    notice = "Data contoh dari sumber publik, bukan data resmi"
    assert {page["X-Data-Notice"], file["X-Data-Notice"], refusal["X-Data-Notice"]} == {notice}
    assert json.loads(page.content)["notice"] == notice
    assert file["Content-Disposition"] == 'attachment; filename="sentra-contoh.csv"'


def test_signed_in_answers_stay_out_of_shared_caches(signed_in: Any) -> None:
    assert get("sentra/")["Cache-Control"] == "public, no-cache"

    answer = get("sentra/", signed_in("ministry_staff"))

    assert answer["Cache-Control"] == "private, no-cache"
    assert {"Accept", "Cookie"} <= {part.strip() for part in answer["Vary"].split(",")}


def test_an_unchanged_list_is_304_and_a_changed_one_is_not() -> None:
    make_sentra()
    etag = get("sentra/")["ETag"]

    same = get("sentra/", **{"if-none-match": etag})
    assert (same.status_code, same.content, same["ETag"]) == (304, b"", etag)

    make_sentra()
    assert get("sentra/", **{"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("role", ["public", "ministry_admin"])
def test_nothing_is_written_here(method: str, role: str, signed_in: Any) -> None:
    sentra = make_sentra()
    client = signed_in(role)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies

    for path in ("sentra/", f"sentra/{sentra.public_code}/", "aggregates/"):
        answer = getattr(strict, method)(
            f"{API}{path}", {"name": "Lain"}, content_type="application/json"
        )
        assert answer.status_code == 405, path
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
        assert answer["Content-Type"] == "application/problem+json"
    sentra.refresh_from_db()
    assert (sentra.version, sentra.name) == (0, sentra.name)


def test_an_address_that_is_not_there_is_told_as_a_problem() -> None:
    answer = get("sentrum/")

    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["errors"][0]["code"] == "api.not_found"


def test_a_format_nobody_offers_is_406() -> None:
    answer = get("sentra/", accept="application/vnd.ms-excel")

    assert answer.status_code == 406
    assert answer["Content-Type"] == "application/problem+json"


def test_anybody_may_read_from_another_site() -> None:
    assert get("sentra/")["Access-Control-Allow-Origin"] == "*"
    assert Client().options(f"{API}sentra/").status_code == 204
