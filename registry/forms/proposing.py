"""What every form of a dinas has in common, whatever it is about: one token, everything typed, the
draft it continues, problems at their questions, old and new before sending. What is asked and what
is proposed from it stands with each kind."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from registry.changes.change import Change
from registry.changes.proposal import ProposedValue
from registry.changes.submission import Proposal, body_hash, check_proposal
from registry.choices import SubmissionKind
from registry.forms.fields import ReadingField
from registry.forms.posted import Orphan, SeenDraft, orphans_of, posted_words
from registry.forms.steps import MoreSteps
from registry.models import Office, Sentra
from registry.policy import Actor
from registry.queries.matter import Matter
from sentra.lib.problems import Problem, problem_code

TOKEN_MISSING = problem_code(
    "update.token_missing",
    gettext_lazy("Formulir ini tidak lengkap. Periksa isiannya, lalu kirim sekali lagi."),
)
RECORD_MOVED = problem_code(
    "update.record_moved",
    gettext_lazy(
        "Catatan sentra ini berubah sejak Anda membuka formulir. Isian Anda belum dikirim dan tetap"
        " tersimpan di bawah; bandingkan dengan nilai yang sekarang, lalu periksa lagi."
    ),
)
NOTHING_PROPOSED = problem_code(
    "proposal.nothing_changed",
    gettext_lazy("Belum ada isian yang berbeda dari catatan, jadi tidak ada yang dikirim."),
)
# Travel with every form and are nobody's answer.
CARRIED = ("token", "seen", "previous", "basis")


@dataclass(frozen=True)
class Subject:
    """For whom and about what a form is filled in; `sentra` is None for a new one, and where the
    form is about a `matter` instead."""

    actor: Actor
    office: Office
    sentra: Sentra | None
    year: int
    matter: Matter | None = None

    @property
    def matter_code(self) -> str:
        """The code of the matter; empty for a form about a sentra."""
        return self.matter.code if self.matter else ""


@dataclass(frozen=True)
class CheckedRow:
    """One line of "periksa jawaban"; `anchor` is empty for a value nobody was asked for."""

    value: ProposedValue
    anchor: str
    warning: str


@dataclass(frozen=True)
class Said:
    """One change a form proposes, and the question each of its values was asked in. `question` is
    where a problem of the row as a whole is shown; `given` are the values that nobody was asked."""

    change: Change
    asked: Mapping[str, str] = field(default_factory=dict)
    question: str = ""
    given: Collection[str] = ()

    def question_of(self, name: str) -> str:
        """The question a value belongs to; a precision belongs to its date."""
        beside = f"{name.removesuffix('_precision')}_on"
        return self.asked.get(name) or self.asked.get(beside) or self.question


class ProposalForm(MoreSteps, forms.Form):
    """A form that becomes one proposal. `groups` are its questions under their headings."""

    kind: ClassVar[SubmissionKind]
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    previous = forms.CharField(widget=forms.HiddenInput, required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    subject: Subject
    _said: Sequence[Said] | None = None

    # --- what was typed

    @property
    def questions(self) -> list[str]:
        """Every field a person answers."""
        return [name for name in self.fields if name not in CARRIED]

    @property
    def typed(self) -> dict[str, str]:
        """Everything typed, as typed, by the questions of today; what drafts and receipts keep."""
        return {name: self.text_of(name) for name in (*self.questions, "basis")}

    def text_of(self, name: str) -> str:
        """The text of one field as it was sent, without NUL, which no column takes."""
        data = cast(QueryDict, self.data)
        found = self.fields[name].widget.value_from_datadict(data, cast(Any, {}), name)
        return "" if found is None else str(found).replace("\x00", "")

    @property
    def orphans(self) -> list[Orphan]:
        """What was typed into questions that are asked no more, because their row was taken out of
        force meanwhile: it is sent nowhere, and shown until its writer throws it away."""
        source = posted_words(self.data) if self.is_bound else getattr(self, "restored", {})
        known = {*self.fields, *CARRIED}
        labels = {name: str(one.label or name) for name, one in self.fields.items()}
        return orphans_of(source, known, labels)

    @property
    def kept(self) -> dict[str, str]:
        """What a draft keeps: everything typed, and what is asked no more."""
        return {**self.typed, **{one.name: one.words for one in self.orphans}}

    @property
    def seen_draft(self) -> SeenDraft:
        """The draft this form continues, as it was shown."""
        return SeenDraft.read(str(self.data.get("seen", "")))

    @property
    def fingerprint(self) -> str:
        """SHA-256 over whom it is about and the words of the body as they came. What is asked today
        does not matter: a form that is sent again has the questions of the day it was opened."""
        return body_hash(self.whose, posted_words(self.data))

    @property
    def whose(self) -> str:
        """Whom the body is about, for its fingerprint."""
        if self.subject.matter is not None:
            return self.subject.matter.region
        assert self.subject.sentra is not None, "forms about nothing yet say so themselves"
        return self.subject.sentra.public_code

    def become_a_new_form(self, token: UUID) -> None:
        """Carry what was typed under another token; a person decides whether to send it again."""
        self.rewrite({"token": str(token), "seen": ""})

    def rewrite(self, values: Mapping[str, str]) -> None:
        """Put other words into fields of what was sent."""
        data = cast(QueryDict, self.data).copy()
        for name, words in values.items():
            data[name] = words
            data.pop(f"{name}_pick", None)
        self.data = data

    def clean_token(self) -> UUID:
        """The form's token; a form without one cannot be sent exactly once."""
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            raise forms.ValidationError(TOKEN_MISSING.sentence(), TOKEN_MISSING.code) from None

    # --- what is proposed

    def said(self) -> list[Said]:
        """The changes this form asks for, in order. For a valid form."""
        raise NotImplementedError

    @property
    def all_said(self) -> Sequence[Said]:
        """`said`, built once."""
        if self._said is None:
            self._said = self.said()
        return self._said

    def shown_words(self) -> dict[str, Any]:
        """What is frozen beside the changes (registry.models.submission: `shown`)."""
        return {"typed": self.typed, "questions": self.question_ids()}

    @property
    def answer(self) -> str:
        """The answer about existence; empty for a form that does not ask."""
        return ""

    @property
    def region(self) -> str:
        """Where a new sentra would be, or the matter is; empty for a sentra on record."""
        return self.subject.matter.region if self.subject.matter else ""

    def proposal(self, sentra: Sentra | None, office: Office) -> Proposal:
        """The changes as they will be applied, and what stood there. For a valid form."""
        return Proposal(
            sentra=sentra,
            changes=tuple(said.change for said in self.all_said),
            shown=self.shown_words(),
            typed=posted_words(self.data),
            kind=self.kind,
            answer=self.answer,
            region=self.region,
            whose=self.whose,
        )

    def question_ids(self) -> dict[str, str]:
        """The question of every proposed value by `ProposedValue.id`, kept with the proposal so
        that a reviewer's words find their way back."""
        found = {}
        for number, said in enumerate(self.all_said):
            if said.question:
                found[str(number)] = said.question
            for name in said.change.values:
                if said.question_of(name):
                    found[f"{number}.{name}"] = said.question_of(name)
        return found

    def checked(self, rows: Iterable[ProposedValue]) -> list[CheckedRow]:
        """Old and new of every field with the way back to its question and a soft warning."""
        asked, warnings = self.question_ids(), self.warnings()
        given = {f"{n}.{name}" for n, said in enumerate(self.all_said) for name in said.given}
        return [
            CheckedRow(
                row,
                "" if row.id in given else self.anchor(asked.get(row.id, "")),
                warnings.get(row.key.partition(".")[2], ""),
            )
            for row in rows
        ]

    def anchor(self, question: str) -> str:
        """The id a link to a question leads to."""
        if question not in self.fields:
            return "isi"
        bound = self[question]
        return bound.id_for_label or f"{bound.auto_id}_0"

    # --- what is wrong

    def add_problem(self, problem: Problem) -> None:
        """Show a problem at the question it belongs to, else above the form."""
        name = problem.field if problem.field in self.fields else None
        position = problem.position
        if position is not None and position < len(self.all_said):
            name = self.all_said[position].question_of(problem.field) or None
        self.add_error(
            name if name in self.fields else None,
            forms.ValidationError(problem.message, code=problem.code),
        )

    def is_sendable(self, proposal: Proposal) -> bool:
        """Whether the ministry could apply this as it stands; if not, the form says why."""
        for problem in check_proposal(proposal.changes):
            self.add_problem(problem)
        return not self.errors

    def warnings(self) -> dict[str, str]:
        """Soft words by the name of a value."""
        return {}

    def set_echoes(self) -> None:
        """Say below each amount how it was read."""

    @property
    def is_against_old_rows(self) -> bool:
        """Whether the record moved after this form was opened."""
        return False

    def moved_rows(self) -> list[dict[str, Any]]:
        """The fields that moved, three versions each, for the conflict table."""
        return []

    def refresh_basis(self) -> None:
        """Stand on the rows in force from now on; what was typed stays."""
        self.rewrite({"basis": self.initial["basis"]})

    # --- what a person reads on the way

    @property
    def check_note(self) -> str:
        """One sentence above the answers, before they are sent."""
        return ""

    @property
    def groups(self) -> list["Group"]:
        """The questions under their headings."""
        return [Group("", [self[name] for name in self.questions])]

    def set_reviewer_words(self, words: Mapping[str, str]) -> None:
        """Put a reviewer's words at the questions they are about."""
        for question, sentence in words.items():
            if question in self.fields:
                self.fields[question].reviewer_words = sentence  # type: ignore[attr-defined]

    def draft_conflict(self, stored: Mapping[str, str]) -> list[dict[str, Any]]:
        """Where a colleague's draft and this one differ from what both began with; what only he
        changed is taken over, so that saving again loses neither."""
        base, ours = self.seen_draft.typed, self.typed
        rows, taken = [], {}
        for name in self.questions:
            was, theirs, mine = base.get(name, ""), stored.get(name, ""), ours.get(name, "")
            if theirs == mine or (theirs == was and mine == was):
                continue
            if mine == was:
                taken[name] = theirs
            rows.append(
                {
                    "label": str(self.fields[name].label or name),
                    "base": self.words_of(name, was),
                    "theirs": self.words_of(name, theirs),
                    "ours": self.words_of(name, mine),
                    "clash": was not in (theirs, mine),
                }
            )
        self.rewrite(taken)
        return rows

    def words_of(self, name: str, text: str) -> str | None:
        """An answer as people read it."""
        choices = getattr(self.fields[name], "choices", ())
        return str(dict(choices).get(text, text)) if text else None


