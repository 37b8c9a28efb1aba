"""Fields that take another row by its code or by words, and what several that fit are called."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.forms.fields import ReadingField
from registry.queries.lookup import MOST, Candidate, sentra_meant
from sentra.lib.problems import UnreadableValue, problem_code

NOTHING_FOUND = problem_code(
    "lookup.nothing", _("“{value}” tidak ditemukan. Periksa ejaannya, atau tulis kodenya.")
)
SEVERAL_FOUND = problem_code(
    "lookup.several", _("“{value}” cocok dengan beberapa catatan. Pilih salah satunya.")
)
TOO_MANY_FOUND = problem_code(
    "lookup.too_many",
    _("“{value}” cocok dengan lebih dari {most} catatan. Tambahkan kata, atau tulis kodenya."),
)


class LookUpField(ReadingField):
    """Another row by its code or by words; several that fit are offered to choose from."""

    def __init__(
        self, *, find: Callable[[str], list[Candidate]], ahead: str, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.find = find
        self.candidates: list[Candidate] = []
        # A row that words never mean: the one the page is about.
        self.leave_out = ""
        self.widget.attrs |= {"class": "vTextField", "autocomplete": "off", "data-ahead": ahead}

    def read(self, text: str) -> str:
        """The code of the one row that is meant."""
        rows = self.find(text)
        if len(rows) > 1:
            rows = [row for row in rows if row.code != self.leave_out]
        if not rows:
            raise UnreadableValue(NOTHING_FOUND, text)
        if len(rows) > MOST:
            raise UnreadableValue(TOO_MANY_FOUND, text, most=MOST)
        if len(rows) > 1:
            self.candidates = rows
            raise UnreadableValue(SEVERAL_FOUND, text)
        return rows[0].code


def sentra_field(**kwargs: Any) -> LookUpField:
    """A registered sentra."""
    return LookUpField(find=sentra_meant, ahead="sentrasuccession.successor", **kwargs)
