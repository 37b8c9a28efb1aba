"""The upload page in a real browser: without a script, with it on a phone, and for everybody."""

import io
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, Page

from registry.models import Attachment, Submission
from registry.queries.attachments import content_of
from sentra.accounts.models import User
from tests.cast import make_cast
from tests.e2e.axe import broken
from tests.factories import make, make_attachment, make_sentra
from tests.factories.attachments import make_legal_act_file
from tests.factories.parts import make_legal_act
from tests.sentra.lib.test_images import HERE, gps

PLACE = {"longitude": "115.26", "place_origin": "camera", "declared_regency": "51.04"}
pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def receipt(settings: Any, tmp_path: Path, transactional_db: None) -> Submission:
    """Something that was sent, by the operator of Kabupaten Bandung."""
    settings.PRIVATE_ROOT = tmp_path / "private"
    operator = make_cast().regency_operator
    submission = make(
        "submission.send",
        token="33333333-3333-4333-8333-333333333333",
        body_hash="0" * 64,
        office=operator.mandates.get().office.code,
        sender=operator.email,
        province="32",
        regency="32.04",
        received_at="2026-11-21T10:00:00+07:00",
    )
    make(
        "submission_act.send",
        submission=str(submission.pk),
        sentra=make_sentra(name="Sentra Rajut", province="32", regency="32.04").public_code,
        sender=operator.email,
        changes=[{"kind": "status.record", "values": {}}],
    )
    return submission


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    """Larger than a phone should send, with the camera's notes."""
    noise = Image.effect_noise((2400, 1800), 80).convert("RGB")
    noise.save(tmp_path / "foto.jpg", "JPEG", quality=92, exif=gps())
    return tmp_path / "foto.jpg"


@pytest.fixture
def phone(browser: Browser, live_server: Any) -> Iterator[Any]:
    """`phone(path, scripts=…)`: a page of the operator or another role; its console is in
    `said`."""
    contexts: list[BrowserContext] = []

    def opened(
        path: str, *, role: str = "regency_operator", width: int = 390, scripts: bool = True
    ) -> Page:
        page = signed_in_page(browser, live_server.url, role, width=width, scripts=scripts)
        contexts.append(page.context)
        page.goto(f"{live_server.url}{path}", wait_until="load")
        return page

    yield opened
    for context in contexts:
        context.close()


def signed_in_page(browser: Browser, address: str, role: str, *, width: int, scripts: bool) -> Page:
    """A browser of one of the cast, without the walk through the login page."""
    client = Client()
    user = User.objects.get(email=f"{role}@contoh.example")
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=scripts
    )
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}
    context.add_cookies([cookie])
    page = context.new_page()
    page.said = []  # type: ignore[attr-defined]
    page.on("console", lambda message: page.said.append(message.text))  # type: ignore[attr-defined]
    page.on("pageerror", lambda error: page.said.append(str(error)))  # type: ignore[attr-defined]
    return page


def address(submission: Submission) -> str:
    return f"/tugas/tanda-terima/{submission.receipt_number}/lampiran/"


@pytest.mark.parametrize("scripts", [False, True], ids=["plain", "script"])
def test_a_photo_follows_the_receipt_on_a_phone(
    receipt: Submission, photo: Path, phone: Any, scripts: bool
) -> None:
    page = phone(address(receipt), scripts=scripts)
    page.set_input_files("input[type=file]", photo)
    page.fill("[name=caption]", "Ruang produksi")
    page.click("text=Kirim berkas")
    if scripts:
        page.locator(".sends .ok", has_text="terkirim").wait_for()
        page.reload()
    page.locator(".files img").wait_for()

    kept = Attachment.objects.get()
    assert "Ruang produksi" in page.inner_text(".files")
    assert (kept.token, kept.caption) == (receipt.token, "Ruang produksi")
    assert [float(v) for v in (kept.latitude, kept.longitude)] == [float(v) for v in HERE]
    assert kept.place_origin == ("form" if scripts else "camera")
    assert 600 <= max(Image.open(io.BytesIO(content_of(kept))).size) <= 1600
    assert kept.byte_count <= 300_000
    assert page.said == []


