"""The first day of somebody invited, on a telephone: the code on paper, an
account, the second factor, recovery codes, the task list; and the pages of the head who invited."""

import os
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from playwright.sync_api import Browser, Page
from pytest_django import Settings

from sentra.accounts.models import User
from tests.cast import make_cast
from tests.e2e.axe import broken
from tests.e2e.desk import signed_in_page
from tests.factories import make_mandate, make_sentra
from tests.registry.web.test_office import iso, open_invitation

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

OpenPage = Callable[..., Page]
PASSWORD = "empat-kata-cukup-panjang"
NEW = "operator.baru@contoh.example"
# Where somebody wants to look at what the test saw.
PICTURES = os.environ.get("IKM_PICTURES", "")


def judged(page: Page, name: str) -> None:
    """axe finds nothing and nothing scrolls sideways."""
    if PICTURES:
        page.screenshot(path=str(Path(PICTURES) / f"{name}.png"), full_page=True)
    page.wait_for_load_state()
    beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert (broken(page), max(beyond, 0)) == ({}, 0), name


def head_s_page(browser: Browser, live_server: Any, user: User, width: int) -> Page:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return signed_in_page(browser, live_server.url, client, width=width)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).click()
    page.wait_for_load_state()


def test_from_the_code_on_paper_to_the_task_list(
    browser: Browser, open_page: OpenPage, live_server: Any, settings: Settings
) -> None:
    cast = make_cast()
    make_sentra(name="Sentra Rajut", province="32", regency="32.04")
    office = cast.office_head.mandates.get().office
    head = head_s_page(browser, live_server, cast.office_head, 390)
    head.goto(f"{live_server.url}/tugas/kantor/{office.code}/undang/")
    judged(head, "undang-390")
    head.get_by_label("Kode sekali pakai di kertas").check()
    press(head, "Buat undangan")
    judged(head, "kode-390")
    code = head.locator(".receipt b").inner_text()
    head.context.close()
    settings.REQUIRE_MFA = True

    page = open_page("/akun/undangan/", width=390)
    judged(page, "masuk-kode-390")
    page.get_by_label("Kode sekali pakai").fill("keliru")
    press(page, "Lanjut")
    judged(page, "kode-keliru-390")
    page.get_by_label("Kode sekali pakai").fill(code.lower())
    press(page, "Lanjut")
    judged(page, "undangan-390")
    page.get_by_label("Alamat surel").fill(NEW)
    page.get_by_label("Sebutan menurut tugas").fill("Operator Kab. Bandung")
    page.get_by_label(re.compile("Kata sandi baru$")).fill(PASSWORD)
    page.get_by_label("Kata sandi baru, sekali lagi").fill(PASSWORD)
    press(page, "Buat akun dan terima mandat")

    assert "/akun/2fa/totp/activate/" in page.url
    judged(page, "dua-langkah-390")
    secret = page.locator("main code").first.inner_text()
    page.locator("#id_code").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(page, "Aktifkan")
    judged(page, "kode-cadangan-390")
    assert page.locator(".codes code").count() == 10
    page.get_by_role("link", name="Sudah saya simpan, lanjut").click()
    page.wait_for_load_state()

    judged(page, "tugas-390")
    assert page.url == f"{live_server.url}/tugas/"
    assert "Sentra Rajut" in page.locator("main").inner_text()
    assert User.objects.get(email=NEW).mandates.get().office == office


@pytest.mark.parametrize("width", [390, 1280])
def test_axe_finds_nothing_on_the_pages_about_people(
    width: int, browser: Browser, open_page: OpenPage, live_server: Any
) -> None:
    cast = make_cast()
    head, office = cast.office_head, cast.office_head.mandates.get().office
    make_mandate(head, office, "regency_operator", valid_to=iso(20))
    open_invitation(office, head, email=NEW)
    operator = cast.regency_operator
    page = head_s_page(browser, live_server, head, width)
    start = f"{live_server.url}/tugas/kantor/{office.code}"

    for name, path in (
        ("kantor", "/"),
        ("akhiri", f"/mandat/{operator.mandates.get().pk}/akhiri/"),
        ("serah-terima", f"/mandat/{head.mandates.get(role='office_head').pk}/serah-terima/"),
        ("pulihkan", f"/akun/{operator.pk}/pulihkan/"),
        ("batalkan", f"/undangan/{office.invitations.get().pk}/batalkan/"),
    ):
        page.goto(f"{start}{path}")
        judged(page, f"{name}-{width}")
    page.goto(f"{start}/akun/{operator.pk}/pulihkan/")
    page.locator("input[value=password]").check()
    page.get_by_label("Alasan").fill("Lupa kata sandi")
    press(page, "Pulihkan akun")
    judged(page, f"kode-pulih-{width}")
    code = page.locator(".receipt b").inner_text()
    page.goto(f"{live_server.url}/tugas/")
    judged(page, f"tugas-kepala-{width}")
    page.context.close()
    guest = open_page("/akun/pemulihan/", width=width)
    judged(guest, f"pemulihan-{width}")
    guest.get_by_label("Kode sekali pakai").fill(code)
    press(guest, "Lanjut")
    judged(guest, f"kata-sandi-{width}")
    admin = head_s_page(browser, live_server, cast.ministry_admin, width)
    admin.goto(f"{live_server.url}/admin/kantor/{office.code}/orang/")
    judged(admin, f"admin-orang-{width}")
    admin.context.close()
