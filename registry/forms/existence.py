"""The form that confirms whether a sentra still exists, and what became of it: still there, not
active, closed, moved, renamed, merged, or not known. "Tidak tahu" changes no state of existence."""

import json
from collections.abc import Mapping
from functools import partial
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from registry.changes import succession
from registry.changes.change import Change
from registry.changes.proposal import conflict_rows, standing_at
from registry.changes.statement import office_statement
from registry.choices import ExistenceAnswer, ExistenceStatus, SubmissionKind
from registry.forms.choosing import AskingRadio, ChoiceByWords
from registry.forms.fields import PartialDateField, WordsField
from registry.forms.posted import hidden_json, hidden_number
from registry.forms.proposing import RECORD_MOVED, Group, ProposalForm, Said, Subject
from registry.models import Sentra
from registry.queries.choosing import ANYWHERE, regencies, sentra_meant, villages
from registry.queries.submission import Standing, standing
from sentra.lib.dates import shown_today
from sentra.lib.problems import problem_code

A = ExistenceAnswer
ANSWERS = (
    (A.UNCHANGED, gettext_lazy("Masih ada, tidak ada perubahan")),
    (A.DECLINING, gettext_lazy("Masih ada, tetapi menurun")),
    (A.DORMANT, gettext_lazy("Tidak aktif (berhenti sementara)")),
    (A.CLOSED, gettext_lazy("Tutup, sudah tidak ada")),
    (A.MOVED, gettext_lazy("Pindah tempat")),
    (A.RENAMED, gettext_lazy("Ganti nama")),
    (A.MERGED, gettext_lazy("Bergabung dengan sentra lain")),
    (A.UNKNOWN, gettext_lazy("Tidak tahu")),
)
STATES = {
    A.DECLINING: ExistenceStatus.DECLINING,
    A.DORMANT: ExistenceStatus.DORMANT,
    A.CLOSED: ExistenceStatus.CLOSED,
}
# What each answer asks besides, and what it cannot do without.
ASKS = {
    A.MOVED: ("new_regency", "new_village"),
    A.RENAMED: ("new_name",),
    A.MERGED: ("successor",),
}
NEEDED = {
    A.MOVED: ("new_regency",),
    A.RENAMED: ("new_name",),
    A.MERGED: ("successor",),
}
# Answers that say something ended or became another need words.
NEEDS_WORDS = (A.CLOSED, A.MOVED, A.RENAMED, A.MERGED)

PART_MISSING = problem_code(
    "existence.part_missing",
    gettext_lazy("Jawaban “{value}” memerlukan isian ini."),
)
WORDS_MISSING = problem_code(
    "existence.words_missing",
    gettext_lazy("Tulis dari mana Anda mengetahuinya, supaya pemeriksa dapat menilainya."),
)
SAME_NAME = problem_code(
    "existence.same_name", gettext_lazy("Nama baru sama dengan nama yang tercatat.")
)
PART_UNUSED = problem_code(
    "existence.part_unused",
    gettext_lazy("Isian ini hanya untuk jawaban “{value}”. Kosongkan, atau ubah jawabannya."),
)


