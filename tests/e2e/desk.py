"""The ministry's desk in a real browser: signed in by session, every press counted."""

from typing import Any

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.e2e.axe import broken


def faults(page: Page) -> dict[str, Any]:
    """What is wrong with a page as it stands, everything folded opened: wider than the window, a
    complaint of the console, a rule of axe."""
    found: dict[str, Any] = {}
    page.wait_for_load_state()
    beyond = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if beyond > 0:
        found["sideways"] = beyond
    said: list[str] = page.said  # type: ignore[attr-defined]
    complaints = [line for line in said if "status of 4" not in line]
    if complaints:
        found["console"] = complaints
    page.eval_on_selector_all("details", "all => all.forEach(one => one.open = true)")
    return found | broken(page)


def signed_in_page(
    browser: Browser, address: str, client: Client, *, width: int = 1280, scheme: Any = "light"
) -> Page:
    """A page with the session of a signed-in client; what its console said is in `page.said`."""
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.said = said  # type: ignore[attr-defined]
    return page


class Hand:
    """One person at the desk. A press is a click on a link, a button, a box or a choice of a list;
    text is typed where the Tab key or a shortcut leads, which is no press."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address, self.presses = page, address, 0

    def open(self, path: str) -> None:
        """Start here; a person begins the day on the dashboard."""
        self.page.goto(f"{self.address}{path}", wait_until="load")

    def press(self, selector: str) -> None:
        """One press, and whatever page it leads to."""
        self.page.locator(selector).first.click()
        self.presses += 1
        self.page.wait_for_load_state()

    def choose(self, selector: str, value: str) -> None:
        """One choice of a list."""
        self.page.locator(selector).first.select_option(value)
        self.presses += 1

    def write(self, selector: str, words: str) -> None:
        """Type into a field."""
        self.page.locator(selector).first.fill(words)

    def look_up(self, selector: str, words: str) -> None:
        """Type-ahead: one press opens it, Enter takes the first."""
        self.press(f"{selector} + .select2-container .select2-selection")
        box = self.page.locator(".select2-search__field").last
        box.fill(words)
        found = f".select2-results__option--highlighted:has-text('{words}')"
        self.page.locator(found).first.wait_for()
        box.press("Enter")

    def search(self, words: str) -> None:
        """The header's box by its key, from anywhere."""
        self.page.locator("body").press("/")
        self.page.keyboard.type(words)
        with self.page.expect_navigation(wait_until="load"):
            self.page.keyboard.press("Enter")

    def add_line(self, prefix: str) -> None:
        """A new line of a part."""
        self.press(f"#{prefix}-group .add-row a")

    def save(self, why: str = "new_report") -> None:
        """Why, and the save."""
        self.choose("#id_reason_code", why)
        self.press("[name=_save]")

    def said(self) -> str:
        """What the page answered above its content."""
        lines: Any = self.page.locator(".messagelist li").all_inner_texts()
        return " ".join(lines)
