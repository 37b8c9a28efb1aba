"""The form of a new sentra: what it is called, where it is, what it makes, who works there, and how
the office knows. What resembles it on record is shown before anything is sent."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from registry.changes.admissible import FOREIGN_REGION
from registry.changes.change import Change
from registry.changes.statement import office_statement
from registry.changes.submission import office_over
from registry.choices import ExistenceStatus, OriginKind, Recognition, SubmissionKind
from registry.forms.choosing import AskingRadio, ChoiceByWords
from registry.forms.fields import PartialDateField, WordsField
from registry.forms.lines import SOURCE, Line, LinesForm
from registry.forms.proposing import Group, Said, Subject
from registry.models.profile import FIGURES
from registry.queries.choosing import ANYWHERE, commodities, regencies, villages, within
from registry.queries.lookalikes import Lookalike, lookalikes
from sentra.lib.dates import shown_today, today_wib

NAMED = ("name", "recognition")
TESTS = ("is_one_place", "same_product", "same_raw_material", "same_process")
COUNTED = ("unit_count", "worker_count")
RECOGNISED = (Recognition.LISTED, Recognition.DECREE, Recognition.CANDIDATE)
BEGAN = (OriginKind.UNSPECIFIED, OriginKind.CRAFT_START, OriginKind.DECREE, OriginKind.OPENING)
NEW = "@sentra"


class RegisterForm(LinesForm):
    """One sentra that is not on record yet."""

    kind = SubmissionKind.REGISTER

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = within(self.subject.actor)
        office = self.subject.office
        self.fields["place_regency"] = ChoiceByWords(
            find=partial(regencies, own=own),
            required=True,
            label=_("Kabupaten/kota"),
            help_text=_("Tulis namanya; hanya wilayah tugas kantor Anda."),
            asks="regency",
            beyond=(partial(regencies, own=ANYWHERE), FOREIGN_REGION),
        )
        if office.regency_id and "place_regency" not in self.initial:
            self.initial["place_regency"] = self.fields["place_regency"].text_for(office.regency_id)  # type: ignore[attr-defined]
        self.fields["place_village"] = ChoiceByWords(
            find=partial(villages, regions=self._regions()),
            label=_("Desa/kelurahan"),
            help_text=_("Nama desa, atau nama desa dan kecamatannya: “Celuk, Sukawati”."),
            asks="village",
            beyond=(partial(villages, regions=None), FOREIGN_REGION),
        )
        self.fields["place_commodity"] = ChoiceByWords(
            find=commodities,
            label=_("Produk utama"),
            help_text=_("Apa yang dibuat di sana, misalnya perak, batik, atau olahan singkong."),
            asks="commodity",
        )
        self.fields["seen_on"] = PartialDateField(
            precision="status_precision",
            required=True,
            label=_("Tanggal kunjungan atau kabar terakhir"),
            help_text=_("Hari/bulan/tahun, misalnya 14/11/2026; tahun saja juga boleh."),
        )
        self.initial.setdefault("seen_on", shown_today())
        self.fields["evidence"] = WordsField(
            required=True,
            max_length=500,
            widget=forms.Textarea(attrs={"rows": 3}),
            label=self.evidence_label,
            help_text=_("Kunjungan, surat keputusan, data dinas. Jangan menulis nama orang."),
        )

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """The sentra, its first figures, and when it began."""
        part = {"sentra": NEW}
        yield Line("new", "sentra", (*NAMED, "hamlet", *TESTS), record="register", ref="sentra")
        yield Line(
            "profile", "profile", COUNTED, fixed={**part, "year": subject.year, "source": SOURCE}
        )
        yield Line("origin", "origin", ("origin_year", "kind"), fixed={**part, "source": SOURCE})

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Words of the form, and the answers a dinas can give."""
        if name == "name":
            asked.label = _("Nama sentra")
            asked.help_text = _("Seperti disebut orang setempat: Sentra Rajut Binong Jati.")
        if name == "recognition":
            asked = _radio(_("Pengakuan"), [(one, one.label) for one in RECOGNISED])
            asked.initial = Recognition.LISTED
        if line.prefix == "origin" and name == "kind":
            asked = _radio(_("Apa yang dimulai tahun itu?"), [(one, one.label) for one in BEGAN])
            asked.initial = OriginKind.UNSPECIFIED
        if name == "origin_year":
            asked.label, asked.required = _("Tahun mulai"), False
            asked.help_text = _("Empat angka. Kosongkan bila tidak diketahui.")
        if name in COUNTED:
            spec = next(one for one in FIGURES if one.code == name)
            asked.unit = str(spec.unit)  # type: ignore[attr-defined]
            asked.help_text = _("Kosongkan bila tidak tahu. “Sekitar 40” juga terbaca.")
        return asked

    def _regions(self) -> list[str]:
        """Where villages are looked for: in the regency typed, else in the office's own."""
        typed = self._regency_typed()
        own = self.subject.office.regency_id or self.subject.office.province_id
        return [typed] if typed else [own] if own else []

    def _regency_typed(self) -> str:
        asked: Any = self.fields["place_regency"]
        text = self.text_of("place_regency") if self.is_bound else ""
        meant = asked.find(text) if text else None
        return meant.chosen.code if meant and meant.chosen else ""

    def source(self) -> Said:
        """The statement of the office its place belongs to: that one sends it."""
        office = office_over(self.subject.actor, self.region) or self.subject.office
        return Said(office_statement(office, self.subject.year, self.cleaned_data["token"]))

    @property
    def region(self) -> str:
        """The regency it would be in."""
        return self._regency_typed()

    @property
    def whose(self) -> str:
        """Nobody on record yet; where it is said to be stands among its words."""
        return ""

    @property
    def groups(self) -> list[Group]:
        """In the order one thinks: name and place, product, likeness, figures, evidence."""
        ask = self.__getitem__
        tests = [ask(f"new_{name}") for name in TESTS]
        return [
            Group(
                "",
                [
                    ask("new_name"),
                    ask("place_regency"),
                    ask("place_village"),
                    ask("new_hamlet"),
                    ask("place_commodity"),
                    ask("new_recognition"),
                ],
            ),
            Group(
                _("Apakah mereka sejenis?"),
                tests,
                _("Sentra adalah paling sedikit lima usaha sejenis di satu lokasi (PP 29/2018)."),
            ),
            Group(
                _("Angka tahun %(year)s") % {"year": self.subject.year},
                [ask(f"profile_{name}") for name in COUNTED],
            ),
            Group(_("Asal"), [ask("origin_origin_year"), ask("origin_kind")]),
            Group(_("Bukti"), [ask("seen_on"), ask("evidence")]),
        ]

    def is_begun(self, line: Line) -> bool:
        """A year makes an origin, whatever else is ticked."""
        if line.prefix == "origin":
            return bool(self.text_of("origin_origin_year"))
        return super().is_begun(line)

    def says_something(self) -> bool:
        """Always: a name is required."""
        return True

    def said(self) -> list[Said]:
        """Source, sentra with its place, product, existence, figures, origin."""
        cleaned = self.cleaned_data
        source, sentra, *rest = super().said()
        regency, village = cleaned["place_regency"], cleaned.get("place_village")
        place = {"province": regency.split(".")[0], "regency": regency}
        if village:
            place |= {"district": village.rpartition(".")[0], "village": village}
            place["location_precision"] = "village"
        asked = {**sentra.asked, "regency": "place_regency", "province": "place_regency"}
        asked |= {"district": "place_village", "village": "place_village"}
        registered = Change(
            sentra.change.kind, {**sentra.change.values, **place}, ref=sentra.change.ref
        )
        told = [source, Said(registered, asked, "new_name")]
        if cleaned.get("place_commodity"):
            values = {"sentra": NEW, "commodity": cleaned["place_commodity"], "is_primary": True}
            change = Change("sentra_commodity.record", values)
            told.append(Said(change, {"commodity": "place_commodity"}, "place_commodity"))
        return [*told, self._existence(), *rest]

    def _existence(self) -> Said:
        values = {
            "sentra": NEW,
            "status": ExistenceStatus.ACTIVE.value,
            **self.fields["seen_on"].values("status_on", self.cleaned_data["seen_on"]),  # type: ignore[attr-defined]
            "evidence": self.cleaned_data["evidence"],
            "source": SOURCE,
        }
        asked = {"status_on": "seen_on", "evidence": "evidence"}
        return Said(Change("status.record", values), asked, "seen_on")

    @property
    def similar(self) -> list[Lookalike]:
        """What is on record under a like name in the same province."""
        return lookalikes(self.text_of("new_name"), self.region.split(".")[0])

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Sentra baru, diusulkan pada %(day)s.") % {"day": f"{today_wib():%d/%m/%Y}"}


def _radio(label: str, choices: list[tuple[str, Any]]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choices, widget=AskingRadio)