def test_the_script_shrinks_the_photo_before_it_is_sent(
    receipt: Submission, photo: Path, phone: Any
) -> None:
    page = phone(address(receipt))
    page.set_input_files("input[type=file]", photo)
    with page.expect_request(lambda asked: asked.method == "POST") as asked:
        page.click("text=Kirim berkas")
    page.locator(".sends .ok").wait_for()

    sent = int(asked.value.all_headers()["content-length"])
    assert photo.stat().st_size > 800_000
    assert sent <= 200_000 + 2_000


def test_a_send_that_fails_says_so_and_goes_on_by_itself_once(
    receipt: Submission, photo: Path, phone: Any
) -> None:
    page = phone(address(receipt))
    page.set_input_files("input[type=file]", photo)
    page.context.set_offline(True)
    page.click("text=Kirim berkas")
    page.locator(".sends", has_text="gagal, coba lagi").wait_for()
    assert not Attachment.objects.exists()

    page.context.set_offline(False)
    page.locator(".sends .ok").wait_for()

    assert Attachment.objects.count() == 1


def test_a_photo_without_a_link_outlives_its_page_and_is_sent_at_home(
    receipt: Submission, photo: Path, phone: Any, live_server: Any
) -> None:
    page = phone(address(receipt))
    page.set_input_files("input[type=file]", photo)
    page.route("**/lampiran/", lambda route: route.abort())  # a link that leads nowhere
    page.click("text=Kirim berkas")
    page.locator(".sends", has_text="tersimpan di perangkat ini").wait_for()
    assert not Attachment.objects.exists()

    page.unroute("**/lampiran/")
    page.goto(f"{live_server.url}/tugas/")
    page.locator("[data-kept-photos] .ok").wait_for()

    assert Attachment.objects.count() == 1
    page.reload()
    assert not page.is_visible("[data-kept-photos]")


def test_what_the_server_refuses_is_said_in_its_words(
    receipt: Submission, tmp_path: Path, phone: Any
) -> None:
    (tmp_path / "x.jpg").write_bytes(b"<svg onload=alert(1)>")
    page = phone(address(receipt))
    page.set_input_files("input[type=file]", tmp_path / "x.jpg")
    page.click("text=Kirim berkas")

    page.locator(".sends .bad", has_text="bukan foto JPEG").wait_for()
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("width", [390, 1280])
def test_the_page_passes_axe_and_nothing_scrolls_sideways(
    receipt: Submission, photo: Path, phone: Any, width: int
) -> None:
    plain = phone(address(receipt), width=width, scripts=False)
    plain.set_input_files("input[type=file]", photo)
    plain.click("text=Kirim berkas")
    plain.locator(".files img").wait_for()
    page = phone(address(receipt), width=width)
    page.click("text=Kirim berkas")
    page.locator(".errs").wait_for()

    found = broken(page)

    pictures = os.environ.get("PAGE_PICTURES")
    if pictures:
        page.screenshot(path=f"{pictures}/attachments-{width}.png", full_page=True)
    assert found == {}
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    small = page.eval_on_selector_all(
        "main button, main input[type=file], main label.opt",
        "all => all.filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML)",
    )
    assert small == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_desk_s_pages_of_attachments_pass_axe(
    receipt: Submission, phone: Any, width: int
) -> None:
    picture = make_attachment(caption="Ruang produksi", latitude="-8.51", **PLACE)
    decree = make_legal_act_file(make_legal_act(make_sentra()))
    pages = {
        "list": "/admin/registry/attachment/",
        "detail": f"/admin/registry/attachment/{picture.pk}/change/",
        "legal-act": f"/admin/dasar-hukum/{decree.legal_act_id}/berkas/",
    }
    found: dict[str, Any] = {}
    for name, path in pages.items():
        page = phone(path, role="ministry_staff", width=width)
        found |= {f"{name} {rule}": places for rule, places in broken(page).items()}
        pictures = os.environ.get("PAGE_PICTURES")
        if pictures:
            page.screenshot(path=f"{pictures}/desk-{name}-{width}.png", full_page=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name

    assert found == {}
