"""Rules of proposals: their code, whose sentra and needs they speak of, lines that add up, stages
in the order of the yearly cycle, and which grant may say that it came from one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from dak.choices import CycleStage, Verdict
from dak.models import NeedPack, Proposal, ProposalLine, ProposalStage
from dak.queries.proposals import NOT_FUNDING
from dak.rules.component import needs_of_act
from registry.rules.draft import Draft, Facts
from registry.rules.naming import free_code
from sentra.lib.dates import format_date
from sentra.lib.number_format import format_rupiah
from sentra.lib.problems import Problem, problem_code

Rows = Mapping[int, list[Mapping[str, Any]]]

SENTRA_ELSEWHERE = problem_code(
    "proposal.sentra_elsewhere",
    _("Sentra itu berada di wilayah {place}, bukan di wilayah pengusul ({value})."),
)
PACK_ELSEWHERE = problem_code(
    "proposal.pack_elsewhere", _("Paket kebutuhan {value} bukan milik sentra yang diusulkan.")
)
SUM_DIFFERS = problem_code(
    "proposal_line.sum_differs",
    _("Jumlah rincian {value} tidak sama dengan jumlah usulan {asked}. Selisihnya {difference}."),
)
SAME_PACK = problem_code(
    "need_pack.same_again",
    _("Paket kebutuhan dengan isi yang sama sudah dibuat pada {value}. Pakai paket itu."),
)
LINE_NEED_ELSEWHERE = problem_code(
    "proposal_line.need_elsewhere", _("Kebutuhan {value} bukan kebutuhan sentra yang diusulkan.")
)
OUT_OF_ORDER = problem_code(
    "proposal_stage.out_of_order",
    _("Tahap ini bertanggal {value}, sebelum tahap pendahulunya ({earlier}, {day})."),
)
GRANT_OF_ANOTHER = problem_code(
    "grant.proposal_elsewhere",
    _("Usulan {value} berasal dari wilayah atau tahun anggaran lain."),
)


PROPOSAL_REJECTED = problem_code(
    "grant.proposal_rejected",
    _("Usulan {value} tidak disetujui pada tahap {stage} ({day}), jadi tidak dialokasikan."),
)


def give_code(draft: Draft, facts: Facts) -> None:
    """Region, year and "usulan", with a number where taken: "5104-2024-usulan"."""
    row = draft.row
    if row.get("code"):
        return
    place = (row.get("regency_id") or row.get("province_id") or "").replace(".", "")
    stem = f"{place}-{row.get('fiscal_year')}-usulan"
    row["code"] = free_code(draft, facts, stem)


def sentra_of_proposer(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A government proposes for a sentra on its soil, by a pack of that sentra's needs."""
    row = draft.row
    sentra = facts.sentra(row["sentra_id"]) if row["sentra_id"] else {}
    level = "regency_id" if row["regency_id"] else "province_id"
    if sentra and sentra.get(level) not in (None, row[level]):
        place = sentra.get("regency_id") or sentra.get("province_id")
        yield SENTRA_ELSEWHERE.problem("sentra", row[level], place=place)
    if row["need_pack_id"] is not None and row["sentra_id"] != _pack_sentra(draft, facts):
        yield PACK_ELSEWHERE.problem("need_pack", row["need_pack_id"])