@dataclass(frozen=True)
class Group:
    """Some questions under one heading. A `row` is a stored line, closed until it is needed."""

    title: str
    fields: Sequence[Any]
    hint: str = ""
    is_row: bool = False
    state: str = ""

    @property
    def is_open(self) -> bool:
        """Whether something in it was answered or is wrong."""
        return any(
            one.errors or getattr(one.field, "reviewer_words", "") or was_touched(one)
            for one in self.fields
        )


def was_touched(one: Any) -> bool:
    """Whether a bound field says something else than what was filled in."""
    if not one.form.is_bound:
        restored = getattr(one.form, "restored", {}).get(one.name)
        recorded = getattr(one.form, "recorded", {}).get(one.name)
        return restored is not None and restored != str("" if recorded is None else recorded)
    initial = one.form.get_initial_for_field(one.field, one.name)
    return bool(one.field.has_changed(initial, one.form.text_of(one.name)))


def receipt_in(text: str) -> str:
    """A receipt number as far as it can be one."""
    return text[:20].replace("\x00", "")


def token_in(text: str | None) -> UUID | None:
    """The token of a form; None for what is none."""
    try:
        return UUID(text or "")
    except ValueError:
        return None


__all__ = [
    "CARRIED",
    "NOTHING_PROPOSED",
    "RECORD_MOVED",
    "TOKEN_MISSING",
    "CheckedRow",
    "Group",
    "ProposalForm",
    "ReadingField",
    "Said",
    "SeenDraft",
    "Subject",
    "receipt_in",
    "token_in",
]
