"""The forms of a dinas in a real browser: on a phone without script, with it, and with a dead link;
axe on every page."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from registry.models import Draft, Sentra, Submission
from tests.e2e.dinas import is_wide, phone, violations
from tests.factories import make
from tests.factories.parts import make_facility_kind, make_need_kind
from tests.factories.records import make_commodity, make_source
from tests.registry.web.proposals import bandung, corrected

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def ours(browser: Browser, transactional_db: None) -> Sentra:
    """A sentra with a building, a machine, a need, another name and a manager."""
    sentra = bandung()
    part = {"sentra": sentra.public_code, "source": make_source().code}
    make("facility.record", facility_kind=make_facility_kind().code, name="gedung sentra", **part)
    make("machine.record", name="mesin obras", **part)
    make("need.record", need_kind=make_need_kind().code, words="pasar", **part)
    make("alias.record", name="Rajut Binong", kind="local", **part)
    make_commodity(name="Rajut")
    return sentra


@pytest.fixture
def at_phone(browser: Browser, live_server: Any, signed_in: Any, ours: Sentra) -> Any:
    """`at_phone(scripts=False)` gives a page of the regency's operator."""
    opened: list[Page] = []

    def open_(**how: Any) -> Page:
        page = phone(browser, live_server.url, signed_in("regency_operator"), **how)
        opened.append(page)
        return page

    yield open_
    for page in opened:
        page.context.close()


def send(page: Page) -> str:
    """From the form over the answers to the receipt; its number."""
    page.click("text=Periksa jawaban")
    assert page.locator("h1").inner_text() == "Periksa jawaban Anda", page.inner_text("main")
    page.click("button:text-is('Kirim')")
    page.wait_for_url("**/tanda-terima/**")
    return page.inner_text(".receipt > b")


@pytest.mark.parametrize("scripts", [False, True], ids=["without script", "with script"])
def test_an_operator_registers_a_sentra_on_a_phone(
    at_phone: Any, live_server: Any, scripts: bool
) -> None:
    page = at_phone(scripts=scripts)
    page.goto(f"{live_server.url}/tugas/")
    page.click("text=Usulkan sentra baru")
    page.fill("#id_new_name", "Sentra Tenun Majalaya")
    page.fill("#id_place_commodity", "rajut")
    page.fill("#id_profile_worker_count", "sekitar 40")
    page.fill("#id_evidence", "Kunjungan dinas")

    number = send(page)

    assert Submission.objects.get().receipt_number == number
    assert number in page.input_value("#share")


@pytest.mark.parametrize("scripts", [False, True], ids=["without script", "with script"])
def test_nothing_changed_takes_three_taps_and_two_screens(
    at_phone: Any, live_server: Any, scripts: bool
) -> None:
    page = at_phone(scripts=scripts)
    page.goto(f"{live_server.url}/tugas/")

    page.click("text=Masih ada, tidak ada perubahan")
    send(page)

    assert Submission.objects.get().acts.get().answer == "unchanged"


