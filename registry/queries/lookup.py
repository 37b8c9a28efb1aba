"""What a person means by a code or a few words: sentra, sources and regions that fit, few enough to
choose from. A code that is spelled whole always wins."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from operator import and_
from typing import Any

from django.db.models import Q, QuerySet

from registry.models import District, Province, Regency, Sentra, Source, Village
from registry.queries.finding import found
from registry.queries.search import public_code
from sentra.lib.codes import normalise_region_code
from sentra.lib.problems import UnreadableValue
from sentra.lib.text import fold, fold_words

# More than a person chooses from; then the words have to say more.
MOST = 8
LEVELS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (Village, ("district", "district__regency", "district__regency__province")),
    (District, ("regency", "regency__province")),
    (Regency, ("province",)),
    (Province, ()),
)


@dataclass(frozen=True)
class Candidate:
    """One row that may be meant: the code a change names it by, and long words."""

    code: str
    words: str


def sentra_meant(text: str) -> list[Candidate]:
    """Sentra in force by permanent code, name, other name, place or commodity."""
    rows = Sentra.objects.in_force().with_places()
    code = public_code(text)
    fitting = rows.filter(public_code=code) if code else found(rows, text)
    if not code:
        fitting = _same_name(fitting, fold(text)) or fitting
    return [
        Candidate(row.public_code, f"{row.name}, {row.regency or row.province}")
        for row in fitting.order_by("name_key", "pk")[: MOST + 1]
    ]


def sources_meant(text: str) -> list[Candidate]:
    """Sources by code, publisher or title."""
    exact = Source.objects.filter(code=text.strip())
    rows = exact if exact.exists() else found(Source.objects.all(), text)
    return [
        Candidate(row.code, f"{row.publisher}: {row.title}" if row.title else row.publisher)
        for row in rows.order_by("publisher", "title", "pk")[: MOST + 1]
    ]


def regions_meant(text: str) -> list[Candidate]:
    """Regions of today's map by dotted code, or by words: the first of their own name, the others
    of theirs or of one above; the deepest first."""
    try:
        code = normalise_region_code(text)
    except UnreadableValue:
        code = ""
    rows: list[Candidate] = []
    words = fold_words(text).split()
    for model, above in LEVELS:
        here = model._default_manager.filter(valid_to__isnull=True).select_related(*above)
        if code:
            here = here.filter(code=code)
        elif words:
            others = (_in_any(("", *above), word) for word in words[1:])
            here = here.filter(reduce(and_, others, _in_any(("",), words[0])))
        else:
            return []
        rows += [_region(row, above) for row in here.order_by("name_key", "code")[: MOST + 1]]
    return rows[: MOST + 1]


def levels_of(code: str) -> dict[str, str]:
    """The keys of a region and of everything above it: "51.04.01" gives province, regency and
    district."""
    parts = code.split(".")
    names = ("province", "regency", "district", "village")
    return {name: ".".join(parts[: depth + 1]) for depth, name in enumerate(names[: len(parts)])}


def _same_name(rows: QuerySet, key: str) -> QuerySet | None:
    same = rows.filter(name_key=key)
    return same if key and same.exists() else None


def _in_any(ways: Sequence[str], word: str) -> Q:
    fits = Q()
    for way in ways:
        fits |= Q(**{f"{way}__name_key__contains".removeprefix("__"): word})
    return fits


def _region(row: Any, above: Sequence[str]) -> Candidate:
    names, at = [str(row)], row
    for way in above:
        at = getattr(at, way.rsplit("__", 1)[-1])
        names.append(str(at))
    return Candidate(row.code, ", ".join(names))
