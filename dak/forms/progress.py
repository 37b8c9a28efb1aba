"""The form of a progress report: what the office reports about one grant, as a new report, as the
correction of an earlier one, or to take one back. Figures are cumulative; amounts are echoed in
words, and what is doubtful is said before it is sent."""

import json
from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from dak.changes.progress import doubts
from dak.forms.progress_choices import (
    ADD_PHOTOS,
    NEW,
    REVISE,
    ROWS,
    WITHDRAW,
    PeriodChoice,
    compared_words,
    first_answers,
    photos_of,
    report_named,
    suggested_answers,
    taken_over,
    taken_words,
)
from dak.forms.progress_parts import REPORT, said_of_photos, said_of_problems
from dak.forms.progress_questions import (
    of_the_figures,
    of_the_photos,
    of_the_problems,
    of_the_report,
)
from dak.models import Grant, ProgressReport
from registry.changes.change import Change
from registry.changes.fields import REQUIRED
from registry.changes.statement import STATEMENT, office_statement
from registry.choices import SubmissionKind
from registry.forms.fields import WordsField
from registry.forms.posted import hidden_json
from registry.forms.proposing import RECORD_MOVED, Group, ProposalForm, Said, Subject
from sentra.lib.number_format import format_exact, spell_amount
from sentra.lib.problems import problem_code

FIGURES = ("physical_percent", "amount_idr", "output_volume", "unit_words", "worker_count")
# At which value a doubt of the ledger is shown.
DOUBT_AT = {
    "caution.unit_doubtful": "amount_idr",
    "caution.report_gap": "physical_percent",
    "caution.report_after_year": "as_of_on",
}
REASON_UNUSED = problem_code(
    "progress.reason_unused",
    gettext_lazy(
        "Alasan ini hanya untuk koreksi atau penarikan. Pilih laporan yang dimaksud di atas, atau"
        " kosongkan."
    ),
)

NO_REPORT_CHOSEN = problem_code(
    "progress.no_report_chosen",
    gettext_lazy(
        "Pilih dulu koreksi laporan mana pada “Apa yang Anda kirim?”, lalu ambil lagi angkanya."
        " Tidak ada isian yang berubah."
    ),
)
NO_PHOTO_TOLD = problem_code(
    "progress.no_photo_told",
    gettext_lazy(
        "Belum ada foto yang ditambahkan. Lampirkan fotonya, lalu pilih keadaan yang"
        " ditunjukkannya."
    ),
)


