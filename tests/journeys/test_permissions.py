"""The permission matrix: every address below /tugas/, /akun/, the desk and the API, by method and
by role, for an object of one's own region, of a sibling's and of another province. permissions.txt
has the rule of each address and rights.py what it means over mandates, so an address that is open
wider than promised fails. An address without a line fails, and so does a line about none."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from registry.models import Office, SubmissionAct
from tests.cast import ROLES, Cast
from tests.factories import make_mandate, make_office, make_user
from tests.factories.api_token import calling
from tests.journeys.addresses import MISSING, Place, Route, furnished, routes
from tests.journeys.rights import (
    DENIED,
    LOGIN,
    REACHED,
    RULES,
    UNSERVED,
    Who,
    expected,
    judged,
    who,
)
from tests.journeys.rights import (
    MISSING as NOT_THERE,
)
from tests.registry.web.forms import without_csrf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TABLE = Path(__file__).with_name("permissions.txt")
PAGES, API = ("tugas/", "akun/", "admin/"), "api/v1/"
SUBMISSIONS = "api-submission-"
READING = ("public", "stranger")
# What nothing here serves, asked of those whom it must not let in.
OTHER_METHODS = ("PUT", "PATCH", "DELETE")
Sign = Callable[[str], Client]


class _Undone(Exception):
    """Takes back whatever a request wrote."""


@pytest.fixture
def places(cast: Cast, settings: Any, tmp_path: Path) -> list[Place]:
    """Kab. Bandung (own), Kota Bandung (a sibling), Kab. Gianyar (another province)."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    city = make_office(name="Dinas Kota Bandung", level="regency", province="32", regency="32.73")
    sibling = make_user(email="kota@contoh.example", label="petugas kota")
    make_mandate(sibling, city, "regency_operator")
    own = cast.regency_operator.mandates.get().office
    other = cast.stranger.mandates.get().office
    senders = ((own, cast.regency_operator), (city, sibling), (other, cast.stranger))
    return [furnished(Office.objects.get(pk=office.pk), sender) for office, sender in senders]


@pytest.fixture
def everybody(cast: Cast, places: list[Place]) -> dict[str, Who]:
    """The cast by role, with the mandates they hold once every place is furnished."""
    return {role: who(getattr(cast, role, None)) for role in ROLES}


