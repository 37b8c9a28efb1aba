"""The review desk in a real browser: keys that go to a button and never press it, pages that work
without a script, nothing for axe to find, nothing that scrolls sideways on a phone."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.changes.change import Change
from registry.models import Sentra, SubmissionAct
from tests.cast import Cast
from tests.e2e.axe import broken
from tests.e2e.desk import faults, signed_in_page
from tests.factories import make_profile, make_sentra, make_status
from tests.registry.changes.test_notices import deadline
from tests.registry.proposing import (
    agreed,
    corrects,
    in_bandung,
    listed,
    proposed,
    reports,
    waiting,
)

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OpenDesk = Callable[..., Page]
# Contrast depends on the scheme, the layout on the width: two views of one load see both.
VIEWS = ((1280, "light"), (390, "dark"))
SHOTS = os.environ.get("REVIEW_SHOTS", "")


@pytest.fixture
def desk(browser: Browser, live_server: Any, signed_in: Any) -> Iterator[OpenDesk]:
    """`desk(role, path, width=390)` gives the page as that role sees it."""
    opened: list[Page] = []

    def open_(role: str, path: str, **options: Any) -> Page:
        page = signed_in_page(browser, live_server.url, signed_in(role), **options)
        opened.append(page)
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield open_
    for page in opened:
        page.context.close()


@pytest.fixture
def new(transactional_db: None, cast: Cast) -> SubmissionAct:
    """A new sentra with two fields, a twin, a place and a full queue around it."""
    twin = in_bandung(
        name="Sentra Rajut Binong", latitude="-7.05", longitude="107.5", location_precision="exact"
    )
    make_profile(twin, year=2024, unit_count=40, worker_count=120)
    lines = [(sentra, reports(sentra)) for sentra in (in_bandung(), in_bandung())]
    listed(cast.regency_operator, *lines)
    proposed(cast.regency_operator, twin, reports(twin, "closed"), kind="existence")
    values = {
        "name": "Sentra IKM Rajut Binong Jati",
        "recognition": "reported",
        "province": "32",
        "regency": "32.04",
        "hamlet": "Binong",
        "latitude": "-7.02",
        "longitude": "107.53",
        "location_precision": "exact",
        "note": "Didatangi petugas; sepuluh perajin bekerja di satu gang.",
    }
    change = Change("sentra.register", values, ref="baru")
    return proposed(cast.regency_operator, None, change, kind="register", region="32.04")


def stale(cast: Cast) -> SubmissionAct:
    """A correction of a name that somebody else changed meanwhile, with a decision behind it."""
    sentra = in_bandung(name="Sentra Bambu")
    make_status(sentra)
    act = proposed(cast.regency_operator, sentra, corrects(sentra, name="Sentra Anyaman Bambu"))
    act = agreed(act, cast.province_officer)
    other = proposed(cast.province_officer, sentra, corrects(sentra, name="Sentra Bambu Cijeruk"))
    agreed(other, cast.ministry_admin)
    return waiting(act)


def page_of(act: SubmissionAct) -> str:
    return f"/tugas/periksa/{act.submission.receipt_number}/{act.position}/"


def in_admin(act: SubmissionAct) -> str:
    return f"/admin/registry/submissionact/{act.pk}/change/"


def focused(page: Page) -> str:
    """What has the focus: a button's value, or the heading of a field."""
    found = page.evaluate(
        "(e => e.value || e.id || (e.querySelector('legend') || e).textContent.trim())"
        "(document.activeElement)"
    )
    return str(found)


