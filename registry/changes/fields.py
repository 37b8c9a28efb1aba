"""From the plain JSON values of a change to column values, and the problems on the way. What each
field accepts is read from the model, so that forms, imports and the API agree."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from sentra.lib.figures import Figure
from sentra.lib.problems import Problem, UnreadableValue, problem_code

REQUIRED = problem_code("value.required", _("Isian ini wajib."))
NOT_A_CHOICE = problem_code(
    "value.not_a_choice", _("“{value}” tidak ada dalam daftar pilihan. Pilihannya: {choices}.")
)
NOT_A_NUMBER = problem_code("value.not_a_number", _("“{value}” bukan bilangan bulat."))
NOT_A_DECIMAL = problem_code("value.not_a_decimal", _("“{value}” bukan angka."))
TOO_PRECISE = problem_code(
    "value.too_precise",
    _("“{value}” terlalu panjang: paling banyak {places} angka di belakang koma."),
)
OUT_OF_RANGE = problem_code("value.out_of_range", _("“{value}” di luar batas yang masuk akal."))
NOT_A_DATE = problem_code(
    "value.not_a_date", _("“{value}” bukan tanggal. Tulis hari/bulan/tahun, misalnya 14/11/2026.")
)
NOT_A_BOOLEAN = problem_code("value.not_a_boolean", _("“{value}” bukan ya atau tidak."))
NOT_TEXT = problem_code("value.not_text", _("“{value}” bukan teks."))
TOO_LONG = problem_code(
    "value.too_long", _("Isian terlalu panjang: {length} huruf, paling banyak {limit}.")
)
UNKNOWN_KEY = problem_code(
    "value.unknown_key", _("“{value}” belum tercatat sebagai {noun}. Periksa kodenya.")
)
UNREADABLE_FIGURE = problem_code(
    "value.unreadable_figure", _("“{value}” tidak terbaca sebagai angka, batas, atau rentang.")
)

BIGINT = 2**63 - 1
PLAIN_DIGITS = re.compile(r"\s*[+-]?[0-9]{1,100}\s*")


def key_field(model: type[models.Model]) -> str:
    """By which field changes name a row of this noun."""
    names = {field.name for field in model._meta.concrete_fields}
    return next((name for name in ("public_code", "code", "email") if name in names), "id")


class Unreadable(Exception):
    """A value no column accepts; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def read_text(field: models.Field, value: Any) -> str:
    """NFC text without blanks around it, within length and choices."""
    if value is None:
        value = ""
    if not isinstance(value, str):
        raise Unreadable(NOT_TEXT.problem(field.name, value))
    text = unicodedata.normalize("NFC", value).strip().replace("\x00", "")
    if field.max_length and len(text) > field.max_length:
        raise Unreadable(
            TOO_LONG.problem(field.name, text, length=len(text), limit=field.max_length)
        )
    return text


def read_choice(field: models.Field, value: Any) -> Any:
    """One of the field's choices; empty only where blank is allowed."""
    known = [choice for choice, _label in field.flatchoices]  # type: ignore[attr-defined]
    if value in known or (value == "" and field.blank):
        return value
    raise Unreadable(NOT_A_CHOICE.problem(field.name, value, choices=", ".join(map(str, known))))


