"""A withdrawn sentra, grant or proposal appears in no list, file, search, page or number of any
surface: every public address without a code of its own is walked, and those that show them before
are walked again after. Their own addresses say that they were withdrawn."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from dak.models import Grant, Proposal
from registry.aggregates.recompute import drain
from registry.aggregates.verify import verify
from registry.changes.change import Act, Change
from registry.changes.engine import apply_batch
from registry.choices import ChangeSource
from registry.models import Commodity, ProvincialAggregate, Sentra
from tests.cast import Cast
from tests.factories import (
    ACTOR,
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_profile,
    make_sentra,
    make_status,
    make_verification,
)
from tests.factories.money import make_proposal, make_proposal_line, make_proposal_stage
from tests.factories.parts import make_need
from tests.registry.api.read import text_of

pytestmark = pytest.mark.django_db

NAME, WORDS, ASKED = "Sentra Zamrud Wilis", "Hibah Zamrud Kencana", "Usulan Zamrud Muda"
FILLED = {
    "code": "51",
    "province": "51",
    "regency": "51.04",
    "region": "51",
    "definition": "sentra.count",
    "scheme": "kemenperin-2017",
}
QUERIES = ("", "?q=zamrud", "?province=51", "?region=51", "?limit=100")


@pytest.fixture
def wrong(cast: Cast) -> tuple[Sentra, Grant]:
    """A sentra with everything that lists show, and a grant that is not its own."""
    sentra = make_sentra(name=NAME)
    commodity = make_commodity(name="Zamrud")
    make(
        "sentra_commodity.record",
        sentra=sentra.public_code,
        commodity=commodity.code,
        is_primary=True,
    )
    make("alias.record", sentra=sentra.public_code, name="Zamrud Kawi", kind="local")
    make_status(sentra, status="active", status_on="2024-05-01")
    make_verification(sentra)
    make_profile(sentra, year=2024, worker_count=7)
    make_need(sentra)
    grant = make_grant(sentra_words=WORDS)
    make_claim(grant)
    return sentra, grant


@pytest.fixture
def asked(cast: Cast) -> Proposal:
    """A proposal with a line and a stage."""
    proposal = make_proposal(sentra_words=ASKED, code="usulan-zamrud")
    make_proposal_line(proposal)
    make_proposal_stage(proposal)
    return proposal


def withdrawn(*records: Sentra | Grant | Proposal) -> None:
    """Take them back in one act."""
    changes = tuple(
        Change(f"{record._meta.model_name}.withdraw", {}, code_of(record), 0) for record in records
    )
    apply_batch(Act(changes, ACTOR, ChangeSource.ADMIN, "dicatat dua kali", "duplicate"))


def code_of(record: Sentra | Grant | Proposal) -> str:
    """By what a record is named."""
    return record.public_code if isinstance(record, Sentra) else record.code


def routes(resolver: URLResolver | None = None, before: str = "") -> Iterator[str]:
    """Every address of the URLconf that a region, a definition or nothing at all fills in."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from routes(entry, route)
        elif isinstance(entry, URLPattern) and "admin" not in route and "(?P" not in route:
            yield route


def addresses() -> list[str]:
    found = []
    for route in routes():
        filled = route.replace("^", "").replace("$", "").replace("\\Z", "")
        for name, value in FILLED.items():
            for converter in ("str:", "slug:", ""):
                filled = filled.replace(f"<{converter}{name}>", value)
        if "<" not in filled and not filled.startswith(("static", "akun", "account")):
            found.append(f"/{filled}")
    return sorted(set(found))


def telling_of(client: Client, *records: tuple[str, ...]) -> list[set[str]]:
    """For each record, the addresses that show one of its words, in one walk over all of them; the
    word typed into the search is no telling."""
    found: list[set[str]] = [set() for _record in records]
    for address in addresses():
        for query in QUERIES:
            answer = client.get(f"{address}{query}")
            text = text_of(answer) if answer.status_code == 200 else ""
            for told, words in zip(found, records, strict=True):
                if any(word in text for word in words):
                    told.add(f"{address}{query}")
    return found