def shot(page: Page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


@pytest.mark.parametrize("where", ["province", "ministry"])
def test_the_keys_go_through_fields_and_to_buttons_and_press_nothing(
    desk: OpenDesk, new: SubmissionAct, cast: Cast, where: str
) -> None:
    if where == "ministry":
        new = agreed(new, cast.province_officer)
        page = desk("ministry_staff", in_admin(new))
    else:
        page = desk("province_officer", page_of(new))
    version = new.version

    page.keyboard.press("j")
    first = focused(page)
    page.keyboard.press("ArrowDown")
    second = focused(page)
    page.keyboard.press("k")
    assert (focused(page) == first, first != second) == (True, True)
    for key, verb in (("a", "approve"), ("r", "return"), ("t", "reject")):
        page.keyboard.press(key)
        assert focused(page) == verb
    page.keyboard.press("?")
    assert page.locator("#tombol-tinjau").get_attribute("open") is not None
    assert waiting(new).version == version

    page.keyboard.press("a")
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press("Enter")
    assert waiting(new).version == version + 1


def test_words_and_the_box_of_a_field_are_opened_by_their_keys(
    desk: OpenDesk, new: SubmissionAct
) -> None:
    page = desk("province_officer", page_of(new))
    hamlet = page.locator("fieldset", has_text="Binong").last

    hamlet.focus()
    page.keyboard.press("x")
    assert hamlet.locator("input[type=checkbox]").is_checked()
    page.keyboard.press("c")
    page.keyboard.type("jarak a r t")
    with page.expect_navigation(wait_until="load"):
        page.locator("button[value=approve]").click()

    assert list(waiting(new).refused.values()) == ["jarak a r t"]


def test_single_letters_can_be_switched_off_and_stay_off(
    desk: OpenDesk, new: SubmissionAct
) -> None:
    page = desk("province_officer", page_of(new))
    page.locator("#tombol-tinjau summary").click()
    page.locator("#pintasan").uncheck()

    page.reload(wait_until="load")
    page.keyboard.press("a")

    assert focused(page) != "approve"


def test_a_reviewer_works_without_a_script(
    browser: Browser, live_server: Any, signed_in: Any, new: SubmissionAct
) -> None:
    client = signed_in("province_officer")
    context = browser.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/tugas/periksa/")
    page.get_by_role("link", name="Rajut Binong Jati").click()
    page.get_by_label("Catatan putusan").fill("Sebut alamatnya")
    page.get_by_role("button", name="Kembalikan").click()

    assert waiting(new).state == "returned"
    assert "Sebut alamatnya" in waiting(new).decision_reason
    context.close()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(
    desk: OpenDesk, new: SubmissionAct, cast: Cast, live_server: Any
) -> None:
    old = stale(cast)
    closing = SubmissionAct.objects.get(kind="existence")
    deadline(closing, timedelta(days=-1))
    make_sentra()
    wrong: dict[str, Any] = {}
    pages = {
        "antrean": ("province_officer", "/tugas/periksa/"),
        "putusan": ("province_officer", page_of(new)),
        "tutup": ("province_officer", page_of(closing)),
        "terbaca": ("province_officer", page_of(old)),
        "meja": ("ministry_staff", "/admin/registry/submissionact/?state=received"),
        "basi": ("ministry_staff", in_admin(old)),
        "menunggu": ("ministry_staff", in_admin(new)),
        "lewati": ("ministry_staff", in_admin(closing)),
        "beranda": ("ministry_staff", "/admin/"),
        "sentra": ("ministry_staff", f"/admin/registry/sentra/{closing.sentra_id}/change/"),
        "tahap": ("ministry_admin", "/admin/registry/reviewstep/"),
    }
    people: dict[str, Any] = {role: desk(role, "/") for role in dict(pages.values())}
    for name, (role, path) in pages.items():
        page = people[role]
        page.said.clear()
        answer = page.goto(f"{live_server.url}{path}", wait_until="load")
        assert answer.ok, name
        for width, scheme in VIEWS:
            # Tall, so that nothing lies below what stays at the lower edge.
            page.set_viewport_size({"width": width, "height": 4000})
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            shot(page, f"{name}-{width}-{scheme}")
            wrong |= {f"{name} {width} {rule}": what for rule, what in faults(page).items()}

    assert wrong == {}


def test_axe_finds_nothing_where_many_are_approved_together(
    desk: OpenDesk, new: SubmissionAct
) -> None:
    page = desk("province_officer", "/tugas/periksa/", width=390)
    found: dict[str, Any] = {}

    def look(step: str) -> None:
        shot(page, f"bersama-{step}")
        found.update({f"{step} {rule}": places for rule, places in broken(page).items()})

    for box in page.locator("input[name=usulan]").all():
        box.check()
    page.get_by_role("button", name="Setujui yang dipilih sekaligus").click()
    page.wait_for_load_state()
    look("pratinjau")
    fit = page.get_by_role("button", name="Setujui")
    if fit.count():
        page.get_by_label("Satu alasan untuk semuanya").fill("Sudah ditanya")
        fit.first.click()
        page.wait_for_load_state()
        look("hasil")

    assert found == {}
    assert Sentra.objects.count() == 3