def test_what_only_one_answer_asks_appears_with_it(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page = at_phone(scripts=False)
    page.goto(f"{live_server.url}/tugas/{ours.public_code}/keadaan/")
    assert not page.is_visible("#id_new_name")

    page.check("[value=renamed]")

    assert page.is_visible("#id_new_name")
    assert not page.is_visible("#id_successor")


def test_it_saves_by_itself_and_names_the_draft(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page = at_phone()
    page.goto(f"{live_server.url}/tugas/{ours.public_code}/data/")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    assert "Tersimpan di perangkat, belum terkirim" in page.inner_text("[data-sending]")

    page.wait_for_selector("#simpanan:has-text('tersimpan di server')")

    draft = Draft.objects.get()
    assert draft.reference in page.inner_text("#simpanan")
    assert draft.typed["own_hamlet"] == "Dusun Kidul"
    assert page.inner_text("[data-sending]") == ""
    assert [line for line in page.said if "error" in line.lower()] == []


def test_a_dead_link_loses_nothing_and_what_waits_is_sent_once(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page = at_phone()
    page.goto(f"{live_server.url}/tugas/{ours.public_code}/data/")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.click("text=Periksa jawaban")
    page.wait_for_selector("text=Belum terkirim")
    page.context.set_offline(True)

    page.click("button:text-is('Kirim')")
    page.wait_for_selector("[data-sending]:has-text('belum terkirim')")
    assert not Submission.objects.exists()
    page.context.set_offline(False)
    page.wait_for_url("**/tanda-terima/**")

    assert Submission.objects.get().receipt_number == page.inner_text(".receipt > b")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_link_that_leads_nowhere_keeps_what_is_sent_although_the_phone_thinks_it_is_online(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page, path = at_phone(), f"/tugas/{ours.public_code}/data/"
    page.goto(f"{live_server.url}{path}")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.click("text=Periksa jawaban")
    page.wait_for_selector("text=Belum terkirim")
    page.route(lambda url: path in url, lambda route: route.abort())

    page.click("button:text-is('Kirim')")
    page.wait_for_selector("[data-sending]:has-text('belum terkirim')")
    assert page.evaluate("navigator.onLine")
    assert not Submission.objects.exists()
    page.unroute_all()
    page.goto(f"{live_server.url}/tugas/")
    page.wait_for_selector("[data-kept]", state="hidden")

    assert Submission.objects.count() == 1
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_what_the_server_refuses_stays_with_its_text(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page = at_phone()
    page.goto(f"{live_server.url}/tugas/{ours.public_code}/data/")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.click("text=Periksa jawaban")
    page.wait_for_selector("text=Belum terkirim")
    page.context.set_offline(True)
    page.click("button:text-is('Kirim')")
    corrected(ours, hamlet="Dusun Kaler")

    page.context.set_offline(False)
    page.wait_for_selector("[data-sending]:has-text('Server belum menerima')")

    assert "Dusun Kidul" in page.evaluate("JSON.stringify(localStorage)")
    page.goto(f"{live_server.url}/tugas/")
    assert "1 isian tersimpan di perangkat ini, belum terkirim" in page.inner_text("[data-kept]")
    page.click("[data-kept] a")
    assert page.input_value("#id_own_hamlet") == "Dusun Kidul"
    assert not Submission.objects.exists()


def test_a_login_that_ended_says_so_and_keeps_the_text(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page, path = at_phone(), f"/tugas/{ours.public_code}/data/"
    page.goto(f"{live_server.url}{path}")
    page.context.clear_cookies(name="sessionid")

    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.wait_for_selector("[data-sending]:has-text('Anda sudah keluar')")

    assert not Draft.objects.exists()
    assert "belum terkirim" in page.inner_text("[data-sending]")
    assert "Dusun Kidul" in page.evaluate("JSON.stringify(localStorage)")
    assert page.locator("h1").count() == 1, "the login page is not put into the form"


def test_what_was_typed_without_a_link_is_there_again_for_its_own_user_only(
    at_phone: Any, live_server: Any, ours: Sentra, cast: Any
) -> None:
    page, path = at_phone(), f"/tugas/{ours.public_code}/data/"
    page.goto(f"{live_server.url}{path}")
    token = page.input_value("#id_token")
    page.context.set_offline(True)
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.click("text=Periksa jawaban")
    assert "Tersimpan di perangkat" in page.inner_text("[data-sending]")
    kept = page.evaluate("JSON.stringify(localStorage)")
    page.context.set_offline(False)

    page.goto(f"{live_server.url}{path}?token={token}")
    assert page.input_value("#id_own_hamlet") == "Dusun Kidul"
    foreign = kept.replace(f"ikm-draf:{cast.regency_operator.pk}:", "ikm-draf:999999:")
    page.evaluate("localStorage.clear()")
    page.evaluate(
        "text => Object.entries(JSON.parse(text)).map(p => localStorage.setItem(...p))", foreign
    )
    page.goto(f"{live_server.url}/tugas/baru/?token={token}")

    assert page.input_value("#id_new_hamlet") == ""
    assert not Submission.objects.exists()


def test_logging_out_clears_what_the_server_has_and_keeps_what_it_has_not(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page = at_phone()
    page.goto(f"{live_server.url}/tugas/{ours.public_code}/data/")
    page.fill("#id_own_hamlet", "Dusun Kidul")
    page.wait_for_selector("#simpanan:has-text('tersimpan di server')")
    unsent = '{"state":"kept","path":"/tugas/baru/","title":"x","at":9e12,"body":[]}'
    page.evaluate("text => localStorage.setItem('ikm-draf:999999:abc', text)", unsent)

    page.click("text=Keluar")
    page.wait_for_load_state()

    assert page.evaluate("Object.keys(localStorage)") == ["ikm-draf:999999:abc"]
    assert Draft.objects.get().typed["own_hamlet"] == "Dusun Kidul"


def test_every_page_is_accessible_and_fits_a_phone(
    at_phone: Any, live_server: Any, ours: Sentra
) -> None:
    page, found = at_phone(), []
    code = ours.public_code
    paths = ["", "baru/", f"{code}/bagian/", f"{code}/"]
    paths += [f"{code}/{tail}/" for tail in ("keadaan", "data", "fasilitas", "kebutuhan")]
    for path in paths:
        page.goto(f"{live_server.url}/tugas/{path}")
        for row in page.locator("details.row > summary").all():
            row.click()
        found += [f"{path} {one}" for one in violations(page)]
        found += [f"{path} is wider than the screen"] if is_wide(page) else []
    page.goto(f"{live_server.url}/tugas/baru/")
    page.click("text=Periksa jawaban")
    page.wait_for_load_state()
    assert page.title().startswith("Kesalahan:")
    found += [f"errors {one}" for one in violations(page)]
    page.fill("#id_new_name", "Sentra Tenun Majalaya")
    page.fill("#id_evidence", "Kunjungan dinas")
    page.click("text=Periksa jawaban")
    found += [f"check {one}" for one in violations(page)]
    page.click("button:text-is('Kirim')")
    page.wait_for_url("**/tanda-terima/**")
    found += [f"receipt {one}" for one in violations(page)]

    assert found == []
