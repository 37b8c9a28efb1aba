"""What a one-page brief of a province says beside its published numbers: open needs and the sources
behind its records."""

from dataclasses import dataclass

from django.db.models import Count

from registry.choices import NeedState
from registry.models import Need, Source

OPEN = (NeedState.OPEN, NeedState.BEING_ANSWERED)


@dataclass(frozen=True)
class OpenNeeds:
    """How many needs of one kind wait for an answer, and in how many sentra."""

    kind: str
    count: int
    sentra: int


def open_needs(province: str, most: int) -> list[OpenNeeds]:
    """Open needs by kind, the most frequent first."""
    rows = (
        Need.objects.in_force()
        .filter(sentra__province=province, state__in=OPEN)
        .values("need_kind__name")
        .annotate(count=Count("pk"), sentra_count=Count("sentra", distinct=True))
        .order_by("-count", "need_kind__name")[:most]
    )
    return [OpenNeeds(r["need_kind__name"], r["count"], r["sentra_count"]) for r in rows]


def sources_of(province: str, most: int) -> tuple[list[Source], int]:
    """The sources most often cited in a province, and how many there are."""
    cited: dict[int, int] = {}
    for way in ("yearlyprofile", "sentrastatus", "cited_by"):
        in_force = {
            f"{way}__sentra__province": province,
            f"{way}__is_withdrawn": False,
            f"{way}__sentra__is_withdrawn": False,
        }
        for pk, count in Source.objects.filter(**in_force).values_list("pk").annotate(Count(way)):
            cited[pk] = cited.get(pk, 0) + count
    first = sorted(cited, key=lambda pk: (-cited[pk], pk))[:most]
    rows = Source.objects.in_bulk(first)
    return [rows[pk] for pk in first], len(cited)
