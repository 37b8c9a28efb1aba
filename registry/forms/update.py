"""The yearly update of one sentra by its dinas, as typed: questions, what the answers must say
together, and what goes back to the screen. What is proposed from them is in answers.py."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.proposal import ProposedValue
from registry.changes.submission import Proposal, check_proposal
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
from registry.models import Office, Sentra
from registry.models.profile import FIGURES, FigureSpec
from registry.queries.submission import Standing
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
RECORD_MOVED = problem_code(
    "update.record_moved",
    gettext_lazy(
        "Catatan sentra ini berubah sejak Anda membuka formulir. Isian Anda belum dikirim dan tetap"
        " tersimpan di bawah; bandingkan dengan nilai yang sekarang, lalu periksa lagi."
    ),
)
TOKEN_MISSING = problem_code(
    "update.token_missing",
    gettext_lazy("Formulir ini tidak lengkap. Periksa isiannya, lalu kirim sekali lagi."),
)


@dataclass(frozen=True)
class CheckedRow:
    """One line of "periksa jawaban"."""

    value: ProposedValue
    anchor: str
    warning: str


class UpdateForm(forms.Form):
    """What a dinas says about one sentra this year, against the `standing` it was shown."""

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
    token = forms.CharField(widget=forms.HiddenInput, required=False)
    basis = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        standing: Standing,
        token: UUID,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        shown = {code: _shown(standing, code) for code in ASKED}
        own = {"token": str(token), "basis": json.dumps(standing.basis, sort_keys=True)}
        super().__init__(data, initial={**shown, **(initial or {}), **own})
        self.standing, self.shown = standing, shown
        self.fields["seen_on"].error_messages["required"] = _(
            "Tulis kapan Anda terakhir melihat atau mendengar kabar sentra ini."
        )
        for code in ASKED:
            self.fields[code] = _figure_field(standing, code)
        self.order_fields(["existence", "seen_on", *ASKED, "evidence"])

    @property
    def typed(self) -> dict[str, str]:
        """Everything typed, as typed; the body whose fingerprint stands on the receipt."""
        names = ("existence", "seen_on", *ASKED, "evidence", "basis")
        return {name: str(self.data.get(name, "")) for name in names}

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
        try:
            base = json.loads(self.data.get("basis") or "null")
        except ValueError:
            return None
        if not isinstance(base, dict) or set(base) != set(self.standing.basis):
            return None
        keys = [base["status"], base["profile"]]
        is_whole = isinstance(base["year"], int) and all(map(_is_key, keys))
        return base if is_whole else None

    def clean_token(self) -> UUID:
        """The form's token; a form without one cannot be sent exactly once."""
        try:
            return UUID(self.cleaned_data["token"])
        except ValueError:
            raise forms.ValidationError(TOKEN_MISSING.sentence(), TOKEN_MISSING.code) from None

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

    def refresh_basis(self) -> None:
        """Stand on the rows in force from now on; what was typed stays."""
        self._rewrite("basis", self.initial["basis"])

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

    def checked(self, rows: Iterable[ProposedValue]) -> list[CheckedRow]:
        """Old and new of every field with the way back to its question and a soft warning."""
        warnings = self.warnings()
        checked = []
        for row in rows:
            name = row.key.split(".")[1]
            question = QUESTIONS.get(name, name)
            anchor = f"id_{question}_0" if question == "existence" else f"id_{question}"
            checked.append(CheckedRow(row, anchor, warnings.get(name, "")))
        return checked

    def become_a_new_form(self, token: UUID) -> None:
        """Carry what was typed under another token; a person decides whether to send it again."""
        self._rewrite("token", str(token))

    def proposal(self, sentra: Sentra, office: Office) -> Proposal:
        """The changes as they will be applied, and what stood there. For a valid form."""
        return Proposal(
            sentra=sentra,
            changes=tuple(update_changes(self.answers, sentra, office)),
            shown={
                "answer": self.cleaned_data["existence"],
                "year": self.standing.year,
                "basis": self.standing.basis,
                "old": self.standing.words(),
                "typed": self.typed,
            },
            typed=self.typed,
        )

    def is_sendable(self, proposal: Proposal) -> bool:
        """Whether the ministry could apply this as it stands; if not, the form says why."""
        for problem in check_proposal(proposal.changes):
            self.add_problem(problem)
        return not self.errors

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

    def _rewrite(self, name: str, text: str) -> None:
        """Put another value into a hidden field of what was sent."""
        data = cast(QueryDict, self.data).copy()
        data[name] = text
        self.data = data

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
    return isinstance(key, list) and len(key) == 2 and all(type(part) is int for part in key)
