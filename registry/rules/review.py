"""Rules of the chain: who may decide at which step, and the step nobody can switch off."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.choices import ActState, ReviewStepCode, Verdict
from registry.models import Decision, ReviewStep, SubmissionAct
from registry.queries.review import why_passed_over
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

NOT_YOUR_STEP = problem_code(
    "decision.not_your_step",
    _("Usulan ini menunggu di tahap {value}, yang diputuskan oleh orang lain."),
)
SECOND_IS_ANOTHER = problem_code(
    "decision.second_is_another",
    _(
        "Anda sudah menyetujui usulan ini pada tahap {value}; persetujuan kedua diberikan orang"
        " lain."
    ),
)
SECOND_MISSING = problem_code(
    "decision.second_missing",
    _(
        "Usulan ini memerlukan {value} orang yang menyetujui selain pengirimnya, jadi belum dapat"
        " diterapkan."
    ),
)
STEP_IS_ALIVE = problem_code(
    "decision.step_is_alive",
    _(
        "Tahap {value} masih berjalan dan belum lewat tenggat, jadi tidak dilewati."
        " Tunggu putusannya."
    ),
)
MINISTRY_STAYS = problem_code(
    "review_step.ministry_stays",
    _("Tahap kementerian tidak dapat dimatikan: di sanalah usulan diterapkan."),
)


# Who must agree, beside the sender, to what is grave or corrects approved figures.
DECIDERS_NEEDED = 2


def decider_fits_step(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Whoever decides holds the step's role over the office that sent the proposal."""
    act = SubmissionAct.objects.select_related("submission").get(pk=draft.row["act_id"])
    step = draft.row.get("step") or ""
    if act.state != ActState.RECEIVED:
        return  # said by `still_undecided`, about the proposal itself
    is_skipped = draft.row.get("verdict") == Verdict.SKIPPED
    holds = policy.may_pass_over if is_skipped else policy.may_decide
    if act.step != step or not holds(facts.actor, act):
        yield NOT_YOUR_STEP.problem("step", ReviewStepCode(act.step).label)


def second_is_another(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Where two must agree at one step, the second is not the first once more. Who agreed may still
    think better of it, and return or reject."""
    if draft.row.get("verdict") != Verdict.APPROVED:
        return
    earlier = Decision.objects.filter(
        act_id=draft.row["act_id"],
        step=draft.row["step"],
        verdict=Verdict.APPROVED,
        decided_by_id=draft.row["decided_by_id"],
    )
    if earlier.exists():
        label = ReviewStepCode(str(draft.row["step"])).label
        yield SECOND_IS_ANOTHER.problem("decided_by", label)


def enough_have_agreed(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """What needs two deciders is applied once two people have agreed, at whatever steps: those on
    record and the one whose decision is in this very act."""
    if not draft.before.get("needs_two"):
        return
    pk = draft.row["id"]
    stored = Decision.objects.filter(act_id=pk, verdict=Verdict.APPROVED)
    agreed = set(stored.values_list("decided_by_id", flat=True))
    now = (d.row for d in facts.drafts if d.model is Decision and d.row["act_id"] == pk)
    agreed |= {row["decided_by_id"] for row in now if row["verdict"] == Verdict.APPROVED}
    if len(agreed) < DECIDERS_NEEDED:
        yield SECOND_MISSING.problem("needs_two", DECIDERS_NEEDED)


def may_be_passed_over(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """A step is passed over only where it was switched off, is overdue, or nobody holds it."""
    act = SubmissionAct.objects.select_related("submission__office").get(pk=draft.row["id"])
    if act.state == ActState.RECEIVED and why_passed_over(act, timezone.now()) is None:
        yield STEP_IS_ALIVE.problem("step", ReviewStepCode(act.step).label)


def ministry_stays(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """The last step is where a proposal is applied; no office can do without it."""
    switch = "is_active" if draft.model is ReviewStep else "is_on"
    if draft.row.get(switch):
        return
    code = draft.row.get("code")
    if draft.model is not ReviewStep:
        code = ReviewStep.objects.values_list("code", flat=True).get(pk=draft.row["step_id"])
    if code == ReviewStepCode.MINISTRY:
        yield MINISTRY_STAYS.problem(switch, None)
