"""Form fields that read what Indonesian officers write — figures, rupiah, dates, places — and give
the plain JSON values a `Change` carries. What a row may hold is the engine's affair; a field here
only reads text and shows a stored value so that reading it again gives the same."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.changes.fields import NOT_A_DECIMAL, NOT_A_NUMBER, REQUIRED, key_field
from sentra.lib.dates import PartialDate, format_date, parse_indonesian_date
from sentra.lib.figures import Figure, format_figure
from sentra.lib.number_format import format_exact, format_for_input
from sentra.lib.numbers import parse_decimal, parse_figure, parse_rupiah, parse_whole_number
from sentra.lib.problems import UnreadableValue, problem_code

DAY_NEEDED = problem_code(
    "date.day_needed",
    _("{value} belum lengkap. Isian ini memerlukan hari, bulan, dan tahun, misalnya 14/11/2026."),
)

Row = Mapping[str, Any]


class PickWidget(forms.TextInput):
    """A line of text, unless the person picked one of the meanings offered beside it."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The picked meaning, else the text."""
        return data.get(f"{name}_pick") or super().value_from_datadict(data, files, name)


def readings_of(text: str, refusal: UnreadableValue, unit: str = "") -> tuple[tuple[str, str], ...]:
    """What an ambiguous number may mean: the text that means it, and how it is shown."""
    readings = getattr(refusal, "readings", ())
    if refusal.value != " ".join(text.split()):
        return ()  # only a piece of the text is in doubt; the sentence says how to write it
    return tuple(
        (format_for_input(number), f"{format_exact(number)} {unit}".strip()) for number in readings
    )


class ReadingField(forms.CharField):
    """Text in, a plain JSON value out (None when empty). `read` raises `UnreadableValue`; `shown`
    writes a stored row's value the way `read` understands it.

    `picks` are the meanings a refused text may have, as the texts that mean them: the page asks
    which one, and the answer takes the place of the text (`PickWidget`)."""

    widget = PickWidget
    picks: tuple[tuple[str, str], ...] = ()
    unit = ""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(**kwargs)
        self.error_messages["required"] = REQUIRED.sentence()

    def read(self, text: str) -> Any:
        """The value of a text that is not empty."""
        return text

    def shown(self, row: Row, name: str) -> str:
        """The text for the column `name` of a stored row; empty when there is nothing."""
        value = row.get(name)
        return "" if value is None else str(value)

    def values(self, name: str, cleaned: Any) -> dict[str, Any]:
        """What a change says about this field; one field may speak of two columns."""
        return {name: cleaned}

    def clean(self, value: Any) -> Any:
        """The value read, or a ValidationError with the code and sentence of the refusal."""
        text = self.to_python(value)
        self.validate(text)
        if not text:
            return None
        self.run_validators(text)
        try:
            return self.read(text)
        except UnreadableValue as refusal:
            self.picks = readings_of(text, refusal, self.unit)
            raise ValidationError(refusal.sentence, code=refusal.code) from refusal

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the text differs from what was shown, so that an untouched "≥ 18" stays "lebih
        dari 18" in the row."""
        if self.disabled:
            return False
        return " ".join(str(initial or "").split()) != " ".join(str(data or "").split())


