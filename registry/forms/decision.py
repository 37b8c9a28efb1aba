"""One decision about one proposal: the version that was shown, words to the sender, and for each
field words of its own and whether it is left out. What the page shows beside it is in
decision_page.py."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from registry.changes import review as verbs
from registry.changes.change import Applied
from registry.changes.proposal import ProposedValue
from registry.changes.review import Judgement
from registry.choices import ActState, ChangeSource, ReviewStepCode
from registry.models import SubmissionAct
from registry.policy import Actor
from sentra.lib.problems import ChangeConflict, ChangeRejected, Problem, problem_code

DROP, WORDS = "drop_", "words_"
VERBS: Mapping[str, Callable[..., Applied]] = {
    "approve": verbs.approve,
    "return": verbs.return_for_correction,
    "reject": verbs.reject,
    "pass": verbs.pass_over,
}
DONE = {
    ActState.APPROVED: _("Usulan %(number)s disetujui dan diterapkan."),
    ActState.RETURNED: _("Usulan %(number)s dikembalikan."),
    ActState.REJECTED: _("Usulan %(number)s ditolak."),
}
FORWARDED = _("Persetujuan Anda atas usulan %(number)s tercatat. Kini menunggu di tahap %(step)s.")
SECOND = _("Persetujuan Anda atas usulan %(number)s tercatat. Kini menunggu pemutus kedua.")
PASSED = _("Tahap %(before)s dilewati untuk usulan %(number)s. Kini menunggu di tahap %(step)s.")
NO_VERB = problem_code(
    "decision.no_verb",
    _("Pilih Setujui, Kembalikan, atau Tolak usulan; belum ada yang diputuskan."),
)
MOVED_PROPOSAL = problem_code(
    "decision.moved",
    _(
        "Usulan ini berubah sejak halaman ini dibuka, jadi belum ada yang diputuskan. Di bawah"
        " adalah keadaannya sekarang; kata-kata Anda tetap ada. Periksa, lalu putuskan lagi."
    ),
)
# Refusals after which the page shows what stands now, with status 409.
MOVED = frozenset({"submission.stale", "submission.already_decided"})


class DecisionForm(forms.Form):
    """Words are asked for when a proposal goes back or is refused, and at each field that is left
    out; the verbs of registry.changes.review say so."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(
        required=False,
        max_length=500,
        label=_("Catatan putusan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Dibaca pengirimnya. Wajib bila dikembalikan atau ditolak: apa yang perlu diperbaiki,"
            " atau mengapa ditolak."
        ),
    )

    def __init__(self, *args: Any, values: Iterable[ProposedValue] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.values = list(values)
        for value in self.values:
            if value.may_be_refused:
                self.fields[f"{DROP}{value.id}"] = forms.BooleanField(
                    required=False, label=_t("Jangan terapkan")
                )
            self.fields[f"{WORDS}{value.id}"] = forms.CharField(
                required=False,
                max_length=300,
                label=_t("Catatan untuk %(field)s") % {"field": value.label},
            )

    @property
    def judgement(self) -> Judgement:
        """What was written and ticked."""
        said, refused = {}, []
        for value in self.values:
            words = self.cleaned_data.get(f"{WORDS}{value.id}", "").strip()
            if words:
                said[value.id] = words
            if self.cleaned_data.get(f"{DROP}{value.id}"):
                refused.append(value.id)
        return Judgement(self.cleaned_data["words"], said, refused)

    def show_version(self, version: int) -> None:
        """Stand on the version the page shows now; the words stay."""
        data = cast(QueryDict, self.data).copy()
        data["version"] = str(version)
        self.data = data

    def place(self, problems: Sequence[Problem]) -> tuple[Problem, ...]:
        """Show each problem at its field; those without one are given back."""
        homeless = []
        for problem in problems:
            if problem.field in self.fields and problem.field != "version":
                self.add_error(problem.field, str(problem.message))
            else:
                homeless.append(problem)
        return tuple(homeless)


@dataclass(frozen=True)
class Taken:
    """What came of a decision: done, or the problems and the status of the page that shows them."""

    problems: tuple[Problem, ...] = ()
    status: int = 200

    @property
    def is_done(self) -> bool:
        """Whether something was decided."""
        return self.status == 200


def take(
    act: SubmissionAct, form: DecisionForm, verb: str, actor: Actor, source: ChangeSource
) -> Taken:
    """Decide as the form says, exactly about the version it was shown on; `source` is the desk.

    A refusal changes nothing: the form then stands on today's version with all its words, and its
    problems stand at their fields."""
    if not form.is_valid():
        return Taken(status=422)
    if verb not in VERBS:
        return Taken((NO_VERB.problem("verb", verb),), 422)
    try:
        VERBS[verb](
            act,
            actor=actor,
            version_shown=form.cleaned_data["version"],
            judgement=form.judgement,
            source=source,
        )
    except ChangeRejected as refusal:
        has_new_version = isinstance(refusal, ChangeConflict)
        has_moved = has_new_version or any(p.code in MOVED for p in refusal.problems)
        problems = [MOVED_PROPOSAL.problem("", None)] if has_new_version else refusal.problems
        homeless = form.place(_once(problems))
        act.refresh_from_db()
        form.show_version(act.version)
        return Taken(homeless, 409 if has_moved else 422)
    act.refresh_from_db()
    return Taken()


def _once(problems: Iterable[Problem]) -> list[Problem]:
    """Each sentence once: two changes of one act may be refused for the same reason."""
    found: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        found.setdefault((problem.field or "", str(problem.message)), problem)
    return list(found.values())


def done_words(act: SubmissionAct, step_before: str, verb: str) -> str:
    """What became of a proposal that was just decided."""
    said = {"number": act.submission.receipt_number, "step": act.get_step_display()}
    if verb == "pass":
        return PASSED % {**said, "before": ReviewStepCode(step_before).label}
    if act.state == ActState.RECEIVED:
        return (SECOND if act.step == step_before else FORWARDED) % said
    return DONE[ActState(act.state)] % said
