"""Grants as pages and panels read them: each with its ceiling as published, why it counts or does
not, and the claims behind it. The rule itself is the view in dak.aggregates.ceiling."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from dak.choices import Locus
from dak.models import CountedGrant, Grant, GrantClaim, GrantShare
from dak.queries.ceiling import basis_of
from dak.queries.synthetic import is_made_up
from registry.models import Sentra
from registry.queries.periods import LATEST
from sentra.lib.figures import Figure
from sentra.lib.number_format import format_number, rounded

NATION = "ID"
MILLIARD = Decimal(10**9)

Money = Decimal | tuple[Decimal, Decimal | None] | None


@dataclass(frozen=True)
class Claim:
    """What one source says; `is_used` when the published ceiling rests on it."""

    claim: GrantClaim
    figure: Figure | None
    is_used: bool


@dataclass(frozen=True)
class GrantRow:
    """One grant with its published ceiling. `figure` None: no source names an amount that counts as
    a ceiling."""

    grant: Grant
    figure: Figure | None
    is_counted: bool
    reason: str
    basis: str
    claims: tuple[Claim, ...] = field(default=())
    # The sentra that share it, the largest share first; empty unless it is split.
    shared_by: tuple[Sentra, ...] = field(default=())

    @property
    def is_made_up(self) -> bool:
        """Whether nothing of it is a fact."""
        return is_made_up(self.grant.code)

    @property
    def title(self) -> str:
        """Its sentra by name, or in the words of the source."""
        if self.sentra:
            return ", ".join(sentra.name for sentra in self.sentra)
        return self.grant.sentra_words or self.grant.menu or self.grant.code

    @property
    def sentra(self) -> tuple[Sentra, ...]:
        """The registered sentra it is for: its own, or those that share it."""
        return (self.grant.sentra,) if self.grant.sentra else self.shared_by

    @property
    def locus(self) -> Locus:
        """How exactly the place is known, shares included."""
        return Locus.REGISTERED if self.shared_by else self.grant.locus

    @property
    def place_note(self) -> str:
        """What to say where no registered sentra is known; empty otherwise."""
        return self.locus.note

    @property
    def years(self) -> str:
        """Its fiscal year, its span, or that nobody stated one."""
        return self.grant.years

    @property
    def milliards(self) -> str:
        """The ceiling in miliar rupiah for a table; empty when nobody names one."""
        return milliards(self.figure)

    @property
    def is_disputed(self) -> bool:
        """Whether sources name different amounts for the ceiling."""
        used = [claim.figure for claim in self.claims if claim.is_used and claim.figure]
        return len({(figure.low, figure.high) for figure in used}) > 1


@dataclass(frozen=True)
class YearRow:
    """The counted ceilings of one fiscal year; `money` is in miliar rupiah for the chart."""

    year: int
    grants: int
    with_amount: int
    figure: Figure | None
    money: Money

    @property
    def milliards(self) -> str:
        """The sum in miliar rupiah for a table; empty when nobody names an amount."""
        return milliards(self.figure)


def milliards(figure: Figure | None) -> str:
    """`9,0–12,0` or `≥ 8,0`: miliar rupiah with one decimal, so that a column can be read down; an
    amount too small for it with as many as it needs, since "0,0" would read as a reported zero."""
    if figure is None:
        return ""
    ends = [_milliard(int(end)) for end in (figure.low, figure.high) if end is not None]
    if figure.high is None:
        return f"≥ {ends[0]}"
    if figure.low is None or (figure.low == 0 and figure.high > 0):
        # In a sum an unknown lower end adds nothing: "0,0–8,0" would read as a reported zero.
        return f"≤ {ends[-1]}"
    return ends[0] if ends[0] == ends[1] else "–".join(ends)


def _milliard(amount: int) -> str:
    number, places = Decimal(amount) / MILLIARD, 1
    while number and not rounded(number, places):
        places += 1
    return format_number(number, places)


def grant_rows(rows: QuerySet[CountedGrant], *, with_claims: bool = False) -> list[GrantRow]:
    """Rows of the view as grants, in three statements at most."""
    listed = list(rows.select_related("grant__sentra", "grant__regency", "grant__province"))
    claims = claims_of([row.grant_id for row in listed]) if with_claims else {}
    shares = shares_of([row.grant_id for row in listed if row.grant.sentra_id is None])
    return [_row(row, claims.get(row.grant_id, []), shares.get(row.grant_id, [])) for row in listed]


def on_record(region: str = NATION) -> QuerySet[CountedGrant]:
    """Every grant of a region once, newest year first."""
    rows = CountedGrant.objects.filter(period=LATEST).order_by("-fiscal_year", "grant__code")
    if region == NATION:
        return rows
    return rows.filter(**{"regency_code" if "." in region else "province_code": region})


def claims_of(grants: Iterable[int]) -> dict[int, list[GrantClaim]]:
    """The claims in force of some grants, each with its source."""
    found: dict[int, list[GrantClaim]] = {}
    rows = GrantClaim.objects.filter(grant_id__in=list(grants), is_withdrawn=False)
    for claim in rows.select_related("source").order_by("id"):
        found.setdefault(claim.grant_id, []).append(claim)
    return found


def shares_of(grants: Iterable[int]) -> dict[int, list[Sentra]]:
    """The sentra that share some grants, the largest share first."""
    found: dict[int, list[Sentra]] = {}
    rows = GrantShare.objects.filter(grant_id__in=list(grants), is_withdrawn=False)
    for share in rows.select_related("sentra").order_by("-share_percent", "id"):
        found.setdefault(share.grant_id, []).append(share.sentra)
    return found


def by_year(rows: Iterable[GrantRow]) -> list[YearRow]:
    """Counted grants summed by fiscal year; years in between without a grant are there too, with
    no grants and nothing to draw."""
    years: dict[int, list[GrantRow]] = {}
    for row in rows:
        if row.is_counted and row.grant.fiscal_year:
            years.setdefault(row.grant.fiscal_year, []).append(row)
    if not years:
        return []
    return [_year(year, years.get(year, [])) for year in range(min(years), max(years) + 1)]


def _year(year: int, rows: list[GrantRow]) -> YearRow:
    figures = [row.figure for row in rows if row.figure is not None]
    total = _sum(figures)
    return YearRow(
        year=year,
        grants=len(rows),
        with_amount=len(figures),
        figure=total,
        money=_money(total) if rows else Decimal(0),
    )


def _sum(figures: list[Figure]) -> Figure | None:
    """Bounds added apart, as the published number does: an open upper end stays open."""
    if not figures:
        return None
    low = sum(int(figure.low or 0) for figure in figures)
    if any(figure.high is None for figure in figures):
        return Figure.at_least(low)
    return Figure.between(low, sum(int(figure.high or 0) for figure in figures))


def _money(figure: Figure | None) -> Money:
    if figure is None:
        return None
    low = Decimal(figure.low or 0) / MILLIARD
    if figure.high is None:
        return (low, None)
    high = Decimal(figure.high) / MILLIARD
    return low if low == high else (low, high)


def chart_money(rows: Iterable[YearRow]) -> list[tuple[int, Money]]:
    """Years with what to draw; whole miliar once a column is wide in digits, so that the labels of
    neighbours do not collide on a phone. The table beside has the decimals."""
    listed = list(rows)
    tallest = max((_top(row.money) for row in listed), default=Decimal(0))
    places = 0 if tallest >= 10 else 1
    return [(row.year, _rounded(row.money, places)) for row in listed]


def _top(money: Money) -> Decimal:
    if isinstance(money, tuple):
        return money[0] if money[1] is None else money[1]
    return money or Decimal(0)


def _rounded(money: Money, places: int) -> Money:
    if isinstance(money, tuple):
        low, high = rounded(money[0], places), money[1]
        if high is None:
            return (low, None)
        return low if low == rounded(high, places) else (low, rounded(high, places))
    # What is little is still something: never drawn as nothing.
    return money if money is None or rounded(money, places) == 0 else rounded(money, places)


def _row(row: CountedGrant, claims: list[GrantClaim], shared_by: list[Sentra]) -> GrantRow:
    return GrantRow(
        grant=row.grant,
        figure=_bounds(row.ceiling_low, row.ceiling_high) if row.has_amount else None,
        is_counted=row.is_counted,
        reason=_reason(row),
        basis=_basis(row.basis),
        claims=tuple(
            Claim(claim, claim_figure(claim), _used(claim, row.basis)) for claim in claims
        ),
        shared_by=tuple(shared_by),
    )


def claim_figure(claim: GrantClaim) -> Figure | None:
    """The amount of a claim with its doubt, None where the source names none."""
    if not claim.amount_idr_qualifier:
        return None
    return Figure(
        claim.amount_idr_low,
        claim.amount_idr_high,
        claim.amount_idr_qualifier,
        claim.amount_idr_text,
    )


def _bounds(low: int | None, high: int | None) -> Figure | None:
    if low is None:
        return None if high is None else Figure.at_most(high)
    return Figure.at_least(low) if high is None else Figure.between(low, high)


def _used(claim: GrantClaim, basis: str) -> bool:
    """Whether the published ceiling rests on this claim."""
    qualifier, official = claim.amount_idr_qualifier, claim.is_official
    own = basis_of(claim.stage, qualifier, is_official=official)
    return own is not None and own == basis


def _reason(row: CountedGrant) -> str:
    """Why a grant stands beside the sum, in the grant's own terms; empty when it counts."""
    grant = row.grant
    if row.reason == "fund":
        if grant.fund == "unknown":
            return _("jenis dananya belum jelas")
        return _("bukan DAK Fisik (%(fund)s)") % {"fund": grant.get_fund_display()}
    if row.reason == "stage":
        return _("belum dialokasikan; tahapnya: %(stage)s") % {
            "stage": grant.get_stage_display().lower()
        }
    if row.reason == "year":
        return _("tidak bertahun anggaran tunggal; nilainya kumulatif atau tanpa tahun")
    return ""


def _basis(basis: str) -> str:
    words = {
        "official": _("nilai yang ditetapkan resmi"),
        "allocation": _("klaim pagu; belum ada nilai resmi"),
        "built": _("nilai bangunan jadi atau yang tahapnya tidak disebut; belum ada klaim pagu"),
    }
    return words.get(basis, "")
