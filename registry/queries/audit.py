"""What the audit sample of a campaign says: how many were seen, the estimated share that really
exists with its 95 % interval, and the bounds should all, or none, of the unreached exist."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from registry.models import Campaign, CampaignDraw, CampaignSample, CampaignSentra
from registry.models.campaign import AuditResult, SampleDesign
from sentra.lib.sampling import (
    LEAST_IN_STRATUM,
    Share,
    Stratum,
    digest,
    draw_simple,
    draw_stratified,
    has_scatter,
    stratified,
    wilson,
)


@dataclass(frozen=True)
class Seen:
    """The findings of one stratum (the whole frame in a simple sample)."""

    key: str
    size: int
    n_exists: int = 0
    n_gone: int = 0
    n_unreached: int = 0
    n_open: int = 0

    @property
    def n_seen(self) -> int:
        """Sentra an auditor could judge."""
        return self.n_exists + self.n_gone

    @property
    def n_doubt(self) -> int:
        """Drawn and not judged: unreached, or not looked at yet."""
        return self.n_unreached + self.n_open

    @property
    def n_drawn(self) -> int:
        """Sampled sentra."""
        return self.n_seen + self.n_doubt


@dataclass(frozen=True)
class Audit:
    """The estimate, its method in words, what limits it, and the bounds; `share` is None while
    nobody was seen."""

    draw: CampaignDraw
    strata: Sequence[Seen]
    share: Share | None
    none_exist: Share
    all_exist: Share
    method: str
    notes: Sequence[str]

    def total(self, name: str) -> int:
        """A count over all strata."""
        return sum(getattr(one, name) for one in self.strata)

    @property
    def totals(self) -> dict[str, int]:
        """The counts a page prints."""
        names = ("n_exists", "n_gone", "n_unreached", "n_open", "n_seen", "n_drawn", "n_doubt")
        return {name: self.total(name) for name in names}


def draw_of(campaign: Campaign) -> CampaignDraw | None:
    """The campaign's draw, where there was one."""
    return CampaignDraw.objects.filter(campaign=campaign).first()


def samples(draw: CampaignDraw) -> Any:
    """The sampled sentra in the order of the draw, with what a page names."""
    return CampaignSample.objects.filter(draw=draw).select_related(
        "entry__sentra__regency", "entry__sentra__province", "entry__office", "entry__province"
    )


def audit_of(draw: CampaignDraw) -> Audit:
    """The result of the sample; two statements."""
    found = strata_seen(draw)
    is_stratified = draw.design == SampleDesign.STRATIFIED
    estimate = _stratified_share if is_stratified else _simple_share
    return Audit(
        draw=draw,
        strata=found,
        share=estimate((one, one.n_exists, one.n_seen) for one in found),
        none_exist=_certain(estimate((o, o.n_exists, o.n_drawn) for o in found)),
        all_exist=_certain(estimate((o, o.n_exists + o.n_doubt, o.n_drawn) for o in found)),
        method=method_words(draw),
        notes=tuple(_notes(found, is_stratified=is_stratified)),
    )


def strata_seen(draw: CampaignDraw) -> list[Seen]:
    """Sizes by province from the list drawn from, and the findings; one stratum where simple."""
    sizes: Counter[str] = Counter(
        CampaignSentra.objects.filter(campaign=draw.campaign_id).values_list(
            "province_id", flat=True
        )
    )
    results: dict[str, Counter[str]] = {}
    rows = CampaignSample.objects.filter(draw=draw).values_list("entry__province_id", "result")
    for province, result in rows:
        results.setdefault(province, Counter())[result] += 1
    if draw.design == SampleDesign.SIMPLE:
        return [_seen("", draw.n_frame, sum(results.values(), Counter()))]
    return [_seen(key, sizes[key], results.get(key, Counter())) for key in sorted(sizes)]


