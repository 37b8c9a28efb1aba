"""A phone-sized browser in the hands of a dinas: signed in by session, with or without script."""

from django.test import Client
from playwright.sync_api import Browser, Page

from tests.e2e.axe import broken


def phone(
    browser: Browser, address: str, client: Client, *, scripts: bool = True, width: int = 390
) -> Page:
    """A page of a signed-in operator; what its console said is in `page.said`."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, java_script_enabled=scripts
    )
    session = client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": address}])
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.said = said  # type: ignore[attr-defined]
    return page


def is_wide(page: Page) -> bool:
    """Whether anything makes the page scroll sideways, once all of it has come."""
    page.wait_for_load_state()
    script = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    return bool(page.evaluate(script))


def violations(page: Page) -> list[str]:
    """What axe finds, each with its place."""
    return [f"{rule}: {places[0]}" for rule, places in broken(page).items()]
