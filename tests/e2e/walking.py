"""A walk over several pages: every page on the way is looked at by axe, measured, and kept as a
picture where `PAGE_PICTURES` names a folder."""

import os
from dataclasses import dataclass, field

from django.test import Client
from playwright.sync_api import Browser, Page

from sentra.accounts.models import User
from tests.e2e.dinas import is_wide, phone, violations

PICTURES = os.environ.get("PAGE_PICTURES", "")
# Chromium notes every refused page in its console; a form that is refused is no fault of the page.
REFUSED = ("status of 409", "status of 422")


@dataclass
class Walk:
    """One walk: its browser, where the site is, whether scripts run, and what was wrong so far."""

    browser: Browser
    address: str
    scripts: bool = True
    name: str = "walk"
    found: list[str] = field(default_factory=list)
    pages: list[Page] = field(default_factory=list)
    glass: Page | None = None

    def page_of(self, user: User, *, width: int = 390, scripts: bool | None = None) -> Page:
        """A browser of one person, signed in."""
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        runs = self.scripts if scripts is None else scripts
        page = phone(self.browser, self.address, client, scripts=runs, width=width)
        self.pages.append(page)
        return page

    def open(self, page: Page, path: str, *, step: str = "") -> None:
        """Go to an address, and look at it where the step has a name."""
        page.goto(f"{self.address}{path}", wait_until="load")
        if step:
            self.look(page, step)

    def look(self, page: Page, step: str) -> None:
        """What is wrong with the page, once all of it has come."""
        page.wait_for_load_state()
        if PICTURES:
            width = page.viewport_size["width"] if page.viewport_size else 0
            kind = "script" if self.scripts else "plain"
            page.screenshot(
                path=f"{PICTURES}/{self.name}-{step}-{width}-{kind}.png", full_page=True
            )
        said: list[str] = page.said  # type: ignore[attr-defined]
        bad = [line for line in said if not any(refused in line for refused in REFUSED)]
        self.found += [f"{step} {line}" for line in bad]
        seen = page if self.scripts else self.mirror(page)
        self.found += [f"{step} {one}" for one in violations(seen)]
        self.found += [f"{step} is wider than the screen"] if is_wide(page) else []
        said.clear()

    def mirror(self, page: Page) -> Page:
        """The same page in a browser where axe can run: it needs timers, and those stand still
        where scripts are switched off. Scripts of the page itself stay away here too."""
        if self.glass is None:
            self.glass = self.browser.new_context().new_page()
            self.pages.append(self.glass)
        glass, html = self.glass, page.content()
        glass.unroute_all()
        glass.route("**/*.js", lambda route: route.abort())
        address = page.url.partition("#")[0]
        glass.route(address, lambda route: route.fulfill(body=html, content_type="text/html"))
        glass.set_viewport_size(page.viewport_size or {"width": 390, "height": 844})
        glass.goto(address, wait_until="load")
        return glass

    def close(self) -> None:
        """Close every browser of this walk."""
        for page in self.pages:
            page.context.close()


def opened_all(page: Page) -> None:
    """Open everything that is folded, so that axe sees it."""
    page.eval_on_selector_all("main details", "all => all.forEach(d => d.open = true)")
