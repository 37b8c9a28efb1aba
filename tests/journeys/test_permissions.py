"""The permission matrix: every address below /tugas/, /akun/ and the desk, by method and
by role, for an object of one's own region, of a sibling's and of another province. An address that
is not in the table fails, and so does a line about an address that is gone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from registry.models import Office
from tests.cast import Cast
from tests.factories import make_mandate, make_office, make_user
from tests.journeys.addresses import MISSING, Place, Route, furnished, routes
from tests.registry.web.forms import without_csrf

pytestmark = [pytest.mark.slow, pytest.mark.django_db]

TABLE = Path(__file__).with_name("permissions.txt")
# The API has its own matrices: tests/registry/api/test_audience.py and test_submission_verbs.py.
SURFACES = ("tugas/", "akun/", "admin/")
ROLES = (
    "public",
    "regency_operator",
    "province_officer",
    "office_head",
    "stranger",
    "analyst",
    "ministry_staff",
    "ministry_admin",
)
METHODS = ("GET", "POST")


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
def expected() -> dict[str, str]:
    """The table: name and method, then a cell for each role."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = (line.split() for line in lines if line and not line.startswith("#"))
    return {f"{row[0]} {row[1]}": " ".join(row[2:]) for row in rows}


def test_every_address_is_in_the_table_and_every_line_has_an_address(
    expected: dict[str, str],
) -> None:
    found = {f"{one.name} {method}" for one in every_route() for method in METHODS}

    assert found - set(expected) == set(), "an address without a line in permissions.txt"
    assert set(expected) - found == set(), "a line of permissions.txt about no address"


@pytest.mark.parametrize("surface", SURFACES)
def test_every_role_gets_what_the_table_says(
    signed_in: Any, places: list[Place], expected: dict[str, str], surface: str
) -> None:
    clients = {role: signed_in(role) for role in ROLES}

    got = {}
    for route in routes(surface):
        for method in METHODS:
            cells = [cell(clients[role], route, method, places) for role in ROLES]
            got[f"{route.name} {method}"] = " ".join(cells)

    wrong = {key: cells for key, cells in got.items() if expected.get(key) != cells}
    assert wrong == {}, "\n" + "\n".join(f"{key} {cells}" for key, cells in wrong.items())


@pytest.mark.parametrize("method", METHODS)
def test_a_foreign_object_is_word_for_word_as_missing_as_one_that_does_not_exist(
    signed_in: Any, places: list[Place], expected: dict[str, str], method: str
) -> None:
    different = []
    for route in about_objects():
        foreign = places[2].values(route.name)
        nowhere = {**foreign, **{k: v for k, v in MISSING.items() if k in route.parameters}}
        for role in ("regency_operator", "province_officer", "office_head"):
            client = signed_in(role)
            theirs = asked(client, method, route.path(foreign), {})
            none = asked(client, method, route.path(nowhere), {})
            if theirs.status_code == 200 or without_csrf(theirs) != without_csrf(none):
                different.append((route.name, role, theirs.status_code, none.status_code))

    assert different == []


def about_objects() -> Iterator[Route]:
    """The addresses of a dinas that name an object; the list of one kind is closed."""
    return (route for route in routes("tugas/") if set(route.parameters) & set(MISSING))


def every_route() -> list[Route]:
    return [route for surface in SURFACES for route in routes(surface)]


def cell(client: Client, route: Route, method: str, places: list[Place]) -> str:
    """`200`, or `200/404/404` where own, sibling's and another province's differ."""
    found = []
    for place in places:
        body = place.body(route.name)
        answer = asked(client, method, route.path(place.values(route.name)), body)
        found.append(str(answer.status_code))
    return found[0] if len(set(found)) == 1 else "/".join(found)


def asked(client: Client, method: str, path: str, body: dict[str, Any]) -> Any:
    """One request, of which nothing stays."""
    answer = None
    try:
        with transaction.atomic():
            answer = client.get(path, body) if method == "GET" else client.post(path, body)
            if answer.streaming:
                b"".join(answer.streaming_content)
            raise _Undone
    except _Undone:
        return answer
