"""How one text of a query string is read: closed lists, codes of a table, whole numbers, yes or no,
days, words. A reader returns typed values and problems, never a guess."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sentra.lib.dates import today_wib
from sentra.lib.problems import Problem, UnreadableValue, problem_code
from sentra.lib.text import fold_words, nearest

# So many names are listed where none is near; the documentation has the rest.
LISTED_NAMES = 40
MAX_CANDIDATES = 1000
# A bigint column holds eighteen digits whatever the digits are.
MAX_WHOLE = 10**18 - 1

UNKNOWN_VALUE = problem_code("query.unknown_value", gettext_lazy("{value} tidak dikenal. {hint}"))
NOT_WHOLE = problem_code(
    "query.not_whole", gettext_lazy("{value} bukan bilangan bulat. Tulis misalnya 2024.")
)
OUT_OF_RANGE = problem_code(
    "query.out_of_range",
    gettext_lazy("{value} di luar batas: paling kecil {least}, paling besar {most}."),
)
NOT_YES_NO = problem_code("query.not_yes_no", gettext_lazy("{value} harus true atau false."))
NOT_A_DAY = problem_code(
    "query.not_a_day", gettext_lazy("{value} bukan tanggal. Tulis misalnya 2026-11-21, atau today.")
)
NO_WORDS = problem_code(
    "query.no_words", gettext_lazy("{value} tidak memuat huruf atau angka yang dapat dicari.")
)


@dataclass(frozen=True)
class Hint:
    """The nearest valid name (at most three edits away), or else the list."""

    seen: str
    known: Iterable[str]

    def __str__(self) -> str:
        known = list(dict.fromkeys(self.known))
        near = nearest(self.seen[:100], known)
        if near is not None:
            return _("Maksud Anda {nearest}?").format(nearest=near)
        listed = ", ".join(known[:LISTED_NAMES]) + (", …" if len(known) > LISTED_NAMES else "")
        return _("Yang dapat dipakai: {known}.").format(known=listed or "-")


class Reader:
    """How one text is read. `schema` describes it to OpenAPI."""

    def read(self, texts: Sequence[str], name: str) -> tuple[list[Any], list[Problem]]:
        """Typed values, and one problem for each text that is none."""
        values: list[Any] = []
        problems: list[Problem] = []
        for text in texts:
            try:
                values.append(self.one(text))
            except UnreadableValue as error:
                problems.append(error.problem(name))
        return values, problems

    def one(self, text: str) -> Any:
        """One typed value; raises UnreadableValue."""
        raise NotImplementedError

    def widget(self) -> forms.Widget:
        """How a page asks for it."""
        return OneValueInput()

    def schema(self) -> dict[str, Any]:
        """The JSON schema of one value."""
        return {"type": "string", "maxLength": 100}


class OneValueInput(forms.TextInput):
    """A text field that shows the first of several values."""

    def format_value(self, value: Any) -> str | None:
        """The text in the field."""
        return super().format_value(value[0] if isinstance(value, list) and value else value)


class RepeatedSelect(forms.Select):
    """A list to choose one from, that also keeps what a link repeated."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Everything sent under the name."""
        return data.getlist(name) if hasattr(data, "getlist") else [data.get(name, "")]


@dataclass(frozen=True)
class OneOf(Reader):
    """A member of a closed list."""

    choices: type[TextChoices]

    def one(self, text: str) -> str:
        """The stored value."""
        if text not in self.choices.values:
            raise UnreadableValue(UNKNOWN_VALUE, text, hint=Hint(text, self.choices.values))
        return text

    def widget(self) -> forms.Widget:
        """A list with "any" on top."""
        return RepeatedSelect(choices=[("", gettext_lazy("Semua")), *self.choices.choices])

    def schema(self) -> dict[str, Any]:
        """The list."""
        return {"type": "string", "enum": list(self.choices.values)}