def table() -> dict[str, tuple[str, str]]:
    """Address: the rules of GET and of POST."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    assert len({row[0] for row in rows}) == len(rows), "an address has two lines"
    return {name: (reading, writing) for name, reading, writing in rows}


def test_every_address_has_a_line_every_line_an_address_and_every_rule_a_use() -> None:
    found = {route.line for surface in (*PAGES, API) for route in routes(surface)}

    assert found - set(table()) == set(), "an address without a line in permissions.txt"
    assert set(table()) - found == set(), "a line of permissions.txt about no address"
    assert {rule for pair in table().values() for rule in pair} == set(RULES)


@pytest.mark.parametrize("surface", PAGES)
def test_every_page_answers_as_its_rule_says(
    signed_in: Sign, places: list[Place], everybody: dict[str, Who], surface: str
) -> None:
    clients = {role: signed_in(role) for role in ROLES}

    assert wrong(routes(surface), clients, places, everybody) == []


@pytest.mark.parametrize("by_token", [False, True], ids=["session", "token"])
def test_every_address_of_submissions_answers_as_its_rule_says(
    signed_in: Sign,
    cast: Cast,
    places: list[Place],
    everybody: dict[str, Who],
    by_token: bool,
) -> None:
    people = [role for role in ROLES if role != "public"]
    clients = {role: signed_in(role) for role in ROLES}
    if by_token:
        clients |= {role: calling(getattr(cast, role)) for role in people}
    about = [route for route in routes(API) if route.name.startswith(SUBMISSIONS)]

    assert wrong(about, clients, places, everybody) == []


def test_what_the_api_reads_to_everybody_it_writes_for_nobody(
    signed_in: Sign, cast: Cast, places: list[Place], everybody: dict[str, Who]
) -> None:
    clients = {role: signed_in(role) for role in READING} | {
        "ministry_admin": calling(cast.ministry_admin)
    }
    open_ones = [route for route in routes(API) if not route.name.startswith(SUBMISSIONS)]

    assert wrong(open_ones, clients, places[:1], everybody) == []


SCOPES = {
    "read": lambda verb: verb == "detail",
    "submit": lambda verb: verb in ("detail", "list", "withdraw"),
    "review": lambda verb: verb in ("detail", "approve", "return", "reject"),
}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_token_does_no_more_than_its_scope(cast: Cast, places: list[Place], scope: str) -> None:
    client, here = calling(cast.province_officer, scope), places[0]

    got = {}
    for route in routes(API):
        verb = route.name.removeprefix(SUBMISSIONS)
        if verb != route.name:
            method = "GET" if verb == "detail" else "POST"
            got[verb] = outcome(client, route, method, here) == REACHED

    own = got.pop("withdraw")
    assert got == {verb: SCOPES[scope](verb) for verb in got}
    assert not own, "a province takes nothing back that a regency sent"


@pytest.mark.parametrize("surface", [*PAGES, API])
def test_no_other_method_lets_in_whom_reading_keeps_out(
    signed_in: Sign, places: list[Place], everybody: dict[str, Who], surface: str
) -> None:
    let_in = []
    clients = {role: signed_in(role) for role in READING}
    for route in routes(surface):
        for role in READING:
            may_read = expected(table()[route.line][0], everybody[role], places[0]) == REACHED
            for method in OTHER_METHODS:
                got = outcome(clients[role], route, method, places[0])
                refused = {LOGIN, DENIED, NOT_THERE, UNSERVED} | ({REACHED} if may_read else set())
                if got not in refused or (surface == API and got == REACHED):
                    let_in.append(f"{route.name} {method} {role}: {got}")

    assert let_in == []
    assert clients["stranger"].get("/tugas/").status_code == 200, "signed out on the way"


@pytest.mark.parametrize("role", [role for role in ROLES if role != "public"])
def test_only_who_holds_the_step_decides_and_only_the_sender_takes_back(
    signed_in: Sign, places: list[Place], everybody: dict[str, Who], role: str
) -> None:
    client, somebody = signed_in(role), everybody[role]

    for place in places:
        number, act = place.act.submission.receipt_number, place.act
        decides = somebody.covers(place, {"province_officer"})  # type: ignore[arg-type]
        page = f"/tugas/periksa/{number}/{act.position}/"
        assert moves(client, act, page, {"verb": "approve", "version": act.version}) is decides
        takes_back = RULES["own-office"](somebody, place) == REACHED
        said = {"act": act.pk, "version": act.version}
        assert moves(client, act, f"/tugas/tanda-terima/{number}/tarik/", said) is takes_back


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_foreign_object_is_word_for_word_as_missing_as_one_that_does_not_exist(
    signed_in: Sign, places: list[Place], method: str
) -> None:
    different = []
    clients = {r: signed_in(r) for r in ("regency_operator", "province_officer", "office_head")}
    for route in about_objects():
        foreign = places[2].values(route.name)
        nowhere = {**foreign, **{k: v for k, v in MISSING.items() if k in route.parameters}}
        for role, client in clients.items():
            theirs = asked(client, method, route.path(foreign), {})
            none = asked(client, method, route.path(nowhere), {})
            if theirs.status_code == 200 or anonymous(theirs, foreign) != anonymous(none, nowhere):
                different.append((route.name, role, theirs.status_code, none.status_code))

    assert different == []
    for client in clients.values():
        assert client.get("/tugas/").status_code == 200, "signed out on the way"


def about_objects() -> Iterator[Route]:
    """The addresses that name an object of a dinas; the list of one kind is closed, and what the
    API tells everybody is nobody's own."""
    for route in (*routes("tugas/"), *routes(API)):
        is_own = not route.name.startswith("api-") or route.name.startswith(SUBMISSIONS)
        if is_own and set(route.parameters) & set(MISSING):
            yield route


def anonymous(response: Any, values: dict[str, Any]) -> str:
    """The answer without what was asked for and what differs on every answer."""
    page = without_csrf(response)
    for value in values.values():
        page = page.replace(str(value), "?") if len(str(value)) > 5 else page
    return page


def wrong(
    found: list[Route], clients: dict[str, Client], places: list[Place], people: dict[str, Who]
) -> list[str]:
    """Every cell of the matrix that is not as its rule says."""
    told = []
    for route in found:
        for method, rule in zip(("GET", "POST"), table()[route.line], strict=True):
            for number, place in enumerate(places if route.is_about_a_place else places[:1]):
                for role, client in clients.items():
                    promised = expected(rule, people[role], place)
                    got = outcome(client, route, method, place)
                    is_shut = promised == UNSERVED and got in (LOGIN, DENIED, NOT_THERE)
                    if got != promised and not is_shut:
                        told.append(f"{route.name} {method} {role} {number}: {got}, not {promised}")
    return told


def outcome(client: Client, route: Route, method: str, place: Place) -> str:
    """How an address answers, in the words of rights.py."""
    answer = asked(client, method, route.path(place.values(route.name)), place.body(route.name))
    return judged(answer.status_code, answer.headers.get("Location", ""))


def moves(client: Client, act: SubmissionAct, path: str, body: dict[str, Any]) -> bool:
    """Whether a POST would change the proposal."""
    after = act.version
    try:
        with transaction.atomic():
            client.post(path, body)
            after = SubmissionAct.objects.get(pk=act.pk).version
            raise _Undone
    except _Undone:
        return after != act.version


def asked(client: Client, method: str, path: str, body: dict[str, Any]) -> Any:
    """One request, of which nothing stays."""
    send: dict[str, Any] = {"data": body}
    if path.startswith("/api/") and method != "GET":
        send = {"data": "{}", "content_type": "application/json"}
        send["headers"] = {"Idempotency-Key": "kunci"}
    elif method in OTHER_METHODS:
        send = {}
    answer = None
    try:
        with transaction.atomic():
            answer = getattr(client, method.lower())(path, **send)
            if answer.streaming:
                b"".join(answer.streaming_content)
            raise _Undone
    except _Undone:
        return answer
