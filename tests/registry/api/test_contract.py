"""The contract: committed, fresh, valid; the page needs no other host; its examples run; bounded
random calls find no answer outside of it."""

import json
import re
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
import yaml
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from hypothesis import HealthCheck, Phase, given, strategies
from hypothesis import settings as hypothesis_settings
from openapi_spec_validator import validate
from schemathesis.specs.openapi import checks as conformance

from registry.aggregates.recompute import drain
from tests.cast import Cast
from tests.registry.api.read import get, text_of
from tests.registry.api.scene import make_scene

CONTRACT = Path(settings.BASE_DIR, "docs", "openapi.yaml")
CASES = 3


@cache
def contract() -> dict[str, Any]:
    return yaml.load(CONTRACT.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def test_the_committed_contract_equals_the_generated_one(tmp_path: Path) -> None:
    made = tmp_path / "openapi.yaml"

    call_command("spectacular", file=str(made), fail_on_warn=True)

    assert made.read_text(encoding="utf-8") == CONTRACT.read_text(encoding="utf-8"), (
        "./ikm manage spectacular --file docs/openapi.yaml"
    )


def test_the_contract_is_valid_openapi_3_1() -> None:
    assert contract()["openapi"] == "3.1.0"
    validate(contract())


WRITING = {
    "/api/v1/submissions/",
    *(f"/api/v1/submissions/{{receipt}}/{v}/" for v in ("withdraw", "approve", "return", "reject")),
}
READ_REFUSALS = {"200", "304", "400", "404", "405", "406", "429"}
WRITE_REFUSALS = {"400", "401", "403", "404", "405", "406", "409", "413", "422", "429"}


def test_every_operation_reads_or_is_a_submission_s_and_says_how_it_refuses() -> None:
    for path, operations in contract()["paths"].items():
        assert set(operations) <= {"get", "post"}, path
        assert ("post" in operations) is (path in WRITING), path
        for method, operation in operations.items():
            told = READ_REFUSALS if method == "get" else WRITE_REFUSALS
            assert told <= set(operation["responses"]), path
            assert operation["description"], path


def test_every_writing_operation_names_its_body_its_header_and_its_token() -> None:
    for path in WRITING:
        operation = contract()["paths"][path]["post"]
        headers = {p["name"] for p in operation["parameters"] if p["in"] == "header"}
        assert headers == ({"If-Match"} if "{receipt}" in path else {"Idempotency-Key"})
        assert operation["requestBody"]["required"] and operation["security"] == [{"token": []}]
        assert ({"412", "428"} <= set(operation["responses"])) is ("{receipt}" in path)


@pytest.mark.django_db
def test_the_served_contract_is_the_committed_one() -> None:
    served = get("schema/")

    assert served.status_code == 200
    assert served.content.decode() == CONTRACT.read_text(encoding="utf-8")
    assert json.loads(get("schema/?format=json").content) == contract()


@pytest.mark.django_db
def test_the_page_needs_no_other_host_and_no_inline_script() -> None:
    answer = get("docs/")
    page = text_of(answer)

    assert answer.status_code == 200
    assert "script-src 'self';" in answer["Content-Security-Policy"] + ";"
    assert not re.search(r"<script(?![^>]*\bsrc=)", page)
    assert "<style" not in page and " style=" not in page
    for address in re.findall(r'(?:src|href)="([^"]+)"', page):
        assert address.startswith(("/", "#")), address
    script = get("docs/reader.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert "//" not in script.content.decode().replace("/api/v1/", "")


@pytest.mark.django_db
def test_the_page_lists_every_address() -> None:
    page = text_of(get("docs/"))

    for path in contract()["paths"]:
        assert path in page


@pytest.mark.django_db
def test_every_example_on_the_page_runs(cast: Cast) -> None:
    make_scene(cast)
    page = unescape(text_of(get("docs/")))
    examples = set(re.findall(r"http://testserver(/api/v1/[^\"\s]+)", page))

    assert len(examples) >= 2
    for example in examples:
        response = Client().get(example)
        assert response.status_code == 200, example
        assert text_of(response)


def called(case: schemathesis.Case) -> schemathesis.Response:
    """The answer of our own client, in the shape the checks read; no socket is opened."""
    wanted = case.as_transport_kwargs(base_url="http://testserver")
    request = requests.Request(
        wanted["method"], wanted["url"], params=wanted.get("params")
    ).prepare()
    address = str(request.url).removeprefix("http://testserver")
    answer = Client().generic(str(request.method), address)
    return schemathesis.Response(
        status_code=answer.status_code,
        headers={name: [value] for name, value in answer.headers.items()},
        content=text_of(answer).encode(),
        request=request,
        elapsed=0.0,
        verify=False,
    )


@pytest.mark.slow
@pytest.mark.django_db
def test_random_calls_stay_within_the_contract(cast: Cast) -> None:
    scene = make_scene(cast)
    drain()
    schema = schemathesis.openapi.from_dict(contract())
    quiet = hypothesis_settings(
        max_examples=CASES,
        deadline=None,
        database=None,
        derandomize=True,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    known = {
        "code": strategies.sampled_from([scene.open.public_code, "12"]),
        "receipt": strategies.sampled_from(["SUB-2026-32-000001"]),
        "definition": strategies.sampled_from(["sentra.count", "x"]),
    }
    answered: list[int] = []
    operations = [result.ok() for result in schema.get_all_operations()]
    for operation in operations:

        @quiet
        @given(case=operation.as_strategy(), data=strategies.data())
        def run(case: schemathesis.Case, data: strategies.DataObject) -> None:
            for name in case.path_parameters or {}:
                case.path_parameters[name] = data.draw(known[name])
            response = called(case)
            answered.append(response.status_code)
            assert response.status_code < 500, response.text
            case.validate_response(response, checks=CHECKS)

        run()
    # Bounded by what is asked, not by a number that grows with the contract: every operation is
    # called, none more often than CASES.
    assert len(operations) <= len(answered) <= CASES * len(operations)
    assert {200, 400, 404} <= set(answered)


CHECKS = [
    conformance.status_code_conformance,
    conformance.content_type_conformance,
    conformance.response_schema_conformance,
]
