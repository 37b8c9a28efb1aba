"""Approving many proposals at once: which ones, at which version each was shown, and one reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from registry.changes.together import (
    MOST_TOGETHER,
    Candidate,
    Outcome,
    approve_together,
    candidates,
)
from registry.choices import ChangeSource
from registry.models import SubmissionAct
from registry.policy import Actor
from sentra.lib.keys import plain_number
from sentra.lib.problems import ChangeRejected


class TogetherForm(forms.Form):
    """The reason, and the proposals as "key:version" parted by blanks."""

    shown = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        required=False,
        max_length=500,
        label=_("Satu alasan untuk semuanya"),
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Dicatat pada setiap usulan yang disetujui, dan dibaca pengirimnya."),
    )


@dataclass(frozen=True)
class Together:
    """What the page shows: the candidates before, the outcomes after."""

    candidates: tuple[Candidate, ...]
    outcomes: tuple[Outcome, ...] = ()
    form: TogetherForm | None = None

    @property
    def n_fit(self) -> int:
        """How many would be approved."""
        return sum(candidate.is_fit for candidate in self.candidates)

    @property
    def n_left(self) -> int:
        """How many stay behind."""
        return len(self.candidates) - self.n_fit

    @property
    def n_done(self) -> int:
        """How many were approved at their step."""
        return sum(not outcome.problems for outcome in self.outcomes)

    @property
    def n_refused(self) -> int:
        """How many came back."""
        return len(self.outcomes) - self.n_done


def preview_together(acts: Sequence[SubmissionAct], actor: Actor) -> Together:
    """Every chosen proposal with its fields; only those that can go along are carried on."""
    found = tuple(candidates(acts[:MOST_TOGETHER], actor))
    shown = " ".join(f"{one.act.pk}:{one.act.version}" for one in found if one.is_fit)
    return Together(found, form=TogetherForm(initial={"shown": shown}))


def take_together(
    acts: Sequence[SubmissionAct], data: Any, actor: Actor, source: ChangeSource
) -> Together:
    """Approve them at the desk that `source` names; without a reason the preview again, and
    nothing was decided."""
    form = TogetherForm(data)
    form.is_valid()
    try:
        outcomes = approve_together(
            acts,
            shown_versions(data),
            actor=actor,
            words=form.cleaned_data.get("words", ""),
            source=source,
        )
    except ChangeRejected as refusal:
        for problem in refusal.problems:
            form.add_error("words", str(problem.message))
        return Together(tuple(candidates(acts, actor)), form=form)
    return Together((), tuple(outcomes))


def shown_versions(data: Any) -> dict[int, int]:
    """Keys and versions out of the hidden field; what is no number is no proposal."""
    pairs = (pair.partition(":") for pair in str(data.get("shown", "")).split()[:MOST_TOGETHER])
    numbers = ((plain_number(key), plain_number(version)) for key, _colon, version in pairs)
    return {key: version for key, version in numbers if key is not None and version is not None}