class ProgressForm(ProposalForm):
    """How far one grant has come."""

    kind = SubmissionKind.REPORT

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        subject: Subject,
        token: Any,
        initial: Mapping[str, str] | None = None,
    ) -> None:
        assert subject.matter is not None
        super().__init__(data)
        self.subject = subject
        self.grant = Grant.objects.get(code=subject.matter.code)
        rows = ProgressReport.objects.in_force().filter(grant=self.grant)
        self.reports = list(rows.select_related("component").order_by("as_of_on", "id"))
        self.restored = dict(initial or {})
        previous = str((data or self.restored).get("previous") or "")
        self.photos = photos_of(subject.office, str(token), previous, self.grant)
        self._ask()
        own = {"token": str(token), "basis": self._basis()}
        begun = first_answers(self.grant, self.reports, self.restored)
        self.initial = {**self.initial, **begun, **own}

    # --- questions

    @property
    def reports_nothing(self) -> bool:
        """Whether a report is taken back or only gains photos."""
        return str(self.data.get("what") or "").startswith((WITHDRAW, ADD_PHOTOS))

    def _ask(self) -> None:
        needs = not self.reports_nothing
        self.fields |= of_the_report(self.grant, self.reports, needs_figures=needs)
        self.fields |= of_the_figures(self.reports, needs_figures=needs)
        self.fields |= of_the_problems()
        self.fields |= of_the_photos(self.photos)
        self.fields["note"] = WordsField(
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
            label=_("Catatan untuk pemeriksa"),
            help_text=_("Tidak ditampilkan kepada umum. Jangan menulis nama orang."),
        )

    @property
    def groups(self) -> list[Group]:
        """What is sent, how far the work is, what holds it up, and what the photos show."""
        named = {name: self[name] for name in self.questions}
        problems = [one for name, one in named.items() if name.startswith("problem")]
        photos = [one for name, one in named.items() if name.startswith("photo")]
        figures = [named[name] for name in FIGURES]
        first = ("what", "revision_words", "period", "as_of_on", "component")
        grouped = [
            Group("", [named[name] for name in first if name in named]),
            Group(_("Kemajuan sejak awal"), figures, _("Semua angka kumulatif, bukan per masa.")),
            Group(_("Masalah"), problems, _("Kosongkan bila tidak ada.")),
        ]
        if photos:
            hint = _("Keadaan mana yang ditunjukkan setiap foto?")
        else:
            hint = _(
                "Lampirkan foto pada keadaan 0, 50, dan 100 persen dengan “Tambah foto atau"
                " dokumen”; letaknya dibaca dari foto itu sendiri."
            )
        return [*grouped, Group(_("Foto"), photos, hint), Group("", [named["note"]])]

    # --- the figures of the report that is corrected

    @property
    def fill_label(self) -> str:
        """Offered where there is a report to correct."""
        return _("Ambil angka laporan yang dikoreksi") if self.reports else ""

    def fill_empty(self) -> str:
        """From the report chosen to be corrected, into what nobody typed."""
        row = report_named(self.reports, self.text_of("what"))
        if row is None:
            return NO_REPORT_CHOSEN.sentence()
        found = taken_over(row, self.typed, suggested_answers(self.grant))
        self.rewrite(found)
        return taken_words(row, [str(self.fields[n].label) for n in found if n in self.fields])

    # --- versions

    def _basis(self) -> str:
        seen = {str(row.pk): row.version for row in self.reports}
        return json.dumps({"grant": self.grant.code, "reports": seen}, sort_keys=True)

    @property
    def is_against_old_rows(self) -> bool:
        """Whether a report of this grant was decided since the form was opened."""
        return self.is_bound and str(self.data.get("basis") or "") != self._basis()

    def _seen(self) -> dict[str, int]:
        basis = hidden_json(self.data.get("basis"))
        seen = basis.get("reports") if isinstance(basis, dict) else None
        return seen if isinstance(seen, dict) else {}

    def moved_rows(self) -> list[dict[str, Any]]:
        """The reports that are new or other than they were."""
        seen = self._seen()
        return [
            {
                "label": str(row),
                "unit": "",
                "base": None,
                "theirs": f"{format_exact(row.physical_percent)}%",
                "ours": self.text_of("physical_percent"),
                "clash": True,
            }
            for row in self.reports
            if seen.get(str(row.pk)) != row.version
        ]

    @property
    def typed(self) -> dict[str, str]:
        """A photo that came after the text was sent asks nothing new of it."""
        found = super().typed
        return {name: text for name, text in found.items() if text or name[:5] != "photo"}

    # --- what the answers must say together

    def clean(self) -> dict[str, Any]:
        """A report needs its period, day and progress; a correction its reason; nothing else is
        sent with a report that is taken back."""
        cleaned = super().clean() or self.cleaned_data
        if self.is_against_old_rows:
            self.add_problem(RECORD_MOVED.problem(""))
        what = cleaned.get("what", "")
        reason = cleaned.get("revision_words")
        needs_reason = what.startswith((REVISE, WITHDRAW))
        if needs_reason and not reason:
            self.add_problem(REQUIRED.problem("revision_words", None))
        if what and reason and not needs_reason:
            self.add_problem(REASON_UNUSED.problem("revision_words", reason))
        if what.startswith(ADD_PHOTOS) and not any(
            cleaned.get(f"photo{photo.pk}") for photo in self.photos
        ):
            self.add_problem(NO_PHOTO_TOLD.problem("what", None))
        for number in ROWS:
            kind, words = f"problem{number}_kind", f"problem{number}_words"
            if cleaned.get(words) and not cleaned.get(kind):
                self.add_problem(REQUIRED.problem(kind, None))
        return cleaned

    # --- what is proposed

    def said(self) -> list[Said]:
        """The office's statement, the report, its problems and its photos; or a report taken
        back."""
        what = self.cleaned_data["what"]
        if what.startswith(WITHDRAW):
            return [self._taken_back(self._named(what))]
        if what.startswith(ADD_PHOTOS):
            return said_of_photos(self.photos, what[1:], self.cleaned_data)
        return [
            Said(self._source()),
            self._report(what),
            *said_of_problems(self.cleaned_data),
            *said_of_photos(self.photos, f"@{REPORT}", self.cleaned_data),
        ]

    def shown_words(self) -> dict[str, Any]:
        """With what was reported before, so that the reader sees both."""
        what, component = self.cleaned_data["what"], self.cleaned_data.get("component")
        return {
            **super().shown_words(),
            "old": compared_words(self.reports, what, component),
        }

    def _named(self, what: str) -> ProgressReport:
        return next(row for row in self.reports if str(row.pk) == what[1:])

    def _taken_back(self, row: ProgressReport) -> Said:
        values = {"note": self.cleaned_data["revision_words"]}
        change = Change("progress.withdraw", values, str(row.pk), row.version)
        return Said(change, {"note": "revision_words"}, "what")

    def _source(self) -> Change:
        subject, title = self.subject, _("Laporan kemajuan dari dinas")
        token = self.cleaned_data["token"]
        return office_statement(subject.office, subject.year, token, title)

    def _report(self, what: str) -> Said:
        cleaned, asked = self.cleaned_data, {name: name for name in (*FIGURES, "note")}
        period = PeriodChoice.read(cleaned["period"])
        values: dict[str, Any] = {
            "grant": self.grant.code,
            "source": f"@{STATEMENT}",
            "period_kind": period.kind,
            "period_number": period.number,
            "as_of_on": cleaned["as_of_on"],
            **{name: cleaned[name] for name in (*FIGURES, "note")},
            "component": cleaned.get("component"),
        }
        if what != NEW:
            values |= {"corrects": what[1:], "revision_words": cleaned["revision_words"]}
        values = {name: value for name, value in values.items() if value not in (None, "")}
        asked |= {
            "as_of_on": "as_of_on",
            "period_kind": "period",
            "period_number": "period",
            "component": "component",
            "corrects": "what",
            "revision_words": "revision_words",
        }
        kind = "progress.record" if what == NEW else "progress.revise"
        return Said(Change(kind, values, ref=REPORT), asked, "what")

    # --- what is said before it is sent

    def warnings(self) -> dict[str, str]:
        """How the amount was read, and what is doubtful about the figures."""
        amount = self.cleaned_data.get("amount_idr")
        told = {} if amount is None else {"amount_idr": f"{spell_amount(amount)}."}
        for doubt in doubts([said.change for said in self.all_said]):
            name = DOUBT_AT.get(doubt.code)
            if name is not None:
                told[name] = f"{told.get(name, '')} {doubt.sentence}".strip()
        return told

    def set_echoes(self) -> None:
        """Say below the amount how it was read."""
        amount = getattr(self, "cleaned_data", {}).get("amount_idr")
        if amount is not None:
            self.fields["amount_idr"].echo = spell_amount(int(amount))  # type: ignore[attr-defined]

    @property
    def check_note(self) -> str:
        """What is sent, and who decides about it."""
        return _("Laporan yang memuat uang diputuskan oleh dua orang.")
