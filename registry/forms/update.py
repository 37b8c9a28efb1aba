"""The yearly update of one sentra by its dinas, as typed: questions, what the answers must say
together, and what goes back to the screen. What is proposed from them is in answers.py."""

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.proposal import conflict_rows, standing_at
from registry.changes.submission import Proposal
from registry.choices import SubmissionKind
from registry.forms.answers import (
    ASKED,
    CHANGED,
    UNCHANGED,
    UNKNOWN,
    WITH_FIGURES,
    Answers,
    update_changes,
)
from registry.forms.fields import FigureField, PartialDateField, WordsField
from registry.forms.posted import hidden_json, hidden_number
from registry.forms.proposing import RECORD_MOVED, Group, ProposalForm, Said, Subject
from registry.models import Office, Sentra
from registry.models.profile import FIGURES, FigureSpec
from registry.policy import PUBLIC
from registry.queries.submission import Standing
from sentra.lib.dates import shown_today
from sentra.lib.figures import EXACT, RUPIAH_UNIT, Figure, figure_for_input, format_figure
from sentra.lib.number_format import format_number, format_percent, spell_amount
from sentra.lib.problems import Problem, problem_code

SPECS: Mapping[str, FigureSpec] = {spec.code: spec for spec in FIGURES}

ANSWERS = (
    (UNCHANGED, gettext_lazy("Masih ada, tidak ada perubahan")),
    (CHANGED, gettext_lazy("Masih ada, ada yang berubah")),
    ("declining", gettext_lazy("Masih ada, tetapi menurun")),
    ("dormant", gettext_lazy("Berhenti sementara")),
    ("closed", gettext_lazy("Sudah tidak ada")),
    (UNKNOWN, gettext_lazy("Tidak tahu")),
)
# At which question a problem of the engine is shown.
QUESTIONS = {
    "status": "existence",
    "status_on": "seen_on",
    "status_precision": "seen_on",
    "evidence": "evidence",
}
# A change of a figure beyond this share asks for a word of explanation.
JUMP_PERCENT = 50

FIGURES_NOT_SENT = problem_code(
    "update.figures_not_sent",
    gettext_lazy(
        "Anda mengubah {value}, tetapi jawaban ini tidak mengirim angka. Pilih “ada yang berubah”"
        " atau “menurun”, atau kembalikan angkanya."
    ),
)
NOTHING_CHANGED = problem_code(
    "update.nothing_changed",
    gettext_lazy(
        "Anda menjawab ada yang berubah, tetapi tidak ada angka yang berbeda. Ubah angkanya, tulis"
        " keterangannya, atau pilih “tidak ada perubahan”."
    ),
)
EVIDENCE_MISSING = problem_code(
    "update.evidence_missing",
    gettext_lazy("Tulis sejak kapan sentra ini tidak ada dan dari mana Anda mengetahuinya."),
)


