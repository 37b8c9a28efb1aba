"""Rules of the chain: who may decide at which step, and the step nobody can switch off."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from registry import policy
from registry.choices import ActState, ReviewStepCode
from registry.models import ReviewStep, SubmissionAct
from registry.rules.draft import Draft, Facts
from sentra.lib.problems import Problem, problem_code

NOT_YOUR_STEP = problem_code(
    "decision.not_your_step",
    _("Usulan ini menunggu di tahap {value}, yang diputuskan oleh orang lain."),
)
MINISTRY_STAYS = problem_code(
    "review_step.ministry_stays",
    _("Tahap kementerian tidak dapat dimatikan: di sanalah usulan diterapkan."),
)


def decider_fits_step(draft: Draft, facts: Facts) -> Iterator[Problem]:
    """Whoever decides holds the step's role over the office that sent the proposal."""
    act = SubmissionAct.objects.select_related("submission").get(pk=draft.row["act_id"])
    step = draft.row.get("step") or ""
    if act.state != ActState.RECEIVED:
        return  # said by `still_undecided`, about the proposal itself
    if act.step != step or not policy.may_decide(facts.actor, act):
        yield NOT_YOUR_STEP.problem("step", ReviewStepCode(act.step).label)


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
