"""The dictionary of columns as one Markdown page, made from the columns themselves (settings
COLUMNS), so that it never lags behind them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from sentra.lib.columns import Audience, Column

AUDIENCES = {
    Audience.PUBLIC: "publik",
    Audience.SIGNED_IN: "akun bermandat",
    Audience.OWN_OFFICE: "kementerian",
}
GUARDED = "publik bila diterbitkan sumbernya; selain itu kementerian dan dinas wilayahnya"
HEADER = """# Kamus kolom

Dibuat oleh `./ikm manage write_dictionary`; jangan disunting. Nama kolom sama dalam JSON, CSV,
dan dokumentasi API. Sel kosong berarti belum dilaporkan, 0 berarti nol.

Angka yang tidak pasti punya lima kolom: angkanya, `_low`, `_high`, `_qualifier`, dan `_text`
(kata sumber, hanya pada profil). Tanda `=` tepat dan `~` kira-kira: ketiganya sama; `>=`
sekurang-kurangnya: `_high` kosong; `<=` paling banyak: `_low` kosong; `range` antara: angkanya
kosong. `__gte` membandingkan batas bawah, `__lte` batas atas.
"""
TITLES = ("kolom", "judul", "English", "jenis", "satuan", "saringan", "urutan", "pembaca", "siapa")


@dataclass(frozen=True)
class Noun:
    """One table of the dictionary."""

    code: str
    heading: str | Promise
    address: str
    columns: Sequence[Column]


def nouns() -> Iterator[Noun]:
    """Every noun of every application."""
    for path in settings.COLUMNS:
        yield from import_string(path)


def dictionary_page() -> str:
    """The whole page."""
    return "\n".join([HEADER, *(part for noun in nouns() for part in _table(noun))])


def _table(noun: Noun) -> Iterator[str]:
    yield f"## {noun.heading}\n\n`{noun.address}`\n"
    yield _line(TITLES)
    yield _line(["---"] * len(TITLES))
    for column in noun.columns:
        yield _line(list(_cells(column).values()))
    yield ""


def _cells(column: Column) -> Mapping[str, str]:
    kind = column.type
    if column.choices is not None:
        kind = ", ".join(f"`{value}`" for value in column.choices.values)
    is_open = column.guard is None
    return {
        "code": f"`{column.code}`",
        "heading": str(column.heading),
        "label": column.label,
        "type": kind,
        "unit": str(column.unit),
        "filter": f"`{column.filter}`" if column.filter else "",
        "order": "ya" if column.order else "",
        "parser": f"`{column.parser.rpartition('.')[2]}`" if column.parser else "",
        "audience": AUDIENCES[column.audience] if is_open else GUARDED,
    }


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