@dataclass(frozen=True)
class Whole(Reader):
    """A whole number within bounds; `most` may depend on today."""

    least: int = 0
    most: int | Callable[[], int] = MAX_WHOLE
    # Words that stand beside the numbers, such as "latest".
    words: tuple[str, ...] = ()

    def one(self, text: str) -> int | str:
        """The number, or one of the words."""
        if text in self.words:
            return text
        digits = text.removeprefix("-")
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 18):
            raise UnreadableValue(NOT_WHOLE, text)
        most = self.most() if callable(self.most) else self.most
        if not self.least <= int(text) <= most:
            raise UnreadableValue(OUT_OF_RANGE, text, least=self.least, most=most)
        return int(text)

    def schema(self) -> dict[str, Any]:
        """The lower bound; an upper bound that moves with the calendar is left to the answer."""
        number: dict[str, Any] = {"type": "integer", "minimum": self.least}
        if not callable(self.most):
            number["maximum"] = self.most
        if self.words:
            return {"oneOf": [number, {"type": "string", "enum": list(self.words)}]}
        return number


@dataclass(frozen=True)
class YesNo(Reader):
    """true or false."""

    def one(self, text: str) -> bool:
        """The claim."""
        if text not in ("true", "false"):
            raise UnreadableValue(NOT_YES_NO, text)
        return text == "true"

    def widget(self) -> forms.Widget:
        """Any, yes, no."""
        answers = [("", gettext_lazy("Semua")), ("true", gettext_lazy("ya"))]
        return RepeatedSelect(choices=[*answers, ("false", gettext_lazy("tidak"))])

    def schema(self) -> dict[str, Any]:
        """A boolean."""
        return {"type": "boolean"}


@dataclass(frozen=True)
class Day(Reader):
    """An ISO day, or "today" on the registry's clock."""

    def one(self, text: str) -> date:
        """The day."""
        if text == "today":
            return today_wib()
        try:
            if len(text) != 10:
                raise ValueError
            return date.fromisoformat(text)
        except ValueError as error:
            raise UnreadableValue(NOT_A_DAY, text) from error

    def schema(self) -> dict[str, Any]:
        """A date or the word."""
        word = {"type": "string", "enum": ["today"]}
        return {"oneOf": [{"type": "string", "format": "date"}, word]}


@dataclass(frozen=True)
class Text(Reader):
    """Words as they are."""

    def one(self, text: str) -> str:
        """The text."""
        return text


@dataclass(frozen=True)
class SearchWords(Reader):
    """Words to search for; something must be left after folding."""

    def one(self, text: str) -> str:
        """The text as typed."""
        if not fold_words(text):
            raise UnreadableValue(NO_WORDS, text)
        return text


@dataclass(frozen=True)
class Codes(Reader):
    """Codes of a table. `check` judges the form first; `rows` are what may be named, `key` its
    code, `label` its name."""

    rows: Callable[[], QuerySet]
    key: str = "code"
    label: str = "name"
    check: Callable[[str], str] | None = None
    example: str = ""
    pattern: str = ""

    def one(self, text: str) -> str:
        """The code in its stored form, not yet known to exist."""
        return self.check(text) if self.check else text

    def read(self, texts: Sequence[str], name: str) -> tuple[list[Any], list[Problem]]:
        """Codes that exist; one statement for all of them."""
        codes, problems = super().read(texts, name)
        known = set(
            self.rows().filter(**{f"{self.key}__in": codes}).values_list(self.key, flat=True)
        )
        missing = [code for code in dict.fromkeys(codes) if code not in known]
        if missing:
            problems += [self.unknown(name, code) for code in missing]
        return [code for code in codes if code in known], problems

    def unknown(self, name: str, code: str) -> Problem:
        """The refusal of a code that is in no row."""
        return UNKNOWN_VALUE.problem(name, code, hint=Hint(code, self.candidates(code)))

    def candidates(self, code: str) -> Iterable[str]:
        """Codes that may have been meant; bounded, since each is compared letter by letter."""
        rows = self.rows().order_by(self.key).values_list(self.key, flat=True)
        return list(rows[:MAX_CANDIDATES])

    def widget(self) -> forms.Widget:
        """A list by name, read when the page is drawn."""

        def choices() -> list[tuple[Any, Any]]:
            rows = self.rows().order_by(self.label).values_list(self.key, self.label)
            return [("", gettext_lazy("Semua")), *rows]

        return RepeatedSelect(choices=choices)  # type: ignore[arg-type]

    def schema(self) -> dict[str, Any]:
        """A text with its form."""
        schema: dict[str, Any] = {"type": "string", "maxLength": 100}
        if self.pattern:
            schema["pattern"] = self.pattern
        if self.example:
            schema["examples"] = [self.example]
        return schema
