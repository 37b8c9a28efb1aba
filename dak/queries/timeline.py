"""What happened to a grant, in the order of time: stages of its proposal, what sources said when,
contracts and addenda, tranches, absorption, leftover funds, reports, components and assets that
began to operate, states of assets with who says them.

Each noun tells its own events (EVENTS); a noun that comes later adds a function."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dak.choices import ClaimStage
from dak.models import Asset, AssetState, GrantClaim, ProgressReport, ProposalStage
from dak.models.asset import DATES
from dak.queries.assets import assets_of_grant
from dak.queries.grant_page import GrantParts
from dak.queries.ledger import Row
from sentra.lib.number_format import format_exact

DAY = "day"
# What each date of an asset tells.
ASSET_EVENTS = {
    "completed": gettext_lazy("Selesai dibangun"),
    "handed_over": gettext_lazy("Serah terima (BAST)"),
    "inaugurated": gettext_lazy("Diresmikan"),
    "operates": gettext_lazy("Mulai beroperasi"),
}


@dataclass(frozen=True)
class Happening:
    """One dated event. `is_odd`: it deserves a second look; `is_ahead`: it has not happened yet."""

    on: date
    what: str
    note: str = ""
    precision: str = DAY
    is_odd: bool = False
    is_ahead: bool = False


def timeline(parts: GrantParts, today: date) -> list[Happening]:
    """Every dated event of a grant, the newest first; what lies ahead says so."""
    found = [event for tell in EVENTS for event in tell(parts, today)]
    return sorted(found, key=lambda event: (event.on, event.what), reverse=True)


def _proposal(parts: GrantParts, today: date) -> Iterator[Happening]:
    if parts.grant.proposal_id is None:
        return
    rows = ProposalStage.objects.filter(proposal=parts.grant.proposal_id, is_withdrawn=False)
    for row in rows.order_by("happened_on", "id"):
        if row.happened_on is not None:
            note = f"{row.office_words}: {row.get_verdict_display()}".strip(": ")
            yield Happening(row.happened_on, str(row.get_stage_display()), note)


def _claims(parts: GrantParts, today: date) -> Iterator[Happening]:
    rows = GrantClaim.objects.filter(grant=parts.grant, is_withdrawn=False)
    for claim in rows.select_related("source").order_by("id"):
        if claim.source.published_on is None:
            continue
        amount = claim.amount_idr_text or _range(claim)
        stage = str(ClaimStage(claim.stage).label)
        what = _("Disebut: %(stage)s") % {"stage": stage}
        yield Happening(
            claim.source.published_on,
            f"{what}, {amount}" if amount else what,
            "; ".join(filter(None, (claim.source.publisher, claim.status_words))),
            claim.source.published_precision,
        )


def _range(claim: GrantClaim) -> str:
    ends = [
        f"Rp{format_exact(end)}"
        for end in (claim.amount_idr_low, claim.amount_idr_high)
        if end is not None
    ]
    return "–".join(dict.fromkeys(ends))


def _contracts(parts: GrantParts, today: date) -> Iterator[Happening]:
    for state in parts.ledger.contracts:
        row = state.row
        name = row["number"] or row["subject"]
        if row["signed_on"]:
            what = _("Kontrak ditandatangani, Rp%(amount)s") % {
                "amount": format_exact(row["amount_idr"])
            }
            other = row["other_date_words"]
            note = f"{name}; {_('menurut sumber lain')}: {other}" if other else name
            yield Happening(row["signed_on"], what, note, is_odd=bool(other))
        if row["starts_on"] and row["starts_on"] != row["signed_on"]:
            yield Happening(row["starts_on"], _("Pekerjaan mulai"), name)
        if state.ends_on:
            extended = _("menurut adendum") if state.is_extended else ""
            note = "; ".join(filter(None, (name, extended)))
            is_ahead = state.ends_on > today
            yield Happening(state.ends_on, _("Akhir masa kontrak"), note, is_ahead=is_ahead)
        if row["handed_over_on"]:
            yield Happening(row["handed_over_on"], _("Serah terima (BAST)"), name)


def _addenda(parts: GrantParts, today: date) -> Iterator[Happening]:
    for row in parts.ledger.of("addendum"):
        changes = []
        if row["amount_idr"] is not None:
            changes.append(_("nilai menjadi Rp%(n)s") % {"n": format_exact(row["amount_idr"])})
        if row["ends_on"] is not None:
            changes.append(_("selesai menjadi %(day)s") % {"day": f"{row['ends_on']:%d/%m/%Y}"})
        yield Happening(row["signed_on"], _("Adendum kontrak"), "; ".join(changes))


def _tranches(parts: GrantParts, today: date) -> Iterator[Happening]:
    for row in parts.ledger.of("disbursement"):
        words = {"n": row["tranche_number"], "amount": format_exact(row["amount_idr"])}
        if row["requested_on"]:
            what = _("Tahap %(n)s diminta, Rp%(amount)s") % words
            yield Happening(row["requested_on"], what)
        if row["paid_on"]:
            yield Happening(row["paid_on"], _("Tahap %(n)s disalurkan, Rp%(amount)s") % words)


def _spending(parts: GrantParts, today: date) -> Iterator[Happening]:
    for row in parts.ledger.absorptions:
        yield _money(row, row["as_of_on"], _("Terserap kumulatif Rp%(amount)s"))
    for row in parts.ledger.of("leftover"):
        yield _money(row, row["declared_on"], _("Sisa dana dinyatakan Rp%(amount)s"))


def _money(row: Row, day: date, words: str) -> Happening:
    return Happening(day, words % {"amount": format_exact(row["amount_idr"])})


def _components(parts: GrantParts, today: date) -> Iterator[Happening]:
    for component in parts.components:
        if component.operates_on:
            yield Happening(component.operates_on, _("Mulai beroperasi"), component.name)


def _reports(parts: GrantParts, today: date) -> Iterator[Happening]:
    rows = ProgressReport.objects.in_force().filter(grant=parts.grant)
    for row in rows.select_related("component").order_by("as_of_on", "id"):
        percent = format_exact(row.physical_percent)
        what = _("Kemajuan fisik dilaporkan %(percent)s persen") % {"percent": percent}
        yield Happening(row.as_of_on, what, row.component.name if row.component else "")


def _assets(parts: GrantParts, today: date) -> Iterator[Happening]:
    found = assets_of_grant(parts.grant)
    for asset in found.order_by("code"):
        for name in DATES:
            day = getattr(asset, f"{name}_on")
            if day is not None:
                precision = getattr(asset, f"{name}_precision")
                yield Happening(day, f"{ASSET_EVENTS[name]}: {asset.name}", "", precision)
    yield from _asset_states(found)


def _asset_states(assets: QuerySet[Asset]) -> Iterator[Happening]:
    """A judgement of a report is told as that report's words, an office's as its finding."""
    rows = AssetState.objects.in_force().filter(asset__in=assets)
    for row in rows.select_related("asset", "source", "confirmed_by").order_by("state_on", "id"):
        said = row.confirmed_by.name if row.confirmed_by else row.source.publisher
        words = _("dipastikan %(who)s") if row.is_confirmed else _("menurut %(who)s: “%(words)s”")
        note = words % {"who": said, "words": row.words}
        what = f"{row.asset.name}: {row.get_state_display()}"
        yield Happening(row.state_on, what, note, row.state_precision)


EVENTS: tuple[Callable[[GrantParts, date], Iterator[Happening]], ...] = (
    _proposal,
    _claims,
    _contracts,
    _addenda,
    _tranches,
    _spending,
    _reports,
    _components,
    _assets,
)