def not_the_same_again(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A pack of one day says something new; judged under the lock of its sentra."""
    row = draft.row
    same = {name: row[name] for name in ("sentra_id", "made_on", "snapshot", "words")}
    if NeedPack.objects.filter(is_withdrawn=False, **same).exclude(pk=row["id"]).exists():
        yield SAME_PACK.problem("made_on", format_date(row["made_on"]))


def lines_add_up(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The lines of a proposal make the amount it asks for, where both are known."""
    key = draft.row["id"] if draft.model is Proposal else draft.row["proposal_id"]
    lines = _rows(facts, ProposalLine).get(key, [])
    asked = (proposals_of_act(facts).get(key) or {}).get("asked_idr")
    if asked is None or not lines or draft is not _last(facts, key):
        return
    total = sum(row["amount_idr"] for row in lines)
    if total != asked:
        yield SUM_DIFFERS.problem(
            "asked_idr" if draft.model is Proposal else "amount_idr",
            format_rupiah(total),
            asked=format_rupiah(asked),
            difference=format_rupiah(abs(total - asked)),
        )


def need_of_sentra(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A line answers a need of the sentra proposed for."""
    need = needs_of_act(facts).get(draft.row["need_id"] or 0)
    proposal = proposals_of_act(facts).get(draft.row["proposal_id"])
    if need is not None and proposal is not None and need["sentra_id"] != proposal["sentra_id"]:
        yield LINE_NEED_ELSEWHERE.problem("need", draft.row["need_id"])


def stages_in_order(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """No stage before the first day of a stage that precedes it in the cycle."""
    order = list(CycleStage.values)
    own = order.index(draft.row["stage"])
    for row in _rows(facts, ProposalStage).get(draft.row["proposal_id"], []):
        if order.index(row["stage"]) < own and row["happened_on"] > draft.row["happened_on"]:
            first = min(
                r["happened_on"]
                for r in _rows(facts, ProposalStage)[draft.row["proposal_id"]]
                if r["stage"] == row["stage"]
            )
            if first > draft.row["happened_on"]:
                yield OUT_OF_ORDER.problem(
                    "happened_on",
                    draft.row["happened_on"],
                    earlier=str(CycleStage(row["stage"]).label),
                    day=first,
                )
                return


def rejected_is_not_granted(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Nothing is allocated to a proposal whose last verdict before this act is a refusal; a later
    stage that it passed opens it again."""
    row, proposal = draft.row, proposals_of_act(facts).get(draft.row["proposal_id"] or 0)
    if proposal is None or row["is_withdrawn"] or row["stage"] in NOT_FUNDING:
        return
    before = draft.before
    was_funded = before.get("proposal_id") == row["proposal_id"] and not (
        before.get("is_withdrawn") or before.get("stage") in NOT_FUNDING
    )
    made = {d.row["id"] for d in facts.drafts if d.model is ProposalStage and d.is_new}
    stages = _rows(facts, ProposalStage).get(proposal["id"], [])
    told = [stage for stage in stages if stage["id"] not in made]
    last = max(told, key=lambda stage: (stage["happened_on"], stage["id"]), default=None)
    if last is not None and last["verdict"] == Verdict.REJECTED and not was_funded:
        yield PROPOSAL_REJECTED.problem(
            "proposal",
            proposal["code"],
            stage=str(CycleStage(last["stage"]).label),
            day=format_date(last["happened_on"]),
        )


def grant_of_proposal(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A grant comes from a proposal of the same government and year."""
    proposal = proposals_of_act(facts).get(draft.row["proposal_id"] or 0)
    if proposal is None:
        return
    same = ("province_id", "regency_id", "fiscal_year")
    if any(proposal[name] != draft.row[name] for name in same):
        yield GRANT_OF_ANOTHER.problem("proposal", proposal["code"])


def proposals_of_act(facts: Facts) -> Mapping[int, Mapping[str, Any]]:
    """The proposals this act names or makes; one statement an act."""
    if "proposals" not in facts.remembered:
        named = [draft.row.get("proposal_id") for draft in facts.drafts]
        wanted = {proposal for proposal in named if proposal is not None}
        stored = {row["id"]: row for row in Proposal.objects.filter(pk__in=wanted).values()}
        drafted = {draft.row["id"]: draft.row for draft in facts.drafts if draft.model is Proposal}
        facts.remembered["proposals"] = {**stored, **drafted}
    return facts.remembered["proposals"]


def lines_of_act(facts: Facts) -> Rows:
    """The lines in force of those proposals, as they stand after the act."""
    return _rows(facts, ProposalLine)


def _rows(facts: Facts, model: Any) -> Rows:
    """Rows in force by proposal, as they stand after the act; one statement a noun."""
    key = ("of proposals", model)
    if key not in facts.remembered:
        stored = model.objects.filter(proposal_id__in=proposals_of_act(facts)).values()
        drafted = {d.row["id"]: d.row for d in facts.drafts if d.model is model}
        found: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
        for row in ({row["id"]: row for row in stored} | drafted).values():
            whole = all(row.get(n, 0) is not None for n in ("amount_idr", "happened_on"))
            if whole and not row["is_withdrawn"] and row.get("stage", "") in ("", *CycleStage):
                found[row["proposal_id"]].append(row)
        facts.remembered[key] = found
    return facts.remembered[key]


def _last(facts: Facts, proposal: int) -> Draft | None:
    """The row of this act at which a sum is told: the last line, else the proposal."""
    lines = [
        d for d in facts.drafts if d.model is ProposalLine and d.row["proposal_id"] == proposal
    ]
    heads = [d for d in facts.drafts if d.model is Proposal and d.row["id"] == proposal]
    return next(iter([*reversed(lines), *heads]), None)


def _pack_sentra(draft: Draft, facts: Facts) -> int | None:
    key = "need packs"
    if key not in facts.remembered:
        wanted = {d.row["need_pack_id"] for d in facts.drafts if d.model is Proposal} - {None}
        stored = dict(NeedPack.objects.filter(pk__in=wanted).values_list("pk", "sentra_id"))
        drafted = {d.row["id"]: d.row["sentra_id"] for d in facts.drafts if d.model is NeedPack}
        facts.remembered[key] = {**stored, **drafted}
    return facts.remembered[key].get(draft.row["need_pack_id"])
