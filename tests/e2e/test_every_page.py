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
# Answers that are no page: a picture, options of a list, an address that leads on.
NO_PAGES = {
    "attachment",
    "attachment-small",
    "attachment-withdraw",
    "desk",
    "draft",
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
ELSEWHERE = {"act-undo", "row-revert", "bulk", "filter-save", "filter-forget", "review-together"}


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
def walk(browser: Browser, live_server: Any, width: int) -> Iterator[Walk]:
    walk = Walk(browser, live_server.url, name="page")
    yield walk
    walk.close()


@pytest.mark.parametrize("surface", ["tugas/", "admin/"])
def test_axe_finds_nothing_on_any_page_of_a_dinas_or_of_the_desk(
    walk: Walk,
    cast: Cast,
    place: Place,
    more: dict[str, dict[str, Any]],
    width: int,
    surface: str,
) -> None:
    pages = {role: walk.page_of(getattr(cast, role), width=width) for role in ROLES}
    seen = set()
    for route in routes(surface):
        if route.name not in NO_PAGES | ELSEWHERE:
            seen |= looked_at(walk, pages, route, place, more.get(route.name, {}))

    assert walk.found == [], "\n".join(walk.found)
    every = {one.name for one in routes(surface)}
    assert every - seen - NO_PAGES - ELSEWHERE == set(), "a page nobody could open"


def looked_at(
    walk: Walk, pages: dict[str, Page], route: Route, place: Place, more: dict[str, Any]
) -> set[str]:
    """Open a page as the first role that may, with everything unfolded; its name if it is one."""
    query = "&".join(f"{name}={value}" for name, value in place.body(route.name).items())
    path = f"{route.path({**place.values(route.name), **more})}?{query}"
    for page in pages.values():
        answer = page.request.get(f"{walk.address}{path}", max_redirects=0)
        if answer.status == 200:
            walk.open(page, path)
            opened_all(page)
            walk.look(page, route.name)
            return {route.name}
    return set()


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
