"""What becomes of a sentra, as a form: who takes its place, when, who says so. Text is read into
typed values here; the verbs of registry.changes.succession make the act."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.changes.change import Change
from registry.changes.succession import Said, merge, move, rename, split
from registry.choices import ExistenceStatus, LocationPrecision, SentraSuccessionKind
from registry.forms.fields import CoordinateField, PartialDateField, WordsField
from registry.forms.lookup import LookUpField, sentra_field
from registry.models import Sentra, SentraCommodity, SentraStatus
from registry.queries.lookup import (
    Candidate,
    levels_of,
    regions_meant,
    sources_meant,
)
from registry.queries.succession import earliest_fact
from sentra.lib.dates import PartialDate, format_date, today_wib
from sentra.lib.keys import plain_number
from sentra.lib.problems import problem_code

PARTS_MISSING = problem_code(
    "succession.parts_missing", _("Sebut sekurang-kurangnya dua sentra hasil pemecahan.")
)
PART_TWICE = problem_code(
    "succession.part_twice", _("{value} disebut dua kali. Sebut setiap sentra sekali.")
)
BOTH_WAYS = problem_code(
    "succession.both_ways",
    _("Pilih sentra yang sudah terdaftar, atau tulis nama sentra baru; jangan keduanya."),
)
SOURCE_MISSING = problem_code(
    "succession.source_missing",
    _("Sebut sumbernya: pilih yang sudah tercatat, atau tulis penerbit sumber baru."),
)
NEW_SOURCE = "sumber"
FIRST_PARTS, MORE_PARTS, MOST_PARTS = 3, 2, 15


class SuccessionForm(forms.Form):
    """What every event has: the day as deep as known, the source and its words."""

    kind: SentraSuccessionKind
    base_version = forms.CharField(widget=forms.HiddenInput, required=False)
    happened_on = PartialDateField(
        precision="happened_precision",
        label=_("Tanggal peristiwa"),
        help_text=_("Sedalam yang diketahui: 14/11/2026, November 2026, atau 2026."),
    )
    source = LookUpField(
        find=sources_meant,
        ahead="sentrasuccession.source",
        label=_("Sumber"),
        help_text=_("Kode sumber, atau kata dari penerbit atau judulnya."),
    )
    new_source = WordsField(
        label=_("Penerbit sumber baru"),
        max_length=160,
        help_text=_("Hanya bila sumbernya belum tercatat; dicatat bersama peristiwa ini."),
    )
    words = WordsField(
        label=_("Kata sumber"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3, "class": "vLargeTextField"}),
    )

    def __init__(
        self, data: Any = None, *, sentra: Sentra, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial={"base_version": str(sentra.version), **(initial or {})})
        self.sentra = sentra
        for field in self.fields.values():
            if isinstance(field, LookUpField):
                field.leave_out = sentra.public_code
        for name in ("happened_on", "new_source"):
            self.fields[name].widget.attrs["class"] = "vTextField"

    def clean(self) -> dict[str, Any]:
        """A source is named, once."""
        cleaned = super().clean() or self.cleaned_data
        is_named = cleaned.get("source") or cleaned.get("new_source")
        if "source" not in self.errors and not is_named:
            self.refuse("source", SOURCE_MISSING)
        return cleaned

    def refuse(self, field: str, code: Any, value: Any = None) -> None:
        """A sentence at a field."""
        self.add_error(field, ValidationError(code.sentence(value), code=code.code))

    @property
    def version(self) -> int:
        """The version of the sentra that the person saw; -1 where the page did not say."""
        version = plain_number(self.cleaned_data.get("base_version"))
        return -1 if version is None else version

    @property
    def said(self) -> Said:
        """Who says so, and when it was."""
        cleaned = self.cleaned_data
        day: PartialDate = cleaned.get("happened_on") or self.day_unsaid()
        source = cleaned.get("source") or f"@{NEW_SOURCE}"
        return Said(source, day.on, day.precision, cleaned.get("words") or "")

    def day_unsaid(self) -> PartialDate:
        """The day where nobody wrote one."""
        return PartialDate.unknown()

    def changes(self) -> tuple[Change, ...]:
        """The whole act in order; only after `is_valid`."""
        return (*self._source(), *self.event())

    def event(self) -> tuple[Change, ...]:
        """The changes of the event itself."""
        raise NotImplementedError

    def shown(self) -> Iterator[tuple[forms.BoundField, list[Candidate]]]:
        """The fields in order, each with what a person may choose from."""
        for bound in self.visible_fields():
            yield bound, getattr(bound.field, "candidates", [])

    def _source(self) -> Iterator[Change]:
        publisher = self.cleaned_data.get("new_source")
        if publisher and not self.cleaned_data.get("source"):
            yield Change("source.record", {"publisher": publisher}, ref=NEW_SOURCE)


def _later_statements(sentra: Sentra) -> Any:
    """Dated statements that the sentra exists in whatever state; ends are none."""
    ends = (ExistenceStatus.MERGED, ExistenceStatus.SPLIT)
    stated = SentraStatus.objects.in_force().filter(sentra=sentra, status_on__isnull=False)
    return stated.exclude(status__in=ends).order_by("-status_on", "-pk")


class EndingForm(SuccessionForm):
    """An event that ends the sentra; statements that it exists may be withdrawn with it."""

    withdrawn = forms.MultipleChoiceField(
        label=_("Keadaan yang ikut ditarik"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_(
            "Keadaan yang bertanggal sesudah peristiwa ini membuat sentra tetap terhitung. Centang"
            " yang keliru; yang benar berarti tanggal peristiwanya belum tepat."
        ),
    )

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.statements = list(_later_statements(self.sentra).select_related("source"))
        field: Any = self.fields["withdrawn"]
        field.choices = [(f"{one.pk}:{one.version}", _stated(one)) for one in self.statements]
        sent = data.getlist("withdrawn") if data is not None else ()
        # A statement that moved since the page was opened is still a choice; the engine compares.
        field.choices += [
            (one, _("keadaan yang sudah berubah")) for one in sent if _moved(one, field)
        ]
        if not field.choices:
            del self.fields["withdrawn"]

    def in_the_way(self) -> list[tuple[str, str]]:
        """Statements dated after the event, as choices: they would keep the sentra counted."""
        on = self.said.on
        return [
            (f"{one.pk}:{one.version}", _stated(one))
            for one in self.statements
            if on is None or one.status_on > on
        ]

    def withdrawals(self) -> Iterator[Change]:
        """The ticked statements, each at the version that was shown."""
        for pair in self.cleaned_data.get("withdrawn") or ():
            pk, _colon, version = pair.partition(":")
            yield Change("status.withdraw", {}, pk, int(version))


def _stated(status: SentraStatus) -> str:
    day = format_date(status.status_on, status.status_precision)
    source = f", {status.source.publisher}" if status.source else ""
    return f"{status.get_status_display()}, {day}{source}"


def _moved(pair: str, field: Any) -> bool:
    pk, _colon, version = pair.partition(":")
    shown = {value.partition(":")[0] for value, _label in field.choices}
    is_pair = None not in (plain_number(pk), plain_number(version))
    return is_pair and pk in shown and pair not in {value for value, _label in field.choices}


class MergeForm(EndingForm):
    """It goes on in one other sentra."""

    kind = SentraSuccessionKind.MERGED
    successor = sentra_field(
        label=_("Digabung ke dalam"),
        required=True,
        help_text=_("Kode tetap, nama, atau nama dan tempat sentra penerusnya."),
    )
    same_record = forms.BooleanField(
        label=_("Keduanya catatan untuk satu sentra yang sama"),
        required=False,
        help_text=_(
            "Tanpa tanggal, dipakai tanggal fakta tertua catatan ini supaya tidak ada tahun yang"
            " menghitungnya dua kali; keadaan bertanggal sesudahnya ikut ditarik."
        ),
    )
    field_order = ("successor", "same_record", "happened_on", "source")

    def day_unsaid(self) -> PartialDate:
        """Two records of one sentra are one from the beginning."""
        if not self.cleaned_data.get("same_record"):
            return super().day_unsaid()
        first = earliest_fact(self.sentra.pk) or date(today_wib().year, 1, 1)
        return PartialDate(first, "year" if (first.month, first.day) == (1, 1) else "day")

    def withdrawals(self) -> Iterator[Change]:
        """The ticked statements; for two records of one sentra every later one."""
        ticked = list(super().withdrawals())
        yield from ticked
        on = self.said.on
        if not self.cleaned_data.get("same_record") or on is None:
            return
        done = {change.target for change in ticked}
        for one in self.statements:
            if one.status_on >= on and str(one.pk) not in done:
                yield Change("status.withdraw", {}, str(one.pk), one.version)

    def event(self) -> tuple[Change, ...]:
        """What stands in the way first, then the merger."""
        new = Sentra.objects.get(public_code=self.cleaned_data["successor"])
        return (*self.withdrawals(), *merge(self.sentra, new, said=self.said))


def n_parts(typed: Mapping[str, Any], more: int = 0) -> int:
    """How many parts the form asks for, with so many more."""
    wanted = plain_number(typed.get("n_parts"), 3) or FIRST_PARTS
    return max(FIRST_PARTS, min(wanted + more, MOST_PARTS))


class SplitForm(EndingForm):
    """It goes on in several sentra: registered ones, or new ones registered in the same act."""

    kind = SentraSuccessionKind.SPLIT
    n_parts = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.n = n_parts(self.data if self.is_bound else self.initial)
        self.initial["n_parts"] = str(self.n)
        order = []
        for number in range(1, self.n + 1):
            order += self._add_part(number)
        self.order_fields([*order, "happened_on", "source"])

    def _add_part(self, number: int) -> list[str]:
        """Three fields of one part."""
        words = {"number": number}
        fields = {
            f"part_{number}": sentra_field(
                label=_("Bagian %(number)s: sentra terdaftar") % words,
                help_text=_("Kode tetap atau nama. Kosongkan bila belum terdaftar."),
            ),
            f"name_{number}": WordsField(
                label=_("Bagian %(number)s: nama sentra baru") % words, max_length=200
            ),
            f"place_{number}": LookUpField(
                find=regions_meant,
                ahead="sentra.village",
                label=_("Bagian %(number)s: tempat sentra baru") % words,
                help_text=_("Kode atau nama wilayah; kosong berarti tempat sentra semula."),
            ),
        }
        fields[f"name_{number}"].widget.attrs["class"] = "vTextField"
        self.fields |= fields
        return list(fields)

    def clean(self) -> dict[str, Any]:
        """At least two parts, each once and each in one way."""
        cleaned = super().clean()
        seen: set[str] = set()
        n_named = 0
        for number in range(1, self.n + 1):
            part, name = cleaned.get(f"part_{number}"), cleaned.get(f"name_{number}")
            n_named += bool(part or name or f"part_{number}" in self.errors)
            if part and name:
                self.refuse(f"name_{number}", BOTH_WAYS)
            if part and part in seen:
                self.refuse(f"part_{number}", PART_TWICE, part)
            seen |= {part} if part else set()
        if n_named < 2:
            self.refuse("part_1", PARTS_MISSING)
        return cleaned

    def event(self) -> tuple[Change, ...]:
        """New sentra first, then what stands in the way, then the split."""
        cleaned = self.cleaned_data
        new: list[Change] = []
        parts: list[Sentra | str] = []
        for number in range(1, self.n + 1):
            if cleaned.get(f"name_{number}"):
                new += self._registered(number)
                parts.append(f"@bagian{number}")
            elif cleaned.get(f"part_{number}"):
                parts.append(Sentra.objects.get(public_code=cleaned[f"part_{number}"]))
        return (*new, *self.withdrawals(), *split(self.sentra, parts, said=self.said))

    def _registered(self, number: int) -> Iterator[Change]:
        """A new sentra of the same kind that makes what the old one makes."""
        old, place = (
            self.sentra,
            self.cleaned_data.get(f"place_{number}") or self.sentra.region_code,
        )
        values = {
            "name": self.cleaned_data[f"name_{number}"],
            "kind": old.kind,
            "recognition": old.recognition,
            "location_precision": _precision(place),
            **levels_of(place),
        }
        yield Change("sentra.register", values, ref=f"bagian{number}")
        made = SentraCommodity.objects.in_force().filter(sentra=old, is_primary=True)
        for line in made.filter(valid_to__isnull=True).select_related("commodity"):
            yield Change(
                "sentra_commodity.record",
                {
                    "sentra": f"@bagian{number}",
                    "commodity": line.commodity.code,
                    "is_primary": True,
                },
            )


class MoveForm(SuccessionForm):
    """The same sentra at another place."""

    kind = SentraSuccessionKind.MOVED
    place = LookUpField(
        find=regions_meant,
        ahead="sentra.village",
        label=_("Tempat baru"),
        required=True,
        help_text=_("Kode atau nama desa/kelurahan; kecamatan bila desanya belum diketahui."),
    )
    place_words = WordsField(label=_("Tempat menurut sumber"), max_length=300)
    hamlet = WordsField(label=_("Dusun/banjar/jorong"), max_length=120)
    latitude = CoordinateField(label=_("Lintang"))
    longitude = CoordinateField(
        label=_("Bujur"), help_text=_("Titik lama tidak dibawa; kosong berarti belum diketahui.")
    )
    field_order = ("place", "place_words", "hamlet", "latitude", "longitude", "happened_on")

    def event(self) -> tuple[Change, ...]:
        """The step and the new place, on top of the version that was shown."""
        cleaned = self.cleaned_data
        place: dict[str, Any] = {
            **levels_of(cleaned["place"]),
            "place_words": cleaned.get("place_words") or "",
            "hamlet": cleaned.get("hamlet") or "",
        }
        if cleaned.get("latitude") or cleaned.get("longitude"):
            point = {"latitude": cleaned.get("latitude"), "longitude": cleaned.get("longitude")}
            place |= {**point, "location_precision": LocationPrecision.EXACT.value}
        return move(self.sentra, place, said=self.said, base_version=self.version)


class RenameForm(SuccessionForm):
    """The same sentra under another name."""

    kind = SentraSuccessionKind.RENAMED
    name = WordsField(label=_("Nama baru"), max_length=200, required=True)
    field_order = ("name", "happened_on")

    def event(self) -> tuple[Change, ...]:
        """The step and the new name, on top of the version that was shown."""
        name = self.cleaned_data["name"]
        return rename(self.sentra, name, said=self.said, base_version=self.version)


def _precision(place: str) -> str:
    """How deep a place without a point is known; a province is no depth of its own."""
    depth = ("regency", "regency", "district", "village")[place.count(".")]
    return LocationPrecision(depth).value


FORMS: Mapping[str, type[SuccessionForm]] = {
    form.kind.value: form for form in (MergeForm, SplitForm, MoveForm, RenameForm)
}
