"""What others published about DAK beside what the registry itself counts, with the difference and
its reasons; the two are never made equal. The registry's side is read from the view behind the
published ceiling (dak.aggregates.ceiling)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from dak.models import CountedGrant
from registry.models import Statistic
from registry.models.statistic import StatisticScheme, StatisticStage, StatisticUnit
from sentra.lib.figures import Figure
from sentra.lib.number_format import format_number

AMOUNT, REGENCIES, SENTRA, RECIPIENT = (
    "dak-amount",
    "regency-count",
    "sentra-count",
    "dak-recipient",
)
ALLOCATION, OUTLOOK = StatisticStage.ALLOCATION.value, StatisticStage.OUTLOOK.value
OBSERVED, BUILT = StatisticStage.OBSERVED.value, StatisticStage.BUILT.value
# What the registry counts itself, by indicator and stage; everything else stands alone.
COMPARABLE = {
    (AMOUNT, ALLOCATION),
    (AMOUNT, OUTLOOK),
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
    StatisticStage.CONTRACT.value,
    StatisticStage.DISBURSED.value,
    StatisticStage.ABSORBED.value,
)


@dataclass(frozen=True)
class Own:
    """The registry's number: its figure, how many grants are behind it, how many of them name an
    amount. `figure` None: nothing is on record, which is not zero."""

    figure: Figure | None
    n_records: int
    n_reporting: int


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
    return list(
        rows.values(
            "province_code",
            "regency_code",
            "fiscal_year",
            "ceiling_low",
            "ceiling_high",
            "has_amount",
            "grant__sentra_id",
        )
    )


def _compared(statistic: Statistic, year: int, grants: Iterable[Mapping[str, Any]]) -> Comparison:
    published = figure_of(statistic)
    if (statistic.indicator, statistic.stage) not in COMPARABLE:
        reason = _("Registri belum menghitung angka pada tahap ini.")
        return Comparison(statistic, published, None, None, (reason,))
    rows = [row for row in grants if _is_meant(row, statistic, year)]
    own = Own(
        figure=_own_figure(statistic.indicator, rows),
        n_records=len(rows),
        n_reporting=sum(row["has_amount"] for row in rows),
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


def _own_figure(indicator: str, rows: list[Mapping[str, Any]]) -> Figure | None:
    if not rows:
        return None
    if indicator == AMOUNT:
        return _sum([row for row in rows if row["has_amount"]])
    if indicator == REGENCIES:
        return Figure.exact(len({row["regency_code"] for row in rows} - {""}))
    if indicator == SENTRA:
        return Figure.exact(len({row["grant__sentra_id"] for row in rows} - {None}))
    return Figure.exact(1)


def _sum(rows: list[Mapping[str, Any]]) -> Figure | None:
    """Bounds added apart, as the published number does: an open upper end stays open."""
    if not rows:
        return None
    low = sum(row["ceiling_low"] or 0 for row in rows)
    if any(row["ceiling_high"] is None for row in rows):
        return Figure.at_least(low)
    return Figure.between(low, sum(row["ceiling_high"] for row in rows))


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
    if silent and statistic.indicator == AMOUNT:
        yield _("%(n)s hibah di registri belum bernilai.") % {"n": format_number(silent)}
    if statistic.indicator == SENTRA:
        yield _("Hibah yang sentranya belum terdaftar tidak dihitung registri.")
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
