"""What the search page finds beside sentra: regions and commodities, each with its own address."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet

from registry.models import Commodity, Province, Regency
from registry.queries.search import search_words

SHOWN = 20


@dataclass(frozen=True)
class Places:
    """Provinces and regencies whose name carries every word."""

    provinces: list[Province]
    regencies: list[Regency]

    @property
    def total(self) -> int:
        """How many are shown."""
        return len(self.provinces) + len(self.regencies)


def found_places(text: str) -> Places:
    """Regions of today's map by name, or by code."""
    provinces = _named(Province.objects.today(), text)
    regencies = _named(Regency.objects.today().select_related("province"), text)
    return Places(list(provinces[:SHOWN]), list(regencies[:SHOWN]))


def found_commodities(text: str) -> list[Commodity]:
    """Commodities by name or by another word for them."""
    rows = Commodity.objects.select_related("sector")
    for word in search_words(text):
        rows = rows.filter(
            Q(name_key__contains=word) | Q(synonyms__name_key__contains=word)
        ).distinct()
    return list(rows[:SHOWN])


def _named(rows: QuerySet, text: str) -> QuerySet:
    words = search_words(text)
    if not words:
        return rows.none()
    by_name = Q()
    for word in words:
        by_name &= Q(name_key__contains=word)
    return rows.filter(by_name | Q(code=text.strip())).order_by("code")
