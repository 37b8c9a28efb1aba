"""How the counted sentra spread over the sectors of one scheme. A sector's share is of all counted
sentra; only an exclusive scheme has a total, since in an overlapping one a sentra stands in several
sectors and the shares add to more than the whole (134.42 % in 2022)."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from registry.aggregates.definitions import definitions
from registry.filters.population import counted
from registry.models import Commodity, CommoditySector, Scheme, Sector

COUNT = "sentra.count"


@dataclass(frozen=True)
class SectorShare:
    """One sector and the sentra whose main commodity belongs to it."""

    sector: Sector
    count: int


@dataclass(frozen=True)
class SchemeShares:
    """One scheme: its sectors, the largest first, all counted sentra, and those in no sector."""

    scheme: Scheme
    lines: list[SectorShare]
    sentra_count: int
    unplaced_count: int

    @property
    def total(self) -> int | None:
        """The sum of the lines and the unplaced; None where they may not be added."""
        if not self.scheme.is_exclusive:
            return None
        return sum(line.count for line in self.lines) + self.unplaced_count

    @property
    def why_no_total(self) -> str:
        """Why there is no total; empty where there is one."""
        if self.scheme.is_exclusive:
            return ""
        return _(
            "Golongan pada skema ini tumpang tindih: satu sentra dapat masuk beberapa golongan,"
            " sehingga bagiannya tidak boleh dijumlahkan dan tabel ini tidak berjumlah."
        )


def shares(scheme: Scheme) -> SchemeShares:
    """The spread of today's headline sentra over a scheme; three statements."""
    population = counted(definitions()[COUNT].population)
    by_commodity = dict(
        population.order_by()
        .values_list("commodity_code")
        .annotate(rows=Count("sentra_id"))
        .values_list("commodity_code", "rows")
    )
    sectors_of = _sectors_by_commodity(scheme)
    counts: Counter[int] = Counter()
    unplaced = 0
    for commodity, rows in by_commodity.items():
        for sector in sectors_of[commodity]:
            counts[sector] += rows
        unplaced += 0 if sectors_of[commodity] else rows
    lines = [SectorShare(s, counts[s.pk]) for s in Sector.objects.filter(scheme=scheme)]
    lines.sort(key=lambda line: (-line.count, line.sector.name))
    return SchemeShares(scheme, lines, sum(by_commodity.values()), unplaced)


def _sectors_by_commodity(scheme: Scheme) -> dict[str, set[int]]:
    """Sectors of the scheme by commodity: the main one, and those it was put into."""
    found: dict[str, set[int]] = defaultdict(set)
    main = Commodity.objects.filter(sector__scheme=scheme).values_list("code", "sector_id")
    more = CommoditySector.objects.filter(sector__scheme=scheme)
    for code, sector in (*main, *more.values_list("commodity__code", "sector_id")):
        found[code].add(sector)
    return found
