"""The verb by which a proposal is allocated: a grant that names it, with its components, and the
stage of the cycle, in one act. A proposal nobody allocates simply has no grant."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dak.choices import CycleStage, GrantStage, Verdict
from dak.models import Proposal
from registry.changes.change import Change

GRANT = "grant"


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
    return (
        Change("grant.record", _grant(proposal, fund, None if fits else ceiling), ref=GRANT),
        Change(
            "claim.record",
            {
                "grant": f"@{GRANT}",
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
                    "grant": f"@{GRANT}",
                    "source": source,
                    "name": line.name,
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
    return (Change("proposal_stage.record", values),)
