"""What others published about DAK beside what the registry itself counts, with the difference and
its reasons; the two are never made equal. The registry's side is read from the view behind the
published ceiling (dak.aggregates.ceiling)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dak.aggregates.rows import MEASURES
from dak.models import CountedGrant
from dak.queries.grants import shares_of
from registry.aggregates.cell import Bounds
from registry.aggregates.ratio import percent_bounds
from registry.models import Sentra, Statistic
from registry.models.statistic import StatisticScheme, StatisticStage, StatisticUnit
from sentra.lib.figures import Figure
from sentra.lib.number_format import format_number

AMOUNT, SHARE, MEAN, REGENCIES, SENTRA, RECIPIENT = (
    "dak-amount",
    "dak-absorption",
    "dak-absorption-mean",
    "regency-count",
    "sentra-count",
    "dak-recipient",
)
ALLOCATION, OUTLOOK = StatisticStage.ALLOCATION.value, StatisticStage.OUTLOOK.value
CONTRACT, DISBURSED = StatisticStage.CONTRACT.value, StatisticStage.DISBURSED.value
ABSORBED = StatisticStage.ABSORBED.value
OBSERVED, BUILT = StatisticStage.OBSERVED.value, StatisticStage.BUILT.value
# Which of our measures (dak.aggregates.rows) a published amount of a stage stands beside.
OWN_MEASURE: Mapping[str, str] = {
    ALLOCATION: "ceiling",
    OUTLOOK: "ceiling",
    CONTRACT: "contracted",
    DISBURSED: "disbursed",
    ABSORBED: "absorbed",
}
# What the registry counts itself, by indicator and stage; everything else stands alone.
COMPARABLE = {
    *((AMOUNT, stage) for stage in OWN_MEASURE),
    (SHARE, ABSORBED),
    (MEAN, ABSORBED),
    (REGENCIES, ALLOCATION),
    (REGENCIES, OBSERVED),
    (SENTRA, ALLOCATION),
    (SENTRA, OBSERVED),
    (SENTRA, BUILT),
    (RECIPIENT, OBSERVED),
}
WHOLE_SCOPE = "seluruh menu"
# Published less own, from its lowest to its highest; None where that end is open.
Difference = tuple[Decimal | None, Decimal | None]
CHAIN = (
    ALLOCATION,
    StatisticStage.PLAN_APPROVED.value,
    CONTRACT,
    DISBURSED,
    ABSORBED,
)
COLUMNS = sorted({column for columns in MEASURES.values() for column in columns})


@dataclass(frozen=True)
class Own:
    """The registry's number: its figure, how many grants are behind it, how many of them name an
    amount, how many name no registered sentra, and over how many governments a mean is taken.
    `figure` None: nothing is on record, which is not zero."""

    figure: Figure | None
    n_records: int
    n_reporting: int
    n_placeless: int = 0
    n_governments: int = 0


@dataclass(frozen=True)
class Comparison:
    """One published figure beside the registry's own; `own` None where the registry counts no such
    thing, `difference` (published less own) None where one side is missing."""

    statistic: Statistic
    published: Figure | None
    own: Own | None
    difference: Difference | None
    reasons: tuple[str, ...]

    @property
    def is_money(self) -> bool:
        """Whether it is written in miliar rupiah."""
        return self.statistic.unit == StatisticUnit.IDR

    @property
    def is_national(self) -> bool:
        """Whether it speaks of the whole nation."""
        return self.statistic.province_id is None and not self.statistic.area_words


def statistics_of(year: int) -> list[Statistic]:
    """Figures in force about DAK in one year, the nation first, in order of the money's stages."""
    rows = Statistic.objects.filter(
        scheme=StatisticScheme.DAK, reference_on__year=year, is_withdrawn=False
    ).select_related("source", "province", "regency")
    return sorted(rows, key=_order)


def _order(statistic: Statistic) -> tuple[Any, ...]:
    stages = [*CHAIN, OUTLOOK]
    stage = stages.index(statistic.stage) if statistic.stage in stages else len(stages)
    place = statistic.regency_id or statistic.province_id or ""
    return (place, statistic.indicator != AMOUNT, stage, statistic.code)


def compare(year: int) -> list[Comparison]:
    """Every published figure of a year beside the registry's own; two statements."""
    statistics = statistics_of(year)
    since = min((s.since_year or year for s in statistics), default=year)
    grants = _counted(since, year)
    return [_compared(statistic, year, grants) for statistic in statistics]


