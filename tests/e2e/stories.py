"""A hand that fills a whole page of the desk: a field by what it is, a part by its lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from playwright.sync_api import Locator

from tests.e2e.desk import Hand

Fields = Mapping[str, str]
# What a field is, told by its own element.
KIND = "e => e.matches('.admin-autocomplete') ? 'key' : e.type === 'checkbox' ? 'box' : e.localName"


@dataclass(frozen=True)
class Line:
    """One new line of a part: the prefix of its formset and what is entered where. Of a type-ahead
    field the words that find the row, of a list the stored value."""

    part: str
    fields: Fields


class Filler(Hand):
    """One person who enters a story. Waits only for what an entry itself makes appear."""

    def enter(self, selector: str, words: str) -> None:
        """One field, whatever kind it is."""
        field = self.page.locator(selector)
        kind = field.evaluate(KIND)
        if kind == "key":
            self.find(field, selector, words)
        elif kind == "box":
            field.set_checked(words == "yes")
        elif kind == "select":
            field.select_option(words)
        else:
            field.fill(words)

    def find(self, field: Locator, selector: str, words: str) -> None:
        """Type-ahead: the row that begins with these words, and the field then holds it. It is
        clicked, because the highlight of Enter moves while answers still arrive. A new line that
        took the row over from the line before needs nothing."""
        if self.held(field).startswith(words):
            return
        self.page.locator(f"{selector} + .select2-container .select2-selection").click()
        self.page.locator(".select2-container--open .select2-search__field").last.fill(words)
        rows = self.page.locator(".select2-results__option[role=option]")
        rows.filter(has_text=re.compile(rf"^\s*{re.escape(words)}[ ,]")).first.click()
        assert self.held(field).startswith(words), selector

    @staticmethod
    def held(field: Locator) -> str:
        """The row a type-ahead field holds, in words; empty where it holds none."""
        return " ".join(field.locator("option:checked").all_text_contents()).strip()

    def add(self, line: Line) -> None:
        """A new line of a part, after those that stand there."""
        total = self.page.locator(f"#id_{line.part}-TOTAL_FORMS")
        number = int(total.input_value())
        self.page.locator(f"#{line.part}-group .add-row a").click()
        for name, words in line.fields.items():
            self.enter(f"#id_{line.part}-{number}-{name}", words)

    def keep(self, why: str) -> None:
        """Why, and the save; a refusal fails with its own words."""
        self.save(why)
        refused = self.page.locator(".errs")
        assert not refused.count(), refused.first.inner_text()
