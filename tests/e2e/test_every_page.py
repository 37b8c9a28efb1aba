"""Every page below /tugas/ and of the desk that the URLconf knows, on a phone and on a desk: axe
finds nothing, and nothing scrolls sideways. A new page is looked at without anybody adding it."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.changes import notices
from sentra.lib.dates import today_wib
from tests.cast import Cast, make_cast
from tests.e2e.walking import Walk, opened_all
from tests.factories import make
from tests.factories.campaigns import drawn, make_campaign, opened
from tests.factories.parts import make_facility_kind, make_need_kind
from tests.factories.records import make_source
from tests.journeys.addresses import Place, Route, furnished, routes

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

ROLES = ("regency_operator", "office_head", "province_officer", "ministry_staff", "ministry_admin")
# Answers that are no page: a picture, options of a list, an address that leads on or takes a form.
NO_PAGES = {
    "attachment",
    "attachment-small",
    "attachment-withdraw",
    "desk",
    "draft",
    "filter-forget",
    "filter-save",
    "help-picture",
    "office-home",
    "options",
    "quick-search",
    "withdraw",
}
PASSWORD = "empat-kata-cukup-panjang"
ACCOUNT = {
    "sandi": "/akun/password/change/",
    "dua-langkah": "/akun/2fa/",
    "aktifkan": "/akun/2fa/totp/activate/",
    "token": "/akun/token/",
}
OUTSIDE = {
    "masuk": "/akun/login/",
    "lupa": "/akun/password/reset/",
    "undangan": "/akun/undangan/",
    "pemulihan": "/akun/pemulihan/",
}
# Pages about something that does not stand yet; they have walks of their own.
ELSEWHERE = {"act-undo", "row-revert", "bulk", "review-together"}
WIDTHS = (1280, 390)


@pytest.fixture
def cast(transactional_db: None, settings: Any, tmp_path: Path) -> Cast:
    settings.PRIVATE_ROOT = tmp_path / "private"
    return make_cast()


@pytest.fixture
def place(cast: Cast) -> Place:
    """Kabupaten Bandung with a proposal, a draft, a photo, a colleague, an invitation, and news."""
    sender = cast.regency_operator
    place = furnished(sender.mandates.get().office, sender)
    part = {"sentra": place.sentra.public_code, "source": make_source().code}
    make("facility.record", facility_kind=make_facility_kind().code, name="gedung", **part)
    make("need.record", need_kind=make_need_kind().code, words="pasar", **part)
    notices.tell()
    return place


@pytest.fixture
def more(cast: Cast, place: Place) -> dict[str, dict[str, Any]]:
    """What some pages speak of: campaigns, one open with a sample and one prepared, and the mandate
    a head hands on."""
    today = today_wib()
    days = {"opens_on": today.isoformat(), "deadline_on": (today + timedelta(14)).isoformat()}
    running = opened(make_campaign(year=today.year, **days))
    drawn(running, 1)
    prepared = make_campaign(year=today.year, **days)
    names = ("campaign", "campaign-progress", "campaign-close", "campaign-sample")
    return {
        **{name: {"code": running.code} for name in names},
        "campaign-finding": {"code": running.code, "position": 1},
        "campaign-open": {"code": prepared.code},
        "office-hand-over": {"pk": cast.office_head.mandates.get().pk},
    }


@pytest.fixture(params=[390, 1280])
def width(request: Any) -> int:
    """A phone, and a desk."""
    return int(request.param)


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    walk = Walk(browser, live_server.url, name="page")
    yield walk
    walk.close()


@pytest.mark.parametrize("surface", ["tugas/", "admin/"])
def test_axe_finds_nothing_on_any_page_of_a_dinas_or_of_the_desk(
    walk: Walk,
    cast: Cast,
    place: Place,
    more: dict[str, dict[str, Any]],
    surface: str,
) -> None:
    pages = [walk.page_of(getattr(cast, role)) for role in ROLES]
    every = {own_name(route): route for route in routes(surface)}
    asked = {name: route for name, route in every.items() if name not in NO_PAGES | ELSEWHERE}
    seen = {
        name
        for name, route in asked.items()
        if is_looked_at(walk, pages, route, place, more.get(name, {}))
    }

    assert walk.found == [], "\n".join(walk.found)
    assert set(asked) - seen == set(), "a page nobody could open"


def own_name(route: Route) -> str:
    """The name of an address, without that of its room."""
    return route.name.rpartition(":")[2]


def is_looked_at(
    walk: Walk, pages: list[Page], route: Route, place: Place, more: dict[str, Any]
) -> bool:
    """Open a page as the first role that may, with everything unfolded, and look at it as wide as
    a desk and as narrow as a phone."""
    query = "&".join(f"{name}={value}" for name, value in place.body(route.name).items())
    address = f"{walk.address}{route.path({**place.values(route.name), **more})}"
    for page in pages:
        answer = page.goto(f"{address}?{query}", wait_until="load")
        if answer is None or answer.status != 200 or answer.url.partition("?")[0] != address:
            page.said.clear()  # type: ignore[attr-defined]
            continue
        opened_all(page)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            walk.look(page, f"{own_name(route)} {width}")
        return True
    return False


def test_axe_finds_nothing_where_a_list_is_checked_and_where_a_form_is_refused(
    walk: Walk, cast: Cast, place: Place, width: int
) -> None:
    page = walk.page_of(cast.regency_operator, width=width)
    walk.open(page, "/tugas/daftar/")
    page.click("text=Periksa jawaban")
    walk.look(page, "daftar-kosong")
    page.check("input[value=closed] >> nth=0")
    page.click("text=Periksa jawaban")
    walk.look(page, "daftar-salah")
    page.fill("fieldset.line input[autocomplete=off] >> nth=0", "Kunjungan dinas")
    page.click("text=Periksa jawaban")
    walk.look(page, "daftar-periksa")
    walk.open(page, "/tugas/baru/")
    page.click("text=Periksa jawaban")
    walk.look(page, "baru-salah")

    assert walk.found == []


def test_axe_finds_nothing_on_the_pages_of_an_account(walk: Walk, cast: Cast, width: int) -> None:
    user = cast.regency_operator
    user.set_password(PASSWORD)
    user.save()
    page = walk.page_of(user, width=width)
    page.context.clear_cookies()
    for step, path in OUTSIDE.items():
        walk.open(page, path, step=step)
    walk.open(page, "/akun/login/")
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/tugas/")
    page.click("text=Akun")
    page.click("text=Token API")
    assert page.url.endswith("/akun/token/")
    for step, path in ACCOUNT.items():
        walk.open(page, path, step=step)

    assert walk.found == []
