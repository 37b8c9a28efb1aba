"""The form that corrects what is on record about a sentra: name, place, product, other names,
manager, the tests of likeness. A move to another regency is no correction (existence.py)."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from registry.changes.change import Change
from registry.choices import AliasKind, InstitutionKind, InstitutionRole, SubmissionKind
from registry.forms.choosing import ChoiceByWords, NewOrKnown
from registry.forms.fields import WordsField
from registry.forms.lines import SOURCE, Line, LinesForm, dressed
from registry.forms.proposing import Group, Said, Subject
from registry.models import SentraAlias, SentraCommodity, SentraInstitution
from registry.queries.choosing import commodities, institutions, villages
from sentra.lib.dates import today_wib

OWN = (
    "name",
    "recognition",
    "hamlet",
    "place_words",
    "latitude",
    "longitude",
    "location_precision",
    "is_one_place",
    "same_product",
    "same_raw_material",
    "same_process",
    "note",
)
POINT = ("latitude", "longitude", "location_precision")
TESTS = ("is_one_place", "same_product", "same_raw_material", "same_process")


class CorrectForm(LinesForm):
    """What is wrong about one sentra and how it is right."""

    kind = SubmissionKind.CORRECT

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sentra = self.subject.sentra
        assert sentra is not None
        self.fields["own_village"] = ChoiceByWords(
            find=partial(villages, regions=[sentra.regency_id or sentra.province_id]),
            label=_("Desa/kelurahan"),
            help_text=_("Pindah ke kabupaten/kota lain? Isi bagian keadaan sentra."),
            asks="village",
        )
        self.initial.setdefault("own_village", self._shown("own_village", sentra.village_id))
        self.fields["product"] = ChoiceByWords(
            find=commodities, label=_("Produk utama"), asks="commodity"
        )
        self._primary = self._primary_commodity()
        code = self._primary.commodity.code if self._primary else ""
        self.initial.setdefault("product", self._shown("product", code))
        self.fields["manager"] = NewOrKnown(
            find=institutions,
            may_be_new=True,
            label=_("Pengelola baru"),
            help_text=_("Nama lembaganya (koperasi, UPTD, kelompok), bukan nama orang."),
            asks="institution",
        )
        self.fields["manager_kind"] = forms.ChoiceField(
            label=_("Jenis lembaga itu"),
            required=False,
            choices=[("", _("Pilih bila lembaganya baru")), *InstitutionKind.choices],
        )
        self.fields["evidence"] = WordsField(
            max_length=160,
            label=self.evidence_label,
            help_text=_("Kunjungan, surat, peta. Jangan menulis nama orang."),
        )

    def lines_of(self, subject: Subject) -> Iterable[Line]:
        """The record itself, its other names, and who manages it."""
        sentra = subject.sentra
        assert sentra is not None
        part = {"sentra": sentra.public_code, "source": SOURCE}
        yield Line("own", "sentra", OWN, stored=sentra, record="register")
        for alias in SentraAlias.objects.in_force().filter(sentra=sentra):
            yield Line(
                f"alias{alias.pk}",
                "alias",
                ("name", "kind"),
                alias.name,
                stored=alias,
                may_withdraw=True,
                state=alias.get_kind_display(),
            )
        yield Line("alias", "alias", ("name", "kind"), _("Nama lain"), fixed=part)
        managers = SentraInstitution.objects.in_force().filter(
            sentra=sentra, role=InstitutionRole.MANAGER, valid_to__isnull=True
        )
        for role in managers.select_related("institution"):
            yield Line(
                f"manager{role.pk}",
                "sentra_institution",
                ("valid_to",),
                role.institution.name,
                stored=role,
                may_withdraw=True,
                state=_("Pengelola"),
            )

    def dress(self, line: Line, name: str, asked: forms.Field) -> forms.Field:
        """Words of the form."""
        if line.noun == "sentra" and name == "name":
            asked.label = _("Nama sentra")
            asked.help_text = _("Salah tulis saja. Benar-benar ganti nama? Isi keadaan sentra.")
        if line.noun == "alias" and name == "kind" and not line.stored:
            asked = dressed(
                forms.ChoiceField(label=_("Jenis nama lain"), choices=AliasKind.choices)
            )
            asked.initial, asked.required = AliasKind.LOCAL, False
        if line.noun == "alias" and name == "name":
            asked.required = False
        if name == "valid_to":
            asked.label = _("Mengelola sampai")
            asked.help_text = _("Hari/bulan/tahun. Kosongkan bila masih mengelola.")
        if name == "note":
            asked.widget = forms.Textarea(attrs={"rows": 3})
        return asked

    @property
    def groups(self) -> list[Group]:
        """Name and place, product, other names, manager, likeness, evidence."""
        ask = self.__getitem__
        rows = [group for group in super().groups if group.is_row]
        aliases = [group for group in rows if group.fields[0].name.startswith("alias")]
        managers = [group for group in rows if group.fields[0].name.startswith("manager")]
        place = ("own_village", "own_hamlet", "own_place_words")
        return [
            Group("", [ask("own_name"), ask("own_recognition"), ask("product")]),
            Group(_("Letak"), [ask(name) for name in place]),
            Group(_("Titik di peta"), [ask(f"own_{name}") for name in POINT], is_row=True),
            Group(_("Apakah mereka sejenis?"), [ask(f"own_{name}") for name in TESTS], is_row=True),
            Group(_("Nama lain dan pengelola"), []),
            *aliases,
            Group(_("Tambah nama lain"), [ask("alias_name"), ask("alias_kind")], is_row=True),
            *managers,
            Group(_("Tambah pengelola"), [ask("manager"), ask("manager_kind")], is_row=True),
            Group(_("Bukti"), [ask("own_note"), ask("evidence")]),
        ]

    def says_something(self) -> bool:
        """A line, or one of the questions beside them."""
        beside = ("own_village", "product", "manager")
        return super().says_something() or any(self._was_edited(name) for name in beside)

    def is_begun(self, line: Line) -> bool:
        """A new other name needs its name; what kind it is alone says nothing."""
        if line.prefix == "alias":
            return bool(self.text_of("alias_name"))
        if line.prefix == "own":
            return any(self._was_edited(line.question(name)) for name in line.names)
        return super().is_begun(line)

    def clean(self) -> dict[str, Any]:
        """A new institution says what kind it is."""
        cleaned = super().clean()
        asked: Any = self.fields["manager"]
        if asked.new_words and not cleaned.get("manager_kind"):
            words = _("Pilih jenis lembaga “%(name)s”.") % {"name": asked.new_words}
            self.add_error("manager_kind", forms.ValidationError(words, "value.required"))
        return cleaned

    def said(self) -> list[Said]:
        """The record with its village, product, names, manager."""
        source, *told = super().said()
        told = [self._with_village(one) for one in told]
        if self._was_edited("own_village") and not any(
            one.change.kind == "sentra.correct" for one in told
        ):
            told.insert(0, self._with_village(self._bare_correction()))
        return [self._cited(source), *told, *self._product(), *self._manager()]

    def _cited(self, source: Said) -> Said:
        words = self.cleaned_data.get("evidence")
        if not words:
            return source
        change = Change("source.record", {**source.change.values, "title": words}, ref=SOURCE[1:])
        return Said(change, {"title": "evidence"})

    def _bare_correction(self) -> Said:
        line = self.lines[0]
        change = Change(line.verbs.correct, {}, line.target, self._version_seen(line))
        return Said(change, {name: line.question(name) for name in line.names}, "own_village")

    def _with_village(self, one: Said) -> Said:
        if one.change.kind != "sentra.correct" or not self._was_edited("own_village"):
            return one
        code = self.cleaned_data.get("own_village") or None
        place = {"village": code, "district": code.rpartition(".")[0] if code else None}
        change = Change(
            one.change.kind,
            {**one.change.values, **place},
            one.change.target,
            one.change.base_version,
        )
        asked = {**one.asked, "village": "own_village", "district": "own_village"}
        return Said(change, asked, one.question)

    def _primary_commodity(self) -> SentraCommodity | None:
        rows = SentraCommodity.objects.in_force().filter(
            sentra=self.subject.sentra, is_primary=True, valid_to__isnull=True
        )
        return rows.select_related("commodity").first()

    def _product(self) -> Iterable[Said]:
        """Another main product: the old one is no longer the main one."""
        code = self.cleaned_data.get("product")
        if not self._was_edited("product") or not code:
            return
        old = self._primary
        if old is not None:
            change = Change(
                "sentra_commodity.correct", {"is_primary": False}, str(old.pk), old.version
            )
            yield Said(change, {"is_primary": "product"}, "product")
        known = SentraCommodity.objects.in_force().filter(
            sentra=self.subject.sentra, commodity__code=code, valid_to__isnull=True
        )
        row = known.first()
        if row is not None:
            change = Change(
                "sentra_commodity.correct", {"is_primary": True}, str(row.pk), row.version
            )
        else:
            assert self.subject.sentra is not None
            code_of = self.subject.sentra.public_code
            values = {"sentra": code_of, "commodity": code, "is_primary": True}
            change = Change("sentra_commodity.record", values)
        yield Said(change, {"commodity": "product", "is_primary": "product"}, "product")

    def _manager(self) -> Iterable[Said]:
        asked: Any = self.fields["manager"]
        known = self.cleaned_data.get("manager")
        if not known and not asked.new_words:
            return
        sentra = self.subject.sentra
        assert sentra is not None
        if not known:
            values = {
                "name": asked.new_words,
                "kind": self.cleaned_data["manager_kind"],
                "province": sentra.province_id,
                "regency": sentra.regency_id,
            }
            change = Change("institution.record", values, ref="institution")
            yield Said(change, {"name": "manager", "kind": "manager_kind"}, "manager")
        role = {
            "sentra": sentra.public_code,
            "institution": known or "@institution",
            "role": InstitutionRole.MANAGER.value,
            "source": SOURCE,
        }
        yield Said(Change("sentra_institution.record", role), {"institution": "manager"}, "manager")

    def _shown(self, name: str, code: Any) -> str:
        asked: Any = self.fields[name]
        return asked.text_for(str(code)) if code else ""

    def _filled_in(self, question: str) -> Any:
        """Village and product are shown as words of today."""
        return self.initial.get(question, "")

    @property
    def check_note(self) -> str:
        """What is sent."""
        return _("Perbaikan catatan, diusulkan pada %(day)s.") % {"day": f"{today_wib():%d/%m/%Y}"}