def compare_in(region: str) -> list[Comparison]:
    """Every published figure about one province or regency, of any year, the newest first, beside
    the registry's own of that very year or span; three statements."""
    column = "regency_id" if "." in region else "province_id"
    rows = Statistic.objects.filter(
        scheme=StatisticScheme.DAK, is_withdrawn=False, reference_on__isnull=False
    ).select_related("source", "province", "regency")
    listed = sorted(rows.filter(**{column: region}), key=lambda one: (-_year(one), _order(one)))
    if not listed:
        return []
    grants = _counted(min(one.since_year or _year(one) for one in listed), _year(listed[0]))
    return [_compared(statistic, _year(statistic), grants) for statistic in listed]


def _year(statistic: Statistic) -> int:
    assert statistic.reference_on is not None
    return statistic.reference_on.year


def disputed_ceilings(comparisons: Iterable[Comparison]) -> list[Comparison]:
    """National ceilings and outlooks of one year that differ from one another; empty when not."""
    ceilings = [
        one
        for one in comparisons
        if one.is_national
        and one.statistic.indicator == AMOUNT
        and one.statistic.stage in (ALLOCATION, OUTLOOK)
    ]
    amounts = {(one.published.low, one.published.high) for one in ceilings if one.published}
    return ceilings if len(amounts) > 1 else []


def _counted(since: int, year: int) -> list[Mapping[str, Any]]:
    rows = CountedGrant.objects.filter(
        period="latest", is_counted=True, fiscal_year__gte=since, fiscal_year__lte=year
    )
    listed = list(
        rows.values(
            "grant_id",
            "province_code",
            "regency_code",
            "fiscal_year",
            "grant__sentra_id",
            *COLUMNS,
        )
    )
    shares = shares_of(row["grant_id"] for row in listed if row["grant__sentra_id"] is None)
    return [{**row, "sentra": _sentra(row, shares)} for row in listed]


def _sentra(row: Mapping[str, Any], shares: Mapping[int, Sequence[Sentra]]) -> frozenset[int]:
    """The registered sentra a grant is for: its own, or those that share it."""
    if row["grant__sentra_id"] is not None:
        return frozenset({row["grant__sentra_id"]})
    return frozenset(sentra.pk for sentra in shares.get(row["grant_id"], ()))


def _compared(statistic: Statistic, year: int, grants: Iterable[Mapping[str, Any]]) -> Comparison:
    published = figure_of(statistic)
    if (statistic.indicator, statistic.stage) not in COMPARABLE:
        reason = _("Registri belum menghitung angka pada tahap ini.")
        return Comparison(statistic, published, None, None, (reason,))
    rows = [row for row in grants if _is_meant(row, statistic, year)]
    reports = MEASURES[_measure(statistic)][2]
    own = Own(
        figure=_own_figure(statistic, rows),
        n_records=len(rows),
        n_reporting=sum(row[reports] for row in rows),
        n_placeless=sum(not row["sentra"] for row in rows),
        n_governments=len(_governments(rows)),
    )
    difference = _difference(published, own.figure)
    return Comparison(
        statistic, published, own, difference, tuple(_reasons(statistic, own, difference))
    )


def figure_of(statistic: Statistic) -> Figure | None:
    """The published figure with its doubt; None where the source only has words."""
    sign = statistic.amount_qualifier
    return Figure(statistic.amount_low, statistic.amount_high, sign) if sign else None


def _is_meant(row: Mapping[str, Any], statistic: Statistic, year: int) -> bool:
    in_years = (statistic.since_year or year) <= row["fiscal_year"] <= year
    if statistic.regency_id:
        return in_years and row["regency_code"] == statistic.regency_id
    if statistic.province_id:
        return in_years and row["province_code"] == statistic.province_id
    return in_years


def _measure(statistic: Statistic) -> str:
    """Our measure behind a comparison; counts stand on the grants whose ceiling counts."""
    if statistic.indicator == AMOUNT:
        return OWN_MEASURE[statistic.stage]
    return {SHARE: "absorbed_of_ceiling", MEAN: "share"}.get(statistic.indicator, "ceiling")


def _own_figure(statistic: Statistic, rows: list[Mapping[str, Any]]) -> Figure | None:
    if not rows:
        return None
    indicator = statistic.indicator
    if indicator == AMOUNT:
        return _figure(_sum(rows, OWN_MEASURE[statistic.stage]))
    if indicator == SHARE:
        above, below = _sum(rows, "absorbed_of_ceiling"), _sum(rows, "ceiling_of_absorbed")
        return _figure(percent_bounds(above, below))
    if indicator == MEAN:
        return _figure(_mean_over_governments(rows))
    if indicator == REGENCIES:
        return Figure.exact(len({row["regency_code"] for row in rows} - {""}))
    if indicator == SENTRA:
        return Figure.exact(len(frozenset().union(*(row["sentra"] for row in rows))))
    return Figure.exact(1)