def read_whole(field: models.Field, value: Any) -> int:
    """A whole number given as an integer or as plain digits."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise Unreadable(NOT_A_NUMBER.problem(field.name, value))
    if isinstance(value, str) and not PLAIN_DIGITS.fullmatch(value):
        # int() would read "5_345" and digits of any script.
        raise Unreadable(NOT_A_NUMBER.problem(field.name, value))
    number = int(value)
    limit = 32767 if isinstance(field, models.SmallIntegerField) else BIGINT
    if isinstance(field, models.PositiveSmallIntegerField):
        limit = 32767
    if abs(number) > limit or (number < 0 and isinstance(field, models.PositiveSmallIntegerField)):
        raise Unreadable(OUT_OF_RANGE.problem(field.name, value))
    return number


def read_decimal(field: models.DecimalField, value: Any) -> Decimal:
    """A decimal string with a point; never a float."""
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise Unreadable(NOT_A_DECIMAL.problem(field.name, value))
    if isinstance(value, str) and ("_" in value or not value.isascii()):
        raise Unreadable(NOT_A_DECIMAL.problem(field.name, value))
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise Unreadable(NOT_A_DECIMAL.problem(field.name, value)) from None
    if not number.is_finite():
        raise Unreadable(NOT_A_DECIMAL.problem(field.name, value))
    if -int(number.as_tuple().exponent) > field.decimal_places:
        raise Unreadable(TOO_PRECISE.problem(field.name, value, places=field.decimal_places))
    if abs(number) >= 10 ** (field.max_digits - field.decimal_places):
        raise Unreadable(OUT_OF_RANGE.problem(field.name, value))
    return number


def read_date(field: models.Field, value: Any) -> date:
    """An ISO date."""
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(NOT_A_DATE.problem(field.name, value)) from None


def read_moment(field: models.Field, value: Any) -> datetime:
    """An ISO date and time with its offset."""
    try:
        moment = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        raise Unreadable(NOT_A_DATE.problem(field.name, value)) from None
    if moment.tzinfo is None:
        raise Unreadable(NOT_A_DATE.problem(field.name, value))
    return moment


def read_boolean(field: models.Field, value: Any) -> bool:
    """True or false and nothing like it."""
    if not isinstance(value, bool):
        raise Unreadable(NOT_A_BOOLEAN.problem(field.name, value))
    return value


def read_uuid(field: models.Field, value: Any) -> UUID:
    """A UUID as text."""
    try:
        return UUID(str(value))
    except ValueError:
        raise Unreadable(NOT_TEXT.problem(field.name, value)) from None


def read_json(field: models.Field, value: Any) -> Any:
    """Any JSON but text with a NUL, which PostgreSQL cannot hold."""
    if _has_nul(value):
        raise Unreadable(NOT_TEXT.problem(field.name, value))
    return value


def _has_nul(value: Any) -> bool:
    if isinstance(value, Mapping):
        return any(_has_nul(part) for pair in value.items() for part in pair)
    if isinstance(value, list | tuple):
        return any(_has_nul(part) for part in value)
    return isinstance(value, str) and "\x00" in value


READERS: tuple[tuple[type[models.Field], Callable[[Any, Any], Any]], ...] = (
    (models.BooleanField, read_boolean),
    (models.DateTimeField, read_moment),
    (models.DateField, read_date),
    (models.DecimalField, read_decimal),
    (models.IntegerField, read_whole),
    (models.UUIDField, read_uuid),
    (models.JSONField, read_json),
    (models.CharField, read_text),
    (models.TextField, read_text),
)


def read_value(field: models.Field, value: Any) -> Any:
    """The column value of one plain field; raises `Unreadable`."""
    is_text = isinstance(field, models.CharField | models.TextField)
    if value is None or (value == "" and not is_text):
        if field.null:
            return None
        if not is_text:
            raise Unreadable(REQUIRED.problem(field.name, value))
    reader = next(read for kind, read in READERS if isinstance(field, kind))
    read = reader(field, value)
    if field.flatchoices:  # type: ignore[attr-defined]
        read = read_choice(field, read)
    if read == "" and not field.blank:
        raise Unreadable(REQUIRED.problem(field.name, value))
    return read


def read_figure(code: str, value: Any, field: models.Field | None = None) -> dict[str, Any]:
    """The five columns of one figure from a number, a figure as JSON, or nothing; decimals only
    where the column holds them."""
    if value is None or value == "":
        figure, low, high, sign, text = None, None, None, "", ""
    else:
        try:
            read = Figure.from_json(value)
        except (UnreadableValue, ValueError, TypeError, KeyError):
            raise Unreadable(UNREADABLE_FIGURE.problem(code, value)) from None
        figure, low, high = read.value, read.low, read.high
        sign, text = read.qualifier, read.text[:200]
    for number in (figure, low, high):
        if isinstance(field, models.DecimalField):
            if number is not None:
                read_decimal(field, number)
        elif isinstance(number, Decimal) or (number is not None and abs(number) > BIGINT):
            raise Unreadable(NOT_A_NUMBER.problem(code, value))
    return {
        code: figure,
        f"{code}_low": low,
        f"{code}_high": high,
        f"{code}_qualifier": sign,
        f"{code}_text": text,
    }


def look_up_keys(
    wanted: Mapping[type[models.Model], Iterable[Any]],
) -> dict[type[models.Model], dict[str, Any]]:
    """Primary keys by natural key: one statement per noun."""
    found: dict[type[models.Model], dict[str, Any]] = {}
    for model, keys in wanted.items():
        name = key_field(model)
        texts = {text for key in keys if "\x00" not in (text := str(key))}
        if name == "id":
            texts = {t for t in texts if t.isascii() and t.isdecimal() and len(t) < 19}
        rows = model._default_manager.filter(**{f"{name}__in": texts}).values_list(name, "pk")
        found[model] = {str(key): pk for key, pk in rows}
    return found
