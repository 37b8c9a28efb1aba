"""The columns of a file of sentra: what each is called, which field it fills, and how its text is
read. An empty cell says nothing: it neither fills nor clears a field."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from registry.models.profile import FIGURES
from sentra.lib.codes import normalise_public_code, normalise_region_code, region_level
from sentra.lib.dates import PartialDate, parse_indonesian_date, parse_partial_date
from sentra.lib.numbers import parse_figure, parse_rupiah
from sentra.lib.problems import UnreadableValue, problem_code

Reader = Callable[[str], Any]

WRONG_LEVEL = problem_code(
    "import.region_level",
    _("Kode {value} bukan kode {level}. Tulis kode yang sesuai dengan kolomnya."),
)
YEAR_MALFORMED = problem_code(
    "import.year_malformed", _("“{value}” bukan tahun. Tulis empat angka, misalnya 2025.")
)
VERSION_MALFORMED = problem_code(
    "import.version_malformed",
    _("“{value}” bukan nomor versi. Salin nomor versi dari berkas yang diunduh."),
)
_LEVEL_WORDS = {
    "province": _("provinsi"),
    "regency": _("kabupaten/kota"),
    "district": _("kecamatan"),
    "village": _("desa/kelurahan"),
}
_ISO_DATE = re.compile(r"\d{4}(-.*)?")


@dataclass(frozen=True)
class Column:
    """One column: the noun and field it fills, and the reader of its text."""

    noun: str
    field: str
    read: Reader = str


def region_code(level: str) -> Reader:
    """A dotted code of exactly this level; digits without dots are refused, not guessed."""

    def read(text: str) -> str:
        code = normalise_region_code(text)
        if region_level(code) != level:
            raise UnreadableValue(WRONG_LEVEL, text, level=str(_LEVEL_WORDS[level]))
        return code

    return read


def year(text: str) -> int:
    """Four digits."""
    if not (len(text) == 4 and text.isascii() and text.isdigit()):
        raise UnreadableValue(YEAR_MALFORMED, text)
    return int(text)


def version(text: str) -> int:
    """A version as exports print it."""
    if not (text.isascii() and text.isdigit()):
        raise UnreadableValue(VERSION_MALFORMED, text)
    return int(text)


def day(text: str) -> PartialDate:
    """`2025-04-05`, `2025-04`, `5/4/2025`, `5 April 2025`, or a year alone."""
    return parse_partial_date(text) if _ISO_DATE.fullmatch(text) else parse_indonesian_date(text)


def count(text: str) -> dict[str, Any]:
    """A count with its doubt: `25`, `1.250`, `sekitar 200`, `400–700`."""
    return parse_figure(text).to_json()


def rupiah(text: str) -> dict[str, Any]:
    """An amount with its doubt: `Rp5.345.000.000`, `1,5–2 miliar`."""
    return parse_figure(text, parse_rupiah).to_json()


COLUMNS: Mapping[str, Column] = {
    "public_code": Column("sentra", "public_code", normalise_public_code),
    "version": Column("sentra", "version", version),
    "name": Column("sentra", "name"),
    "kind": Column("sentra", "kind"),
    "recognition": Column("sentra", "recognition"),
    "province_code": Column("sentra", "province", region_code("province")),
    "regency_code": Column("sentra", "regency", region_code("regency")),
    "district_code": Column("sentra", "district", region_code("district")),
    "village_code": Column("sentra", "village", region_code("village")),
    "place_words": Column("sentra", "place_words"),
    "hamlet": Column("sentra", "hamlet"),
    "is_one_place": Column("sentra", "is_one_place"),
    "same_product": Column("sentra", "same_product"),
    "same_raw_material": Column("sentra", "same_raw_material"),
    "same_process": Column("sentra", "same_process"),
    "note": Column("sentra", "note"),
    "commodity_code": Column("sentra_commodity", "commodity"),
    "commodity_version": Column("sentra_commodity", "version", version),
    "status": Column("status", "status"),
    "status_on": Column("status", "status_on", day),
    "evidence": Column("status", "evidence"),
    "source_code": Column("", "source"),
    "figure_year": Column("profile", "year", year),
    "profile_version": Column("profile", "version", version),
    "profile_note": Column("profile", "note"),
    **{
        figure.code: Column("profile", figure.code, rupiah if figure.is_money else count)
        for figure in FIGURES
    },
}
REQUIRED_COLUMNS = ("name", "province_code")
FIGURE_COLUMNS = tuple(figure.code for figure in FIGURES)


def columns_of(noun: str) -> dict[str, str]:
    """Heading by field of one noun, for problems of the engine."""
    headings = {c.field: heading for heading, c in COLUMNS.items() if c.noun in (noun, "")}
    return headings | {"base_version": headings.get("version", "version")}