class WordsField(ReadingField):
    """Text as typed, with plain line ends; empty text is empty text, not nothing."""

    def to_python(self, value: Any) -> str:
        """Browsers send CR LF; the row keeps LF."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")

    def clean(self, value: Any) -> str:
        """The text, possibly empty."""
        return super().clean(value) or ""


class FigureField(ReadingField):
    """A figure with its doubt: "lebih dari 18", "400–700", "25"; rupiah where it is money."""

    def __init__(
        self, *, is_money: bool = False, unit: str = "", is_decimal: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.is_money, self.unit = is_money, unit
        self.read_number = parse_decimal if is_decimal else parse_whole_number
        self.widget.attrs.setdefault("inputmode", "text")
        self.widget.attrs.setdefault("autocomplete", "off")

    def read(self, text: str) -> dict[str, Any]:
        """The figure as JSON."""
        return parse_figure(text, parse_rupiah if self.is_money else self.read_number).to_json()

    def shown(self, row: Row, name: str) -> str:
        """The five columns as one text; dots between thousands, since no decimals are read."""
        figure = figure_of(row, name)
        return "" if figure is None else format_figure(figure)


def figure_of(row: Row, name: str) -> Figure | None:
    """The figure in the five columns `name`, `_low`, `_high`, `_qualifier`, `_text`; None when
    nobody reported it."""
    sign = row.get(f"{name}_qualifier")
    if not sign:
        return None
    return Figure(row[f"{name}_low"], row[f"{name}_high"], sign, row.get(f"{name}_text") or "")


class RupiahField(ReadingField):
    """A plain amount of whole rupiah."""

    def read(self, text: str) -> int:
        """Whole rupiah."""
        return parse_rupiah(text)

    def shown(self, row: Row, name: str) -> str:
        """With dots between thousands."""
        value = row.get(name)
        return "" if value is None else format_exact(value)


class YearField(ReadingField):
    """A year, digits only."""

    def read(self, text: str) -> int:
        """The number; "2.024" is no year."""
        if not (text.isascii() and text.isdigit() and len(text) <= 6):
            raise UnreadableValue(NOT_A_NUMBER, text)
        return int(text)


class DecimalField(ReadingField):
    """A number with decimals, comma before them, as the decimal text a change carries."""

    def read(self, text: str) -> str:
        """`33,5` → "33.5"."""
        return str(parse_decimal(text))

    def shown(self, row: Row, name: str) -> str:
        """With a decimal comma and no empty places."""
        value = row.get(name)
        return "" if value is None else f"{Decimal(value).normalize():f}".replace(".", ",")


class CoordinateField(DecimalField):
    """Degrees, with comma or point: nobody writes thousands of degrees, and maps copy a point."""

    def read(self, text: str) -> str:
        """`−8,65` or `-8.65` → "-8.65"."""
        try:
            number = Decimal(text.replace("−", "-").replace(",", "."))
        except InvalidOperation:
            raise UnreadableValue(NOT_A_DECIMAL, text) from None
        if not number.is_finite():
            raise UnreadableValue(NOT_A_DECIMAL, text)
        return f"{number:f}"


class PartialDateField(ReadingField):
    """A date as deep as known, in one field: `14/11/2026`, `November 2026`, `2026`, or nothing for
    a date nobody stated. `precision` is the column beside it."""

    def __init__(self, *, precision: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.precision = precision

    def read(self, text: str) -> PartialDate:
        """The date with its precision."""
        return parse_indonesian_date(text)

    def values(self, name: str, cleaned: PartialDate | None) -> dict[str, Any]:
        """The day and how deep it is known."""
        partial = cleaned or PartialDate.unknown()
        return {
            name: partial.on.isoformat() if partial.on else None,
            self.precision: partial.precision,
        }

    def shown(self, row: Row, name: str) -> str:
        """As deep as known."""
        on = row.get(name)
        return shown_date(on, row.get(self.precision) or "day") if on else ""


class DayField(ReadingField):
    """A full date, day first."""

    def read(self, text: str) -> str:
        """The ISO date."""
        partial = parse_indonesian_date(text)
        if partial.precision != "day":
            raise UnreadableValue(DAY_NEEDED, text)
        return partial.iso

    def shown(self, row: Row, name: str) -> str:
        """Day, month, year."""
        on = row.get(name)
        return shown_date(on, "day") if on else ""


def shown_date(on: date, precision: str) -> str:
    """A date in the shortest form that is read back the same: `14/11/2026`, `November 2026`."""
    return f"{on:%d/%m/%Y}" if precision == "day" else format_date(on, precision)


class KeyField(ReadingField):
    """Another row, named by its natural key (a region's dotted code, a commodity's code, an
    e-mail). Asks the database nothing: the engine looks all keys of an act up at once."""

    def __init__(self, *, model: type[models.Model], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model, self.key = model, key_field(model)
        self.by_pk: dict[Any, Any] = {}

    def shown(self, row: Row, name: str) -> str:
        """The natural key of the row that the column points at."""
        pk = row.get(name, row.get(f"{name}_id"))
        if pk is None:
            return ""
        if self.model._meta.pk.name == self.key:
            return str(pk)
        other = self.by_pk.get(pk) or self.model._default_manager.filter(pk=pk).first()
        return str(getattr(other, self.key, ""))
