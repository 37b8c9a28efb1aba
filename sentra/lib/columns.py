"""What a column is: its code, its official heading, type, unit and audience. The dictionary of each
noun stands in the applications; API, CSV, dictionary and documentation all read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.functional import Promise

from sentra.lib.dates import WIB

Raw = Mapping[str, Any]
ClassOfChoices = type[TextChoices]


class Audience(IntEnum):
    """Who may see a column, from everybody to the office itself."""

    PUBLIC = 0
    SIGNED_IN = 1
    OWN_OFFICE = 2


class Type:
    """What a cell holds."""

    CODE = "code"
    TEXT = "text"
    CHOICE = "choice"
    INTEGER = "integer"
    MONEY = "money"
    YEAR = "year"
    DATE = "date"
    MOMENT = "moment"
    BOOLEAN = "boolean"
    DECIMAL = "decimal"
    ANY = "any"


SCHEMAS: Mapping[str, dict[str, Any]] = {
    Type.CODE: {"type": "string"},
    Type.TEXT: {"type": "string"},
    Type.CHOICE: {"type": "string"},
    Type.INTEGER: {"type": "integer"},
    Type.MONEY: {"type": "integer"},
    Type.YEAR: {"type": "integer"},
    Type.DATE: {"type": "string", "format": "date"},
    Type.MOMENT: {"type": "string", "format": "date-time"},
    Type.BOOLEAN: {"type": "boolean"},
    Type.DECIMAL: {"type": "number"},
    Type.ANY: {"type": ["string", "number", "boolean"]},
}


@dataclass(frozen=True)
class Column:
    """One column of one noun.

    The value is read from `path` of the query, or made by `made` from the whole raw row and the
    viewer; `needs` are the paths `made` reads. `guard` decides per row whether this viewer may see
    the value (money that its source did not publish). `order` is the path it is ordered by and
    `filter` the parameter it is filtered by, empty when it is not. `parser` names the reader of an
    import."""

    code: str
    heading: str | Promise
    label: str
    type: str = Type.TEXT
    path: str = ""
    made: Callable[[Raw, Any], Any] | None = None
    needs: tuple[str, ...] = ()
    unit: str | Promise = ""
    audience: Audience = Audience.PUBLIC
    guard: Callable[[Raw, Any], bool] | None = None
    choices: ClassOfChoices | None = None
    filter: str = ""
    order: str = ""
    parser: str = ""
    is_required: bool = False

    @property
    def paths(self) -> tuple[str, ...]:
        """Everything the query must bring."""
        return self.needs if self.made else ((self.path or self.code), *self.needs)

    def read(self, raw: Raw, viewer: Any) -> Any:
        """The plain value of one row, None where it is unknown or not for this viewer."""
        if self.guard is not None and not self.guard(raw, viewer):
            return None
        if self.made is not None:
            return plain(self.made(raw, viewer))
        return plain(raw[self.path or self.code])

    def schema(self) -> dict[str, Any]:
        """The JSON schema of the value."""
        schema = dict(SCHEMAS[self.type])
        if self.choices is not None:
            schema["enum"] = list(self.choices.values)
        if not self.is_required:
            kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
            schema["type"] = [*kinds, "null"]
            if "enum" in schema:
                schema["enum"] = [*schema["enum"], None]
        unit = f" ({self.unit})" if self.unit else ""
        schema["description"] = f"{self.heading}{unit}"
        schema["title"] = self.label
        if self.audience is not Audience.PUBLIC:
            schema["x-audience"] = self.audience.name.lower()
        elif self.guard is not None:
            schema["x-audience"] = "published_or_own_office"
        return schema


def plain(value: Any) -> Any:
    """A JSON value: dates in ISO, moments on the registry's clock, empty text as nothing."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.astimezone(WIB).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, Promise):
        return str(value)
    return value


def visible(columns: Iterable[Column], audience: Audience) -> tuple[Column, ...]:
    """The columns an audience sees."""
    return tuple(column for column in columns if column.audience <= audience)


def paths_of(columns: Iterable[Column]) -> list[str]:
    """Every path the columns need, each once."""
    return list(dict.fromkeys(path for column in columns for path in column.paths))


def as_row(raw: Raw, columns: Sequence[Column], viewer: Any) -> dict[str, Any]:
    """One row under its column names."""
    return {column.code: column.read(raw, viewer) for column in columns}


def row_schema(columns: Iterable[Column]) -> dict[str, Any]:
    """The JSON schema of a row; `fields` and `omit` may leave columns out."""
    return {
        "type": "object",
        "additionalProperties": False,
        "properties": {column.code: column.schema() for column in columns},
    }
