"""A dead link on a phone that several people use: what one of them typed waits, unseen and unsent,
until its own user is signed in again; a list of fifty survives as well as a form."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, Page

from registry.models import Draft, Sentra, Submission
from sentra.accounts.models import User
from tests.cast import Cast, make_cast
from tests.e2e.walking import Walk
from tests.factories import make_status
from tests.factories.people import make_mandate, make_user
from tests.registry.web.proposals import bandung

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def ours(cast: Cast) -> Sentra:
    return bandung()


@pytest.fixture
def colleague(cast: Cast) -> User:
    """Another operator of the same office, who shares the phone."""
    person = make_user(email="rekan@contoh.example", label="rekan sekantor")
    make_mandate(person, cast.regency_operator.mandates.get().office, "regency_operator")
    return person


@pytest.fixture
def walk(browser: Browser, live_server: Any) -> Iterator[Walk]:
    walk = Walk(browser, live_server.url, name="phone")
    yield walk
    walk.close()


def becomes(walk: Walk, page: Page, user: User | None) -> None:
    """The same phone in other hands; nobody's for None."""
    page.context.clear_cookies()
    if user is None:
        return
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": walk.address}])


def kept(page: Page) -> str:
    return str(page.evaluate("JSON.stringify(localStorage)"))


def queues(walk: Walk, page: Page, sentra: Sentra) -> None:
    """A correction that is pressed to be sent where there is no link."""
    walk.open(page, f"/tugas/{sentra.public_code}/data/")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.click("text=Periksa jawaban")
    page.wait_for_selector("text=Belum terkirim")
    page.context.set_offline(True)
    page.click("button:text-is('Kirim')")
    page.wait_for_selector("[data-sending]:has-text('belum terkirim')")


def until_sent(page: Page) -> None:
    """What waited is gone from the device once the server has it."""
    page.wait_for_selector("[data-kept]", state="hidden")
    assert kept(page) == "{}"


@pytest.mark.parametrize("who", ["colleague", "stranger", "nobody"])
def test_what_waits_is_neither_shown_to_nor_sent_by_anybody_else(
    walk: Walk, cast: Cast, ours: Sentra, colleague: User, who: str
) -> None:
    page = walk.page_of(cast.regency_operator)
    queues(walk, page, ours)
    other = {"colleague": colleague, "stranger": cast.stranger, "nobody": None}[who]

    becomes(walk, page, other)
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        page.context.set_offline(False)
    page.wait_for_selector("[data-sending]:has-text('belum terkirim')")
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.method))
    walk.open(page, "/tugas/")

    assert "POST" not in sent
    assert not Submission.objects.exists()
    assert not page.is_visible("[data-kept]")
    assert "Dusun Kidul" not in page.content()
    assert "Dusun Kidul" in kept(page)

    becomes(walk, page, cast.regency_operator)
    walk.open(page, "/tugas/")
    until_sent(page)
    assert Submission.objects.get().acts.get().sender == cast.regency_operator


def test_a_list_without_a_link_loses_no_answer_and_meets_its_draft_again(
    walk: Walk, cast: Cast, ours: Sentra
) -> None:
    page, code = walk.page_of(cast.regency_operator), ours.public_code
    walk.open(page, "/tugas/daftar/")
    page.context.set_offline(True)
    page.check(f"[name=a_{code}][value=closed]")
    page.fill(f"#e_{code}", "Gudang kosong sejak Mei")
    page.click("text=Periksa jawaban")
    assert "Tersimpan di perangkat, belum terkirim" in page.inner_text("[data-sending]")

    page.context.set_offline(False)
    walk.open(page, "/tugas/")
    page.click("[data-kept] a")

    assert page.is_checked(f"[name=a_{code}][value=closed]")
    assert page.input_value(f"#e_{code}") == "Gudang kosong sejak Mei"
    page.click("text=Periksa jawaban")
    page.wait_for_selector("text=1 baris siap dikirim")
    assert Draft.objects.get().typed[f"a_{code}"] == "closed"
    page.context.set_offline(True)
    page.click("button:has-text('Kirim 1 baris')")
    page.wait_for_selector("[data-sending]:has-text('belum terkirim')")
    page.context.set_offline(False)
    page.wait_for_url("**/tanda-terima/**")
    assert Submission.objects.get().acts.get().answer == "closed"
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_line_that_moved_while_there_was_no_link_is_asked_again(
    walk: Walk, cast: Cast, ours: Sentra
) -> None:
    page, code = walk.page_of(cast.regency_operator), ours.public_code
    walk.open(page, "/tugas/daftar/")
    page.context.set_offline(True)
    page.check(f"[name=a_{code}][value=unchanged]")
    make_status(ours, status="dormant")

    page.context.set_offline(False)
    walk.open(page, "/tugas/")
    page.click("[data-kept] a")
    page.click("text=Periksa jawaban")

    assert "berubah sejak daftar dibuka" in page.inner_text(".errs")
    assert page.is_checked(f"[name=a_{code}][value=unchanged]")
    assert not Submission.objects.exists()
