"""Debian's chromium, driven by playwright; where there is none the tests are skipped with one clear
line. Data is made small and real enough to draw every part of a page."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from dak.imports.rules import load_rules
from registry.aggregates.recompute import drain
from registry.models import Sentra
from registry.queries.sample import forget_sample_answer
from tests.factories import (
    ACTOR,
    make,
    make_claim,
    make_commodity,
    make_grant,
    make_institution,
    make_profile,
    make_sentra,
    make_status,
)
from tests.factories.rules import make_statistic

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
OpenPage = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for the whole run."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser: {CHROMIUM} is missing (apt-get install chromium)")
    # Playwright keeps an event loop in this thread, and Django would refuse every query beside it.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"]
        )
        yield chromium
        chromium.close()


@pytest.fixture
def registry_alive(browser: Browser, transactional_db: None) -> Sentra:
    """A sentra with everything, others with little, grants that count and that do not."""
    commodity = make_commodity(name="Olahan pangan")
    sentra = make_sentra(
        name="Sentra IKM Olahan Pangan",
        province="52",
        regency="52.02",
        district="52.02.03",
        village="52.02.03.2005",
        place_words="Aik Darek, Batukliang",
        note="Produksi dilaporkan lebih dari 18 ton per tahun.",
    )
    code = sentra.public_code
    make("sentra_commodity.record", sentra=code, commodity=commodity.code, is_primary=True)
    make("alias.record", sentra=code, name="Pancor Dao", kind="local")
    make("origin.record", sentra=code, kind="opening", origin_year=2024, precision="exact")
    make(
        "sentra_institution.record",
        sentra=code,
        institution=make_institution().code,
        role="manager",
    )
    make_status(sentra)
    make_profile(sentra, year=2023, worker_count=10)
    make_profile(
        sentra,
        year=2025,
        worker_count={"low": 18, "high": None, "qualifier": ">=", "text": "lebih dari 18"},
        turnover_idr=1_000_000,
    )
    place = {"province": "52", "regency": "52.02"}
    disputed = make_grant(sentra=code, fiscal_year=2023, **place)
    make_claim(disputed, amount_idr=9_000_000_000, status_words="selesai")
    make_claim(disputed, amount_idr=12_000_000_000, activity="gedung produksi")
    make_grant(fiscal_year=2021, sentra_words="Sentra ketak", **place)
    make_grant(fund="nonfisik", **place)
    make_sentra(name="Rintisan", recognition="candidate", **place)
    make_status(make_sentra(name="Sentra Batik"), status="dormant")
    make_sentra(name="Sentra Tenun", province="32", regency="32.04")
    load_rules(ACTOR)
    make_statistic(scheme="dak", indicator="regency-count", reference_on="2023-01-01")
    drain()
    forget_sample_answer()
    return sentra


@pytest.fixture
def open_page(browser: Browser, live_server: Any) -> Iterator[OpenPage]:
    """`open_page("/", width=390, scheme="dark")` gives a page, of a signed-in client if one is
    given; what its console and its network said is collected in `page.said` and `page.asked`."""
    contexts: list[BrowserContext] = []

    def open_(
        path: str,
        *,
        width: int = 1280,
        scheme: Any = "light",
        scripts: bool = True,
        client: Client | None = None,
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        if client is not None:
            session = client.cookies["sessionid"].value
            cookie = {"name": "sessionid", "value": session, "url": live_server.url}
            context.add_cookies([cookie])
        page = context.new_page()
        said: list[str] = []
        asked: list[tuple[str, int]] = []
        page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfinished", lambda request: asked.append((request.url, _size(request))))
        page.said, page.asked = said, asked  # type: ignore[attr-defined]
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield open_
    for context in contexts:
        context.close()


def _size(request: Any) -> int:
    """Bytes of the body as a browser keeps them, uncompressed."""
    response = request.response()
    return len(response.body()) if response is not None else 0
