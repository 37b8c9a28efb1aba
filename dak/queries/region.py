"""The grants of a province or regency as its DAK page lists them: receivers known only within a
span of years, grants whose sentra is not registered, and regencies without any grant on record."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from dak.choices import Locus
from dak.models import CountedGrant, GrantSpan
from dak.queries.grants import GrantRow
from registry.models import Province, Regency
from registry.queries.periods import LATEST


@dataclass(frozen=True)
class RegencyLine:
    """One regency of a province: how many grants are on record, and the spans in which a source
    says no more than that it received DAK."""

    regency: Regency
    grants: int
    spans: tuple[GrantSpan, ...]

    @property
    def is_silent(self) -> bool:
        """Whether neither a grant nor a span is on record."""
        return not self.grants and not self.spans


def provinces_with_grants() -> list[Province]:
    """Provinces with a grant on record, each with its `n_grants`; one statement."""
    standing = Count("grants", filter=Q(grants__is_withdrawn=False))
    rows = Province.objects.annotate(n_grants=standing).filter(n_grants__gt=0)
    return list(rows.order_by("code"))


def spans_in(region: str) -> list[GrantSpan]:
    """Spans of a regency; of a province, those of its regencies, too."""
    column = "regency" if "." in region else "province"
    rows = GrantSpan.objects.filter(**{column: region}, is_withdrawn=False)
    return list(rows.select_related("source", "regency", "province"))


def regency_lines(province: Province, spans: Iterable[GrantSpan]) -> list[RegencyLine]:
    """Every regency of today's map, and those of the past that hold a grant; two statements."""
    rows = CountedGrant.objects.filter(province_code=province.code, period=LATEST)
    counts: dict[str, int] = {}
    for code in rows.values_list("regency_code", flat=True):
        counts[code] = counts.get(code, 0) + 1
    told: dict[str, list[GrantSpan]] = {}
    for span in spans:
        told.setdefault(span.regency_id or "", []).append(span)
    regencies = Regency.objects.filter(province=province)
    shown = regencies.filter(Q(valid_to__isnull=True) | Q(code__in=list(counts)))
    return [
        RegencyLine(one, counts.get(one.code, 0), tuple(told.get(one.code, ())))
        for one in shown.order_by("code")
    ]


def of_locus(rows: Iterable[GrantRow], locus: Locus) -> list[GrantRow]:
    """The grants whose place is known so far, shares included."""
    return [row for row in rows if row.locus is locus]
