"""Every page of the admin in a real browser: axe finds nothing, nothing scrolls sideways, and the
brief of a province fits one sheet of A4. The pictures of the help pages are made here, every time.
"""

import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.urls import reverse
from playwright.sync_api import Browser, Page

from registry.admin.help import PICTURES, picture_path
from registry.aggregates.recompute import drain
from registry.models import Sentra
from registry.queries.history import sentra_history
from tests.cast import Cast
from tests.e2e.axe import broken
from tests.e2e.desk import faults, signed_in_page
from tests.e2e.full_desk import addresses, fill, forgotten, without_rows
from tests.factories import (
    make,
    make_commodity,
    make_grant,
    make_profile,
    make_sentra,
    make_source,
    make_status,
)
from tests.factories.real_map import load_places

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


# The walk is parted so that two workers share it.
SHARES = 2


@pytest.fixture
def celuk(transactional_db: None, cast: Cast) -> Sentra:
    """A sentra with lines of every sort, so that every form has something to show, and a row of
    every other noun of the desk."""
    return fill(cast)


@pytest.fixture
def desk(browser: Browser, live_server: Any, signed_in: Any) -> Iterator[Callable[..., Page]]:
    """`desk(path, width=390)` gives a page as the ministry admin sees it."""
    opened: list[Page] = []

    def open_(path: str, **options: Any) -> Page:
        client = signed_in("ministry_admin")
        page = signed_in_page(browser, live_server.url, client, **options)
        opened.append(page)
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield open_
    for page in opened:
        page.context.close()


def test_no_page_of_the_desk_is_left_out(celuk: Sentra) -> None:
    assert forgotten(celuk) == set()
    assert without_rows() == set()


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_of_the_admin_fails_axe_scrolls_sideways_or_complains(
    share: int, celuk: Sentra, desk: Callable[..., Page]
) -> None:
    page = desk("/admin/")
    root = page.url.removesuffix("/admin/")
    found: dict[str, Any] = {}
    for path in addresses(celuk)[share::SHARES]:
        page.said.clear()  # type: ignore[attr-defined]
        page.set_viewport_size({"width": 1280, "height": 900})
        page.emulate_media(color_scheme="light", reduced_motion="reduce")
        page.goto(f"{root}{path}", wait_until="load")
        wide = faults(page)
        page.set_viewport_size({"width": 390, "height": 844})
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        found |= {f"{path} 1280 {name}": what for name, what in wide.items()}
        found |= {f"{path} 390 {name}": what for name, what in faults(page).items()}

    assert found == {}


def test_axe_finds_nothing_on_the_steps_of_a_bulk_act(
    celuk: Sentra, desk: Callable[..., Page]
) -> None:
    page = desk("/admin/registry/sentra/")
    found: dict[str, Any] = {}

    def look(step: str) -> None:
        found.update({f"{step} {rule}": places for rule, places in broken(page).items()})

    page.check("#action-toggle")
    page.select_option("[name=action]", "primary_commodity")
    page.click(".actions button")
    page.wait_for_load_state()
    look("values")
    page.goto(f"{page.url.partition('/admin/')[0]}/admin/registry/sentra/")
    page.check("#action-toggle")
    page.select_option("[name=action]", "recognition")
    page.click(".actions button")
    page.click("button:text-is('Pratinjau')")
    page.wait_for_load_state()
    look("refused")
    page.select_option("#id_recognition", "listed")
    page.select_option("#id_reason_code", "correction")
    page.click("button:text-is('Pratinjau')")
    page.wait_for_load_state()
    look("preview")

    assert found == {}


