"""What a sample row says of facilities, machines, production and exports, as lines of their own.
The source's words are kept whole as the name of each line, so nothing has to stand in the note."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from registry.choices import BuildingState, MarketReach, MeasurePeriod
from registry.imports.reference import data_rows
from registry.imports.sample_notes import figure, has_measure, is_export
from sentra.lib.numbers import parse_decimal
from sentra.lib.problems import UnreadableValue

Row = Mapping[str, str]
Line = tuple[str, dict[str, Any]]

UNKNOWN_KIND = "other"
_AREA = re.compile(r"^(?:lahan|kawasan) ([0-9.,]+) (m2|ha)$")
_MACHINES = re.compile(r"^([0-9]+) unit mesin\b")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
_SQUARE_METRES = {"m2": 1, "ha": 10_000}
_PLANNED = "(direncanakan)"
_UNFINISHED = "belum selesai"


def part_lines(row: Row, source: str) -> Iterator[Line]:
    """Every line of a row, as (noun, values); `source` is the code of the row's source."""
    for words in pieces(row["facilities"]):
        yield _facility_or_machine(words, source)
    if has_measure(row):
        yield "measure", _measure(row, source)
    if is_export(row["export_note"]):
        yield "market", _market(row, source)


def pieces(words: str) -> list[str]:
    """The things a source lists, in its words."""
    return [piece.strip() for piece in words.split(";") if piece.strip()]


@cache
def facility_words() -> tuple[tuple[str, str, str], ...]:
    """Keyword, noun and kind; the first keyword that occurs decides."""
    rows = data_rows("sample/facility_words.csv")
    return tuple((row["keyword"], row["noun"], row["code"]) for row in rows)


def kind_of(words: str) -> tuple[str, str]:
    """The noun of a piece and the kind of facility; what is not understood is a facility "lainnya".

    A keyword counts at the start of a word only, so that "upt" is not found inside another."""
    text = words.lower()
    for keyword, noun, code in facility_words():
        if re.search(rf"(?<![a-z]){re.escape(keyword)}", text):
            return noun, code
    return "facility", UNKNOWN_KIND


def _facility_or_machine(words: str, source: str) -> Line:
    noun, code = kind_of(words)
    if noun == "machine":
        said: dict[str, Any] = {"name": words, "source": source}
        found = _MACHINES.match(words)
        return noun, said | ({"machine_count": int(found[1])} if found else {})
    values: dict[str, Any] = {"facility_kind": code, "name": words, "source": source}
    return noun, values | _state(words) | _area(words)


def _state(words: str) -> dict[str, Any]:
    """A state only where the piece itself says one."""
    if _PLANNED in words:
        return {"state": BuildingState.PLANNED.value, "state_words": "direncanakan"}
    if _UNFINISHED in words:
        state = {"state": BuildingState.UNDER_CONSTRUCTION.value, "state_words": _UNFINISHED}
        year = _YEAR.search(words)
        if year:
            state |= {"state_on": f"{year[0]}-01-01", "state_precision": "year"}
        return state
    return {}


def _area(words: str) -> dict[str, Any]:
    """`lahan 5.363 m2`, `kawasan 44 ha`; about-figures stay words."""
    found = _AREA.match(words)
    if found is None:
        return {}
    try:
        number = parse_decimal(found[1]) if "," in found[1] else int(found[1].replace(".", ""))
    except (UnreadableValue, ValueError):
        return {}
    return {"area_m2": str(number * _SQUARE_METRES[found[2]])}


def _measure(row: Row, source: str) -> dict[str, Any]:
    volume = figure(row["production_volume"], row["production_qualifier"])
    assert volume is not None
    return {
        "measure_kind": row["measure_kind"],
        "product_words": row["commodity_text"],
        "amount": volume.to_json(),
        "unit": row["production_unit"],
        "period": row["measure_period"] or MeasurePeriod.UNKNOWN.value,
        "year": row["figure_year"] or None,
        "source": source,
    }


def _market(row: Row, source: str) -> dict[str, Any]:
    """Exports; the year of the row is theirs only where the words name none of their own."""
    words, year = row["export_note"], row["figure_year"]
    values: dict[str, Any] = {
        "reach": MarketReach.EXPORT.value,
        "countries": countries(words),
        "words": words,
        "source": source,
    }
    if year and not _YEAR.search(words):
        values |= {"as_of_on": f"{year}-01-01", "as_of_precision": "year"}
    return values


def countries(words: str) -> str:
    """The countries, where the words are nothing but a list of them; otherwise empty."""
    plain = re.sub(r"\s*\([^)]*\)$", "", words)
    names = [name.strip() for name in re.split(r"[,;]| dan ", plain)]
    is_list = all(name and name.replace(" ", "").isalpha() and name.istitle() for name in names)
    return ", ".join(names) if is_list else ""
