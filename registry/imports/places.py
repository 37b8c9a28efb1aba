"""Places in words: which region of today's map a source means. Each level is looked for by name
within the one above it; two candidates, or a level the source skips, end the search there."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import models

from registry.models import District, Province, Regency, Village
from sentra.lib.text import fold_words

LEVELS: tuple[tuple[str, type[models.Model]], ...] = (
    ("province", Province),
    ("regency", Regency),
    ("district", District),
    ("village", Village),
)
# How sources shorten what official names write out.
_WRITTEN_OUT = {
    "province": {
        "di": "daerah istimewa",
        "dki": "daerah khusus ibukota",
        "kep": "kepulauan",
    },
    "regency": {"kab": "kabupaten", "kep": "kepulauan", "administrasi": ""},
}


@dataclass(frozen=True)
class PlaceWords:
    """A place as a source writes it; a level it does not name is empty."""

    province: str
    regency: str = ""
    district: str = ""
    village: str = ""

    @property
    def as_text(self) -> str:
        """The source's words, from the village up, unchanged."""
        words = (self.village, self.district, self.regency, self.province)
        return ", ".join(word for word in words if word)

    @property
    def depth(self) -> int:
        """How many levels a code as deep as these words has."""
        return max(
            n for n, (level, _model) in enumerate(LEVELS, 1) if getattr(self, level) or n == 1
        )


def resolve_places(places: Sequence[PlaceWords]) -> list[str]:
    """The deepest dotted code of each place, empty where not even the province is found.

    One statement per level, whatever the number of places."""
    codes = [""] * len(places)
    for depth, (level, model) in enumerate(LEVELS):
        wanted = [
            number
            for number, code in enumerate(codes)
            if _depth(code) == depth and getattr(places[number], level)
        ]
        known = _names_within(level, model, {codes[number] for number in wanted})
        for number in wanted:
            found = known.get((codes[number], place_key(level, getattr(places[number], level))), [])
            if len(found) == 1:
                codes[number] = found[0]
    return codes


def common_part(code: str, other: str) -> str:
    """The region both codes agree on: `51.04` of `51.04.01` and `51.04.02`."""
    agreed = []
    for left, right in zip(code.split("."), other.split("."), strict=False):
        if left != right:
            break
        agreed.append(left)
    return ".".join(agreed)


def place_values(code: str) -> dict[str, str]:
    """The values of a change for a code: `{"province": "51", "regency": "51.04"}`."""
    parts = code.split(".") if code else []
    return {
        level: ".".join(parts[:depth])
        for depth, (level, _model) in enumerate(LEVELS, start=1)
        if depth <= len(parts)
    }


def place_key(level: str, name: str) -> str:
    """The name as it is compared: case, blanks and signs do not count, `Kab.` is Kabupaten."""
    written_out: Mapping[str, str] = _WRITTEN_OUT.get(level, {})
    words = (written_out.get(word, word) for word in fold_words(name).split())
    return "".join("".join(words).split())


def _depth(code: str) -> int:
    return code.count(".") + 1 if code else 0


def _names_within(
    level: str, model: type[models.Model], parents: Iterable[str]
) -> dict[tuple[str, str], list[str]]:
    """Codes of today's map by (parent code, comparable name), below the given parents."""
    known: dict[tuple[str, str], list[str]] = defaultdict(list)
    rows = model._default_manager.filter(valid_to__isnull=True)
    if level != "province":
        above = LEVELS[[name for name, _model in LEVELS].index(level) - 1][0]
        rows = rows.filter(**{f"{above}__in": set(parents)})
    for code, name in rows.values_list("code", "name"):
        known[(code.rpartition(".")[0], place_key(level, name))].append(code)
    return known
