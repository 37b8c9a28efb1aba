"""What axe says of a page: the one place where it is asked, and what it is asked for."""

from functools import cache

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# Only what is wrong comes back from the browser, and no stylesheet is fetched a second time: the
# rules are the same, the walk over two hundred pages takes half the time.
ASK = """async options => (await axe.run({...options, resultTypes: ["violations"], preload: false}))
    .violations.map(one => [one.id, one.nodes.slice(0, 3).map(node => node.html.slice(0, 160))])"""


@cache
def script() -> str:
    """Axe itself, read once."""
    return str(Axe().axe_script)


def broken(page: Page) -> dict[str, list[str]]:
    """The rules a page breaks once all of it has come, each with the first places."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(script())
    return dict(page.evaluate(ASK, RULES))