@pytest.mark.parametrize("role", ["public", "ministry_staff", "stranger"])
def test_no_list_page_or_file_shows_what_was_withdrawn(
    role: str, wrong: tuple[Sentra, Grant], asked: Proposal, signed_in: Any
) -> None:
    sentra, grant = wrong
    drain()
    client = signed_in(role)
    records = (NAME, WORDS, sentra.public_code, grant.code, "Zamrud Kawi"), (ASKED, asked.code)
    before, before_of_proposal = telling_of(client, *records)
    files = ("/api/v1/sentra.csv", "/api/v1/sentra.xlsx")
    lists = ("/api/v1/sentra/", "/api/v1/dak/grants/", "/sentra/", "/dak/", *files)
    assert before >= {f"{address}?province=51" for address in lists}
    assert "/cari/?q=zamrud" in before
    parts = ("proposals", "proposal-lines", "proposal-stages")
    assert before_of_proposal >= {f"/api/v1/dak/{name}/?province=51" for name in parts}
    assert before_of_proposal >= {"/dak/usulan/?province=51", "/dak/wilayah/51/"}

    withdrawn(sentra, grant, asked)
    drain()

    assert telling_of(client, *records) == [set(), set()]
    answer = client.get(f"/dak/usulan/{asked.code}/")
    assert (answer.status_code, "dicatat dua kali" in answer.content.decode()) == (410, True)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawn_sentra_and_grant_count_nowhere(wrong: tuple[Sentra, Grant]) -> None:
    drain()
    counted = ProvincialAggregate.objects.filter(low__gt=0)
    assert {"sentra.count", "dak.ceiling_idr"} & set(counted.values_list("definition", flat=True))

    withdrawn(*wrong)
    drain()

    assert not counted.exists()
    assert verify().is_right


def test_the_task_list_of_the_dinas_forgets_a_withdrawn_sentra(
    wrong: tuple[Sentra, Grant], signed_in: Any
) -> None:
    client = signed_in("stranger")
    assert NAME in client.get("/tugas/").content.decode()

    withdrawn(*wrong)

    assert NAME not in client.get("/tugas/").content.decode()


@pytest.mark.parametrize("suffix", ["", "profiles/", "history/", "claims/", "needs/", "grants/"])
def test_every_api_address_of_a_withdrawn_sentra_answers_410(
    wrong: tuple[Sentra, Grant], suffix: str
) -> None:
    sentra, _grant = wrong
    withdrawn(*wrong)

    answer = Client().get(f"/api/v1/sentra/{sentra.public_code}/{suffix}")

    assert (answer.status_code, answer["Content-Type"]) == (410, "application/problem+json")
    (error,) = json.loads(answer.content)["errors"]
    assert (error["code"], error["value"]) == ("record.gone", sentra.public_code)
    assert "Catatan kembar: dicatat dua kali." in error["message"]


def test_the_api_address_of_a_withdrawn_grant_answers_410(wrong: tuple[Sentra, Grant]) -> None:
    withdrawn(*wrong)

    answer = Client().get(f"/api/v1/dak/grants/{wrong[1].code}/")

    assert answer.status_code == 410
    assert [one["code"] for one in json.loads(answer.content)["errors"]] == ["record.gone"]


def test_the_page_of_a_withdrawn_record_says_when_and_why_and_never_who(
    wrong: tuple[Sentra, Grant], cast: Cast
) -> None:
    withdrawn(*wrong)

    for address in (f"/sentra/{wrong[0].public_code}/", f"/dak/{wrong[1].code}/"):
        answer = Client().get(address)
        html = answer.content.decode()
        assert answer.status_code == 410
        assert "Catatan ini sudah ditarik" in html
        assert "dicatat dua kali" in html
        assert not any(user.email in html for user in cast.everybody)


def test_another_spelling_of_a_withdrawn_code_still_leads_to_its_page(
    wrong: tuple[Sentra, Grant],
) -> None:
    code = wrong[0].public_code
    withdrawn(*wrong)

    answer = Client().get(f"/sentra/{code.lower()}/", follow=True)

    assert answer.status_code == 410


def test_a_withdrawn_code_is_no_value_of_a_filter(wrong: tuple[Sentra, Grant]) -> None:
    withdrawn(*wrong)

    answer = Client().get(f"/api/v1/dak/grants/?sentra={wrong[0].public_code}")

    assert answer.status_code == 400
    assert Commodity.objects.filter(name="Zamrud").exists()