class UpdateForm(ProposalForm):
    """What a dinas says about one sentra this year, against the `standing` it was shown."""

    kind = SubmissionKind.YEARLY
    existence = forms.ChoiceField(
        label=gettext_lazy("Apakah sentra ini masih ada?"),
        choices=ANSWERS,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Jawab menurut kunjungan atau kabar terakhir Anda."),
        error_messages={"required": gettext_lazy("Pilih satu jawaban. “Tidak tahu” juga jawaban.")},
    )
    seen_on = PartialDateField(
        precision="status_precision",
        required=True,
        label=gettext_lazy("Tanggal kunjungan atau kabar terakhir"),
        help_text=gettext_lazy("Hari/bulan/tahun, misalnya 14/11/2026; tahun saja juga boleh."),
    )
    evidence = WordsField(
        max_length=500,
        label=gettext_lazy("Keterangan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Dari mana Anda tahu, atau mengapa angkanya berubah. Jangan menulis nama orang."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        standing: Standing,
        token: UUID,
        initial: Mapping[str, str] | None = None,
        subject: Subject | None = None,
    ) -> None:
        shown = {code: _shown(standing, code) for code in ASKED}
        own = {"token": str(token), "basis": json.dumps(standing.basis, sort_keys=True)}
        filled_in = {"seen_on": shown_today(), **shown}
        super().__init__(data, initial={**filled_in, **(initial or {}), **own})
        self.standing, self.shown = standing, shown
        self.restored = dict(initial or {})
        if subject is not None:
            self.subject = subject
        self.fields["seen_on"].error_messages["required"] = _(
            "Tulis kapan Anda terakhir melihat atau mendengar kabar sentra ini."
        )
        for code in ASKED:
            self.fields[code] = _figure_field(standing, code)
        self.order_fields(["existence", "seen_on", *ASKED, "evidence"])

    @property
    def figure_fields(self) -> list[forms.BoundField]:
        """The questions about figures, in order."""
        return [self[code] for code in ASKED]

    @property
    def is_against_old_rows(self) -> bool:
        """Whether the record moved after this form was opened."""
        return self.base != self.standing.basis

    @property
    def base(self) -> dict[str, Any] | None:
        """The rows and versions the form was opened with, None when unreadable."""
        base = hidden_json(self.data.get("basis"))
        if not isinstance(base, dict) or set(base) != set(self.standing.basis):
            return None
        keys = [base["status"], base["profile"]]
        is_whole = hidden_number(base["year"]) is not None and all(map(_is_key, keys))
        return base if is_whole else None

    def clean(self) -> dict[str, Any]:
        """What the answers must say together."""
        cleaned = super().clean() or self.cleaned_data
        answer = cleaned.get("existence")
        if self.is_against_old_rows:
            self.add_problem(RECORD_MOVED.problem(""))
        if answer is None:
            return cleaned
        edited = [code for code in ASKED if self._was_edited(code)]
        if edited and answer not in WITH_FIGURES:
            label = str(SPECS[edited[0]].label).lower()
            self.add_problem(FIGURES_NOT_SENT.problem("existence", label))
        has_words = bool(cleaned.get("evidence"))
        if answer == CHANGED and not edited and not has_words:
            self.add_problem(NOTHING_CHANGED.problem("existence"))
        if answer == "closed" and not has_words:
            self.add_problem(EVIDENCE_MISSING.problem("evidence"))
        return cleaned

    def add_problem(self, problem: Problem) -> None:
        """Show a problem at the question it belongs to, else above the form."""
        name = QUESTIONS.get(problem.field, problem.field)
        self.add_error(
            name if name in self.fields else None,
            forms.ValidationError(problem.message, code=problem.code),
        )

    @property
    def answers(self) -> Answers:
        """What was answered, as values. For a valid form."""
        cleaned = self.cleaned_data
        return Answers(
            standing=self.standing,
            token=cleaned["token"],
            existence=cleaned["existence"],
            seen=cleaned["seen_on"],
            evidence=cleaned["evidence"],
            figures={code: cleaned[code] for code in ASKED},
            edited=frozenset(code for code in ASKED if self._was_edited(code)),
        )

    @property
    def answer_words(self) -> str:
        """The answer to the first question, in words."""
        return str(dict(ANSWERS).get(self.data.get("existence", ""), ""))

    @property
    def sends_figures(self) -> bool:
        """Whether this answer sends figures at all."""
        return self.data.get("existence") in WITH_FIGURES

    @property
    def words_typed(self) -> dict[str, str]:
        """What was typed, by the same keys as `Standing.words`, for the conflict table."""
        keys = {f"profile.{code}": code for code in ASKED}
        keys |= {"status.status_on": "seen_on", "status.evidence": "evidence"}
        typed = {key: self.typed[name] for key, name in keys.items() if self.typed[name]}
        return {"status.status": self.answer_words, **typed}

    @property
    def answer(self) -> str:
        """The answer about existence, by its code."""
        return self.text_of("existence") if self.is_bound else ""

    @property
    def check_note(self) -> str:
        """The answer, and whether figures go with it."""
        words = {"answer": self.answer_words, "year": self.standing.year}
        if self.sends_figures:
            return (
                _("Jawaban Anda: “%(answer)s”. Angka di bawah dikirim sebagai data tahun %(year)s.")
                % words
            )
        return (
            _(
                "Jawaban Anda: “%(answer)s”. Angka tidak dikirim; nilai terakhir tetap tercatat di"
                " tahunnya."
            )
            % words
        )

    def proposal(self, sentra: Sentra | None, office: Office) -> Proposal:
        """For a form that was made without a subject, its sentra and office are known now."""
        if not hasattr(self, "subject"):
            self.subject = Subject(PUBLIC, office, sentra, self.standing.year)
        return super().proposal(sentra, office)

    def said(self) -> list[Said]:
        """The changes, and at which question each value was asked."""
        subject = self.subject
        assert subject.sentra is not None
        changes = update_changes(self.answers, subject.sentra, subject.office)
        return [
            Said(change, {name: QUESTIONS.get(name, name) for name in change.values})
            for change in changes
        ]

    def question_ids(self) -> dict[str, str]:
        """As everywhere, without what nobody is asked."""
        return {key: name for key, name in super().question_ids().items() if name in self.fields}

    def shown_words(self) -> dict[str, Any]:
        """With the basis by which a stale proposal is known."""
        return {
            **super().shown_words(),
            "answer": self.cleaned_data["existence"],
            "year": self.standing.year,
            "basis": self.standing.basis,
            "old": self.standing.words(),
        }

    def moved_rows(self) -> list[dict[str, Any]]:
        """Base, theirs and ours of what moved."""
        sentra = self.subject.sentra
        if self.base is None or sentra is None:
            return []
        was = standing_at(self.base, sentra.pk)
        return conflict_rows(was.words(), self.standing.words(), self.words_typed)

    @property
    def groups(self) -> list[Group]:
        """Existence, the figures of the year, and why."""
        hint = _(
            "Sudah kami isi dengan nilai terakhir; ubah yang berbeda. Kosongkan yang tidak Anda"
            " ketahui, tulis 0 hanya bila memang tidak ada. “Lebih dari 18” dan “400–500” juga"
            " terbaca. Angka hanya dikirim bila jawabannya “ada yang berubah” atau “menurun”."
        )
        title = _("Angka tahun %(year)s") % {"year": self.standing.year}
        return [
            Group("", [self["existence"], self["seen_on"]]),
            Group(title, self.figure_fields, hint),
            Group("", [self["evidence"]]),
        ]

    def warnings(self) -> dict[str, str]:
        """Soft words by figure: a jump that may be true and asks for its cause."""
        found = {}
        for code in ASKED:
            old, new = _exact(self.standing.figure(code)[0]), _exact(self._figure(code))
            if old and new and abs(new - old) * 100 > old * JUMP_PERCENT:
                found[code] = _jump(old, new)
        return found

    def set_echoes(self) -> None:
        """Say below each amount how it was read."""
        for code in ASKED:
            figure = self._figure(code)
            if figure is not None and SPECS[code].is_money and figure.value is not None:
                self.fields[code].echo = spell_amount(int(figure.value))  # type: ignore[attr-defined]

    def _figure(self, code: str) -> Figure | None:
        read = getattr(self, "cleaned_data", {}).get(code)
        return Figure.from_json(read) if read else None

    def _was_edited(self, code: str) -> bool:
        """Whether the text differs from what we had filled in; a question not asked is unedited."""
        if code not in self.data:
            return False
        return self.fields[code].has_changed(self.shown[code], self.data[code])


def _figure_field(standing: Standing, code: str) -> FigureField:
    spec = SPECS[code]
    figure, year = standing.figure(code)
    if figure is None:
        last = _("Belum pernah dilaporkan.")
    else:
        unit = RUPIAH_UNIT if spec.is_money else str(spec.unit)
        words = {"figure": format_figure(figure, unit), "year": year}
        last = _("Terakhir disetujui: %(figure)s (data %(year)s).") % words
    how = _(" Tulis lengkap, misalnya 1.200.000.000.") if spec.is_money else ""
    return FigureField(
        is_money=spec.is_money,
        unit=str(spec.unit),
        label=str(spec.label),
        help_text=last + how,
    )


def _shown(standing: Standing, code: str) -> str:
    figure, _year = standing.figure(code)
    return "" if figure is None else figure_for_input(figure)


def _exact(figure: Figure | None) -> Decimal | None:
    """The number of a figure without doubt."""
    if figure is None or figure.low is None or figure.qualifier != EXACT:
        return None
    return Decimal(figure.low)


def _jump(old: Decimal, new: Decimal) -> str:
    direction = _("naik") if new > old else _("turun")
    return _("%(new)s %(direction)s %(share)s dari %(old)s. Bila benar, tulis sebabnya.") % {
        "new": format_number(new),
        "direction": direction,
        "share": format_percent(abs(new - old), old),
        "old": format_number(old),
    }


def _is_key(key: object) -> bool:
    """A row's id and version, or none."""
    if key is None:
        return True
    return isinstance(key, list) and len(key) == 2 and None not in map(hidden_number, key)
