"""Quick search of the desk: rows of one noun by code, name, other name or place."""

from django.db.models import Q, QuerySet

from registry.models import Commodity, CommoditySynonym
from registry.queries.finding import found
from sentra.lib.text import fold


def quick_rows(rows: QuerySet, text: str) -> QuerySet:
    """As in lists; commodities by their synonyms, too."""
    named = found(rows, text)
    key = fold(text)
    if rows.model is not Commodity or not key:
        return named
    synonyms = CommoditySynonym.objects.filter(name_key__contains=key)
    return rows.filter(Q(pk__in=named.values("pk")) | Q(pk__in=synonyms.values("commodity")))


def with_code(rows: QuerySet, name: str, text: str) -> QuerySet:
    """The row whose code is exactly this, whatever the case of its letters."""
    return rows.filter(**{f"{name}__iexact": text.strip()})
