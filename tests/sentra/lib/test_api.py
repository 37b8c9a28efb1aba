"""The kernel of the API: problems as documents, limits that never become an outage, failures that
are told."""

import json
from typing import Any

import pytest
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from registry.api.regions import ProvinceList
from sentra.lib.api import (
    Negotiation,
    PublicThrottle,
    SignedInThrottle,
    problem_json,
    problem_response,
)
from sentra.lib.problems import Problem
from sentra.lib.workbook import MEDIA_TYPE
from tests.cast import Cast
from tests.registry.api.read import get

PATH = "/api/v1/provinces/"


class BrokenCache(BaseCache):
    """A cache whose server is away."""

    def __init__(self) -> None:
        super().__init__({})

    def get(self, *args: Any, **kwargs: Any) -> Any:
        raise ConnectionError("gone")

    set = get


@pytest.fixture
def limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two reads a minute."""
    caches["default"].clear()
    rates = {"public": "2/min", "signed_in": "3/min"}
    monkeypatch.setattr(PublicThrottle, "THROTTLE_RATES", rates)
    monkeypatch.setattr(SignedInThrottle, "THROTTLE_RATES", rates)


def test_a_problem_names_the_parameter_or_points_into_the_body() -> None:
    problem = Problem("query.too_long", "q", "Terlalu panjang.", "abc")

    query = json.loads(problem_json(400, "Ditolak", [problem]).content)
    body = json.loads(problem_json(400, "Ditolak", [problem], is_query=False).content)

    assert query["errors"] == [
        {
            "parameter": "q",
            "code": "query.too_long",
            "message": "Terlalu panjang.",
            "value": "abc",
        }
    ]
    assert body["errors"][0]["pointer"] == "/q"
    assert (query["status"], query["title"], query["detail"]) == (
        400,
        "Ditolak",
        "Terlalu panjang.",
    )


@pytest.mark.django_db
def test_beyond_the_limit_the_answer_is_429_with_the_wait(limited: None) -> None:
    client = Client()

    first, second, third = (client.get(PATH) for _number in range(3))

    assert (first.status_code, second.status_code, third.status_code) == (200, 200, 429)
    assert first["RateLimit-Policy"] == '"public";q=2;w=60'
    assert [answer["RateLimit"].split(";")[1] for answer in (first, second)] == ["r=1", "r=0"]
    assert 0 < int(third["Retry-After"]) <= 60
    assert third["Content-Type"] == "application/problem+json"


@pytest.mark.django_db
def test_limits_are_apart_for_accounts_and_addresses(limited: None, signed_in: Any) -> None:
    staff, other = signed_in("ministry_staff"), signed_in("analyst")
    public = Client()
    for _number in range(2):
        public.get(PATH)

    answers = [staff.get(PATH).status_code for _number in range(4)]

    assert answers == [200, 200, 200, 429]
    assert other.get(PATH).status_code == 200
    assert public.get(PATH).status_code == 429
    assert Client(REMOTE_ADDR="10.0.0.9").get(PATH).status_code == 200


@pytest.mark.django_db
def test_a_forged_forwarding_header_buys_nothing(limited: None) -> None:
    client = Client()

    answers = [
        client.get(PATH, headers={"x-forwarded-for": f"1.2.3.{number}"}).status_code
        for number in range(3)
    ]

    assert answers == [200, 200, 429]


@pytest.mark.django_db
def test_when_the_cache_fails_everybody_reads_on(
    limited: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(PublicThrottle, "cache", BrokenCache())

    answers = [Client().get(PATH).status_code for _number in range(4)]

    assert answers == [200] * 4


@pytest.mark.django_db
def test_the_default_cache_is_local_memory(settings: Any) -> None:
    assert "locmem" in settings.CACHES["default"]["BACKEND"]


@pytest.mark.parametrize(
    ("error", "status", "code"),
    [
        (OperationalError("away"), 503, "api.unavailable"),
        (ValueError("secret detail"), 500, "api.failed"),
    ],
)
def test_a_failure_of_ours_is_told_without_its_details(
    error: Exception, status: int, code: str
) -> None:
    request = Request(RequestFactory().get(PATH))

    answer = problem_response(error, {"request": request})

    assert (answer.status_code, json.loads(answer.content)["errors"][0]["code"]) == (status, code)
    assert "secret" not in answer.content.decode()


@pytest.mark.django_db
def test_a_query_that_fails_says_so_before_the_file_begins() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE registry_village RENAME TO registry_village_gone")
    client = Client(raise_request_exception=False)

    answer = client.get("/api/v1/villages.csv")
    connection.needs_rollback = True

    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert "registry_village" not in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "accept", "chosen"),
    [
        ("", "*/*", "json"),
        ("", "text/csv", "csv"),
        ("", MEDIA_TYPE, "xlsx"),
        ("format=xlsx", "text/csv", "xlsx"),
        ("", "text/html,*/*;q=0.8", "json"),
        ("format=csv", "application/json", "csv"),
        ("format=pdf", "*/*", "json"),
    ],
)
def test_the_format_parameter_wins_over_accept(query: str, accept: str, chosen: str) -> None:
    request = Request(APIRequestFactory().get(f"/?{query}", headers={"accept": accept}))

    renderer, _media = Negotiation().select_renderer(request, ProvinceList().get_renderers())

    assert renderer.format == chosen


@pytest.mark.django_db
def test_head_and_options_are_served_without_a_body() -> None:
    head, options = Client().head(PATH), Client().options(PATH)

    assert (head.status_code, head.content) == (200, b"")
    assert (options.status_code, options["Allow"]) == (204, "GET, HEAD, OPTIONS")


@pytest.mark.django_db
def test_signed_in_and_public_answers_are_told_apart_by_caches(cast: Cast) -> None:
    assert "Cookie" in get("provinces/")["Vary"]