def _governments(rows: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """The grants whose ceiling and absorption are both known, by the government they were given
    to; the grants of a province itself are its own."""
    found: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in rows:
        if row["has_share"]:
            found[row["regency_code"] or row["province_code"]].append(row)
    return found


def _mean_over_governments(rows: Iterable[Mapping[str, Any]]) -> Bounds:
    """The simple mean as it is published: every government weighs the same, whatever its ceilings
    and however many its grants. `dak.absorption_simple_mean` weighs grants, and says so."""
    shares = []
    for own in _governments(rows).values():
        above, below = _sum(own, "absorbed_of_ceiling"), _sum(own, "ceiling_of_absorbed")
        shares.append((_share(above[0], below[1]), _share(above[1], below[0])))
    if not shares:
        return None, None
    is_open = any(high is None for _low, high in shares)
    low = sum(low or 0 for low, _high in shares)
    high = None if is_open else sum(high or 0 for _low, high in shares)
    return percent_bounds((low, high), (len(shares), len(shares)))


def _share(part: Any, whole: Any) -> Decimal | None:
    return None if part is None or not whole else Decimal(part) / Decimal(whole)


def _sum(rows: list[Mapping[str, Any]], measure: str) -> Bounds:
    """Bounds added apart, as the published number does: an open upper end stays open."""
    low, high, reports = MEASURES[measure]
    told = [row for row in rows if row[reports]]
    if not told:
        return None, None
    is_open = any(row[high] is None for row in told)
    return sum(row[low] or 0 for row in told), None if is_open else sum(row[high] for row in told)


def _figure(bounds: Bounds) -> Figure | None:
    low, high = bounds
    if low is None:
        return None if high is None else Figure.at_most(high)
    return Figure.at_least(low) if high is None else Figure.between(low, high)


def _difference(published: Figure | None, own: Figure | None) -> Difference | None:
    """Published less own, low to high; an open end on one side opens the other end here."""
    if published is None or own is None:
        return None
    return (_less(published.low, own.high), _less(published.high, own.low))


def _less(one: Any, other: Any) -> Decimal | None:
    return None if one is None or other is None else Decimal(one) - Decimal(other)


def _reasons(statistic: Statistic, own: Own, difference: Difference | None) -> Iterator[str]:
    if difference == (0, 0):
        yield _("Sama.")
        return
    if not own.n_records:
        yield _(
            "Registri belum memuat hibah untuk wilayah dan tahun ini. Itu bukan berarti tidak ada."
        )
        return
    if statistic.stage == OUTLOOK:
        yield _("Angka terbitan ialah proyeksi realisasi; angka registri ialah pagu.")
    if WHOLE_SCOPE not in statistic.scope_note.lower():
        yield _("Cakupan angka terbitan: %(scope)s; registri menghitung semua hibah DAK Fisik.") % {
            "scope": statistic.scope_note or _("tidak disebut")
        }
    silent = own.n_records - own.n_reporting
    if silent and statistic.indicator in (AMOUNT, SHARE, MEAN):
        yield _("%(n)s hibah di registri belum bernilai pada tahap ini.") % {
            "n": format_number(silent)
        }
    if statistic.indicator == MEAN:
        yield _(
            "Seperti terbitannya, setiap pemerintah daerah sama bobotnya; di registri %(n)s daerah"
            " yang pagu dan penyerapannya diketahui."
        ) % {"n": format_number(own.n_governments)}
    if statistic.indicator == SENTRA and own.n_placeless:
        yield _("%(n)s hibah di registri belum dicocokkan dengan sentra terdaftar.") % {
            "n": format_number(own.n_placeless)
        }
    yield _("Registri baru memuat %(n)s hibah dari sumber publik, belum seluruh penerima.") % {
        "n": format_number(own.n_records)
    }


def as_of_words(statistic: Statistic) -> str:
    """`2019`, or `2016–2024, kumulatif`."""
    reference: date | None = statistic.reference_on
    year = str(reference.year) if reference else _("tahun tidak disebut")
    if statistic.since_year:
        return _("%(since)s–%(year)s, kumulatif") % {"since": statistic.since_year, "year": year}
    return year