def a_busy_province(code: str, regencies: tuple[str, ...]) -> None:
    """More of everything than a sheet lists."""
    for number in range(24):
        sentra = make_sentra(
            name=f"Sentra contoh {number}",
            province=code,
            regency=regencies[number % len(regencies)],
            recognition=("reported", "decree", "candidate", "planned")[number % 4],
        )
        commodity = make_commodity(name=f"Komoditas dengan nama yang agak panjang {number}")
        make(
            "sentra_commodity.record",
            sentra=sentra.public_code,
            commodity=commodity.code,
            is_primary=True,
        )
        source = make_source(
            publisher=f"Kantor penerbit yang namanya panjang nomor {number}",
            title="Laporan tahunan pembinaan industri kecil dan menengah di daerah " * 2,
        )
        make_status(sentra, source=source.code)
        make_profile(sentra, unit_count=6, worker_count=20, production_value_idr=5_000_000)
    for year in range(2015, 2025):
        make_grant(province=code, regency=regencies[0], fiscal_year=year)
    drain()


@pytest.mark.parametrize(
    ("code", "regencies"),
    [("51", ("51.04", "51.06")), ("33", ("33.01", "33.02", "33.22", "33.74", "33.75"))],
    ids=["Bali", "Jawa Tengah"],
)
def test_the_brief_of_a_busy_province_is_one_sheet_of_a4(
    code: str, regencies: tuple[str, ...], transactional_db: None, desk: Callable[..., Page]
) -> None:
    load_places(*regencies)
    a_busy_province(code, regencies)
    page = desk(reverse("admin:brief", args=[code]))

    sheet = page.pdf(prefer_css_page_size=True)

    assert len(re.findall(rb"/Type\s*/Page\b", sheet)) == 1
    assert re.search(rb"/MediaBox \[0 0 59[45]", sheet)


def test_the_pictures_of_the_help_pages_are_made_and_shown(
    celuk: Sentra, desk: Callable[..., Page], browser: Browser, live_server: Any, signed_in: Any
) -> None:
    Path(settings.HELP_PICTURES_DIR).mkdir(parents=True, exist_ok=True)
    act = sentra_history(celuk.pk)[0].act
    addresses = {
        "beranda": "/admin/",
        "daftar": "/admin/registry/sentra/?status=active",
        "sentra": f"/admin/registry/sentra/{celuk.pk}/change/",
        "riwayat": f"/admin/registry/sentra/{celuk.pk}/history/",
        "batalkan": reverse("admin:act-undo", args=[act]),
        "ringkasan": reverse("admin:brief", args=["51"]),
        "portal": celuk.get_absolute_url(),
    }
    page = desk("/admin/", width=900)
    root = page.url.removesuffix("/admin/")
    began = time.time()
    for name, path in addresses.items():
        page.goto(f"{root}{path}", wait_until="load")
        take(page, name)
    page.goto(f"{root}/admin/registry/sentra/", wait_until="load")
    page.check("#action-toggle")
    page.select_option("[name=action]", "recognition")
    page.click(".actions button")
    page.select_option("#id_recognition", "listed")
    page.select_option("#id_reason_code", "correction")
    page.click("button:text-is('Pratinjau')")
    page.wait_for_load_state()
    take(page, "pratinjau")
    dinas = signed_in_page(browser, live_server.url, signed_in("regency_operator"), width=900)
    dinas.goto(f"{live_server.url}/tugas/", wait_until="load")
    take(dinas, "tugas")
    dinas.context.close()

    made = {path.stem: path.stat() for path in Path(settings.HELP_PICTURES_DIR).glob("*.png")}
    assert set(made) >= set(PICTURES)
    assert all(made[name].st_mtime >= began - 1 for name in PICTURES)
    assert all(5_000 < made[name].st_size <= 200_000 for name in PICTURES)
    page.goto(f"{root}{reverse('admin:help')}", wait_until="load")
    for picture in page.locator("figure img").all():
        picture.scroll_into_view_if_needed()
        picture.evaluate("one => one.decode()")
    widths = page.eval_on_selector_all("figure img", "all => all.map(one => one.naturalWidth)")
    assert widths == [900] * len(PICTURES)
    page.set_viewport_size({"width": 390, "height": 844})
    assert faults(page) == {}


def take(page: Page, name: str) -> None:
    """One picture of what stands at the top of the page."""
    clip: Any = {"x": 0, "y": 0, "width": 900, "height": 700}
    page.screenshot(path=picture_path(name), clip=clip)
