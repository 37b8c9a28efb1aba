"""What the DAK application adds to the registry's pages (settings PANELS and REGION_PANELS): the
grants of a sentra, the grants of a region year by year, and reports beside a proposal."""

from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from dak.choices import RECORD_NEED_PACK
from dak.models import Grant, NeedPack
from dak.models.proposal import ProposalEvent
from dak.queries.assets import asset_rows, assets_of_sentra
from dak.queries.doubtful import doubtful_in
from dak.queries.grants import NATION, by_year, chart_money, grant_rows, on_record
from dak.queries.matters import region_matter
from dak.queries.outcomes import of_sentra, outcome_lines
from dak.queries.progress import progress_of
from dak.queries.proposal_files import missing_of_act
from dak.queries.proposals import SHOWN as PROPOSALS
from dak.queries.proposals import listed, own_government, proposal_rows
from dak.queries.years import grants_of, years_in
from registry import policy
from registry.choices import SubmissionKind
from registry.columns.viewer import Viewer
from registry.models import Sentra, SubmissionAct
from registry.policy import Actor
from sentra.lib.dates import today_wib

# A province with more grants than this shows the newest and links to the list.
SHOWN = 40
BRIEF_YEARS = 6
PACKS = 5


def sentra_panel(sentra: Sentra, actor: Actor) -> dict[str, Any]:
    """The grants of one sentra with everything sources say they were worth, what they left behind
    and what changed. DAK is public money, so every actor sees the same; money of the sentra itself
    is for those who may see it, and whoever may make need packs there finds them, too."""
    rows = grant_rows(on_record().filter(grant__in=grants_of(sentra)), with_claims=True)
    assets = asset_rows(assets_of_sentra(sentra))
    outcomes = outcome_lines(of_sentra(sentra), Viewer(actor, today_wib()))
    proposals = list(listed().filter(sentra=sentra)[: PROPOSALS + 1])
    may_pack = policy.can(actor, RECORD_NEED_PACK, sentra)
    return {
        "code": "dak",
        "title": _("Dana yang diterima"),
        "template": "dak/panel_sentra.html",
        "grants": rows,
        "years": years_in(rows),
        "undated": [row for row in rows if not row.grant.fiscal_year],
        "proposals": proposal_rows(proposals[:PROPOSALS]),
        "more_proposals": len(proposals) > PROPOSALS,
        "sentra_code": sentra.public_code,
        "packs": list(packs_of(sentra)) if may_pack else [],
        "pack_for": sentra.public_code if may_pack else "",
        "assets": assets,
        "outcomes": outcomes,
        "sources": [
            *(claim.claim.source for row in rows for claim in row.claims),
            *(line.row.source for row in assets for line in row.states),
            *(reading.row.source for line in outcomes for reading in line.readings),
        ],
    }


def packs_of(sentra: Sentra) -> QuerySet[NeedPack]:
    """The need packs of a sentra, the newest first."""
    return NeedPack.objects.filter(sentra=sentra, is_withdrawn=False).defer("snapshot")[:PACKS]


def region_panel(region: str) -> dict[str, Any]:
    """The ceilings of a region by fiscal year, and the grants that do not count with the reason."""
    rows = grant_rows(on_record(region))
    counted = [row for row in rows if row.is_counted]
    beside = [row for row in rows if not row.is_counted]
    years = by_year(rows)
    return {
        "code": "dak",
        "title": _("Dana DAK"),
        "template": "dak/panel_region.html",
        "is_nation": region == NATION,
        "region": region,
        "query": "" if region == NATION else _query(region),
        "years": years,
        "chart": chart_money(years),
        "chart_label": _("Pagu DAK Fisik per tahun anggaran, miliar rupiah"),
        "counted": counted[:SHOWN],
        "counted_total": len(counted),
        "beside": beside[:SHOWN],
        "beside_total": len(beside),
        "sources": [],
    }


def brief_panel(province: str) -> dict[str, Any]:
    """The ceilings of a province on its brief: the newest years, and what is not counted."""
    rows = grant_rows(on_record(province))
    years = [year for year in by_year(rows) if year.grants]
    return {
        "title": _("DAK Fisik yang tercatat"),
        "template": "dak/brief.html",
        "years": sorted(years, key=lambda year: -int(year.year))[:BRIEF_YEARS],
        "n_counted": sum(row.is_counted for row in rows),
        "n_beside": sum(not row.is_counted for row in rows),
    }


def review_panel(act: SubmissionAct, actor: Actor) -> dict[str, Any] | None:
    """Beside a proposal about a grant: what was reported about it so far, and its plan. Beside one
    that asks for money: which of its documents is missing."""
    if act.kind == SubmissionKind.FUNDING:
        return _asked_panel(act)
    if not act.matter_code:
        return None
    rows = Grant.objects.in_force().select_related("province", "regency")
    grant = rows.filter(code=act.matter_code).first()
    if grant is None:
        return None
    progress = progress_of(grant, Viewer(actor, today_wib()))
    return {"template": "dak/panel_review.html", "grant": grant, "progress": progress}


def _asked_panel(act: SubmissionAct) -> dict[str, Any] | None:
    """Which documents are missing, and which unusual amounts the sender confirmed or, without the
    form, did not."""
    confirmed = (act.shown or {}).get("confirmed", [])
    doubtful = doubtful_in((change["kind"], change["values"]) for change in act.changes)
    found = {
        "missing": missing_of_act(act),
        "confirmed": confirmed,
        "unconfirmed": [doubt.words for doubt in doubtful if doubt.words not in confirmed],
    }
    return {"template": "dak/panel_asked.html", **found} if any(found.values()) else None


def office_panel(actor: Actor) -> dict[str, Any] | None:
    """The proposals of the very governments whose dinas the actor is, how far they came, and the
    way to ask for a sentra that is still to be registered; None for whoever is no dinas."""
    held = [r.region_code for r in actor.reaches if r.role in policy.DINAS and r.region_code]
    places = [place for code in sorted(set(held)) if (place := region_matter(code)) is not None]
    if not places:
        return None
    own = Q(pk__in=[])
    for place in places:
        own |= own_government(place.code)
    rows = list(listed().filter(own)[:PROPOSALS])
    template = "dak/panel_office.html"
    return {"template": template, "proposals": proposal_rows(rows), "places": places}


def receipt_panel(act: SubmissionAct) -> dict[str, Any] | None:
    """The proposals that an approved act recorded or corrected, each with its page."""
    written = ProposalEvent._default_manager.filter(pgh_context_id=act.applied_act).values(
        "pgh_obj_id"
    )
    rows = list(listed().filter(pk__in=written))
    return {"template": "dak/panel_receipt.html", "proposals": rows} if rows else None


def _query(region: str) -> str:
    return f"{'regency' if '.' in region else 'province'}={region}"
