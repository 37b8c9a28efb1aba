"""One row chosen by words: a text that means a place, a commodity, a sentra or an institution. When
it may mean several, the page asks which; a list is never guessed from, and never 500 long."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from registry.forms.fields import PickWidget, ReadingField
from registry.queries.choosing import Finder, Option
from sentra.lib.problems import ProblemCode, problem_code

NOT_FOUND = problem_code(
    "choice.not_found",
    gettext_lazy("“{value}” tidak ada dalam daftar ini. Periksa ejaannya, atau tulis kodenya."),
)
SEVERAL = problem_code(
    "choice.several",
    gettext_lazy("“{value}” bisa berarti lebih dari satu. Pilih salah satu di bawah ini."),
)
NEAR = problem_code(
    "choice.near",
    gettext_lazy("“{value}” tidak ada dalam daftar ini. Mungkin salah satu di bawah ini?"),
)


class ChoiceByWords(ReadingField):
    """A text in, the code of the one row it means out. `may_be_new` lets words through that mean no
    row on record, as `new_words`; `beyond` finds what exists and is not to be chosen here, and says
    so in a sentence of its own."""

    def __init__(
        self,
        *,
        find: Finder,
        asks: str = "",
        may_be_new: bool = False,
        beyond: tuple[Finder, ProblemCode] | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.find, self.may_be_new, self.beyond = find, may_be_new, beyond
        self.chosen: Option | None = None
        self.new_words = ""
        self.asks = asks
        self.widget.attrs.setdefault("autocomplete", "off")

    def get_bound_field(self, form: Any, field_name: str) -> Any:
        """With the list of suggestions beside the line of text."""
        if self.asks:
            self.widget.attrs["list"] = f"{form.add_prefix(field_name)}_options"
        return super().get_bound_field(form, field_name)

    def read(self, text: str) -> str:
        """The code, or a refusal with what the text could mean."""
        meant = self.find(text)
        self.chosen = meant.chosen
        if meant.chosen is not None:
            return meant.chosen.code
        if self.may_be_new and not meant.options:
            self.new_words = text.strip()
            return ""
        if self.beyond and not meant.options:
            find_beyond, foreign = self.beyond
            elsewhere = find_beyond(text)
            if elsewhere.chosen is not None or elsewhere.options:
                raise ValidationError(foreign.sentence(text), foreign.code)
        self.picks = tuple((option.text, option.text) for option in meant.options)
        code = (SEVERAL if len(meant.options) > 1 else NEAR) if meant.options else NOT_FOUND
        raise ValidationError(code.sentence(text), code.code)

    def shown(self, row: Mapping[str, Any], name: str) -> str:
        """A stored key as the line that means it."""
        key = row.get(name)
        meant = self.find(str(key)) if key else None
        return meant.chosen.text if meant and meant.chosen else str(key or "")

    def text_for(self, code: str) -> str:
        """The line that means a code; the code itself when it is none of this list."""
        return self.shown({"key": code}, "key")


class NewOrKnown(ChoiceByWords):
    """Words that may name a row on record; when they are close to several, "new" is one answer."""

    NEW = gettext_lazy("Bukan salah satunya: ini lembaga baru")

    def read(self, text: str) -> str:
        """The code; empty for a new one."""
        if text.startswith("+"):
            self.new_words = text[1:].strip()
            return ""
        try:
            return super().read(text)
        except ValidationError:
            self.picks = (*self.picks, (f"+{text}", str(self.NEW)))
            raise


class AskingRadio(forms.RadioSelect):
    """Few answers, each a target of its own; the first empty one is left out."""

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Without the dashes Django puts first."""
        groups = super().optgroups(name, value, attrs)
        return [group for group in groups if group[1][0]["value"] not in ("", None)]


__all__ = ["AskingRadio", "ChoiceByWords", "NewOrKnown", "PickWidget"]
