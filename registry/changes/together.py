"""Approving many proposals at once: only those of little risk, all of one kind, and each exactly as
it was proposed. Every proposal is still a decision and an act of its own, so that one that moved at
the last moment comes back alone and the others go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.changes.change import Change
from registry.changes.proposal import ProposedValue, proposed_values
from registry.changes.review import Judgement, approve
from registry.changes.risk import LOW_RISK
from registry.changes.staleness import stale_among
from registry.choices import ActState, ChangeSource
from registry.models import SubmissionAct
from registry.policy import Actor
from registry.queries.review_desk import proposed_name
from sentra.lib.problems import ChangeRejected, Problem, problem_code

# So many proposals are looked through on one page.
MOST_TOGETHER = 100

NO_WORDS = problem_code(
    "together.no_words", _("Tulis satu alasan; ia dicatat pada setiap usulan yang disetujui.")
)
NOT_SHOWN = problem_code(
    "together.not_shown", _("Usulan ini berubah sesudah pratinjau, jadi tidak diputuskan.")
)
BARRED = problem_code("together.barred", _("Tidak ikut disetujui: {value}."))
BARS: Mapping[str, str | Promise] = {
    "decided": _("sudah diputuskan"),
    "own": _("Anda pengirimnya"),
    "step": _("menunggu di tahap yang bukan tugas Anda"),
    "two": _("perlu dua pemutus; buka dan putuskan sendiri-sendiri"),
    "stale": _("catatannya berubah sejak diusulkan; buka dan bandingkan"),
    "risk": _("risikonya di atas batas; buka dan periksa"),
    "left_out": _("ada isian yang tidak diterapkan tahap sebelumnya; buka dan periksa"),
    "kind": _("jenisnya lain dari yang pertama; putuskan bersama yang sejenis"),
}


@dataclass(frozen=True)
class Candidate:
    """One chosen proposal with its fields; `bar` says why it cannot go along, if it cannot."""

    act: SubmissionAct
    values: tuple[ProposedValue, ...]
    bar: str | Promise

    @property
    def name(self) -> str:
        """What it is about."""
        return proposed_name(self.act)

    @property
    def is_fit(self) -> bool:
        """Whether it would be approved."""
        return not self.bar


@dataclass(frozen=True)
class Outcome:
    """What became of one proposal; without problems it was approved at its step."""

    act: SubmissionAct
    problems: tuple[Problem, ...] = ()

    @property
    def name(self) -> str:
        """What it was about."""
        return proposed_name(self.act)

    @property
    def is_applied(self) -> bool:
        """Whether it was the last step, and the registry says it now."""
        return not self.problems and self.act.state == ActState.APPROVED


def candidates(acts: Sequence[SubmissionAct], actor: Actor) -> list[Candidate]:
    """Which of the chosen proposals can be approved together: of the kind of the first that can."""
    stale = stale_among(acts)
    found: list[Candidate] = []
    kind = ""
    for act in acts:
        code = _bar(act, actor, is_stale=act.pk in stale)
        if not code and kind and act.kind != kind:
            code = "kind"
        if not code:
            kind = act.kind
        changes = [Change.from_json(change) for change in act.changes]
        values = proposed_values(changes, (act.shown or {}).get("old", {}))
        found.append(Candidate(act, tuple(values), BARS[code] if code else ""))
    return found


def approve_together(
    acts: Sequence[SubmissionAct],
    shown: Mapping[int, int],
    *,
    actor: Actor,
    words: str,
    source: ChangeSource = ChangeSource.ADMIN,
) -> list[Outcome]:
    """Approve each of these proposals at the version shown of it, or say why not.

    Raises `ChangeRejected` without a reason in words; then nothing was decided."""
    if not words.strip():
        raise ChangeRejected([NO_WORDS.problem("words", words)])
    outcomes = []
    for candidate in candidates(acts, actor):
        act = candidate.act
        if not candidate.is_fit or shown.get(act.pk) != act.version:
            outcomes.append(Outcome(act, (_refusal(candidate),)))
            continue
        try:
            approve(
                act,
                actor=actor,
                version_shown=shown[act.pk],
                judgement=Judgement(words),
                source=source,
            )
        except ChangeRejected as refusal:
            outcomes.append(Outcome(act, tuple(refusal.problems)))
        else:
            act.refresh_from_db()
            outcomes.append(Outcome(act))
    return outcomes


def _bar(act: SubmissionAct, actor: Actor, *, is_stale: bool) -> str:
    """The first thing in the way; empty where there is none."""
    if act.state != ActState.RECEIVED:
        return "decided"
    if act.sender_id == actor.user_id:
        return "own"
    if not policy.may_decide(actor, act):
        return "step"
    if act.needs_two:
        return "two"
    if is_stale:
        return "stale"
    if act.refused:
        return "left_out"
    return "risk" if act.risk > LOW_RISK else ""


def _refusal(candidate: Candidate) -> Problem:
    if candidate.is_fit:
        return NOT_SHOWN.problem("version", candidate.act.version)
    return BARRED.problem("", str(candidate.bar))