def _seen(key: str, size: int, counted: Mapping[str, int]) -> Seen:
    return Seen(
        key,
        size,
        n_exists=counted.get(AuditResult.EXISTS, 0),
        n_gone=counted.get(AuditResult.GONE, 0),
        n_unreached=counted.get(AuditResult.UNREACHED, 0),
        n_open=counted.get("", 0),
    )


Counted = Iterable[tuple[Seen, int, int]]


def _simple_share(rows: Counted) -> Share | None:
    ((one, n_yes, n_seen),) = rows
    return wilson(n_yes, n_seen, one.size) if n_seen else None


def _stratified_share(rows: Counted) -> Share | None:
    strata = [Stratum(one.size, n_seen, n_yes) for one, n_yes, n_seen in rows]
    return stratified(strata) if any(one.n_seen for one in strata) else None


def _certain(share: Share | None) -> Share:
    assert share is not None, "a draw has at least one sentra"
    return share


def method_words(draw: CampaignDraw) -> str:
    """How the estimate was made, as it is printed beside the number."""
    if draw.design == SampleDesign.SIMPLE:
        return _(
            "Sampel acak sederhana tanpa pengembalian; selang kepercayaan 95 % Wilson, banyaknya"
            " sampel dikoreksi untuk populasi terhingga: n(N−1)/(N−n)."
        )
    return _(
        "Sampel acak berlapis menurut provinsi; bagian tiap provinsi dibobot dengan jumlah"
        " sentranya, ragam Σ W²(1 − n/N)·p(1 − p)/(n − 1), selang kepercayaan 95 % normal"
        " (± 1,96 galat baku)."
    )


def _notes(found: Sequence[Seen], *, is_stratified: bool) -> Iterable[str]:
    """What a reader of the number must know."""
    n_open, n_unreached = sum(o.n_open for o in found), sum(o.n_unreached for o in found)
    if n_open:
        yield _("Sementara: %(n)s sentra sampel belum diperiksa.") % {"n": n_open}
    if n_unreached:
        yield _(
            "%(n)s sentra tidak terjangkau dan tidak dihitung dalam taksiran; batas di bawah"
            " menunjukkan bila semuanya ada atau semuanya tidak ada."
        ) % {"n": n_unreached}
    if not is_stratified:
        return
    empty = [one for one in found if not one.n_seen]
    if empty:
        yield _(
            "%(n)s provinsi (%(size)s sentra) tanpa satu pun sentra yang terjangkau tidak terwakili"
            " dalam taksiran."
        ) % {"n": len(empty), "size": sum(one.size for one in empty)}
    lone = [one for one in found if 0 < one.n_seen < min(LEAST_IN_STRATUM, one.size)]
    if lone:
        yield _(
            "%(n)s provinsi hanya mempunyai satu sentra yang terjangkau; ragamnya diambil sebesar"
            " mungkin (W²/4), jadi selangnya lebih lebar daripada semestinya."
        ) % {"n": len(lone)}
    strata = [Stratum(one.size, one.n_seen, one.n_exists) for one in found]
    is_census = all(one.n_seen >= one.size for one in found if one.n_seen)
    if any(one.n_seen for one in found) and not is_census and not has_scatter(strata):
        yield _("Di setiap provinsi semua temuan sama, jadi selangnya dihitung dengan cara Wilson.")


def is_repeatable(draw: CampaignDraw) -> bool:
    """Whether seed and list still give the very sample that is stored."""
    rows = list(
        CampaignSentra.objects.filter(campaign=draw.campaign_id).values_list(
            "sentra__public_code", "province_id"
        )
    )
    codes = [code for code, _province in rows]
    if digest(codes) != draw.frame_digest:
        return False
    strata: dict[str, list[str]] = {}
    for code, province in rows:
        strata.setdefault(province, []).append(code)
    wanted = (
        draw_stratified(strata, draw.size, draw.seed)
        if draw.design == SampleDesign.STRATIFIED
        else draw_simple(codes, draw.size, draw.seed)
    )
    stored = CampaignSample.objects.filter(draw=draw).order_by("position")
    return list(stored.values_list("entry__sentra__public_code", flat=True)) == wanted
