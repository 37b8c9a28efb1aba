"""The verb by which a proposal is allocated: a grant that names it, with its components, and the
stage of the cycle, in one act. A proposal nobody allocates simply has no grant."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dak.choices import CycleStage, GrantStage, Verdict
from dak.models import Proposal
from registry.changes.change import Change

STAGE = "proposal_stage.record"


def allocate(
    proposal: Proposal, *, fund: str, ceiling: int, day: date, office: str, source: str, reason: str
) -> tuple[Change, ...]:
    """The changes that make a grant of one fund out of a proposal.

    The ceiling is recorded as the official claim of `source`. The proposal's lines of that fund
    become the grant's components as they are where they make the ceiling; where less was allocated
    than asked, nobody knows yet what falls away, so the whole ceiling is unspecified."""
    lines = list(proposal.lines.filter(is_withdrawn=False, fund=fund).order_by("id"))
    asked = sum(line.amount_idr for line in lines)
    fits = bool(lines) and asked == ceiling
    # Named by its own words: one act may allocate several proposals and funds.
    ref = f"{proposal.code} {fund}"
    return (
        Change("grant.record", _grant(proposal, fund, None if fits else ceiling), ref=ref),
        Change(
            "claim.record",
            {
                "grant": f"@{ref}",
                "source": source,
                "stage": "allocation",
                "amount_idr": ceiling,
                "is_official": True,
                "official_reason": reason,
            },
        ),
        *(
            Change(
                "component.record",
                {
                    "grant": f"@{ref}",
                    "source": source,
                    "name": line.name,
                    "menu_code": line.menu_code,
                    "component_code": line.component_code,
                    "need": None if line.need_id is None else str(line.need_id),
                    "volume": None if line.volume is None else str(line.volume),
                    "unit_words": line.unit_words,
                    "amount_idr": line.amount_idr,
                },
            )
            for line in (lines if fits else ())
        ),
        *_stage(proposal, day, office, source),
    )


def allocate_as_asked(
    proposal: Proposal, *, day: date, office: str, source: str, reason: str
) -> tuple[Change, ...]:
    """A grant of every fund the proposal asks for, each worth its lines, and the stage once.

    Nothing for a proposal without lines, or with a grant already."""
    if proposal.grants.filter(is_withdrawn=False).exists():
        return ()
    asked = asked_by_fund(proposal)
    told = {"day": day, "office": office, "source": source, "reason": reason}
    return allocate_funds(proposal, asked, **told)  # type: ignore[arg-type]


def allocate_funds(
    proposal: Proposal,
    ceilings: Mapping[str, int],
    *,
    day: date,
    office: str,
    source: str,
    reason: str,
) -> tuple[Change, ...]:
    """A grant of each of these funds, whatever was asked for it, and the stage once."""
    made = [
        change
        for fund, ceiling in ceilings.items()
        for change in allocate(
            proposal,
            fund=fund,
            ceiling=ceiling,
            day=day,
            office=office,
            source=source,
            reason=reason,
        )
    ]
    stages = [change for change in made if change.kind == STAGE]
    return (*(change for change in made if change.kind != STAGE), *stages[:1])


def asked_by_fund(proposal: Proposal) -> dict[str, int]:
    """What the lines ask for by fund, without the funds that became a grant already."""
    granted = set(proposal.grants.filter(is_withdrawn=False).values_list("fund", flat=True))
    asked: dict[str, int] = {}
    for line in proposal.lines.filter(is_withdrawn=False).order_by("id"):
        if line.fund not in granted:
            asked[line.fund] = asked.get(line.fund, 0) + line.amount_idr
    return asked


def _grant(proposal: Proposal, fund: str, unspecified: int | None) -> Mapping[str, Any]:
    sentra = proposal.sentra
    return {
        "fund": fund,
        "stage": GrantStage.ALLOCATED.value,
        "fiscal_year": proposal.fiscal_year,
        "level": proposal.level,
        "province": proposal.province_id,
        "regency": proposal.regency_id,
        "sentra": None if sentra is None else sentra.public_code,
        "sentra_words": proposal.sentra_words,
        "district_words": proposal.district_words,
        "village_words": proposal.village_words,
        "menu": proposal.menu,
        "proposal": proposal.code,
        "unspecified_idr": unspecified,
    }


def _stage(proposal: Proposal, day: date, office: str, source: str) -> tuple[Change, ...]:
    """The allocation as a stage, once a day: two funds of one proposal are one decision."""
    told = {"stage": CycleStage.ALLOCATION.value, "happened_on": day}
    if proposal.stages.filter(is_withdrawn=False, **told).exists():
        return ()
    values = {
        "proposal": proposal.code,
        "stage": CycleStage.ALLOCATION.value,
        "happened_on": day.isoformat(),
        "office_words": office,
        "verdict": Verdict.PASSED.value,
        "source": source,
    }
    return (Change(STAGE, values),)
