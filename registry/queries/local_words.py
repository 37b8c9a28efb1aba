"""What a kecamatan and a desa are called where they lie: by the province's own words, with the
exceptions of registry/data/regions/local_words.csv (Kota Yogyakarta has kemantren)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from registry.choices import VillageKind
from registry.models import Sentra
from sentra.lib.tabular import read_csv

LOCAL_WORDS = Path(__file__).resolve().parent.parent / "data" / "regions" / "local_words.csv"


@dataclass(frozen=True)
class Place:
    """One level of a place: its local word, name and code."""

    word: str
    name: str
    code: str

    def __str__(self) -> str:
        return f"{self.word} {self.name}".strip()


@cache
def exceptions() -> Mapping[tuple[str, str], str]:
    """Local words that differ from the province's, by (region code, level)."""
    return {(row["code"], row["level"]): row["word"] for row in read_csv(LOCAL_WORDS)}


def local_word(sentra: Sentra, level: str, usual: str) -> str:
    """The word in use in the sentra's regency, else in its province."""
    return exceptions().get((sentra.regency_id or "", level), usual).capitalize()


def places(sentra: Sentra) -> list[Place]:
    """The place of a sentra, deepest first, as deep as it is known; regions must be loaded."""
    found = []
    if sentra.village is not None:
        kind = sentra.village.kind
        word = (
            local_word(sentra, "village", sentra.province.village_word)
            if kind == VillageKind.RURAL
            else str(VillageKind(kind).label)
        )
        found.append(Place(word, sentra.village.name, sentra.village.code))
    if sentra.district is not None:
        word = local_word(sentra, "district", sentra.province.district_word)
        found.append(Place(word, sentra.district.name, sentra.district.code))
    if sentra.regency is not None:
        found.append(Place("", sentra.regency.name, sentra.regency.code))
    found.append(Place("", sentra.province.name, sentra.province.code))
    return found
