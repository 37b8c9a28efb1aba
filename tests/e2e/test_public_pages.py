"""The public pages in a real browser: for everybody, light, and alive without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from dak.imports.rules import load_rules
from registry.models import Sentra
from tests.e2e.desk import faults
from tests.e2e.public import NOT_PUBLIC, REFUSED, Known, forgotten, furnish, public_pages
from tests.factories import ACTOR
from tests.factories.money import make_disbursement, make_grant_worth
from tests.factories.progress import make_report

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
LIGHT_PAGE = 50 * 1024
# Contrast depends on the scheme, the layout on the width: two views see both.
VIEWS = [(390, "dark"), (1280, "light")]


@pytest.fixture
def known(registry_alive: Sentra) -> Known:
    """The registry, with something to show on every public page."""
    return furnish(registry_alive)


def test_no_public_page_is_left_out(known: Known) -> None:
    assert forgotten(known) == set()


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_no_page_fails_axe_scrolls_sideways_complains_or_asks_another_host(
    width: int, scheme: str, known: Known, open_page: OpenPage, signed_in: Any, live_server: Any
) -> None:
    found: dict[str, Any] = {}
    guest = open_page("/", width=width, scheme=scheme)
    staff = open_page("/", width=width, scheme=scheme, client=signed_in("ministry_staff"))
    for name, paths in public_pages(known).items():
        page: Any = staff if name in NOT_PUBLIC else guest
        for path in paths:
            page.said.clear()
            answer = page.goto(f"{live_server.url}{path}", wait_until="load")
            if answer.ok == (path in REFUSED):
                found[path] = answer.status
            found |= {f"{path} {rule}": what for rule, what in faults(page).items()}
    asked = [url for page in (guest, staff) for url, _ in page.asked]  # type: ignore[attr-defined]

    assert found == {}
    assert [url for url in asked if not url.startswith(live_server.url)] == []


WIDER = """() => [...document.querySelectorAll('.scroll')].filter(
    one => one.scrollWidth > one.clientWidth).map(one => one.getAttribute('aria-label'))"""


def test_the_tables_of_a_grant_stand_as_labelled_rows_on_a_phone(
    registry_alive: Sentra, open_page: OpenPage
) -> None:
    load_rules(ACTOR)
    grant = make_grant_worth(2_400_000_000, fiscal_year=2023)
    for number in (1, 2):
        day = f"2023-0{number + 3}-14"
        make_disbursement(
            grant, tranche_number=number, paid_on=day, amount_idr=600_000_000 * number
        )
        make_report(grant, as_of_on=f"2023-0{number * 3}-30", period_number=number)

    phone = open_page(grant.get_absolute_url(), width=390)
    desk = open_page(grant.get_absolute_url(), width=1280)

    assert (phone.evaluate(WIDER), desk.evaluate(WIDER)) == ([], [])
    row = "#penyaluran tbody tr:first-child td:nth-child(2)"
    shown = "one => getComputedStyle(one, '::before').content"
    assert phone.eval_on_selector(row, shown) == '"Batas dokumen"'
    assert desk.eval_on_selector(row, shown) == "none"


def test_front_page_weighs_at_most_fifty_kilobytes_with_everything_it_loads(
    registry_alive: Sentra, open_page: OpenPage
) -> None:
    page = open_page("/")

    asked: list[tuple[str, int]] = page.asked  # type: ignore[attr-defined]
    assert sum(size for _, size in asked) <= LIGHT_PAGE
    assert not [url for url, _ in asked if url.endswith((".js", ".woff", ".woff2"))]


def test_search_leads_to_a_sentra_without_a_script(
    registry_alive: Sentra, open_page: OpenPage
) -> None:
    page = open_page("/", width=390, scripts=False)

    page.fill("#q", "pancor")
    page.press("#q", "Enter")
    page.click("text=Sentra IKM Olahan Pangan")

    assert page.url.endswith(registry_alive.get_absolute_url())
    assert page.inner_text("h1") == "Sentra IKM Olahan Pangan"


def test_a_number_opens_and_its_rows_are_behind_it_without_a_script(
    registry_alive: Sentra, open_page: OpenPage
) -> None:
    page = open_page("/wilayah/52/", scripts=False)

    page.click("summary >> nth=0")
    page.click("text=Lihat 1 barisnya >> visible=true >> nth=0")

    assert "province=52" in page.url
    assert page.locator("tbody tr").count() == 1


def test_a_tile_of_the_map_is_a_link_to_its_province(
    registry_alive: Sentra, open_page: OpenPage
) -> None:
    page = open_page("/", scripts=False)

    page.click('.tiles a[href="/wilayah/52/"]')

    assert page.inner_text("h1") == "Nusa Tenggara Barat"
