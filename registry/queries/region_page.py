"""Reads for the pages of regions: today's map, what became of an old code, and how complete the
rows behind a region's numbers are. Numbers themselves are published by registry.aggregates."""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from registry.models import Province, Regency, RegionSuccession, SentraPeriod


@dataclass(frozen=True)
class Quality:
    """How many of the counted sentra have what a careful reader asks for."""

    total: int
    verified: int
    with_figures: int
    with_village: int
    with_known_status: int

    @property
    def without_figures(self) -> int:
        """Sentra nobody has reported a figure for."""
        return self.total - self.with_figures

    @property
    def without_village(self) -> int:
        """Sentra known to a kecamatan or kabupaten only."""
        return self.total - self.with_village

    @property
    def with_unknown_status(self) -> int:
        """Sentra of which nobody has said whether they still exist."""
        return self.total - self.with_known_status


def provinces_today() -> list[Province]:
    """The provinces of today's map, by code."""
    return list(Province.objects.today().order_by("code"))


def regencies_by_province() -> dict[str, int]:
    """How many kabupaten and kota each province has today."""
    rows = Regency.objects.today().values("province_id").annotate(count=Count("code"))
    return {row["province_id"]: row["count"] for row in rows}


def regencies_of(province: str) -> list[Regency]:
    """The kabupaten and kota of a province today, by code."""
    return list(Regency.objects.today().filter(province_id=province).order_by("code"))


def successions_of(code: str) -> list[RegionSuccession]:
    """What happened to a code: what it became, and what it came from."""
    return list(RegionSuccession.objects.filter(Q(old_code=code) | Q(new_code=code)))


def quality(rows: QuerySet[SentraPeriod]) -> Quality:
    """Completeness of the counted sentra of one period, in one statement."""
    counted = rows.aggregate(
        total=Count("id"),
        verified=Count("id", filter=Q(verification__in=["current", "due"])),
        with_figures=Count("id", filter=Q(profile__isnull=False)),
        with_village=Count("id", filter=Q(sentra__village__isnull=False)),
        with_known_status=Count("id", filter=~Q(status="unknown")),
    )
    return Quality(**counted)
