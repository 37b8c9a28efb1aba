"""The list form: fifty sentra to a page, one answer each, one token for the page. Every answered
line becomes a proposal of its own; a line that is stale or wrong comes back alone, and the others
go on. Partial answers are kept; "tidak tahu" changes no state of existence."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID, uuid5

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes.submission import Proposal, line_problems
from registry.choices import ExistenceAnswer, SubmissionKind
from registry.forms.answers import UNCHANGED, Answers, update_changes
from registry.forms.fields import PartialDateField
from registry.models import Office, Sentra
from registry.policy import Actor
from registry.queries.sentra_rows import lay_standing
from registry.queries.submission import Standing
from sentra.lib.problems import Problem, problem_code

PAGE_SIZE = 50
ANSWERS = (
    (UNCHANGED, gettext_lazy("Masih ada")),
    (ExistenceAnswer.DORMANT.value, gettext_lazy("Tidak aktif")),
    (ExistenceAnswer.CLOSED.value, gettext_lazy("Tutup")),
    (ExistenceAnswer.UNKNOWN.value, gettext_lazy("Tidak tahu")),
)
NEEDS_WORDS = frozenset({ExistenceAnswer.CLOSED.value})
MOST_WORDS = 500

LINE_UNKNOWN = problem_code(
    "list.line_unknown",
    gettext_lazy("Sentra {value} tidak ada di daftar kantor Anda, jadi barisnya tidak dikirim."),
)
LINE_ANSWER = problem_code(
    "list.answer_unknown", gettext_lazy("Jawaban “{value}” tidak dikenal. Pilih salah satu.")
)
LINE_MOVED = problem_code(
    "list.line_moved",
    gettext_lazy(
        "Catatan sentra ini berubah sejak daftar dibuka. Sekarang: {value}. Jawab sekali lagi."
    ),
)
LINE_WORDS = problem_code(
    "list.evidence_missing",
    gettext_lazy("Tulis sejak kapan sentra ini tidak ada dan dari mana Anda mengetahuinya."),
)
WORDS_TOO_LONG = problem_code(
    "list.evidence_too_long",
    gettext_lazy("Keterangan ini {value} huruf; paling banyak {most}. Singkatkan, lalu kirim."),
)
NOTHING_ANSWERED = problem_code(
    "list.nothing_answered",
    gettext_lazy("Belum ada baris yang dijawab. Jawab setidaknya satu, atau simpan dulu."),
)


@dataclass
class Line:
    """One sentra of the page: what is on record, what was answered, and what is wrong with it."""

    sentra: Sentra
    standing: Standing
    answer: str = ""
    evidence: str = ""
    basis: str = ""
    problems: list[Problem] = field(default_factory=list)

    @property
    def code(self) -> str:
        """By which its fields are named."""
        return self.sentra.public_code

    @property
    def basis_now(self) -> str:
        """The rows in force, as the hidden field carries them."""
        return json.dumps(self.standing.basis, sort_keys=True, separators=(",", ":"))

    @property
    def basis_offered(self) -> str:
        """What the questions carry: the rows in force once it was said that they moved."""
        has_moved = any(problem.code == LINE_MOVED.code for problem in self.problems)
        return self.basis_now if has_moved else self.basis

    @property
    def choices(self) -> list[tuple[str, str, bool]]:
        """Value, words and whether it is the one chosen."""
        return [(value, str(words), value == self.answer) for value, words in ANSWERS]

    @property
    def answer_words(self) -> str:
        """The answer as a person reads it."""
        return str(dict(ANSWERS).get(self.answer, self.answer))

    @property
    def was(self) -> str:
        """The state on record, in words."""
        return self.standing.words().get("status.status", "")


class ListForm(forms.Form):
    """A page of the list. The day is asked once; the lines are read by hand, since each stands for
    itself and a wrong one must not hold up the rest."""

    seen_on = PartialDateField(
        precision="status_precision",
        required=True,
        label=gettext_lazy("Tanggal kunjungan atau kabar terakhir"),
        help_text=gettext_lazy("Berlaku untuk semua baris yang Anda jawab di halaman ini."),
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        sentra: Sequence[Sentra],
        standings: Mapping[int, Standing],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        source: Mapping[str, Any] = data if data is not None else self.initial
        lay_standing(sentra)
        self.lines = [_line(one, standings[one.pk], source) for one in sentra]
        self.foreign: list[Problem] = []
        self.orphans: list[tuple[str, str, str]] = []
        if data is not None:
            own = {line.code for line in self.lines}
            asked = {name[2:].replace("\x00", "") for name in data if name.startswith("a_")}
            self.foreign = [LINE_UNKNOWN.problem("", code) for code in sorted(asked - own)]
            self.orphans = [
                (code, _text(data, f"a_{code}"), _text(data, f"e_{code}"))
                for code in sorted(asked - own)
            ]

    @property
    def typed(self) -> dict[str, str]:
        """Everything typed about the lines of this page, as typed; what a draft keeps."""
        found = {"seen_on": _text(self.data, "seen_on")}
        for line in self.lines:
            if line.answer or line.evidence:
                found[f"a_{line.code}"] = line.answer
                found[f"e_{line.code}"] = line.evidence
                found[f"b_{line.code}"] = line.basis
        return found

    @property
    def answered(self) -> list[Line]:
        """The lines somebody answered."""
        return [line for line in self.lines if line.answer]

    @property
    def is_readable(self) -> bool:
        """Whether day and token can be read; lines are judged apart."""
        return self.is_valid() and not self.foreign

    def stand_on(self, revision: int) -> None:
        """Save over the draft as it is stored now; what was typed stays."""
        data = cast(QueryDict, self.data).copy()
        data["revision"] = str(revision)
        self.data = data

    def proposals(self, office: Office, actor: Actor) -> list[tuple[Line, Proposal]]:
        """The lines that can be sent. Every other answered line has its problems beside it."""
        fit = [line for line in self.answered if not self._judged(line)]
        made = [(line, self._proposal(line, office)) for line in fit]
        for (line, _proposal), problems in zip(
            made, line_problems([proposal for _line, proposal in made], actor), strict=True
        ):
            line.problems += problems
        return [(line, proposal) for line, proposal in made if not line.problems]

    def _judged(self, line: Line) -> list[Problem]:
        """What can be said about a line without the engine."""
        line.problems = []
        if line.answer not in dict(ANSWERS):
            line.problems.append(LINE_ANSWER.problem("answer", line.answer))
        if line.basis != line.basis_now:
            line.problems.append(LINE_MOVED.problem("basis", line.was or _("belum dipastikan")))
        if line.answer in NEEDS_WORDS and not line.evidence.strip():
            line.problems.append(LINE_WORDS.problem("evidence"))
        if len(line.evidence) > MOST_WORDS:
            line.problems.append(
                WORDS_TOO_LONG.problem("evidence", len(line.evidence), most=MOST_WORDS)
            )
        return line.problems

    def _proposal(self, line: Line, office: Office) -> Proposal:
        token = uuid5(self.cleaned_data["token"], line.code)
        answers = Answers(
            standing=line.standing,
            token=token,
            existence=line.answer,
            seen=self.cleaned_data["seen_on"],
            evidence=line.evidence.strip(),
            figures={},
            edited=frozenset(),
        )
        typed = {"existence": line.answer, "evidence": line.evidence, "basis": line.basis}
        return Proposal(
            sentra=line.sentra,
            changes=tuple(update_changes(answers, line.sentra, office)),
            shown={
                "answer": line.answer,
                "year": line.standing.year,
                "basis": line.standing.basis,
                "old": line.standing.words(),
                "typed": {**typed, "seen_on": _text(self.data, "seen_on")},
            },
            typed=typed,
            kind=SubmissionKind.EXISTENCE,
            answer=line.answer,
        )


def remainder_token(token: UUID) -> UUID:
    """The token under which what came back is sent again: always the same for a page, so that a
    repeated sending leaves one remainder."""
    return uuid5(token, "sisa")


def _line(sentra: Sentra, standing: Standing, source: Mapping[str, Any]) -> Line:
    line = Line(sentra, standing)
    code = sentra.public_code
    line.answer = _text(source, f"a_{code}").strip()
    line.evidence = _text(source, f"e_{code}")
    line.basis = _text(source, f"b_{code}") or line.basis_now
    return line


def _text(source: Mapping[str, Any], name: str) -> str:
    """As it was sent, without NUL, which no column takes."""
    return str(source.get(name, "") or "").replace("\x00", "")