class ExistenceForm(ProposalForm):
    """Whether one sentra still exists, against the rows in force when the form was opened."""

    kind = SubmissionKind.EXISTENCE
    existence = forms.ChoiceField(
        label=gettext_lazy("Apakah sentra ini masih ada?"),
        choices=ANSWERS,
        widget=AskingRadio,
        help_text=gettext_lazy("Jawab menurut kunjungan atau kabar terakhir Anda."),
        error_messages={"required": gettext_lazy("Pilih satu jawaban. “Tidak tahu” juga jawaban.")},
    )
    new_name = WordsField(max_length=200, label=gettext_lazy("Nama baru"))
    seen_on = PartialDateField(
        precision="status_precision",
        required=True,
        label=gettext_lazy("Tanggal kunjungan, kabar, atau peristiwanya"),
        help_text=gettext_lazy(
            "Sudah kami isi dengan hari ini. Bulan dan tahun, atau tahun saja, juga boleh."
        ),
    )
    evidence = WordsField(
        max_length=500,
        label=gettext_lazy("Keterangan"),
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Dari mana Anda tahu, dan sebabnya. Jangan menulis nama orang."),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        subject: Subject,
        token: Any,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        assert subject.sentra is not None
        self.subject, self.sentra = subject, subject.sentra
        self.standing: Standing = standing(subject.sentra.pk, subject.year)
        own = {"token": str(token), "basis": self._basis_text()}
        super().__init__(data, initial={"seen_on": shown_today(), **(initial or {}), **own})
        self.restored = dict(initial or {})
        self.fields["new_regency"] = ChoiceByWords(
            find=partial(regencies, own=ANYWHERE),
            label=_("Pindah ke kabupaten/kota"),
            asks="anywhere",
        )
        self.fields["new_village"] = ChoiceByWords(
            find=self._villages, label=_("Desa/kelurahan yang baru"), asks="village"
        )
        self.fields["successor"] = ChoiceByWords(
            find=partial(sentra_meant, but=self.sentra),
            label=_("Bergabung dengan sentra"),
            help_text=_("Nama atau kode tetapnya (ST-…)."),
            asks="sentra",
        )
        self.order_fields(
            ["existence", "new_regency", "new_village", "new_name", "successor", "seen_on"]
        )

    def _basis(self) -> dict[str, Any]:
        return {**self.standing.basis, "sentra": self.sentra.version}

    def _basis_text(self) -> str:
        return json.dumps(self._basis(), sort_keys=True)

    def _villages(self, text: str) -> Any:
        """In the regency named beside it, else in the present one."""
        named: Any = self.fields["new_regency"]
        meant = named.find(self.text_of("new_regency")) if self.is_bound else None
        region = meant.chosen.code if meant and meant.chosen else self.sentra.regency_id
        return villages(text, regions=[region or self.sentra.province_id])

    @property
    def answer(self) -> str:
        """The answer, by its code."""
        return self.text_of("existence") if self.is_bound else ""

    @property
    def groups(self) -> list[Group]:
        """One group; what only some answers ask is opened by them, in the stylesheet."""
        for answer, names in ASKS.items():
            for name in names:
                self.fields[name].only_for = answer.value  # type: ignore[attr-defined]
        return [Group("", [self[name] for name in self.questions])]

    # --- versions

    @property
    def base(self) -> dict[str, Any] | None:
        """The rows and versions the form was opened with; None when unreadable."""
        base = hidden_json(self.data.get("basis"))
        is_whole = isinstance(base, dict) and set(base) == set(self._basis())
        return base if is_whole and _are_keys(base) else None

    @property
    def is_against_old_rows(self) -> bool:
        """Whether the record moved after this form was opened."""
        return self.base != self._basis()

    def moved_rows(self) -> list[dict[str, Any]]:
        """Base, theirs and ours of what moved."""
        if self.base is None:
            return []
        old = {name: self.base[name] for name in self.standing.basis}
        was = standing_at(old, self.sentra.pk)
        ours = {
            "status.status": self.words_of("existence", self.answer) or "",
            "status.status_on": self.text_of("seen_on"),
            "status.evidence": self.text_of("evidence"),
        }
        return conflict_rows(was.words(), self.standing.words(), ours)

    # --- what the answers must say together

    def clean(self) -> dict[str, Any]:
        """Each answer with what it needs and nothing that belongs to another."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_against_old_rows:
            self.add_problem(RECORD_MOVED.problem(""))
        answer = cleaned.get("existence")
        if not answer:
            return cleaned
        label = dict(ANSWERS)[A(answer)]
        for name in NEEDED.get(A(answer), ()):
            if not self.text_of(name):
                self.add_problem(PART_MISSING.problem(name, str(label)))
        for other, names in ASKS.items():
            for name in names:
                if other != answer and self.text_of(name):
                    words = str(dict(ANSWERS)[other])
                    self.add_problem(PART_UNUSED.problem(name, words))
        if answer in NEEDS_WORDS and not cleaned.get("evidence"):
            self.add_problem(WORDS_MISSING.problem("evidence"))
        if answer == A.RENAMED and cleaned.get("new_name") == self.sentra.name:
            self.add_problem(SAME_NAME.problem("new_name"))
        return cleaned

    # --- what is proposed

    def said(self) -> list[Said]:
        """The office's statement as a source, and what it says."""
        answer = A(self.cleaned_data["existence"])
        source = Said(self._statement())
        code = self.sentra.public_code
        if answer == A.UNKNOWN:
            cited = Change("sentra_source.record", {"sentra": code, "source": "@form"})
            return [source, Said(cited)]
        told = [Said(change, _ASKED, _QUESTION.get(answer, "")) for change in self._became(answer)]
        if answer == A.MERGED:
            return [source, *told]
        return [source, self._status(answer), *told]

    def _statement(self) -> Change:
        subject = self.subject
        return office_statement(subject.office, subject.year, self.cleaned_data["token"])

    def _status(self, answer: ExistenceAnswer) -> Said:
        seen = self.cleaned_data["seen_on"]
        values = {
            "sentra": self.sentra.public_code,
            "status": self._state(answer).value,
            "status_on": seen.on.isoformat() if seen.on else None,
            "status_precision": seen.precision,
            "evidence": self.cleaned_data["evidence"],
            "source": "@form",
        }
        return Said(Change("status.record", values), _ASKED, "existence")

    def _state(self, answer: ExistenceAnswer) -> ExistenceStatus:
        """What was declining and has not changed is still declining; a sentra that moved or has a
        new name is there."""
        if answer in STATES:
            return STATES[answer]
        now = self.standing.status
        if now is not None and now.status == ExistenceStatus.DECLINING:
            return ExistenceStatus.DECLINING
        return ExistenceStatus.ACTIVE

    def _became(self, answer: ExistenceAnswer) -> tuple[Change, ...]:
        """The act of registry.changes.succession behind an answer."""
        seen, cleaned = self.cleaned_data["seen_on"], self.cleaned_data
        said = succession.Said("@form", seen.on, seen.precision, cleaned["evidence"])
        version = (self.base or self._basis())["sentra"]
        if answer == A.MOVED:
            return succession.move(
                self.sentra,
                place_of(cleaned["new_regency"], cleaned.get("new_village") or ""),
                said=said,
                base_version=version,
            )
        if answer == A.RENAMED:
            return succession.rename(
                self.sentra, cleaned["new_name"], said=said, base_version=version
            )
        if answer == A.MERGED:
            successor = Sentra.objects.get(public_code=cleaned["successor"])
            return succession.merge(self.sentra, successor, said=said)
        return ()

    def shown_words(self) -> dict[str, Any]:
        """With the basis by which a stale proposal is known."""
        return {
            **super().shown_words(),
            "answer": self.answer,
            "year": self.subject.year,
            "basis": self.standing.basis,
            "old": self.standing.words(),
        }

    @property
    def check_note(self) -> str:
        """The answer, in words."""
        words = self.words_of("existence", self.answer) or ""
        return _("Jawaban Anda: “%(answer)s”.") % {"answer": words}


_ASKED = {
    "status": "existence",
    "status_on": "seen_on",
    "evidence": "evidence",
    "happened_on": "seen_on",
    "reason_words": "evidence",
    "successor": "successor",
    "name": "new_name",
    "province": "new_regency",
    "regency": "new_regency",
    "district": "new_village",
    "village": "new_village",
}
_QUESTION = {A.MOVED: "new_regency", A.RENAMED: "new_name", A.MERGED: "successor"}


def place_of(regency: str, village: str) -> dict[str, str]:
    """Region keys of a regency, and of a village in it."""
    place = {"province": regency.split(".")[0], "regency": regency}
    if village:
        place |= {"district": village.rpartition(".")[0], "village": village}
    return place


def _are_keys(base: Mapping[str, Any]) -> bool:
    """A year, a version, and rows by id and version."""
    rows = [base["status"], base["profile"]]
    whole = all(hidden_number(base[name]) is not None for name in ("year", "sentra"))
    return whole and all(
        row is None
        or (isinstance(row, list) and len(row) == 2 and None not in map(hidden_number, row))
        for row in rows
    )
