"""The one made-up grant, from rule set to outcome (its story is in synthetic_story.py): each step
is an act through the engine, and a step whose first row is on record is not told again. Loaded by
its own command and by tests, never by a start of the registry; every row says that it is made up,
by its code, its name or its source."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import models

from dak.changes.allocation import allocate
from dak.changes.asset import starts_operating
from dak.changes.need_pack import make_need_pack
from dak.imports import synthetic_story as story
from dak.imports.rules import load_rules
from dak.models import (
    Asset,
    Contract,
    Grant,
    GrantComponent,
    NeedPack,
    OutcomeReading,
    Proposal,
    ProposalStage,
)
from dak.queries.synthetic import forget_synthetic_answer
from registry.changes.change import Change
from registry.changes.kinds import all_kinds
from registry.imports.code_lists import load_code_lists
from registry.imports.reference import apply_changes
from registry.models import Need, Sentra, Source
from registry.policy import Actor
from registry.queries.sample import forget_sample_answer, sample_sentra

REASON = "CONTOH BUATAN untuk peragaan"
TITLE = "CONTOH BUATAN: angka karangan untuk memperagakan perjalanan sebuah hibah, bukan fakta"
# How a value of the story that names another row is looked up.
PATHS = {
    "grant": "grant__code",
    "proposal": "proposal__code",
    "asset": "asset__code",
    "report": "report__as_of_on",
    "problem_kind": "problem_kind__code",
}
REF_OF_REPORT = "laporan "

Changes = Iterator[Change]


@dataclass(frozen=True)
class Told:
    """One step and how many rows it wrote; none where it had been told before."""

    words: str
    rows: int


def load_synthetic_grant(actor: Actor) -> list[Told]:
    """Tell every step that is not on record yet. The region of the story must be loaded; the code
    lists and the rules of the years are brought along where they are missing."""
    load_code_lists(actor)
    load_rules(actor)
    told = []
    for words, changes in _steps():
        wanted = tuple(changes())
        apply_changes(wanted, actor=actor, reason=f"{REASON}: {words}")
        told.append(Told(words, len(wanted)))
    forget_sample_answer()
    forget_synthetic_answer()
    return told


def _steps() -> Iterator[tuple[str, Callable[[], Changes]]]:
    yield "sumber, kantor, dan sentra", _sentra
    yield "kebutuhan", _needs
    yield "paket kebutuhan", _pack
    yield "usulan dengan rinciannya", _proposal
    yield "tahap penilaian", _stages
    yield "penetapan alokasi", _allocation
    for episode in story.EPISODES:
        yield episode.words, _told_by(episode)
    yield "serah terima pekerjaan", _handover
    yield "aset yang dibiayai", _assets
    for episode in story.ASSET_EPISODES:
        yield episode.words, _told_by(episode)
    for asset, day in story.OPERATES_ON:
        yield f"mulai beroperasi: {asset}", _operates(asset, day)
    yield "hasil sebelum dan sesudah", _outcomes


# --- from need to allocation


def _code() -> str:
    """The public code of the made-up sentra, whatever became of its name."""
    return sample_sentra()[story.SENTRA_NAME]


def _here() -> Sentra:
    return Sentra.objects.get(public_code=_code())


def _place() -> dict[str, Any]:
    return {"province": story.PROVINCE, "regency": story.REGENCY}


def _sentra() -> Changes:
    if Source.objects.filter(code=story.SOURCE).exists():
        return
    yield Change(
        "source.record",
        {"code": story.SOURCE, "publisher": "Registri Sentra IKM", "title": TITLE},
        ref="source",
    )
    # Of no region: an office of a dinas would be counted as one that has to report.
    office = {"code": story.OFFICE, "name": story.OFFICE_NAME, "level": "ministry"}
    yield Change("office.record", office)
    yield Change(
        "sentra.register",
        {
            "name": story.SENTRA_NAME,
            "recognition": "reported",
            **_place(),
            "location_precision": "regency",
            "note": TITLE,
            "is_sample": True,
        },
        ref="s",
    )
    yield Change("sentra_source.record", {"sentra": "@s", "source": "@source"})
    yield Change(
        "status.record",
        {
            "sentra": "@s",
            "status": "active",
            "status_on": "2022-01-01",
            "status_precision": "day",
            "evidence": REASON,
            "source": "@source",
        },
    )


def _needs() -> Changes:
    if Need.objects.filter(sentra=_here()).exists():
        return
    for kind, words, severity in story.NEEDS:
        yield Change(
            "need.record",
            {
                "sentra": _code(),
                "need_kind": kind,
                "words": words,
                "severity": severity,
                "since_on": "2021-01-01",
                "since_precision": "year",
                "source": story.SOURCE,
            },
        )


def _pack() -> Changes:
    sentra = _here()
    if not NeedPack.objects.filter(sentra=sentra).exists():
        yield make_need_pack(sentra, date.fromisoformat(story.PACK_ON), REASON)


def _proposal() -> Changes:
    if Proposal.objects.filter(code=story.PROPOSAL).exists():
        return
    sentra = _here()
    needs = {need.need_kind.code: str(need.pk) for need in _needs_of(sentra)}
    yield Change(
        "proposal.record",
        {
            "code": story.PROPOSAL,
            "fiscal_year": story.YEAR,
            "level": "regency",
            **_place(),
            "sentra": sentra.public_code,
            "menu": story.MENU,
            "need_pack": str(NeedPack.objects.filter(sentra=sentra).earliest("pk").pk),
            "reference_words": REASON,
            "budget_words": REASON,
            "land_status": "clear",
            "land_words": REASON,
            "asked_idr": story.ASKED,
            "source": story.SOURCE,
        },
        ref="p",
    )
    for name, need, volume, unit, amount in story.COMPONENTS:
        yield Change(
            "proposal_line.record",
            {
                "proposal": "@p",
                "fund": "fisik",
                "name": name,
                "need": needs[need] if need else None,
                "volume": volume,
                "unit_words": unit,
                "amount_idr": amount,
            },
        )


def _needs_of(sentra: Sentra) -> models.QuerySet[Need]:
    return Need.objects.filter(sentra=sentra).select_related("need_kind")


def _stages() -> Changes:
    if ProposalStage.objects.filter(proposal__code=story.PROPOSAL).exists():
        return
    for stage, day, verdict in story.STAGES:
        yield Change(
            "proposal_stage.record",
            {
                "proposal": story.PROPOSAL,
                "stage": stage,
                "happened_on": day,
                "office_words": story.OFFICE_NAME,
                "verdict": verdict,
                "source": story.SOURCE,
            },
        )


def _allocation() -> Changes:
    """The allocation as staff would make it, under a code that says what it is."""
    if Grant.objects.filter(code=story.GRANT).exists():
        return
    for change in allocate(
        Proposal.objects.get(code=story.PROPOSAL),
        fund="fisik",
        ceiling=story.ASKED,
        day=date.fromisoformat(story.ALLOCATED_ON),
        office=story.OFFICE_NAME,
        source=story.SOURCE,
        reason=REASON,
    ):
        if change.kind == "grant.record":
            made_up = {"code": story.GRANT, "is_sample": True}
            change = replace(change, values={**change.values, **made_up})
        yield change


# --- lines of the story


def _told_by(episode: story.Episode) -> Callable[[], Changes]:
    return lambda: _episode(episode)


def _episode(episode: story.Episode) -> Changes:
    """The lines of an act, unless its first is on record."""
    if _is_told(episode.lines[0]):
        return
    for line in episode.lines:
        ref = f"{REF_OF_REPORT}{line.key['as_of_on']}" if line.noun == "progress" else ""
        yield Change(f"{line.noun}.record", _values(line), ref=ref)
    if episode.stage:
        yield _grant_stage(episode.stage)


def _grant_stage(stage: str) -> Change:
    grant = Grant.objects.get(code=story.GRANT)
    return Change("grant.correct", {"stage": stage}, grant.code, grant.version)


def _is_told(line: story.Line) -> bool:
    model: Any = all_kinds()[f"{line.noun}.record"].model
    found = {PATHS.get(name, name): value for name, value in line.key.items()}
    return bool(model._default_manager.filter(**found).exists())


def _values(line: story.Line) -> Mapping[str, Any]:
    """The values of a change, with the rows they name looked up."""
    values = {**line.key, **line.values}
    component, contract = values.get("component"), values.get("contract")
    if component:
        values["component"] = str(_component(component).pk)
    if contract:
        found = Contract.objects.in_force().get(grant__code=story.GRANT, number=contract)
        values["contract"] = str(found.pk)
    if "report" in values:
        # Recorded in the same act.
        return {**values, "report": f"@{REF_OF_REPORT}{values['report']}"}
    return {**values, "source": story.SOURCE}


def _component(name: str) -> GrantComponent:
    return GrantComponent.objects.in_force().get(grant__code=story.GRANT, name=name)


# --- what it left behind


def _handover() -> Changes:
    """BAST of the works, on their contracts."""
    rows = Contract.objects.in_force().filter(grant__code=story.GRANT)
    if rows.filter(handed_over_on__isnull=False).exists():
        return
    for row in rows.exclude(kind="supporting").order_by("pk"):
        values = {"handed_over_on": story.HANDED_OVER_ON}
        yield Change("contract.correct", values, str(row.pk), row.version)


def _assets() -> Changes:
    if Asset.objects.filter(code=story.BUILDING).exists():
        return
    for code, name, kind, component, (completed, handed_over, inaugurated) in story.ASSETS:
        yield Change(
            "asset.record",
            {
                "code": code,
                "name": name,
                "facility_kind": kind,
                **_place(),
                "sentra": _code(),
                **_day("completed", completed),
                **_day("handed_over", handed_over),
                **_day("inaugurated", inaugurated),
                "source": story.SOURCE,
                "is_sample": True,
            },
            ref=code,
        )
        values = {
            "asset": f"@{code}",
            "grant": story.GRANT,
            "component": str(_component(component).pk),
            "source": story.SOURCE,
        }
        yield Change("asset_funding.record", values)


def _day(name: str, on: str | None) -> dict[str, str]:
    return {f"{name}_on": on, f"{name}_precision": "day"} if on else {}


def _operates(asset: str, day: str) -> Callable[[], Changes]:
    """An asset begins to operate: its date, its state, its component, and the need, closed."""

    def changes() -> Changes:
        row = Asset.objects.get(code=asset)
        if row.operates_on is not None:
            return
        yield Change("asset.correct", _day("operates", day), row.code, row.version)
        said = {
            "basis": "office",
            "confirmed_by": story.OFFICE,
            "confirmed_on": day,
            "source": story.SOURCE,
        }
        yield from starts_operating(row, date.fromisoformat(day), said)

    return changes


def _outcomes() -> Changes:
    sentra = _here()
    if OutcomeReading.objects.filter(sentra=sentra).exists():
        return
    for indicator, day, amount in story.OUTCOMES:
        yield Change(
            "outcome.record",
            {
                "sentra": sentra.public_code,
                "indicator": indicator,
                "grant": story.GRANT,
                "amount": amount,
                "as_of_on": day,
                "as_of_precision": "day",
                "source": story.SOURCE,
            },
        )
