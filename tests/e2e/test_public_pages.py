"""The public pages in a real browser: for everybody, light, and alive without a script."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from registry.models import Sentra

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
LIGHT_PAGE = 50 * 1024
# Contrast depends on the scheme, the layout on the width: two views see both.
VIEWS = [(390, "dark"), (1280, "light")]
RULES = {
    "runOnly": [
        "wcag2a",
        "wcag2aa",
        "wcag21a",
        "wcag21aa",
        "wcag22aa",
        "best-practice",
    ]
}


def addresses(sentra: Sentra) -> list[str]:
    """Every kind of public page."""
    grant = sentra.grants.get()
    return [
        "/",
        "/?peta=unit",
        "/wilayah/",
        "/wilayah/52/",
        "/wilayah/52.02/",
        "/wilayah/91.01/",
        "/sentra/",
        sentra.get_absolute_url(),
        "/komoditas/",
        "/cari/?q=sentra",
        "/cari/?q=xyzzy",
        "/dak/",
        "/dak/aturan/",
        "/dak/aturan/2019/",
        "/dak/aturan/2025/",
        f"/dak/tahun/{grant.fiscal_year}/",
        grant.get_absolute_url(),
        "/sentra/?provinc=51",
        "/sentra/ST-000000-1/",
    ]


@pytest.mark.parametrize(("width", "scheme"), VIEWS)
def test_every_page_passes_axe_with_every_door_open(
    width: int, scheme: str, registry_alive: Sentra, open_page: OpenPage
) -> None:
    found: dict[str, Any] = {}
    for path in addresses(registry_alive):
        page = open_page(path, width=width, scheme=scheme)
        page.eval_on_selector_all("details", "all => all.forEach(d => d.open = true)")
        answer = Axe().run(page, options=RULES).response
        for violation in answer["violations"]:
            nodes = [node["html"][:160] for node in violation["nodes"][:3]]
            found[f"{path} {violation['id']}"] = nodes
        page.context.close()

    assert found == {}


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_scrolls_sideways_complains_or_asks_another_host(
    width: int, registry_alive: Sentra, open_page: OpenPage, live_server: Any
) -> None:
    wrong: list[tuple[str, Any]] = []
    for path in addresses(registry_alive):
        page = open_page(path, width=width)
        beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        elsewhere = [url for url, _ in page.asked if not url.startswith(live_server.url)]  # type: ignore[attr-defined]
        # A refused page is itself reported by the browser as a failed resource.
        complaints = [line for line in page.said if "status of 40" not in line]  # type: ignore[attr-defined]
        if beyond > 0 or elsewhere or complaints:
            wrong.append((path, (beyond, elsewhere, complaints)))
        page.context.close()

    assert wrong == []


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
