"""Verbs of deciding: approve, return or reject a proposed act at the step where it waits, as a
whole or without single fields. The last approval applies the very changes that were stored, with
the approver as actor; every decision is a row of its own, through the door it really came by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy

from registry import policy
from registry.changes.change import Act, Applied, Change
from registry.changes.engine import apply_batch
from registry.changes.proposal import has_moved_rows, says_something, without
from registry.changes.submission import address_of
from registry.choices import ActState, ChangeSource, Verdict
from registry.models import Decision, SubmissionAct
from registry.policy import Actor
from registry.queries.review import Step, deciders, decisions_of, next_step
from registry.rules.review import DECIDERS_NEEDED, STEP_IS_ALIVE
from registry.rules.submission import ALREADY_DECIDED, STALE_PROPOSAL
from sentra.accounts.models import User
from sentra.lib.problems import ChangeRejected, Problem, problem_code

# Whoever approves needs no words of his own; the log has a sentence all the same.
AS_SENT = gettext_lazy("Sesuai isian dinas")

WORDS_MISSING = problem_code(
    "submission.words_missing",
    gettext_lazy("Tulis kepada pengirim apa yang perlu diperbaiki atau mengapa ditolak."),
)
PASSING_WORDS_MISSING = problem_code(
    "decision.passing_words_missing",
    gettext_lazy("Tulis mengapa tahap ini dilewati; pengirim dan tahap itu membacanya."),
)
NOTHING_LEFT = problem_code(
    "decision.nothing_left",
    gettext_lazy(
        "Semua isian ditandai tidak diterapkan, jadi tidak ada yang disetujui. Tolak usulannya,"
        " atau kembalikan kepada pengirimnya."
    ),
)
FIELD_WORDS_MISSING = problem_code(
    "decision.field_words_missing",
    gettext_lazy("Tulis mengapa isian ini tidak diterapkan, supaya pengirimnya tahu."),
)
FIELD_UNKNOWN = problem_code(
    "decision.field_unknown",
    gettext_lazy("Isian “{value}” tidak ada pada usulan ini. Muat ulang halamannya."),
)


@dataclass(frozen=True)
class Judgement:
    """What a reviewer wrote: words to the sender, words at single fields (by
    `ProposedValue.id`), and the fields that are not to be applied, each with its words there."""

    words: str = ""
    field_words: Mapping[str, str] = field(default_factory=dict)
    refused: Sequence[str] = ()

    @property
    def problems(self) -> list[Problem]:
        """A refusal of a field says why."""
        return [
            FIELD_WORDS_MISSING.problem(f"words_{name}", "")
            for name in self.refused
            if not self.field_words.get(name, "").strip()
        ]


def approve(
    proposal: SubmissionAct,
    *,
    actor: Actor,
    version_shown: int,
    words: str = "",
    judgement: Judgement | None = None,
    source: ChangeSource = ChangeSource.ADMIN,
) -> Applied:
    """Agree at the step where the proposal waits.

    Before the last step it goes on to the next one. At the last step it is applied, unless it is
    grave and only one person has agreed so far: then it waits there for a second one. Bound to what
    was shown: the proposal's version and the rows it was made against. Raises `ChangeRejected` or
    `ChangeConflict`; then nothing is applied and nothing is decided."""
    _still_open(proposal)
    said = judgement or Judgement(words)
    if said.problems:
        raise ChangeRejected(said.problems)
    decisions = decisions_of(proposal)
    refused = {**proposal.refused, **{name: said.field_words[name] for name in said.refused}}
    changes = _left(proposal, refused)
    if has_moved_rows(changes):
        raise ChangeRejected([STALE_PROPOSAL.problem("shown", None)])
    # What waited in the admin keeps the reason it was typed with, in history too.
    words = said.words.strip() or (proposal.shown or {}).get("reason") or str(AS_SENT)
    onwards = next_step(proposal.submission.office, proposal.step)
    agreed = deciders(decisions) | {actor.user_id}
    if onwards is None and not (proposal.needs_two and len(agreed) < DECIDERS_NEEDED):
        return _apply(
            proposal, actor, version_shown, said, words, decisions, changes, refused, source
        )
    forward = _forward(proposal, onwards, version_shown, refused)
    decision = _decision(proposal, actor, Verdict.APPROVED, version_shown, said, words, decisions)
    return apply_batch(_deciding((decision, forward), proposal, actor, words, source))


def return_for_correction(
    proposal: SubmissionAct,
    *,
    actor: Actor,
    version_shown: int,
    words: str = "",
    judgement: Judgement | None = None,
    source: ChangeSource = ChangeSource.ADMIN,
) -> Applied:
    """Give a proposal back to its sender, with words, some of them at single fields; nothing of it
    is applied."""
    said = judgement or Judgement(words)
    return _turn_down("return", Verdict.RETURNED, proposal, actor, version_shown, said, source)


def reject(
    proposal: SubmissionAct,
    *,
    actor: Actor,
    version_shown: int,
    words: str = "",
    judgement: Judgement | None = None,
    source: ChangeSource = ChangeSource.ADMIN,
) -> Applied:
    """Refuse a proposal for good, with the reason; nothing of it is applied."""
    said = judgement or Judgement(words)
    return _turn_down("reject", Verdict.REJECTED, proposal, actor, version_shown, said, source)


def pass_over(
    proposal: SubmissionAct,
    *,
    actor: Actor,
    version_shown: int,
    words: str = "",
    judgement: Judgement | None = None,
    source: ChangeSource = ChangeSource.ADMIN,
) -> Applied:
    """The ministry takes a proposal past a step that was switched off, is overdue or that nobody
    holds, with the reason. Nothing is agreed to by it: whoever is to agree still must."""
    _still_open(proposal)
    said = Judgement((judgement or Judgement(words)).words)
    reason = said.words.strip()
    if not reason:
        raise ChangeRejected([PASSING_WORDS_MISSING.problem("words", reason)])
    onwards = next_step(proposal.submission.office, proposal.step)
    if onwards is None:
        label = proposal.get_step_display()
        raise ChangeRejected([STEP_IS_ALIVE.problem("step", label)])
    decisions = decisions_of(proposal)
    decision = _decision(proposal, actor, Verdict.SKIPPED, version_shown, said, reason, decisions)
    change = Change("submission.pass_over", _moved_to(onwards), str(proposal.pk), version_shown)
    return apply_batch(_deciding((decision, change), proposal, actor, reason, source))


def _still_open(proposal: SubmissionAct) -> None:
    """Raises `ChangeRejected` for what is decided: it waits at no step any more. Whoever decides at
    this very moment is met by the rule of the same name, under lock."""
    if proposal.state != ActState.RECEIVED:
        raise ChangeRejected([ALREADY_DECIDED.problem("state", proposal.get_state_display())])


def _left(proposal: SubmissionAct, refused: Mapping[str, str]) -> tuple[Change, ...]:
    """What would be applied. Raises `ChangeRejected` for a field the proposal does not have, and
    where nothing would be left of one that did say something."""
    stored = [Change.from_json(change) for change in proposal.changes]
    known = {str(number) for number in range(len(stored))}
    known |= {f"{n}.{name}" for n, change in enumerate(stored) for name in change.values}
    unknown = sorted(set(refused) - known)
    if unknown:
        raise ChangeRejected([FIELD_UNKNOWN.problem("refused", name) for name in unknown])
    kept = without(stored, refused)
    if says_something(stored) and not says_something(kept):
        raise ChangeRejected([NOTHING_LEFT.problem("refused", None)])
    return kept


def _apply(
    proposal: SubmissionAct,
    actor: Actor,
    version_shown: int,
    said: Judgement,
    words: str,
    decisions: Sequence[Decision],
    changes: tuple[Change, ...],
    refused: Mapping[str, str],
    source: ChangeSource,
) -> Applied:
    act_id = uuid4()
    decision = _decision(
        proposal, actor, Verdict.APPROVED, version_shown, said, words, decisions, act_id
    )
    outcome = _outcome(actor, words) | {"applied_act": str(act_id), "refused": dict(refused)}
    new = next((c.ref for c in changes if c.kind == "sentra.register" and c.ref), "")
    if proposal.sentra_id is None and new:
        outcome["sentra"] = f"@{new}"
    verdict = Change("submission.approve", outcome, str(proposal.pk), version_shown)
    act = _deciding((*changes, decision, verdict), proposal, actor, words, source)
    return apply_batch(act, act_id=act_id)


def _forward(
    proposal: SubmissionAct,
    onwards: Step | None,
    version_shown: int,
    refused: Mapping[str, str],
) -> Change:
    """On to the next step; without one it stays where it is, for a second decider."""
    values = {"refused": dict(refused), **_moved_to(onwards)}
    return Change("submission.forward", values, str(proposal.pk), version_shown)


def _moved_to(onwards: Step | None) -> dict[str, Any]:
    now = timezone.now()
    values: dict[str, Any] = {"arrived_at": now.isoformat()}
    if onwards is not None:
        values |= {"step": onwards.code, "due_at": onwards.due_at(now).isoformat()}
    return values


def _turn_down(
    verb: str,
    verdict: Verdict,
    proposal: SubmissionAct,
    actor: Actor,
    version_shown: int,
    said: Judgement,
    source: ChangeSource,
) -> Applied:
    _still_open(proposal)
    words = said.words.strip() or "; ".join(filter(None, said.field_words.values()))[:500]
    if not words:
        raise ChangeRejected([WORDS_MISSING.problem("words", words)])
    decisions = decisions_of(proposal)
    decision = _decision(proposal, actor, verdict, version_shown, said, words, decisions)
    change = Change(f"submission.{verb}", _outcome(actor, words), str(proposal.pk), version_shown)
    return apply_batch(_deciding((decision, change), proposal, actor, words, source))


def _outcome(actor: Actor, words: str) -> dict[str, Any]:
    return {
        "decided_by": address_of(actor),
        "decided_at": timezone.now().isoformat(),
        "decision_reason": words,
    }


def _decision(
    proposal: SubmissionAct,
    actor: Actor,
    verdict: Verdict,
    version_shown: int,
    said: Judgement,
    words: str,
    earlier: Sequence[Decision],
    applied_act: UUID | None = None,
) -> Change:
    is_skipped = verdict == Verdict.SKIPPED
    reach = policy.ministry_reach(actor) if is_skipped else policy.deciding_reach(actor, proposal)
    values = {
        "act": str(proposal.pk),
        "number": len(earlier),
        "step": proposal.step,
        "verdict": verdict.value,
        "office": reach.office_code if reach else None,
        "decided_by": address_of(actor),
        "proposer": User.objects.get(pk=proposal.sender_id).email,
        "decided_at": timezone.now().isoformat(),
        "words": words,
        "field_words": {name: text for name, text in said.field_words.items() if text.strip()},
        "refused": list(said.refused),
        "version_shown": version_shown,
        "applied_act": str(applied_act) if applied_act else None,
        "is_same_person": not is_skipped
        and any(
            one.decided_by_id == actor.user_id and one.verdict != Verdict.SKIPPED for one in earlier
        ),
    }
    return Change("decision.record", values)


def _deciding(
    changes: tuple[Change, ...],
    proposal: SubmissionAct,
    actor: Actor,
    words: str,
    source: ChangeSource,
) -> Act:
    return Act(
        changes,
        actor,
        source,
        reason=words,
        reason_code="new_report",
        submission=proposal.submission.receipt_number,
    )
