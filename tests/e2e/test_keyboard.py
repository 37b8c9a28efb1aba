"""The desk without a mouse: its keys lead where the help page says, and never while typing."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, Page

from registry.models import Sentra
from tests.e2e.desk import signed_in_page
from tests.factories import make_sentra, make_status

pytestmark = [pytest.mark.e2e, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def page(
    transactional_db: None, browser: Browser, live_server: Any, signed_in: Any
) -> Iterator[Page]:
    """Staff on the dashboard, with two sentra on record."""
    make_status(make_sentra(name="Sentra Perak Celuk"))
    make_sentra(name="Sentra Kayu Mas", province="52", regency="52.02")
    found = signed_in_page(browser, live_server.url, signed_in("ministry_staff"))
    found.goto(f"{live_server.url}/admin/", wait_until="load")
    yield found
    found.context.close()


def focused(page: Page) -> str:
    name: str = page.evaluate("document.activeElement.id || document.activeElement.name")
    return name


def goes(page: Page, key: str) -> None:
    with page.expect_navigation(wait_until="load"):
        page.keyboard.press(key)


def test_a_record_is_found_corrected_and_read_again_by_keys_alone(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("celuk")
    goes(page, "Enter")
    page.focus("#id_name")
    page.keyboard.press("End")
    page.keyboard.type(" fhs?/")
    assert focused(page) == "id_name"

    goes(page, "Control+Enter")
    assert Sentra.objects.filter(name="Sentra Perak Celuk").exists()
    assert page.input_value("#id_name") == "Sentra Perak Celuk fhs?/"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("s")
    assert focused(page) == "id_reason_code"
    page.keyboard.press("ArrowDown")
    goes(page, "Control+Enter")

    assert Sentra.objects.filter(name="Sentra Perak Celuk fhs?/").exists()


def test_the_other_keys_lead_to_the_list_s_search_the_history_and_the_help(page: Page) -> None:
    root = page.url.removesuffix("/admin/")
    page.goto(f"{root}{reverse('admin:registry_sentra_changelist')}", wait_until="load")
    page.keyboard.press("f")
    assert focused(page) == "searchbar"

    celuk = Sentra.objects.get(name="Sentra Perak Celuk")
    change = reverse("admin:registry_sentra_change", args=[celuk.pk])
    page.goto(f"{root}{change}", wait_until="load")
    goes(page, "h")
    assert page.url.endswith("/history/")
    goes(page, "?")
    assert page.url.endswith(reverse("admin:help"))
    assert page.locator("kbd").all_inner_texts() == ["/", "f", "s", "Ctrl", "Enter", "h", "?"]
